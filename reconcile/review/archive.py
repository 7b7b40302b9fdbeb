"""What can be asked of a store: findings, numbers and documents by words, office, year, region, kind, rule and state.

DuckDB reads the store's Parquet; documents, findings and decisions are held in memory, numbers are read where they lie.
A person's words are parameters of a query and never part of it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from reconcile.archive.rows import SCHEMAS
from reconcile.archive.stats import STATUSES
from reconcile.decisions import trail
from reconcile.errors import UsageError
from reconcile.tuples import NamedTuple

from .archive_sql import (
    COLUMNS,
    DECIDED,
    FINDINGS,
    NEEDED,
    SOURCES,
    WIDENED,
    Filter,
    conditions,
    decided,
    select,
    widened,
)

PAGE = 50  # rows that a page shows
MOST_EXPORTED = 1_000_000
MOST_OFFICES = 400  # rows of the matrix


class Listing(NamedTuple):
    """One page of what was found, and how much there is in all."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    total: int


class Archive:
    def __init__(self, root: Path, record: Path | None = None) -> None:
        self.root = root
        self.record = record or root / trail.NAME
        self._lock = threading.Lock()
        self._mark: object = object()
        # no temporary directory: what is too large for memory fails instead of lying about on a disk
        config = {"threads": 2, "memory_limit": "1GB", "temp_directory": ""}
        self._database = duckdb.connect(":memory:", config=config)
        self._database.execute("SET autoinstall_known_extensions=false; SET autoload_known_extensions=false")
        for name in ("findings", "figures"):
            self._view(name)
        self._load_documents()
        self._database.execute(FINDINGS)
        self.choices = self._choices()
        self.refresh()

    def _files(self, name: str) -> str:
        return str(self.root / name / "year=*" / "region=*" / "*.parquet").replace("'", "''")

    def _view(self, name: str) -> None:
        try:
            self._database.execute(
                f"CREATE VIEW all_{name} AS SELECT * FROM read_parquet('{self._files(name)}', hive_partitioning=true, "
                "hive_types={'year': INTEGER, 'region': VARCHAR})"
            )
            missing = set(NEEDED[name]) - {r[0] for r in self._database.execute(f"DESCRIBE all_{name}").fetchall()}
        except duckdb.Error as error:
            raise UsageError(f"{self.root} 不是 batch 的结果文件夹，或已损坏（{str(error).splitlines()[0]}）") from None
        if missing:
            raise UsageError(f"{self.root} 是旧版本的结果，缺少 {'、'.join(sorted(missing))}；请用 batch 重新检查")

    def _load_documents(self) -> None:
        columns = ", ".join(n for n in SCHEMAS["documents"].names if n not in ("notices", "version"))
        self._database.execute(
            f"CREATE TABLE documents AS SELECT {columns}, year, region, "
            "entity || '|' || kind || '|' || year AS owner, "
            "coalesce(try_cast(regexp_extract(filename, 'part-(\\d+)', 1) AS INTEGER), 0) AS batch "
            f"FROM read_parquet('{self._files('documents')}', hive_partitioning=true, filename=true, "
            "hive_types={'year': INTEGER, 'region': VARCHAR}) WHERE status IS NOT NULL"
        )
        self._database.execute("CREATE VIEW last_run AS SELECT max(batch) AS batch FROM documents")

    def refresh(self) -> None:
        """The decisions as they are now."""
        try:
            found = self.record.stat()
            mark: object = (found.st_size, found.st_mtime_ns)
        except OSError:
            mark = None
        with self._lock:
            if mark == self._mark:
                return
            self.reading = trail.read(self.record)
            self._mark = mark
            rows = pa.Table.from_pylist(list(decided(self.reading.lines)), schema=DECIDED)
            self._database.register("decided_rows", rows)
            self._database.execute("CREATE OR REPLACE TABLE decided AS SELECT * FROM decided_rows")
            self._database.unregister("decided_rows")
            self._database.execute(
                "CREATE OR REPLACE TABLE decided_owners AS SELECT owner, fingerprint, last(saw) AS saw, "
                "last(decision) AS decision, last(reason) AS reason, last(person) AS person "
                "FROM decided WHERE owner <> '' GROUP BY owner, fingerprint"
            )
            wide = pa.Table.from_pylist(list(widened(self.reading.lines)), schema=WIDENED)
            self._database.register("wide_rows", wide)
            self._database.execute("CREATE OR REPLACE TABLE widened AS SELECT * FROM wide_rows")
            self._database.unregister("wide_rows")

    def ask(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        cursor = self._database.cursor()
        found = cursor.execute(sql, list(values))
        names = [d[0] for d in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def table(self, name: str, wanted: Filter) -> pa.Table:
        """All that is found, for export."""
        sql, values = select(name, wanted)
        cursor = self._database.cursor()
        found: pa.Table = cursor.execute(f"{sql} LIMIT {MOST_EXPORTED}", values).to_arrow_table()
        return found

    def listing(self, name: str, wanted: Filter, page: int) -> Listing:
        sql, values = select(name, wanted)
        rows = self.ask(f"{sql} LIMIT {PAGE} OFFSET {max(page, 0) * PAGE}", values)
        total = len(rows) if page == 0 and len(rows) < PAGE else self.count(name, wanted)
        return Listing(COLUMNS[name], rows, total)

    def count(self, name: str, wanted: Filter) -> int:
        where, values = conditions(name, wanted)
        return int(self.ask(f"SELECT count(*) AS n FROM {SOURCES[name]} {where}", values)[0]["n"])

    def document(self, doc: str) -> dict[str, Any] | None:
        found = self.ask("SELECT * FROM documents WHERE doc = ?", [doc])
        return found[0] if found else None

    def _choices(self) -> dict[str, list[Any]]:
        """What can be chosen in the filters."""
        return {
            name: [
                r["v"]
                for r in self.ask(f"SELECT DISTINCT {name} AS v FROM documents WHERE {name} IS NOT NULL ORDER BY v")
            ]
            for name in ("year", "region", "kind")
        } | {"code": self.ask("SELECT code, any_value(name) AS name FROM findings GROUP BY code ORDER BY code")}

    def totals(self) -> dict[str, Any]:
        """The whole store in one line, and what the last run added."""
        sums = ", ".join(f"sum({n})::BIGINT AS {n}" for n in ("errors", "warnings", "infos", "figures", "unchecked"))
        whole = self.ask(f"SELECT count(*) AS documents, {sums}, count(*) FILTER (errors > 0) AS bad FROM documents")[0]
        last = self.ask(
            f"SELECT count(*) AS documents, {sums} FROM documents WHERE batch = (SELECT batch FROM last_run)"
        )[0]
        states = self.ask("SELECT status, count(*) AS n FROM documents GROUP BY status")
        whole["open"] = self.count("findings", Filter(state="open"))
        return {
            **whole,
            "last": last,
            "states": [(STATUSES.get(s["status"], s["status"]), s["status"], s["n"]) for s in states],
        }

    def rules(self) -> list[dict[str, Any]]:
        """By rule: how many, in how many documents, and what people made of those that they decided on."""
        return self.ask(
            f"""SELECT code, any_value(name) AS name, count(*) AS n, count(DISTINCT doc) AS documents,
            count(*) FILTER (severity = 'error') AS errors, count(*) FILTER (state = 'true') AS right_ones,
            count(*) FILTER (state IN ('true', 'false_alarm')) AS decided,
            count(*) FILTER (state = 'false_alarm') AS dismissed
            FROM {SOURCES["findings"]} GROUP BY code ORDER BY n DESC, code"""
        )

    def widened(self) -> list[dict[str, Any]]:
        """The dismissals for an office or a kind, each with how many findings it hides."""
        return self.ask(
            f"""SELECT v.*, (SELECT count(*) FROM {SOURCES["findings"]} f WHERE f.state = 'widened' AND f.code = v.code
            AND (v.office = '' OR f.office = v.office) AND (v.kind = '' OR f.document_kind = v.kind)) AS n
            FROM widened v ORDER BY v.time DESC"""
        )

    def matrix(self, wanted: Filter) -> tuple[list[int], list[tuple[str, dict[int, dict[str, Any]]]]]:
        """Offices × years: errors and documents in each; the offices with most errors first."""
        where, values = conditions("documents", wanted)
        join = "AND" if where else "WHERE"
        rows = self.ask(
            f"""SELECT office, year, count(*) AS documents, sum(errors)::BIGINT AS errors
            FROM documents {where} {join} office <> '' AND year > 0 AND office IN
            (SELECT office FROM documents {where} {join} office <> '' GROUP BY office
             ORDER BY sum(errors) DESC NULLS LAST, office LIMIT {MOST_OFFICES})
            GROUP BY office, year""",
            [*values, *values],
        )
        found: dict[str, dict[int, dict[str, Any]]] = {}
        for row in rows:
            found.setdefault(row["office"], {})[row["year"]] = row
        years = sorted({row["year"] for row in rows})
        ordered = sorted(found.items(), key=lambda o: (-sum(c["errors"] or 0 for c in o[1].values()), o[0]))
        return years, ordered

    def trend(self) -> list[dict[str, Any]]:
        """Year by year: documents, errors a document, share of numbers that were checked."""
        return self.ask(
            """SELECT year, count(*) AS documents, sum(errors)::BIGINT AS errors,
            round(sum(errors) / count(*), 2) AS each, sum(figures)::BIGINT AS figures,
            sum(unchecked)::BIGINT AS unchecked FROM documents
            WHERE status = 'ok' AND year > 0 GROUP BY year ORDER BY year"""
        )
