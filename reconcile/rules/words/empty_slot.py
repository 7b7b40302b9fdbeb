"""该有数字、年份或原因的地方空着：占%、为万元、主要原因是。、202年度

句子的架子在，内容没有填。前面有金额而百分比空着的是错误；PDF里的数可能画成了图，只作警告。
为什么：漏填的数读者补不出来，别的关系也无从核对。

错误示例：其他收入6.20万元，占 %；支出决算小于预算数，主要原因是。
正确示例：其他收入6.20万元，占0.21%；支出决算小于预算数，主要原因是人员减少。
依据：部门预决算公开应当完整、准确（财预〔2016〕143号）。
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.forms import Form, expected
from reconcile.patterns import lazy
from reconcile.rules.values import Result
from reconcile.rules.words.passages import SENTENCE_END, Passage, passages

CODE = "R504"
NAME = "该填的内容空着"
KIND = "placeholder"
SEVERITY = Severity.ERROR

RATES = ("增长%", "下降%", "增加%", "减少%", "上升%", "降低%", "提高%")
NOW = ("actual", "budget", "amount")
VERBS = "占|增长|下降|增加|减少|上升|降低|提高|完成|为|共|共计|合计|总计|支出|收入|预算|决算|预算数|决算数|的"
SLOTS = (
    ("百分比", lazy(rf"(?:{VERBS})%(?=[,。;()]|$)")),
    ("金额", lazy(r"(?:(?<!单位)(?<![均都皆])为|[占共收出算计加少])(?:万元|亿元)(?=[,。;、(]|$)")),
    ("原因", lazy(r"原因(?:是|为|:|是:|为:)[。;,]")),
    ("内容", lazy(r"主要(?:用于|是|包括|由于|为)[:]?[。;,]")),
    ("数量", lazy(r"(?:车辆|共有|保有量为?)辆(?=[,。;、])|(?:团组|项目|共计|累计)个(?=[,。;、])")),
    ("数量", lazy(r"(?:共有|现有|实有)(?:干部|在职|在编|正式)?(?:职工|人员)人(?=[,。;、])")),
    ("年份", lazy(r"(?<!\d)20\d?年度|(?:截至|截止|至)年(?:月日?)?(?=,)")),
    ("名称", lazy(r"《》")),
)  # fmt: skip


def check(facts: Facts) -> Iterator[Result]:
    drawn = facts.document.format == "pdf"  # what a page shows may be no text of it
    for passage in passages(facts):
        if passage.part in ("toc", "title"):
            continue
        for what, pattern in SLOTS:
            for match in pattern.finditer(passage.text):
                told = "元" in SENTENCE_END.split(passage.text[: match.start()])[-1]
                severity = Severity.ERROR if what == "百分比" and told and not drawn else Severity.WARNING
                known = _rate(facts, passage, match.start()) if match[0] in RATES else ""
                yield Finding(
                    CODE, NAME, KIND, severity, f"“{match[0]}”处没有填{what}{known}。", (passage.quote(*match.span()),),
                    suggestion=f"补上{what}",
                )  # fmt: skip


def _rate(facts: Facts, passage: Passage, start: int) -> str:
    """What the rate comes to, by the amount and its change right before the slot; "" where they are not known."""
    here = [f for f in facts.prose.figures if f.key[0] == passage.block and f.key[1] < passage.offsets[start]]
    for statement in facts.prose.statements:
        change = statement.change
        now = [f for measure in NOW for f in statement.amounts.get(measure, ())]
        if not here or change is None or change.key != here[-1].key or len(now) != 1 or now[0].unit != change.unit:
            continue
        base = Decimal(now[0].value) - (Decimal(change.value) if change.printed.value > 0 else -Decimal(change.value))
        rate = expected(Form.BY_CHANGE, [Fraction(f.printed.value) for f in (now[0], change)])
        if rate is not None:
            shown = (Decimal(rate.numerator) / rate.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)
            return f"，按前后的数原为{base}{change.unit}，应为{abs(shown)}%"
    return ""
