"""Small archives, runs over them, and questions to their stores."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import duckdb
import poison

from reconcile.archive.batch import Options, run
from reconcile.archive.work import Limits

OPTIONS = Options(
    workers=2, limits=Limits(seconds=1.5, megabytes=700, largest=1 << 20), check=poison.check, version="v1", every=1.0
)


def archive(root: Path, **texts: str) -> Path:
    folder = root / "archive"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def rows(store: Path, query: str) -> list[tuple[object, ...]]:
    """The query's rows, with ``{documents}`` and so on for the datasets."""
    names = ("documents", "findings", "figures", "facts", "relations", "sentences", "checklist", "duplicates", "across")
    tables = {n: f"read_parquet('{store}/{n}/**/*.parquet', hive_partitioning=true)" for n in names}
    return duckdb.sql(query.format(**tables)).fetchall()


def reasons(store: Path) -> dict[str, str]:
    found = rows(store, "select path, status || ' ' || coalesce(reason, '') from {documents}")
    return {Path(str(path)).stem: str(told).strip() for path, told in found}


def start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """A run in a process of its own, with the options of this module."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, __file__, str(folder), str(store)]
    return subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment)


if __name__ == "__main__":
    stopped = run([sys.argv[1]], Path(sys.argv[2]), OPTIONS, progress=False).stopped
    sys.exit(130 if stopped else 0)
