"""Words that no file of the lexicon knows: cut by jieba's dictionary, with what it says they are.

The way through a text whose words are the likeliest together, as ``jieba.cut`` finds it without its guesses at new
words. jieba loads half a million words for that at every start, which takes longer than most checks; here the words are
kept in the user's cache folder by their first characters, and only those whose character is met are loaded.
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
from typing import NamedTuple

from reconcile import kept
from reconcile.errors import UsageError
from reconcile.patterns import lazy
from reconcile.saving import save

NOUN, MODIFIER, VERB, UNKNOWN = "n", "a", "v", "?"
_OTHERS = {"a": MODIFIER, "b": MODIFIER, "z": MODIFIER, "v": VERB, "c": UNKNOWN, "d": UNKNOWN, "p": UNKNOWN}
_OTHERS |= {"r": UNKNOWN, "u": UNKNOWN, "y": UNKNOWN, "e": UNKNOWN, "o": UNKNOWN}
_RUNS = lazy(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+|[^\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]")
_LETTER = lazy(r"[a-zA-Z0-9]")
_LENGTH = struct.Struct("<Q")


class Shelf(NamedTuple):
    """The words that begin with one character: how often they are met (0: only the beginning of a word), and the class
    of those that are no nouns."""

    frequencies: dict[str, int]
    others: dict[str, str]


class Words:
    """``cut`` gives the words of a text without blanks, ``sign`` a word's class: n, a, v, or ? for one of no use."""

    def __init__(self, packed: Packed) -> None:
        self._total, self._packed = log(packed.total), packed
        self._shelves: dict[str, Shelf] = {}

    def _shelf(self, first: str) -> Shelf:
        if first not in self._shelves:
            packed = self._packed.shelf(first)
            self._shelves[first] = Shelf(*marshal.loads(packed)) if packed else Shelf({}, {})
        return self._shelves[first]

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as the process
    def cut(self, text: str) -> tuple[str, ...]:
        return tuple(word for run in _RUNS.findall(text) for word in self._run(run))

    def sign(self, word: str) -> str:
        shelf = self._shelf(word[:1])
        if word in shelf.others:
            return shelf.others[word]
        return NOUN if len(word) > 1 or word in shelf.frequencies else UNKNOWN

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
            known = self._shelf(text[at]).frequencies
            ways = []
            end = at + 1
            while end <= len(text) and (word := text[at:end]) in known:
                if known[word]:
                    ways.append((log(known[word]) - self._total + best[end][0], end))
                end += 1
            alone = log(known.get(text[at]) or 1) - self._total + best[at + 1][0]
            best[at] = max(ways) if ways else (alone, at + 1)
        return [end for _, end in best[:-1]]


class Packed:
    """All shelves in one piece: how long the list of them is, the list (their first characters, and where each begins),
    the shelves. A shelf is read out of the file when it is asked for. ValueError where the piece is not whole."""

    def __init__(self, piece: bytes | mmap) -> None:
        begin = _LENGTH.size + _LENGTH.unpack(piece[: _LENGTH.size])[0]
        self.total, self._firsts, bounds = marshal.loads(piece[_LENGTH.size : begin])
        self._bounds = array("L", bounds)
        if len(piece) != begin + self._bounds[-1]:
            raise ValueError("cut off")
        self._piece, self._begin = piece, begin

    @classmethod
    def of(cls, total: int, shelves: dict[str, bytes]) -> Packed:
        bounds = array("L", accumulate(map(len, shelves.values()), initial=0))
        listed = marshal.dumps((total, "".join(shelves), bounds.tobytes()))
        return cls(b"".join((_LENGTH.pack(len(listed)), listed, *shelves.values())))

    def shelf(self, first: str) -> bytes:
        """b"" where no word begins so."""
        at = self._firsts.find(first) if first else -1
        return b"" if at < 0 else self._piece[self._begin + self._bounds[at] : self._begin + self._bounds[at + 1]]

    def save(self, path: Path) -> None:
        save(bytes(self._piece), path)


@cache
def words() -> Words:
    found = find_spec("jieba")
    assert found
    assert found.origin
    return Words(_kept(Path(found.origin).with_name("dict.txt")))


def _kept(dictionary: Path) -> Packed:
    place = kept.writable() / f"words-{dictionary.stat().st_size}.shelves"
    try:
        with place.open("rb") as file:
            return Packed(mmap(file.fileno(), 0, access=ACCESS_READ))
    except (OSError, ValueError, EOFError, TypeError, struct.error):
        packed = _read(dictionary)
        with suppress(UsageError):  # a folder that cannot be written to costs time only
            packed.save(place)
        return packed


def _read(dictionary: Path) -> Packed:
    total = 0
    shelves: dict[str, Shelf] = {}
    for line in dictionary.read_text("utf-8").splitlines():
        word, frequency, tag = line.split(" ")
        total += int(frequency)
        shelf = shelves.setdefault(word[0], Shelf({}, {}))
        shelf.frequencies[word] = int(frequency)
        for end in range(1, len(word)):
            shelf.frequencies.setdefault(word[:end], 0)
        if tag[:1] in _OTHERS and tag not in ("vn", "an"):
            shelf.others[word] = _OTHERS[tag[0]]
    return Packed.of(total, {first: marshal.dumps(tuple(shelf)) for first, shelf in shelves.items()})
