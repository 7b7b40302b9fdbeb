"""The documentation site: it builds without a warning, and its search finds Chinese without a network or a server."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sphinx")
pytest.importorskip("myst_parser")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", "docs", str(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return out


def test_every_page_and_the_reference_are_there(site: Path) -> None:
    assert (site / "zh" / "start.html").is_file()
    assert (site / "rules" / "R101.html").is_file()
    reference = (site / "python.html").read_text(encoding="utf-8")
    for name in ("reconcile.check", "reconcile.verify", "reconcile.report.ReportFinding.suggestion"):
        assert f'id="{name}"' in reference
    assert "http://" not in (site / "_static" / "searchtools.js").read_text(encoding="utf-8")


@pytest.mark.browser
@pytest.mark.parametrize(
    "words, page",
    [
        ("尾差", "zh/false-alarms.html"),
        ("公务接待费", "archive.html"),
        ("未核对的数字", "zh/start.html"),
        ("R207", "rules/R207.html"),
        ("verify_relation", "agents.html"),
        ("一百零八将", ""),
    ],
)
def test_the_search_finds_chinese_from_the_file_itself(browser: Any, site: Path, words: str, page: str) -> None:
    context = browser.new_context(offline=True)
    opened = context.new_page()
    opened.goto(f"{(site / 'search.html').as_uri()}?q={words}")
    opened.wait_for_selector("#search-results .search-summary")
    opened.wait_for_function("!document.querySelector('.search-summary').textContent.includes('正在')")
    found = opened.eval_on_selector_all("#search-results li a", "links => links.map(a => a.getAttribute('href'))")
    context.close()
    assert (any(link.startswith(page) for link in found)) if page else not found
