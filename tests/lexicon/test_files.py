"""The files themselves: in order, whole, attested; and what the lint notices when they are not."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reconcile.lexicon import Lexicon
from reconcile.lexicon.files import default_folder
from reconcile.lexicon.lint import HEADERS, lint
from reconcile.lexicon.sources import render


def test_the_lexicon_is_in_order(lexicon: Lexicon) -> None:
    assert lint(lexicon) == []


def test_sources_are_generated(lexicon: Lexicon) -> None:
    written = (default_folder() / "SOURCES.md").read_text(encoding="utf-8")
    assert written == render(lexicon), "run: reconcile lexicon sources --write"


def test_the_readme_names_every_file() -> None:
    text = (default_folder() / "README.md").read_text(encoding="utf-8")
    assert [name for name in HEADERS if name not in text] == []


def test_published_rows_are_most_of_todays_classification(lexicon: Lexicon) -> None:
    classes = {e.code for e in lexicon.classification.entries("functional") if len(e.code) == 3 and e.published}
    assert {"201", "205", "208", "210", "221", "224"} <= classes


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, int, list[str]], list[str]]:
    """Lints a copy in which the row of a file that starts with ``row[:keys]`` is replaced by ``row``."""

    def run(name: str, keys: int, row: list[str]) -> list[str]:
        folder = tmp_path / "lexicons"
        shutil.copytree(default_folder(), folder)
        with (folder / name).open(encoding="utf-8", newline="") as text:
            rows = list(csv.reader(text))
        at = next(i for i, r in enumerate(rows) if r[:keys] == row[:keys])
        rows[at] = row
        with (folder / name).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows(rows)
        return [f"{p.file}:{p.message}" for p in lint(Lexicon((folder,)))]

    return run


@pytest.mark.parametrize(
    "name, keys, row, words",
    [
        ("functional.csv", 1, ["20140", "信访事务", "项", "2024", "", "7", "2024", "published"], "级次"),
        ("functional.csv", 1, ["20140", "信访事务", "款", "2024", "2019", "7", "2024", "published"], "晚于"),
        ("functional.csv", 1, ["20140", "信访事务", "款", "1924", "", "7", "2024", "published"], "年份"),
        ("functional.csv", 1, ["20140", "信访事务", "款", "2024", "", "1", "2024", "published"], "不足两份"),
        ("functional.csv", 1, ["20140", "信访事务", "款", "2024", "", "7", "2024", "certain"], "依据"),
        ("functional.csv", 1, ["20140", "信访事务", "款", "2024"], "应有 8 列"),
        ("functional.csv", 1, ["20140", "信访事务 ", "款", "2024", "", "7", "2024", "published"], "空格"),
        ("synonyms.csv", 2, ["functional", "20103", "政府办公厅（室）及相关机构事务", "memory"], "本就是"),
        ("tables.csv", 1, ["projects", "项目支出表", "department", "all", "list", "project", "收支总表", ""], "被认作"),
        ("tables.csv", 1, ["projects", "项目支出表", "department", "all", "list", "project", "", "height"], "height"),
        (
            "cells.csv",
            2,
            ["budget_total", "1", "budget_overview", "total_income", "amount", "all", "sometimes"],
            "条件",
        ),
        ("cells.csv", 2, ["budget_total", "1", "nowhere", "total_income", "amount", "all", ""], "nowhere"),
    ],
)
def test_lint_notices(
    broken: Callable[[str, int, list[str]], list[str]], name: str, keys: int, row: list[str], words: str
) -> None:
    assert any(words in problem for problem in broken(name, keys, row))


@pytest.mark.parametrize(
    "relation, words",
    [
        ("budget_overview.total_income == budget_overview.total_expenditure", "写法"),
        ("budget_overview.total_income = budget_overview.nothing", "nothing"),
        ("nowhere.total_income = nowhere.total_expenditure", "nowhere"),
        ("income.total.height = income.total.total", "height"),
        ("budget_overview.total_income = budget_overview.total_expenditure", "表数"),
    ],
)
def test_lint_notices_relations(broken: Callable[[str, int, list[str]], list[str]], relation: str, words: str) -> None:
    row = ["general_to_basic", "cross", relation, "any", "", "收入总计等于支出总计", "checked"]
    assert any(words in problem for problem in broken("relations.csv", 1, row))


def test_lint_notices_order_and_repeats(tmp_path: Path) -> None:
    folder = tmp_path / "lexicons"
    shutil.copytree(default_folder(), folder)
    lines = (folder / "revenue.csv").read_text(encoding="utf-8").splitlines()
    lines[1:4] = [lines[2], lines[1], lines[1]]
    (folder / "revenue.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    messages = " ".join(p.message for p in lint(Lexicon((folder,))))
    assert "未按顺序排列" in messages
    assert "重复" in messages


def test_a_circle_of_renames_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "lexicons"
    shutil.copytree(default_folder(), folder)
    path = folder / "renames.csv"
    path.write_text(
        "kind,old_code,old_name,new_code,new_name,year,approximate,evidence\n"
        "functional,207,文化体育与传媒支出,207,文化旅游体育与传媒支出,2019,,once\n"
        "functional,207,文化旅游体育与传媒支出,207,文化体育与传媒支出,2020,,once\n",
        encoding="utf-8",
    )
    assert any("成环" in p.message for p in lint(Lexicon((folder,))))
