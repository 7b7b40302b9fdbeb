"""Segments of a sentence to claims: a segment is a claim only if a row of claims.csv reads it from end to end.

A segment is what stands between signs of punctuation, or brackets; 、 and 和 divide behind a quantity only. The rows
are patterns over the signs of classes (see `lexer`), tried in order. What no row reads is unread: its numbers are
nobody's, and what stands on its two sides is not held together without a word of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reconcile.lexicon import Lexicon
from reconcile.lexicon.values import ClaimRow
from reconcile.patterns import compiled_regex, lazy
from reconcile.prose.lexer import Token
from reconcile.tuples import NamedTuple

if TYPE_CHECKING:
    import regex

# what patterns of claims.csv call by name
MACROS = {
    "{lead}": r"[YAEfije]*",  # when, where, whose; numbering; words that change nothing
    # a thing: ends in a noun
    "{name}": r"(?:(?:[SnWTaj]|[YAE](?=[aSnWTjAEYc])|c(?=[SnWTaAE])|v(?=[aSnWj])|V(?=j?[aSnW])|f(?=[VaSnW]))*[SnWT])",
    # the same, or several, or an area
    "{some}": r"(?:(?:[SnWTajYAE、]|c(?=[SnWTaAE])|v(?=[avSnWj、AEw])|V(?=j?[aSnWAYEw])|w(?=[aSn])|f(?=[VaSnW]))*"
    r"[SnWTA])",
    "{whole}": r"(?:[SnWTajcYAEBV、]*[SnWTBA])",
    "{cmp}": r"(?:[Cc][YABWfnSjETaV]*C?|[YB]+f*C?|C)",  # 比上年决算数, 与上年相比, 同比
    "{ref}": r"[YABWfnSjETaV]",  # what is compared with
}
DIVIDES = frozenset(",;:.()")
QUANTITIES = frozenset("MPQNz")
TELLING = frozenset("MPQNz(XCUDuL.;")
ORDER = "、,():;."  # how much a sign divides, the least first


class Claim(NamedTuple):
    """``mark`` is the strongest sign before the segment; ``marks`` all of them; ``parts`` the groups of the row."""

    kind: str
    row: str
    tokens: Sequence[Token]
    parts: Mapping[str, Sequence[Token]]
    marks: str
    mark: str
    many: int = 1  # numbers that it and the bare ones behind it hand out to as many names

    def one(self, name: str) -> Token | None:
        found = self.parts.get(name)
        return found[0] if found else None

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end

    @property
    def sign(self) -> int:
        direction = self.one("d")
        return int(direction.features.get("sign", "1")) if direction else 1

    def outside(self, *names: str) -> list[Token]:
        """The tokens that stand in none of these groups."""
        inside = {id(t) for n in names for t in self.parts.get(n, ())}
        return [t for t in self.tokens if id(t) not in inside]


class Grammar:
    """The rows of claims.csv, compiled. ``read`` gives the claims of a paragraph's tokens, ``marks`` what is left."""

    def __init__(self, rows: Sequence[ClaimRow]) -> None:
        self._rows = [(row, required(row.pattern)) for row in rows]
        self._compiled: dict[str, regex.Pattern[str]] = {}

    def _pattern(self, row: ClaimRow) -> regex.Pattern[str]:
        """Compiled when a segment first has the signs for it: all rows take as long as a short text."""
        if row.pattern not in self._compiled:  # by `regex`, whose search does not explode where names hold names
            self._compiled[row.pattern] = compiled_regex(expanded(row.pattern))
        return self._compiled[row.pattern]

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as the lexicon
    def shape(self, signs: str) -> tuple[ClaimRow, dict[str, tuple[int, int]]] | None:
        """The first row that reads the whole segment, with the spans of its groups."""
        for row, needed in self._rows:
            if any(wanted.isdisjoint(signs) for wanted in needed):
                continue
            match = self._pattern(row).fullmatch(signs)
            if match:
                return row, {k: match.span(k) for k, v in match.groupdict().items() if v}
        return None

    def read(self, tokens: Sequence[Token]) -> list[Claim]:
        return [self._claim(marks, run) for marks, run in segments(tokens)]

    def _claim(self, marks: str, run: Sequence[Token]) -> Claim:
        mark = max(marks or "、", key=ORDER.index)
        signs = "".join(t.sign for t in run)
        known = self.shape(signs) if len(signs) <= LONGEST else None
        if known is None:
            return Claim("unread", "", run, {}, marks, mark)
        row, spans = known
        return Claim(row.kind, row.id, run, {k: run[a:b] for k, (a, b) in spans.items()}, marks, mark)


LONGEST = 60  # tokens; what is longer is no claim


def segments(tokens: Sequence[Token]) -> Iterator[tuple[str, list[Token]]]:
    """The signs before each segment, and its tokens."""
    run: list[Token] = []
    marks = "."
    for token in without_asides(tokens):
        divides = token.sign in DIVIDES
        behind = bool(run) and run[-1].sign in QUANTITIES
        if behind and token.text == "后":  # 加上上年结转3万元后收入总计12万元
            yield marks, [*run, token]
            run, marks = [], ","
            continue
        joined = behind and token.text in ("、", "和", "及", "与", "以及")
        if not divides and not joined:
            run.append(token)
            continue
        if run:
            yield marks, run
            run, marks = [], ""
        marks += token.sign if divides else "、"
    if run:
        yield marks, run


def without_asides(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without brackets inside a name that say nothing of its number: 采购金额（以合同统计）12万元."""
    at = 0
    while at < len(tokens):
        close = _aside(tokens, at) if tokens[at].sign == "(" else 0
        if close:
            at = close + 1
            continue
        yield tokens[at]
        at += 1


def _aside(tokens: Sequence[Token], opening: int) -> int:
    """Where the bracket closes, 0 where it is more than an aside."""
    if not opening or tokens[opening - 1].sign in QUANTITIES or tokens[opening - 1].sign in DIVIDES:
        return 0
    for at in range(opening + 1, min(opening + 16, len(tokens))):
        if tokens[at].sign == ")":
            goes_on = at + 1 < len(tokens) and tokens[at + 1].sign not in ".;"
            return at if goes_on else 0
        if tokens[at].sign in TELLING:
            return 0
    return 0


# a macro or a count; a sign, or one of several, by itself or as a group, and what may follow; anything that nests
_ELEMENT = lazy(r"\{[^}]*\}|(?:\(\?P<\w+>\[?(\w+)\]?\)|\[(\w+)\]|(\w))([?*]|\{[\d,]+\})?|\[[^\]]*\]|[()|\\]")


def required(pattern: str) -> tuple[frozenset[str], ...]:
    """Of each of these sets of signs a claim of the row has at least one: what its pattern does not leave out."""
    found: list[frozenset[str]] = []
    depth = 0
    for match in _ELEMENT.finditer(pattern):
        signs = match[1] or match[2] or match[3]
        if signs and not match[4] and not depth:
            found.append(frozenset(signs))
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == "\\" or (match[0] == "|" and not depth):
            return ()
    return tuple(found)


def expanded(pattern: str) -> str:
    for name, body in MACROS.items():
        pattern = pattern.replace(name, body)
    return pattern


@lru_cache(maxsize=4)
def grammar(lexicon: Lexicon) -> Grammar:
    return Grammar(lexicon.claims)
