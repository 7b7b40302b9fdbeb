"""A statement while it is being read; frozen into a `Statement` when its paragraph ends."""

from __future__ import annotations

from collections.abc import Callable

from reconcile.address import Address
from reconcile.figures import Figure
from reconcile.prose.values import Statement, Subject, Word

JOINED = 2  # parts between which 、 stands


class Listing:
    """An open list of parts.

    ``use`` is for what a part is used for, which ends at the next comma; ``total`` the amount right before the bracket
    that the parts stand in; ``complete`` is said by the word that opens it; ``separators`` are what stands between its
    parts so far: ``,`` (also 、) or ``;``; ``mark`` stands before its last part, 、 by itself; ``tight`` says that 、
    stands before each but the first.
    """

    __slots__ = ("complete", "group", "mark", "parts", "separators", "tight", "total", "use", "whole")

    def __init__(
        self, whole: Draft, group: int, use: bool = False, total: Figure | None = None, complete: bool = False
    ) -> None:
        self.whole, self.group, self.use, self.total, self.complete = whole, group, use, total, complete
        self.parts: list[Draft] = []
        self.separators: set[str] = set()
        self.mark = ""
        self.tight = True

    def add(self, part: Draft, separator: str, mark: str) -> None:
        """Take in a part; where the separators differ, nobody can tell where the list ends."""
        if self.parts:
            self.separators.add(separator)
        self.parts.append(part)
        self.mark = mark
        self.whole.complete = self.whole.complete or self.complete
        if self.tight and len(self.parts) > JOINED and mark != "、":
            part.loose = True  # 利润收入0.5亿元、股利0.2亿元，调入0.4亿元: may be said of the whole
        self.tight = self.tight and (not self.parts[1:] or mark == "、")
        for known in self.parts:
            known.tight = self.tight
        if len(self.separators) > 1:
            for known in self.parts:
                known.loose = True

    @property
    def ends_at_semicolon(self) -> bool:
        return len(self.parts) > 1 and self.separators == {","}


class Draft:
    """Offsets are in the squeezed paragraph until ``freeze`` brings them back to the printed ones.

    ``group`` says which of the lists of its parent it is a part of, ``total`` is the amount before the bracket that it
    stands in, ``blind`` stands for a number that was not read; divided where what follows are parts of it.
    """

    def __init__(
        self, block: int, start: int, end: int, subject: Subject, parent: Draft | None = None, *, sentence: int,
        period: str, scope: str = "", group: int = 0, total: Figure | None = None, closed: bool = False,
        blind: bool = False,
    ) -> None:  # fmt: skip
        self.block, self.start, self.end, self.subject = block, start, end, subject
        self.parent, self.group, self.total, self.blind = parent, group, total, blind
        self.sentence, self.period, self.scope = sentence, period, scope
        self.loose = False  # a part of a list whose end is not clear
        self.tight = False  # a part of a list that 、 joins
        self.closed = closed  # a part of a list that its opening words say is whole
        self.complete = False  # said by the words that open its parts: 包括, 分为
        self.with_all = False  # 支出总计: what is left over is a part of it too
        self.made = False  # the same, and how many they are: 由两部分组成
        self.against = False  # its change is one against what its word says: 超收, 短收
        self.compared = False  # its change says what it is compared with
        self.apart = False  # its rate does, and its change does not: 减收5亿元，比上年下降20%
        self.added = False  # a step of an account: 加上转移性收入2亿元
        self.divided = False
        self.spoken: Figure | None = None  # the number that was not read, where nothing makes it anything but an amount
        self.amounts: dict[str, list[Figure]] = {}
        self.change: Figure | None = None
        self.growth: Figure | None = None
        self.base = ""
        self.share: Figure | None = None
        self.share_of = ""
        self.completion: Figure | None = None
        self.completion_of = "budget"
        self.counts: list[Figure] = []
        self.words: list[Word] = []
        self.exception = ""
        self.several: tuple[Subject, ...] = ()  # what it is the sum of
        self.position = -1

    def twin(self) -> Draft:
        """Another one that says the same."""
        twin = object.__new__(Draft)
        twin.__dict__.update(self.__dict__)
        return twin

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
            tight=self.tight,
            apart=self.apart,
            closed=self.closed,
            complete=self.complete,
            made=self.made,
            exception=self.exception,
            several=self.several,
        )
