"""Text made easy to read: white space out, full width folded to half, with the way back to the printed offsets."""

from __future__ import annotations

from functools import lru_cache

from reconcile.lexicon.names import fold
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

_BLANK = lazy(r"[\s\u200b\ufeff]+")


class Squeezed(NamedTuple):
    """``text`` without white space and folded; ``offsets[i]`` is where its character ``i`` stands in the original
    (one more entry for the end)."""

    text: str
    offsets: range | tuple[int, ...]

    def at(self, original: int) -> int:
        """The offset in ``text`` of the original offset (of the next character kept)."""
        offsets = self.offsets
        low, high = 0, len(offsets) - 1
        while low < high:
            middle = (low + high) // 2
            if offsets[middle] < original:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=4096)
def squeeze(text: str) -> Squeezed:
    """The text in the form that patterns are written for: no white space, ``,:;()%`` for their full-width forms."""
    folded = fold(text)
    if not _BLANK.search(folded):
        return Squeezed(folded, range(len(folded) + 1))
    kept: list[str] = []
    offsets: list[int] = []
    position = 0
    for blank in _BLANK.finditer(folded):
        kept.append(folded[position : blank.start()])
        offsets.extend(range(position, blank.start()))
        position = blank.end()
    kept.append(folded[position:])
    offsets.extend(range(position, len(folded) + 1))
    return Squeezed("".join(kept), tuple(offsets))
