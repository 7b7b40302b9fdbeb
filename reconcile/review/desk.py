"""One document on the desk: checked as it lies on the disk, with all that people decided on it and its drafts."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import reconcile
from reconcile.checked import Checked
from reconcile.decisions import signing, trail
from reconcile.decisions.draft import Known, decided, known, standing_now
from reconcile.decisions.lines import Decision, Edit, Line, Role, What
from reconcile.decisions.standing import (
    UNDECIDED,
    Standing,
    gone,
    in_force,
)
from reconcile.errors import ReadError, UsageError
from reconcile.running import Session, run
from reconcile.tuples import NamedTuple

from .case import Case

ONE_AT_A_TIME = threading.RLock()  # pdfium is for processes, not for threads


class Person(NamedTuple):
    name: str
    role: Role


class Desk:
    """Decisions go to the trail first and count then; whatever others add to it counts at the next look."""

    def __init__(self, case: Case, session: Session, record: Path | None = None) -> None:
        self.case = case
        self.record = record or trail.beside(case.paths[0])
        self.lexicon = session.lexicon
        self._session = session
        self._lock = threading.Lock()
        self._reading: tuple[object, trail.Reading] | None = None
        self.check_again()

    def check_again(self) -> None:
        """The document as it lies on the disk now; ReadError where it cannot be checked."""
        stamp = self.case.stamp()  # before it is read: what changes meanwhile is seen as a change
        paths = [str(p) for p in (*self.case.paths, *self.case.others)]
        with ONE_AT_A_TIME:
            result = run(paths, self._session, self.case.together or bool(self.case.others))
        if result.failures:
            raise ReadError(result.failures[0].message)
        self.known: Known = known(result.checked[0])
        self._stamp = stamp

    def is_current(self) -> bool:
        """Whether the files are still those that were checked."""
        return self.case.stamp() == self._stamp

    def reading(self) -> trail.Reading:
        """All lines of the trail as it is now."""
        try:
            found = self.record.stat()
            mark: object = (found.st_size, found.st_mtime_ns, found.st_ino)
        except OSError:
            mark = None
        with self._lock:
            if self._reading is None or self._reading[0] != mark:
                self._reading = (mark, trail.read(self.record))
            return self._reading[1]

    def standings(self) -> dict[str, Standing]:
        return standing_now(self.known, self.reading().lines)

    def numbers(self, of: Mapping[str, Standing]) -> dict[str, Standing]:
        """The standings of the unchecked numbers, in the ledger's order."""
        return {p: of.get(p, UNDECIDED) for p in self.known.number_prints}

    def gone(self) -> list[Line]:
        return gone(self.reading().lines, self.known.shown, self.known.reference)

    def checked(self) -> Checked:
        """The document with its decisions, for reports."""
        return decided(self.known.checked, self.reading().lines)

    def statements(self) -> tuple[signing.Statement, ...]:
        of = self.standings()
        return signing.statements(self.known.checked, of, self.numbers(of), len(self.reading().damaged))

    def signatures(self) -> tuple[signing.Signature, ...]:
        lines = in_force(self.reading().lines, self.known.reference)
        return signing.signatures(lines, self.known.reference.sha256)

    def decide(self, subjects: Sequence[str], decision: Decision, reason: str, who: Person) -> None:
        """One decision on one or several findings or numbers; UsageError where it cannot be kept."""
        if decision is Decision.FALSE_ALARM and not reason.strip():
            raise UsageError("误报要写明理由")
        self._add(What.DECIDE, subjects, who, decision=decision, reason=reason.strip())

    def comment(self, subject: str, text: str, who: Person) -> None:
        if not text.strip():
            raise UsageError("说明没有内容")
        self._add(What.COMMENT, [subject], who, reason=text.strip())

    def correct(self, subject: str, edits: Sequence[Edit], who: Person) -> None:
        """The corrections of one finding, in one act."""
        base = self._about(self._line(What.CORRECT, who), [subject])
        self._write([line._replace(edit=edit) for line in base for edit in edits])

    def undo(self, who: Person) -> str:
        """Takes back this person's last act on this document; what it was about."""
        own = [
            line
            for line in in_force(self.reading().lines, self.known.reference)
            if line.person == who.name and line.what is not What.SIGN
        ]
        if not own:
            raise UsageError("没有可以撤销的操作")
        last = own[-1]
        self._write([self._line(What.UNDO, who)._replace(of=last.act, subject=last.subject, about=last.about)])
        return last.subject

    def sign(self, acknowledged: Sequence[str], who: Person) -> None:
        facts = signing.sign(self.statements(), acknowledged, who.role, who.name, self.signatures())
        self._write([self._line(What.SIGN, who)._replace(facts=facts)])

    def _add(
        self, what: What, subjects: Sequence[str], who: Person, *, decision: Decision | None = None, reason: str = ""
    ) -> None:
        line = self._line(what, who)._replace(decision=decision, reason=reason)
        self._write(self._about(line, subjects))

    def _about(self, line: Line, subjects: Sequence[str]) -> list[Line]:
        """The line for each of the subjects; UsageError where one of them is not in today's document."""
        known = self.known
        if not subjects or any(s not in known.shown for s in subjects):
            raise UsageError("这条问题在现在的文件中已经没有了，请刷新页面")
        return [
            line._replace(subject=s, saw=known.shown[s], code=known.about[s][0], about=known.about[s][1])
            for s in subjects
        ]

    def _line(self, what: What, who: Person) -> Line:
        if not who.name.strip():
            raise UsageError("请先填写姓名")
        return Line(
            what=what, act=uuid4().hex[:16], time=now(), person=who.name.strip(), role=who.role,
            document=self.known.reference, program=reconcile.__version__,
        )  # fmt: skip

    def _write(self, lines: Sequence[Line]) -> None:
        trail.append(self.record, lines)


def now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
