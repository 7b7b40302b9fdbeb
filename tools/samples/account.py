"""The final account of a fictional bureau in the style of Shanghai: tables first, prose after them, three code columns.

The document is made as blocks, so that the same account can be written as text, HTML, DOCX and PDF.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .books import NAMES, cell, money, path, percent, rolled_up, total

OFFICE = "澜江市云帆区文化和旅游局"
YEAR = 2024

# 项: 基本支出 (actual), 项目支出 (actual), budget at the beginning of the year
LEAVES = {
    "2070101": (86413, 1260, 90250),
    "2070102": (0, 3874, 4200),
    "2070109": (0, 41920, 43500),
    "2070113": (0, 12685, 12000),
    "2070204": (0, 28630, 30000),
    "2080501": (2316, 0, 2316),
    "2080505": (9128, 0, 9560),
    "2080506": (4564, 0, 4780),
    "2101101": (5705, 0, 5970),
    "2210201": (11240, 0, 11240),
    "2210203": (9874, 0, 9600),
}
REASONS = {
    "2070101": "人员变动，部分岗位未到位",
    "2070102": "部分专项工作压减",
    "2070109": "部分活动结算价低于预算",
    "2070113": "年中追加旅游推介经费",
    "2070204": "部分修缮工程尚未结算",
    "2080505": "人员变动",
    "2080506": "人员变动",
    "2101101": "人员变动",
    "2210203": "补贴标准调整",
}
OTHER_INCOME = 286  # from interest; nothing of it was spent
CARRY_IN, FISCAL_CARRY = 3120, 2480
LAST_TOTAL = 231560
STAFF = {
    "01": ("基本工资", 18640),
    "02": ("津贴补贴", 58725),
    "08": ("机关事业单位基本养老保险缴费", 9128),
    "09": ("职业年金缴费", 4564),
    "10": ("职工基本医疗保险缴费", 5705),
    "12": ("其他社会保障缴费", 812),
    "13": ("住房公积金", 11240),
    "99": ("其他工资福利支出", 4316),
}
RUNNING = {
    "01": ("办公费", 2150),
    "02": ("印刷费", 436),
    "07": ("邮电费", 518),
    "11": ("差旅费", 264),
    "13": ("维修（护）费", 325),
    "16": ("培训费", 410),
    "17": ("公务接待费", 86),
    "28": ("工会经费", 1920),
    "29": ("福利费", 1145),
    "31": ("公务用车运行维护费", 372),
    "39": ("其他交通费用", 4610),
    "99": ("其他商品和服务支出", 1218),
}
PENSIONS = {"02": ("退休费", 2250), "09": ("奖励金", 66)}
EQUIPMENT = {"02": ("办公设备购置", 340)}
THREE_PUBLIC = {"budget": (0, 0, 400, 150), "actual": (0, 0, 372, 86)}  # 出国, 购置, 运行维护, 接待
CLASSES = (
    "一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
    "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
    "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出",
    "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出",
)  # fmt: skip
NUMERALS = "一二三四五六七八九十"


class Heading(NamedTuple):
    text: str


class Text(NamedTuple):
    text: str


class Sheet(NamedTuple):
    """A table; the first ``header`` rows are its head. The unit is 万元."""

    title: str
    header: int
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


Block = Heading | Text | Sheet


def build() -> list[Block]:
    return [
        Heading(f"{OFFICE}{YEAR}年度部门决算"),
        Heading("第一部分 部门概况"),
        Text("一、主要职能"),
        Text("贯彻执行文化和旅游工作的方针政策，组织实施公共文化服务和文物保护，受理12345市民服务热线转办事项。"),
        Text("二、部门决算单位构成"),
        Text(f"从预算单位构成看，{OFFICE}部门决算包括：{OFFICE}本级决算。"),
        Heading(f"第二部分 {OFFICE}{YEAR}年度部门决算表"),
        *_sheets(),
        Heading(f"第三部分 {OFFICE}{YEAR}年度部门决算情况说明"),
        *_prose(),
        Heading("第四部分 名词解释"),
        Text("一、财政拨款收入：指本级财政部门当年拨付的财政预算资金。"),
        Text("二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
    ]


def spent() -> tuple[int, int, int]:
    """All, 基本 and 项目 spending."""
    basic, projects, _ = total(LEAVES.values())
    return basic + projects, basic, projects


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else NUMERALS[tens - 1] * (tens > 1) + "十") + (NUMERALS[ones - 1] if ones else "")


def _codes(code: str) -> tuple[str, str, str]:
    return code[:3], code[3:5], code[5:7]


def _sheets() -> Iterator[Sheet]:
    whole = spent()[0]
    income = whole + OTHER_INCOME
    classes = {NAMES[c]: r[0] + r[1] for c, r in rolled_up(LEAVES).items() if len(c) == 3}
    yield _totals(whole, income, classes)
    yield _by_function(
        "收入决算表",
        ("本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"),
        "income",
    )
    yield _by_function(
        "支出决算表",
        ("本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"),
        "spending",
    )
    yield _fiscal_totals(whole, classes)
    yield _by_function("一般公共预算财政拨款支出决算表", ("合计", "基本支出", "项目支出"), "general")
    yield _basic()
    yield _three_public()
    empty = (
        "类",
        "款",
        "项",
        "科目名称",
        "年初结转和结余",
        "本年收入",
        "本年支出合计",
        "基本支出",
        "项目支出",
        "年末结转和结余",
    )
    for name, kind in (("政府性基金预算", "政府性基金预算"), ("国有资本经营预算", "国有资本经营预算")):
        note = f"{OFFICE}{YEAR}年度没有{kind}财政拨款收入和支出，故本表无数据。"
        yield Sheet(f"{name}财政拨款收入支出决算表", 1, (empty, ("", "", "", "合计", "", "", "", "", "", "")), note)


def _totals(whole: int, income: int, classes: dict[str, int]) -> Sheet:
    left = [
        ("一、一般公共预算财政拨款收入", whole), ("二、政府性基金预算财政拨款收入", 0),
        ("三、国有资本经营预算财政拨款收入", 0), ("四、上级补助收入", 0), ("五、事业收入", 0), ("六、经营收入", 0),
        ("七、附属单位上缴收入", 0), ("八、其他收入", OTHER_INCOME),
    ]  # fmt: skip
    rows = [("收入", "", "支出", ""), ("项目", "决算数", "项目", "决算数")]
    for index, name in enumerate(CLASSES):
        item, value = left[index] if index < len(left) else ("", 0)
        rows.append((item, _cell(value), f"{_numeral(index + 1)}、{name}", _cell(classes.get(name, 0))))
    out = CARRY_IN + income - whole
    rows += [
        ("本年收入合计", _cell(income), "本年支出合计", _cell(whole)),
        ("使用非财政拨款结余（含专用结余）", "", "结余分配", ""),
        ("年初结转和结余", _cell(CARRY_IN), "年末结转和结余", _cell(out)),
        ("总计", _cell(income + CARRY_IN), "总计", _cell(whole + out)),
    ]
    return Sheet("收入支出决算总表", 2, tuple(rows))


def _by_function(title: str, columns: Sequence[str], what: str) -> Sheet:
    head = ("功能分类科目编码", "", "", "科目名称", *columns)
    second = ("类", "款", "项", "", *("" for _ in columns))

    def values(code: str, row: Sequence[int]) -> tuple[str, ...]:
        whole = row[0] + row[1]
        if what == "income":  # the other income is booked under 行政运行
            other = OTHER_INCOME if not code or "2070101".startswith(code) else 0
            return tuple(map(_cell, (whole + other, whole, 0, 0, 0, 0, other)))
        return tuple(map(_cell, (whole, row[0], row[1], *([0] * (len(columns) - 3)))))

    rows = [head, second]
    rows += [(*_codes(code), NAMES[code], *values(code, row)) for code, row in rolled_up(LEAVES).items()]
    rows.append(("", "", "", "合计", *values("", total(LEAVES.values()))))
    return Sheet(title, 2, tuple(rows))


def _fiscal_totals(whole: int, classes: dict[str, int]) -> Sheet:
    rows = [
        ("收入", "", "支出", "", "", "", ""),
        (
            "项目",
            "决算数",
            "项目",
            "合计",
            "一般公共预算财政拨款",
            "政府性基金预算财政拨款",
            "国有资本经营预算财政拨款",
        ),
    ]
    left = [("一、一般公共预算财政拨款", whole), ("二、政府性基金预算财政拨款", 0), ("三、国有资本经营预算财政拨款", 0)]
    for index, name in enumerate(CLASSES):
        item, value = left[index] if index < len(left) else ("", 0)
        amount = _cell(classes.get(name, 0))
        rows.append((item, _cell(value), f"{_numeral(index + 1)}、{name}", amount, amount, "", ""))
    carry, sum_ = _cell(FISCAL_CARRY), _cell(whole + FISCAL_CARRY)
    rows += [
        ("本年收入合计", _cell(whole), "本年支出合计", _cell(whole), _cell(whole), "", ""),
        ("年初财政拨款结转和结余", carry, "年末财政拨款结转和结余", carry, carry, "", ""),
        ("一、一般公共预算财政拨款", carry, "", "", "", "", ""),
        ("二、政府性基金预算财政拨款", "", "", "", "", "", ""),
        ("三、国有资本经营预算财政拨款", "", "", "", "", "", ""),
        ("总计", sum_, "总计", sum_, sum_, "", ""),
    ]
    return Sheet("财政拨款收入支出决算总表", 2, tuple(rows))


def _basic() -> Sheet:
    def lines(code: str, name: str, items: dict[str, tuple[str, int]]) -> list[tuple[str, str, str, str]]:
        whole = sum(v for _, v in items.values())
        return [(code, "", name, _cell(whole)), *((code, c, n, _cell(v)) for c, (n, v) in items.items())]

    left = lines("301", "工资福利支出", STAFF) + lines("303", "对个人和家庭的补助", PENSIONS)
    right = lines("302", "商品和服务支出", RUNNING) + lines("310", "资本性支出", EQUIPMENT)
    nothing = ("", "", "", "")
    rows = [
        ("经济分类科目编码", "", "科目名称", "决算数", "经济分类科目编码", "", "科目名称", "决算数"),
        ("类", "款", "", "", "类", "款", "", ""),
    ]
    for index in range(max(len(left), len(right))):
        a = left[index] if index < len(left) else nothing
        rows.append((*a, *(right[index] if index < len(right) else nothing)))
    staff, running = staff_and_running()
    rows.append(("", "", "人员经费合计", _cell(staff), "", "", "公用经费合计", _cell(running)))
    return Sheet("一般公共预算财政拨款基本支出决算表", 2, tuple(rows))


def staff_and_running() -> tuple[int, int]:
    staff = sum(v for _, v in (*STAFF.values(), *PENSIONS.values()))
    running = sum(v for _, v in (*RUNNING.values(), *EQUIPMENT.values()))
    assert staff + running == spent()[1], (staff, running, spent())
    return staff, running


def _three_public() -> Sheet:
    parts = ("合计", "因公出国（境）费", "公务用车购置及运行维护费", "", "", "公务接待费")
    cars = ("", "", "小计", "公务用车购置费", "公务用车运行维护费", "")

    def row(values: Sequence[int]) -> tuple[str, ...]:
        abroad, bought, kept, reception = values
        return tuple(money(v, ",") for v in (sum(values), abroad, bought + kept, bought, kept, reception))

    rows = (("预算数", *[""] * 5, "决算数", *[""] * 5), parts * 2, cars * 2)
    return Sheet("财政拨款“三公”经费支出决算表", 3, (*rows, row(THREE_PUBLIC["budget"]) + row(THREE_PUBLIC["actual"])))


def _cell(amount: int) -> str:
    return cell(amount, ",")


def _prose() -> Iterator[Block]:
    whole, basic, projects = spent()
    income = whole + OTHER_INCOME
    everything = income + CARRY_IN
    change = everything - LAST_TOTAL
    yield Heading("一、收入支出决算总体情况说明")
    yield Text(
        f"{YEAR}年度收入支出总计{money(everything)}万元。与{YEAR - 1}年度相比，收入支出总计减少{money(-change)}万元，下降{percent(change, LAST_TOTAL, 2)}%。"
        "主要原因：群众文化活动经费减少。"
    )
    yield Heading("二、收入决算情况说明")
    yield Text(
        f"本年收入合计{money(income)}万元，其中：财政拨款收入{money(whole)}万元，占{percent(whole, income, 2)}%；"
        f"其他收入{money(OTHER_INCOME)}万元，占{percent(OTHER_INCOME, income, 2)}%。"
    )
    yield Heading("三、支出决算情况说明")
    yield Text(
        f"本年支出合计{money(whole)}万元，其中：基本支出{money(basic)}万元，占{percent(basic, whole, 2)}%；"
        f"项目支出{money(projects)}万元，占{percent(projects, whole, 2)}%。"
    )
    yield Heading("四、财政拨款收入支出决算总体情况说明")
    yield Text(f"{YEAR}年度财政拨款收入支出总计{money(whole + FISCAL_CARRY)}万元。")
    yield from _general(whole)
    yield from _basic_prose(basic)
    yield from _three_public_prose()
    yield Heading("八、政府性基金预算财政拨款收入支出决算情况说明")
    yield Text(f"{OFFICE}{YEAR}年度没有政府性基金预算财政拨款收入和支出。")
    yield Heading("九、国有资本经营预算财政拨款收入支出决算情况说明")
    yield Text(f"{OFFICE}{YEAR}年度没有国有资本经营预算财政拨款收入和支出。")
    yield Heading("十、其他重要事项的情况说明")
    yield Text(f"（一）机关运行经费支出情况。{YEAR}年度{OFFICE}机关运行经费支出{money(staff_and_running()[1])}万元。")
    yield Text(
        f"（二）政府采购支出情况。{YEAR}年度政府采购金额（以合同金额统计）312.40万元，其中：货物42.15万元、工程0.00万元、服务270.25万元。"
        "授予中小企业合同金额270.25万元，占政府采购支出总额的86.51%。"
    )
    yield Text(
        f"（三）国有资产占有使用情况。截至{YEAR}年12月31日，{OFFICE}共有车辆2辆，其中：机要通信用车1辆、其他用车1辆。"
    )
    yield Text("（四）预算绩效管理情况。实行绩效目标管理的项目3个，均已开展绩效自评。")


def _general(whole: int) -> Iterator[Block]:
    before = total(LEAVES.values())[2]
    yield Heading("五、一般公共预算财政拨款支出决算情况说明")
    yield Text("（一）一般公共预算财政拨款支出决算总体情况")
    yield Text(f"{YEAR}年度一般公共预算财政拨款支出{money(whole)}万元，占本年支出合计的100.00%。")
    yield Text("（二）一般公共预算财政拨款支出决算结构情况")
    shares = "；".join(
        f"{NAMES[c]}（类）{money(r[0] + r[1])}万元，占{percent(r[0] + r[1], whole, 2)}%"
        for c, r in rolled_up(LEAVES).items()
        if len(c) == 3
    )
    yield Text(f"{YEAR}年度一般公共预算财政拨款支出{money(whole)}万元，主要用于以下方面：{shares}。")
    yield Text("（三）一般公共预算财政拨款支出决算具体情况")
    yield Text(
        f"{YEAR}年度一般公共预算财政拨款支出年初预算为{money(before)}万元，支出决算为{money(whole)}万元，完成年初预算的{percent(whole, before, 2)}%。"
    )
    for number, (code, row) in enumerate(LEAVES.items(), 1):
        actual, budget = row[0] + row[1], row[2]
        word = "大于" if actual > budget else "小于" if actual < budget else ""
        reason = f"决算数{word}预算数的主要原因：{REASONS[code]}。" if word else "决算数与预算数持平。"
        yield Text(
            f"{number}、{path(code)}。年初预算为{money(budget)}万元，支出决算为{money(actual)}万元，"
            f"完成年初预算的{percent(actual, budget, 2)}%。{reason}"
        )


def _basic_prose(basic: int) -> Iterator[Block]:
    staff, running = staff_and_running()
    names = "、".join(n for n, _ in (*STAFF.values(), *PENSIONS.values()))
    others = "、".join(n for n, _ in (*RUNNING.values(), *EQUIPMENT.values()))
    yield Heading("六、一般公共预算财政拨款基本支出决算情况说明")
    yield Text(f"{YEAR}年度一般公共预算财政拨款基本支出{money(basic)}万元。其中：")
    yield Text(f"人员经费{money(staff)}万元，主要包括：{names}。")
    yield Text(f"公用经费{money(running)}万元，主要包括：{others}。")


def _three_public_prose() -> Iterator[Block]:
    planned, actual = THREE_PUBLIC["budget"], THREE_PUBLIC["actual"]
    yield Heading("七、财政拨款“三公”经费支出决算情况说明")
    yield Text(
        f"{YEAR}年度“三公”经费财政拨款支出预算为{money(sum(planned))}万元，支出决算为{money(sum(actual))}万元，"
        f"完成预算的{percent(sum(actual), sum(planned), 2)}%。决算数小于预算数的主要原因：厉行节约，压减公务接待和用车支出。"
    )
    yield Text("其中：因公出国（境）费支出决算为0.00万元；")
    yield Text(
        f"公务用车购置及运行维护费支出决算为{money(actual[1] + actual[2])}万元，完成预算的{percent(actual[2], planned[2], 2)}%，"
        f"其中：公务用车购置支出0.00万元，公务用车运行维护支出{money(actual[2])}万元，年末公务用车保有量2辆；"
    )
    yield Text(
        f"公务接待费支出决算为{money(actual[3])}万元，完成预算的{percent(actual[3], planned[3], 2)}%。国内公务接待9批次、76人次。"
    )
