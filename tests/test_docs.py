"""The docs say what is: commands, options, formats, keys, pages of rules, links, and the sample's report."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import typer

from reconcile.cli import app
from reconcile.reports import FORMATS
from reconcile.settings import Settings, Suppression, parse

ROOT = Path(__file__).resolve().parents[1]
READMES = ["README.md", "README.zh-CN.md"]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text(name), re.MULTILINE | re.DOTALL)


def test_pages_of_the_rules_and_links_are_up_to_date() -> None:
    done = subprocess.run([sys.executable, "-m", "tools.docs", "--check"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", READMES)
def test_both_commands_stand_in_both_readmes(name: str) -> None:
    for command in re.findall(r"<!-- ci: \w+ -->\n```sh\n(.*?)\n```", text("README.md"), re.DOTALL):
        assert command in text(name)


def test_continuous_integration_takes_its_commands_from_the_readme() -> None:
    assert re.findall(r"<!-- ci: (\w+) -->", text("README.md")) == ["run", "test"]
    assert "for name in run test" in text(".ci/run")


@pytest.mark.parametrize("name", READMES)
def test_every_format_is_told(name: str) -> None:
    for form in FORMATS:
        assert f"`{form}`" in text(name)


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_every_option_of_check_is_told(name: str) -> None:
    group = typer.main.get_command(app)
    for command in group.commands:  # type: ignore[attr-defined]
        assert f"reconcile {command}" in text(name) or command in ("rules",)
    for parameter in group.commands["check"].params:  # type: ignore[attr-defined]
        options = [o for o in parameter.opts if o.startswith("--") and o not in ("--help", "--output")]
        assert all(o in text(name) for o in options), options


@pytest.mark.parametrize("name", READMES)
def test_the_settings_in_the_readme_are_settings_and_all_are_there(name: str) -> None:
    (block,) = blocks(name, "toml")
    table = tomllib.loads(block)
    settings = parse(table, ROOT / "reconcile.toml")
    assert set(table) == set(Settings._fields)
    assert settings.suppress
    assert {key for s in table["suppress"] for key in s} == set(Suppression._fields)


def test_every_decision_is_listed() -> None:
    index = text("docs/decisions/README.md")
    for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"):
        assert f"({path.name})" in index
