"""The comparison over a whole store: office by office, a bounded number of documents in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import PurePath
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from reconcile.archive.across import compare
from reconcile.archive.across.papers import Cross, Line, Paper, Said, comparable, line_of
from reconcile.archive.cells import Cell
from reconcile.archive.rows import SCHEMAS, evidence_row
from reconcile.archive.store import Store
from reconcile.interval import Printed
from reconcile.patterns import lazy

T = TypeVar("T")
PLACED = lazy(r"[省市盟县区旗州](?=.)")
AT_ONCE = 120  # documents that are held in memory together
SCHEMA = pa.schema(
    [
        *((n, pa.string()) for n in ("doc", "other", "path", "other_path", "office", "region")),
        ("year", pa.int32()),
        *((n, pa.string()) for n in ("code", "name", "kind", "severity", "message", "expected")),
        SCHEMAS["findings"].field("evidence"),
    ]
)


def write(store: Store) -> int:
    """Compares all documents of the store and writes what is found as the dataset ``across``; how much that is."""
    documents = [
        d for d in papers_of(store) if d["office"] and d["year"] and d["basis"] and comparable(d["kind"] or "")
    ]
    for d in documents:
        d["group"] = group_name(d["office"], d["path"])
    documents.sort(key=lambda d: (d["region"], d["group"], d["path"]))
    by_doc = {d["doc"]: d for d in documents}
    found: list[dict[str, Any]] = []
    for region, group in groupby(documents, key=lambda d: str(d["region"])):
        for some in chunks(list(group)):
            papers = load(store, region, some)
            for same in families(papers, key=lambda p: p.office):
                found += (row(c, by_doc) for c in compare(same))
    store.write_whole("across", pa.Table.from_pylist(found, schema=SCHEMA))
    return len(found)


def group_name(office: str, path: str) -> str:
    """By what documents are taken to be of one office: its name, and where the name has no place (财政局) also the
    folder, for every city has one."""
    return office if PLACED.search(office) else f"{PurePath(path.replace('!/', '/')).parent}/{office}"


def papers_of(store: Store) -> list[dict[str, Any]]:
    columns = ["doc", "path", "kind", "office", "level", "basis", "year", "region"]
    rows: list[dict[str, Any]] = dataset(store, "documents").to_table(columns=columns).to_pylist()
    return rows


def dataset(store: Store, name: str) -> Any:
    parts = ds.partitioning(pa.schema([("year", pa.int32()), ("region", pa.string())]), flavor="hive")
    files = [str(p) for p in (store.root / name).glob("year=*/region=*/*.parquet")]
    schema = pa.schema([*SCHEMAS[name], ("year", pa.int32()), ("region", pa.string())])
    base = str(store.root / name)
    return ds.dataset(files, schema=schema, format="parquet", partitioning=parts, partition_base_dir=base)


def chunks(documents: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """The documents in portions of about `AT_ONCE`, a family of offices undivided; what stands alone is left out."""
    some: list[dict[str, Any]] = []
    for same in families(documents, key=lambda d: str(d["group"])):
        if len(same) > 1:
            some += same
        if len(some) >= AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def families(items: Sequence[T], key: Callable[[T], str]) -> Iterator[list[T]]:
    """The items, sorted by office, an office and those whose names begin with its name together."""
    family: list[T] = []
    for item in items:
        if family and not key(item).startswith(key(family[0])):
            yield family
            family = []
        family.append(item)
    if family:
        yield family


def load(store: Store, region: str, documents: Sequence[dict[str, Any]]) -> list[Paper]:
    """The papers of the documents, in their order."""
    wanted = (pc.field("region") == region) & pc.field("doc").isin([d["doc"] for d in documents])
    tables = {n: grouped(store, n, wanted) for n in ("facts", "figures", "sentences", "findings")}
    return [
        Paper(
            d["doc"], d["path"], d["group"], d["level"] or "", d["basis"] or "", d["year"],
            tuple(cell(r) for r in tables["facts"].get(d["doc"], ()) if r["amount"] is not None),
            tuple(line for r in tables["figures"].get(d["doc"], ()) if (line := line_in(r))),
            tuple((r["text"], r["page"]) for r in tables["sentences"].get(d["doc"], ())),
            tuple(said(r) for r in tables["findings"].get(d["doc"], ())),
        )
        for d in documents
    ]  # fmt: skip


def grouped(store: Store, name: str, wanted: Any) -> dict[str, list[dict[str, Any]]]:
    """The dataset's rows by document, in the order in which they were written."""
    found: dict[str, list[dict[str, Any]]] = {}
    names = [n for n in SCHEMAS[name].names if n != "evidence"]
    # little is read ahead: what counts here is the parent's memory
    few = {"batch_size": 8192, "batch_readahead": 1, "fragment_readahead": 1}
    for batch in dataset(store, name).scanner(columns=names, filter=wanted, **few).to_batches():
        for r in batch.to_pylist():
            found.setdefault(r["doc"], []).append(r)
    return found


def line_in(r: dict[str, Any]) -> Line | None:
    about = "；".join(t for t in (r["context"], r["against"]) if t)
    return line_of(
        r["type"],
        r["subject"] or "",
        r["measure"] or "",
        r["quote"],
        r["value"],
        r["unit"],
        about,
        r["page"],
        r["status"],
    )


def said(r: dict[str, Any]) -> Said:
    return Said(r["code"], r["name"], r["severity"], r["quote"] or "")


def cell(r: dict[str, Any]) -> Cell:
    amount: Decimal = r["amount"]
    printed = Printed(int(amount.scaleb(-r["exponent"])), r["exponent"])
    return Cell(
        r["table_n"], r["kind"], r["title"], r["unit"], r["code"], r["label"], r["header"], r["text"], printed,
        r["row_n"], r["column_n"],
    )  # fmt: skip


def row(cross: Cross, documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    own, other, f = documents[cross.doc], documents[cross.other], cross.finding
    return {
        "doc": cross.doc, "other": cross.other, "path": own["path"], "other_path": other["path"],
        "office": own["office"], "region": own["region"], "year": own["year"], "code": f.code, "name": f.name,
        "kind": f.kind, "severity": str(f.severity), "message": f.message, "expected": f.expected,
        "evidence": [evidence_row(e) for e in f.evidence],
    }  # fmt: skip
