"""The statistics as one HTML page: tables, and bar charts as inline SVG. Nothing is loaded from anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

from reconcile.tuples import NamedTuple


class Table(NamedTuple):
    """One table of the statistics; ``bars`` names the column that a chart shows, "" for none."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | int | float, ...], ...]
    bars: str = ""


DOCUMENT = "材料"  # the column that names a document by its path
BAR, GAP, LABEL, LENGTH = 18, 6, 190, 420
STYLE = """
:root { color-scheme: light dark; --bar: #1d5f8f; --line: #dddbd4; --paper: #f6f5f1; --ink: #1d1f23 }
@media (prefers-color-scheme: dark) { :root { --bar: #8cc6f0; --line: #383b42; --paper: #17181b; --ink: #e6e4df } }
body { font: 15px/1.6 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; background: var(--paper) }
body, a { color: var(--ink) }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem }
h2 { margin: 2.2rem 0 .6rem; font-size: 1.15rem }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--line) }
th, td { text-align: right; overflow-wrap: anywhere }
th:first-child, td:first-child, td.word, th.word { text-align: left }
svg text { font-size: 12px; fill: currentColor } rect { fill: var(--bar) }
"""


def page(tables: Sequence[Table]) -> str:
    parts = [
        '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>档案检查统计</title><style>{STYLE}</style></head><body><h1>档案检查统计</h1>",
    ]
    for table in tables:
        if table.rows:
            parts += (f"<h2>{escape(table.title)}</h2>", chart(table), grid(table))
    return "".join([*parts, "</body></html>\n"])


def grid(table: Table) -> str:
    head = "".join(cell(c, v).replace("td", "th") for c, v in zip(table.columns, table.rows[0], strict=True))
    paths = {n for n, name in enumerate(table.columns) if name == DOCUMENT}
    rows = "".join(
        "<tr>" + "".join(link(v) if n in paths else cell(v, v) for n, v in enumerate(row)) + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def link(path: str | int | float) -> str:
    """A cell that opens the document, where it lies on this machine."""
    file = Path(str(path))
    if not file.is_file():
        return cell(path, path)
    return f'<td class="word"><a href="{escape(file.resolve().as_uri())}">{escape(str(path))}</a></td>'


def cell(value: str | int | float, like: str | int | float) -> str:
    """A cell of the table; words stand to the left, as do the headers over them (``like`` is what stands below)."""
    kind = ' class="word"' if isinstance(like, str) and not like[:1].isdigit() else ""
    return f"<td{kind}>{escape(value) if isinstance(value, str) else format(value, ',')}</td>"


def chart(table: Table) -> str:
    """A bar for each row, as long as its number is to the largest; nothing where a chart would show nothing."""
    if not table.bars:
        return ""
    column = table.columns.index(table.bars)
    bars = [
        (" ".join(map(str, row[: 2 if table.columns[0] == "编号" else 1])), float(row[column])) for row in table.rows
    ]
    most = max(value for _, value in bars)
    if most <= 0 or len(bars) < 2:
        return ""
    height = len(bars) * (BAR + GAP)
    title = escape(f"{table.title}：{table.bars}")
    lines = [
        f'<svg role="img" aria-label="{title}" width="{LABEL + LENGTH + 70}" height="{height}"><title>{title}</title>'
    ]
    for index, (name, value) in enumerate(bars):
        top = index * (BAR + GAP)
        long = value / most * LENGTH
        lines += (
            f'<text x="{LABEL - 8}" y="{top + 13}" text-anchor="end">{escape(name[:16])}</text>',
            f'<rect x="{LABEL}" y="{top}" width="{long:.1f}" height="{BAR}" rx="2"/>',
            f'<text x="{LABEL + long + 6:.1f}" y="{top + 13}">{value:g}</text>',
        )
    return "".join([f"<p>图：{escape(table.bars)}</p>", *lines, "</svg>"])
