"""Sentence patterns and what is read in them, one line a statement (see said.py for the form of a line)."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from .said import lines, read


class Pattern(NamedTuple):
    text: str
    told: tuple[str, ...]
    kind: str = "budget"
    unread: int = 0  # numbers that are left without an address, each with a reason


PATTERNS = {
    # amounts
    "total": Pattern("2025年收支总预算2418.60万元。", ("收支总计 budget 2418.60万元",)),
    "carried in": Pattern("上年结转12.00万元。", ("年初结转和结余 amount 12.00万元",)),
    "no figure": Pattern("2025年没有使用政府性基金预算拨款安排的支出。", ()),
    "path": Pattern(
        "一般公共服务支出（类）信访事务（款）信访业务（项）1204.20万元，主要用于信访工作。",
        ("一般公共服务支出·信访事务·信访业务 amount 1204.20万元",),
    ),
    "path in quotes with brackets of its own": Pattern(
        "“一般公共服务支出（类）政府办公厅（室）及相关机构事务（款）行政运行（项）”科目860.40万元。",
        ("一般公共服务支出·政府办公厅(室)及相关机构事务·行政运行 amount 860.40万元",),
    ),
    "a name that a modifier makes another": Pattern("离退休人员经费12.00万元。", ("离退休人员经费 amount 12.00万元",)),
    # changes
    "change and growth": Pattern(
        "2025年收入预算2418.60万元，比上年执行数增加95.40万元，增长4.1%。",
        ("收入总计 budget 2418.60万元 +95.40万元 +4.1% than last_actual",),
    ),
    "decrease, and the reason's own number": Pattern(
        "2025年支出预算2418.60万元，较上年减少95.40万元，下降3.8%，主要原因是项目减少20.00万元。",
        ("支出总计 budget 2418.60万元 -95.40万元 -3.8% than last",),
        unread=1,
    ),
    "base named by its year": Pattern(
        "机关运行经费预算74.36万元，比2024年预算减少2.10万元，下降2.75%。",
        ("机关运行经费 budget 74.36万元 -2.10万元 -2.75% than last_budget",),
    ),
    "change in a sentence of its own": Pattern(
        "2025年度收入支出总计2995.39万元。与2024年度相比，收入支出总计减少48.20万元，下降1.87%。",
        ("收支总计 amount 2995.39万元 -48.20万元 -1.87% than last",),
        "account",
    ),
    "two bases": Pattern(
        "“三公”经费支出决算为51.04万元，比上年决算数减少3.00万元，下降5.55%；比年初预算减少9.76万元，下降16.05%。",
        (
            "“三公”经费 actual 51.04万元 -3.00万元 -5.55% than last_actual",
            "“三公”经费 actual 51.04万元 -9.76万元 -16.05% than budget",
        ),
        "account",
    ),
    "two items, one of them unchanged": Pattern(
        "公务接待费2.00万元，比上年预算数减少0.50万元，下降20%；公务用车运行维护费4.50万元，与上年预算数持平。",
        (
            "公务接待费 amount 2.00万元 -0.50万元 -20% than last_budget",
            "公务用车运行费 amount 4.50万元 it flat than last_budget",
        ),
    ),
    "parts of a change": Pattern(
        "本年支出比上年增加10.00万元，其中：基本支出增加6.00万元，项目支出增加4.00万元。",
        (
            "本年支出合计 +10.00万元 than last",
            "基本支出 +6.00万元 part of 本年支出合计",
            "项目支出 +4.00万元 part of 本年支出合计",
        ),
    ),
    "comparable terms": Pattern(
        "全市一般公共预算支出510.20亿元，剔除一次性因素后同口径增长3.2%。",
        ("全市一般公共预算财政拨款支出 amount 510.20亿元 +3.2% except 剔除",),
        "government",
    ),
    "an amount of last year and one of this": Pattern(
        "会议费上年为12.00万元，2025年为15.00万元。", ("会议费 last_amount 12.00万元 amount 15.00万元",)
    ),
    "a sentence of its own begins a new statement": Pattern(
        "会议费12.00万元，增长5%。培训费3.00万元。会议费15.00万元，增长8%。",
        ("会议费 amount 12.00万元 +5%", "培训费 amount 3.00万元", "会议费 amount 15.00万元 +8%"),
        "government",
    ),
    # rates
    "shares": Pattern(
        "基本支出1820.00万元，占69.0%；项目支出816.92万元，占31.0%。",
        ("基本支出 amount 1820.00万元 share 69.0%", "项目支出 amount 816.92万元 share 31.0%"),
    ),
    "share of something named": Pattern(
        "2025年度一般公共预算财政拨款支出2610.40万元，占本年支出合计的98.15%。",
        ("一般公共预算财政拨款支出 amount 2610.40万元 share 98.15% of 本年支出合计",),
        "account",
    ),
    "share and points": Pattern(
        "税收收入68.00亿元，占一般公共预算收入的比重为47.0%，同比提高1.2个百分点。",
        ("税收收入 amount 68.00亿元 share 47.0% of 一般公共预算收入",),
        "government",
        unread=1,
    ),
    "completion": Pattern(
        "2025年度“三公”经费支出预算为60.80万元，支出决算为51.04万元，完成预算的83.95%。",
        ("“三公”经费 budget 60.80万元 actual 51.04万元 completes 83.95% of budget",),
        "account",
    ),
    "completion and direction": Pattern(
        "行政运行（项）年初预算为1320.40万元，支出决算为1280.79万元，完成年初预算的97.00%。决算数小于预算数的主要原因：压减支出。",
        ("行政运行 budget 1320.40万元 actual 1280.79万元 completes 97.00% of budget actual down than budget",),
        "account",
    ),
    "of the budget, of a government": Pattern(
        "全市一般公共预算收入完成144.8亿元，为预算的100.5%，增长3%。",
        ("全市一般公共预算收入 actual 144.8亿元 +3% completes 100.5% of budget",),
        "government",
    ),
    "of the adjusted budget, with a part in brackets": Pattern(
        "市级一般公共预算支出完成80.80亿元，完成调整预算的95.9%，下降4.1%（其中：教育支出20.10亿元，增长2%）。",
        (
            "市级一般公共预算财政拨款支出 actual 80.80亿元 -4.1% completes 95.9% of adjusted_budget",
            "市级教育支出 amount 20.10亿元 +2% part of 一般公共预算财政拨款支出",
        ),
        "government",
    ),
    "a share without its whole": Pattern(
        "全市税收收入60.00亿元，占比74.3%。",
        ("全市税收收入 amount 60.00亿元 share 74.3% of 比重",),
        "government",
    ),
    # 分别
    "one number each": Pattern(
        "2025年货物、工程、服务采购预算分别为3.85万元、0.00万元、1458.12万元。",
        ("货物 budget 3.85万元", "工程 budget 0.00万元", "政府采购服务 budget 1458.12万元"),
    ),
    "both sides, with rates": Pattern(
        "2025年全市一般公共预算收入和支出分别为100.0亿元和120.0亿元，分别完成预算的100%和98%。",
        (
            "全市一般公共预算收入 amount 100.0亿元 completes 100% of budget",
            "全市一般公共预算财政拨款支出 amount 120.0亿元 completes 98% of budget",
        ),
        "government",
    ),
    "shares and growth of each": Pattern(
        "全市税收收入完成60.0亿元、非税收入完成40.0亿元，分别占一般公共预算收入的60%、40%，分别下降3.0%和5.0%。",
        (
            "全市税收收入 actual 60.0亿元 -3.0% share 60% of 一般公共预算收入",
            "全市非税收入 actual 40.0亿元 -5.0% share 40% of 一般公共预算收入",
        ),
        "government",
    ),
    "rates of areas that have no amount": Pattern(
        "全市、市直及县级一般公共预算收入分别增长9.41%、22.30%、5.86%。", (), "government", unread=3
    ),
    # left from a form to fill in: an amount of the change, and not of the subject
    "more or less": Pattern("2025年收入预算较2024年增加（减少）3.00万元。", (), unread=1),
    "more or less, with a sign": Pattern(
        "本年收入合计2610.40万元，比上年增加（减少）-12.00万元。", ("本年收入合计 amount 2610.40万元",), unread=1
    ),
    "more or less, with both signs": Pattern(
        "财政拨款收入比上年决算数增加（+）或减少（-）95.40万元，增长（下降）4.13%。", (), "account", unread=2
    ),
    "from one level to another": Pattern(
        "培训费从上年的3.00万元增加到4.00万元。", ("培训费 last_amount 3.00万元 amount 4.00万元",)
    ),
    # parts
    "其中": Pattern(
        "公务用车购置及运行费4.50万元，其中：公务用车购置费0.00万元，公务用车运行维护费4.50万元。",
        (
            "公务用车购置及运行费 amount 4.50万元",
            "公务用车购置费 amount 0.00万元 part of 公务用车购置及运行费",
            "公务用车运行费 amount 4.50万元 part of 公务用车购置及运行费",
        ),
    ),
    "names without a lexicon": Pattern(
        "政府采购预算总额1461.97万元，其中：货物3.85万元、工程0.00万元、服务1458.12万元。",
        (
            "政府采购总额 budget 1461.97万元",
            "货物 amount 3.85万元 part of 政府采购总额",
            "工程 amount 0.00万元 part of 政府采购总额",
            "服务 amount 1458.12万元 part of 政府采购总额",
        ),
    ),
    "包括 names all parts": Pattern(
        "收入总计2418.60万元，包括：一般公共预算拨款收入2600.00万元、其他收入36.92万元。",
        (
            "收入总计 amount 2418.60万元",
            "一般公共预算财政拨款收入 amount 2600.00万元 part of 收入总计 (all)",
            "其他收入 amount 36.92万元 part of 收入总计 (all)",
        ),
    ),
    "brackets": Pattern(
        "上级补助收入30.00亿元（其中：返还性收入2.00亿元、一般性转移支付收入20.00亿元、专项转移支付收入8.00亿元）。",
        (
            "上级补助收入 amount 30.00亿元",
            "返还性收入 amount 2.00亿元 part of 上级补助收入",
            "一般性转移支付收入 amount 20.00亿元 part of 上级补助收入",
            "专项转移支付收入 amount 8.00亿元 part of 上级补助收入",
        ),
        "government",
    ),
    "limits of debt": Pattern(
        "2025年全市政府债务限额1650.2亿元，其中：一般债务限额350.2亿元，专项债务限额1300亿元。",
        (
            "全市政府债务限额 amount 1650.2亿元",
            "全市一般债务限额 amount 350.2亿元 part of 政府债务限额",
            "全市专项债务限额 amount 1300亿元 part of 政府债务限额",
        ),
        "government",
    ),
    "lists of names are no parts": Pattern(
        "人员经费860.40万元，主要包括：基本工资、津贴补贴、奖金；公用经费74.36万元，主要包括：办公费、印刷费、水费。",
        ("人员经费 amount 860.40万元", "公用经费 amount 74.36万元"),
    ),
    "numbered paragraphs": Pattern(
        "三、支出情况\n支出预算100.00万元，具体如下：\n1.节能环保支出60.00万元，占60%；\n2.住房保障支出40.00万元，占40%。",
        (
            "支出总计 budget 100.00万元",
            "节能环保支出 amount 60.00万元 share 60% part of 支出总计 (all)",
            "住房保障支出 amount 40.00万元 share 40% part of 支出总计 (all)",
        ),
    ),
    "uses of one whole": Pattern(
        "一般公共预算财政拨款支出2600.00万元，用于教育支出（类）100.00万元，占3.85%；用于节能环保支出（类）2500.00万元，占96.15%。",
        (
            "一般公共预算财政拨款支出 amount 2600.00万元",
            "教育支出 amount 100.00万元 share 3.85% part of 一般公共预算财政拨款支出",
            "节能环保支出 amount 2500.00万元 share 96.15% part of 一般公共预算财政拨款支出",
        ),
        "account",
    ),
    "uses of nothing named": Pattern(
        "用于教育支出（类）100.00万元，占3.85%；用于节能环保支出（类）2500.00万元，占96.15%。",
        ("教育支出 amount 100.00万元 share 3.85%", "节能环保支出 amount 2500.00万元 share 96.15%"),
        "account",
    ),
    "a change behind the list": Pattern(
        "2025年收入总计2418.60万元，其中财政拨款收入2600.00万元，上年结转36.92万元；比2024年增加95.40万元，增长4.13%。",
        (
            "收入总计 amount 2418.60万元 +95.40万元 +4.13% than last",
            "财政拨款收入 amount 2600.00万元 part of 收入总计",
            "年初结转和结余 amount 36.92万元 part of 收入总计",
        ),
    ),
    # counts
    "vehicles": Pattern(
        "共有车辆3辆，其中，机要通信用车1辆、其他用车2辆。",
        ("车辆 count:辆 3辆", "机要通信用车 count:辆 1辆 part of 车辆", "其他用车 count:辆 2辆 part of 车辆"),
    ),
    "a limit inside of a name": Pattern(
        "单价50万元以上通用设备2台，单价100万元以上专用设备1台。",
        ("单价50万元以上通用设备 count:台 2台", "单价100万元以上专用设备 count:台 1台"),
    ),
    "receptions": Pattern(
        "国内公务接待2批次、26人次。",
        ("国内公务接待费 count:批次 2批次 count:人次 26人次",),
        "account",
    ),
}


@pytest.mark.parametrize("name", PATTERNS)
def test_pattern(name: str) -> None:
    pattern = PATTERNS[name]
    prose = read(pattern.text, pattern.kind)
    told = lines(prose)
    assert told == list(pattern.told)
    assert len(prose.reasons) == pattern.unread


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("change", [("，", ","), ("：", ":"), ("万元", " 万元"), ("亿元", "亿\u3000元")])
def test_the_look_of_the_text_does_not_matter(name: str, change: tuple[str, str]) -> None:
    """Half-width punctuation and blanks in and before the unit change nothing of what is said."""
    pattern = PATTERNS[name]
    changed = pattern.text.replace(*change)

    def plain(text: str) -> list[str]:
        return [t.replace(" ", "").replace("\u3000", "") for t in lines(read(text, pattern.kind))]

    assert plain(changed) == plain(pattern.text)


@pytest.mark.parametrize("name", PATTERNS)
def test_every_number_has_an_address_or_a_reason(name: str) -> None:
    pattern = PATTERNS[name]
    prose = read(pattern.text, pattern.kind)
    addressed = {f.key for f in prose.figures if f.address.measure or f.address.subject}
    counted = {f.key for s in prose.statements for f in s.counts}
    assert {f.key for f in prose.figures} == addressed | counted | set(prose.reasons)
