"""The corrections that a finding proposes, as edits of the document's own characters: one table for all that write them
(text and Markdown with ``--fix``, tracked changes in Word, the review page).

What words alone decide (a doubled mark, brackets, a slip of the pen, a name, a missing 元) is certain. A number's is
proposed where one number of the prose, changed, would make all hold, and is certain only where several relations ask
for the same number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from reconcile.checked import Checked
from reconcile.decisions.lines import Edit
from reconcile.document import Document, Paragraph
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon import Lexicon
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

CHANGED = lazy(r"可能的更正：(?P<from>[^，]+?)改为(?P<new>[^，]+)")
QUOTED = lazy(r"“(.+?)”")
LEVEL = lazy(r"（[类款项]）$")
YEAR = lazy(r"[（(\[【［]\s*((?:19|20)\d\d)\s*[）)\]】］]")
ENOUGH = 2  # broken relations that must ask for a number before it is certain


class Correction(NamedTuple):
    edit: Edit
    certain: bool


def _name(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    """The wrong name, which the message quotes first, becomes the expected one where it stands once, if that is an
    official name: a name of the document's own tables only could be the wrong one of the two."""
    wrong = QUOTED.search(finding.message)
    official = lexicon.by_name(LEVEL.sub("", finding.expected))
    certain = finding.severity is Severity.ERROR and finding.suggestion == f"改为“{finding.expected}”"
    if not certain or wrong is None or not official:
        return None
    return printed.replace(wrong[1], finding.expected) if printed.count(wrong[1]) == 1 else None


def _one_mark(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return printed[0] if len(printed) == 2 and printed[0] == printed[1] else None


def _expected(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return finding.expected or None


def _one_word(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    """One of two equal words; a doubled letter may belong to two words."""
    word = finding.expected
    return word if len(word) > 1 and printed == word * 2 else None


def _full_width(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return f"（{printed[1:-1]}）" if printed[:1] in "（(" and printed[-1:] in "）)" else None


def _six_angles(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return YEAR.sub(r"〔\1〕", printed)


def _with_yuan(printed: str, finding: Finding, lexicon: Lexicon) -> str | None:
    return f"{printed}元" if printed[-1:] in ("万", "亿") else None


# what the printed stretch becomes, by rule; None where that is not certain
WORDING: Mapping[str, Callable[[str, Finding, Lexicon], str | None]] = {
    "R401": _name,
    "R506": _with_yuan,
    "R511": _one_mark,
    "R512": _one_word,
    "R515": _expected,
    "R517": _full_width,
    "R518": _six_angles,
    "R520": _expected,
}


def proposed(checked: Checked, finding: Finding, lexicon: Lexicon) -> list[Correction]:
    """The corrections that the finding proposes, [] where it leaves open what should be changed."""
    if finding.code in WORDING:
        return [Correction(edit, True) for edit in worded(checked.document, finding, lexicon)]
    changed = CHANGED.fullmatch(finding.suggestion)
    if changed is None:
        return []
    accused = [e for e in finding.evidence if names(changed["from"], stretch(checked.document, e))]
    if len({(e.block, e.start) for e in accused}) != 1:
        return []
    old = stretch(checked.document, accused[0])
    new = like(old, changed["new"])
    made = _edit(checked.document, accused[0], new) if new and new != old else None
    return [Correction(made, broken(checked, accused[0]) >= ENOUGH)] if made else []


def worded(document: Document, finding: Finding, lexicon: Lexicon) -> Iterator[Edit]:
    """The edits of a finding on words, one for each place where what to write is certain."""
    fix = WORDING.get(finding.code)
    for evidence in finding.evidence if fix else ():
        printed = stretch(document, evidence)
        new = fix(printed, finding, lexicon) if fix and printed else None
        if new is not None and new != printed:
            yield _edit(document, evidence, new)


def names(told: str, printed: str) -> bool:
    """Whether what is told ends with the whole printed number, and does not belong to a table."""
    before = told[: -len(printed)] if printed and told.endswith(printed) else ""
    return bool(before) and not before.startswith("《") and before[-1] not in "0123456789.,，"


def certain(checked: Checked, lexicon: Lexicon) -> list[Edit]:
    """The edits of a document that need nobody's decision."""
    found = (correction for finding in checked.findings for correction in proposed(checked, finding, lexicon))
    return [correction.edit for correction in found if correction.certain]


def editable(checked: Checked, finding: Finding, lexicon: Lexicon) -> Edit | None:
    """The stretch of prose that a person may correct: the proposed one, else the finding's first number or words."""
    found = proposed(checked, finding, lexicon)
    if found:
        return found[0].edit
    first = next((e for e in finding.evidence if stretch(checked.document, e)), None)
    return _edit(checked.document, first, stretch(checked.document, first)) if first else None


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


def _edit(document: Document, evidence: Evidence, new: str) -> Edit:
    assert evidence.block is not None
    assert evidence.start is not None
    assert evidence.end is not None
    return Edit(evidence.block, evidence.start, evidence.end, stretch(document, evidence), new)
