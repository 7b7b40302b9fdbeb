"""Settings files: where they are found, what they may say, and what is said of mistakes in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.errors import UsageError
from reconcile.settings import Settings, Suppression, load, nearest


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(folder=tmp_path) == Settings()


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    write(tmp_path / "reconcile.toml", "year = 2020")
    write(tmp_path / "a" / "reconcile.toml", "year = 2021")
    assert load(folder=tmp_path / "a" / "b").year == 2021


def test_a_pyproject_counts_only_with_our_table(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    write(tmp_path / "reconcile.toml", "year = 2020")
    write(tmp_path / "a" / "pyproject.toml", "[project]\nname = 'x'\n")
    assert load(folder=tmp_path / "a").year == 2020
    write(tmp_path / "a" / "pyproject.toml", "[tool.reconcile]\nyear = 2021\n")
    assert load(folder=tmp_path / "a").year == 2021


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    file = write(tmp_path / "s.toml", 'lexicon = ["ours"]\nbaseline = "known.json"\n')
    settings = load(file)
    assert settings.lexicon == (tmp_path / "ours",)
    assert settings.baseline == tmp_path / "known.json"


def test_all_keys(tmp_path: Path) -> None:
    file = write(
        tmp_path / "s.toml",
        'select = ["R1"]\nignore = ["R102"]\nfail-on = "warning"\nmin_confidence = 0.5\nlang = "en"\n'
        '[severity]\nR1 = "info"\n[[suppress]]\ncode = "R101"\nreason = "known"\n',
    )
    assert load(file) == Settings(
        select=("R1",), ignore=("R102",), fail_on="warning", min_confidence=0.5, lang="en", severity={"R1": "info"},
        suppress=(Suppression("R101", "known"),),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text, words",
    [
        ("colour = true", "没有名为 colour"),
        ('fail_on = "sometimes"', "fail_on"),
        ('[severity]\nR1 = "fatal"', "severity.R1"),
        ('[[suppress]]\ncode = "R101"', "缺少 suppress.1.reason"),
        ('[[suppress]]\ncode = "R101"\nreason = "x"\nline = 3', "没有名为 suppress.1.line"),
        ("year = [", "不是有效的 TOML"),
    ],
)
def test_a_mistake_is_told_with_the_file(tmp_path: Path, text: str, words: str) -> None:
    file = write(tmp_path / "s.toml", text)
    with pytest.raises(UsageError, match=r"s\.toml") as caught:
        load(file)
    assert words in str(caught.value)


def test_a_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_bytes('[[suppress]]\ncode = "R101"\nreason = "已更正"\n'.encode("gb18030"))
    with pytest.raises(UsageError, match="无法读取"):
        load(tmp_path / "s.toml")


def test_options_that_are_not_given_change_nothing() -> None:
    settings = Settings(year=2020, select=("R1",))
    assert settings.override(year=None, select=(), fail_on="never") == Settings(
        select=("R1",), year=2020, fail_on="never"
    )


@pytest.mark.parametrize(
    "text",
    [
        '[tool.reconcile]\nignore = ["R501"]\n',
        '[ tool . "reconcile" ]\nignore = ["R501"]\n',
        '[tool]\nreconcile = {ignore = ["R501"]}\n',
        'tool.reconcile.ignore = ["R501"]\n',
        'tool = {reconcile = {ignore = ["R501"]}}\n',
        '[project]\nname = "x"\n\n  [tool.reconcile]\n  ignore = ["R501"]\n',
    ],
)
def test_settings_are_found_however_their_table_is_written(text: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(text, "utf-8")
    assert load(folder=tmp_path).ignore == ("R501",)


def test_a_project_without_settings_is_not_read_further(tmp_path: Path) -> None:
    broken = '[project.scripts]\nreconcile = "x"\n[tool.ruff\n'  # no TOML: to read it would be an error
    (tmp_path / "pyproject.toml").write_text(broken, "utf-8")
    assert nearest(tmp_path) != tmp_path / "pyproject.toml"
