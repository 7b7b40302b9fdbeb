"""What a user writes, for ``mypy --strict`` in continuous integration: the surface is typed, nothing is Any."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path

import reconcile
from reconcile import settings


def wrong(path: Path) -> list[tuple[str, str | None]]:
    report: reconcile.Report = reconcile.check(path, settings=settings.Settings(select=("R1",)), year=2024)
    again = reconcile.check(io.BytesIO(path.read_bytes()), name=path.name, lexicon=[path.parent])
    assert again.summary.errors == report.summary.errors
    return [(f.code, e.value) for f in report.findings if f.severity == "error" for e in f.evidence]


def amounts(text: str) -> list[Decimal]:
    return [q.value for q in reconcile.extract(text) if isinstance(q.value, Decimal)]


def tables(path: str) -> int:
    document: reconcile.Document = reconcile.read(path)
    return sum(len(grid.rows) for grid in document.grids)


def holds(total: str, parts: list[str]) -> bool:
    found: reconcile.Verified = reconcile.verify("sum", total, parts)
    return found.verdict in ("agrees", "by_rounding")
