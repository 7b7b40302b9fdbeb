"""正文与表格的数不一致。

正文说到的收入、支出、科目和“三公”经费的金额，应当与本文件表格中同一项目、同一口径、同一年度的数相同；单位不同的先换算，再看四舍五入能否解释。
政府预算、决算报告按资金、地区、年度找表，增长率、完成率与表中同一行印出的或算出的比率核对；只有像是笔误的差异才算错。
一段一项列出的金额、增减额都与表中同一栏相符，只有一项不符的，或者全文的比率都与表相符，只有一个不符的，也算错。
为什么：读者按正文理解预算、决算，正文与表格不一致时二者至少有一处是错的。

错误示例：正文“2024年收入支出总计0万元”，《收入支出决算总表》总计为863.50万元。
正确示例：正文“行政运行（项）512.35万元”，表中为5,123,456.00元。
依据：部门预决算公开的说明应与公开报表一致（财预〔2016〕143号）。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.interval import Verdict, judge_equal, judge_sum
from reconcile.judging import slip
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.cells_again import cells_again
from reconcile.rules.cells_by_number import cells_by_number
from reconcile.rules.company import DIGITS, MEASURES, Company, settled
from reconcile.rules.counted_again import of_tables
from reconcile.rules.partial import FUNDS, WHOLE, funds_of, part_words
from reconcile.rules.rates_on_terms import once_more
from reconcile.rules.sums import is_carry
from reconcile.rules.text_rates import rates
from reconcile.rules.values import Result, Tick

CODE = "R101"
NAME = "正文与表格金额不一致"
KIND = "text_table_value"
SEVERITY = Severity.ERROR

# sections whose amounts are of their own kind: only their own indicators may stand against tables
APART = {
    "performance": "绩效管理涉及的资金，口径与总数不同",
    "assets": "资产情况，不在预决算表中",
    "procurement": "政府采购数不在公开表中",
}
OWN = {"performance", "asset", "procurement"}


def check(facts: Facts) -> Iterator[Result]:
    if not facts.tables or facts.profile.kind == "template":
        return
    aligner = Aligner(facts)
    company = Company(facts, aligner)
    for statement in facts.prose.statements:
        if statement.section >= 0 and facts.prose.sections[statement.section].part == "terms":
            continue
        for measure in MEASURES:
            for figure in statement.amounts.get(measure, ()):
                if figure.type == "money" and figure.key not in facts.prose.reasons:
                    yield from _compare(facts, aligner, company, statement, measure, figure)
    if facts.profile.kind.startswith("government"):
        yield from rates(facts, aligner, company)
        yield from once_more(facts, aligner)
        yield from cells_by_number(facts)
    else:
        yield from of_tables(facts)
        yield from cells_again(facts)


def _compare(
    facts: Facts, aligner: Aligner, company: Company, statement: Statement, measure: str, figure: Figure
) -> Iterator[Result]:
    indicator = facts.lexicon.indicators.get(statement.subject.indicator)
    if statement.scope in APART and not (indicator and indicator.group in OWN):
        yield Tick(figure.key, Status.UNCHECKED, reason=APART[statement.scope])
        return
    if measure == "budget" and facts.profile.kind == "department_account" and not _has_budget(facts, statement):
        yield Tick(figure.key, Status.UNCHECKED, reason="年初预算数不在决算表中")
        return
    if statement.several:
        yield _sum_of_cells(facts, aligner, statement, measure, figure)
        return
    above = facts.prose.statements[statement.parent].subject if statement.parent is not None else None
    if above and above.path and indicator and not statement.subject.path:  # 行政运行3万元，其中：基本支出2万元
        yield Tick(figure.key, Status.UNCHECKED, reason="是一个科目中的一部分，表中没有列示")
        return
    match = aligner.match(statement, measure)
    if facts.profile.kind.startswith("government") and (cell := _on_terms(aligner, statement, figure, match.cells)):
        yield _relation(figure, cell)
        return
    if match.cells and all(cell.type != figure.type for cell in match.cells):
        yield Tick(figure.key, Status.UNCHECKED, reason="表中的这一格不是金额")
        return
    part = aligner.basic_part(statement, measure) if not match.cells and indicator else None
    if part and indicator and indicator.group == "expense":
        label = "基本支出表中的这一项是全部支出的一部分，不应更大"
        yield Relation(CODE, KIND, Form.AT_MOST, meant(part, figure), (figure,), label=label, severity=Severity.WARNING)
        return
    if not match.cells:
        yield Tick(figure.key, Status.UNCHECKED, reason=match.reason)
        return
    whole = above.name if above else ""
    verdicts = [judge_equal(figure.printed, cell.printed) for cell in match.cells]
    best = min(range(len(verdicts)), key=lambda i: verdicts[i])
    if verdicts[best] is not Verdict.INCONSISTENT:
        yield _relation(figure, match.cells[best])
    elif other := _other_total(facts, figure, match.cells[0]):
        yield _relation(figure, other)
    elif _other_stage(statement, measure, figure, match.cells[0]):
        yield Tick(figure.key, Status.UNCHECKED, reason="同一句中另一个预算数与表相符")
    elif any(_without_left_over(facts, figure, cell) for cell in match.cells):
        yield Tick(figure.key, Status.UNCHECKED, reason="与表中的总计相差的正是表中的结转、结余数")
    elif _beside_blank(facts, figure, match.cells[0]):
        yield Tick(figure.key, Status.UNCHECKED, reason="表中这一格是空的，同一行的另一格有这个数")
    elif (cell := company.cell(statement, figure, match.cells)) and (
        _tells(facts, cell, figure, whole, 1) or company.balances(statement, figure, cell)
    ):
        yield _relation(*settled(figure, cell))
    elif match.certain and _tells(facts, match.cells[0], figure, whole) and not _of_this_year(facts, aligner, figure):
        said = figure.of(aligner.known(figure.address))
        yield _relation(said, match.cells[0])._replace(cause=_cause(facts, figure, match.cells[0]))
    else:
        places = "、".join(dict.fromkeys(c.where for c in match.cells[:3]))
        yield Tick(figure.key, Status.UNCHECKED, reason=f"口径不明：{places}各不相同，且都与它不同")


def _on_terms(aligner: Aligner, statement: Statement, figure: Figure, cells: Sequence[Figure]) -> Figure | None:
    """The cell in a column on other terms (不含提前下达的转移支付) that is the amount where no plain one is."""
    if not figure.printed.digits or any(judge_equal(figure.printed, c.printed) <= Verdict.BY_ROUNDING for c in cells):
        return None
    found = aligner.on_terms(statement, figure)
    return next((c for c in found if judge_equal(figure.printed, c.printed) is Verdict.AGREES), None)


def _without_left_over(facts: Facts, figure: Figure, cell: Figure) -> bool:
    """支出总计334亿元，……，年终结余2亿元 beside a table whose 支出总计 has what is left over in it, or the reverse."""
    block, _, column = cell.key
    table = next((t for t in facts.tables if t.block == block), None)
    rows = [r for s in table.sides for r in s.rows if is_carry(r)] if table else []
    over = [f for r in rows if table and (f := table.figures.get((r.index, column))) and f.printed.digits]
    wholes = [(cell, figure), (figure, cell)]
    return any(judge_sum(w.printed, (p.printed, f.printed)) <= Verdict.BY_ROUNDING for w, p in wholes for f in over)


def _other_stage(statement: Statement, measure: str, figure: Figure, cell: Figure) -> bool:
    """年初预算5万元，调整预算4万元; 支出总计5000万元，当年预算4950万元: whether the table prints the other of both."""
    if measure not in BUDGETS:
        return False
    others = (f for m in BUDGETS for f in statement.amounts.get(m, ()) if f.key != figure.key)
    return any(judge_equal(f.printed, cell.printed) is Verdict.AGREES for f in others)


BUDGETS = ("budget", "adjusted_budget", "amount")


def _beside_blank(facts: Facts, figure: Figure, cell: Figure) -> bool:
    """Whether the cell is blank and another of its row has the number: more likely its column was not seen where it is
    than that a whole cell is wrong."""
    block, row, _ = cell.key
    table = next((t for t in facts.tables if t.block == block), None)
    if table is None or cell.key[1:] in table.figures:
        return False
    beside = (f for f in table.figures.values() if f.key[1] == row)
    return any(judge_equal(figure.printed, f.printed) is not Verdict.INCONSISTENT for f in beside)


def _sum_of_cells(facts: Facts, aligner: Aligner, statement: Statement, measure: str, figure: Figure) -> Result:
    """会议费、培训费两项合计11.45万元: the cells of what is named come to it."""
    matches = [aligner.match(statement._replace(subject=one, amounts={}), measure) for one in statement.several]
    missing = next((m.reason for m in matches if not m.cells), "")
    if missing:
        return Tick(figure.key, Status.UNCHECKED, reason=missing)
    cells = tuple(meant(m.cells[0], figure) for m in matches)
    label = "各项之和应等于合计"
    relation = Relation(CODE, "text_sum", Form.SUM, figure, cells, label=label, severity=SEVERITY, complete=True)
    sure = all(m.certain for m in matches) and not facts.profile.kind.startswith("government")
    if sure or relation.judge() is not Verdict.INCONSISTENT:
        return relation
    return Tick(figure.key, Status.UNCHECKED, reason="表中各项的和与它不同，口径不明")


def _relation(figure: Figure, cell: Figure) -> Relation:
    return Relation(CODE, KIND, Form.EQUAL, figure, (meant(cell, figure),), severity=SEVERITY)


def _cause(facts: Facts, figure: Figure, cell: Figure) -> str:
    """Where in the cell's table the printed number stands instead: last year's column, the neighbour's row."""
    block, row, column = cell.key
    table = next((t for t in facts.tables if t.block == block), None)
    if table is None or not figure.printed.digits:
        return ""
    same = [f for f in table.figures.values() if judge_equal(f.printed, figure.printed) is Verdict.AGREES]
    beside = next((f for f in same if f.key[1] == row and f.key[2] != column), None)
    above = next((f for f in same if f.key[2] == column and f.key[1] != row), None)
    if beside:
        return f"与表中同一行“{beside.column}”的数相同，疑为用错列"
    return f"与表中“{above.row}”的数相同，疑为用错行" if above else ""


def _tells(facts: Facts, cell: Figure, figure: Figure, whole: str, digits: int = DIGITS) -> bool:
    """Whether the number differs from the cell by a slip and by nothing else. A report of a government says 预算数 of
    the adjusted budget and puts sums below a heading that are of a part: only a slip of the digits, and no other cell
    of the row with the number, tells that both cannot be."""
    if not facts.profile.kind.startswith("government"):
        return not _of_part(facts, cell, figure, whole)
    table = next((t for t in facts.tables if t.block == cell.key[0]), None)
    beside = [f for f in table.figures.values() if f.key[1] == cell.key[1]] if table else []
    fine = len(str(abs(figure.printed.digits))) >= digits
    return (
        fine
        and bool(slip(_relation(figure, cell)))
        and not any(judge_equal(figure.printed, f.printed) is not Verdict.INCONSISTENT for f in beside)
    )


def _of_this_year(facts: Facts, aligner: Aligner, figure: Figure) -> bool:
    """Whether the words say 当年 of an amount, and the table may print it with what was carried in."""
    before = facts.text(figure.key[0])[max(0, figure.key[1] - THIS_YEAR_REACH) : figure.key[1]]
    return aligner.has_carry and "当年" in before


THIS_YEAR_REACH = 10  # characters before an amount
FISCAL = frozenset({"一般公共预算", "财政拨款"})  # of a department that has no other funds both are one


def _of_part(facts: Facts, cell: Figure, figure: Figure, whole: str) -> bool:
    """Whether the sentence speaks of one of the units, a part of the year or one of the funds, or of a ``whole`` of
    one of them, and the table and the title do not."""
    around = f"{cell.table}{cell.row}{cell.column}{facts.profile.title}"
    if any(word not in around for word in part_words(facts, figure)):
        return True
    words = funds_of(facts, figure) if WHOLE.search(cell.row or "") else frozenset()
    words |= frozenset(FUNDS.findall(whole))  # 财政拨款支出910万元，其中农林水支出800万元
    fiscal = any(word in around for word in FISCAL)
    return any(word not in around and not (fiscal and word in FISCAL) for word in words)


def _other_total(facts: Facts, figure: Figure, cell: Figure) -> Figure | None:
    """Another total of the cell's column that is the printed number: prose calls 合计 and 总计 by one name."""
    table = next((t for t in facts.tables if t.block == cell.key[0]), None)
    for side in table.sides if table else ():
        for row in side.rows:
            other = table.figures.get((row.index, cell.key[2])) if table and row.role in ("total", "subtotal") else None
            if other and judge_equal(other.printed, figure.printed) < Verdict.INCONSISTENT:
                return other
    return None


def _has_budget(facts: Facts, statement: Statement) -> bool:
    """Only the “三公” table of a final account has the budget beside the outcome."""
    return statement.scope == "three_public" or (
        facts.lexicon.cells.get(statement.subject.indicator, ()) != ()
        and any(c.table == "three_public" for c in facts.lexicon.cells[statement.subject.indicator])
    )
