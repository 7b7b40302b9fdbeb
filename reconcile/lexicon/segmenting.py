"""Words that no file of the lexicon knows: cut by jieba's dictionary, with what it says they are.

The way through a text whose words are the likeliest together, as ``jieba.cut`` finds it without its guesses at new
words. jieba loads half a million words for that at every start, which takes longer than most checks; here the words are
kept in the user's cache folder by their first two characters, and only those whose characters are met are loaded.
"""

from __future__ import annotations

import marshal
import os
import struct
from array import array
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import accumulate
from math import log
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
PREAD: Callable[[int, int, int], bytes] | None = getattr(os, "pread", None)  # not on Windows


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
            found = self._packed.shelf(first)
            self._rows[first] = Packed(found) if found else None
        return self._rows[first]

    def _shelf(self, begin: str) -> Shelf:
        if begin not in self._shelves:
            row = self._row(begin[0])
            found = row.shelf(begin[1]) if row else None
            self._shelves[begin] = Shelf(*marshal.loads(found.read(0, found.size))) if found else EMPTY
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


class Stretch(NamedTuple):
    """A stretch of what ``source`` gives from one offset to another, taken from there when it is asked for."""

    source: Callable[[int, int], bytes]
    start: int
    size: int

    def part(self, start: int, stop: int) -> Stretch:
        return Stretch(self.source, self.start + start, stop - start)

    def read(self, start: int, stop: int) -> bytes:
        return self.source(self.start + start, self.start + stop)


class Packed:
    """Pieces in one: how long the list of them is, the list (a head, the characters that they are found by, and where
    each begins), the pieces. One is read when it is asked for. ValueError where the whole is not whole."""

    def __init__(self, whole: Stretch) -> None:
        begin = _LENGTH.size + _LENGTH.unpack(whole.read(0, _LENGTH.size))[0]
        if begin > whole.size:
            raise ValueError("cut off")
        self.head, self._firsts, bounds = marshal.loads(whole.read(_LENGTH.size, begin))
        self._bounds = array("L", bounds)
        if whole.size != begin + self._bounds[-1]:
            raise ValueError("cut off")
        self._whole, self._begin = whole, begin

    def shelf(self, first: str) -> Stretch | None:
        """None where no word begins so."""
        at = self._firsts.find(first) if first else -1
        if at < 0:
            return None
        return self._whole.part(self._begin + self._bounds[at], self._begin + self._bounds[at + 1])


@cache
def words() -> Words:
    found = find_spec("jieba")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("No module named 'jieba'", name="jieba")
    return Words(packed(Path(found.origin).with_name("dict.txt")))


def packed(dictionary: Path) -> Packed:
    """What is kept of a dictionary (each line a word, how often it is met, and its class), made where it is not."""
    place = kept.writable() / f"words-{dictionary.stat().st_size}.pairs"
    with suppress(OSError, ValueError, EOFError, TypeError, struct.error):
        return _opened(place)
    made = _read(dictionary)
    with suppress(UsageError, OSError):  # a folder that cannot be written to costs time only
        save(made, place)
        return _opened(place)
    return Packed(Stretch(lambda start, stop: made[start:stop], 0, len(made)))


def _opened(place: Path) -> Packed:
    """Of a file what is read of it, and no more: mapped into memory, most of a dictionary would count."""
    file = place.open("rb", buffering=0)

    def source(start: int, stop: int) -> bytes:
        if PREAD:
            return PREAD(file.fileno(), stop - start, start)  # its place in the file is shared with forked processes
        file.seek(start)
        return file.read(stop - start)

    return Packed(Stretch(source, 0, os.fstat(file.fileno()).st_size))


def _read(dictionary: Path) -> bytes:
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
    return _packed(total, {first: _row(alone.get(first, (0, "")), row) for first, row in rows.items()})


def _row(head: tuple[int, str], row: dict[str, Shelf]) -> bytes:
    return _packed(head, {second: marshal.dumps(tuple(shelf)) for second, shelf in row.items()})


def _packed(head: Any, shelves: dict[str, bytes]) -> bytes:
    bounds = array("L", accumulate(map(len, shelves.values()), initial=0))
    listed = marshal.dumps((head, "".join(shelves), bounds.tobytes()))
    return b"".join((_LENGTH.pack(len(listed)), listed, *shelves.values()))
