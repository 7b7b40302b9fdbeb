"""When the program itself errs in one rule, paragraph or table: that one is left out, and it is said.

A mistake of ours must neither take a document's other findings with it nor pass as checked. What is left out becomes a
notice of level error, and the numbers of a paragraph that is left out stand in the account as unchecked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

from reconcile.document import Block, Document, Grid, Notice, Paragraph
from reconcile.findings import LedgerLine, Status
from reconcile.interval import Printed
from reconcile.quantity import DATE, Quantity, extract

MOST = 20  # blocks that are left out one by one; where more fail, the fault lies elsewhere
LONGEST = 24  # characters of a paragraph that are quoted
NOT_CHECKED = "程序处理这一段时出错，没有核对"

T = TypeVar("T")


class Mishaps:
    """What went wrong so far. ``blocks`` are the indexes of those that were left out; ``strict`` lets errors
    through. A package that is missing, and memory that is, are no mistake of one paragraph and end the check."""

    def __init__(self, strict: bool = False) -> None:
        self.strict = strict
        self.notices: list[Notice] = []
        self.blocks: set[int] = set()

    def spare(self, what: str, act: Callable[[], T], otherwise: T) -> T:
        """What ``act`` gives; ``otherwise`` and a notice where it errs."""
        try:
            return act()
        except Exception as error:
            self._say(what, error)
            return otherwise

    def all_of(self, what: str, found: Callable[[], Iterable[T]]) -> list[T]:
        """What is found, up to where the search errs."""
        kept: list[T] = []
        try:
            for one in found():
                kept.append(one)  # noqa: PERF402 (what came before an error is kept)
        except Exception as error:
            self._say(what, error)
        return kept

    def read(
        self, what: str, kind: type[Block], document: Document, act: Callable[[Document], T], otherwise: T
    ) -> tuple[T, Document]:
        """What ``act`` makes of the document, without those blocks of a kind at which it errs; and the document
        without them (emptied, so that the indexes of all others stay)."""
        for _ in range(MOST):
            try:
                return act(document), document
            except ImportError:
                raise
            except Exception as error:
                index = None if self.strict else _culprit(act, document, kind)
                if index is None:
                    break
                self._say(what + _name(document.blocks[index]), error, _page(document.blocks[index]))
                self.blocks.add(index)
                document = _without(document, (index,))
        return self.spare(what, lambda: act(document), otherwise), document

    def lines(self, document: Document) -> list[LedgerLine]:
        """The numbers of the paragraphs that were left out, as the account has them."""
        found: list[LedgerLine] = []
        for index in sorted(self.blocks):
            block = document.blocks[index]
            if isinstance(block, Paragraph):
                quantities = self.all_of("段落中的数字", lambda text=block.text: extract(text))  # type: ignore[misc]
                found += [_line(index, block, q) for q in quantities if q.type != DATE and not q.threshold]
        return found

    def _say(self, what: str, error: Exception, page: int | None = None) -> None:
        if self.strict or isinstance(error, (MemoryError, ImportError)):
            raise error
        told = f"{what}：程序处理时出错（{type(error).__name__}），没有核对，请反馈给维护者"
        self.notices.append(Notice("error", told, page, "check"))


def _culprit(act: Callable[[Document], object], document: Document, kind: type[Block]) -> int | None:
    """The index of the first block of the kind without which all before it goes well; None where the fault is not
    theirs."""
    indexes = [i for i, block in enumerate(document.blocks) if isinstance(block, kind) and not _is_empty(block)]
    low, high = 0, len(indexes)  # the first `low` of them go well, the first `high` do not
    if _fails(act, _without(document, indexes)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        if _fails(act, _without(document, indexes[middle:])):
            high = middle
        else:
            low = middle
    return indexes[low] if low < high else None


def _fails(act: Callable[[Document], object], document: Document) -> bool:
    try:
        act(document)
    except MemoryError:
        raise
    except Exception:
        return True
    return False


def _without(document: Document, indexes: Collection[int]) -> Document:
    gone = frozenset(indexes)
    blocks = tuple(Paragraph("") if i in gone else block for i, block in enumerate(document.blocks))
    return document._replace(blocks=blocks)


def _is_empty(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.text


def _name(block: Block) -> str:
    if isinstance(block, Grid):
        return f"“{block.caption}”" if block.caption else ""
    return f"“{block.text[:LONGEST]}…”" if len(block.text) > LONGEST else f"“{block.text}”"


def _page(block: Block) -> int | None:
    if isinstance(block, Grid):
        return block.pages[0] if block.pages else block.place.page
    return block.place().page


def _line(index: int, paragraph: Paragraph, quantity: Quantity) -> LedgerLine:
    return LedgerLine(
        block=index,
        quote=quantity.surface,
        place=paragraph.place(quantity.start, quantity.end),
        start=quantity.start,
        end=quantity.end,
        type=quantity.type,
        value=f"{Printed(quantity.printed.digits, -quantity.precision).decimal():f}",
        unit=quantity.unit,
        address="",
        status=Status.UNCHECKED,
        reason=NOT_CHECKED,
    )
