"""The examples of the docs run as they stand: ``console`` blocks (``$ command``, then what it prints; ``...`` for lines
that are left out) and ``pycon`` blocks, page by page, in a folder with the samples."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(console|pycon|yaml|json)\n(.*?)^```", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE | doctest.IGNORE_EXCEPTION_DETAIL


def blocks(page: Path) -> list[tuple[str, str]]:
    return [(m[1], m[2]) for m in BLOCK.finditer(page.read_text(encoding="utf-8"))]


PAGES = [p for p in sorted(DOCS.rglob("*.md")) if any(kind in ("console", "pycon") for kind, _ in blocks(p))]


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(DOCS).as_posix())
def test_examples_of(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if "to_pandas" in page.read_text(encoding="utf-8"):
        pytest.importorskip("pandas")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    shutil.copytree(ROOT / "samples", tmp_path / "samples")
    session: dict[str, object] = {}
    for kind, text in blocks(page):
        if kind == "console":
            for command, printed in calls(text):
                assert matches(printed, run(command)), f"$ {command}\n{run(command)}"
        elif kind == "pycon":
            converse(text, session, page.name)


def calls(text: str) -> list[tuple[str, str]]:
    """Each command of a block with what it is to print."""
    parts = re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]
    return [(part.partition("\n")[0], part.partition("\n")[2]) for part in parts]


def run(command: str) -> str:
    """What the command prints, standard error last."""
    program, *arguments = shlex.split(command)
    assert program == "reconcile"
    done = subprocess.run([sys.executable, "-m", program, *arguments], capture_output=True, env=dict(os.environ))
    return done.stdout.decode() + done.stderr.decode()


def matches(wanted: str, printed: str) -> bool:
    pattern = "".join(".*?" if line == "..." else re.escape(line) + "\n" for line in wanted.splitlines())
    return re.fullmatch(pattern, printed, re.DOTALL) is not None


def converse(text: str, session: dict[str, object], name: str) -> None:
    test = doctest.DocTestParser().get_doctest(text, session, name, name, 0)
    said: list[str] = []
    result = doctest.DocTestRunner(optionflags=OPTIONS).run(test, out=said.append, clear_globs=False)
    session.update(test.globs)
    assert result.failed == 0, "".join(said)


def test_configurations_in_the_docs_are_well_formed() -> None:
    found = [text for page in sorted(DOCS.rglob("*.md")) for kind, text in blocks(page) if kind in ("yaml", "json")]
    assert len(found) >= 4
    assert all(yaml.safe_load(text) for text in found)
