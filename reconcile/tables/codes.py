"""The codes of rows: those of one kind, a misprinted one put right, and those of rows that print only names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice

from .stub import Stub

# the codes that a name may have: those that the document itself prints beside it, then those of the classification
Known = Callable[[str], tuple[Sequence[str], Sequence[str]]]


def of_one_kind(codes: list[str]) -> list[str]:
    """The codes without those of another kind than most: codes of offices look like codes of the classification."""
    kinds = Counter(c[0] for c in codes if c)
    if not kinds:
        return codes
    most, count = kinds.most_common(1)[0]
    return [c if c[:1] == most else "" for c in codes] if count * 10 >= 7 * kinds.total() else codes


def corrected(stubs: Sequence[Stub], codes: Sequence[str], known: Known) -> list[str]:
    """The codes with a misprinted one as it must be: it stands out of order, and one that differs from it by a digit or
    by two swapped ones stands in order and is the classification's for this name. Codes below it follow."""
    result = list(codes)
    wrong = right = before = ""
    for position, code in enumerate(codes):
        if wrong and code.startswith(wrong):
            result[position] = right + code[len(wrong) :]
        elif len(code) == 5:
            if before and not code.startswith(before[:3]):
                meant = _meant(code, before, _next(codes, position), known(stubs[position].name)[1])
                if meant:
                    wrong, right = code, meant
                    result[position] = meant
            before = result[position]
    return result


def _next(codes: Sequence[str], position: int) -> str:
    """The next code of a 款 after those below this one."""
    code = codes[position]
    return next((c for c in islice(codes, position + 1, None) if len(c) == 5 and not c.startswith(code)), "")


def _meant(code: str, before: str, after: str, official: Sequence[str]) -> str:
    """The one code of this name like ``code`` that stands in order between its neighbours, "" for none."""
    if before[:3] != after[:3]:
        return ""
    found = [c for c in official if before < c < after and _near(c, code)]
    return found[0] if len(found) == 1 else ""


def _near(one: str, other: str) -> bool:
    """Whether two codes differ by one digit, or by two digits next to each other that are swapped."""
    if len(one) != len(other):
        return False
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    swapped = len(apart) == 2 and apart[1] == apart[0] + 1 and one[apart[0]] == other[apart[1]]
    return len(apart) == 1 or (swapped and one[apart[1]] == other[apart[0]])


def infer_codes(stubs: Sequence[Stub], known: Known) -> list[tuple[str, bool]]:
    """The codes of rows that print only names, and whether the document itself prints them nowhere.

    Names are read in the order of the classification: as a part of the 款 above if they can be, else of the 类, else
    as a 类.
    """
    result: list[tuple[str, bool]] = []
    section = category = ""
    numbered = sum(s.style == "chinese" for s in stubs) > 2  # then each 类 is: 其他支出 without a number is a 款
    for stub in stubs:
        code, inferred = "", False
        if stub.role == "item" and stub.name:
            own, official = known(stub.name)
            if numbered and stub.style != "chinese":
                own, official = [c for c in own if len(c) > 3], [c for c in official if len(c) > 3]
            code = _in_order(own, category, section)
            inferred = not code
            code = code or _in_order(official, category, section)
        if len(code) == 3:
            category, section = code, ""
        elif len(code) == 5:
            section = code
        result.append((code, inferred and bool(code)))
    return result


def _in_order(candidates: Sequence[str], category: str, section: str) -> str:
    code = next((c for c in candidates if section and len(c) == 7 and c.startswith(section)), "")
    code = code or next((c for c in candidates if category and len(c) == 5 and c.startswith(category)), "")
    return code or next((c for c in candidates if len(c) == 3), "")
