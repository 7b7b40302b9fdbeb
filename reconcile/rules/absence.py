"""说没有，表中却有数；或表中没有数，正文却列了支出。

“没有使用政府性基金预算拨款安排的支出”与政府性基金预算支出表应当一致。
为什么：套用往年文字，或空表没有填。

错误示例：正文“2024年没有使用政府性基金预算拨款安排的支出”，政府性基金预算支出表合计为12.00万元。
正确示例：正文“没有使用国有资本经营预算拨款安排的支出”，该表无数据。
依据：部门预决算公开说明应与公开报表一致。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.index import amounts
from reconcile.patterns import lazy
from reconcile.prose.sections import section_at
from reconcile.rules.values import Result, Tick
from reconcile.text import squeeze

CODE = "R103"
NAME = "“没有”与表格不符"
KIND = "text_table_value"
SEVERITY = Severity.ERROR

ABSENCE = lazy(
    r"(?:没有(?:使用|安排|发生)?|无|未(?:使用|安排|发生)|不涉及)(?:使用|安排|发生)?[^,;。:]{0,6}?"
    r"(?P<what>政府性基金|国有资本经营|\"?三公\"?经费)[^,;。:不未]{0,30}?(?:支出|收支|收入和支出|安排|预算|经费)"
)
KINDS = {"政府性基金": "government_fund", "国有资本经营": "state_capital", "三公": "three_public"}
ADVICE = lazy(r"本表|说明|如|若")
ONLY_PART = lazy(r"其他|增加|变化|增减|新增|以外|因公|超")


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind == "template":
        return
    titles = {t.title_block for t in facts.tables}
    for index, paragraph in facts.paragraphs:
        if index in titles:
            continue
        position = section_at(facts.prose.sections, index)
        if position >= 0 and facts.prose.sections[position].part in ("toc", "terms"):
            continue
        yield from _paragraph(facts, index, paragraph)


def _nothing(facts: Facts, what: str, claim: Evidence) -> Iterator[Tick]:
    """The amounts of nothing of the document's year, where the words say that there is none, unless there is some."""
    year = str(facts.profile.year)
    said = [f for s in facts.prose.statements for f in amounts(s) if what in s.subject.name and s.period == year]
    for figure in said if not any(f.printed.digits for f in said) else ():
        if figure.type == "money" and figure.value:
            yield Tick(figure.key, Status.AGREES, (claim,), resolution=Fraction(0))


def _paragraph(facts: Facts, index: int, paragraph: Paragraph) -> Iterator[Result]:
    squeezed = squeeze(paragraph.text)
    match = ABSENCE.search(squeezed.text)
    if not match or ONLY_PART.search(match[0]) or ADVICE.search(squeezed.text[: match.start()][-12:]):
        return
    if "本表" in squeezed.text or "空表" in squeezed.text:
        return  # the note under a table is the table rules' matter
    what = match["what"].strip('"').removesuffix("经费").strip('"')
    kind = KINDS[what]
    start, end = squeezed.offsets[match.start()], squeezed.offsets[match.end()]
    claim = Evidence("claim", paragraph.text[start:end], paragraph.place(start, end), start, end, block=index)
    for table in facts.tables_by_kind.get(kind, ()):
        figure = next((f for f in table.figures.values() if f.printed.digits and f.type == "money"), None)
        if figure is None:
            continue
        if kind == "three_public" and not _spent(table.figures.values()):
            continue
        message = f"正文说“{match[0]}”，但{figure.where}为{figure.quote}{figure.unit}。"
        yield Finding(CODE, NAME, KIND, SEVERITY, message, (claim, figure.evidence("cell")))
        return
    yield from _nothing(facts, what, claim)


def _spent(figures: object) -> bool:
    """Whether the “三公” table has any outcome, not only a budget."""
    assert hasattr(figures, "__iter__")
    return any(f.printed.digits and f.address.measure != "budget" for f in figures)
