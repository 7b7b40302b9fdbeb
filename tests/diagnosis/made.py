"""Figures and relations for the tests of the diagnosis, with as little writing as possible."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.address import Address, Source, Sources
from reconcile.diagnosis import diagnose
from reconcile.diagnosis.explain import Cause, explain
from reconcile.figures import Figure
from reconcile.findings import Finding, Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.relations import Check, Relation

SCALES = {"元": 0, "万元": 4, "亿元": 8}


def cell(
    name: str, text: str, row: int = 0, column: int = 1, unit: str = "万元", table: str = "收入预算总表"
) -> Figure:
    """A cell of a table: its number as printed, and its place, by which it is known."""
    number = text.replace(",", "")
    decimals = len(number.partition(".")[2])
    printed = Printed(int(number.replace(".", "")), SCALES[unit] - decimals)
    return Figure(
        (9, row, column), printed, "money", text, unit, number, Address(name), table=table, row=name, column="预算数"
    )


def said(subject: str, text: str, start: int = 0, measure: str = "budget", sign: int = 1) -> Figure:
    """A number of the prose: 12.30万元, 4.1%, 3辆."""
    number = text.rstrip("万亿元%辆平方米")
    unit = text[len(number) :]
    decimals = len(number.partition(".")[2])
    printed = Printed(sign * int(number.replace(".", "")), SCALES.get(unit, 0) - decimals)
    kind = "percent" if unit == "%" else "money" if unit in SCALES else "count"
    address = Address(subject, measure, "2025", sources=Sources(measure=Source.SAID))
    return Figure((1, start, -1), printed, kind, text, unit, number, address, context=text)


def equal(one: Figure, other: Figure, code: str = "R101") -> Check:
    return check(Form.EQUAL, one, (other,), code=code, kind="text_table_value", label="")


def total(whole: Figure, *parts: Figure, code: str = "R301") -> Check:
    return check(Form.SUM, whole, parts, code=code, kind="table_col_sum", label="合计应等于所列各行之和")


def check(
    form: Form,
    result: Figure,
    inputs: Sequence[Figure],
    code: str = "R203",
    kind: str = "growth",
    label: str = "",
    severity: Severity = Severity.ERROR,
) -> Check:
    relation = Relation(code, kind, form, result, tuple(inputs), label=label, severity=severity)
    return Check(relation, relation.judge())


def findings(*checks: Check) -> list[Finding]:
    return diagnose(checks, {"R101": "正文与表格不一致", "R301": "表内合计有误"})


def causes(*checks: Check) -> list[Cause]:
    """The causes of those that are broken."""
    holding: dict[tuple[int, int, int], list[Check]] = {}
    for known in checks:
        if known.verdict is not Verdict.INCONSISTENT:
            for figure in known.relation.figures:
                holding.setdefault(figure.key, []).append(known)
    return list(explain([c for c in checks if c.verdict is Verdict.INCONSISTENT], holding))
