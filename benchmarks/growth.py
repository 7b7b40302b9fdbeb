"""How time grows with the document: ``python benchmarks/growth.py [SHAPE...] [--size N]``.

Each shape is a text of n, 2n and 4n pieces of one kind. Told are the seconds of processor for reading, for what the
sentences and tables mean, for the rules (with the slowest of them) and for reports, and how much more four times as
much takes than twice as much: 2 is linear, 4 quadratic. A single rule that grows faster than it should is named also
where the whole does not yet tell. A shape that takes longer than LONGEST is not made larger.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from reconcile.checked import Checked
from reconcile.checking import check_document, understand
from reconcile.document import Document
from reconcile.errors import ReadError
from reconcile.lexicon import Lexicon
from reconcile.quantity import extract
from reconcile.readers import read_bytes
from reconcile.reports import write
from reconcile.rules import RULES

SIZE = 400
LONGEST = 10.0
BAD = 3.0  # times as long for twice as much
FELT = 0.1  # seconds of one rule that are worth telling
FORMS = ("text", "json", "csv", "html")
HEAD = "云湖市民政局2025年部门预算\n\n"
GRID = "附表\n\n单位：万元\n\n"


def listed(
    item: Callable[[int], str], joint: str = "，", lead: str = "2025年支出预算9.00万元，其中："
) -> Callable[[int], str]:
    return lambda n: HEAD + lead + joint.join(item(i) for i in range(n)) + "。"


def again(piece: str, after: str = "") -> Callable[[int], str]:
    return lambda n: HEAD + piece * n + after


def table(columns: Callable[[int], int], rows: Callable[[int], int], cell: str = "1.00") -> Callable[[int], str]:
    def made(n: int) -> str:
        wide, high = columns(n), rows(n)
        head = "|项目" + "".join(f"|列{c}" for c in range(wide)) + "|\n" + "|---" * (wide + 1) + "|\n"
        return HEAD + GRID + head + "".join(f"|行{r}" + f"|{cell}" * wide + "|\n" for r in range(high))

    return made


SHAPES: dict[str, Callable[[int], str]] = {
    "open round brackets": again("（"),
    "open brackets with words": again("（支出"),
    "open square brackets": again("[a]("),
    "open book marks": again("《预算"),
    "open quotes": again("“支出"),
    "closed brackets": again("（支出）"),
    "nested brackets": lambda n: HEAD + "（" * n + "支出5万元" + "）" * n,
    "quotes": again("“支出”"),
    "digits": again("1"),
    "digits and commas": again("1,234,"),
    "digits and points": again("1.2."),
    "numbers and blanks": again("12 "),
    "percents": again("5%"),
    "amounts": again("5万元"),
    "amounts and commas": again("5万元，"),
    "amounts and stops": again("支出5万元。"),
    "amounts of one name": listed(lambda i: "教育支出1.00万元"),
    "amounts of many names": listed(lambda i: f"甲{i}支出1.00万元"),
    "amounts and semicolons": listed(lambda i: f"甲{i}支出1.00万元", "；"),
    "respectively": lambda n: HEAD + "、".join(f"甲{i}" for i in range(n)) + "分别为" + "、".join("1万元" for _ in range(n)) + "。",
    "respectively of categories": lambda n: HEAD + "教育支出、" * n + "分别为" + "1万元、" * n + "。",
    "shares": listed(lambda i: f"甲{i}支出1.00万元，占5%"),
    "growth": listed(lambda i: f"甲{i}支出1.00万元，比上年增长5%"),
    "changes": listed(lambda i: f"甲{i}支出1.00万元，比上年增加0.10万元，增长5%"),
    "completion": listed(lambda i: f"甲{i}支出1.00万元，完成预算的95%", "。"),
    "categories": again("一般公共服务支出（类）财政事务（款）行政运行（项）"),
    "categories with amounts": again("一般公共服务支出（类）财政事务（款）行政运行（项）5.00万元，"),
    "category sentences": again("一般公共服务支出（类）财政事务（款）行政运行（项）5.00万元。"),
    "of which": again("其中：支出5万元，"),
    "of which alone": again("其中："),
    "reasons": again("主要原因是人员增加，"),
    "years": again("2025年，"),
    "dates": again("2025年3月5日，"),
    "words without punctuation": again("支出"),
    "names without punctuation": again("教育支出"),
    "letters": again("a"),
    "blanks": again(" ", "支出5万元。"),
    "tabs": again("\t", "支出5万元。"),
    "tabs and letters": again("\ta"),
    "commas": again("，"),
    "stops": again("。"),
    "one character a line": again("收\n"),
    "short lines": again("支出5万元，\n"),
    "paragraphs": again("支出5万元。\n\n"),
    "paragraphs of one total": again("2025年支出预算5.00万元。\n\n"),
    "headings": lambda n: HEAD + "".join(f"{i}、支出情况\n\n支出5万元。\n\n" for i in range(n)),
    "numbered items": lambda n: HEAD + "其中：\n\n" + "".join(f"{i}.甲{i}支出5万元；\n\n" for i in range(n)),
    "stars": again("**a "),
    "backticks": again("`a"),
    "pipes": again("|"),
    "pipe rows": again("|a|b|\n"),
    "tags": again("<b "),
    "tables of one row": again("甲表\n\n|a|b|\n|---|---|\n|c|1.0|\n\n"),
    "rows": table(lambda n: 3, lambda n: n),
    "columns": table(lambda n: n, lambda n: 3),
    "square table": table(lambda n: int(n**0.5), lambda n: int(n**0.5)),
    "rates": table(lambda n: 6, lambda n: n, "5.00%"),
    "blank cells": table(lambda n: 6, lambda n: n, " "),
    "words in cells": table(lambda n: 6, lambda n: n, "支出"),
    "a long cell": lambda n: HEAD + GRID + f"|项目|数|\n|---|---|\n|{'支出' * n}|1.00|\n",
    "a long heading": lambda n: HEAD + "一、" + "支出" * n + "\n\n支出5万元。",
    "one number often": again("收入5.00万元，支出5.00万元。"),
    "placeholders": again("XX万元，"),
    "zero width": again("\u200b支"),
}  # fmt: skip


class Took(NamedTuple):
    read: float
    understood: float
    rules: float
    reports: float
    spent: dict[str, float]  # by each rule

    @property
    def slowest(self) -> str:
        return max(self.spent, key=lambda code: self.spent[code])

    @property
    def whole(self) -> float:
        return self.read + self.understood + self.rules + self.reports


def timed(text: str, lexicon: Lexicon) -> Took | None:
    """Seconds of processor of each stage; None where the text is refused."""
    marks = [time.process_time()]
    try:
        document: Document = read_bytes(text.encode(), "x.md")
    except ReadError:
        return None
    marks.append(time.process_time())
    for paragraph in document.paragraphs:
        extract(paragraph.text)
    facts = understand(document, lexicon)
    marks.append(time.process_time())
    spent: dict[str, float] = {}
    for rule in RULES:
        started = time.process_time()
        for _ in rule.check(facts):
            pass
        spent[rule.CODE] = time.process_time() - started
    outcome = check_document(document, lexicon)
    marks.append(time.process_time())
    for form in FORMS:
        write(form, [Checked(document, outcome)])
    marks.append(time.process_time())
    read, understood, rules, reports = (b - a for a, b in pairwise(marks))
    return Took(read, understood, rules, reports, spent)


def steep_rules(before: Took, last: Took) -> str:
    """``R513 x3.9``: the rules that take much longer for twice as much."""
    times = {code: s / max(before.spent[code], 1e-3) for code, s in last.spent.items() if s > FELT}
    return " ".join(f"{code} x{grown:.1f}" for code, grown in times.items() if grown > BAD)


def main(arguments: list[str]) -> int:
    size = int(arguments.pop(arguments.index("--size") + 1)) if "--size" in arguments else SIZE
    wanted = [a for a in arguments if a != "--size"] or list(SHAPES)
    lexicon = Lexicon.load()
    timed(SHAPES["rows"](10), lexicon)  # everything is loaded
    print(f"{'shape':28} {'n':>7} {'2n':>7} {'4n':>7}  4n/2n  read   mean   rules  reports  slowest rule")
    bad = 0
    for name in wanted:
        runs: list[Took] = []
        for factor in (1, 2, 4):
            took = timed(SHAPES[name](size * factor), lexicon)
            if took is None:
                break
            runs.append(took)
            if took.whole > LONGEST:
                break
        if not runs:
            print(f"{name:28} refused")
            continue
        last = runs[-1]
        growth = last.whole / max(runs[-2].whole, 1e-3) if len(runs) > 1 else float("inf")
        steep = growth > BAD and last.whole > 0.5
        rules = steep_rules(runs[-2], last) if len(runs) > 1 else ""
        bad += bool(steep or rules)
        times = " ".join(f"{r.whole:7.2f}" for r in runs) + " " * 8 * (3 - len(runs))
        stages = f"{last.read:6.2f} {last.understood:6.2f} {last.rules:6.2f} {last.reports:7.2f}"
        told = f"  <- steep {rules}".rstrip() if steep or rules else ""
        print(f"{name:28} {times}  {growth:5.1f} {stages}  {last.slowest}{told}", flush=True)
    print(f"{bad} of {len(wanted)} grow faster than they should")
    return int(bad > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
