"""Rewordings apply where they say, and the run over them sees a tick that is lost and an error that is new."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import paraphrases, rewording
from reconcile.checking import check_document
from reconcile.document import Document, Paragraph
from reconcile.lexicon import Lexicon
from tools import cached, workers

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture(autouse=True)
def no_limit_is_left() -> Iterator[None]:
    """What a worker allows itself must not end the process of the tests later."""
    yield
    workers.allow(0)


def test_there_are_rewordings_enough_and_each_applies_to_its_example() -> None:
    rows = rewording.rows()
    kinds = Counter(r.kind for r in rows)
    assert kinds["same"] >= 40
    assert set(kinds) == {"same", "unknown"}
    assert [r.id for r in rows if not r.find.search(r.example)] == []
    assert len({(r.kind, r.id) for r in rows}) == len(rows)


def test_places_are_reworded_one_at_a_time_with_the_numbers_kept() -> None:
    document = Document("", "text", (Paragraph("收入51.20亿元，比上年增加3.10亿元，增长6.4%。"),))
    found = [p for p in rewording.places(document, rewording.rows()) if p.id == "order_bracket"]
    assert len(found) == 1
    changed = rewording.reworded(document, found)
    assert changed.paragraphs[0].text == "收入51.20亿元，比上年增加3.10亿元（增长6.4%）。"


def test_draws_are_even_over_the_rows_and_the_same_for_a_seed(tmp_path: Path) -> None:
    path = SAMPLES / "account_clean.txt"
    found = {path: list(rewording.places(cached.read(path, tmp_path), rewording.rows()))}
    drawn = rewording.draw(found, 60, random.Random("1"))
    assert drawn == rewording.draw(found, 60, random.Random("1"))
    assert max(Counter(p.id for p in drawn[path]).values()) <= 2
    groups = list(rewording.groups(drawn[path], 8))
    assert sorted(p for g in groups for p in g) == sorted(drawn[path])
    assert all(len({p.block for p in g}) == len(g) <= 8 for g in groups)


def test_an_effect_tells_new_errors_with_the_place_that_makes_them_and_lost_ticks(tmp_path: Path) -> None:
    lexicon = Lexicon.load()
    document = cached.read(SAMPLES / "account_clean.txt", tmp_path)
    before = check_document(document, lexicon)
    line = next(f for f in before.ledger if f.quote == "1154.46万元" and paraphrases.ticked(f))
    false = rewording.Place(line.block, line.start, line.end, "3154.46万元", "same", "false")
    blocks = [f.block for f in before.ledger if f.block != line.block]
    harmless = [rewording.Place(b, 0, 0, "", "same", "harmless") for b in sorted(set(blocks))[:3]]
    effect = paraphrases.effect(document, before, (*harmless, false), lexicon)
    assert [group for group, _ in effect.errors] == [(false,)]
    assert effect.lost["false"] >= 1
    alone = paraphrases.effect(document, before, tuple(harmless), lexicon)
    assert alone.errors == ()
    assert alone.lost.total() == 0
    assert alone.ticks["harmless"] >= 3


def test_a_run_prints_each_row_and_the_sums(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [str(SAMPLES / "account_clean.txt"), "--places", "8", "--seed", "7", "--jobs", "1"]
    paraphrases.main([*given, "--cache", str(tmp_path)])
    said = capsys.readouterr().out
    assert "same: 8 places (seed 7), " in said
    assert "unknown: 8 places (seed 7), " in said


def test_a_path_that_is_not_there_is_no_leave_to_take_others(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="there is no"):
        paraphrases.main([str(tmp_path / "gone.txt"), "--places", "1"])
