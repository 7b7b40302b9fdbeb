"""The ledger of an archive: which document was checked under which version, and where its rows are.

SQLite in WAL mode. A result and its rows enter in one transaction; moving rows to Parquet files and registering the
files is another. So a run that ends anyhow (kill -9, power) leaves a ledger that says exactly what is done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from reconcile.archive.sources import Item
from reconcile.archive.work import Result
from reconcile.tuples import NamedTuple

SCHEMA = """
CREATE TABLE IF NOT EXISTS files (
    path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, sha256 TEXT, version TEXT
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS files_by_content ON files (sha256, version);
CREATE TABLE IF NOT EXISTS works (
    sha256 TEXT, version TEXT, path TEXT, status TEXT, reason TEXT, year INTEGER, region TEXT, seconds REAL,
    batch INTEGER, withdrawn INTEGER DEFAULT 0, PRIMARY KEY (sha256, version)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS works_withdrawn ON works (batch) WHERE withdrawn;
CREATE TABLE IF NOT EXISTS pending (
    id INTEGER PRIMARY KEY, sha256 TEXT, version TEXT, year INTEGER, region TEXT, blob BLOB
);
CREATE INDEX IF NOT EXISTS pending_by_place ON pending (year, region);
CREATE INDEX IF NOT EXISTS pending_by_content ON pending (sha256, version);
CREATE TABLE IF NOT EXISTS parts (
    batch INTEGER, dataset TEXT, year INTEGER, region TEXT, rows INTEGER, staged INTEGER,
    PRIMARY KEY (batch, dataset, year, region)
) WITHOUT ROWID;
"""
NOT_STAGED, NEW, GONE = 0, 1, 2


class Part(NamedTuple):
    """A Parquet file of the store. ``staged``: 0 in place, 1 waiting to be put in place, 2 waiting to be removed."""

    batch: int
    dataset: str
    year: int
    region: str
    rows: int = 0
    staged: int = NOT_STAGED


class Withdrawn(NamedTuple):
    """A document whose rows in ``batch`` are to go: it has changed, or was checked anew under another version."""

    sha256: str
    version: str
    batch: int
    year: int
    region: str


class Ledger:
    """One writer at a time (the runner locks the store); ``version`` is the one that this run checks under."""

    def __init__(self, path: Path, version: str) -> None:
        self.version = version
        self._running: set[str] = set()
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=NORMAL")
        self._db.executescript(SCHEMA)
        # paths that were linked to a document that never got finished are due again
        self._db.execute(
            "DELETE FROM files WHERE NOT EXISTS "
            "(SELECT 1 FROM works w WHERE w.sha256 = files.sha256 AND w.version = files.version)"
        )

    def close(self) -> None:
        self._db.close()

    # taking documents

    def seen(self, item: Item) -> bool:
        """Whether the item was done under this version and has not changed since, by name, size and time alone."""
        row = self._db.execute("SELECT size, mtime, version FROM files WHERE path = ?", (item.path,)).fetchone()
        return row is not None and row == (item.size, item.mtime, self.version)

    def claim(self, item: Item, sha256: str) -> str:
        """``due`` for content that is to be checked. Else the item is linked to the document that has it (done, or
        running): ``skipped`` where that is its own, only newly dated, and ``duplicate`` where it is another's."""
        known = sha256 in self._running or self._db.execute(
            "SELECT 1 FROM works WHERE sha256 = ? AND version = ? AND NOT withdrawn", (sha256, self.version)
        ).fetchone()  # fmt: skip
        if not known:
            self._running.add(sha256)
            return "due"
        own = self._db.execute(
            "SELECT 1 FROM works WHERE sha256 = ? AND version = ? AND path = ?", (sha256, self.version, item.path)
        ).fetchone()  # fmt: skip
        with self._transaction():
            self._link(item, sha256)
        return "skipped" if own else "duplicate"

    def forget(self, statuses: Sequence[str]) -> int:
        """Makes documents with these statuses due again; how many."""
        marks = ",".join("?" * len(statuses))
        with self._transaction():
            found = self._db.execute(
                f"SELECT sha256, version FROM works WHERE status IN ({marks})", statuses
            ).fetchall()
            for sha256, version in found:
                self._db.execute("DELETE FROM files WHERE sha256 = ? AND version = ?", (sha256, version))
                self._withdraw(sha256, version)
        return len(found)

    # recording results

    def finish(self, results: Iterable[Result]) -> None:
        """The results and their rows, all or none."""
        with self._transaction():
            for result in results:
                item, sha256 = result.job.item, result.job.sha256
                self._drop_withdrawn_twin(sha256)
                self._db.execute(
                    "INSERT INTO works (sha256, version, path, status, reason, year, region, seconds) "
                    "VALUES (?,?,?,?,?,?,?,?)",
                    (sha256, self.version, item.path, *result[1:6]),
                )  # fmt: skip
                self._db.execute(
                    "INSERT INTO pending (sha256, version, year, region, blob) VALUES (?,?,?,?,?)",
                    (sha256, self.version, result.year, result.region, result.blob),
                )
                self._link(item, sha256)
                self._running.discard(sha256)

    def _link(self, item: Item, sha256: str) -> None:
        """Notes what the path holds now, and withdraws what it held before unless another path still holds it."""
        before = self._db.execute("SELECT sha256, version FROM files WHERE path = ?", (item.path,)).fetchone()
        self._db.execute(
            "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?)", (item.path, item.size, item.mtime, sha256, self.version)
        )
        if before and before != (sha256, self.version):
            held = self._db.execute("SELECT 1 FROM files WHERE sha256 = ? AND version = ? LIMIT 1", before).fetchone()
            if not held:
                self._withdraw(*before)

    def _withdraw(self, sha256: str, version: str) -> None:
        """Rows that are not in a file yet go at once, the others with the next `settle`."""
        key = (sha256, version)
        self._db.execute("DELETE FROM pending WHERE sha256 = ? AND version = ?", key)
        self._db.execute("DELETE FROM works WHERE sha256 = ? AND version = ? AND batch IS NULL", key)
        self._db.execute("UPDATE works SET withdrawn = 1 WHERE sha256 = ? AND version = ?", key)

    def _drop_withdrawn_twin(self, sha256: str) -> None:
        """A content that was withdrawn and comes back before the files were rewritten: keyed apart until they are."""
        self._db.execute(
            "UPDATE works SET version = version || '~' || batch WHERE sha256 = ? AND version = ? AND withdrawn",
            (sha256, self.version),
        )

    # from pending rows to files

    def places(self, least: int) -> list[tuple[int, str]]:
        """The partitions (year, region) that have at least ``least`` pending documents."""
        found = self._db.execute(
            "SELECT year, region FROM pending GROUP BY year, region HAVING count(*) >= ? ORDER BY year, region",
            (least,),
        )
        return [(int(y), str(r)) for y, r in found]

    def waiting(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM pending").fetchone()[0])

    def blobs(self, year: int, region: str) -> Iterator[bytes]:
        """The pending rows of a partition, in the order of the documents' contents."""
        query = "SELECT blob FROM pending WHERE year = ? AND region = ? ORDER BY sha256"
        return (bytes(b) for (b,) in self._db.execute(query, (year, region)))

    def withdrawn(self) -> list[Withdrawn]:
        query = "SELECT sha256, version, batch, year, region FROM works WHERE withdrawn AND batch IS NOT NULL"
        return [Withdrawn(*row) for row in self._db.execute(query)]

    def parts(self, staged_only: bool = False) -> list[Part]:
        query = "SELECT batch, dataset, year, region, rows, staged FROM parts" + (
            " WHERE staged" if staged_only else ""
        )
        return [Part(*row) for row in self._db.execute(query)]

    def next_batch(self) -> int:
        parts, works = (self._db.execute(f"SELECT max(batch) FROM {t}").fetchone()[0] or 0 for t in ("parts", "works"))
        return int(max(parts, works)) + 1

    def settle(
        self, batch: int, places: Sequence[tuple[int, str]], parts: Sequence[Part], gone: Sequence[Withdrawn]
    ) -> None:
        """The staged files take the place of pending rows, documents that were withdrawn are gone: even if the power
        fails now."""
        self._db.execute("PRAGMA synchronous=FULL")
        with self._transaction():
            for year, region in places:
                self._db.execute(
                    "UPDATE works SET batch = ? WHERE (sha256, version) IN "
                    "(SELECT sha256, version FROM pending WHERE year = ? AND region = ?)",
                    (batch, year, region),
                )
                self._db.execute("DELETE FROM pending WHERE year = ? AND region = ?", (year, region))
            self._db.executemany("INSERT OR REPLACE INTO parts VALUES (?,?,?,?,?,?)", parts)
            self._db.executemany(
                "DELETE FROM works WHERE sha256 = ? AND version = ?", [(w.sha256, w.version) for w in gone]
            )
        self._db.execute("PRAGMA synchronous=NORMAL")

    def placed(self, parts: Sequence[Part]) -> None:
        """The staged files are in their places now."""
        with self._transaction():
            for p in parts:
                key = (p.batch, p.dataset, p.year, p.region)
                where = "WHERE batch = ? AND dataset = ? AND year = ? AND region = ?"
                verb = "DELETE FROM parts " if p.staged == GONE else "UPDATE parts SET staged = 0 "
                self._db.execute(verb + where, key)

    # telling

    def counts(self) -> dict[str, int]:
        """Documents by status, and ``duplicate`` paths."""
        found = dict(
            self._db.execute("SELECT status, count(*) FROM works WHERE NOT withdrawn GROUP BY status").fetchall()
        )
        paths = int(self._db.execute("SELECT count(*) FROM files").fetchone()[0])
        return {**found, "duplicate": paths - sum(found.values())}

    def duplicates(self) -> Iterator[tuple[str, str, str]]:
        """(path, path of the document that was checked, sha256) of every path whose content stands elsewhere too."""
        query = (
            "SELECT f.path, w.path, f.sha256 FROM files f JOIN works w "
            "ON w.sha256 = f.sha256 AND w.version = f.version WHERE f.path <> w.path ORDER BY f.path"
        )
        yield from self._db.execute(query)

    def _transaction(self) -> _Transaction:
        return _Transaction(self._db)


class _Transaction:
    """All that happens inside is written, or nothing when it raises."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def __enter__(self) -> None:
        self._db.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self._db.execute("COMMIT" if kind is None else "ROLLBACK")
