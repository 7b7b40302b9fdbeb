"""A relation as an auditor performs it again: printed, recomputed, difference, interval, every input in its place."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from reconcile.checked import Checked
from reconcile.decisions.signing import YUAN
from reconcile.findings import Evidence, Finding, JudgedFigure, Judgement, LedgerLine
from reconcile.forms import Form, bounds
from reconcile.interval import Interval
from reconcile.reports.anchors import Anchors
from reconcile.reports.quoting import by_paragraph, quoted_pieces, where
from reconcile.reports.words import amount
from reconcile.tuples import NamedTuple

FORMS: Mapping[str, str] = {
    Form.EQUAL: "两处应是同一个数",
    Form.SUM: "应等于各项之和",
    Form.AT_MOST: "应不大于整体",
    Form.SHARE: "应等于前一数占后一数的百分比",
    Form.GROWTH: "应等于前一数比后一数的增减率",
    Form.BY_CHANGE: "应等于按增减额计算的增减率",
    Form.LEVEL: "应等于与变动前相比的百分比",
    Form.OF_BASE: "应等于增减额占基数的百分比",
}
VERDICTS = {"agrees": "相符", "by_rounding": "四舍五入内相符", "possible": "尾差范围内", "inconsistent": "不符"}
MOST = 6  # relations that are shown of one finding or number
Key = tuple[int | None, int | None, int | None]


class Entry(NamedTuple):
    """A figure as the page shows it; ``key`` leads to it in the text view, ``spot`` to its box on the page."""

    where: str
    printed: str
    interval: str
    sign: str
    key: str
    evidence: Evidence


class Performance(NamedTuple):
    form: str
    label: str
    code: str
    verdict: str
    verdict_words: str
    result: Entry
    inputs: tuple[Entry, ...]
    recomputed: str
    difference: str
    bounds: str


class Spoken(NamedTuple):
    """A place that a finding speaks of, with its words: pieces, each with whether it is marked."""

    where: str
    key: str
    pieces: tuple[tuple[str, bool], ...]
    evidence: Evidence


def of_finding(checked: Checked, names: Anchors, finding: Finding) -> list[Performance]:
    """The broken relations behind the finding: those of its rule first, and only between figures it speaks of."""
    spoken = {key(e) for e in finding.evidence}
    found = [
        j
        for j in checked.outcome.judgements
        if j.verdict in ("inconsistent", "possible") and all(key(f.evidence) in spoken for f in (j.result, *j.inputs))
    ]
    if not found:
        first = {key(e) for e in finding.evidence[:1]}
        found = [j for j in checked.outcome.judgements if j.verdict == "inconsistent" and touches(j, first)]
    found.sort(key=lambda j: j.code != finding.code)
    return [performance(checked, names, j) for j in found[:MOST]]


def of_number(checked: Checked, names: Anchors, line: LedgerLine) -> list[Performance]:
    """All relations that the number stands in: what its tick rests on."""
    own: set[Key] = {(line.block, line.start, -1)}
    found = [j for j in checked.outcome.judgements if touches(j, own)]
    return [performance(checked, names, j) for j in found[:MOST]]


def touches(judgement: Judgement, keys: set[Key]) -> bool:
    return any(key(f.evidence) in keys for f in (judgement.result, *judgement.inputs))


def key(evidence: Evidence) -> Key:
    if evidence.cell is not None:
        return (evidence.block, *evidence.cell)
    return (evidence.block, evidence.start, -1)


def places(checked: Checked, names: Anchors, finding: Finding) -> list[Spoken]:
    """Every place of the finding, those of one paragraph together."""
    document = checked.document
    return [
        Spoken(
            where(document, group[0]), names.key(document, group[0]), tuple(quoted_pieces(document, group)), group[0]
        )
        for group in by_paragraph(document, finding.evidence)
    ]


def performance(checked: Checked, names: Anchors, judgement: Judgement) -> Performance:
    result = judgement.result
    scale, unit = scale_of(result), result.evidence.unit or ""
    expected = judgement.expected
    inputs = tuple(entry(checked, names, f) for f in judgement.inputs)
    allowed = bounds(Form(judgement.form), [f.signed.interval() for f in judgement.inputs])
    return Performance(
        FORMS.get(judgement.form, judgement.form), judgement.label, judgement.code, judgement.verdict,
        VERDICTS.get(judgement.verdict, judgement.verdict), entry(checked, names, result), inputs,
        shown(expected, scale, unit, result.value) if expected is not None else "无法计算（基数为零）",
        shown(result.value - expected, scale, unit, result.value) if expected is not None else "",
        interval(allowed, scale, unit) if allowed else "",
    )  # fmt: skip


def entry(checked: Checked, names: Anchors, figure: JudgedFigure) -> Entry:
    e = figure.evidence
    spot = where(checked.document, e) if e.cell is not None else e.quote
    return Entry(
        spot, amount(e) or e.quote, interval(figure.printed.interval(), scale_of(figure), e.unit or ""),
        "−" if (figure.sign < 0) != figure.falls else "", names.key(checked.document, e), e,
    )  # fmt: skip


def scale_of(figure: JudgedFigure) -> int:
    """By which power of ten the value in 元 is larger than the number in its printed unit."""
    own = Decimal(figure.evidence.value or "0")
    if own and figure.value:
        return (abs(figure.value) / abs(own)).adjusted()
    return YUAN.get(figure.evidence.unit or "", 0)


def interval(found: Interval, scale: int, unit: str) -> str:
    low, high = (decimal(end, scale) for end in (found.low, found.high))
    return f"{low} – {high}{unit}"


def decimal(value: Fraction, scale: int) -> str:
    number = value / Fraction(10) ** scale
    exact = Decimal(number.numerator) / Decimal(number.denominator)
    rounded = exact.quantize(Decimal("0.000001"), ROUND_HALF_UP)
    return grouped(rounded.normalize() if rounded else Decimal(0))


def shown(value: Decimal, scale: int, unit: str, like: Decimal) -> str:
    """A value in the printed unit, with a place more than the printed number has where there is more to say."""
    number = value.scaleb(-scale)
    exponent = like.as_tuple().exponent
    places = max(0, -(int(exponent) - scale))
    exact = number.quantize(Decimal(1).scaleb(-min(places + 2, 8)), ROUND_HALF_UP)
    short = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{grouped(short if short == exact else exact)}{unit}"


def grouped(number: Decimal) -> str:
    return f"{number:,f}"
