"""The server as an agent meets it: the SDK's own client, the real process, files of a folder and nothing else."""

from __future__ import annotations

import asyncio
import hashlib
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("mcp")

from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult, TextContent

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"


def asked(folder: Path, questions: Callable[[Client], Awaitable[None]]) -> None:
    """Starts ``reconcile mcp`` for the folder and lets the client ask."""

    async def talk() -> None:
        environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
        server = StdioServerParameters(
            command=sys.executable, args=["-m", "reconcile", "mcp", str(folder)], env=environment
        )
        async with Client(server, read_timeout_seconds=60) as client:
            await questions(client)

    with ThreadPoolExecutor(1) as apart:  # a browser that an earlier test opened keeps this thread's loop running
        apart.submit(lambda: asyncio.run(talk())).result()


async def told(client: Client, tool: str, **arguments: Any) -> Any:
    result = await client.call_tool(tool, arguments)
    assert not result.is_error, said(result)
    content = result.structured_content
    assert content is not None
    return content["result"] if set(content) == {"result"} else content


def said(result: CallToolResult) -> str:
    return "".join(c.text for c in result.content if isinstance(c, TextContent))


async def refused(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert result.is_error
    return said(result)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inside = tmp_path / "材料"
    inside.mkdir()
    (inside / "budget.txt").write_bytes((SAMPLES / "budget_faulty.txt").read_bytes())
    (tmp_path / "secret.txt").write_text("内部资料 1.00万元", encoding="utf-8")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    return inside


def test_a_document_is_checked_explained_and_left_as_it_was(folder: Path) -> None:
    async def questions(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert all(t.annotations and t.annotations.read_only_hint for t in tools)
        assert await told(client, "list_documents") == ["budget.txt"]
        report = await told(client, "check_document", path="budget.txt", severity="error")
        assert report["summary"]["errors"] == report["findings_in_all"] == 15
        assert report["document"]["year"] == 2025
        finding = next(f for f in report["findings"] if "2034.02" in f["message"])
        whole = await told(client, "explain_finding", path="budget.txt", identity=finding["identity"])
        assert [e["value"] for e in whole["evidence"]] == ["2034.02", "2043.02"]
        assert "错误示例" in whole["rule"]
        unchecked = await told(client, "list_figures", path="budget.txt", status="unchecked")
        assert unchecked["figures_in_all"] == report["summary"]["unchecked"]
        assert all(f["reason"] for f in unchecked["figures"])
        titles = await told(client, "read_tables", path="budget.txt")
        assert titles["tables_in_all"] == len(titles["tables"]) == 10
        named = await told(client, "read_tables", path="budget.txt", title=titles["tables"][0]["title"])
        (table,) = named["tables"]
        assert any("2043.02" in cell for row in table["rows"] for cell in row)

    before = hashlib.sha256((folder / "budget.txt").read_bytes()).digest()
    asked(folder, questions)
    assert hashlib.sha256((folder / "budget.txt").read_bytes()).digest() == before
    assert sorted(p.name for p in folder.iterdir()) == ["budget.txt", "link.txt"]


def test_nothing_outside_the_folders_is_read(folder: Path) -> None:
    async def questions(client: Client) -> None:
        for path in ("../secret.txt", "link.txt", str(folder.parent / "secret.txt"), "/etc/hostname", "no.txt"):
            words = await refused(client, "check_document", path=path)
            assert "list_documents" in words
            assert "内部资料" not in words

    asked(folder, questions)


def test_a_stated_relation_is_verified_with_intervals_and_arithmetic(folder: Path) -> None:
    async def questions(client: Client) -> None:
        parts = ["68.20万元", "0.00万元", "231.50万元"]
        verdict = await told(client, "verify_relation", relation="sum", result="317.70万元", inputs=parts)
        assert verdict["verdict"] == "inconsistent"
        assert verdict["arithmetic"] == "68.20万元+0.00万元+231.50万元=299.70万元，所印为317.70万元"
        assert verdict["printed_interval"] == "[317.695万元, 317.705万元)"
        assert "不是一个数" in await refused(client, "verify_relation", relation="equal", result="很多", inputs=["1"])
        quantities = await told(client, "extract_quantities", text="比上年增加104.59万元，增长4.1%")
        assert [q["value"] for q in quantities if q["type"] == "money"] == ["1045900"]
        (broken,) = await told(client, "extract_quantities", text="收入12,34.56万元")
        assert (broken["type"], broken["surface"], "value" in broken) == ("malformed", "12,34.56万元", False)
        assert "R101" in await told(client, "explain_rule", code="r101")
        assert "R999" in await refused(client, "explain_rule", code="R999")

    asked(folder, questions)


def test_what_cannot_be_asked_is_refused_and_not_answered_with_nothing(folder: Path) -> None:
    async def questions(client: Client) -> None:
        for tool, arguments in (
            ("check_document", {"severity": "errors"}),
            ("check_document", {"first": 0}),
            ("list_figures", {"status": "wrong"}),
            ("list_figures", {"first": 0}),
            ("read_tables", {"first": -1}),
        ):
            assert next(iter(arguments)) in await refused(client, tool, path="budget.txt", **arguments)
        assert "R999" in await refused(client, "check_document", path="budget.txt", code="R999")
        some = await told(client, "check_document", path="budget.txt", code="r1")
        assert some["findings"]
        assert all(f["code"].startswith("R1") for f in some["findings"])

    asked(folder, questions)


def test_tables_that_an_answer_leaves_out_are_told(folder: Path) -> None:
    table = "支出预算表\n\n| 项目 | 金额 |\n|---|---|\n| 教育 | 1.00 |\n| 合计 | 1.00 |\n\n"
    (folder / "many.md").write_text(table * 60, encoding="utf-8")

    async def questions(client: Client) -> None:
        for arguments in ({}, {"title": "表"}):
            found = await told(client, "read_tables", path="many.md", **arguments)
            assert (found["tables_in_all"], len(found["tables"])) == (60, 50)
            rest = await told(client, "read_tables", path="many.md", first=51, **arguments)
            assert len(rest["tables"]) == 10

    asked(folder, questions)


def test_a_changed_file_is_read_anew(folder: Path) -> None:
    async def questions(client: Client) -> None:
        before = await told(client, "check_document", path="budget.txt")
        text = (folder / "budget.txt").read_text(encoding="utf-8")
        (folder / "budget.txt").write_text(text.replace("2034.02", "2043.02"), encoding="utf-8")
        after = await told(client, "check_document", path="budget.txt")
        assert after["findings_in_all"] == before["findings_in_all"] - 1

    asked(folder, questions)
