"""Names for the places that a report links: ``f3`` the ledger's line 3, ``e7`` words in prose, ``c5-2-1`` a cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from reconcile.checked import Checked
from reconcile.document import Document
from reconcile.findings import Evidence, LedgerLine, TableView
from reconcile.tuples import NamedTuple

from .quoting import span_of

VERDICTS = ("agrees", "by_rounding", "possible", "inconsistent")
Stretch = tuple[int, int, int]  # block, start, end
Cell = tuple[int, int, int]  # block, row, column


class Anchors(NamedTuple):
    """``lines`` maps a block to its ledger lines as (start, end, index), in order; ``words`` the stretches of prose
    that are no figures to their keys, ``tables`` a block to the table that begins there."""

    lines: Mapping[int, list[tuple[int, int, int]]]
    words: Mapping[Stretch, str]
    tables: Mapping[int, TableView]

    def cell(self, evidence: Evidence) -> Cell | None:
        """The cell as the report's tables count it: of the whole table where the document cuts it into several."""
        if evidence.block is None or evidence.cell is None:
            return None
        if evidence.block in self.tables:
            return (evidence.block, *evidence.cell)
        first = max((block for block in self.tables if block < evidence.block), default=None)
        if first is None:
            return None
        found = (cell for cell, place in self.tables[first].grid.places.items() if place == evidence.place)
        return next(((first, *cell) for cell in found), None)

    def key(self, document: Document, evidence: Evidence) -> str:
        """The key of the evidence's place, "" where it has none."""
        if evidence.block is None:
            return ""
        if evidence.cell is not None:
            cell = self.cell(evidence)
            return cell_key(*cell) if cell else ""
        span = span_of(document, evidence)
        if span is None:
            return ""
        line = self.line(evidence.block, *span)
        return f"f{line}" if line is not None else self.words.get((evidence.block, *span), "")

    def line(self, block: int, start: int, end: int) -> int | None:
        """The ledger's line whose number the stretch lies in."""
        lines = self.lines.get(block, [])
        found = bisect_right(lines, start, key=lambda s: s[0]) - 1
        if found >= 0 and lines[found][0] <= start < end <= lines[found][1]:
            return lines[found][2]
        return None


def cell_key(block: int, row: int, column: int) -> str:
    return f"c{block}-{row}-{column}"


def anchors(checked: Checked) -> Anchors:
    """The anchors of all places that the ledger and the findings speak of."""
    lines = lines_by_block(checked.outcome.ledger)
    found = Anchors(lines, {}, {t.block: t for t in checked.outcome.tables})
    words: dict[Stretch, str] = {}
    spoken = [e for f in checked.findings for e in f.evidence]
    spoken += [e for line in checked.outcome.ledger for e in line.against]
    for evidence in spoken:
        span = span_of(checked.document, evidence)
        if span is not None and evidence.block is not None and found.line(evidence.block, *span) is None:
            words.setdefault((evidence.block, *span), f"e{len(words)}")
    return found._replace(words=words)


def verdicts_by_cell(checked: Checked, found: Anchors) -> dict[Cell, str]:
    """The worst verdict of the relations that each cell takes part in."""
    verdicts: dict[Cell, str] = {}
    for judgement in checked.outcome.judgements:
        for figure in (judgement.result, *judgement.inputs):
            cell = found.cell(figure.evidence)
            if cell is not None:
                verdicts[cell] = max(verdicts.get(cell, "agrees"), judgement.verdict, key=VERDICTS.index)
    return verdicts


def lines_by_block(ledger: tuple[LedgerLine, ...]) -> dict[int, list[tuple[int, int, int]]]:
    lines: dict[int, list[tuple[int, int, int]]] = {}
    for index, line in enumerate(ledger):
        lines.setdefault(line.block, []).append((line.start, line.end, index))
    return {block: sorted(spans) for block, spans in lines.items()}
