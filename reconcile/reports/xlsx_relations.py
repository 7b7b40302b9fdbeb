"""The relations that were tested, as formulas over the other sheets: printed, recomputed, difference, allowance."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from reconcile.findings import JudgedFigure, Judgement
from reconcile.forms import ARITHMETIC, RATES, Form, bounds
from reconcile.interval import Printed

from .words import amount
from .workbook import FILLS, FIRST, RELATIONS, Book, address, close_list, height

COLUMNS = (
    ("序号", 5), ("规则", 7), ("应当成立的关系", 26), ("被核对数", 24), ("所印", 12), ("重算", 14), ("差额", 13),
    ("舍入允许", 10), ("复算", 9), ("结论", 9), ("单位", 6), ("算式", 36), ("参与的数", 48),
)  # fmt: skip
FORMS = {
    Form.EQUAL: "与对应数相等",
    Form.SUM: "等于合计",
    Form.AT_MOST: "不大于对应数",
    Form.SHARE: "占比＝部分÷整体",
    Form.GROWTH: "增幅＝（本期－基期）÷基期",
    Form.BY_CHANGE: "增幅＝增减额÷（本期－增减额）",
    Form.LEVEL: "完成率＝本期÷（本期－增减额）",
    Form.OF_BASE: "增幅＝增减额÷基期",
}
TO_FORMULA = str.maketrans("（）－÷", "()-/")
PRINTED, AGAIN, DIFFERENCE, ALLOWED = 4, 5, 6, 7


def write_relations(book: Book) -> None:
    sheet = book.list_sheet(RELATIONS, COLUMNS)
    judgements = book.checked.outcome.judgements
    for index, judgement in enumerate(judgements):
        write_relation(book, sheet, FIRST + index, index + 1, judgement)
    close_list(sheet, len(COLUMNS), len(judgements))


def write_relation(book: Book, sheet: Any, row: int, index: int, judgement: Judgement) -> None:
    result = judgement.result
    scale = factor(result)
    decimals = max(0, -result.printed.exponent + places(scale))
    plain = book.cell()
    money = book.cell(num_format="#,##0" + ("." + "0" * decimals if decimals else ""))
    fine = book.cell(num_format="#,##0." + "0" * (decimals + 2))
    broken = judgement.verdict == "inconsistent"
    sheet.write_number(row, 0, index, plain)
    sheet.write_string(row, 1, judgement.code, plain)
    form = Form(judgement.form)
    label = judgement.label or FORMS[form]
    sheet.write_string(row, 2, label, plain)
    book.link(sheet, row, 3, result.evidence, book.where(result.evidence) or result.evidence.quote)
    printed = float(result.value / scale)
    sheet.write_formula(row, PRINTED, "=" + term(book, result, scale), money, printed)
    again, allowed = judgement.expected, allowance(form, judgement)
    spots = [address(row, c) for c in (PRINTED, AGAIN, DIFFERENCE, ALLOWED)]
    if again is None or allowed is None:
        for column in (AGAIN, DIFFERENCE, ALLOWED, 8):
            sheet.write_string(row, column, "—", book.cell(align="center"))
    else:
        value = float(again / scale)
        sheet.write_formula(row, AGAIN, formula(book, form, judgement, scale, decimals + 4), fine, value)
        sheet.write_formula(row, DIFFERENCE, f"=ROUND({spots[0]}-{spots[1]},{decimals + 4})", fine, printed - value)
        most = float(allowed / Fraction(scale))
        sheet.write_number(row, ALLOWED, most, book.cell(num_format="0." + "0" * (decimals + 2)))
        gap = spots[2] if form is Form.AT_MOST else f"ABS({spots[2]})"
        within = (printed - value if form is Form.AT_MOST else abs(printed - value)) <= most + 1e-9
        test = f'=IF({gap}<={spots[3]}+0.000000001,"误差内","超出误差")'
        sheet.write_formula(row, 8, test, book.cell(align="center"), "误差内" if within else "超出误差")
    verdict = book.cell(align="center", **({"bg_color": FILLS["error"]} if broken else {}))
    sheet.write_string(row, 9, book.words[judgement.verdict], verdict)
    sheet.write_string(row, 10, result.evidence.unit or "", plain)
    sheet.write_string(row, 11, told(form, judgement), plain)
    inputs = "；".join(f"{book.where(f.evidence) or '正文'} {amount(f.evidence)}" for f in judgement.inputs)
    sheet.write_string(row, 12, inputs, plain)
    long = [
        (2, label),
        (3, book.where(result.evidence)),
        (9, book.words[judgement.verdict]),
        (11, told(form, judgement)),
        (12, inputs),
    ]
    sheet.set_row(row, height((text, COLUMNS[column][1]) for column, text in long))


def factor(figure: JudgedFigure) -> Decimal:
    """What the evidence's number is multiplied by to give the figure's value: 10,000 for 万元, 1 for percent."""
    printed = Decimal(figure.evidence.value or "0")
    return Decimal(1).scaleb(figure.printed.exponent - Printed.of(printed).exponent)


def places(scale: Decimal) -> int:
    """How many places a division by the scale moves the point: 4 for 10,000."""
    return Printed.of(scale.normalize()).exponent if scale != 1 else 0


def term(book: Book, figure: JudgedFigure, unit: Decimal) -> str:
    """The figure in the given unit, as a reference to its cell; a plain number where it stands in no sheet."""
    evidence = figure.evidence
    if not book.is_number(evidence) or evidence.value is None:
        return f"{figure.value / unit:f}"
    sign = "-" if (figure.value < 0) != (Decimal(evidence.value) < 0) and figure.value else ""
    scale = factor(figure) / unit
    times = "" if scale == 1 else f"*{scale:f}" if scale > 1 else f"/{1 / scale:f}"
    return f"{sign}{book.reference(evidence)}{times}"


def formula(book: Book, form: Form, judgement: Judgement, unit: Decimal, decimals: int) -> str:
    """The right side of the relation as a formula, in the result's unit (rates: in percent)."""
    rate = form in RATES
    terms = [term(book, f, Decimal(1) if rate else unit) for f in judgement.inputs]
    if form is Form.SUM:
        signed = (
            f"{'-' if f.sign < 0 else '+'}{'(' + t + ')' if t[0] == '-' else t}"
            for f, t in zip(judgement.inputs, terms, strict=True)
        )
        body = "".join(signed).removeprefix("+")
    elif rate:
        arithmetic = ARITHMETIC[form].translate(TO_FORMULA)
        body = arithmetic.format(*(f"({t})" for t in terms)) + "*100"
    else:
        body = terms[0]
    return f"=ROUND({body},{decimals})"


def allowance(form: Form, judgement: Judgement) -> Fraction | None:
    """How far the printed result may be from the recomputed one when every number was rounded by itself; None where
    that has no bounds."""
    found = bounds(form, [f.signed.interval() for f in judgement.inputs])
    if found is None or judgement.expected is None:
        return None
    exact = Fraction(judgement.expected)
    return judgement.result.printed.last_place / 2 + max(found.high - exact, exact - found.low)


def told(form: Form, judgement: Judgement) -> str:
    """The arithmetic with the numbers as printed."""
    texts = [amount(f.evidence) or f"{f.value:f}" for f in judgement.inputs]
    if form is Form.SUM:
        return "".join(
            f"{'－' if f.sign < 0 else '＋'}{t}" for f, t in zip(judgement.inputs, texts, strict=True)
        ).removeprefix("＋")
    if form in RATES:
        signed = (f"（－{t}）" if f.falls else t for t, f in zip(texts, judgement.inputs, strict=True))
        return ARITHMETIC[form].format(*signed)
    return f"{'≤' if form is Form.AT_MOST else '＝'}{texts[0]}"
