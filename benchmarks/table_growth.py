"""How the time of a check grows with a table's rows, its columns, and with paragraphs.

    python -m benchmarks.table_growth [--repeat N]

A made table (or text) of n, 2n and 4n rows, columns or paragraphs is checked; the processor's time, the best of N, is
printed for each, with what doubling costs: about 2 where the cost grows with the cells, 4 where with their square.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from itertools import pairwise

from reconcile.checking import check_document
from reconcile.document import Document, Grid, Paragraph
from reconcile.lexicon import Lexicon

SIZES = (1, 2, 4)
ROWS, COLUMNS, PARAGRAPHS = 100, 20, 100


def table(rows: int, columns: int) -> Document:
    """A statistical table: names, and columns of amounts, changes and rates in turn."""
    heads = [("2024年决算数", "2025年执行数", "比上年增减额", "增减%")[i % 4] for i in range(columns)]
    body = []
    for row in range(rows):
        cells = []
        for column in range(columns):
            last, now = 1000 + 37 * row + column, 1100 + 41 * row + 3 * column
            cells.append((f"{last}", f"{now}", f"{now - last}", f"{100 * (now - last) / last:.1f}")[column % 4])
        body.append((f"第{row + 1}县", *cells))
    grid = Grid((("地区", *heads), *body))
    return Document("made", "txt", (Paragraph("2025年各地区收支执行情况表"), Paragraph("单位：万元"), grid))


def text(paragraphs: int) -> Document:
    blocks = [
        Paragraph(f"{i + 1}.第{i + 1}类支出预算{100 + i}.00万元，比上年预算增加{i}.00万元，增长{100 * i / 100:.2f}%。")
        for i in range(paragraphs)
    ]
    return Document("made", "txt", (Paragraph("某市农产品质量监测局2025年部门预算"), *blocks))


def seconds(document: Document, lexicon: Lexicon, repeat: int) -> float:
    found = []
    for _ in range(repeat):
        began = time.process_time()
        check_document(document, lexicon)
        found.append(time.process_time() - began)
    return min(found)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--repeat", type=int, default=3)
    repeat = parser.parse_args(arguments).repeat
    lexicon = Lexicon.load()
    seconds(table(5, 5), lexicon, 1)  # what is loaded once is loaded
    made: dict[str, Callable[[int], Document]] = {
        f"rows, from {ROWS} × {COLUMNS}": lambda n: table(n * ROWS, COLUMNS),
        f"columns, from {ROWS} × {COLUMNS}": lambda n: table(ROWS, n * COLUMNS),
        f"paragraphs, from {PARAGRAPHS}": lambda n: text(n * PARAGRAPHS),
    }
    for name, make in made.items():
        times = [seconds(make(n), lexicon, repeat) for n in SIZES]
        grown = ", ".join(f"×{later / earlier:.1f}" for earlier, later in pairwise(times))
        print(f"{name}: {', '.join(f'{t:.2f} s' for t in times)} ({grown})")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
