"""车均、人均、批均的数与总数、数量对不上。

一句话里有总数、数量和平均数的，平均数应当等于总数除以数量。总数按印出的位数取区间，数量是数出来的，没有舍入。
为什么：平均数手工计算，容易除错、漏位，或把万元写成元。

错误示例：公务用车保有量8辆，全年运行维护费25.60万元，平均每辆2.30万元（应为3.20万元）。
正确示例：公务用车保有量8辆，全年运行维护费25.60万元，平均每辆3.20万元。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity, Status
from reconcile.interval import Interval, Printed, play
from reconcile.patterns import lazy
from reconcile.prose.sections import section_at
from reconcile.prose.values import UNNAMED, Prose, Statement
from reconcile.quantity.units import SCALES
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result, Tick
from reconcile.tuples import NamedTuple

CODE = "R213"
NAME = "平均数与总数、数量不符"
KIND = "share"
SEVERITY = Severity.ERROR
UNITS = {"辆": ("辆", "台"), "人": ("人",), "批": ("批", "次")}
MARK = lazy(r"[;；]")
BACK = 3  # paragraphs of the section
TELLING = 3  # digits of an average that only its unit is wrong with
SLIPS = {4: "万元", -4: "元"}  # powers of ten by which a wrong unit is off, and the right one


def check(facts: Facts) -> Iterator[Result]:
    prose = facts.prose
    found = [one for figure in prose.figures if figure.key in prose.each and (one := _of(figure, facts))]
    fitting = {(prose.sentence(o.figure.key), o.number.key) for o in found if o.fits(o.figure.printed)}
    for one in found:
        if one.fits(one.figure.printed) or (prose.sentence(one.figure.key), one.number.key) not in fitting:
            yield from _judged(one)  # where one average fits, another beside it is an average of something else


class Average(NamedTuple):
    """An average with the only total and number before it; ``together`` in one sentence, or ``near``: the number in its
    sentence, the total, the only one, in its paragraph."""

    figure: Figure
    total: Figure
    number: Figure
    together: bool
    near: bool

    def fits(self, printed: Printed) -> bool:
        return printed.interval().meets(self.allowed)

    @property
    def allowed(self) -> Interval:
        whole, number = self.total.printed.interval(), self.number.printed.value
        return Interval(whole.low / number, whole.high / number, whole.low_open, whole.high_open)


def _of(figure: Figure, facts: Facts) -> Average | None:
    prose = facts.prose
    unit, name = prose.each[figure.key]
    counts = [c for s in prose.statements for m, fs in s.amounts.items() if m.startswith("count:") for c in fs]
    counts = [c for c in counts if c.counted and c.printed.digits and c.unit.startswith(UNITS[unit])]
    totals = [f for f in map(_spent, prose.statements) if f and f.type == "money" and f.printed.digits]
    text = facts.text(figure.key[0])
    count, near = _nearest(figure, counts, prose, text)
    total, beside = _nearest(figure, totals, prose, text)
    if count is None or total is None or count.printed.digits <= 0:
        return None
    if figure.unit.removesuffix("元") not in SCALES:
        return None  # another currency
    own = name in ("", UNNAMED) or name == total.address.id or total.address.id in facts.lexicon.parts.wholes(name)
    known = near and name != UNNAMED
    return Average(figure, total, count, known and beside, known and total.key[0] == figure.key[0]) if own else None


def _spent(statement: Statement) -> Figure | None:
    """What the average is an average of: the amount, or that of last year where it is the only one."""
    last = statement.amounts.get("last_actual") or statement.amounts.get("last_amount") or (None,)
    return main_amount(statement) or last[-1]


def _nearest(figure: Figure, others: Sequence[Figure], prose: Prose, text: str) -> tuple[Figure | None, bool]:
    """The only one between the semicolons or in the sentence before the average, else in the paragraph, else in those
    just before it; and whether it is in the sentence."""
    here, block = section_at(prose.sections, figure.key[0]), figure.key[0]
    sentence = [f for f in others if prose.sentence(f.key) == prose.sentence(figure.key)]
    semicolon = max((m.start() for m in MARK.finditer(text, 0, figure.key[1])), default=-1)
    sentence = [f for f in sentence if semicolon < f.key[1] < figure.key[1]] or sentence
    paragraph = [f for f in others if f.key[0] == block]
    before = (f for f in others if 0 < block - f.key[0] <= BACK and section_at(prose.sections, f.key[0]) == here)
    found = sentence or paragraph or list(before)
    only = found[0] if len({f.printed.value for f in found}) == 1 and found[0].key < figure.key else None
    return only, bool(sentence)


def _judged(one: Average) -> Iterator[Result]:
    figure, total, count, together, near = one
    number = count.printed.value
    evidence = (figure.evidence("rate"), total.evidence("whole"), count.evidence("part"))
    if one.fits(figure.printed):
        yield Tick(figure.key, Status.AGREES, evidence[1:], resolution=play(figure.printed, one.fits))
        if together:
            yield Tick(total.key, Status.AGREES, evidence[::2])
            yield Tick(count.key, Status.AGREES, evidence[:2])
        return
    slips = (p for p in SLIPS if one.fits(figure.printed._replace(exponent=figure.printed.exponent + p)))
    unit = next((SLIPS[p] for p in slips if SLIPS[p] != figure.unit), "")
    if not unit and not near:
        return
    told = f"{total.quote}÷{count.quote}应为{_shown(total.printed.value / number, unit or figure.unit)}"
    yield Tick(figure.key, Status.DISAGREES, evidence[1:])
    if unit and len(str(abs(figure.printed.digits))) >= TELLING:  # 17.9万元÷3辆 is 5.97万元, not 5.97元
        yield Tick(count.key, Status.AGREES, evidence[:2])
    yield Finding(
        CODE, NAME, "unit" if unit else KIND, SEVERITY if unit or together else Severity.WARNING,
        f"平均数印为{figure.quote}，{told}" + (f"，单位应是{unit}。" if unit else "。"), evidence,
        suggestion=f"改为{_shown(total.printed.value / number, unit or figure.unit)}",
    )  # fmt: skip


def _shown(value: Fraction, unit: str) -> str:
    scaled = (Decimal(value.numerator) / value.denominator).scaleb(-SCALES[unit.removesuffix("元")])
    return f"{scaled.quantize(Decimal('0.01'), ROUND_HALF_UP):f}{unit}"
