"""``reconcile batch`` and ``reconcile stats`` as a user meets them, over real documents."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

from reconcile.archive.stats import collect, render

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
PROSE = """临江市统计局2024年部门预算

一、部门概况

二、2024年部门预算情况说明

（一）收支预算总体情况

临江市统计局2024年收支总预算{total}万元。

三、2024年部门预算表

2024年部门收支预算总表
单位：万元

收入		支出
项目	预算数	项目	预算数
一、一般公共预算拨款收入	120.00	一般公共服务支出	100.00
二、其他收入		住房保障支出	20.00
本年收入合计	120.00	本年支出合计	120.00
收入总计	120.00	支出总计	120.00
"""


def call(*arguments: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "reconcile", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, env=environment, encoding="utf-8")


def told(*arguments: str) -> tuple[int, str, str]:
    process = call(*arguments)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def test_a_run_and_its_statistics(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "right.txt").write_text(PROSE.format(total="120.00"), encoding="utf-8")
    (tmp_path / "archive" / "wrong.txt").write_text(PROSE.format(total="130.00"), encoding="utf-8")
    (tmp_path / "archive" / "broken.pdf").write_bytes(b"%PDF-1.4 nothing more")
    code, out, err = told("batch", str(tmp_path / "archive"), "--store", str(tmp_path / "s"), "-j", "1")
    assert (code, out) == (0, "")
    assert "检查 2 份，无法读取 1 份" in err
    assert "broken.pdf" in err, "a line for each failure"
    code, _, err = told("batch", str(tmp_path / "archive"), "--store", str(tmp_path / "s"), "-j", "1")
    assert "未变跳过 3 份" in err
    code, out, _ = told("stats", str(tmp_path / "s"))
    assert code == 0
    assert "R101" in out
    assert "临江市统计局" in out


def test_what_was_not_found_is_counted_by_item_and_office_and_year(tmp_path: Path) -> None:
    whole = (SAMPLES / "budget_clean.txt").read_text(encoding="utf-8")
    less = re.sub(r"\n## 2025年市级部门收入预算总表.*?(?=\n## )", "", whole, flags=re.DOTALL)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "whole.txt").write_text(whole, encoding="utf-8")
    (tmp_path / "archive" / "less.txt").write_text(less, encoding="utf-8")
    assert told("batch", str(tmp_path / "archive"), "--store", str(tmp_path / "s"), "-j", "1")[0] == 0
    tables = collect(tmp_path / "s")
    lines = [line.split() for line in render(tables, "text").splitlines()]
    assert ["收入总表", "2025", "2", "1", "0", "0", "1"] in lines
    office = [line for line in lines if line[:2] == ["青澜市农产品质量监测局", "2025"]]
    assert office == [["青澜市农产品质量监测局", "2025", str(tmp_path / "archive" / "less.txt"), "收入总表"]]
    assert (tmp_path / "archive" / "less.txt").as_uri() in render(tables, "html")


def test_calls_that_cannot_be_carried_out(tmp_path: Path) -> None:
    assert told("batch", str(tmp_path), "--workers", "many")[0] == 2
    assert told("batch", str(tmp_path / "none"), "--store", str(tmp_path / "s"))[::2] == (
        2, f"reconcile：找不到：{tmp_path / 'none'}\n",
    )  # fmt: skip
    code, _, err = told("stats", str(tmp_path / "none"))
    assert (code, "Traceback" in err) == (2, False)


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    for i in range(400):
        (tmp_path / "archive" / f"{i}.txt").write_text(PROSE.format(total=f"120.{i:03}"), encoding="utf-8")
    process = call("batch", str(tmp_path / "archive"), "--store", str(tmp_path / "s"), "-j", "1")
    while not (tmp_path / "s" / "ledger.sqlite").exists() and process.poll() is None:
        time.sleep(0.1)
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "再次运行同一命令会接着做" in err
    assert "Traceback" not in err
