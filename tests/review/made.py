"""Documents with known faults, and a server of our own for each test."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tools.samples import account, formats
from tools.samples.account import Text

ROOT = Path(__file__).resolve().parents[2]
FAULTS = (  # what is changed in the clean account, and the rule that finds it
    ("支出决算为876.73万元，完成年初预算的97.14%", "支出决算为867.73万元，完成年初预算的97.14%", "R101"),
    ("1747.82万元，占80.32%", "1747.82万元，占83.02%", "R204"),
    ("主要原因：群众文化活动经费减少。", "主要原因：群众文化活动经费减少。。", "R511"),
    (
        "支出决算为126.85万元，完成年初预算的105.71%。决算数大于预算数",
        "支出决算为126.85万元，完成年初预算的105.71%。决算数小于预算数",
        "R207",
    ),
)
CODES = {code for _, _, code in FAULTS}


def blocks(faults: Sequence[tuple[str, str, str]] = FAULTS) -> list[Any]:
    """The account with these faults in its prose."""
    made = list(account.build())
    for old, new, _ in faults:
        hits = [i for i, b in enumerate(made) if isinstance(b, Text) and old in b.text]
        assert len(hits) == 1, old
        made[hits[0]] = Text(made[hits[0]].text.replace(old, new))
    return made


def docx(faults: Sequence[tuple[str, str, str]] = FAULTS) -> bytes:
    return formats.as_docx(blocks(faults))


def pdf(faults: Sequence[tuple[str, str, str]] = FAULTS) -> bytes:
    return formats.as_pdf(blocks(faults))


def small(office: str, year: int, wrong: bool) -> str:
    """A short disclosure as text, with one wrong number or none."""
    income, other = 1200 + year % 7, 36
    told = income + other + (9 if wrong else 0)
    rows = (
        ("项目", "预算数"),
        ("财政拨款收入", f"{income}.00"),
        ("其他收入", f"{other}.00"),
        ("合计", f"{income + other}.00"),
    )
    prose = f"二、收入预算情况说明\n{office}{year}年收入预算{told}.00万元，其中：财政拨款收入{income}.00万元；其他收入{other}.00万元。"
    table = "\n".join("\t".join(row) for row in rows)
    return f"{office}{year}年部门预算\n\n{prose}\n\n{year}年收入预算总表\n单位：万元\n{table}\n"


def run(*arguments: str) -> str:
    """What the command says; it must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "reconcile", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


class Server:
    """``reconcile review`` as a process; ``url`` is the address that it prints."""

    def __init__(self, path: Path, *options: str, environment: Mapping[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "reconcile", "review", str(path), "--no-browser", *options]
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        assert self.process.stdout is not None
        said = self.process.stdout.readline()
        found = re.search(r"http://\S+", said)
        if found is None:
            raise AssertionError(said + self.process.stdout.read())
        self.url = found[0]

    def kill(self) -> None:
        """As by kill -9."""
        self.process.kill()
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
