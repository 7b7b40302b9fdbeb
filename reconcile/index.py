"""The amounts of the prose by what they are amounts of: the same one again, its whole, its parts, what it grew from.

To look something up, what was only assumed counts as said: a guess is good enough for a tick. Whether two amounts that
were found for each other and disagree accuse anybody is decided in `judging`, where guesses do not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from reconcile.address import LAST, Address, Source, Sources, Standing, broader, compare
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_equal
from reconcile.lexicon.parts import Parts
from reconcile.prose.values import Prose, Statement

MEASURES = ("budget", "actual", "amount", "adjusted_budget")


class Index:
    """Answers for one document."""

    def __init__(self, prose: Prose, parts: Parts) -> None:
        self._parts = parts
        self._found: dict[str, list[Figure]] = defaultdict(list)
        self._answers: dict[tuple[Address, tuple[str, ...]], tuple[Figure, ...]] = {}
        for statement in prose.statements:
            above = prose.statements[statement.parent].subject if statement.parent is not None else None
            if above and above.path and statement.subject.indicator:
                continue  # 行政运行3万元，其中：基本支出2万元: of the item
            for figure in amounts(statement):
                self._found[_key(figure.address)].append(figure)

    def by_address(self, address: Address, aside: Collection[str] = ()) -> tuple[Figure, ...]:
        """All amounts of an address, in the order of the text."""
        wanted = trusted(address)
        asked = (wanted, tuple(aside))
        if asked not in self._answers:  # what a text says again and again is looked for once
            found = self._found.get(_key(address), ())
            same = (f for f in found if compare(trusted(f.address), wanted, aside).standing is Standing.SAME)
            self._answers[asked] = tuple(same)
        return self._answers[asked]

    def amount(self, address: Address, aside: Collection[str] = ()) -> Figure | None:
        """The amount of an address, of those printed the finest; None where there is none, or they differ."""
        found = self.by_address(address, aside)
        if any(judge_equal(found[0].printed, f.printed) is Verdict.INCONSISTENT for f in found[1:]):
            return None
        return min(found, key=lambda f: f.printed.exponent, default=None)

    def wholes_of(self, address: Address) -> Iterator[Figure]:
        """The amounts of what the address is known to be a part of, of the same year and area."""
        for whole in address.within:
            found = self.amount(address._replace(id=whole, subject="", within=()), ("scope",))
            if found:
                yield found

    def parts_of(self, whole: Figure) -> Iterator[tuple[Figure, ...]]:
        """Each complete set of the parts of an amount that are stated, of the same year and area."""
        for names in self._parts.sets.get(whole.address.id, ()):
            found = [
                self.amount(whole.address._replace(id=n, subject="", within=()), ("scope",)) for n in sorted(names)
            ]
            given = tuple(f for f in found if f and not broader(f.address.scope, whole.address.scope))
            if len(given) == len(names) and not self._more(whole, names):
                yield given

    def _more(self, whole: Figure, names: Collection[str]) -> bool:
        """Whether another part of the whole is stated besides a set: 经营支出 besides 基本支出 and 项目支出."""
        address = whole.address._replace(subject="", within=())
        others = (self.amount(address._replace(id=n), ("scope",)) for n in self._parts.besides(whole.address.id, names))
        return any(f is not None and f.printed.digits for f in others)

    def base_of(self, address: Address, measure: str) -> Figure | None:
        """The amount of the year before: what a change from last year's outcome or budget started from."""
        if not address.period.isdigit():
            return None
        before = address._replace(period=str(int(address.period) - 1), measure=measure.removeprefix(LAST))
        return self.amount(before) or self._said(before, "measure") or self._said(before, "area")

    def _said(self, address: Address, component: str) -> Figure | None:
        """That whose words say its measure or area, where those that do not differ: 收入336亿元 may be planned."""
        found = [f for f in self.by_address(address) if getattr(f.address.sources, component) is Source.SAID]
        alike = all(judge_equal(found[0].printed, f.printed) is not Verdict.INCONSISTENT for f in found[1:])
        return min(found, key=lambda f: f.printed.exponent, default=None) if alike else None

    def several(self) -> Iterator[tuple[Figure, ...]]:
        """The amounts of one address that are stated in several paragraphs."""
        for found in self._found.values():
            done: set[int] = set()
            for position, figure in enumerate(found):
                if position in done:
                    continue
                wanted = trusted(figure.address)
                same = [
                    i
                    for i in range(position, len(found))
                    if compare(trusted(found[i].address), wanted).standing is Standing.SAME
                ]
                done.update(same)
                if len({found[i].key[0] for i in same}) > 1:
                    yield tuple(found[i] for i in same)


def amounts(statement: Statement) -> Iterator[Figure]:
    """The amounts of a statement that stand for its subject."""
    for measure in MEASURES:
        money = [f for f in statement.amounts.get(measure, ()) if f.type == "money"]
        yield from money[:1]


def of(statement: Statement) -> Address | None:
    """The address of a statement's amount, also where it has only a change or a rate."""
    slots = (statement.change, statement.growth, statement.share, statement.completion)
    figures = [*(f for m in MEASURES for f in statement.amounts.get(m, ())), *(f for f in slots if f)]
    return figures[0].address if figures else None


def trusted(address: Address) -> Address:
    """The address with what was assumed taken for granted."""
    return address._replace(sources=Sources(*(max(s, Source.DOCUMENT) for s in address.sources)))


def _key(address: Address) -> str:
    return address.id or address.subject
