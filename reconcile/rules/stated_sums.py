"""Columns and rows whose names say what they are made of: 净资产 is 资产 less 负债, where they stand together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reconcile.lexicon import Lexicon, StatedSum
from reconcile.patterns import lazy
from reconcile.tables.cells import fold
from reconcile.tuples import NamedTuple

_ASIDE = lazy(r"^(?:19|20)\d\d年(?:度|末|底)?|\((?:亿|万)?元\)|(?:预算|决算|执行)?数$")


class Stated(NamedTuple):
    """A sum that holds by the names: positions of the whole and its terms, with their signs."""

    whole: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]
    label: str


def stated(names: Sequence[str], lexicon: Lexicon) -> Iterator[Stated]:
    """The sums that stand among things of these names, of which each name may occur once."""
    plain = [_ASIDE.sub("", fold(n)) for n in names]
    for sum_ in lexicon.sums:
        if found := _found(plain, sum_):
            whole, *parts = found
            signs = (*[1] * len(sum_.added), *[-1] * len(sum_.taken))
            yield Stated(whole, tuple(parts), signs, sum_.label)


def _found(names: Sequence[str], sum_: StatedSum) -> list[int]:
    """Where the whole and the terms stand; nothing where one is not there, or there twice."""
    found = []
    for words in (sum_.whole, *sum_.added, *sum_.taken):
        places = _places(names, words)
        if len(places) != 1:
            return []
        found += places
    return found


def _places(names: Sequence[str], words: Iterable[str]) -> list[int]:
    return [at for at, name in enumerate(names) if name in words]
