"""Every rule against the cases written for it in cases/*.md."""

from __future__ import annotations

from functools import cache

import pytest

from reconcile.checking import check_document
from reconcile.findings import Finding
from reconcile.lexicon import Lexicon
from reconcile.readers import read_bytes
from reconcile.rules import RULES

from .casefile import CASES, Case, all_cases, read_cases


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def says(finding: Finding, words: str) -> bool:
    """Whether the words stand in the message or a quote, blanks aside."""
    wanted = "".join(words.split())
    return any(wanted in "".join(text.split()) for text in (finding.message, *(e.quote for e in finding.evidence)))


@pytest.mark.parametrize("case", all_cases(), ids=lambda c: f"{c.code}-{c.verdict}-{c.title}")
def test_case(case: Case) -> None:
    rule = next((r for r in RULES if case.code == r.CODE), None)
    assert rule is not None, f"no rule {case.code}"
    document = read_bytes(case.text.encode(), f"case.{case.kind}")
    findings = list(check_document(document, lexicon(), case.year, rules=(rule,)).findings)
    left = list(findings)
    for expected in case.expected:
        fitting = [f for f in left if str(f.severity) == expected.severity and says(f, expected.words)]
        assert fitting, f"not found: {expected}; found: {[(str(f.severity), f.message) for f in findings]}"
        left.remove(fitting[0])
    assert not left, f"found besides: {[(str(f.severity), f.message) for f in left]}"


@pytest.mark.parametrize("code", [rule.CODE for rule in RULES])
def test_every_rule_has_a_failing_and_a_passing_case(code: str) -> None:
    path = CASES / f"{code}.md"
    assert path.is_file(), f"no cases for {code}: write tests/rules/cases/{code}.md"
    assert {case.verdict for case in read_cases(path)} == {"fail", "pass"}


def test_every_case_file_is_of_a_rule() -> None:
    assert {path.stem for path in CASES.glob("R[0-9]*.md")} <= {rule.CODE for rule in RULES}
