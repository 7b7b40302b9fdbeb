"""Tables in plain text: lines with tabs, lines with pipes, and cells in lines of their own that a pipe ends.

Each function is asked at a line and answers with the table that begins there, or None.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.patterns import compiled, lazy
from reconcile.readers.cells import is_number
from reconcile.tuples import NamedTuple

_PIPE = lazy(r"(?<!\\)[|｜]")
_DELIMITER = lazy(r"\s*[|｜]?\s*:?-{2,}:?\s*(?:[|｜]\s*:?-{2,}:?\s*)*[|｜]?\s*")
_CONTENTS = lazy(r"[第一二三四五六七八九十（(\d附表]")
_CODE = lazy(r"\d{3,12}")
_QUOTED_LINES = 30  # a quoted cell of a copied spreadsheet runs over no more lines than this


class TextTable(NamedTuple):
    """Rows of cells as they stand, the number of each row's line, and the index of the line after the table.

    Without rows it says that up to ``end`` there is no table. ``width`` is how many cells a row must have where marks
    part all of them, 0 where blank cells may be left out.
    """

    rows: list[list[str]]
    lines: list[int]
    end: int
    width: int = 0

    def is_loose(self, row: int) -> bool:
        """Whether a row with figures has more or fewer cells than the head, so that their columns are not known."""
        cells = self.rows[row]
        return bool(self.width) and len(cells) != self.width and any(map(is_number, (c.strip() for c in cells)))


def tab_table(lines: Sequence[str], start: int) -> TextTable | None:
    """A run of lines with tabs. A blank line inside is bridged where the columns go on after it."""
    found = _tab_run(lines, start)
    if found is None:
        return None
    rows, numbers, end, _ = found
    wide = max(map(len, rows))
    while True:
        after = _skip_blank(lines, end)
        more = _tab_run(lines, after) if after > end else None
        if more is None or not _same_columns(rows[-1], wide, more.rows):
            break
        rows.extend(more.rows)
        numbers.extend(more.lines)
        end = more.end
    filled = sum(1 for row in rows if len(_filled(row)) > 1)
    single = len(rows) == 1 and not (len(_filled(rows[0])) > 2 and any(map(is_number, rows[0])))
    return TextTable([], [], end) if filled == 0 or single or _is_contents(rows) else TextTable(rows, numbers, end)


def _tab_run(lines: Sequence[str], start: int) -> TextTable | None:
    rows: list[list[str]] = []
    numbers: list[int] = []
    index = start
    while index < len(lines) and _is_tab_row(lines[index], bool(rows)):
        line, end = _unquoted(lines, index)
        rows.append([_unquote(cell) for cell in line.split("\t")])
        numbers.append(index)
        index = end
    return TextTable(rows, numbers, index) if rows else None


def _is_tab_row(line: str, inside: bool) -> bool:
    """Cells with text in two of them; inside a table one is enough, and before one a tab may not be a mere indent."""
    text = line.strip()
    if not text or "\t" not in line:
        return False
    return "\t" in text or inside or line.rstrip(" \r\n　").endswith("\t")


def _unquoted(lines: Sequence[str], index: int) -> tuple[str, int]:
    """The line, with those after it as far as a quoted cell runs over them (as spreadsheets copy line breaks)."""
    line, end = lines[index], index + 1
    if '\t"' not in line and not line.startswith('"'):
        return line, end
    while _open_quote(line):
        if end >= min(len(lines), index + _QUOTED_LINES) or "\t" in lines[end].partition('"')[0]:
            return lines[index], index + 1
        line, end = line + lines[end], end + 1
    return line, end


def _open_quote(line: str) -> bool:
    last = line.rsplit("\t", 1)[-1]
    return last.startswith('"') and last.count('"') % 2 == 1


def _unquote(cell: str) -> str:
    text = cell.strip()
    quoted = len(text) > 1 and text.startswith('"') and text.endswith('"') and text.count('"') % 2 == 0
    return text[1:-1].replace('""', '"') if quoted and '"' not in text[1:-1].replace('""', "") else text


def _skip_blank(lines: Sequence[str], index: int) -> int:
    while index < len(lines) and not lines[index].strip():
        index += 1
    return index


def _same_columns(last: list[str], wide: int, after: list[list[str]]) -> bool:
    """Whether rows after a blank line are more of the same table: as wide, or codes going on in the first column."""
    more = max(map(len, after))
    codes = bool(_CODE.fullmatch(last[0].strip()) and _CODE.fullmatch(after[0][0].strip()))
    return wide == more or (codes and abs(wide - more) <= 1)


def _is_contents(rows: list[list[str]]) -> bool:
    """A table of contents: titles, then page numbers that never fall."""
    filled = [_filled(row) for row in rows]
    pages = [int(row[-1]) for row in filled if len(row) == 2 and compiled(r"\d{1,3}").fullmatch(row[-1])]
    titles = sum(1 for row in filled if row and _CONTENTS.match(row[0]))
    return len(pages) == len(rows) > 1 and pages == sorted(pages) and titles * 2 > len(rows) and pages[-1] > pages[0]


def pipe_table(lines: Sequence[str], start: int) -> TextTable | None:
    """A run of lines with pipes: a Markdown table, or rows as web pages come out as text (``a | b | ``)."""
    rows: list[list[str]] = []
    numbers: list[int] = []
    index = start
    ruled = False
    while index < len(lines) and _PIPE.search(lines[index]):
        if _DELIMITER.fullmatch(lines[index]):
            ruled = True
        else:
            cells = _pipe_cells(lines[index])
            if len(cells) < 2 and not ruled:
                break
            rows.append(cells)
            numbers.append(index)
        index += 1
    if len(rows) < 2 and not (rows and ruled):
        return None
    if not ruled:
        rows = _under_spans(rows)
    return TextTable(rows, numbers, index, len(rows[0]) if ruled else 0)


def _pipe_cells(line: str) -> list[str]:
    cells = [cell.replace("\\|", "|").strip() for cell in _PIPE.split(line.strip())]
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells


def _under_spans(rows: list[list[str]]) -> list[list[str]]:
    """The second header row put under the spanning cells of the first, where its other cells were left out.

    ``项目 | 上年 | 本年 | 增减情况 | |`` over ``金额 | 幅度 |``: the two belong under the cell with blanks after it.
    """
    if len(rows) < 3 or len(rows[1]) >= len(rows[0]) or any(is_number(c) for c in rows[0] + rows[1]):
        return rows
    head = rows[0]
    groups = [c for c, text in enumerate(head) if not text or (c + 1 < len(head) and not head[c + 1])]
    if len(groups) != len(rows[1]):
        return rows
    under = [""] * len(head)
    for column, text in zip(groups, rows[1], strict=True):
        under[column] = text
    return [head, under, *rows[2:]]


def cell_table(lines: Sequence[str], start: int) -> TextTable | None:
    """Cells in lines of their own, each ended by a pipe, whose rows were lost: label and figure by turns."""
    cells: list[str] = []
    numbers: list[int] = []
    index = start
    while index < len(lines) and (cell := _lone_cell(lines, index)) is not None:
        if not _fits(cell[0], len(cells)):
            return None
        cells.append(cell[0])
        numbers.append(index)
        index = cell[1]
    if len(cells) < 6 or len(cells) % 2:
        return None
    return TextTable([cells[i : i + 2] for i in range(0, len(cells), 2)], numbers[::2], index)


def _fits(cell: str, position: int) -> bool:
    """Whether a cell may stand there: two headings, then a label and a figure (or nothing) by turns."""
    if position < 2 or position % 2 == 0:
        return bool(cell) and not is_number(cell)
    return not cell or is_number(cell)


def _lone_cell(lines: Sequence[str], index: int) -> tuple[str, int] | None:
    """One cell and the line after it: ``text |``, a line of text and a line of only a pipe, or only a pipe."""
    line = lines[index].strip()
    if line.endswith("|") and line.count("|") == 1:
        return line[:-1].strip(), index + 1
    if line and "|" not in line and index + 1 < len(lines) and lines[index + 1].strip() == "|":
        return line, index + 2
    return None


def _filled(row: list[str]) -> list[str]:
    return [cell.strip() for cell in row if cell.strip()]
