"""The documents that were given, and nothing else: a page asks for them by number, never by a path."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from reconcile.decisions.standing import UNDECIDED
from reconcile.errors import ReconcileError
from reconcile.findings import Severity
from reconcile.running import Session
from reconcile.tuples import NamedTuple

from .case import Case
from .desk import Desk
from .original import Original, files_of
from .text_view import TextView, text_view

KEPT = 4  # documents that are held open


class Summary(NamedTuple):
    """How a document stands, for the list; ``message`` says why it could not be checked."""

    title: str = ""
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    left: int = 0  # errors and warnings without a conclusion
    unchecked: int = 0
    figures: int = 0
    signed: str = ""
    message: str = ""


class Open(NamedTuple):
    desk: Desk
    original: Original
    text: TextView


class Shelf:
    def __init__(self, cases: Sequence[Case], session: Session, record: Path | None = None) -> None:
        self.cases = list(cases)
        self._session, self._record = session, record
        self._open: OrderedDict[int, Open] = OrderedDict()
        self._lock = threading.RLock()
        self.summaries: dict[int, Summary] = {}

    def open(self, number: int) -> Open:
        """The document with this number; ReconcileError where it cannot be checked."""
        with self._lock:
            if number not in self._open:
                desk = Desk(self.cases[number], self._session, self._record)
                self._open[number] = opened(desk)
                while len(self._open) > KEPT:
                    self._open.popitem(last=False)[1].original.close()
            self._open.move_to_end(number)
            found = self._open[number]
            self.summaries[number] = summary(found.desk)
            return found

    def picture(self, number: int, page: int, scale: float) -> bytes:
        """A page of the document as it is drawn now, b"" where it has none. Whoever asked for it before the document
        was checked again, or put back to make room, gets it from the one that is open then."""
        while True:
            data = self.open(number).original.png(page, scale)
            if data is not None:
                return data

    def add(self, path: Path) -> int:
        """The number of the document with this path, which is put on the shelf where it is not there yet."""
        with self._lock:
            case = Case((path,))
            if case not in self.cases:
                self.cases.append(case)
            return self.cases.index(case)

    def check_again(self, number: int) -> None:
        with self._lock:
            found = self.open(number)
            found.desk.check_again()
            found.original.close()
            self._open[number] = opened(found.desk)

    def survey(self) -> None:
        """Checks every document once, for the list, without holding them open."""
        for number, case in enumerate(self.cases):
            if number in self.summaries:
                continue
            try:
                self.summaries[number] = summary(Desk(case, self._session, self._record))
            except ReconcileError as error:
                self.summaries[number] = Summary(message=str(error))

    def close(self) -> None:
        with self._lock:
            for found in self._open.values():
                found.original.close()
            self._open.clear()


def opened(desk: Desk) -> Open:
    checked = desk.known.checked
    return Open(desk, Original(checked, files_of(checked, desk.case)), text_view(checked))


def summary(desk: Desk) -> Summary:
    checked, of = desk.known.checked, desk.standings()
    pairs = [
        (f, p) for f, p in zip(checked.outcome.findings, desk.known.prints, strict=True) if p not in checked.suppressed
    ]
    serious = [p for f, p in pairs if f.severity is not Severity.INFO]
    signed = [s.line.person for s in desk.signatures() if not s.stale]
    return Summary(
        checked.outcome.title or desk.case.name, checked.count(Severity.ERROR), checked.count(Severity.WARNING),
        checked.count(Severity.INFO), sum(not of.get(p, UNDECIDED).settled for p in serious),
        sum(not s.settled for s in desk.numbers(of).values()), len(checked.outcome.ledger), "、".join(signed),
    )  # fmt: skip
