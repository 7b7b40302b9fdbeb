"""What is handed to others: the wheel, hooks for pre-commit, workflows and forms that are well formed."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from reconcile.sources import SUFFIXES

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
SAMPLE = ROOT / "samples" / "budget_faulty.txt"


def test_the_wheel_holds_what_it_must() -> None:
    pytest.importorskip("hatchling")
    done = subprocess.run([sys.executable, "tools/wheel.py"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("hook", HOOKS, ids=lambda h: h["id"])
def test_a_hook_runs_on_the_files_that_it_is_for(hook: dict[str, str], tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "草稿.txt")
    assert re.search(hook["files"], "草稿.txt")
    assert not re.search(hook["files"], "program.py")
    _, *arguments = shlex.split(hook["entry"])
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "reconcile", *arguments, "草稿.txt"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True)
    assert done.returncode == (1 if hook["id"] == "reconcile" else 0)
    changed = (tmp_path / "草稿.txt").read_bytes() != SAMPLE.read_bytes()
    assert changed == (hook["id"] == "reconcile-fix")  # pre-commit fails where a hook changes a file


def test_the_hook_takes_all_that_is_read() -> None:
    files = next(h["files"] for h in HOOKS if h["id"] == "reconcile")
    assert not [s for s in SUFFIXES if not re.search(files, f"a{s}")]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readme_names_all_that_is_read(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    aliases = {".txt": "Text|文本", ".md": "Markdown", ".markdown": "Markdown", ".htm": "HTML", ".mht": "MHTML"}
    assert not [s for s in SUFFIXES if not re.search(aliases.get(s, rf"\b{s[1:].upper()}\b"), text)]


def test_the_workflow_runs_every_version_that_the_project_names() -> None:
    workflow = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["tests"]["strategy"]["matrix"]
    named = [c.rsplit(" ", 1)[1] for c in PROJECT["classifiers"] if re.search(r"Python :: 3\.\d+", c)]
    assert matrix["python"] == named
    assert {name.split("-")[0] for name in matrix["os"]} == {"ubuntu", "windows", "macos"}


@pytest.mark.parametrize("path", sorted((ROOT / ".github").rglob("*.yml")), ids=lambda p: p.name)
def test_workflows_and_forms_are_well_formed(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content
    if path.parent.name == "ISSUE_TEMPLATE" and path.stem != "config":
        assert {"name", "description", "body"} <= set(content)
        assert all("label" in part["attributes"] for part in content["body"] if part["type"] != "markdown")
