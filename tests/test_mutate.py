"""Small faults are put into a copy one at a time, and what the tests say of each is told."""

from __future__ import annotations

import ast
import subprocess
from pathlib import Path

import pytest

from tools import faults, mutate

ROOT = Path(__file__).resolve().parents[1]
MODULE = '''"""A module, with a word: 'budget'."""


def same(a: str, b: str, *, known: bool = False) -> bool:
    """Whether a == b."""
    if not a or b == "budget":
        return a == b and known
    return any(c for c in b if c in "actual") and Kind.ONE is not Kind.TWO and f"{a == b}" > ""
'''


def test_every_fault_is_another_program_and_none_is_put_into_what_only_explains(tmp_path: Path) -> None:
    (tmp_path / "module.py").write_text(MODULE, encoding="utf-8")
    found = faults.faults(tmp_path, "module.py:same")
    data = MODULE.encode()
    made = [data[: f.start] + f.new + data[f.end :] for f in found]
    whole = ast.dump(ast.parse(data))
    assert all(ast.dump(ast.parse(m)) != whole for m in made)
    assert len(set(made)) == len(made)
    said = "\n".join(map(str, found))
    for what in ("comparison", "and/or", "condition left out", "not left out", "always", "never", "filter", "word",
                 "member: Kind.ONE -> Kind.TWO", "truth", "opposite"):  # fmt: skip
        assert what in said
    assert {f.line for f in found} == {4, 6, 7, 8}


def test_rows_of_a_table_are_left_out_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "rows.csv").write_text('id,name\na,甲\nb,"乙\n丙"\nc,丁\n', encoding="utf-8")
    found = faults.faults(tmp_path, "rows.csv")
    assert [f.line for f in found] == [2, 5]


def test_a_fault_that_a_test_sees_is_killed_and_the_tree_stays_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    before = subprocess.run(["git", "status", "--short", "reconcile"], cwd=ROOT, capture_output=True).stdout
    target = "reconcile/interval.py:judge_equal"
    code = mutate.main(
        [target, "--tests", "tests/test_interval.py::test_the_same_number_twice", "--faults", "2", "--seed", "1"]
    )
    said = capsys.readouterr().out
    assert "2 faults (seed 1): " in said
    assert said.count("killed  ") + said.count("SURVIVED") == 2
    assert code == int("SURVIVED" in said)
    assert subprocess.run(["git", "status", "--short", "reconcile"], cwd=ROOT, capture_output=True).stdout == before
