"""One digit changed in ticked numbers that are printed once: what is looked for, changed and counted."""

from __future__ import annotations

import random
import re
import time
from collections import Counter
from multiprocessing import active_children
from pathlib import Path

import pytest

from benchmarks import ticks
from benchmarks.paraphrases import take
from reconcile.checking import check_document
from reconcile.lexicon import Lexicon
from tools import cached, workers

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


def test_numbers_printed_once_change_in_one_digit_and_stay_where_they_are(tmp_path: Path) -> None:
    document = cached.read(SAMPLES / "account_clean.txt", tmp_path)
    lines = ticks.once(document, check_document(document, Lexicon.load()))
    assert lines
    everything = "\n".join(ticks.texts(document))
    for line in lines:
        assert len(re.findall(rf"(?<![\d.,]){re.escape(line.quote)}", everything)) == 1
        fault = ticks.changed(document, line, random.Random(line.quote))
        assert fault is not None
        after, new = fault
        assert new != line.value
        assert not new.startswith("0") or line.value.startswith("0")
        old_text, text = (d.blocks[line.block].text for d in (document, after))  # type: ignore[union-attr]
        assert sum(a != b for a, b in zip(old_text, text, strict=True)) == 1


def test_a_run_prints_what_is_still_ticked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [str(SAMPLES / "account_clean.txt"), "--numbers", "4", "--seed", "7", "--jobs", "1"]
    code = ticks.main([*given, "--cache", str(tmp_path)])
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("4 numbers (seed 7): ")
    assert code == int("(0.0%)" not in last)


def test_documents_are_taken_from_every_folder_in_turn() -> None:
    paths = [Path(folder, f"{n}.txt") for folder, number in (("a", 9), ("b", 2), ("c", 5)) for n in range(number)]
    taken = take(paths, 6, "seed")
    assert Counter(p.parent.name for p in taken) == {"a": 2, "b": 2, "c": 2}
    assert taken == take(paths, 6, "seed") != take(paths, 6, "other")
    assert set(take(paths, 0, "seed")) == set(paths)


def test_a_run_that_has_no_time_left_tells_what_it_has_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = [str(SAMPLES / "account_clean.txt")] * 3
    ticks.main([*given, "--numbers", "4", "--seed", "7", "--jobs", "1", "--minutes", "0", "--cache", str(tmp_path)])
    assert "1 of 3 documents" in capsys.readouterr().err


def test_no_worker_goes_on_when_nobody_asks_further() -> None:
    found = workers.each(slowly, [0.0, 60.0], 2)
    assert next(found) == 0.0
    [beside] = active_children()
    found.close()  # type: ignore[attr-defined]
    beside.join(20)
    assert beside.exitcode


def slowly(seconds: float) -> float:
    time.sleep(seconds)
    return seconds
