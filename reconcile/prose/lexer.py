"""Text to tokens: quantities, names, phrases, and the words between them that nothing knows.

Every run of characters becomes a token of one class, written as one sign, so that a pattern over classes is an
ordinary expression over a string. The order decides: what the extractor reads as a quantity, then classification
paths, then names and phrases (leftmost, longest), then what is left, cut into words by jieba: a noun, a modifier, a
verb, or a word of no use (``?``). One character makes a phrase only where jieba cuts it as a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from reconcile.lexicon import Lexicon
from reconcile.lexicon.scanner import Scanner
from reconcile.lexicon.segmenting import Words, words
from reconcile.patterns import lazy
from reconcile.prose.paths import free, paths_in
from reconcile.prose.values import Subject
from reconcile.quantity import Quantity
from reconcile.tables.values import Table
from reconcile.tuples import NamedTuple

AREA, ADDS = "A", "p"
NAME, MODIFIER, VERB, UNKNOWN, NUMBERING, NO_FIGURE = "S", "a", "v", "?", "i", "z"
QUANTITIES = {"money": "M", "percent": "P", "percentage_point": "Q", "count": "N", "date": "Y"}
PUNCTUATION = {",": ",", ";": ";", ":": ":", "。": ".", "!": ".", "?": ".", "(": "(", ")": ")", "、": "、"}
_NUMBERED = lazy(
    r"(?:\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}[、是]|\d{1,2}[.、](?!\d)|\d{1,2}[.、](?=20\d\d年)|[①-⑳]|#+|[●■◆▪▲★○]|[-—*•·]+(?=\D))"
)
# 收入方面:1.全市收入12亿元;一是安排……
_INSIDE = lazy(r"(?<=[:;。])(?:\d{1,2}[.、](?:(?!\d)|(?=20\d\d年))|[一二三四五六七八九十]{1,2}是)")
CURRENCY = "人民币"
LONGEST = 30  # characters of a name
LONG = 6  # characters; a row's name this long is not by chance the end of another
NOTHING: Mapping[str, str] = {}


class Token(NamedTuple):
    """``start`` and ``end`` are offsets in the squeezed text; ``features`` those of the phrase."""

    sign: str
    start: int
    end: int
    text: str
    features: Mapping[str, str] = NOTHING
    quantity: Quantity | None = None
    subject: Subject | None = None


class Lexer:
    """Made once for a document, from the lexicon and the rows of the document's own tables."""

    def __init__(self, lexicon: Lexicon, tables: Iterable[Table], government: bool, entity: str = "") -> None:
        self._lexicon, self._government = lexicon, government
        self._phrases = lexicon.phrases
        self._bodies = () if government else tuple(w for w, (sign, _) in self._phrases.items() if sign == "o")
        self._own = Scanner([(entity, "own", entity)] if entity else [])
        self._rows = {
            row.name: row.code
            for table in tables
            for side in table.sides
            for row in side.rows
            if row.role == "item" and 3 <= len(row.name) <= 40 and not row.name.isascii()
        }
        self._row_names = Scanner((n, "row", n) for n in self._rows)

    def tokens(self, text: str, quantities: Sequence[tuple[int, int, Quantity]], above: Subject | None) -> list[Token]:
        """The tokens of a squeezed text; ``quantities`` with their offsets in it; ``above``: what the heading names."""
        ends = ((start, _end(text, end, q), q) for start, end, q in quantities)
        taken = [Token(_sign(q), start, end, text[start:end], NOTHING, q) for start, end, q in ends]
        if any(t.sign == NO_FIGURE for t in taken):
            limits = self._named_by_limit(text)
            taken = sorted([*(t for t in taken if free(limits, t.start, t.end)), *limits], key=lambda t: t.start)
        numbering = _NUMBERED.match(text)
        if numbering and all(t.start >= numbering.end() for t in taken[:1]):
            taken.insert(0, Token(NUMBERING, 0, numbering.end(), numbering[0]))
        inside = [Token(NUMBERING, *m.span(), m[0]) for m in _INSIDE.finditer(text)]
        taken = sorted([*taken, *(t for t in inside if free(taken, t.start, t.end))], key=lambda t: t.start)
        named: list[Token] = []
        for subject in paths_in(text, above):
            if free(taken, subject.start, subject.end) and free(named[-1:], subject.start, subject.end):
                named.append(_named(text, subject))
        return self._filled(text, sorted([*taken, *named], key=lambda t: t.start))

    def _named_by_limit(self, text: str) -> list[Token]:
        """The names that hold a limit: 单价50万元以上通用设备. The limit is no quantity of its own."""
        spans = (s for s in self._lexicon.scan(text) if any(c.isdigit() for c in text[s.start : s.end]))
        return [t for s in spans if (t := self._token(text, s.start, s.end, "indicator", s.id))]

    def subjects(self, text: str) -> list[Subject]:
        """The names in a squeezed text, in order."""
        return [t.subject for t in self.tokens(text, (), None) if t.subject]

    def _filled(self, text: str, taken: Sequence[Token]) -> list[Token]:
        """All tokens: the taken ones, and those of the stretches between them."""
        found: list[Token] = []
        at = 0
        for token in (*taken, Token("", len(text), len(text), "")):
            if at < token.start:
                found += self._stretch(text, at, token.start)
            if token.sign:
                found.append(token)
            at = max(at, token.end)
        return found

    def _stretch(self, text: str, start: int, end: int) -> list[Token]:
        found: list[Token] = []
        at = start
        for known in self._known(text, start, end):
            found += self._gap(text, at, known.start)
            found.append(known)
            at = known.end
        return self._with_bodies([*found, *self._gap(text, at, end)])

    def _with_bodies(self, found: list[Token]) -> list[Token]:
        """In a department's document the name of an office before what is its own says whose it is, and not what."""
        if not self._bodies:
            return found
        bodies = False
        for at in range(len(found) - 1, -1, -1):
            token = found[at]
            bodies = token.sign == "n" and not token.features and (bodies or token.text.endswith(self._bodies))
            if bodies:
                found[at] = token._replace(sign="E")
        return found

    def _known(self, text: str, start: int, end: int) -> list[Token]:
        """Names and phrases of two characters and more, not overlapping: the first, and of those the longest."""
        stretch = text[start:end]
        spans = list(self._scanned(stretch))
        spans += [(s.start, s.end, s.what, s.id) for s in self._own.scan(stretch)]
        spans += [(s.start, s.end, "row", s.id) for s in self._row_names.scan(stretch)]
        chosen: list[Token] = []
        at = 0
        for low, high, what, key in sorted(spans, key=lambda s: (s[0], -s[1], RANK[s[2]])):
            if low < at:
                continue
            token = self._token(text, start + low, start + high, what, key)
            if token and token.text in self._phrases and chosen[-1:] and chosen[-1].sign == NAME and low == at:
                token = self._token(text, token.start, token.end, "phrase", token.text)  # “三公”经费支出预算: of that
            if token:
                chosen.append(token)
                at = token.end - start
        return chosen

    def _scanned(self, text: str) -> Iterator[tuple[int, int, str, str]]:
        """What the lexicon knows, one after the other. A word that adds and takes the beginning of a name leaves it: 加
        and 上年结余, not 加上 and 年结余."""
        at: int | None = 0
        while at is not None:
            begin, at = at, None
            for span in self._lexicon.phrase_scanner.scan(text[begin:]):
                low, high = begin + span.start, begin + span.end
                at = self._left_to_name(text, low, high) if span.what == "phrase" else None
                if at is not None:
                    break
                yield low, high, span.what, span.id

    def _left_to_name(self, text: str, low: int, high: int) -> int | None:
        if text[low:high] not in self._adding:
            return None
        following = self._lexicon.phrase_scanner.scan(text[low + 1 : high + LONGEST])[:1]
        named = any(s.start == 0 and s.what != "phrase" and low + 1 + s.end > high for s in following)
        return low + 1 if named else None

    @cached_property
    def _adding(self) -> frozenset[str]:
        """The words that add and do so without all but their first character: 加上."""
        return frozenset(
            w for w, (sign, _) in self._phrases.items() if sign == ADDS and w[0] in self._phrases and w[1:]
        )

    def _token(self, text: str, start: int, end: int, what: str, key: str) -> Token | None:
        printed = text[start:end]
        if what == "phrase":
            sign, features = self._phrases[key]
            return Token(sign, start, end, printed, features)
        if what == "own":
            level = text[end - 1 : end + 1]  # 东莞市级收入: that of the city's own level
            if self._government and level in self._phrases and self._phrases[level][0] == AREA:
                return Token(AREA, start, end + 1, level, self._phrases[level][1])
            return Token("E", start, end, printed)
        if what == "indicator":
            indicator = self._lexicon.indicators[key]
            if self._government and indicator.group == "total" and "总" not in printed:
                sign, features = self._phrases.get(printed, ("n", {}))
                return Token(sign, start, end, printed, features)
            return _named(text, Subject(indicator.name, key, start=start, end=end))
        if what == "row":
            if len(key) < LONG and start and text[start - 1] not in ',;:。、()"%元' and not printed.endswith("支出"):
                return None
            return _named(text, Subject(key, path=(key,), code=self._rows[key], start=start, end=end))
        return _named(text, Subject(key, path=(key,), start=start, end=end))

    def _gap(self, text: str, start: int, end: int) -> list[Token]:
        if start >= end:
            return []
        return [
            Token(sign, start + low, start + high, text[start + low : start + high], features)
            for sign, low, high, features in self._cut(text[start:end])
        ]

    def _cut(self, gap: str) -> list[tuple[str, int, int, Mapping[str, str]]]:
        """What no name and no phrase covers: signs of punctuation, one-sign phrases, and words by jieba."""
        found: list[tuple[str, int, int, Mapping[str, str]]] = []
        at = 0
        for piece in _PIECES.findall(gap):
            if piece in PUNCTUATION:
                found.append((PUNCTUATION[piece], at, at + 1, NOTHING))
                at += 1
                continue
            single = self._phrases.get(piece)
            for word in (piece,) if single else self._words.cut(piece):
                sign, features = self._phrases.get(word) or (self._words.sign(word), NOTHING)
                sign = "n" if sign == "o" else sign
                found.append((sign, at, at + len(word), features))
                at += len(word)
        return found

    @cached_property
    def _words(self) -> Words:
        return words()


_PIECES = lazy(r"[,;:。!?()、]|[^,;:。!?()、]+")
RANK = {"own": 0, "indicator": 1, "phrase": 2, "row": 3, "category": 4}


def _sign(quantity: Quantity) -> str:
    if quantity.threshold or quantity.per or (quantity.type == "count" and quantity.unit in ("年", "月", "天", "日")):
        return NO_FIGURE
    return QUANTITIES[quantity.type]


def _end(text: str, end: int, quantity: Quantity) -> int:
    """2025年度 and 2025年初 are the year 2025, 3万元人民币 an amount of 3万元."""
    if quantity.type == "money" and text.startswith(CURRENCY, end):
        return end + len(CURRENCY)
    return end + 1 if quantity.type == "date" and text[end : end + 1] in ("度", "初") else end


def _named(text: str, subject: Subject) -> Token:
    return Token(NAME, subject.start, subject.end, text[subject.start : subject.end], NOTHING, None, subject)
