"""The filters of a store as SQL: what a person typed is always a value of the query and never part of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa

from reconcile.decisions.lines import Decision, Line, What
from reconcile.tuples import NamedTuple

LISTS = ("findings", "figures", "documents")
FIELDS = ("q", "office", "year", "region", "kind", "code", "severity", "state", "status", "new", "doc", "size")
DECIDED = pa.schema(
    [(n, pa.string()) for n in ("doc", "owner", "fingerprint", "saw", "decision", "reason", "person", "time")]
)
STATES = {
    "open": "未处理", "true": "属实", "false_alarm": "误报", "ask": "待询问", "again": "须重看",
    "widened": "误报（扩大）",
}  # fmt: skip


class Filter(NamedTuple):
    """What is looked for; "" is everything. ``q`` are words of the message or quote, ``new`` "1" for the last run."""

    q: str = ""
    office: str = ""
    year: str = ""
    region: str = ""
    kind: str = ""
    code: str = ""
    severity: str = ""
    state: str = ""
    status: str = ""
    new: str = ""
    doc: str = ""
    size: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Filter:
        return cls(**{name: given.get(name, "").strip()[:200] for name in FIELDS})

    def without(self, *names: str) -> Filter:
        return self._replace(**dict.fromkeys(names, ""))


SOURCES = {
    "documents": "documents",
    "findings": """(SELECT f.*,
        CASE WHEN coalesce(w.decision, c.decision) IS NOT NULL THEN
               CASE WHEN coalesce(w.saw, c.saw) = f.content || ':' || f.severity
                    THEN coalesce(w.decision, c.decision) ELSE 'again' END
             WHEN EXISTS (SELECT 1 FROM widened v WHERE v.code = f.code AND (v.office = '' OR v.office = f.office)
                          AND (v.kind = '' OR v.kind = f.document_kind)) THEN 'widened'
             ELSE 'open' END AS state,
        coalesce(w.reason, c.reason) AS why, coalesce(w.person, c.person) AS person
        FROM findings f
        LEFT JOIN decided w ON w.doc = f.doc AND w.fingerprint = f.fingerprint
        LEFT JOIN decided_owners c ON c.owner = f.owner AND c.fingerprint = f.fingerprint)""",
    "figures": """(SELECT f.*, d.path, d.office, d.kind AS document_kind, d.batch, d.title
        FROM all_figures f JOIN documents d ON d.doc = f.doc)""",
}  # fmt: skip
NEEDED = {
    "findings": ("doc", "code", "name", "severity", "message", "fingerprint", "content", "quote", "page"),
    "figures": ("doc", "quote", "address", "context", "status", "reason", "page"),
}
COLUMNS = {
    "documents": (
        "office", "year", "kind", "region", "title", "path", "status", "errors", "warnings", "figures", "unchecked",
    ),
    "findings": ("severity", "code", "name", "message", "office", "year", "page", "state", "path"),
    "figures": ("quote", "address", "context", "status", "reason", "office", "year", "page", "path"),
}  # fmt: skip
EXTRA = {
    "documents": ("doc", "reason"),
    "findings": ("doc", "fingerprint", "region", "document_kind", "expected", "suggestion", "why", "person"),
    "figures": ("doc", "region", "document_kind", "value", "unit"),
}  # fmt: skip
ORDER = {
    "documents": "errors DESC NULLS LAST, office, year, doc",
    "findings": "place",
    "figures": "doc, n",
}
SEARCHED = {
    "documents": ("title", "path", "office"),
    "findings": ("message", "quote"),
    "figures": ("quote", "context", "address"),
}
WIDENED = pa.schema([(n, pa.string()) for n in ("act", "code", "office", "kind", "reason", "person", "time")])


def select(name: str, wanted: Filter) -> tuple[str, list[Any]]:
    where, values = conditions(name, wanted)
    columns = ", ".join((*COLUMNS[name], *EXTRA[name]))
    return f"SELECT {columns} FROM {SOURCES[name]} {where} ORDER BY {ORDER[name]}", values


def conditions(name: str, wanted: Filter) -> tuple[str, list[Any]]:
    """The WHERE clause and its values."""
    kind = "kind" if name == "documents" else "document_kind"
    found: list[str] = []
    values: list[Any] = []
    for word in wanted.q.split():
        found.append("(" + " OR ".join(f"contains({column}, ?)" for column in SEARCHED[name]) + ")")
        values += [word] * len(SEARCHED[name])
    exact = {"office": "office", "region": "region", "kind": kind, "doc": "doc"}
    exact |= {"code": "code", "severity": "severity", "state": "state"} if name == "findings" else {}
    exact |= {"status": "status"} if name != "findings" else {}
    for field, column in exact.items():
        if value := getattr(wanted, field):
            found.append(f"{column} = ?")
            values.append(value)
    if wanted.year.isdigit():
        found.append("year = ?")
        values.append(int(wanted.year))
    if wanted.new:
        found.append("batch = (SELECT batch FROM last_run)")
    if name == "documents" and wanted.size == "errors":
        found.append("errors > 0")
    return ("WHERE " + " AND ".join(found) if found else ""), values


def decided(lines: Sequence[Line]) -> Iterable[dict[str, str]]:
    """The last decision on each finding of each document, as rows; ``owner`` is whose document it is a draft of."""
    undone = {line.of for line in lines if line.what is What.UNDO}
    last: dict[tuple[str, str], Line] = {}
    for line in lines:
        if line.what is What.DECIDE and line.decision and line.act not in undone:
            last.pop((line.document.sha256[:16], line.subject), None)
            last[line.document.sha256[:16], line.subject] = line
    for (doc, subject), line in last.items():
        draft = line.document
        owner = f"{draft.entity}|{draft.kind}|{draft.year}" if draft.entity and draft.kind and draft.year else ""
        yield {
            "doc": doc, "owner": owner, "fingerprint": subject, "saw": line.saw, "decision": str(line.decision),
            "reason": line.reason, "person": line.person, "time": line.time,
        }  # fmt: skip


def widened(lines: Sequence[Line]) -> Iterable[dict[str, str]]:
    """The dismissals that hold for an office or a kind of documents."""
    undone = {line.of for line in lines if line.what is What.UNDO}
    for line in lines:
        if line.what is What.WIDEN and line.act not in undone and line.decision is Decision.FALSE_ALARM:
            facts = line.facts
            yield {
                "act": line.act, "code": line.code, "office": str(facts.get("office", "")),
                "kind": str(facts.get("kind", "")), "reason": line.reason, "person": line.person,
                "time": line.time,
            }  # fmt: skip


# findings with what is asked of their documents, in the order in which they are listed
FINDINGS = """CREATE TABLE findings AS SELECT f.doc, f.n, f.fingerprint, f.content, f.code, f.name, f.severity,
    f.message, f.quote, f.page, f.expected, f.suggestion, f.year, f.region, d.path, d.office, d.kind AS document_kind,
    d.batch,
    d.title, d.owner, row_number() OVER (
        ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, f.code, f.doc, f.n) AS place
    FROM all_findings f JOIN documents d ON d.doc = f.doc ORDER BY place"""
