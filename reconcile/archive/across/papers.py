"""A document as other documents see it: its table cells, the amounts of its prose, its telling sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from reconcile.archive.cells import Cell, cells
from reconcile.archive.identity import identify, office
from reconcile.document import Place
from reconcile.findings import Evidence, Finding, Outcome, Status
from reconcile.interval import Printed
from reconcile.tables.cells import number, scale
from reconcile.tuples import NamedTuple


class Line(NamedTuple):
    """An amount of the prose: ``printed`` is in 元, ``about`` the sentences it was checked against, verbatim;
    ``status`` is what became of it in its own document."""

    subject: str
    measure: str
    quote: str
    printed: Printed
    about: str
    page: int | None = None
    status: str = ""
    at: tuple[int, int] | None = None  # its block and where it begins there, for a document at hand

    def evidence(self, role: str) -> Evidence:
        value = re.sub(r"[^\d.-]", "", self.quote)
        return Evidence(role, self.quote, Place(page=self.page), value=value, unit=self.quote.lstrip("-0123456789.,"))


class Said(NamedTuple):
    """A finding of a document, as far as it matters for others: to see whether it was copied."""

    code: str
    name: str
    severity: str
    quote: str


@dataclass(frozen=True)
class Paper:
    """``level`` is department, unit or ""; ``basis`` budget or account; ``doc`` identifies it in the store."""

    doc: str
    path: str
    office: str
    level: str
    basis: str
    year: int | None
    cells: tuple[Cell, ...] = ()
    lines: tuple[Line, ...] = ()
    sentences: tuple[tuple[str, int | None], ...] = ()
    said: tuple[Said, ...] = ()

    @property
    def name(self) -> str:
        """How messages call it: 2023年部门决算."""
        level = {"department": "部门", "unit": "单位"}.get(self.level, "")
        return f"{self.year or ''}年{level}{'决算' if self.basis == 'account' else '预算'}"

    @cached_property
    def by_address(self) -> dict[tuple[str, str, str, str], Cell]:
        """The cells whose address stands once in the document; others are ambiguous and left out."""
        found: dict[tuple[str, str, str, str], list[Cell]] = {}
        for cell in self.cells:
            found.setdefault(cell.address(self.year or 0), []).append(cell)
        return {a: c[0] for a, c in found.items() if len(c) == 1}

    @cached_property
    def amounts(self) -> dict[tuple[str, str], Line]:
        """The prose's amounts by subject and measure, where all that it says of them is the same and
        nothing in the document itself contradicts it."""
        found: dict[tuple[str, str], list[Line]] = {}
        for line in self.lines:
            found.setdefault((line.subject, line.measure), []).append(line)
        return {
            k: v[0]
            for k, v in found.items()
            if len({x.printed.value for x in v}) == 1 and not any(x.status == Status.DISAGREES for x in v)
        }


class Cross(NamedTuple):
    """A finding of one document against another (``doc`` and ``other`` are their ids)."""

    doc: str
    other: str
    finding: Finding


def comparable(kind: str) -> bool:
    """Whether documents of this kind are compared: those of departments and units. A government's report speaks of
    全市, 市级 and 市本级 by turns, and an amount of one is not last year's of another."""
    return kind.startswith("department")


def from_outcome(outcome: Outcome, path: str, doc: str) -> Paper:
    who = identify(outcome, path)
    basis = who.basis if comparable(outcome.kind) else ""
    lines = (
        line_of(
            x.type, x.subject, x.measure, x.quote, x.value, x.unit,
            "；".join((x.context, *(e.quote for e in x.against))), x.place.page, str(x.status),
        )
        for x in outcome.ledger
    )  # fmt: skip
    placed = (line and line._replace(at=(x.block, x.start)) for line, x in zip(lines, outcome.ledger, strict=True))
    return Paper(
        doc, path, office(who.entity), who.level, basis, who.year, tuple(cells(outcome.tables)),
        tuple(line for line in placed if line),
    )  # fmt: skip


def line_of(
    kind: str, subject: str, measure: str, quote: str, value: str, unit: str, about: str, page: int | None, status: str
) -> Line | None:
    """The line of an amount of money whose subject is known; None for other figures."""
    found = number(value)
    if kind != "money" or not subject or found is None or not unit:
        return None
    printed = Printed(found.printed.digits, found.printed.exponent + scale(unit))
    return Line(subject, measure, quote, printed, about, page, status)


def cell_evidence(cell: Cell, role: str, paper: Paper) -> Evidence:
    table = f"{cell.title}（{paper.name}）"
    return Evidence(
        role,
        cell.text,
        Place(),
        table=table,
        row=cell.label or None,
        column=cell.header,
        value=cell.text,
        unit=cell.unit,
    )
