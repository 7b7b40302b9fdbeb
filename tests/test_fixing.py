"""``--fix`` and ``--diff``: what is certain is set right, byte for byte nothing else, and numbers never."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reconcile.cli import call

ROOT = Path(__file__).resolve().parents[1]
FAULTY = (ROOT / "samples" / "budget_faulty.txt").read_text(encoding="utf-8")
# slips of each kind in one paragraph, with the marks of Markdown and a wide blank in it
SLIPS = (
    "**其他说明**：行政事业单位医疗（款)行政单位医疗（项）安排公用经费12.50万，主要是主要是办公费。。"
    "依据澜财〔2024〕12号、澜财〔2023〕8号、澜财（2025）3号。"
)
RIGHT = (
    "**其他说明**：行政事业单位医疗（款）行政单位医疗（项）安排公用经费12.50万元，主要是办公费。"
    "依据澜财〔2024〕12号、澜财〔2023〕8号、澜财〔2025〕3号。"
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path / "草稿.md"


def with_slips(text: str) -> str:
    return text.replace("（六）关于", f"{text[:0]}{SLIPS}\n\n（六）关于", 1)


def test_each_kind_is_set_right_and_nothing_else(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = FAULTY.replace("\n（六）", f"\n{SLIPS}\n\n（六）", 1)
    assert SLIPS in before
    draft.write_text(before, encoding="utf-8", newline="\r\n")
    assert call(["check", draft.name, "--fix", "--statistics"]) == 1
    wanted = (
        before.replace(SLIPS, RIGHT)
        .replace("基本医疗保险缴费。。", "基本医疗保险缴费。")
        .replace("（7）医疗卫生与计划生育支出（类）", "（7）卫生健康支出（类）")
        .replace("住房保障支出（类）住房保障支出（款）购房补贴", "住房保障支出（类）住房改革支出（款）购房补贴")
    )
    assert draft.read_bytes().decode() == wanted.replace("\n", "\r\n")
    captured = capsys.readouterr()
    assert "草稿.md：改正 8 处" in captured.err
    assert "R511" not in captured.out  # the report is of the draft as it is now
    assert "R101" in captured.out
    assert call(["check", draft.name, "--fix", "--statistics"]) == 1
    assert "没有可以自动改正的地方" in capsys.readouterr().err


def test_diff_shows_and_changes_nothing(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft.write_text(FAULTY, encoding="utf-8")
    assert call(["check", draft.name, "--diff"]) == 1
    captured = capsys.readouterr()
    changed = [line for line in captured.out.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert len(changed) == 6
    assert "可改正 3 处" in captured.err
    assert draft.read_text(encoding="utf-8") == FAULTY
    draft.write_text((ROOT / "samples" / "budget_clean.txt").read_text(encoding="utf-8"), encoding="utf-8")
    assert call(["check", draft.name, "--diff"]) == 0


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_the_encoding_stays(draft: Path, encoding: str) -> None:
    draft.write_bytes(FAULTY.encode(encoding))
    call(["check", draft.name, "--fix", "--statistics"])
    data = draft.read_bytes()
    assert "住房改革支出（款）购房补贴" in data.decode(encoding)
    assert data[:3] == FAULTY.encode(encoding)[:3]


def test_a_link_stays_a_link_and_rights_stay(draft: Path) -> None:
    real = draft.with_name("正本.md")
    real.write_text(FAULTY, encoding="utf-8")
    real.chmod(0o640)
    draft.symlink_to(real.name)
    call(["check", draft.name, "--fix", "--statistics"])
    assert draft.is_symlink()
    assert "缴费。。" not in real.read_text(encoding="utf-8")
    if os.name == "posix":
        assert real.stat().st_mode & 0o777 == 0o640


def test_what_is_suppressed_is_not_changed(draft: Path) -> None:
    draft.write_text(FAULTY, encoding="utf-8")
    Path("reconcile.toml").write_text('[[suppress]]\ncode = "R511"\nreason = "原文如此"\n', encoding="utf-8")
    call(["check", draft.name, "--fix", "--statistics"])
    assert "缴费。。" in draft.read_text(encoding="utf-8")


def test_other_formats_are_left_alone(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = draft.with_name("a.html")
    page.write_text(
        "<p>2025年公用经费12.50万。。</p><table><tr><td>项目</td><td>金额</td></tr></table>", encoding="utf-8"
    )
    before = page.read_bytes()
    call(["check", page.name, "--fix", "--statistics"])
    assert page.read_bytes() == before
    assert "没有可以自动改正的地方" in capsys.readouterr().err


def test_a_doubled_letter_may_belong_to_two_words_and_stays(draft: Path) -> None:
    draft.write_text("支出合计20.00万元元，用于会议的的开支。\n", encoding="utf-8")
    before = draft.read_bytes()
    call(["check", draft.name, "--fix", "--statistics"])
    assert draft.read_bytes() == before


@pytest.mark.parametrize("name", [os.fsdecode("预算.md".encode("gb18030")), "预\x07算.md"])
def test_the_file_that_was_given_is_set_right_whatever_its_name(draft: Path, name: str) -> None:
    """Names that cannot be shown as they are: no second file arises under the name that is shown."""
    file = draft.with_name(name)
    try:
        file.write_text(FAULTY, encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert call(["check", name, "--fix", "--statistics"]) == 1
    assert [os.fsencode(p.name) for p in draft.parent.iterdir()] == [os.fsencode(name)]
    assert "基本医疗保险缴费。。" not in file.read_text(encoding="utf-8")


def test_of_two_files_whose_names_read_the_same_each_is_set_right(draft: Path) -> None:
    files = [draft.with_name("预\x07算.md"), draft.with_name("预\\x07算.md")]
    try:
        files[0].write_text(FAULTY, encoding="utf-8")
        files[1].write_text(FAULTY.replace("\n（六）", f"\n{SLIPS}\n\n（六）", 1), encoding="utf-8")
    except (OSError, UnicodeError):
        pytest.skip("this file system takes no such name")
    assert call(["check", files[0].name, files[1].name, "--fix", "--statistics"]) == 1
    first, second = (f.read_text(encoding="utf-8") for f in files)
    assert "缴费。。" not in first + second
    assert RIGHT in second
    assert RIGHT not in first
