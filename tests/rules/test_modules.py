"""What every rule module must have, so that explain, the docs and the settings can rely on it."""

from __future__ import annotations

import re
from types import ModuleType
from typing import get_args

import pytest

from reconcile.errors import UsageError
from reconcile.findings import Severity
from reconcile.report import FindingKind
from reconcile.rules import RULES
from reconcile.rules.describe import LABELS, describe, find

every_rule = pytest.mark.parametrize("rule", RULES, ids=lambda r: r.CODE)


@every_rule
def test_constants(rule: ModuleType) -> None:
    assert re.fullmatch(r"R[1-9]\d\d", rule.CODE)
    assert re.search(r"[\u4e00-\u9fff]", rule.NAME)
    assert rule.KIND in get_args(FindingKind)
    assert isinstance(rule.SEVERITY, Severity)
    assert callable(rule.check)


@every_rule
def test_docstring_is_in_the_fixed_form(rule: ModuleType) -> None:
    description = describe(rule)
    assert description.what, "the first line says what is checked"
    assert description.why, "a paragraph says why"
    assert tuple(description.sections) == LABELS
    for label, body in description.sections.items():
        assert body, f"{label} is empty"


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.CODE for rule in RULES]
    assert codes == sorted(set(codes))


def test_a_rule_is_found_by_its_code_in_any_case() -> None:
    for rule in RULES:
        assert find(RULES, rule.CODE.lower()) == [rule]
    assert [r.CODE for r in find(RULES, "R30")] == [r.CODE for r in RULES if r.CODE.startswith("R30")]
    with pytest.raises(UsageError, match="R000"):
        find(RULES, "R000")


def test_describe_takes_a_docstring_apart() -> None:
    module = ModuleType(
        "example",
        "合计等于各类之和。\n\n漏写一位数字时合计不平。\n\n错误示例：\n    a\n    b\n正确示例：\n    c\n依据：表样。\n",
    )
    module.CODE, module.NAME, module.KIND, module.SEVERITY = "R999", "合计", "table_col_sum", Severity.ERROR  # type: ignore[attr-defined]
    description = describe(module)
    assert (description.what, description.why) == ("合计等于各类之和。", "漏写一位数字时合计不平。")
    assert description.sections == {"错误示例": "a\nb", "正确示例": "c", "依据": "表样。"}
    assert description.text.startswith("R999 合计（错误，表内纵向加总）")
