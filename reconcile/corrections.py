"""The correction that a finding proposes, as an edit of the document's own characters.

A number's is proposed where one number of the prose, changed, would make all hold; it is certain only where several
relations ask for the same number. What words alone decide (a doubled mark, a missing 元, brackets) is certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from reconcile.checked import Checked
from reconcile.decisions.lines import Edit
from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence, Finding

CHANGED = re.compile(r"可能的更正：(?P<from>[^，]+?)改为(?P<new>[^，]+)")
YEAR = re.compile(r"[（(\[【［]\s*((?:19|20)\d\d)\s*[）)\]】］]")
ENOUGH = 2  # broken relations that must ask for a number before it is certain


class Correction(NamedTuple):
    edit: Edit
    certain: bool


def _one_mark(printed: str) -> str | None:
    return printed[0] if len(printed) == 2 and printed[0] == printed[1] else None


def _full_width(printed: str) -> str | None:
    return f"（{printed[1:-1]}）" if printed[:1] in "（(" and printed[-1:] in "）)" else None


def _with_yuan(printed: str) -> str | None:
    return f"{printed}元" if printed[-1:] in ("万", "亿") else None


def _angles(printed: str) -> str | None:
    return YEAR.sub(r"〔\1〕", printed)


# what words alone decide, by rule: what the printed stretch becomes, None where it is not certain
WORDING: Mapping[str, Callable[[str], str | None]] = {
    "R506": _with_yuan, "R511": _one_mark, "R517": _full_width, "R518": _angles,
}  # fmt: skip


def proposed(checked: Checked, finding: Finding) -> list[Correction]:
    """The corrections that the finding proposes, [] where it leaves open what should be changed."""
    if finding.code in WORDING:
        fix = WORDING[finding.code]
        found = [(e, fix(stretch(checked.document, e))) for e in finding.evidence]
        return [Correction(edit(checked.document, e, new), True) for e, new in found if new is not None]
    changed = CHANGED.fullmatch(finding.suggestion)
    if changed is None:
        return []
    accused = [e for e in finding.evidence if names(changed["from"], stretch(checked.document, e))]
    if len({(e.block, e.start) for e in accused}) != 1:
        return []
    old = stretch(checked.document, accused[0])
    new = like(old, changed["new"])
    return [Correction(edit(checked.document, accused[0], new), broken(checked, accused[0]) >= ENOUGH)] if new else []


def names(told: str, printed: str) -> bool:
    """Whether what is told ends with the whole printed number, and does not belong to a table."""
    before = told[: -len(printed)] if printed and told.endswith(printed) else ""
    return bool(before) and not before.startswith("《") and before[-1] not in "0123456789.,，"


def certain(checked: Checked) -> Iterator[tuple[Finding, Edit]]:
    """The edits of a document that need nobody's decision."""
    for finding in checked.findings:
        for correction in proposed(checked, finding):
            if correction.certain and correction.edit.old != correction.edit.new:
                yield finding, correction.edit


def editable(checked: Checked, finding: Finding) -> Edit | None:
    """The stretch of prose that a person may correct: the proposed one, else the finding's first number or words."""
    found = proposed(checked, finding)
    if found:
        return found[0].edit
    first = next((e for e in finding.evidence if stretch(checked.document, e)), None)
    return edit(checked.document, first, stretch(checked.document, first)) if first else None


def like(old: str, new: str) -> str | None:
    """The new number as the old one is written; None where it also has other words around it (增长4.7%)."""
    digits = re.search(r"\d", new)
    lead = new[: digits.start()] if digits else new
    if lead and not old.startswith(lead):
        new = new.removeprefix(lead) if lead in ("增长", "下降", "增加", "减少") else ""
    if not new:
        return None
    if re.search(r"\d[,，]\d{3}", old):
        whole, dot, rest = new.partition(".")
        number = re.match(r"\d+", whole)
        return f"{int(number[0]):,}{whole[number.end() :]}{dot}{rest}" if number else None
    return new


def broken(checked: Checked, accused: Evidence) -> int:
    """How many broken relations the number stands in."""
    place = (accused.block, accused.cell, accused.start)
    return sum(
        any((f.evidence.block, f.evidence.cell, f.evidence.start) == place for f in (j.result, *j.inputs))
        for j in checked.outcome.judgements
        if j.verdict == "inconsistent"
    )


def stretch(document: Document, evidence: Evidence) -> str:
    """The characters that the evidence points at in prose, "" for cells and for what has no place."""
    block = document.blocks[evidence.block] if evidence.block is not None else None
    if not isinstance(block, Paragraph) or evidence.start is None or evidence.end is None or evidence.cell is not None:
        return ""
    return block.text[evidence.start : evidence.end]


def edit(document: Document, evidence: Evidence, new: str) -> Edit:
    assert evidence.block is not None
    assert evidence.start is not None
    assert evidence.end is not None
    return Edit(evidence.block, evidence.start, evidence.end, stretch(document, evidence), new)
