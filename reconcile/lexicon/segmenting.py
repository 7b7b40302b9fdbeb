"""Words that no file of the lexicon knows: cut by jieba, with what its dictionary says they are.

Loaded when the first such word is met. jieba keeps its dictionary in the user's cache folder; what it says of words
other than nouns stands there beside it, so that its text is not read again.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from reconcile.errors import UsageError
from reconcile.saving import save

from .near import cache_folder, tokenizer

NOUN, MODIFIER, VERB, UNKNOWN = "n", "a", "v", "?"
_OTHERS = {"a": MODIFIER, "b": MODIFIER, "z": MODIFIER, "v": VERB, "c": UNKNOWN, "d": UNKNOWN, "p": UNKNOWN}
_OTHERS |= {"r": UNKNOWN, "u": UNKNOWN, "y": UNKNOWN, "e": UNKNOWN, "o": UNKNOWN}


class Words:
    """``cut`` gives the words of a text, ``sign`` the class of a word: n, a, v, or ? for one of no use."""

    def __init__(self, jieba: Any, others: dict[str, str]) -> None:
        self._jieba, self._others = jieba, others

    @lru_cache(maxsize=65536)  # noqa: B019 - lives as long as the process
    def cut(self, text: str) -> tuple[str, ...]:
        return tuple(self._jieba.cut(text, HMM=False))

    def sign(self, word: str) -> str:
        if word in self._others:
            return self._others[word]
        return NOUN if len(word) > 1 or word in self._jieba.FREQ else UNKNOWN


@cache
def words() -> Words:
    jieba = tokenizer()
    return Words(jieba, _others(Path(jieba.get_dict_file().name)))


def _others(dictionary: Path) -> dict[str, str]:
    """The words that are no nouns, and what they are."""
    kept = cache_folder() / f"words-{dictionary.stat().st_size}.marshal"
    try:
        known: dict[str, str] = marshal.loads(kept.read_bytes())
    except (OSError, ValueError, EOFError, TypeError):
        known = dict(_read(dictionary))
        with suppress(UsageError):  # a folder that cannot be written to costs time only
            save(marshal.dumps(known), kept)
    return known


def _read(dictionary: Path) -> Iterator[tuple[str, str]]:
    for line in dictionary.read_text("utf-8").splitlines():
        word, _, tag = line.split(" ")
        if tag[:1] in _OTHERS and tag not in ("vn", "an"):
            yield word, _OTHERS[tag[0]]
