"""The results as Parquet datasets, partitioned by year and region; only the owner of the ledger writes them.

A file is written beside the store (``.staged``), registered in the ledger in the transaction that takes its rows out of
the ledger, and only then moved to its place. A reader therefore sees every row once, at any moment; what a killed run
left behind is either moved to its place or removed at the next start. What the ledger does not know is somebody
else's: it is never removed, and a store in which there is such a thing is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from reconcile.archive.ledger import GONE, NEW, Ledger, Part, Withdrawn
from reconcile.archive.regions import UNKNOWN
from reconcile.archive.rows import SCHEMAS, STORE, VERSION, unpack
from reconcile.errors import UsageError

LEDGER, LOG, LOCK, STAGED = "ledger.sqlite", "run.log", "lock", ".staged"
WHOLE = ("duplicates", "across")  # datasets that are one file
GROUP = 20_000  # rows that are joined before they are written: what the parent holds at most, for each dataset
DUPLICATES = pa.schema([("path", pa.string()), ("duplicate_of", pa.string()), ("sha256", pa.string())])

EMPTY = Part(0, "", 0, UNKNOWN)


class Store:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.staged = root / STAGED

    def refuse_other_version(self) -> None:
        """UsageError where the store was written by a program whose rows are others."""
        first = self.place(EMPTY._replace(dataset="documents"))
        try:
            known = (pq.read_schema(first).metadata or {}).get(STORE) if first.exists() else VERSION
        except (OSError, pa.ArrowException) as error:
            raise UsageError(f"结果文件夹 {self.root} 已损坏（{first}：{error}），请换一个结果文件夹") from None
        if known != VERSION:
            raise UsageError(f"结果文件夹 {self.root} 是程序的另一版本写的，格式不同；请换一个结果文件夹，重新检查")

    def prepare(self) -> None:
        """The store's folder, with an empty file in each dataset, so that queries find every dataset from the start;
        UsageError where it cannot be made, or where the folder is another one's."""
        try:
            if self.root.exists() and not (self.root / LEDGER).exists():
                self._refuse_strangers()
            self.staged.mkdir(parents=True, exist_ok=True)
            for name in SCHEMAS:
                first = self.place(EMPTY._replace(dataset=name))
                first.parent.mkdir(parents=True, exist_ok=True)
                if not first.exists():
                    pq.write_table(SCHEMAS[name].empty_table(), self._staged(EMPTY))
                    os.replace(self._staged(EMPTY), first)
        except OSError as error:
            raise UsageError(f"写不了结果文件夹 {self.root}：{error.strerror or error}") from error

    def recover(self, ledger: Ledger) -> None:
        """After a run that was killed: registered files are put in their places, what else it had begun is removed.
        UsageError for files of results that the ledger does not know."""
        self.publish(ledger)
        for file in self.staged.iterdir():
            if file.suffix == ".parquet" and file.name.split(".")[0] in ("", *SCHEMAS, *WHOLE):
                file.unlink()
        unknown = self._results() - {self.place(part) for part in ledger.parts()}
        if unknown:
            raise UsageError(
                f"{min(unknown)} 等 {len(unknown)} 个文件在台账中没有登记，不是这里的结果；"
                "请把它们移走，或换一个结果文件夹"
            )

    def _results(self) -> set[Path]:
        """The files of rows that there are, but for the empty ones that every store has."""
        empty = {self.place(EMPTY._replace(dataset=dataset)) for dataset in SCHEMAS}
        return {f for dataset in SCHEMAS for f in (self.root / dataset).glob("year=*/region=*/*.parquet")} - empty

    def _refuse_strangers(self) -> None:
        """UsageError for a folder without a ledger that holds results, or what no store holds."""
        if self._results() or any(file for name in WHOLE for file in (self.root / name).glob("*")):
            raise UsageError(
                f"{self.root} 中有检查结果，但台账（{LEDGER}）不在，不知道哪些材料检查过；"
                "请找回台账，或换一个结果文件夹"
            )
        strangers = {p.name for p in self.root.iterdir()} - {LOG, LOCK, STAGED, *SCHEMAS, *WHOLE}
        if strangers:
            raise UsageError(f"{self.root} 中有别的文件（{min(strangers)}），不是结果文件夹；请换一个新的或空的文件夹")

    def flush(self, ledger: Ledger, least: int = 1) -> int:
        """Moves pending rows of partitions with at least ``least`` documents to files; the number of files written."""
        places, gone = ledger.places(least), ledger.withdrawn()
        if not places and not gone:
            return 0
        batch = ledger.next_batch()
        parts: list[Part] = []
        for year, region in places:
            parts += self._write(Part(batch, "", year, region), ledger.blobs(year, region))
        parts += self._without(gone, ledger.parts())
        ledger.settle(batch, places, parts, gone)
        self.publish(ledger)
        pa.default_memory_pool().release_unused()
        return len(parts)

    def publish(self, ledger: Ledger) -> None:
        waiting = ledger.parts(staged_only=True)
        for part in waiting:
            place, staged = self.place(part), self._staged(part)
            if part.staged == GONE:
                place.unlink(missing_ok=True)
            elif staged.exists():  # else it was moved just before the run was killed
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staged, place)
        if waiting:
            ledger.placed(waiting)

    def write_duplicates(self, ledger: Ledger) -> None:
        """The list of paths whose content was checked under another path, whole and anew."""
        found = list(ledger.duplicates())
        arrays = [pa.array([row[i] for row in found], pa.string()) for i in range(3)]
        self.write_whole("duplicates", pa.table(arrays, schema=DUPLICATES))

    def write_whole(self, name: str, table: pa.Table) -> None:
        """A dataset that is one file, replaced at once."""
        folder = self.root / name
        folder.mkdir(exist_ok=True)
        staged = self.staged / f"{name}.parquet"
        pq.write_table(table, staged, compression="zstd")
        os.replace(staged, folder / f"{name}.parquet")

    def place(self, part: Part) -> Path:
        folder = self.root / part.dataset / f"year={part.year}" / f"region={part.region}"
        return folder / f"part-{part.batch:06d}.parquet"

    def _staged(self, part: Part) -> Path:
        return self.staged / f"{part.dataset}.{part.batch:06d}.{part.year}.{part.region}.parquet"

    def _write(self, place: Part, blobs: Iterable[bytes]) -> list[Part]:
        """One file a dataset with the rows of all blobs; the parts as they are to be registered."""
        writers = {
            name: _Writer(self._staged(place._replace(dataset=name)), schema) for name, schema in SCHEMAS.items()
        }
        for blob in blobs:
            for name, table in unpack(blob):
                writers[name].add(table)
        return [
            place._replace(dataset=name, rows=writer.close(), staged=NEW)
            for name, writer in writers.items()
            if writer.rows
        ]

    def _without(self, gone: Sequence[Withdrawn], parts: Sequence[Part]) -> list[Part]:
        """The files that hold rows of withdrawn documents, written anew without them."""
        changed: list[Part] = []
        by_place = sorted(gone, key=lambda w: (w.batch, w.year, w.region))
        for place, group in groupby(by_place, key=lambda w: (w.batch, w.year, w.region)):
            docs = pa.array([w.sha256[:16] for w in group])
            for part in (p for p in parts if (p.batch, p.year, p.region) == place):
                table = pq.read_table(self.place(part), schema=SCHEMAS[part.dataset], partitioning=None)
                kept = table.filter(pc.invert(pc.is_in(table["doc"], value_set=docs)))
                if kept.num_rows:
                    writer = _Writer(self._staged(part), SCHEMAS[part.dataset])
                    writer.add(kept)
                    writer.close()
                changed.append(part._replace(rows=kept.num_rows, staged=NEW if kept.num_rows else GONE))
        return changed


class _Writer:
    """A Parquet file that is begun with its first rows and on the disk for good when closed."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.rows = 0
        self._path, self._schema = path, schema
        self._held: list[pa.Table] = []
        self._writer: pq.ParquetWriter | None = None

    def add(self, table: pa.Table) -> None:
        self.rows += table.num_rows
        self._held.append(table)
        if sum(t.num_rows for t in self._held) >= GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._writer is None:
            self._writer = pq.ParquetWriter(self._path, self._schema, compression="zstd")
        self._writer.write_table(pa.concat_tables(self._held).combine_chunks())
        self._held.clear()

    def close(self) -> int:
        if self._held:
            self._flush()
        if self._writer is not None:
            self._writer.close()
            descriptor = os.open(self._path, os.O_RDONLY)
            os.fsync(descriptor)
            os.close(descriptor)
        return self.rows
