"""Drafts are confidential: their words are in the files that were asked for, and nowhere else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WORD = "密云峡海事协理局"  # an office that no lexicon knows
NUMBER = "73915.28"
TRACES = tuple(text.encode(code) for text in (WORD, NUMBER) for code in ("utf-8", "gb18030", "utf-16-le"))
TEXT = f"{WORD}2025年部门预算\n\n2025年支出预算{NUMBER}万元，其中：基本支出60.00万元，项目支出20.00万元。\n"

pytestmark = pytest.mark.skipif(os.name != "posix", reason="places of temporary files")


def files(folder: Path) -> set[Path]:
    return {p for p in folder.rglob("*") if p.is_file() and not p.is_symlink()}


def holding(found: set[Path]) -> set[str]:
    return {p.name for p in found if any(trace in p.read_bytes() for trace in TRACES)}


class House:
    """A machine of its own: home, caches, temporary files and working folder are all below one folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("home", "tmp", "work", "drafts"):
            (root / name).mkdir()
        self.environment = {
            "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(root / "home"), "TMPDIR": str(root / "tmp"),
            "XDG_CACHE_HOME": str(root / "home" / "cache"), "PYTHONDONTWRITEBYTECODE": "1",
        }  # fmt: skip

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "reconcile", *arguments]
        return subprocess.run(command, capture_output=True, cwd=self.root / "work", env=self.environment)

    def traces(self) -> set[str]:
        return holding(files(self.root) - files(self.root / "drafts"))


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = House(tmp_path)
    (tmp_path / "drafts" / "a.txt").write_text(TEXT, encoding="utf-8")
    page = f"<html><body>{''.join(f'<p>{line}</p>' for line in TEXT.split())}</body></html>"
    (tmp_path / "drafts" / "b.html").write_text(page, encoding="utf-8")
    (tmp_path / "drafts" / "broken.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + TEXT.encode() * 50)
    return house


def test_a_check_leaves_no_word_of_the_draft(house: House) -> None:
    done = house.run("check", str(house.root / "drafts"), "-f", "json", "-o", "report.json")
    assert done.returncode == 2  # the broken one
    assert house.traces() == {"report.json"}
    assert not any(trace in done.stderr for trace in TRACES)


def test_other_commands_leave_none(house: House) -> None:
    draft = str(house.root / "drafts" / "a.txt")
    for command in (["extract", draft], ["tables", draft], ["check", draft, "--year", "2024"]):
        house.run(*command)
    assert house.traces() == set()


def test_an_error_of_the_program_leaves_none(house: House) -> None:
    (house.root / "work" / "sitecustomize.py").write_text(
        "import reconcile.checking as c\ndef fails(document, *a, **k): raise ValueError(document.blocks[0].text)\n"
        "c.read_prose = fails\n"
    )
    house.environment["PYTHONPATH"] = f"{house.root / 'work'}:{ROOT}"
    done = house.run("check", str(house.root / "drafts" / "a.txt"))
    assert "程序处理时出错".encode() in done.stdout
    assert not any(trace in done.stderr for trace in TRACES)
    assert house.traces() == set()


def test_a_batch_keeps_the_words_in_its_store_and_none_in_its_log(house: House) -> None:
    house.run("batch", str(house.root / "drafts"), "--store", "store", "-j", "1")
    found = files(house.root) - files(house.root / "drafts")
    assert {p.suffix for p in found if p.name in holding(found)} <= {".parquet", ".sqlite", ".sqlite-wal"}
    assert holding({house.root / "work" / "store" / "run.log"}) == set()
    assert not files(house.root / "tmp")


def test_a_review_leaves_no_page_of_the_draft_even_when_it_is_killed(house: House) -> None:
    pytest.importorskip("starlette")
    shutil.copy(ROOT / "samples" / "account_clean.pdf", house.root / "drafts" / "c.pdf")
    command = [sys.executable, "-m", "reconcile", "review", str(house.root / "drafts" / "c.pdf"), "--no-browser"]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=house.root / "work", env=house.environment
    )
    assert process.stdout is not None
    try:
        url = re.search(r"http://\S+", process.stdout.readline())
        assert url
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        base = opener.open(url[0]).geturl().split("?")[0]
        base = base if "/d/" in base else f"{base}d/0/"
        until = time.monotonic() + 60
        while json.load(opener.open(f"{base}original"))["state"] != "ready":
            assert time.monotonic() < until
            time.sleep(0.1)
        assert opener.open(f"{base}page/1").read().startswith(b"\x89PNG")
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    left = files(house.root) - files(house.root / "drafts")
    assert not [p for p in left if b"%PDF" in p.read_bytes() or b"PNG" in p.read_bytes()]


def test_questions_of_an_agent_leave_none(house: House) -> None:
    pytest.importorskip("mcp")
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    documents = [{"name": "check_document", "arguments": {"path": p}} for p in ("a.txt", "b.html", "broken.xls")]
    asked = [("initialize", about), *(("tools/call", document) for document in documents)]
    command = [sys.executable, "-m", "reconcile", "mcp", str(house.root / "drafts")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=house.root / "work", env=house.environment,
    ) as server:  # fmt: skip
        assert server.stdin
        assert server.stdout
        assert server.stderr
        answers = []
        for number, (method, parameters) in enumerate(asked):
            question = {"jsonrpc": "2.0", "id": number, "method": method, "params": parameters}
            server.stdin.write(json.dumps(question) + "\n")
            if not number:
                server.stdin.write(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}) + "\n")
            server.stdin.flush()
            answers.append(server.stdout.readline())
        server.kill()
        assert WORD in answers[1]
        assert not any(trace in server.stderr.read().encode() for trace in TRACES)
    assert house.traces() == set()
