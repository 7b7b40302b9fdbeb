"""What is borne out by the sum that its sentence draws, whatever it is of; and what such a sum never does: accuse."""

from __future__ import annotations

import pytest

import reconcile
from reconcile.report import Report

HEAD = "# 关于云湖市2025年预算执行情况和2026年预算草案的报告\n\n## 一、2025年预算执行情况\n\n"
TICKED = ("agrees", "agrees_by_rounding")

# each sentence with its sum, and the same with one digit changed
SUMS = {
    "a whole that was not read": (
        "全市结存举借184.36亿元，其中：一般债务限额53.11亿元、专项债务限额131.25亿元。",
        "131.25",
        "131.52",
    ),
    "the same with its parts in brackets": (
        "省代发我市债券224.38亿元（再融资债券87.81亿元、新增债券136.57亿元）。",
        "136.57",
        "135.67",
    ),
    "a part that was not read, named by two things": (
        "下达转移支付2682.15万元。主要是义务教育补助经费2150.15万元，学前和普通高中资金521.40万元，服务计划资金10.60万元。",
        "521.40",
        "512.40",
    ),
    "a part whose name alone says nothing": (
        "全市债券还本183713万元（使用再融资债券偿还165303万元，财政资金偿还18410万元）。",
        "18410",
        "14810",
    ),
    "parts that are named behind their amounts": (
        "市本级安排18.93亿元支持帮扶，其中：安排6.63亿元，支持对口帮扶；安排5.10亿元，开展协作；安排7.20亿元，支持支援。",
        "7.20",
        "7.02",
    ),
    "one with another": (
        "市本级投入18.71亿元，连同镇街投入7.56亿元，全市帮扶资金达26.27亿元。",
        "7.56",
        "7.65",
    ),
    "what was issued, together": (
        "发行新增债券342.35亿元，再融资债券339.98亿元，合计682.33亿元。",
        "339.98",
        "393.98",
    ),
    "a total without a list": (
        "市本级国有资本经营预算支出0.23亿元，调出到一般公共预算38.64亿元，总支出38.87亿元。",
        "38.64",
        "38.46",
    ),
    "items of one paragraph": (
        "（二）转贷市县2576.09亿元。结合财力水平分配。一是一般债券54.67亿元，用于甲；二是专项债券2521.42亿元，用于乙。",
        "2521.42",
        "2512.42",
    ),
    "an outline that nothing announces": (
        "市级共需筹集175.20亿元安排各类支出。\n\n——教育方面22.70亿元。\n\n——文化方面52.30亿元。\n\n——预备费100.20亿元。",
        "52.30",
        "53.20",
    ),
    "a part that says first what it is used for": (
        "下达债券407.86亿元，其中：新增专项债券364.25亿元；用于补充财力的债务限额7.75亿元；用于偿还本金的再融资债券35.86亿元。",
        "7.75",
        "7.57",
    ),
    "a whole beside which others are counted": (
        "安排36.44亿元推动四所高校发展，提升水平，包括：安排甲学院12.59亿元，安排乙学院23.85亿元。",
        "23.85",
        "28.35",
    ),
    "an account that ends with what is spent": (
        "2025年全市政府性基金预计收入486.03亿元。加上转移性收入39.09亿元，预计支出525.12亿元。",
        "525.12",
        "552.12",
    ),
    "what is repaid from two sources": (
        "偿还债务本息26.01亿元，使用自有资金偿还6.83亿元，申请再融资债券偿还19.18亿元。",
        "19.18",
        "11.98",
    ),
    "a whole that is divided once more behind a semicolon": (
        "发行地方政府债券407.86亿元。其中：一般债券39.64亿元，专项债券368.22亿元；新增债券364.00亿元，再融资债券43.86亿元。",
        "43.86",
        "48.36",
    ),
    "what each of the sentences behind it begins with": (
        "市级财政投入558.1亿元支持城乡融合，提高治理水平。其中，投入156.6亿元支持区镇发展。完成改造多处。"
        "投入135.4亿元支持生态建设。投入266.1亿元支持提升品质。",
        "135.4",
        "153.4",
    ),
    "what is handed out between two levels": (
        "全市再融资债券46.09亿元，全部用于偿还到期本金。市本级留用再融资债券38.63亿元，转贷县区7.46亿元。",
        "38.63",
        "36.83",
    ),
    "a budget that goes over into another, of both sides": (
        "市本级一般公共预算总收入和总支出相应由年初预算134.41亿元调整为150.77亿元，调增16.36亿元，收支平衡。",
        "150.77",
        "157.07",
    ),
    "what is left of totals named after their fund": (
        "全市一般公共预算收入加上上级补助收入等后，全市一般公共预算总收入1114.52亿元。\n\n"
        "一般公共预算支出加上上解上级支出等，一般公共预算总支出1094.79亿元。\n\n收支相抵，一般公共预算年末结转结余19.73亿元。",
        "19.73",
        "17.93",
    ),
    "what is left of a total": (
        "市直社保基金预算总收入610460万元，市直社保基金预算支出安排597791万元。当年收支结余12669万元。",
        "12669",
        "12696",
    ),
}


def checked(sentence: str) -> Report:
    return reconcile.check((HEAD + sentence).encode(), name="报告.md")


@pytest.mark.parametrize("name", SUMS)
def test_all_of_a_sum_is_ticked(name: str) -> None:
    report = checked(SUMS[name][0])
    assert [f.quote for f in report.figures if f.status not in TICKED and f.type == "money"] == []
    assert not report.findings


@pytest.mark.parametrize("name", SUMS)
def test_where_it_does_not_hold_nobody_is_accused_and_nothing_ticked(name: str) -> None:
    sentence, right, wrong = SUMS[name]
    report = checked(sentence.replace(right, wrong))
    assert not [f for f in report.findings if f.severity == "error"]
    assert [f.quote for f in report.figures if wrong in f.quote and f.status in TICKED] == []


def test_what_is_added_begins_at_the_income_over_a_list_of_its_sources() -> None:
    report = checked(
        "市本级政府性基金预算收入8.52亿元。主要收入项目为：土地出让收入7.48亿元，污水处理费收入0.21亿元。"
        "加上级转移支付收入、上年结转收入28.63亿元，收入总计37.15亿元。"
    )
    assert {"8.52亿元", "28.63亿元", "37.15亿元"} == {f.quote for f in report.figures if f.status in TICKED}


def test_the_area_inside_of_a_name_is_no_part_of_it() -> None:
    report = checked("社会保险基金预算本级收入2107098万元，本级支出1948593万元。年末新增结余158505万元。")
    assert [f.status for f in report.figures] == ["agrees"] * 3


AGAIN = {
    "an amount and its rate, once without the area": (
        "全市教育支出12.74亿元，增长3.36%。\n\n坚持优先发展教育，教育支出12.74亿元，增长3.36%。",
        "增长3.36%。\n\n坚持",
        "增长3.63%。\n\n坚持",
        4,
        2,  # the amounts are the same
    ),
    "an amount of many digits": (
        "全市一般公共预算收入完成583530万元。\n\n二、分项目看，一般公共预算收入完成583530万元。",
        "完成583530万元。\n\n",
        "完成538530万元。\n\n",
        2,
        0,
    ),
}


@pytest.mark.parametrize("name", AGAIN)
def test_what_is_printed_again_is_ticked_and_what_is_not_accuses_nobody(name: str) -> None:
    text, right, wrong, ticks, left = AGAIN[name]
    assert sum(f.status in TICKED for f in checked(text).figures) == ticks
    other = checked(text.replace(right, wrong))
    assert not [f for f in other.findings if f.severity == "error"]
    assert sum(f.status in TICKED for f in other.figures) == left


SHARES = {
    "of the head of an outline": (
        "预计总财力需筹集175.20亿元安排各类支出：\n\n——教育方面22.70亿元，占13.0%。\n\n——文化方面52.30亿元，占29.9%。\n\n"
        "——预备费100.20亿元，占57.2%。",
        "57.2%",
        "52.7%",
    ),
    "of the head of a list by another name": (
        "全市一般公共预算支出4502.5亿元，其中九大类民生支出3048.8亿元、占财政支出比重67.7%。",
        "67.7%",
        "77.7%",
    ),
}


@pytest.mark.parametrize("name", SHARES)
def test_shares_whose_whole_is_found_only_by_its_sum_accuse_nobody(name: str) -> None:
    text, right, wrong = SHARES[name]
    assert [f.quote for f in checked(text).figures if f.quote == right and f.status in TICKED] == [right]
    other = checked(text.replace(right, wrong))
    assert not [f for f in other.findings if f.severity == "error"]
    assert [f.status for f in other.figures if f.quote == wrong] == ["unchecked"]


def test_a_part_and_its_own_parts_between_semicolons() -> None:
    text = (
        "下达债务限额37.31亿元，其中：一般债务限额11.93亿元，拟留用市本级8.96亿元，转贷县级2.97亿元；"
        "专项债务限额25.38亿元，拟留用市本级4.13亿元，转贷县级21.25亿元。"
    )
    assert all(f.status in TICKED for f in checked(text).figures)
    other = checked(text.replace("4.13", "4.31"))
    assert not [f for f in other.findings if f.severity == "error"]
    assert not [f for f in other.figures if f.quote == "4.31亿元" and f.status in TICKED]


def test_a_share_of_a_part_that_is_called_short() -> None:
    text = (
        "来源于本市的一般公共预算收入11302.0亿元，其中：中央级收入7138.2亿元；地方级收入4163.8亿元。"
        "地方级收入中，税收收入3510.6亿元，非税收入653.2亿元；税收占比84.3%。"
    )
    assert all(f.status in TICKED for f in checked(text).figures)
    assert [f.status for f in checked(text.replace("84.3", "83.4")).figures][-1] == "disagrees"


def test_debts_divided_by_what_repays_them_are_two_and_no_more() -> None:
    text = "2025年政府债务余额23582838万元。按偿债来源分，一般债务5211455万元，专项债务18371383万元。"
    assert all(f.status in TICKED for f in checked(text).figures)
    assert [f.severity for f in checked(text.replace("18371383", "18371338")).findings] == ["error"]


INSURED = """全市社会保险基金预算收入2846.14亿元。

四、职工基本医疗保险。基金收入1552.08亿元，完成预算的101.6%；支出1352.05亿元；年末滚存结余2120.12亿元。

五、企业职工基本养老保险。基金收入1294.06亿元；支出1287.92亿元。

## 2025年云湖市社会保险基金预算执行情况表

单位：万元

| 项目 | 2025年预算数 | 2025年执行数 | 占预算% |
|---|---|---|---|
| 一、职工基本医疗保险基金收入 | 15276378 | 15520800 | 101.6 |
| 二、企业职工基本养老保险基金收入 | 12953554 | 12940600 | 99.9 |
| 收入合计 | 28229932 | 28461400 | 100.8 |
| 一、职工基本医疗保险基金支出 | 13000000 | 13520500 | 104.0 |
| 二、企业职工基本养老保险基金支出 | 12800000 | 12879200 | 100.6 |
| 支出合计 | 25800000 | 26399700 | 102.3 |
"""


def test_income_and_expenditure_are_of_the_insurance_that_the_label_names() -> None:
    report = checked(INSURED)
    named = {f.quote: f.address for f in report.figures}
    assert named["1352.05亿元"] == "2025年职工基本医疗保险基金支出"
    assert named["1294.06亿元"] == "2025年企业职工基本养老保险基金收入"
    assert "职工基本医疗保险基金" in named["2120.12亿元"]
    assert {f.quote for f in report.figures if f.status == "unchecked"} == {"2120.12亿元"}
    swapped = checked(INSURED.replace("支出1352.05", "支出1287.92", 1))
    assert [f.status for f in swapped.figures if f.quote == "1287.92亿元"] == ["unchecked", "agrees"]


def test_no_change_of_nothing_whichever_way() -> None:
    report = reconcile.check(
        "# 云湖市审计局2018年部门决算\n\n因公出国（境）费0万元，较上年增加（减少）0万元，增长（下降）0%。".encode(),
        name="a.md",
    )
    told = {f.quote: f.status for f in report.figures[1:]}
    assert told == {"0万元": "agrees", "0%": "agrees"}
    other = reconcile.check(
        "# 云湖市审计局2018年部门决算\n\n因公出国（境）费3万元，较上年增加（减少）2万元，增长（下降）0%。".encode(),
        name="a.md",
    )
    assert [f.status for f in other.figures[1:]] == ["unchecked"] * 2


def test_shares_that_come_to_all_of_a_thing_are_those_of_their_amounts() -> None:
    text = (
        "# 云湖市审计局2023年部门预算\n\n基本支出预算881300.39元，占一般公共预算支出的96.74%。"
        "项目支出29700元，占一般公共预算支出的3.26%。"
    )
    shares = [f for f in reconcile.check(text.encode(), name="a.md").figures if f.type == "percent"]
    assert [f.status for f in shares] == ["agrees", "agrees"]
    other = reconcile.check(text.replace("96.74", "96.47").encode(), name="a.md").figures
    assert [f.status for f in other if f.type == "percent"] == ["unchecked", "unchecked"]


def test_what_is_left_of_all_insurances_is_that_of_all_of_them() -> None:
    report = checked(
        "全市社会保险基金收入114.30亿元。其中，居民医疗保险基金收入17.31亿元。\n\n全市社会保险基金支出112.15亿元。"
        "职工医疗保险基金支出49.42亿元。居民医疗保险基金支出17.25亿元。\n\n社会保险基金收支结余2.15亿元。"
    )
    assert not report.findings
    assert {f.quote for f in report.figures if f.status in TICKED} == {"114.30亿元", "112.15亿元", "2.15亿元"}


def test_a_coarse_whole_of_which_only_some_are_listed_bears_nothing_out() -> None:
    report = checked("市本级支出预算安排8亿元，主要包括：公交补贴31450万元、医院补助20150万元、供水补贴22781万元。")
    assert [f.quote for f in report.figures if f.status in TICKED] == []
    assert not report.findings


ITEMS = (
    ("公共安全", "6214.60", "10.00", "6204.60"),
    ("教育", "4458.09", "1775.94", "2682.15"),
    ("科学技术", "1536.07", "1100.00", "436.07"),
    ("卫生健康", "2190.94", "1175.50", "1015.44"),
    ("一般公共服务", "7490.02", "5131.11", "259.40"),
)


def divided(whole: str) -> str:
    items = (
        f"（{n}）{name}项目经费{all_of}万元，其中：\n\n——市本级预算安排{own}万元。\n\n——提前下达转移支付{given}万元。"
        for n, (name, all_of, own, given) in enumerate(ITEMS, 1)
    )
    return "\n\n".join((f"特定目标类项目安排{whole}万元，具体如下：", *items))


def test_what_all_others_are_divided_into_is_all_of_it_where_the_total_says_so_too() -> None:
    found = [f for f in checked(divided("19790.21")).findings if f.severity == "error"]
    assert [f.message.split("，")[0] for f in found] == ["2025年一般公共服务项目经费为7490.02万元"]
    assert not [f for f in checked(divided("21889.72")).findings if f.severity == "error"]


BALANCES = """2025年全市社会保险基金预算收入2846.14亿元，支出2639.97亿元，收支结余206.17亿元，年末滚存结余2261.74亿元。

四、职工基本医疗保险。基金收入1552.08亿元；支出1352.05亿元；年末滚存结余2120.12亿元。

五、企业职工基本养老保险。基金收入1294.06亿元；支出1287.92亿元；年末滚存结余141.62亿元。

"""
BY_COLUMN = """2025年全市社会保险基金预算执行情况总表

单位：万元

| 项目 | 合计 | 职工基本医疗保险（含生育保险）基金 | 企业职工基本养老保险基金 |
|---|---|---|---|
| 一、收入 | 28461400 | 15520800 | 12940600 |
| 其中：1.社会保险费收入 | 20010000 | 11010000 | 9000000 |
| 二、支出 | 26399700 | 13520500 | 12879200 |
| 三、本年收支结余 | 2061700 | 2000300 | 61400 |
| 四、年末滚存结余 | 22617400 | 21201200 | 1416200 |
"""
BY_ROW = """2025年末全市社会保险基金预算结余执行情况表

单位：万元

| 项目 | 2025年执行数 |
|---|---|
| 年末滚存结余合计 | 22617400 |
| 一、职工基本医疗保险基金 | 21201200 |
| 二、企业职工基本养老保险基金 | 1416200 |
"""
LEFT = ("2261.74亿元", "2120.12亿元", "141.62亿元")


@pytest.mark.parametrize("table", [BY_COLUMN, BY_ROW])
def test_what_is_left_of_an_insurance_stands_in_its_column_or_row(table: str) -> None:
    told = {f.quote: f.status for f in checked(BALANCES + table).figures}
    assert [told[quote] for quote in LEFT] == ["agrees"] * 3


@pytest.mark.parametrize("table", [BY_COLUMN, BY_ROW])
def test_what_is_left_of_another_insurance_is_not_its_own(table: str) -> None:
    swapped = BALANCES.replace("2120.12", "141.62", 1)
    told = [f.status for f in checked(swapped + table).figures if f.quote == "141.62亿元"]
    assert told[0] not in TICKED
    assert told[1] == "agrees"


@pytest.mark.parametrize(
    ("said", "ticked"),
    [
        ("企业职工养老保险", True),
        ("城镇职工基本医疗保险", True),
        ("城镇居民基本医疗保险", False),
        ("职工大额医疗保险", False),
    ],
)
def test_insurances_are_also_called_without_words_that_tell_nothing_apart(said: str, ticked: bool) -> None:
    income = {"企业": "1294.06", "城镇": "1552.08", "职工": "1552.08"}[said[:2]]
    told = {f.quote: f.status in TICKED for f in checked(f"2025年{said}基金收入{income}亿元。\n\n{BY_COLUMN}").figures}
    assert told[f"{income}亿元"] is ticked


def test_income_and_expenditure_of_an_insurance_stand_in_its_column() -> None:
    told = {f.quote: f.status for f in checked(BALANCES + BY_COLUMN).figures}
    assert {told[q] for q in ("1552.08亿元", "1352.05亿元", "1294.06亿元", "1287.92亿元")} == {"agrees"}


INSURANCES = (
    "企业职工基本养老保险",
    "机关事业单位基本养老保险",
    "城乡居民基本养老保险",
    "职工基本医疗保险",
    "失业保险",
    "工伤保险",
)
INCOMES, SPENDINGS = (140639, 135550, 201110, 793710, 94426, 62331), (134699, 121110, 118540, 456233, 90050, 62870)


def insured(*said: tuple[str, str, str], more: str = "") -> list[str]:
    """The errors beside a table of insurances of what is said of the last ones, the others being told as they are."""
    numbers = zip(INSURANCES, INCOMES, SPENDINGS, strict=True)
    plain = [(n, f"{i / 10000:.2f}", f"{o / 10000:.2f}", f"{(i - o) / 10000:.2f}") for n, i, o in numbers]
    told = [*plain[: len(plain) - len(said)], *((n, *s) for n, s in zip(INSURANCES[-len(said) :], said, strict=True))]
    prose = "\n\n".join(f"{n}基金收入完成{i}亿元，支出完成{o}亿元，年末结余{left}亿元。" for n, i, o, left in told)
    prose = prose.removesuffix("。") + more + "。"
    rows = (f"| 一、收入 | {' | '.join(map(str, INCOMES))} |", f"| 二、支出 | {' | '.join(map(str, SPENDINGS))} |")
    head = "| 项目 | " + " | ".join(f"{n}基金" for n in INSURANCES) + " |\n|" + "---|" * (len(INSURANCES) + 1)
    table = f"2025年全市社会保险基金执行情况表\n\n单位：万元\n\n{head}\n" + "\n".join(rows)
    report = checked("2025年全市社会保险基金预算执行情况如下。\n\n" + prose + "\n\n" + table)
    return [f.evidence[0].quote for f in report.findings if f.severity == "error" and f.code == "R101"]


def test_one_item_of_many_that_is_not_that_of_its_column_is_wrong() -> None:
    assert insured(("6.23", "6.29", "-0.06")) == []
    [wrong] = insured(("6.23", "6.79", "-0.06"))  # three digits, and a slip of one
    assert wrong.endswith("支出完成6.79亿元")
    assert insured(("6.23", "5.83", "0.40")) == []  # what is left says that it is meant so
    assert insured(("9.44", "9.15", "0.29"), ("6.23", "6.79", "-0.06")) == []  # another one is not either


@pytest.mark.parametrize(
    "more", ["，为全市数", "（含对区县补助2亿元）", "，其中市本级6.29亿元", "（不包括上年结转0.5亿元）"]
)
def test_an_item_that_its_sentence_says_is_of_more_or_less_than_its_row(more: str) -> None:
    assert insured(("6.23", "6.79", "-0.56"), more=more) == []


CATEGORIES = (
    "国防支出", "公共安全支出", "教育支出", "科学技术支出", "社会保障和就业支出", "卫生健康支出", "节能环保支出",
    "农林水支出", "交通运输支出", "商业服务业等支出", "金融支出", "住房保障支出",
)  # fmt: skip
OF_ALL = (39687, 2949110, 7488920, 1880130, 2980140, 3880150, 310160, 2280170, 980180, 280190, 350200, 660210)
OF_OWN = (24568, 2876640, 3624597, 1461793, 2483071, 473270, 161010, 1271890, 416930, 121380, 250450, 190440)


def categories(first: str, own: tuple[int, ...] = OF_OWN, more: str = "") -> list[str]:
    """The errors in a list of items of 市本级, of which the first is said so, beside the tables of 市级 and 市本级."""
    told = [f"{n / 10000:.2f}".rstrip("0").rstrip(".") for n in own[1:]]
    items = [f"2026年市级{c}预算{a}亿元。" for c, a in zip(CATEGORIES, (first, *told), strict=True)]
    items[0] = items[0].removesuffix("。") + more + "。"
    tables = "".join(
        f"\n\n2026年{area}一般公共预算支出表\n\n单位：万元\n\n| 项目 | 2026年预算数 |\n|---|---|\n"
        + "\n".join(f"| {c} | {n} |" for c, n in zip(CATEGORIES, numbers, strict=True))
        for area, numbers in (("市级", OF_ALL), ("市本级", OF_OWN))
    )
    report = checked("\n\n".join(items) + tables)
    return [f.evidence[0].quote for f in report.findings if f.severity == "error" and f.code == "R101"]


def test_of_two_tables_the_one_in_whose_column_all_items_around_stand() -> None:
    assert categories("2.46") == []
    [wrong] = categories("8.46")
    assert wrong.endswith("国防支出预算8.46亿元")
    assert categories("3.97") == []  # the other table's
    assert categories("8.46", own=(24568, 1, 2, 3, 4, *OF_OWN[5:])) == []  # too few around it
    assert categories("8.46", more="（含中央补助）") == []


def test_two_digits_are_enough_where_no_other_item_is_missed() -> None:
    assert categories("2.5") == []
    [wrong] = categories("6.5")
    assert wrong.endswith("6.5亿元")


def test_a_number_of_few_digits_where_what_is_left_needs_the_cells() -> None:
    [wrong] = insured(("6.23", "6.9", "-0.06"))
    assert wrong.endswith("支出完成6.9亿元")
    assert insured(("6.23", "6.9", "-0.67")) == []
    assert insured(("6.23", "6.9", "0.22")) == []  # nor is it the cell's with which it would come out


def test_both_sides_of_an_account_that_are_equal_have_changed_alike() -> None:
    text = (
        "# 云湖市审计局2024年部门预算\n\n收入预算1562.11万元，其中：财政拨款收入1562.11万元，比2023年预算减少87.75万元。\n\n"
        "支出预算1562.11万元，其中：财政拨款支出预算1562.11万元，比2023年预算减少87.75万元。"
    )
    told = [f.status for f in reconcile.check(text.encode(), name="a.md").figures if f.quote == "87.75万元"]
    assert told == ["agrees", "agrees"]
    other = reconcile.check(text.replace("87.75", "87.57", 1).encode(), name="a.md")
    assert [f.status for f in other.figures if f.quote.startswith("87.")] == ["unchecked", "unchecked"]
    assert not [f for f in other.findings if f.severity == "error"]


def test_the_number_of_a_budget_that_a_rate_is_of() -> None:
    text = "市本级一般公共预算收入52.18亿元，完成年初预算数45.23亿元的115.37%。支出268.70亿元，完成调整预算数335.72亿元的80.04%。"
    assert all(f.status in TICKED for f in checked(text).figures)
    assert [f.severity for f in checked(text.replace("80.04", "84.00")).findings] == ["error"]


def test_a_balance_is_of_the_fund_whose_account_it_ends() -> None:
    tables = "".join(
        f"2025年全市{fund}收支平衡表\n\n单位：万元\n\n| 收入 |  | 支出 |  |\n|---|---|---|---|\n"
        f"| 项目 | 2025年执行数 | 项目 | 2025年执行数 |\n| {fund}收入 | {a}3000 | {fund}支出 | {a}1000 |\n"
        f"| 上年结余收入 | 4{a}00 | 调出资金 | 100 |\n|  |  | 年终结余 | {left} |\n| 总计 | {total} | 总计 | {total} |\n\n"
        for fund, a, left, total in (("政府性基金预算", 5, 6400, 57500), ("国有资本经营预算", 7, 6600, 77700))
    )
    text = (
        "全市政府性基金预算收入5.30亿元，收入总量为5.75亿元，年终结余0.64亿元。\n\n"
        "全市国有资本经营预算收入7.30亿元，收入总量为7.77亿元，年终结余0.66亿元。\n\n"
    )
    assert all(f.status in TICKED for f in checked(text + tables).figures)
    swapped = text.replace("0.64", "0.66", 1).replace("5.75", "7.77", 1)
    told = [(f.quote, f.status) for f in checked(swapped + tables).figures if f.quote in ("0.66亿元", "7.77亿元")]
    assert [status in TICKED for _, status in told] == [False, False, True, True]


def test_what_is_left_opens_the_next_year_and_grows_by_the_surplus_of_insurances() -> None:
    text = (
        "2025年全市国有资本经营预算收入0.90亿元，年终结余0.77亿元。\n\n"
        "2025年全市社会保险基金收入193.14亿元，支出156.03亿元，当年结余37.11亿元，年末滚存结余252.78亿元。\n\n"
        "## 二、2026年预算草案\n\n2026年全市国有资本经营预算收入1.20亿元，加上上年结余收入0.77亿元，收入总计1.97亿元。\n\n"
        "2026年全市社会保险基金收入201.60亿元，支出168.39亿元，当年结余33.21亿元，年末滚存结余285.99亿元。"
    )
    told = {f.quote: f.status for f in checked(text).figures}
    assert {told[q] for q in ("0.77亿元", "252.78亿元", "285.99亿元")} == {"agrees"}
    other = checked(text.replace("285.99", "258.99").replace("0.77", "0.70", 1))
    assert not [f for f in other.findings if f.severity == "error"]
    unsaid = {"0.70亿元", "252.78亿元", "258.99亿元"}
    assert {f.quote for f in other.figures if f.status not in TICKED} >= unsaid


def test_both_totals_of_one_budget_are_equal() -> None:
    text = (
        "### 1. 市本级一般公共预算\n\n（1）2025年市本级收入总计292627万元。\n\n（2）2025年市本级支出总计292627万元。\n\n"
        "### 2. 市本级政府性基金预算\n\n（1）2025年市本级收入总计153648万元。\n\n（2）2025年市本级支出总计153684万元。"
    )
    assert [f.status for f in checked(text).figures if f.type == "money"] == ["agrees"] * 2 + ["unchecked"] * 2


def test_each_area_has_its_own_adjusted_budget() -> None:
    text = (
        "市本级一般公共预算收支总计由294.3亿元调整为300.7亿元、调增6.4亿元，政府性基金预算收支总计由114.9亿元调整为169.6亿元、"
        "调增54.7亿元；高新区一般公共预算收支总计由59.0亿元调整为59.4亿元、调增0.4亿元，政府性基金预算收支总计由14.8亿元调整为"
        "21.4亿元、调增6.6亿元。"
    )
    assert all(f.status in TICKED for f in checked(text).figures)
    wrong = checked(text.replace("21.4", "24.1"))
    assert [f.status for f in wrong.figures if f.quote == "24.1亿元"] != ["agrees"]


def test_below_a_note_every_budget_is_the_adjusted_one() -> None:
    text = (
        "全市一般公共预算收入调整为189.70亿元。\n\n全市一般公共预算收入完成175.39亿元，为调整预算（下同）的92.46%。"
        "其中：税收收入完成106.42亿元，为预算的86.25%；非税收入完成68.97亿元，为预算的104.01%。"
    )
    told = [f.status for f in checked(text).figures if f.type == "percent"]
    assert told == ["agrees"] * 3
    assert [f.severity for f in checked(text.replace("86.25", "82.65")).findings] == ["error"]


TRANSFERS = """2026年省级一般公共预算中央税收返还和转移支付收入表

单位：万元

| 项目 | 2025年预算数 | 2026年预算数 |
|---|---|---|
| 一般性转移支付收入 | 157000 | 171000 |
| 重点生态功能区转移支付收入 | 138900 | 145700 |
| 革命老区转移支付收入 | 18100 | 25300 |
"""


def test_what_is_handed_over_stands_in_the_table_of_it() -> None:
    text = (
        "## 2026年省级收入预算说明\n\n2026年省级重点生态功能区转移支付收入14.57亿元，增加0.68亿元。\n\n"
        "2026年省级革命老区转移支付收入2.53亿元，增加0.72亿元。\n\n"
    )
    assert all(f.status in TICKED for f in checked(text + TRANSFERS).figures)
    swapped = checked(text.replace("2.53", "14.57") + TRANSFERS)
    assert [f.status in TICKED for f in swapped.figures if f.quote == "14.57亿元"] == [True, False]


BELOW = """2025年全市社会保险基金预算收入执行情况表

单位：万元

| 项目 | 2025年预算数 | 2025年执行数 | 占预算% | 比上年增长% |
|---|---|---|---|---|
| 一、职工基本医疗保险基金收入 | 15276378 | 15520800 | 101.6 | 4.8 |
| 其中：保险费收入 | 14276378 | 14320800 | 100.3 | 5.4 |
| 其他收入 | 1000000 | 1200000 | 120.0 | -41.4 |
| 二、企业职工基本养老保险基金收入 | 12953554 | 12940600 | 99.9 | 6.8 |
| 其中：保险费收入 | 10000000 | 9940600 | 99.4 | 1.2 |
| 其他收入 | 2953554 | 3000000 | 101.6 | 14.1 |
| 收入合计 | 28229932 | 28461400 | 100.8 | 5.7 |
"""


def test_what_stands_below_an_insurance_is_of_that_one() -> None:
    text = (
        "四、职工基本医疗保险。基金收入1552.08亿元，增长4.8%。其中，保险费收入增长5.4%、其他收入下降41.4%。\n\n"
        "五、企业职工基本养老保险。基金收入1294.06亿元，增长6.8%。其中，保险费收入增长1.2%、其他收入增长14.1%。\n\n"
    )
    report = checked(text + BELOW)
    assert all(f.status in TICKED for f in report.figures)
    named = {f.quote: f.address for f in report.figures}
    assert named["41.4%"] == "2025年职工基本医疗保险基金其他收入增减率"
    swapped = checked(text.replace("保险费收入增长5.4%", "保险费收入增长1.2%") + BELOW)
    assert [f.status in TICKED for f in swapped.figures if f.quote == "1.2%"] == [False, True]


def test_a_table_of_a_year_that_is_over_prints_its_outcome_though_its_fund_is_called_a_budget() -> None:
    table = (
        "2025年云湖市及市本级一般公共预算全口径收支平衡表\n\n单位：万元\n\n| 项目 | 全市 | 市本级 | 项目 | 全市 | 市本级 |\n"
        "|---|---|---|---|---|---|\n| 一般公共预算收入 | 171590 | 101120 | 一般公共预算支出 | 406040 | 170020 |\n"
        "| 调入资金 | 21200 | 1200 | 调出资金 | 45900 | 0 |\n| 收入总计 | 518600 | 286800 | 支出总计 | 518600 | 286800 |\n"
    )
    text = "收入方面：1．全市调入资金2.12亿元。2．市本级调入资金0.12亿元。\n\n"
    assert [f.status for f in checked(text + table).figures] == ["agrees"] * 2
    swapped = checked(text.replace("2.12", "4.59") + table)
    assert next(f.status for f in swapped.figures) not in TICKED


def test_an_amount_of_words_of_its_own_said_again() -> None:
    text = (
        "一、全市获得竞争性资金补助11.51亿元，增加2.00亿元。\n\n二、支持制造业转型，获得竞争性资金补助11.51亿元。\n\n"
    )
    report = checked(text)
    assert [f.status in TICKED for f in report.figures if f.quote == "11.51亿元"] == [True, True]
    other = checked(text.replace("型，获得竞争性资金补助11.51", "型，获得竞争性资金补助21.51"))
    assert not [f for f in other.findings if f.severity == "error"]
    assert [f.status in TICKED for f in other.figures if f.quote in ("11.51亿元", "21.51亿元")] == [False, False]


def test_what_a_bracket_compares_with_ends_with_it() -> None:
    text = (
        "一、2024年，全市一般公共预算支出500.00亿元。\n\n"
        "二、2025年，全市一般公共预算支出执行418.75亿元，为调整预算的95.6%（与汇总调整预算相比，下同），下降16.25%。\n\n"
    )
    assert [f.status in TICKED for f in checked(text).figures if f.quote in ("500.00亿元", "16.25%")] == [True, True]
    wrong = checked(text.replace("16.25%", "19.25%"))
    assert [f.status in TICKED for f in wrong.figures if f.quote == "19.25%"] == [False]


OUTLINE = """2026年市级一般公共预算收入909.57亿元，比2025年执行数（下同）增加17.84亿元。具体情况如下：

一、税收收入

2026年市级税收收入预算数为662.58亿元，增加12.99亿元。其中：

（一）增值税预算数为400.25亿元，增加15.38亿元。

（二）契税预算数为262.33亿元，减少2.39亿元，主要是上年有一次性收入。

二、非税收入

2026年市级非税收入预算数为246.99亿元，增加4.85亿元。
"""


def test_amounts_below_titles_of_their_own_and_their_changes() -> None:
    assert [f.quote for f in checked(OUTLINE).figures if f.type == "money" and f.status not in TICKED] == []
    slipped = checked(OUTLINE.replace("4.85", "4.58"))
    assert [f.quote for f in slipped.figures if f.quote == "4.58亿元" and f.status in TICKED] == []
    assert [(f.severity, f.code) for f in slipped.findings] == [("warning", "R211")]
    other = checked(OUTLINE.replace("4.85", "1.00"))  # on other terms, perhaps
    assert not other.findings
    assert [f.status in TICKED for f in other.figures if f.quote == "1.00亿元"] == [False]


def test_what_is_spent_is_all_that_there_was() -> None:
    text = "全市国有资本经营预算收入7.87亿元，加上上年结转收入5.23亿元，收入总计13.10亿元。国有资本经营预算支出{}亿元。"
    assert all(f.status in TICKED for f in checked(text.format("13.10")).figures)
    other = checked(text.format("11.30"))
    assert [f.status in TICKED for f in other.figures if f.quote == "11.30亿元"] == [False]
    assert not other.findings


def test_an_adjustment_names_the_area_behind_it() -> None:
    text = "全市一般公共预算收入预算140.4亿元，执行中调减0.9亿元，调整后全市收入预算为139.5亿元。"
    assert all(f.status in TICKED for f in checked(text).figures)


TERMS = """2026年市本级一般公共预算支出预算草案

单位：万元

| 预算科目 | 2026年预算数(不含提前告知的转移支付) | 提前告知的转移支付 | 2026年预算数(含提前告知的转移支付) |
|---|---|---|---|
| 一般公共服务支出 | 44173 | 216 | 44389 |
| 教育支出 | 60620 | 9380 | 70000 |
| 合计 | 104793 | 9596 | 114389 |
"""


def test_a_column_that_leaves_something_out_bears_out_and_never_accuses() -> None:
    text = "2026年市本级主要支出事项是：一般公共服务支出{}万元，教育支出70000万元。\n\n"
    assert all(f.status in TICKED for f in checked(text.format("44173") + TERMS).figures)
    other = checked(text.format("44713") + TERMS)
    assert not [f for f in other.findings if f.severity == "error"]
    assert [f.status in TICKED for f in other.figures if f.quote == "44713万元"] == [False]


def test_the_changes_of_a_list_are_of_one_of_several_of_the_whole() -> None:
    text = (
        "与年初预算对比，省本级“三公”经费支出减少3590万元。与上年决算对比，省本级“三公”经费减少2761万元，其中，"
        "因公出国（境）费减少167万元，公务用车购置费减少1105万元，公务用车运行维护费减少949万元，公务接待费减少540万元。"
    )
    ticked = {f.quote for f in checked(text).figures if f.status in TICKED}
    assert ticked == {"2761万元", "167万元", "1105万元", "949万元", "540万元"}


def test_a_list_with_an_amount_of_another_year_accuses_nobody() -> None:
    text = "收入预算安排7041万元，包括：甲公司上缴收入50万元，乙公司上缴收入25万元，丙公司上缴收入2686万元，以前年度专款收入4280万元。"
    assert not checked(text).findings


ACCOUNTS = {
    "behind a reason": (
        "全市一般公共预算收入178.91亿元，主要原因是上年基数较高，加上上级补助、上年结转等收入303.20亿元，收入总计482.11亿元。",
        "482.11",
        "428.11",
    ),
    "of an area that is named again": (
        "全省政府性基金预算收入167.2亿元；省本级政府性基金预算收入14.3亿元。\n\n"
        "全省政府性基金预算收入，加上中央补助、上年结转等1813.8亿元，收入总计1981.0亿元。",
        "1813.8",
        "1831.8",
    ),
}


@pytest.mark.parametrize("name", ACCOUNTS)
def test_an_account_is_read_where_it_goes_on(name: str) -> None:
    text, right, wrong = ACCOUNTS[name]
    assert not checked(text).findings
    assert [f.severity for f in checked(text.replace(right, wrong)).findings] == ["error"]


def test_the_same_of_two_levels_makes_up_that_of_both() -> None:
    text = (
        "全市新增债券73.00亿元。其中：一般债券{}亿元用于甲。专项债券55.37亿元用于乙。市本级留用21.27亿元，其中：一般债券10.86亿元、"
        "专项债券10.41亿元；转贷县区51.73亿元，其中：一般债券6.77亿元、专项债券44.96亿元。"
    )
    assert all(f.status in TICKED for f in checked(text.format("17.63")).figures)
    other = checked(text.format("16.73"))
    assert [f.status in TICKED for f in other.figures if f.quote == "16.73亿元"] == [False]
    assert not [f for f in other.findings if f.severity == "error"]


PLACES = """2025年云湖市地方政府债券还本付息情况表

单位：万元

| 地区 | 2025年债券还本额 | 2025年付息额 |
|---|---|---|
| 合计 | 183713 | 111483 |
| 市本级 | 60943 | 52034 |
| 甲县 | 40000 | 20000 |
| 乙县 | 40000 | 20000 |
| 丙县 | 20000 | 10000 |
| 丁区 | 22770 | 9449 |
"""


def test_a_table_by_place_bears_out_and_never_accuses() -> None:
    text = (
        "2025年末，全市政府债券偿还本金183713万元，支付利息111483万元。\n\n"
        "2025年末，市本级政府债券偿还本金60943万元，支付利息52034万元。\n\n"
    )
    assert [f.status for f in checked(text + PLACES).figures] == ["agrees"] * 4
    swapped = checked(text.replace("60943", "183713") + PLACES)
    assert [f.status in TICKED for f in swapped.figures] == [True, True, False, True]
    assert not swapped.findings


PLANS = """2026—2028年市本级一般公共预算收支规划表

单位：万元

| 收入项目 | 2026年预算数 | 2027年计划数 | 2028年计划数 | 支出项目 | 2026年预算数 | 2027年计划数 | 2028年计划数 |
|---|---|---|---|---|---|---|---|
| 一、税收收入 | 41000 | 42230 | 43499 | 一、教育支出 | 264425 | 270000 | 276000 |
| 二、非税收入 | 19700 | 20290 | 20901 | 二、卫生健康支出 | 200000 | 203700 | 207200 |
| 收入合计 | 60700 | 62520 | 64400 | 支出合计 | 464425 | 473700 | 483200 |
"""


def test_years_that_a_sentence_names_once_for_all_that_it_hands_out() -> None:
    text = (
        "## 市本级一般公共预算规划\n\n2027年和2028年市本级一般公共预算收入约按3%递增，预计分别为62520万元和64400万元；"
        "支出约按2%递增，预计分别为473700万元和483200万元。\n\n"
    )
    assert [f.status for f in checked(text + PLANS).figures if f.type == "money"] == ["agrees"] * 4
    swapped = checked(text.replace("62520万元和64400", "64400万元和62520") + PLANS)
    assert [f.status in TICKED for f in swapped.figures if f.type == "money"] == [False, False, True, True]


FUND = """2026年市本级政府性基金预算收入表

单位：万元

| 项目 | 2026年预算数 |
|---|---|
| 一、政府性基金收入 | 46600 |
| 国有土地使用权出让收入 | 45700 |
| 污水处理费收入 | 900 |
| 二、专项债务对应项目专项收入 | 2000 |
| 三、转移性收入 | 39090 |
| 收入总计 | 87690 |
"""


def test_a_row_named_after_its_fund_beside_another_of_its_kinds_is_not_all_of_it() -> None:
    assert not checked("2026年，市本级政府性基金收入预算48600万元。\n\n" + FUND).findings


HANDED_OUT = (
    "均衡性转移支付",
    "县级基本财力保障机制奖补资金",
    "结算补助",
    "固定数额补助",
    "革命老区转移支付",
    "边境地区转移支付",
    "生态功能区转移支付",
)
GIVEN = (635613, 120047, 244990, 310644, 17631, 33646, 42623)


def handed_out(*said: str) -> Report:
    """What is handed out, an item a paragraph, beside a table whose rows are places and whose columns the items."""
    items = [
        f"{n}、{name}支出{value / 10000:.2f}亿元。"
        for n, (name, value) in enumerate(zip(HANDED_OUT, GIVEN, strict=True), 1)
    ]
    told = [*items[: len(items) - len(said)], *said]
    head = "| 地区 | " + " | ".join(HANDED_OUT) + " |\n|" + "---|" * (len(HANDED_OUT) + 1)
    shares = [[value // 4 for value in GIVEN]] * 3 + [[value - 3 * (value // 4) for value in GIVEN]]
    places = [f"| {place}县 | {' | '.join(map(str, share))} |" for place, share in zip("甲乙丙丁", shares, strict=True)]
    table = "\n".join((head, f"| 市县合计 | {' | '.join(map(str, GIVEN))} |", *places))
    title = "2025年云湖市一般公共预算一般性转移支付分项目分地区情况表\n\n单位：万元\n\n"
    lead = "## 二、2025年对下税收返还和转移支付支出情况\n\n（一）一般性转移支付支出140.52亿元。其中：\n\n"
    return checked(lead + "\n\n".join(told) + "\n\n" + title + table)


def test_what_is_handed_out_stands_in_the_columns_of_a_table_by_place() -> None:
    told = {f.quote: f for f in handed_out().figures}
    assert {told[f"{v / 10000:.2f}亿元"].status in TICKED for v in GIVEN} == {True}
    assert told["1.76亿元"].against[0].row == "市县合计"
    report = handed_out(
        "5、革命老区转移支付支出1.96亿元。",
        *(f"{n}、{HANDED_OUT[n - 1]}支出{GIVEN[n - 1] / 10000:.2f}亿元。" for n in (6, 7)),
    )
    assert [f.evidence[0].quote for f in report.findings if f.severity == "error"] == [
        "5、革命老区转移支付支出1.96亿元"
    ]


def test_a_document_that_prints_one_decimal_leaves_no_zero_out() -> None:
    """One 0.01 among them says nothing of how the others are printed."""
    prose = "".join(f"第{n}项目支出{n}.{n % 9 + 1}亿元。" for n in range(1, 31)) + "金融支出0.01亿元。"
    cell = (
        "2025年全市一般公共预算支出执行情况表\n\n单位：万元\n\n| 项目 | 执行数 |\n|---|---|\n| 教育支出 | 3106443 |\n"
    )
    [line] = [
        f for f in checked(f"{prose}\n\n2025年全市教育支出310.6亿元。\n\n{cell}").figures if f.quote == "310.6亿元"
    ]
    assert (line.status, line.weak) == ("agrees_by_rounding", False)
