"""Words that no file of the lexicon knows: cut by jieba's dictionary, with what it says they are.

The way through a text whose words are the likeliest together, as ``jieba.cut`` finds it without its guesses at new
words. jieba loads half a million words for that at every start, which takes longer than most checks; here the words are
kept in the user's cache folder by their first two characters, and only those whose characters are met are loaded.
"""

from __future__ import annotations

import marshal
import struct
from array import array
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Any

from reconcile import kept
from reconcile.errors import UsageError
from reconcile.patterns import lazy
from reconcile.saving import save
from reconcile.tuples import NamedTuple

NOUN, MODIFIER, VERB, UNKNOWN = "n", "a", "v", "?"
_OTHERS = {"a": MODIFIER, "b": MODIFIER, "z": MODIFIER, "v": VERB, "c": UNKNOWN, "d": UNKNOWN, "p": UNKNOWN}
_OTHERS |= {"r": UNKNOWN, "u": UNKNOWN, "y": UNKNOWN, "e": UNKNOWN, "o": UNKNOWN}
_RUNS = lazy(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+|[^\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]")
_LETTER = lazy(r"[a-zA-Z0-9]")
_LENGTH = struct.Struct("<Q")


class Shelf(NamedTuple):
    """The words that begin with two characters: how often they are met (0: only the beginning of a word), and the class
    of those that are no nouns."""

    frequencies: dict[str, int]
    others: dict[str, str]


EMPTY = Shelf({}, {})


class Words:
    """``cut`` gives the words of a text without blanks, ``sign`` a word's class: n, a, v, or ? for one of no use."""

    def __init__(self, packed: Packed) -> None:
        self._total, self._packed = log(packed.head), packed
        self._rows: dict[str, Packed | None] = {}
        self._shelves: dict[str, Shelf] = {}

    def _row(self, first: str) -> Packed | None:
        """The shelves of the words that begin with a character. Their head is how often it is met as a word, and its
        class."""
        if first not in self._rows:
            piece = self._packed.shelf(first)
            self._rows[first] = Packed(piece) if piece else None
        return self._rows[first]

    def _shelf(self, begin: str) -> Shelf:
        if begin not in self._shelves:
            row = self._row(begin[0])
            piece = row.shelf(begin[1]) if row else b""
            self._shelves[begin] = Shelf(*marshal.loads(piece)) if piece else EMPTY
        return self._shelves[begin]

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as the process
    def cut(self, text: str) -> tuple[str, ...]:
        return tuple(word for run in _RUNS.findall(text) for word in self._run(run))

    def sign(self, word: str) -> str:
        if len(word) > 1:
            return self._shelf(word[:2]).others.get(word, NOUN)
        row = self._row(word)
        return (row.head[1] or NOUN) if row else UNKNOWN

    def _run(self, text: str) -> list[str]:
        """The words of a stretch without punctuation; letters and digits that make no word stay together."""
        ends = self._ends(text)
        words: list[str] = []
        letters = ""
        at = 0
        while at < len(text):
            word = text[at : ends[at]]
            at = ends[at]
            if len(word) == 1 and _LETTER.match(word):
                letters += word
                continue
            words += [letters, word] if letters else [word]
            letters = ""
        return [*words, letters] if letters else words

    def _ends(self, text: str) -> list[int]:
        """Where the word that begins at each character ends, on the likeliest way from there to the end."""
        best = [(0.0, 0)] * (len(text) + 1)
        for at in range(len(text) - 1, -1, -1):
            row = self._row(text[at])
            frequency = row.head[0] if row else 0
            alone = log(frequency or 1) - self._total + best[at + 1][0]
            ways = [(alone, at + 1)] if frequency else []
            known = self._shelf(text[at : at + 2]).frequencies if row and at + 1 < len(text) else {}
            end = at + 2
            while end <= len(text) and (word := text[at:end]) in known:
                if known[word]:
                    ways.append((log(known[word]) - self._total + best[end][0], end))
                end += 1
            best[at] = max(ways) if ways else (alone, at + 1)
        return [end for _, end in best[:-1]]


class Packed:
    """Pieces in one: how long the list of them is, the list (a head, the characters that they are found by, and where
    each begins), the pieces. One is read when it is asked for. ValueError where the whole is not whole."""

    def __init__(self, piece: bytes | memoryview) -> None:
        begin = _LENGTH.size + _LENGTH.unpack(piece[: _LENGTH.size])[0]
        self.head, self._firsts, bounds = marshal.loads(piece[_LENGTH.size : begin])
        self._bounds = array("L", bounds)
        if len(piece) != begin + self._bounds[-1]:
            raise ValueError("cut off")
        self._piece, self._begin = piece, begin

    @classmethod
    def of(cls, head: Any, shelves: dict[str, bytes]) -> Packed:
        bounds = array("L", accumulate(map(len, shelves.values()), initial=0))
        listed = marshal.dumps((head, "".join(shelves), bounds.tobytes()))
        return cls(b"".join((_LENGTH.pack(len(listed)), listed, *shelves.values())))

    def shelf(self, first: str) -> bytes | memoryview:
        """b"" where no word begins so."""
        at = self._firsts.find(first) if first else -1
        return b"" if at < 0 else self._piece[self._begin + self._bounds[at] : self._begin + self._bounds[at + 1]]

    @property
    def whole(self) -> bytes:
        return bytes(self._piece)


@cache
def words() -> Words:
    found = find_spec("jieba")
    assert found
    assert found.origin
    return Words(_kept(Path(found.origin).with_name("dict.txt")))


def _kept(dictionary: Path) -> Packed:
    place = kept.writable() / f"words-{dictionary.stat().st_size}.pairs"
    try:
        with place.open("rb") as file:
            return Packed(memoryview(mmap(file.fileno(), 0, access=ACCESS_READ)))
    except (OSError, ValueError, EOFError, TypeError, struct.error):
        packed = _read(dictionary)
        with suppress(UsageError):  # a folder that cannot be written to costs time only
            save(packed.whole, place)
        return packed


def _read(dictionary: Path) -> Packed:
    total = 0
    alone: dict[str, tuple[int, str]] = {}
    rows: dict[str, dict[str, Shelf]] = {}
    for line in dictionary.read_text("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        total += int(frequency)
        kind = _OTHERS[tag[0]] if tag[:1] in _OTHERS and tag not in ("vn", "an") else ""
        row = rows.setdefault(word[0], {})
        if len(word) == 1:
            alone[word] = int(frequency), kind
            continue
        shelf = row.setdefault(word[1], Shelf({}, {}))
        shelf.frequencies[word] = int(frequency)
        for end in range(2, len(word)):
            shelf.frequencies.setdefault(word[:end], 0)
        if kind:
            shelf.others[word] = kind
    return Packed.of(total, {first: _packed(alone.get(first, (0, "")), row) for first, row in rows.items()})


def _packed(head: tuple[int, str], row: dict[str, Shelf]) -> bytes:
    return Packed.of(head, {second: marshal.dumps(tuple(shelf)) for second, shelf in row.items()}).whole
