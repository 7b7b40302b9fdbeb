"""Names in a row, as prose lists them: 办公室、人事科（老干部科）和财务科."""

from __future__ import annotations

from reconcile.patterns import lazy
from reconcile.quantity.numerals import parse
from reconcile.tuples import NamedTuple

# how names of offices, units and institutions end
BODY = lazy(
    r"(?:科|室|处|股|办|中心|局|所|站|队|院|馆|校|委|会|公司|部|组|厅|机关|本级|团|社|园|街道|镇|乡|台|场|段|基地|"
    r"集团|大学|小学|中学|署|庭|单位|机构|厂|宫|库)$"
)
BRACKETS = lazy(r"\([^()]*\)")
AND = lazy(r"以及|和|及|与|暨")
SEVERAL = lazy(r"^(\d{1,2}|[两二三四五六七八九十])(?:个|家|所)")  # 机关、直属队、4个支队
DIGIT = lazy(r"\d")
ET_CETERA = lazy(r"等$")
LONGEST = 40  # characters of a name


class Names(NamedTuple):
    """``sure`` says that the names can be counted in one way only, ``bodies`` that they are those of offices; ``open``
    that 等 ends them."""

    names: tuple[str, ...]
    sure: bool = True
    open: bool = False

    @property
    def number(self) -> int:
        """How many there are."""
        found = (SEVERAL.match(n) for n in self.names)
        return sum(value_of(m[1]) if m else 1 for m in found)

    @property
    def bodies(self) -> bool:
        return all(is_body(n) for n in self.names)


def is_body(name: str) -> bool:
    return bool(BODY.search(BRACKETS.sub("", name)))


def names_in(text: str) -> Names | None:
    """The names of a squeezed stretch of text; None where it is not read as a row of them."""
    plain = BRACKETS.sub("", text)
    open_ended = bool(ET_CETERA.search(plain))
    plain = ET_CETERA.sub("", plain)
    mark = "、" if "、" in plain else ","
    pieces = plain.split(mark)
    if "(" in plain or ")" in plain or any("," in p or DIGIT.search(SEVERAL.sub("", p)) for p in pieces):
        return None
    *before, last = pieces
    parts = _joined(last)
    pieces = [*before, *parts]
    several = any(len(_joined(p)) > 1 for p in (*before, *parts[1:]))
    if several or not all(1 < len(p) <= LONGEST for p in pieces):
        return None
    if mark == "," and len(before) > 0 and not all(is_body(p) for p in pieces):
        return None  # 甲和乙项目，其中甲已完工: clauses, and no names
    doubtful = any(AND.search(n) or SEVERAL.match(n) for n in plain.split(mark))
    return Names(tuple(pieces), mark == "、" and not doubtful, open_ended)


def value_of(numeral: str) -> int:
    """3 and 三; 0 for what is no number."""
    if numeral.isdecimal():
        return int(numeral)
    printed = parse(numeral)
    return printed.digits if printed else 0


def _joined(last: str) -> list[str]:
    """人事科和财务科 are two, where the first ends as a name does; 妇女和儿童工作科 is one."""
    for word in AND.finditer(last):
        if is_body(last[: word.start()]) and is_body(last[word.end() :]):
            return [last[: word.start()], last[word.end() :]]
    return [last]
