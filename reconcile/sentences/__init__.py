"""What is said to the user beside names and quotes, in English.

Sentences are written in Chinese where they arise; here are their English forms, by pattern. One that is missing here is
told in Chinese: better that than nothing. Where the English has ``\\1`` stands what the pattern caught, as it is; where
it has ``[1]``, that with commas, being a list; where it has ``{1}``, that in English.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reconcile.patterns import lazy

from .account import ACCOUNT
from .advice import ADVICE
from .calls import CALLS
from .documents import DOCUMENTS
from .notices import NOTICES

Patterns = Sequence[tuple[re.Pattern[str], str]]


def _compiled(*tables: Sequence[tuple[str, str]]) -> Patterns:
    return tuple((re.compile(pattern, re.DOTALL), words) for table in tables for pattern, words in table)


PATTERNS = _compiled(NOTICES, CALLS, DOCUMENTS)  # errors, notices, and what a run tells of itself
REASONS = _compiled(ACCOUNT)  # why a number is unchecked or a tick weak, what became of an item of the checklist
PHRASES = _compiled(ADVICE)  # what to do, and what may have happened

_COMMA = lazy(r"、(?![^“]*”)(?![^《]*》)")  # between what is listed, not inside of what is quoted
_GROUP = lazy(r"\\(?P<kept>\d)|\[(?P<listed>\d)\]|\{(?P<told>\d)\}")


def english(sentence: str, patterns: Patterns = PATTERNS) -> str:
    for pattern, words in patterns:
        if found := pattern.fullmatch(sentence):
            return _GROUP.sub(lambda group: _filled(found, group, patterns), words)
    return sentence


def reason(text: str) -> str:
    return english(text, REASONS)


def phrase(text: str) -> str:
    return english(text, PHRASES)


def _filled(found: re.Match[str], group: re.Match[str], patterns: Patterns) -> str:
    text = found[int(group[group.lastgroup or 0])] or ""
    if group["listed"]:
        return _COMMA.sub(", ", text)
    if group["kept"]:
        return text
    parts = text.split("；")
    told = [english(part, patterns) for part in parts]
    return text if told == parts else "; ".join(told)
