"""Real documents, where they are at hand: their names resolve, their naming mistakes are found, right names are not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from reconcile.checking import understand
from reconcile.facts import Facts
from reconcile.findings import Finding, Severity
from reconcile.lexicon import Lexicon
from reconcile.lexicon.learn import pairs_of, standing
from reconcile.readers import read
from reconcile.rules import agency, naming

from .conftest import SHARED

NAMES = sorted(p.name for p in (SHARED / "corpus").glob("*") if p.suffix in {".pdf", ".html", ".txt"})


@cache
def facts(name: str) -> Facts:
    return understand(read(str(SHARED / "corpus" / name)), Lexicon.load())


def told(name: str) -> list[Finding]:
    return [r for rule in (naming, agency) for r in rule.check(facts(name)) if isinstance(r, Finding)]


def gold(name: str) -> list[dict[str, Any]]:
    lines = (SHARED / "gold/findings.jsonl").read_text(encoding="utf-8").splitlines()
    return [g for g in map(json.loads, lines) if g["doc"] == name and g["kind"] == "naming" and g["level"] == "error"]


@pytest.mark.parametrize("name", NAMES)
def test_every_name_in_the_tables_is_known(name: str, lexicon: Lexicon) -> None:
    unknown = [p for p in pairs_of(facts(name).tables) if standing(p, lexicon, set())[0] not in ("known", "variant")]
    assert unknown == []


@pytest.mark.parametrize("name", NAMES)
def test_naming_mistakes_are_found_and_nothing_else(name: str) -> None:
    found = told(name)
    quotes = ["".join(e.quote.split()) for f in found for e in f.evidence]
    for mistake in gold(name):
        words = [mistake["values"][0].split("×")[0], mistake["expected"]]
        assert any("".join(words[0].split()) in q for q in quotes), mistake["quote"]
    errors = [f for f in found if f.severity is Severity.ERROR]
    assert len(errors) == len(gold(name)), [f.message for f in errors]


def test_other_governments_print_few_unknown_names(shared: Path, lexicon: Lexicon) -> None:
    document = shared / "corpus/government/丽江市2025年预算附表.xlsx"
    pairs = pairs_of(understand(read(str(document)), lexicon).tables)
    unknown = {p.code for p in pairs if standing(p, lexicon, set())[0] in ("new", "conflict", "doubtful")}
    assert len(pairs) > 700
    assert unknown <= {"2179999", "23009", "23011", "2301101", "231", "105", "1100402"}
