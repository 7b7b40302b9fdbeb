"""The relations that were tested, as formulas over the other sheets: printed, recomputed, difference, allowance."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from reconcile.findings import JudgedFigure, Judgement
from reconcile.interval import growth, growth_by_change, share

from .words import amount
from .workbook import FILLS, FIRST, RELATIONS, Book, address, close_list, height

COLUMNS = (
    ("序号", 5), ("规则", 7), ("应当成立的关系", 26), ("被核对数", 24), ("所印", 12), ("重算", 14), ("差额", 13),
    ("舍入允许", 10), ("复算", 9), ("结论", 9), ("单位", 6), ("算式", 36), ("参与的数", 48),
)  # fmt: skip
FORMS = {
    "equal": "与对应数相等",
    "sum": "等于合计",
    "at_most": "不大于对应数",
    "share": "占比＝部分÷整体",
    "growth": "增幅＝（本期－基期）÷基期",
    "by_change": "增幅＝增减额÷（本期－增减额）",
    "of_base": "增幅＝增减额÷基期",
}
RATES = {"share": share, "growth": growth, "by_change": growth_by_change, "of_base": share}
PRINTED, AGAIN, DIFFERENCE, ALLOWED = 4, 5, 6, 7
MOST_CORNERS = 4  # inputs of a rate


def write_relations(book: Book) -> None:
    sheet = book.list_sheet(RELATIONS, COLUMNS)
    judgements = book.checked.outcome.judgements
    for index, judgement in enumerate(judgements):
        write_relation(book, sheet, FIRST + index, index + 1, judgement)
    close_list(sheet, len(COLUMNS), len(judgements))


def write_relation(book: Book, sheet: Any, row: int, index: int, judgement: Judgement) -> None:
    result = judgement.result
    scale = factor(result)
    decimals = max(0, -exponent(result) + places(scale))
    plain = book.cell()
    money = book.cell(num_format="#,##0" + ("." + "0" * decimals if decimals else ""))
    fine = book.cell(num_format="#,##0." + "0" * (decimals + 2))
    broken = judgement.verdict == "inconsistent"
    sheet.write_number(row, 0, index, plain)
    sheet.write_string(row, 1, judgement.code, plain)
    label = judgement.label or FORMS[judgement.form]
    sheet.write_string(row, 2, label, plain)
    book.link(sheet, row, 3, result.evidence, book.where(result.evidence) or result.evidence.quote)
    printed = float(result.value / scale)
    sheet.write_formula(row, PRINTED, "=" + term(book, result, scale), money, printed)
    again = expected(judgement)
    spots = [address(row, c) for c in (PRINTED, AGAIN, DIFFERENCE, ALLOWED)]
    if again is None:
        for column in (AGAIN, DIFFERENCE, ALLOWED, 8):
            sheet.write_string(row, column, "—", book.cell(align="center"))
    else:
        value = float(again / Fraction(scale))
        sheet.write_formula(row, AGAIN, formula(book, judgement, scale, decimals + 4), fine, value)
        sheet.write_formula(row, DIFFERENCE, f"=ROUND({spots[0]}-{spots[1]},{decimals + 4})", fine, printed - value)
        allowed = float(allowance(judgement) / Fraction(scale))
        sheet.write_number(row, ALLOWED, allowed, book.cell(num_format="0." + "0" * (decimals + 2)))
        gap = spots[2] if judgement.form == "at_most" else f"ABS({spots[2]})"
        within = (printed - value if judgement.form == "at_most" else abs(printed - value)) <= allowed + 1e-9
        test = f'=IF({gap}<={spots[3]}+0.000000001,"误差内","超出误差")'
        sheet.write_formula(row, 8, test, book.cell(align="center"), "误差内" if within else "超出误差")
    verdict = book.cell(align="center", **({"bg_color": FILLS["error"]} if broken else {}))
    sheet.write_string(row, 9, book.words[judgement.verdict], verdict)
    sheet.write_string(row, 10, result.evidence.unit or "", plain)
    sheet.write_string(row, 11, told(judgement), plain)
    inputs = "；".join(f"{book.where(f.evidence) or '正文'} {amount(f.evidence)}" for f in judgement.inputs)
    sheet.write_string(row, 12, inputs, plain)
    long = [
        (2, label),
        (3, book.where(result.evidence)),
        (9, book.words[judgement.verdict]),
        (11, told(judgement)),
        (12, inputs),
    ]
    sheet.set_row(row, height((text, COLUMNS[column][1]) for column, text in long))


def factor(figure: JudgedFigure) -> Decimal:
    """What the evidence's number is multiplied by to give the figure's value: 10,000 for 万元, 1 for percent."""
    printed = Decimal(figure.evidence.value or "0")
    return Decimal(1).scaleb(exponent(figure) - _exponent(printed))


def exponent(figure: JudgedFigure) -> int:
    return _exponent(figure.value)


def _exponent(value: Decimal) -> int:
    found = value.as_tuple().exponent
    return found if isinstance(found, int) else 0


def places(scale: Decimal) -> int:
    """How many places a division by the scale moves the point: 4 for 10,000."""
    return _exponent(scale.normalize()) if scale != 1 else 0


def term(book: Book, figure: JudgedFigure, unit: Decimal) -> str:
    """The figure in the given unit, as a reference to its cell; a plain number where it stands in no sheet."""
    evidence = figure.evidence
    if not book.is_number(evidence) or evidence.value is None:
        return f"{figure.value / unit:f}"
    sign = "-" if (figure.value < 0) != (Decimal(evidence.value) < 0) and figure.value else ""
    scale = factor(figure) / unit
    times = "" if scale == 1 else f"*{scale:f}" if scale > 1 else f"/{1 / scale:f}"
    return f"{sign}{book.reference(evidence)}{times}"


def formula(book: Book, judgement: Judgement, unit: Decimal, decimals: int) -> str:
    """The right side of the relation as a formula, in the result's unit (rates: in percent)."""
    rate = judgement.form in RATES
    terms = [term(book, f, Decimal(1) if rate else unit) for f in judgement.inputs]
    if judgement.form == "sum":
        signed = (
            f"{'-' if f.sign < 0 else '+'}{'(' + t + ')' if t[0] == '-' else t}"
            for f, t in zip(judgement.inputs, terms, strict=True)
        )
        body = "".join(signed).removeprefix("+")
    elif rate:
        first, second = terms[0], terms[1]
        body = {
            "share": f"({first})/({second})*100",
            "of_base": f"({first})/({second})*100",
            "growth": f"(({first})-({second}))/({second})*100",
            "by_change": f"({second})/(({first})-({second}))*100",
        }[judgement.form]
    else:
        body = terms[0]
    return f"=ROUND({body},{decimals})"


def expected(judgement: Judgement) -> Fraction | None:
    """The right side from the numbers as printed, exactly; None on a zero base."""
    values = [Fraction(f.value) for f in judgement.inputs]
    if judgement.form == "sum":
        return sum((v * f.sign for v, f in zip(values, judgement.inputs, strict=True)), Fraction(0))
    if judgement.form not in RATES:
        return values[0]
    try:
        return RATES[judgement.form](*values)
    except ZeroDivisionError:
        return None


def half(figure: JudgedFigure) -> Fraction:
    """Half a unit of the last printed place."""
    return Fraction(Decimal(1).scaleb(exponent(figure))) / 2


def allowance(judgement: Judgement) -> Fraction:
    """How far the printed result may be from the recomputed one when every number was rounded by itself."""
    own = half(judgement.result)
    if judgement.form not in RATES:
        return own + sum((half(f) for f in judgement.inputs), Fraction(0))
    exact = expected(judgement)
    if exact is None:
        return own
    rate = RATES[judgement.form]
    ends = [(Fraction(f.value) - half(f), Fraction(f.value) + half(f)) for f in judgement.inputs[:MOST_CORNERS]]
    try:
        return own + max(abs(rate(*corner) - exact) for corner in product(*ends))
    except ZeroDivisionError:
        return own


def told(judgement: Judgement) -> str:
    """The arithmetic with the numbers as printed."""
    texts = [amount(f.evidence) or f"{f.value:f}" for f in judgement.inputs]
    if judgement.form == "sum":
        return "".join(
            f"{'－' if f.sign < 0 else '＋'}{t}" for f, t in zip(judgement.inputs, texts, strict=True)
        ).removeprefix("＋")
    if judgement.form in ("share", "of_base"):
        return f"{texts[0]}÷{texts[1]}"
    if judgement.form == "growth":
        return f"（{texts[0]}－{texts[1]}）÷{texts[1]}"
    if judgement.form == "by_change":
        return f"{texts[1]}÷（{texts[0]}－{texts[1]}）"
    return f"{'≤' if judgement.form == 'at_most' else '＝'}{texts[0]}"
