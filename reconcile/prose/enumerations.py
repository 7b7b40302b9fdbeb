"""Lists of names that prose gives for an amount: 人员经费971.62万元，主要包括：基本工资、津贴补贴、…"""

from __future__ import annotations

import re

from reconcile.prose.drafts import Draft
from reconcile.prose.values import Enumeration
from reconcile.text import Squeezed

OPENING = re.compile(r"[,;:]?(?:主要)?(?:包括|用于|有|包含|为)(?:了)?[:,]?")
LISTED = frozenset({"personnel", "public_operating"})
SHORTEST = 3  # names; fewer are a phrase


def read_enumerations(squeezed: Squeezed, drafts: list[Draft]) -> list[Enumeration]:
    """The lists behind personnel and operating expenses, with each name's printed offsets."""
    found = []
    text, offsets = squeezed
    for draft in drafts:
        if draft.subject.indicator not in LISTED or not draft.amounts:
            continue
        numbers_end = draft.end
        opening = OPENING.search(text, numbers_end, min(len(text), numbers_end + 40))
        if not opening:
            continue
        stop = re.compile(r"[;。]|$").search(text, opening.end())
        end = stop.start() if stop else len(text)
        names = []
        for match in re.finditer(r"(?:[^、,()]|\([^()]*\))+", text[opening.end() : end]):
            name = match[0]
            at = opening.end() + match.start()
            names.append((offsets[at], offsets[at + len(name)], name))
        open_ended = bool(names) and bool(re.search(r"等(?:支出|费用|经费|方面)?$", names[-1][2]))
        if len(names) >= SHORTEST:
            found.append(
                Enumeration(draft.block, offsets[draft.start], offsets[end], draft.subject, tuple(names), open_ended)
            )
    return found
