"""Lists of names that prose gives for an amount: 人员经费300.00万元，主要包括：基本工资、津贴补贴、…"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.patterns import compiled, lazy
from reconcile.prose.drafts import Draft
from reconcile.prose.values import Enumeration, Subject
from reconcile.text import Squeezed

OPENING = lazy(r"[,;:]?(?:主要)?(?:包括|用于|有|包含|为)(?:了)?[:,]?")
LISTED = frozenset({"personnel", "public_operating"})
# the same without an amount before it: 人员经费主要包括：……；公用经费主要包括：……
NAMED = lazy(r"(?P<what>人员经费|人员支出|(?:日常)?公用经费|公用支出)(?:支出|用途)?主要(?:包括|用于|有)[:,]?")
SHORTEST = 3  # names; fewer are a phrase


def read_enumerations(squeezed: Squeezed, drafts: list[Draft]) -> list[Enumeration]:
    """The lists behind personnel and operating expenses, with each name's printed offsets."""
    found = []
    for draft in drafts:
        if draft.subject.indicator not in LISTED or not draft.amounts:
            continue
        opening = OPENING.search(squeezed.text, draft.end, min(len(squeezed.text), draft.end + 40))
        if opening and (listed := _listed(squeezed, draft.block, draft.start, opening.end(), draft.subject)):
            found.append(listed)
    return found


def named_lists(block: int, squeezed: Squeezed) -> Iterator[Enumeration]:
    """The lists that follow the name alone, without an amount."""
    for match in NAMED.finditer(squeezed.text):
        known = "personnel" if "人员" in match["what"] else "public_operating"
        listed = _listed(squeezed, block, match.start(), match.end(), Subject(match["what"], known))
        if listed:
            yield listed


def _listed(squeezed: Squeezed, block: int, start: int, first: int, subject: Subject) -> Enumeration | None:
    """The names from ``first`` up to the end of the clause; None where they are too few for a list."""
    text, offsets = squeezed
    stop = compiled(r"[;。]|$").search(text, first)
    end = stop.start() if stop else len(text)
    names = []
    for match in compiled(r"(?:[^、,()]|\([^()]*\))+").finditer(text[first:end]):
        at = first + match.start()
        names.append((offsets[at], offsets[at + len(match[0])], match[0]))
    if len(names) < SHORTEST:
        return None
    open_ended = bool(compiled(r"等(?:支出|费用|经费|方面)?$").search(names[-1][2]))
    return Enumeration(block, offsets[start], offsets[end], subject, tuple(names), open_ended)
