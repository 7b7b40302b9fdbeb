"""``reconcile lexicon`` through its command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reconcile.cli import call


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = call(["lexicon", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_lookup(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "lookup", "2080505")
    assert code == 0
    assert "机关事业单位基本养老保险缴费支出（项）" in out
    code, out, _ = run(capsys, "lookup", "住房保障支出", "住房改革支出", "住房公积金")
    assert (code, "2210201" in out) == (0, True)
    _, out, _ = run(capsys, "lookup", "社会保障与就业支出")
    assert "208  社会保障和就业支出" in out
    assert "相近" in out
    _, out, _ = run(capsys, "lookup", "信访事务", "--year", "2020")
    assert "2010308" in out
    assert "20140  " not in out
    assert "2024年起为：20140 信访事务" in out
    code, _, err = run(capsys, "lookup", "大熊猫国家公园门票")
    assert (code, "没有" in err) == (1, True)


def test_show(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", "20140")
    assert code == 0
    assert "  2014004  信访业务（项）" in out
    code, _, err = run(capsys, "show", "999")
    assert (code, "没有编码 999" in err) == (2, True)


def test_diff(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "diff", "2018", "2024")
    assert code == 0
    assert "移并  2010308 信访事务 → 20140 信访事务" in out
    assert run(capsys, "diff", "2024", "2018")[0] == 2


def test_lint(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = run(capsys, "lint")
    assert (code, out, "没有问题" in err) == (0, "", True)
    (tmp_path / "synonyms.csv").write_text(
        "kind,code,synonym,evidence\nfunctional,29999,某事,memory\n", encoding="utf-8"
    )
    code, out, _ = run(capsys, "lint", "--lexicon", str(tmp_path))
    assert code == 1
    assert "synonyms.csv:2" in out


def test_learn_and_sources(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = "2025年一般公共预算支出表\n单位：万元\n科目编码\t科目名称\t合计\n\t合计\t5.00\n201\t一般公共服务支出\t5.00\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    code, out, _ = run(capsys, "learn", str(tmp_path), "-o", str(tmp_path / "found.csv"))
    assert code == 0
    assert "读了 1 份文件" in out
    assert "functional,201,一般公共服务支出,类,1,2025,known" in (tmp_path / "found.csv").read_text(encoding="utf-8")
    assert "| functional.csv |" in run(capsys, "sources")[1]


@pytest.mark.parametrize(
    "arguments",
    [("lookup", "201", "--lexicon", "/nowhere"), ("learn", "/nowhere"), ("merge", "/nowhere", "--into", "/nowhere")],
)
def test_what_cannot_be_used(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert "没有" in err or "不存在" in err
    assert "Traceback" not in err
