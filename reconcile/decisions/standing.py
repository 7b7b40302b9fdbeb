"""What the lines say of today's draft: for each finding whether it is open, decided, or to be looked at again.

A decision follows its finding into the next draft by fingerprint. Where what it rests on then and now differ (another
number, another severity) it does not count any more and the finding comes back as 须重看.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from hashlib import sha256

from reconcile.findings import LedgerLine
from reconcile.tuples import NamedTuple

from .lines import Decision, DocumentRef, Edit, Line, Role, What


class State(StrEnum):
    OPEN = "open"
    DECIDED = "decided"
    AGAIN = "again"


STATES: Mapping[str, str] = {State.OPEN: "未处理", State.DECIDED: "已处理", State.AGAIN: "须重看"}


class Standing(NamedTuple):
    """What is decided on one finding or number. ``last`` is the decision's line; ``preparer`` and ``reviewer`` those
    who decided so last in each role; ``carried`` that it was decided on another draft; ``edits`` the corrections that
    were accepted last, for these very bytes; ``trail`` all lines on it that are in force, remarks among them."""

    state: State = State.OPEN
    last: Line | None = None
    preparer: Line | None = None
    reviewer: Line | None = None
    carried: bool = False
    edits: tuple[Edit, ...] = ()
    trail: tuple[Line, ...] = ()

    @property
    def decision(self) -> Decision | None:
        return self.last.decision if self.last else None

    @property
    def reason(self) -> str:
        return self.last.reason if self.last else ""

    @property
    def dismissed(self) -> bool:
        return self.state is State.DECIDED and self.decision is Decision.FALSE_ALARM

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do: decided, and not waiting for an answer."""
        return self.state is State.DECIDED and self.decision not in (Decision.ASK, Decision.ASK_NUMBER)


UNDECIDED = Standing()


def in_force(lines: Iterable[Line], document: DocumentRef) -> list[Line]:
    """The lines on this document and its drafts, without those that were undone."""
    own = [line for line in lines if document.is_draft_of(line.document)]
    undone = {line.of for line in own if line.what is What.UNDO}
    return [line for line in own if line.act not in undone and line.what is not What.UNDO]


def standings(lines: Sequence[Line], shown: Mapping[str, str], document: DocumentRef) -> dict[str, Standing]:
    """For each of the subjects of today (with the digest of what is ``shown`` of it) what was decided, where anything
    was."""
    threads: dict[str, list[Line]] = {}
    for line in in_force(lines, document):
        if line.subject in shown:
            threads.setdefault(line.subject, []).append(line)
    return {subject: standing(thread, shown[subject], document) for subject, thread in threads.items()}


def standing(thread: Sequence[Line], shown: str, document: DocumentRef) -> Standing:
    decisions = [line for line in thread if line.what is What.DECIDE and line.decision]
    corrections = [  # offsets are those of the very bytes
        line for line in thread if line.what is What.CORRECT and line.document.sha256 == document.sha256
    ]
    edits = tuple(line.edit for line in corrections if line.edit and line.act == corrections[-1].act)
    if not decisions:
        return Standing(edits=edits, trail=tuple(thread))
    last = decisions[-1]
    same = [line for line in decisions if line.decision == last.decision and line.saw == last.saw]
    by_role = {line.role: line for line in same}
    return Standing(
        State.DECIDED if last.saw == shown else State.AGAIN, last, by_role.get(Role.PREPARER),
        by_role.get(Role.REVIEWER), last.document.sha256 != document.sha256, edits, tuple(thread),
    )  # fmt: skip


def widened(lines: Sequence[Line], codes: Mapping[str, str], document: DocumentRef) -> dict[str, Standing]:
    """The findings (with their ``codes``) that a dismissal for the document's office or kind covers."""
    from reconcile.archive.identity import office

    undone = {line.of for line in lines if line.what is What.UNDO}
    found: dict[str, Standing] = {}
    for line in lines:
        if line.what is not What.WIDEN or line.act in undone:
            continue
        wanted = (line.facts.get("office", ""), line.facts.get("kind", ""))
        own = (office(document.entity), document.kind)
        if any(wanted) and all(w in ("", o) for w, o in zip(wanted, own, strict=True)):
            by_role = {line.role: line}
            standing = Standing(
                State.DECIDED, line, by_role.get(Role.PREPARER), by_role.get(Role.REVIEWER), carried=True, trail=(line,)
            )
            found |= {subject: standing for subject, code in codes.items() if code == line.code}
    return found


def gone(lines: Sequence[Line], shown: Mapping[str, str], document: DocumentRef) -> list[Line]:
    """The last decisions on findings that today's draft does not have any more."""
    last = {
        line.subject: line
        for line in in_force(lines, document)
        if line.what is What.DECIDE and line.subject.partition(":")[0] != NUMBER and line.subject not in shown
    }
    return list(last.values())


NUMBER = "number"  # what the fingerprint of an unchecked number begins with


def number_prints(ledger: Sequence[LedgerLine]) -> tuple[str, ...]:
    """A fingerprint for each number of the prose, over what it is of and the words that it stands in."""
    seen: Counter[str] = Counter()
    found = []
    for line in ledger:
        base = "".join("\x1f".join((line.type, line.address, line.quote, line.context)).split())
        seen[base] += 1
        found.append(f"{NUMBER}:{_hash(_nth(base, seen[base]))}")
    return tuple(found)


def number_digest(line: LedgerLine) -> str:
    return _hash("\x1f".join((line.quote, line.reason, *line.readings, str(line.status))))


def _nth(base: str, count: int) -> str:
    return f"{base}\x1d{count}"


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
