"""What there is to decide: findings grouped by kind and root, and the numbers that nobody checked."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from reconcile.decisions.draft import Known
from reconcile.decisions.lines import DECISIONS, ROLES, Line, What
from reconcile.decisions.signing import worth
from reconcile.decisions.standing import STATES, UNDECIDED, Standing
from reconcile.document import Document
from reconcile.findings import Finding, LedgerLine, Status
from reconcile.ranking import by_root
from reconcile.readers.bundle import split_part
from reconcile.reports.quoting import heading_above
from reconcile.reports.words import SEVERITIES, ZH
from reconcile.tuples import NamedTuple


class Item(NamedTuple):
    """``number`` is the finding's position in the outcome, ``same`` that it has the root of the one before."""

    number: int
    subject: str
    finding: Finding
    same: bool
    at: str


class Section(NamedTuple):
    """Findings of one rule and severity that can be decided together."""

    id: str
    code: str
    name: str
    severity: str
    level: str
    items: tuple[Item, ...]


class Number(NamedTuple):
    """An unchecked number; ``number`` is its position in the ledger."""

    number: int
    subject: str
    line: LedgerLine
    at: str


class Bundle(NamedTuple):
    """Unchecked numbers with one reason."""

    id: str
    reason: str
    items: tuple[Number, ...]


def sections(known: Known) -> tuple[Section, ...]:
    """The findings that are told, worst first; what settings hide is not here."""
    findings = known.checked.outcome.findings
    position = {id(f): n for n, f in enumerate(findings)}
    told = [f for f, p in zip(findings, known.prints, strict=True) if p not in known.checked.suppressed]
    groups: dict[tuple[str, str, str], list[Item]] = {}
    order = {str(s): n for n, s in enumerate(SEVERITIES)}
    for root in by_root(told):
        root.sort(key=lambda f: order[f.severity])
        head = root[0]
        items = groups.setdefault((str(head.severity), head.code, head.name), [])
        for place, finding in enumerate(root):
            number = position[id(finding)]
            at = spot_of(known.checked.document, finding)
            items.append(Item(number, known.prints[number], finding, place > 0, at))
    ordered = sorted(groups.items(), key=lambda g: (order[g[0][0]], g[1][0].number))
    return tuple(
        Section(f"{severity}-{code}", code, name, severity, ZH[severity], tuple(items))
        for (severity, code, name), items in ordered
    )


def spot_of(document: Document, finding: Finding) -> str:
    pages = sorted({(split_part(e.place.part)[0], e.place.page) for e in finding.evidence if e.place.page is not None})
    told = []
    for file, of in groupby(pages[:3], itemgetter(0)):
        numbers = "、".join(str(page) for _, page in of)
        told.append(f"{file} {ZH['page'].format(numbers)}".strip())
    return "，".join(told)


def hidden(known: Known) -> list[tuple[Finding, str]]:
    """What settings and baselines hide, with the reason."""
    suppressed = known.checked.suppressed
    pairs = zip(known.checked.outcome.findings, known.prints, strict=True)
    return [(f, suppressed[p]) for f, p in pairs if p in suppressed]


def bundles(known: Known) -> tuple[Bundle, ...]:
    """The unchecked numbers by reason, within each the largest amounts first."""
    ledger, document = known.checked.outcome.ledger, known.checked.document
    groups: dict[str, list[Number]] = {}
    for number, subject in zip(known.numbers, known.number_prints, strict=True):
        line = ledger[number]
        at = ZH["page"].format(line.place.page) if line.place.page else heading_above(document, line.block)
        reason = "有歧义，文字分不清是哪一个" if line.status is Status.AMBIGUOUS else line.reason
        groups.setdefault(reason, []).append(Number(number, subject, line, at))
    found = [
        Bundle(f"n{n}", reason, tuple(sorted(items, key=lambda i: worth(i.line), reverse=True)))
        for n, (reason, items) in enumerate(groups.items())
    ]
    return tuple(sorted(found, key=lambda b: worth(b.items[0].line), reverse=True))


def told(standing: Standing) -> dict[str, Any]:
    """What the page shows of a standing."""
    decision = standing.decision
    return {
        "state": str(standing.state), "words": STATES[standing.state], "decision": str(decision) if decision else "",
        "label": DECISIONS[decision] if decision else "", "reason": standing.reason, "carried": carried(standing),
        "who": " · ".join(who(line) for line in (standing.preparer, standing.reviewer) if line),
        "settled": standing.settled, "edit": bool(standing.edits),
    }  # fmt: skip


def carried(standing: Standing) -> str:
    """That the decision was made elsewhere, "" where it was made on this draft."""
    if not standing.carried or standing.last is None:
        return ""
    return "扩大到本单位或这类材料的误报" if standing.last.what is What.WIDEN else "在另一稿上作出"


def who(line: Line) -> str:
    return f"{ROLES[line.role]} {line.person} {line.time[:10]}"


def states(known: Known, of: Mapping[str, Standing]) -> dict[str, dict[str, Any]]:
    """The standing of everything that is decided or to be looked at again, by subject."""
    return {subject: told(standing) for subject, standing in of.items() if standing != UNDECIDED}
