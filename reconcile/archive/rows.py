"""An outcome as rows: one Arrow table a dataset, and all of them as one compressed blob.

Workers make the blobs, so that the owner of the ledger only joins and writes. ``doc`` (the first 16 digits of the
content's SHA-256) joins the datasets; year and region are the partition and stand in the folders' names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow as pa

from reconcile.archive.cells import cells
from reconcile.archive.identity import Identity, office
from reconcile.checked import Checked, Result
from reconcile.document import Document
from reconcile.findings import Evidence, Finding, Outcome, Severity
from reconcile.fingerprint import Identity as Known
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

MONEY = pa.decimal128(28, 6)
_EVIDENCE = pa.struct(
    [
        *((n, pa.string()) for n in ("role", "quote")),
        *((n, pa.int32()) for n in ("page", "line")),
        *((n, pa.string()) for n in ("table", "row", "column", "value", "unit")),
    ]
)
_COMPONENT = pa.struct([(n, pa.string()) for n in ("component", "value", "source")])
_INPUT = pa.struct([("at", pa.string()), ("value", MONEY), ("sign", pa.int8())])


STORE, VERSION = b"reconcile.store", b"2"  # what every file of a store says of its format


def _schema(**fields: str | pa.DataType) -> pa.Schema:
    """A schema by words: the type, and the names that have it."""
    types = {
        "text": pa.string(), "count": pa.int32(), "big": pa.int64(), "real": pa.float64(), "money": MONEY,
        "flag": pa.bool_(),
    }  # fmt: skip
    known = [(name, types[t] if isinstance(t, str) else t) for name, t in fields.items()]
    return pa.schema(known, metadata={STORE: VERSION})


SCHEMAS: dict[str, pa.Schema] = {
    "documents": _schema(
        doc="text", path="text", sha256="text", status="text", reason="text", format="text", bytes="big", pages="count",
        title="text", kind="text", entity="text", office="text", level="text", basis="text", conflicts="text",
        tables="count", figures="count", agrees="count", by_rounding="count", disagrees="count", ambiguous="count",
        unchecked="count", weak="count", relations="count", errors="count", warnings="count", infos="count",
        notices="text", seconds="real",
        version="text",
    ),
    "findings": _schema(
        doc="text", n="count", fingerprint="text", content="text", root="text", code="text", name="text", kind="text",
        severity="text", message="text", expected="text", suggestion="text", cause="text", stake="money",
        stake_share="real", witness="text", confidence="real", confidence_n="count", quote="text", page="count",
        line="count", evidence=pa.list_(_EVIDENCE),
    ),
    "figures": _schema(
        doc="text", n="count", quote="text", page="count", line="count", type="text", value="text", unit="text",
        address="text", components=pa.list_(_COMPONENT), subject="text", measure="text", period="text", scope="text",
        context="text", status="text", weak="flag", resolution="text", reason="text", readings=pa.list_(pa.string()),
        against="text",
    ),
    "facts": _schema(
        doc="text", table_n="count", kind="text", title="text", unit="text", code="text", label="text", header="text",
        text="text", amount="money", exponent="count", row_n="count", column_n="count",
    ),
    "relations": _schema(
        doc="text", n="count", code="text", kind="text", form="text", label="text", verdict="text", result_at="text",
        result="money", expected="money", inputs=pa.list_(_INPUT),
    ),
    "sentences": _schema(doc="text", n="count", text="text", page="count"),
    "checklist": _schema(doc="text", n="count", id="text", item="text", status="text", message="text", page="count"),
}  # fmt: skip

# columns that differ from run to run; everything else is the same for the same document and version
VOLATILE = ("seconds",)

SENTENCE = lazy(r"[^。；！？\n]+[。；！？]?")
TELLING = lazy(r"(?:19|20)\d\d\s*年|截至|主要原因|主要是")
LONGEST = 400


class Source(NamedTuple):
    """What is known of a document before it is read."""

    path: str
    size: int
    sha256: str
    version: str

    @property
    def doc(self) -> str:
        return self.sha256[:16]


Rows = dict[str, list[dict[str, Any]]]


def rows(source: Source, document: Document, outcome: Outcome, identity: Identity, seconds: float) -> Rows:
    """All rows of a document that was read and checked in ``seconds``."""
    checked = Checked(document, outcome)
    own: Mapping[str, Callable[[], Iterable[dict[str, Any]]]] = {
        "documents": lambda: [{**document_row(source, checked, identity), "seconds": seconds}],
        "findings": lambda: map(finding_row, outcome.findings, checked.identities),
        "figures": lambda: figure_rows(outcome),
        "facts": lambda: fact_rows(outcome),
        "relations": lambda: relation_rows(outcome),
        "sentences": lambda: sentence_rows(document),
        "checklist": lambda: checklist_rows(outcome),
    }
    doc = source.doc
    return {name: [{"doc": doc, "n": n, **row} for n, row in enumerate(make())] for name, make in own.items()}


def failed(source: Source, status: str, reason: str, identity: Identity) -> Rows:
    """The row of a document that has no outcome; ``status`` is unreadable (the document) or failed (the check)."""
    row = {
        "doc": source.doc, "path": source.path, "sha256": source.sha256, "status": status, "reason": reason,
        "bytes": source.size, "entity": identity.entity, "office": office(identity.entity), "level": identity.level,
        "basis": identity.basis, "version": source.version,
    }  # fmt: skip
    return {"documents": [row]}


def status_of(checked: Checked) -> str:
    """What the store calls it: ok, or incomplete where something could not be read or checked."""
    return "incomplete" if checked.result is Result.INCOMPLETE else "ok"


def document_row(source: Source, checked: Checked, identity: Identity) -> dict[str, Any]:
    document, outcome, became = checked.document, checked.outcome, checked.coverage
    severities = Counter(f.severity for f in outcome.findings)
    return {
        "path": source.path, "sha256": source.sha256, "status": status_of(checked),
        "reason": "；".join(gap.message for gap in checked.incomplete), "format": document.format, "bytes": source.size,
        "pages": document.pages, "title": outcome.title, "kind": outcome.kind, "entity": identity.entity,
        "office": office(identity.entity), "level": identity.level, "basis": identity.basis,
        "conflicts": "；".join(identity.conflicts), "tables": len(outcome.tables), "figures": len(outcome.ledger),
        "agrees": became.agrees, "by_rounding": became.by_rounding, "disagrees": became.disagrees,
        "ambiguous": became.ambiguous, "unchecked": became.unchecked, "weak": became.weak,
        "relations": outcome.relations,
        "errors": severities[Severity.ERROR], "warnings": severities[Severity.WARNING],
        "infos": severities[Severity.INFO], "notices": "；".join(n.message for n in document.notices),
        "version": source.version,
    }  # fmt: skip


def finding_row(finding: Finding, known: Known) -> dict[str, Any]:
    first: Evidence | None = finding.evidence[0] if finding.evidence else None
    return {
        **known._asdict(), "code": finding.code, "name": finding.name, "kind": finding.kind,
        "severity": str(finding.severity), "message": finding.message, "expected": finding.expected,
        "suggestion": finding.suggestion, "cause": finding.cause,
        "stake": rounded(finding.stake.amount) if finding.stake else None,
        "stake_share": float(finding.stake.share) if finding.stake and finding.stake.share is not None else None,
        "witness": finding.witness,
        "confidence": finding.confidence.share if finding.confidence else None,
        "confidence_n": finding.confidence.n if finding.confidence else 0, "quote": first.quote if first else None,
        "page": first.place.page if first else None, "line": first.place.line if first else None,
        "evidence": [evidence_row(e) for e in finding.evidence],
    }  # fmt: skip


def evidence_row(e: Evidence) -> dict[str, Any]:
    return {
        "role": e.role, "quote": e.quote, "page": e.place.page, "line": e.place.line, "table": e.table, "row": e.row,
        "column": e.column, "value": e.value, "unit": e.unit,
    }  # fmt: skip


def figure_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for line in outcome.ledger:
        yield {
            "quote": line.quote, "page": line.place.page, "line": line.place.line, "type": line.type,
            "value": line.value, "unit": line.unit, "address": line.address,
            "components": [c._asdict() for c in line.components], "subject": line.subject, "measure": line.measure,
            "period": line.period, "scope": line.scope, "context": line.context, "status": str(line.status),
            "weak": line.weak, "resolution": "" if line.resolution is None else f"{line.resolution:f}",
            "reason": line.reason, "readings": list(line.readings), "against": "；".join(at(e) for e in line.against),
        }  # fmt: skip


def fact_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for cell in cells(outcome.tables):
        yield {
            "table_n": cell.table, "kind": cell.kind, "title": cell.title, "unit": cell.unit, "code": cell.code,
            "label": cell.label, "header": cell.header, "text": cell.text, "amount": exact(cell.value),
            "exponent": cell.printed.exponent, "row_n": cell.row, "column_n": cell.column,
        }  # fmt: skip


def relation_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for j in outcome.judgements:
        yield {
            "code": j.code, "kind": j.kind, "form": j.form, "label": j.label, "verdict": j.verdict,
            "result_at": at(j.result[0]), "result": exact(j.result[1]), "expected": rounded(j.expected),
            "inputs": [(at(evidence), exact(value), sign) for evidence, value, sign in j.inputs],
        }  # fmt: skip


def sentence_rows(document: Document) -> Iterator[dict[str, Any]]:
    """The sentences that speak of a year, a day or a reason: what is compared with the year before."""
    for paragraph in document.paragraphs:
        for match in SENTENCE.finditer(paragraph.text):
            text = re.sub(r"\s+", "", match[0])
            if len(text) >= 8 and TELLING.search(text):
                yield {"text": text[:LONGEST], "page": paragraph.place(match.start()).page}


def checklist_rows(outcome: Outcome) -> Iterator[dict[str, Any]]:
    for item in outcome.checklist:
        yield {
            "id": item.id, "item": item.item, "status": item.status, "message": item.message,
            "page": item.place.place.page if item.place else None,
        }  # fmt: skip


def at(e: Evidence) -> str:
    """Where a number stands, as text: 《table》row·column, or the quote."""
    if e.table is None and e.row is None:
        return e.quote
    spot = f"{e.row}·{e.column}" if e.row and e.column else e.row or e.column or ""
    return f"《{e.table or '表'}》{spot}"


def exact(value: Decimal) -> Decimal | None:
    """The value, or None where the datasets' 28 digits and 6 places cannot hold it."""
    exponent = value.as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -6 and value.adjusted() < 22 else None


def rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None or value.adjusted() >= 22 else round(value, 6)


def pack(rows_by_dataset: Rows) -> bytes:
    """The rows as compressed bytes: for each dataset its name and an Arrow stream, one after the other."""
    sink = pa.BufferOutputStream()
    for name, found in rows_by_dataset.items():
        if found:
            table = pa.Table.from_pylist(found, schema=SCHEMAS[name])
            stream = pa.BufferOutputStream()
            with pa.ipc.new_stream(stream, table.schema) as writer:
                writer.write_table(table)
            body = stream.getvalue()
            sink.write(name.encode().ljust(16) + len(body).to_bytes(8, "big"))
            sink.write(body)
    whole = sink.getvalue()
    packed: bytes = pa.compress(whole, codec="zstd", asbytes=True)
    return len(whole).to_bytes(8, "big") + packed


def unpack(blob: bytes) -> Iterator[tuple[str, pa.Table]]:
    """The Arrow tables that `pack` wrote."""
    whole = pa.decompress(blob[8:], int.from_bytes(blob[:8], "big"), codec="zstd")
    start = 0
    while start < whole.size:
        name = whole[start : start + 16].to_pybytes().decode().strip()
        size = int.from_bytes(whole[start + 16 : start + 24].to_pybytes(), "big")
        with pa.ipc.open_stream(whole[start + 24 : start + 24 + size]) as reader:
            yield name, reader.read_all()
        start += 24 + size
