"""Errors of the program itself: one rule, paragraph or table is left out and named, the rest is checked as ever."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import pytest

import reconcile
from reconcile import checking
from reconcile.checking import check_document
from reconcile.document import Document, Grid, Paragraph
from reconcile.facts import Facts
from reconcile.findings import Outcome, Status
from reconcile.lexicon import Lexicon
from reconcile.mishaps import NOT_CHECKED
from reconcile.readers import read_bytes
from reconcile.rules import RULES

TEXT = """云湖市民政局2025年部门预算

2025年支出预算100.00万元，其中：基本支出60.00万元，项目支出40.00万元。

2025年收入预算90.00万元，比上年增加10.00万元，增长50.0%。
"""


@cache
def lexicon() -> Lexicon:
    return Lexicon.load()


def check(text: str = TEXT, **more: Any) -> Outcome:
    return check_document(read_bytes(text.encode(), "a.txt"), lexicon(), **more)


def broken_rule(*before: object) -> Any:
    def found(facts: Facts) -> Iterator[object]:
        yield from before
        raise KeyError("x")

    return SimpleNamespace(CODE="R999", NAME="试验", check=found)


def failing_at(word: str, kind: type, real: Callable[..., Any]) -> Callable[..., Any]:
    """The function, but for an error where a block of the kind has the word."""

    def act(document: Document, *arguments: Any, **named: Any) -> Any:
        for block in document.blocks:
            text = block.text if isinstance(block, Paragraph) else str(block.rows)
            if isinstance(block, kind) and word in text:
                raise IndexError("tuple index out of range")
        return real(document, *arguments, **named)

    return act


def test_a_rule_that_errs_costs_that_rule_and_is_said() -> None:
    whole, without = check(), check(rules=(broken_rule(), *RULES))
    assert without.findings == whole.findings
    assert without.findings
    (notice,) = without.notices
    assert notice.level == "error"
    assert "R999" in notice.message
    assert "KeyError" in notice.message


def test_what_a_rule_yields_before_it_errs_counts() -> None:
    finding = check().findings[0]
    assert finding in check(rules=(broken_rule(finding),)).findings


def test_a_paragraph_that_errs_costs_that_paragraph_and_its_numbers_are_unchecked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(checking, "read_prose", failing_at("2025年支出预算", Paragraph, checking.read_prose))
    outcome = check()
    assert [n.level for n in outcome.notices] == ["error"]
    assert "2025年支出预算" in outcome.notices[0].message
    status = {line.quote: (line.status, line.reason) for line in outcome.ledger}
    assert status["100.00万元"] == (Status.UNCHECKED, NOT_CHECKED)
    assert status["90.00万元"][0] is Status.DISAGREES
    assert [line.block for line in outcome.ledger] == sorted(line.block for line in outcome.ledger)
    assert len(outcome.ledger) == len(check().ledger)


def test_a_table_that_errs_costs_that_table(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = "\n甲表\n\n| 项目 | 数 |\n|---|---|\n| 坏 | 1 |\n\n乙表\n\n| 项目 | 数 |\n|---|---|\n| 好 | 2 |\n"
    monkeypatch.setattr(checking, "read_tables", failing_at("坏", Grid, checking.read_tables))
    outcome = check(TEXT + tables)
    assert [t.rows[1][0] for t in outcome.tables] == ["好"]
    assert len(outcome.notices) == 1


def test_an_error_that_no_block_is_to_blame_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise IndexError("always")

    for name in ("read_prose", "read_tables", "read_profile", "by_habit", "diagnose"):
        with monkeypatch.context() as patch:
            patch.setattr(checking, name, fails)
            assert check().notices, name


def test_too_little_memory_is_not_taken_for_a_mistake_in_a_rule() -> None:
    def found(facts: Facts) -> Iterator[object]:
        raise MemoryError
        yield

    with pytest.raises(MemoryError):
        check(rules=(cast(Any, SimpleNamespace(CODE="R999", NAME="试验", check=found)),))


def test_with_debugging_errors_come_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECONCILE_DEBUG", "1")
    with pytest.raises(KeyError):
        check(rules=(broken_rule(),))


@pytest.mark.parametrize("text", ["支出（类）0%", "收入（款）（项）1.0%，其中（类）2万元"])
def test_names_of_connecting_words_only(text: str) -> None:
    report = reconcile.check(read_bytes(text.encode(), "a.txt"))
    assert json.loads(report.model_dump_json())["figures"]
