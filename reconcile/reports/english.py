"""What findings say in English: rule names and sentences here, numbers and names from the finding's own fields.

Quotes, names of tables and of categories stay as the document prints them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from reconcile.checked import Checked
from reconcile.findings import Correction, Evidence, Finding, LedgerLine
from reconcile.sentences import english

from .words import EN, amount, spot

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "R101": "Prose and table differ",
        "R102": "Items listed in prose and rows of the table differ",
        "R103": "“None” in prose, but not in the table, or the other way round",
        "R104": "Purpose does not fit the table's kind of expenditure",
        "R105": "A part is larger than its whole",
        "R201": "The same number is printed differently in two places",
        "R202": "Parts do not add up to the whole",
        "R203": "Change or growth rate does not follow from the amounts",
        "R204": "Share does not follow from the amounts",
        "R205": "Completion rate does not follow from the amounts",
        "R206": "Balance or limit does not hold",
        "R207": "Word of direction contradicts the numbers",
        "R208": "Reason or purpose belongs to another item",
        "R209": "Number of last year, or of an earlier place, differs",
        "R210": "Average annual growth does not follow from the first and last year",
        "R211": "Items told paragraph by paragraph do not add up to their total",
        "R213": "Average does not fit its total and its number",
        "R301": "Total of a column differs from its rows",
        "R302": "Total of a row differs from its columns",
        "R303": "A category differs from the sum of those below it",
        "R304": "Total revenue and total expenditure differ",
        "R305": "Two tables differ",
        "R306": "Rate in a table does not follow from its amounts",
        "R307": "Unit line or code of a table is written wrongly",
        "R308": "Table is noted as empty, but has numbers",
        "R401": "Name of a category is not the official one",
        "R402": "Name or level of an office is wrong",
        "R403": "Year is wrong",
        "R404": "A table that the contents announce is missing",
        "R405": "Code or name of a category in a table is wrong",
        "R406": "Contents and headings differ",
        "R501": "Placeholder was not replaced",
        "R502": "Alternative wording was not decided",
        "R503": "Instruction of the template was not deleted",
        "R504": "What was to be filled in is empty",
        "R505": "Number without a unit",
        "R506": "Amount without 元",
        "R507": "Malformed number",
        "R511": "Doubled punctuation",
        "R512": "Doubled word",
        "R513": "Quotation mark or bracket without its partner",
        "R514": "A character is missing",
        "R515": "Misspelt word",
        "R516": "Thousands separators are not uniform",
        "R517": "Full-width bracket paired with a half-width one",
        "R518": "Brackets of document numbers are not uniform",
        "R519": "Paragraph without a full stop",
        "R601": "Number of the unit is larger than the department's",
        "R602": "Initial budget in the account differs from that year's budget",
        "R603": "Last year's number differs from last year's document",
        "R604": "Text was carried over from last year",
        "R605": "Mistake was carried over from last year",
    }
)
CAUSES: Mapping[str, str] = MappingProxyType(
    {
        "两位数字颠倒": "two digits swapped",
        "一位数字有误": "one digit wrong",
        "漏一位数字": "a digit left out",
        "多一位数字": "a digit too many",
        "符号相反": "opposite sign",
        "小数点或单位错位": "decimal point or unit shifted",
        "除数用错：按本年数计算，应除以上年数": "divided by this year's amount instead of last year's",
        "写成了本年数为上年数的百分比": "printed this year's amount in percent of last year's",
        "把增减额写成了增减率": "the change printed as the rate",
        "分子与分母颠倒": "numerator and denominator swapped",
        "把增减率写成了完成率": "growth rate printed as completion rate",
    }
)
PHRASES = (
    (re.compile(r"^可能的更正："), "possible correction: "),
    (re.compile(r"，或"), ", or "),
    (re.compile(r"改为"), " → "),
    (re.compile(r"^ → “(.*)”$"), r"change to “\1”"),
    (re.compile(r"^只留一个$"), "keep only one"),
    (re.compile(r"^只留一个“(.*)”$"), r"keep only one “\1”"),
    (re.compile(r"^写成“(.*)”$"), r"write “\1”"),
    (re.compile(r"^补上“(.*)”或实际的单位$"), r"add “\1” or the actual unit"),
    (re.compile(r"^补上(.*)$"), r"supply what is missing (\1)"),
    (re.compile(r"^补列“(.*)”$"), r"add “\1” to the list"),
    (re.compile(r"^删去“(.*)”$"), r"delete “\1”"),
    (re.compile(r"^填上实际内容$"), "fill in the actual words"),
    (re.compile(r"^涉及金额低于重要性水平(.*)$"), r"stake below the materiality of \1"),
    (re.compile(r"^改用〔〕$"), "use 〔〕"),
    (re.compile(r"^左右统一用全角括号$"), "use full-width brackets on both sides"),
    (re.compile(r"^统一写千分位$"), "write separators throughout"),
    (re.compile(r"^按原始数据改正$"), "correct it from the source data"),
    (re.compile(r"^按数字保留其中一个词$"), "keep the word that fits the number"),
    (re.compile(r"^删去说明，按实际情况写$"), "delete the instruction and write what is the case"),
    (re.compile(r"^删去多余的标点，或补上漏写的内容$"), "delete the mark, or supply what is missing"),
    (re.compile(r"与“(.*)”的比率相同，疑为照抄"), r"same rate as “\1”, probably copied"),
    (re.compile(r"与表中“(.*)”的数相同，疑为用错行"), r"same number as “\1” in the table, probably the wrong row"),
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "文中没有可以与它核对的表格数或其他数字": "no cell and no other number in the document to hold it against",
        "只核对了部分不大于整体": "only tested that the part is not larger than the whole",
        "没有写明是全市还是本级，口径不明": "not said whether of the whole city or of its own level",
        "看不出是什么的数": "not clear what it is a number of",
    }
)


def in_english(checked: Checked) -> Checked:
    """The same with findings, and reasons of the account, told in English."""
    findings = tuple(map(translated, checked.outcome.findings))
    outcome = replace(checked.outcome, findings=findings, ledger=tuple(map(_line, checked.outcome.ledger)))
    notices = tuple(n._replace(message=english(n.message)) for n in checked.document.notices)
    return replace(checked, document=replace(checked.document, notices=notices), outcome=outcome)


def translated(finding: Finding) -> Finding:
    """``Prose and table differ: 2034.02万元 against 《收支总表》收入总计·预算数 2043.02万元; expected 2043.02万元``."""
    name = NAMES.get(finding.code, finding.name)
    numbers = list(dict.fromkeys(map(_number, (e for e in finding.evidence if e.value is not None))))[:4]
    message = name
    if numbers:
        message += f": {numbers[0]}" + (f" against {', '.join(numbers[1:])}" if numbers[1:] else "")
    elif finding.evidence:
        message += f": “{finding.evidence[0].quote}”"
    expected = phrase(finding.expected)
    if expected:
        message += f"; expected {expected}"
    return replace(
        finding, name=name, message=message, expected=expected, suggestion=phrase(finding.suggestion),
        lowered=phrase(finding.lowered), corrections=tuple(map(_correction, finding.corrections)),
        cause="; ".join(english(CAUSES.get(part) or phrase(part)) for part in finding.cause.split("；")),
    )  # fmt: skip


def _correction(correction: Correction) -> Correction:
    follows = tuple(f._replace(text=phrase(f.text)) for f in correction.follows)
    return correction._replace(text=phrase(correction.text), follows=follows)


def _number(evidence: Evidence) -> str:
    return f"{spot(evidence, EN) if evidence.table else ''} {amount(evidence)}".strip()


def phrase(text: str) -> str:
    for pattern, words in PHRASES:
        text = pattern.sub(words, text)
    return text


def _line(line: LedgerLine) -> LedgerLine:
    return replace(line, reason=REASONS.get(line.reason, line.reason)) if line.reason else line
