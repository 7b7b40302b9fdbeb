"""数字没有单位：占76.23（缺%）、支出决算为640.50（缺万元）。

“占”“增长”“下降”后的数应带%，“为”“收入”“支出”“增加”“减少”后的数应带元或万元。
几个数共用后面的一个单位（货物20.00、工程0.00、服务100.00万元），或前文已说明单位的，不查。
为什么：没有单位的数可以读成百分数、万元或元。

错误示例：人员经费300.00万元，占 37.5；公用经费20.00万元，占2.5%。
正确示例：人员经费300.00万元，占37.5%；公用经费20.00万元，占2.5%。
依据：计量单位应当写全（GB/T 15835、GB 3100）。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.quantity import bare_numbers
from reconcile.rules.values import Result
from reconcile.rules.words.passages import Passage, sentences

CODE = "R505"
NAME = "数字缺单位"
KIND = "unit"
SEVERITY = Severity.WARNING

RATE = lazy(
    r"(?:占|占比为?|比重为?|率为?|增长|下降|上升|增幅为?|降幅为?|占.{1,12}的"
    r"|(?:完成|为)(?:年初|调整后?|变动|全年|当年)?预算数?的)(?:了|约|近)?$"
)
MONEY = lazy(r"收入|支出|预算|决算|经费|费|资金|拨款|结转|结余|金额|总计|合计")
SCORE = lazy(r"(?:分|数|值|例|比|得分|评分|系数|指数|比值|温度)为?$|死亡率为?$")
AMOUNT = lazy(r"(?:为|收入|支出|预算|决算|[预决]算数|合计|[总共]计|增加|减少|费|结余|结转)(?:了|约|近)?$")
RATIO = lazy(r"(?:收入|支出|投入)比")  # 城乡居民收入比由2.31缩小为2.27
CLAUSE_END = lazy(r"[,。;、)]|$")
BARE = lazy(r"\d(?:[,。;、)]|$)")  # without one in the paragraph no number is looked for
DECLARED = lazy(r"单位:|以?万元为单位|\((?:单位:?)?(?:万|亿|千)?元\)")


def check(facts: Facts) -> Iterator[Result]:
    declared = False
    drawn = facts.document.format == "pdf"
    for passage in sentences(facts):
        declared = bool(DECLARED.search(passage.text)) or (declared and len(passage.text) < 30)
        if passage.part not in ("toc", "title") and not declared and BARE.search(passage.text):
            yield from _passage(passage, drawn)


def _passage(passage: Passage, drawn: bool) -> Iterator[Result]:
    for number in bare_numbers(passage.text):
        before = passage.text[max(0, number.start - 18) : number.start]
        if not CLAUSE_END.match(passage.text, number.end) or SCORE.search(before) or RATIO.search(before):
            continue
        if drawn and number.end == len(passage.text):
            continue  # the unit may stand in the next line or on the next page
        if RATE.search(before) and 0 < abs(number.printed.value) <= 1000:
            unit = "%"
        elif AMOUNT.search(before) and MONEY.search(before) and number.printed.exponent == -2:
            unit = "万元"
        else:
            continue
        yield Finding(
            CODE, NAME, KIND, SEVERITY, f"“{number.surface}”后面没有单位，疑缺“{unit}”。",
            (passage.quote(number.start, number.end),), suggestion=f"补上“{unit}”或实际的单位",
        )  # fmt: skip
