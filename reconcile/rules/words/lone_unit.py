"""金额的单位疑为万元：投入8754元用于污染防治，别处都是万元、亿元。

整份文件的金额都以万元、亿元计，只有一处说投入、安排、支出多少元，又不是人均、每户一类的标准，多半漏了“万”字。
政府报告里一个科目的收支不足1元（企业所得税0.4元），也是漏了单位。
为什么：漏一个“万”字，金额差一万倍。

错误示例：投入8754元用于打好污染防治攻坚战。
正确示例：城乡居民基本医疗保险财政补助标准提高到每人每年700元。
依据：同一文件的计量单位。
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity
from reconcile.patterns import lazy
from reconcile.rules.statements import MAIN
from reconcile.rules.values import Result

CODE = "R508"
NAME = "金额单位疑为万元"
KIND = "unit"
SEVERITY = Severity.ERROR

FEWEST = 10  # amounts in 万元 or 亿元 that show what the document counts in
SPENT = lazy(r"(?:投入|安排|下达|拨付|筹集|支出)(?:资金)?$")
STANDARD = lazy(r"[人户均每亩只头辆次]|标准|补[助贴]|奖励|工资|保费|缴费")  # what is counted in 元 wherever it stands
BEFORE = 40


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind in ("other", "template"):
        return
    money = [f for f in facts.prose.figures if f.type == "money" and f.printed.digits]
    large = [f for f in money if f.unit[:1] in ("万", "亿")]
    lone = [f for f in money if f.unit == "元" and "." not in f.value and _spent(facts, f)]  # 4724.72元 is meant
    if len(large) >= FEWEST and len(lone) == 1:
        figure = lone[0]
        yield Finding(
            CODE, NAME, KIND, SEVERITY, f"“{figure.quote}”疑应为“{figure.value}万元”，本文件其他金额都以万元、亿元计。",
            (figure.evidence("claim"),), expected=f"{figure.value}万元", suggestion=f"改为“{figure.value}万元”",
        )  # fmt: skip

    yield from _tiny(facts, large)


def _tiny(facts: Facts, large: Sequence[Figure]) -> Iterator[Result]:
    """企业所得税0.4元: what a government takes in or spends on a category is no part of a 元."""
    if not facts.profile.kind.startswith("government") or len(large) < FEWEST:
        return
    unit = Counter(f.unit for f in large).most_common(1)[0][0]
    for statement in facts.prose.statements:
        known = statement.subject.indicator or statement.subject.path
        for figure in (f for m in MAIN for f in statement.amounts.get(m, ())) if known else ():
            tiny = figure.type == "money" and figure.unit == "元" and 0 < abs(figure.printed.value) < 1
            if tiny and not STANDARD.search(figure.context):
                yield Finding(
                    CODE, NAME, KIND, SEVERITY, f"“{figure.quote}”不足1元，单位疑漏写，本文件其他金额多以{unit}计。",
                    (figure.evidence("claim"),), suggestion="核对单位",
                )  # fmt: skip


def _spent(facts: Facts, figure: Figure) -> bool:
    """Whether a sum was spent, and no standard of so much a head."""
    text = facts.text(figure.key[0])
    before = text[max(0, figure.key[1] - BEFORE) : figure.key[1]]
    clause = before[max(before.rfind(c) for c in "，。；,;") + 1 :]
    return bool(SPENT.search(clause)) and not STANDARD.search(clause)
