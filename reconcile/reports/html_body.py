"""The body of the page: prose and tables as HTML, with every place that links speak of marked."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from html import escape
from itertools import pairwise
from operator import itemgetter

from reconcile.checked import Checked
from reconcile.document import Grid, Paragraph
from reconcile.findings import Severity, TableView
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

from .anchors import Anchors, cell_key
from .quoting import span_of

CHUNK = 24  # blocks of prose that the browser lays out at a time
NUMBER = lazy(r"\s*[-−(（]?[\d,，]+(\.\d+)?\s*[%％)）]?\s*|\s*[-—－]\s*")
LONG = 6  # characters from which a cell of words gets room
RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Mark(NamedTuple):
    start: int
    end: int
    key: str
    classes: str
    tail: str = ""  # the class of the stretch's last piece, that carries the tick


class Body(NamedTuple):
    """What the pieces of the page need to know. ``worst`` maps keys to the worst severity of the findings there;
    ``verdicts`` cells to the worst verdict of a relation; ``linked`` are the keys that something points at."""

    checked: Checked
    anchors: Anchors
    worst: Mapping[str, Severity]
    verdicts: Mapping[str, str]
    linked: frozenset[str]
    words: Mapping[str, str]


def prose(body: Body) -> str:
    """All paragraphs in order, page marks, and a button where a table stands."""
    views = body.checked.outcome.tables
    starts = [v.block for v in views]
    marks = marks_by_block(body)
    pieces: list[str] = []
    page: int | None = None
    for index, block in enumerate(body.checked.document.blocks):
        here = block.place().page if isinstance(block, Paragraph) else block.place.page
        if here is not None and here != page:
            pieces.append(f'<div class="page">{escape(body.words["page"].format(here))}</div>')
            page = here
        if isinstance(block, Paragraph):
            pieces.append(paragraph(block, marks.get(index, [])))
        elif index in starts:
            title = table_title(views[starts.index(index)], body.words)
            pieces.append(f'<p class="jump"><button type="button" data-go="t{index}">▦ {escape(title)}</button></p>')
    chunks = ("".join(pieces[i : i + CHUNK]) for i in range(0, len(pieces), CHUNK))
    return "".join(f'<div class="chunk">{chunk}</div>' for chunk in chunks)


def marks_by_block(body: Body) -> dict[int, list[Mark]]:
    marks: dict[int, list[Mark]] = {}
    for index, line in enumerate(body.checked.outcome.ledger):
        severity = body.worst.get(f"f{index}")
        classes = f"f {line.status}" + (" weak" if line.weak else "") + (f" {severity}-bg" if severity else "")
        marks.setdefault(line.block, []).append(
            Mark(line.start, line.end, f"f{index}", classes, f"end {line.status}" + (" weak" if line.weak else ""))
        )
    for (block, start, end), key in body.anchors.words.items():
        severity = body.worst.get(key)
        marks.setdefault(block, []).append(Mark(start, end, key, f"{severity}-bg" if severity else ""))
    return marks


def paragraph(block: Paragraph, marks: list[Mark]) -> str:
    tag = f"h{min(block.level + 1, 4)}" if block.level else "p"
    return f"<{tag}>{''.join(pieces(block.text, marks))}</{tag}>"


def pieces(text: str, marks: list[Mark]) -> Iterator[str]:
    """The text cut where marks begin and end; a piece has the keys and classes of all marks over it."""
    if not marks:
        yield escape(text, quote=False)
        return
    cuts = sorted({0, len(text), *(c for m in marks for c in (m.start, m.end) if 0 < c < len(text))})
    coming = deque(sorted(enumerate(marks), key=lambda m: m[1].start))
    open_ones: list[tuple[int, Mark]] = []
    for low, high in pairwise(cuts):
        while coming and coming[0][1].start <= low:
            open_ones.append(coming.popleft())
        open_ones = [m for m in open_ones if m[1].end >= high]
        over = [mark for _, mark in sorted(open_ones, key=itemgetter(0))]
        inner = escape(text[low:high], quote=False)
        if not over:
            yield inner
            continue
        tails = [m.tail for m in over if m.end == high and m.tail]
        classes = " ".join(dict.fromkeys(c for m in over for c in m.classes.split()))
        if tails:
            inner = f'{inner}<span class="{tails[0]}"></span>'
        yield f'<span class="{classes}" data-m="{" ".join(m.key for m in over)}">{inner}</span>'


def tables(body: Body) -> str:
    return "".join(table(body, view) for view in body.checked.outcome.tables)


def table_title(view: TableView, words: Mapping[str, str]) -> str:
    return view.title or view.grid.caption or words["table"]


def table(body: Body, view: TableView) -> str:
    pages = "、".join(map(str, view.pages))
    notes = " · ".join(n for n in (view.unit, body.words["page"].format(pages) if pages else "") if n)
    covered = covered_cells(view.grid)
    rows = [row(body, view, covered, number) for number in range(len(view.rows))]
    head = min(view.header_rows, len(rows))
    height = 60 + 26 * len(rows)
    return (
        f'<section class="grid chunk" data-m="t{view.block}" style="contain-intrinsic-size:auto {height}px">'
        f"<h3>{escape(table_title(view, body.words))}<small>{escape(notes)}</small></h3>"
        f'<div class="scroll"><table><thead>{"".join(rows[:head])}</thead><tbody>{"".join(rows[head:])}</tbody></table>'
        "</div></section>"
    )


def row(body: Body, view: TableView, covered: frozenset[tuple[int, int]], number: int) -> str:
    header = number < view.header_rows
    cells = []
    for column, text in enumerate(view.rows[number]):
        if (number, column) in covered:
            continue
        rows, columns = view.grid.spans.get((number, column), (1, 1))
        spans = (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
        key = cell_key(view.block, number, column)
        tag = "th" if header else "td"
        classes = [] if header or not text else ["n"] if NUMBER.fullmatch(text) else ["t"] if len(text) > LONG else []
        if key in body.verdicts:
            classes += ["k", body.verdicts[key]]
        if key in body.worst:
            classes.append(f"{body.worst[key]}-bg")
        attributes = (f' class="{" ".join(classes)}"' if classes else "") + (
            f' data-m="{key}"' if key in body.linked else ""
        )
        cells.append(f"<{tag}{spans}{attributes}>{escape(text, quote=False)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def covered_cells(grid: Grid) -> frozenset[tuple[int, int]]:
    """The cells that lie under a merged one."""
    return frozenset(
        (r, c)
        for (top, left), (rows, columns) in grid.spans.items()
        for r in range(top, top + rows)
        for c in range(left, left + columns)
        if (r, c) != (top, left)
    )


def worst_by_key(checked: Checked, anchors: Anchors) -> dict[str, Severity]:
    worst: dict[str, Severity] = {}
    for finding in checked.findings:
        for evidence in finding.evidence:
            if span_of(checked.document, evidence) is None and evidence.cell is None:
                continue
            key = anchors.key(checked.document, evidence)
            if key and (key not in worst or RANK[finding.severity] < RANK[worst[key]]):
                worst[key] = finding.severity
    return worst
