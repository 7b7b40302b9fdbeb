"""A statement while it is being read; frozen into a `Statement` when its paragraph ends."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from reconcile.address import Address
from reconcile.figures import Figure
from reconcile.prose.values import Statement, Subject, Word


@dataclass(eq=False, repr=False, slots=True)
class Listing:
    """An open list of parts. ``use`` is for what a part is used for, which ends at the next comma; ``separators`` are
    what stands between its parts so far: ``,`` (also 、) or ``;``."""

    whole: Draft
    group: int
    use: bool = False
    total: Figure | None = None  # the amount right before the bracket that the parts stand in
    complete: bool = False  # said by the word that opens it
    parts: list[Draft] = field(default_factory=list)
    separators: set[str] = field(default_factory=set)
    mark: str = ""  # before its last part, 、 by itself

    def add(self, part: Draft, separator: str, mark: str) -> None:
        """Take in a part; where the separators differ, nobody can tell where the list ends."""
        if self.parts:
            self.separators.add(separator)
        self.parts.append(part)
        self.mark = mark
        self.whole.complete = self.whole.complete or self.complete
        if len(self.separators) > 1:
            for known in self.parts:
                known.loose = True

    @property
    def ends_at_semicolon(self) -> bool:
        return len(self.parts) > 1 and self.separators == {","}


@dataclass(eq=False, repr=False, slots=True)
class Draft:
    """Offsets are in the squeezed paragraph until ``freeze`` brings them back to the printed ones."""

    block: int
    start: int
    end: int
    subject: Subject
    parent: Draft | None = None
    group: int = 0  # which of the lists of its parent it is a part of
    loose: bool = False  # a part of a list whose end is not clear
    closed: bool = False  # a part of a list that its opening words say is whole
    total: Figure | None = None  # of the bracket that it stands in
    complete: bool = False  # said by the words that open its parts: 包括, 分为
    with_all: bool = False  # 支出总计: what is left over is a part of it too
    made: bool = False  # the same, and how many they are: 由两部分组成
    added: bool = False  # a step of an account: 加上转移性收入2亿元
    blind: bool = False  # stands for a number that was not read; divided where what follows are parts of it
    divided: bool = False
    spoken: Figure | None = None  # that number, where nothing makes it anything but an amount
    scope: str = ""
    period: str = ""
    amounts: dict[str, list[Figure]] = field(default_factory=dict)
    change: Figure | None = None
    growth: Figure | None = None
    base: str = ""
    share: Figure | None = None
    share_of: str = ""
    completion: Figure | None = None
    completion_of: str = "budget"
    counts: list[Figure] = field(default_factory=list)
    words: list[Word] = field(default_factory=list)
    exception: str = ""
    several: tuple[Subject, ...] = ()  # what it is the sum of
    sentence: int = 0
    position: int = -1

    def freeze(
        self,
        section: int,
        offsets: list[int] | range | tuple[int, ...],
        address: Callable[[Draft, str, Figure], Address],
    ) -> Statement:
        """The statement, its figures with what ``address`` knows of a measure of it."""

        def dress(figure: Figure | None, measure: str) -> Figure | None:
            return figure and figure.of(address(self, measure, figure))

        amounts = {m: tuple(dress(f, m) or f for f in figures) for m, figures in self.amounts.items()}
        end = min(self.end, len(offsets) - 1)
        return Statement(
            block=self.block,
            start=offsets[self.start],
            end=offsets[end],
            subject=self.subject,
            section=section,
            scope=self.scope,
            period=self.period,
            amounts=amounts,
            change=dress(self.change, "change"),
            growth=dress(self.growth, "growth"),
            base=self.base,
            share=dress(self.share, "share"),
            share_of=self.share_of,
            completion=dress(self.completion, "completion"),
            completion_of=self.completion_of,
            counts=tuple(self.counts),
            words=tuple(w._replace(start=offsets[w.start], end=offsets[w.end]) for w in self.words),
            parent=self.parent.position if self.parent and self.parent.position >= 0 else None,
            group=self.group,
            total=self.total.key if self.total else None,
            loose=self.loose,
            closed=self.closed,
            complete=self.complete,
            made=self.made,
            exception=self.exception,
            several=self.several,
        )
