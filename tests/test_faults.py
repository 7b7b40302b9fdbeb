"""Fault injection, small: a few seeded faults of every kind in the clean samples, so that a rule that stops working or
starts to alarm elsewhere is seen at once. The large run is ``benchmarks/faults.py``."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from reconcile.document import Document, Paragraph, Place, Segment

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def faults() -> ModuleType:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import faults as module
    finally:
        sys.path.pop(0)
    return module


@pytest.mark.parametrize("name", ["budget_clean.txt", "account_clean.txt"])
def test_seeded_faults_are_found_and_nothing_else(faults: ModuleType, name: str) -> None:
    _, results = faults.run(ROOT / "samples" / name, each=2, seed=7, kind="")
    numbers = [r for r in results if not r.kind.startswith("words")]
    assert len(numbers) >= 20
    assert len({r.kind for r in results}) >= 15
    assert sum(r.detected for r in numbers) >= 0.95 * len(numbers), [r.told for r in numbers if not r.detected]
    assert sum(r.quiet for r in results) >= 0.95 * len(results), [r.told for r in results if not r.quiet]
    sure = [r for r in numbers if r.identifiable]
    assert sum(r.cause for r in sure) >= 0.9 * len(sure), [r.told for r in sure if not r.cause]


def test_what_stands_behind_a_change_moves(faults: ModuleType) -> None:
    paragraph = Paragraph("收入12万元", (Segment(0, Place(1, 1)), Segment(4, Place(1, 2))))
    changed = faults.injection.with_text(Document("a", "text", (paragraph,)), 0, 2, 4, "345").blocks[0]
    assert changed.text == "收入345万元"
    assert changed.place(5).line == 2
    assert changed.place(4).line == 1
