"""Rates and changes of a government's prose beside its tables: what the row prints, else what its amounts give.

A rate that agrees is ticked. One that does not is left unchecked with both numbers: prose speaks of 同口径 without
saying so, and of a budget that was adjusted since. Only where the sentence prints the amount of the row too it may be
an error: that the document's other rates are those of its tables has to bear it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reconcile.address import LAST
from reconcile.align import Aligner
from reconcile.align.cells import meant
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Severity, Status
from reconcile.interval import Printed, Verdict, judge_equal
from reconcile.judging import slip
from reconcile.lexicon.names import normalise
from reconcile.prose.values import Statement
from reconcile.relations import Relation
from reconcile.rules.company import HELD, Company, settled
from reconcile.rules.rate_words import NEAR, barely_said, explained, of_the_outcome, on_other_terms, plainly_said
from reconcile.rules.rates_of_tables import ADJUSTED, RATES, by_twins, printed, rates_said, worked_out
from reconcile.rules.statements import MAIN
from reconcile.rules.values import Result, Tick
from reconcile.tuples import NamedTuple

LEAST_DIGITS = 3  # of fewer any other rate is a slip
AROUND, REACH = 5, 20  # changes that start from one base, in paragraphs so near
USUAL = 10  # rates as in the tables for each that is not
IN_COLUMN, BARE = 8, 20  # rates of one column around one that is not, and so many without amounts
ALWAYS = 40  # of so many some stand near words of other terms, and those words are not of them either


class _Said(NamedTuple):
    """A rate of a statement with what its rows print, ``rows`` also on other terms (比上年同口径增长%) where no column
    is plain; ``holds`` is the one that it is, ``at`` those of the rows that print an amount of the statement too,
    ``amounts`` how the tables' amounts give it, ``twins`` how those of rows with the same number do."""

    statement: Statement
    measure: str
    figure: Figure
    own: tuple[Relation, ...]
    rows: tuple[Relation, ...]
    holds: Relation | None
    at: tuple[tuple[Relation, Figure], ...]
    amounts: tuple[Relation, ...]
    twins: tuple[Relation, ...]

    @property
    def of(self) -> str:
        """Its measure, with 为调整预算的 apart from 为预算的."""
        adjusted = self.measure == "completion" and self.statement.completion_of == ADJUSTED
        return ADJUSTED if adjusted else self.measure

    @property
    def found(self) -> Relation | None:
        """What it is that of, by the rate of a row or by amounts."""
        return self.holds or next((r for r in self.of_amounts if r.judge() <= Verdict.BY_ROUNDING), None)

    @property
    def of_amounts(self) -> tuple[Relation, ...]:
        return (*self.amounts, *self.twins)


def rates(facts: Facts, aligner: Aligner, company: Company) -> Iterator[Result]:
    """What the tables say of the growth and completion rates that the statements of a government's report give. Where
    the report says 同口径 anywhere, nobody knows which of its growth rates are, unless nearly all that do not say so
    are those of the tables."""
    statements = facts.prose.statements
    every = [(s, m, f) for s in statements for m, f in rates_said(s) if f.key not in facts.prose.reasons]
    said = [_said(s, m, f, aligner, company) for s, m, f in every]
    plain = not any(word in b.text for _, b in facts.paragraphs for word in facts.lexicon.other_terms)
    usual = plain or _often([s for s in said if s.measure == "growth" and not s.statement.exception])
    own_terms = [not _excepted(facts, s.statement, s.figure) for s in said]
    plain_said = [s for s, own in zip(said, own_terms, strict=True) if own]
    strict = [own and (usual or s.measure == "completion") for s, own in zip(said, own_terms, strict=True)]
    beside = {m: [s for s, sure in zip(said, strict, strict=True) if sure and s.measure == m and s.at] for m in RATES}
    mostly, always = ({m: _often(found, times) for m, found in beside.items()} for times in (USUAL, ALWAYS))
    for one, sure, on_own in zip(said, strict, own_terms, strict=True):
        if found := one.found or (_as_around(one, plain_said, facts) if on_own else None):
            yield found
            continue
        near = 0 if always.get(one.measure) else NEAR
        own = mostly.get(one.measure) and not on_other_terms(facts, one.of, one.figure, near)
        plainly = bool(own) and plainly_said(facts, one.of, one.figure)
        yield from _rate(one, said if sure else (), company if sure else None, plainly, facts)


def _said(statement: Statement, measure: str, figure: Figure, aligner: Aligner, company: Company) -> _Said:
    plain = tuple(printed(statement, measure, figure, aligner))
    holds = next((r for r in plain if r.judge() <= Verdict.BY_ROUNDING), None)
    on_terms = () if holds else tuple(printed(statement, measure, figure, aligner, terms=True))
    holds = holds or next((r for r in on_terms if r.judge() <= Verdict.BY_ROUNDING), None)
    rows = plain or on_terms
    at = ((r, company.level(statement, r.inputs[0].key[:2])) for r in rows)
    amounts = [] if holds else list(worked_out(statement, measure, figure, aligner))
    if plain:  # the row prints the rate: two tables do not say it better
        amounts = [r for r in amounts if len({f.key[0] for f in r.inputs}) == 1]
    told = tuple((r, level) for r, level in at if level)
    twins = () if holds else tuple(by_twins(statement, measure, figure, aligner))
    return _Said(statement, measure, figure, plain, rows, holds, told, tuple(amounts), twins)


def _often(said: Sequence[_Said], times: int = USUAL) -> bool:
    """Whether rates are those that the tables print, but for few."""
    found = [s.holds is not None for s in said if s.rows]
    return found.count(True) >= times * max(found.count(False), 1)


def _excepted(facts: Facts, statement: Statement, figure: Figure) -> bool:
    """Whether the rate is one on other terms: 为预算的90%，同口径增长3% says it of the growth alone."""
    if not statement.exception or figure.address.measure != "completion":
        return bool(statement.exception)
    return 0 <= facts.text(figure.key[0]).find(statement.exception, statement.start) < figure.key[1]


def _rate(said: _Said, every: Sequence[_Said], company: Company | None, plain: bool, facts: Facts) -> Iterator[Result]:
    statement, measure, figure, own = said[:4]
    if said.at and not own:  # a column on other terms
        plain = plain and not explained(facts, figure) and not of_the_outcome(facts, figure)
    if company and (told := _of_its_row(said, company) or _alone(said, plain) or _as_beside(said, every, facts)):
        yield told
    elif company and (broken := next((r for r in said.amounts if _accuses(r, measure, statement)), None)):
        if plainly_said(facts, said.of, said.figure) and not on_other_terms(facts, said.of, said.figure):
            yield broken._replace(severity=Severity.ERROR)
    elif own:
        cell = own[0].inputs[0]
        yield Tick(figure.key, Status.UNCHECKED, reason=f"{cell.where}为{cell.quote}，不知道是不是同一口径")


def _alone(said: _Said, plain: bool) -> Relation | None:
    """The rate as the one that the row of its amount prints, where nearly all of the document's are and the words leave
    no other base or terms: 完成193720万元，增长6.2%, and nothing else near it."""
    rows = {r.inputs[0].printed: r for r, _ in said.at}
    return _as_printed(said, next(iter(rows.values()))) if plain and len(rows) == 1 else None


def _as_printed(said: _Said, relation: Relation) -> Relation:
    """The rate as that of a row, which the rest has borne out."""
    rate, cell = settled(said.figure, relation.inputs[0])
    return relation._replace(result=rate, inputs=(meant(cell, rate),), severity=Severity.ERROR)


def _as_around(said: _Said, every: Sequence[_Said], facts: Facts) -> Relation | None:
    """The rate as the only one that its rows print, where its own sentence says nothing of terms and others bear it
    out."""
    bare = not said.at and said.measure == "growth" and not _levels(said.statement)
    rows = {r.inputs[0].printed: r for r in (said.own if bare else [r for r, _ in said.at if not said.own])}
    if len(rows) != 1 or on_other_terms(facts, said.of, said.figure, 0) or explained(facts, said.figure):
        return None
    [relation] = rows.values()
    alike = [s for s in every if s is not said and s.measure == said.measure]
    borne_out = (_as_all_bare if bare else _as_its_column)(said, relation, alike, facts)
    return _as_printed(said, relation) if borne_out else None


def _as_its_column(said: _Said, relation: Relation, alike: Sequence[_Said], facts: Facts) -> bool:
    """Whether all rates of the paragraphs around it are those of a column on other terms (为上年可比执行数的%)."""
    column = _column(relation.inputs[0])
    near = [s for s in alike if s.at and abs(s.figure.key[0] - said.figure.key[0]) <= REACH]
    held = [s.holds for s in near if s.holds and _column(s.holds.inputs[0]) == column]
    plain = plainly_said(facts, said.of, said.figure) and not of_the_outcome(facts, said.figure)
    return plain and len(held) >= IN_COLUMN and all(s.holds for s in near)


def _as_all_bare(said: _Said, relation: Relation, alike: Sequence[_Said], facts: Facts) -> bool:
    """Whether all growths without amounts are those of rows, and an amount of the paragraph is of the same table."""
    cell, block = relation.inputs[0], said.figure.key[0]
    others = [s for s in alike if s.own and not _levels(s.statement)]
    here = [s.holds for s in alike if s.at and s.holds and s.figure.key[0] == block]
    of_table = any(h.inputs[0].key[0] == cell.key[0] for h in here)
    plain = barely_said(facts, said.figure, normalise(cell.row or "")) and bool(slip(relation))
    return of_table and plain and len(others) >= BARE and all(s.holds for s in others)


def _levels(statement: Statement) -> bool:
    return any(statement.amounts.get(m) for m in MAIN)


def _column(cell: Figure) -> tuple[int, int]:
    return cell.key[0], cell.key[2]


def _as_beside(said: _Said, every: Sequence[_Said], facts: Facts) -> Relation | None:
    """The change or growth as what the table's amounts give from the base that those of the paragraphs around it start
    from, all of them: a slip of the digits is all that is between."""
    if said.measure == "completion" or len(str(abs(said.figure.printed.digits))) < LEAST_DIGITS:
        return None
    mine = [r for r in said.of_amounts if _printed_as(said.statement, r.inputs[0]) and slip(r)]
    if any(m.startswith(LAST) or m == "before" for m in said.statement.amounts) or explained(facts, said.figure):
        return None  # the sentence prints what it is compared with
    if of_the_outcome(facts, said.figure):
        mine = [r for r in mine if r.inputs[1].address.measure.removeprefix(LAST) == "actual"]
    if not mine or not plainly_said(facts, said.of, said.figure) or on_other_terms(facts, said.of, said.figure, 0):
        return None
    block = said.figure.key[0]
    beside = [s for s in every if s is not said and s.measure == said.measure and abs(s.figure.key[0] - block) <= REACH]
    told = [s for s in beside if any(_printed_as(s.statement, r.inputs[0]) for r in s.of_amounts)]
    if any(s.found is None for s in told):
        return None
    held = Counter(_bases(s.found) for s in told if s.found)
    best = max(mine, key=lambda r: held[_bases(r)])
    if held[_bases(best)] < AROUND:
        return None
    address = settled(said.figure, best.inputs[0])[0].address._replace(measure=said.measure)  # the others bear it out
    result, *inputs = (f.of(address) for f in best.figures)
    return best._replace(result=result, inputs=tuple(inputs), severity=Severity.ERROR)


def _bases(relation: Relation) -> tuple[str, ...]:
    """From what to what it changes: 2025 budget from 2024 outcome."""
    return tuple(f.address.measure for f in relation.inputs)


def _accuses(relation: Relation, measure: str, statement: Statement) -> bool:
    """Whether the sentence's own amount is the row's and does not give the rate either."""
    now, base = relation.inputs
    level = _printed_as(statement, now)
    outcomes = all(f.address.measure.removeprefix(LAST) == "actual" for f in (now, base))
    if statement.completion_of == ADJUSTED and measure == "completion" and base.address.measure != ADJUSTED:
        return False  # 为调整预算的102.1%, beside a table of the first budget
    done = measure == "completion" or outcomes  # a plan may grow from last year's plan or from its outcome
    return measure in RATES and level is not None and done and not _roughly(relation, level)


def _of_its_row(said: _Said, company: Company) -> Relation | None:
    """The rate as the one that the row of the statement's amount prints, where the statement's other rates are those of
    the row, or the other amounts of the paragraph those of its column, and a slip of the digits is all that is between
    the two."""
    statement, figure, of_row = said.statement, said.figure, said.at if said.own else ()
    if len(of_row) != 1 or not slip(of_row[0][0]) or len(str(abs(figure.printed.digits))) < LEAST_DIGITS:
        return None
    [(relation, level)] = of_row
    cell = relation.inputs[0]
    held, missed = company.beside(statement.block, level)
    others = company.of_row(statement, figure, cell.key[:2])
    row = [r for r in said.amounts if {f.key[:2] for f in r.inputs} == {cell.key[:2]}]
    gives = any(r.judge({figure.key: cell.printed}) <= Verdict.POSSIBLE for r in row)
    done = gives or (not row and level.address.measure == "actual")  # a plan's rate may be of another base
    if missed or not done or held - 1 + 2 * others < HELD - 1:
        return None
    return _as_printed(said, relation)


def _printed_as(statement: Statement, cell: Figure) -> Figure | None:
    """The statement's amount that is the cell's: then its rate is one of that row."""
    levels = (f for m in MAIN for f in statement.amounts.get(m, ()) if f.printed.digits)
    return next((f for f in levels if judge_equal(f.printed, cell.printed) <= Verdict.BY_ROUNDING), None)


def _roughly(relation: Relation, level: Figure) -> bool:
    """Whether the rate is that of the amounts as the prose prints them: 46亿元 for 464,425万元."""
    place = level.printed.last_place
    base = relation.inputs[1]
    rough = Printed(round(base.printed.value / place), level.printed.exponent)
    coarse = base._replace(printed=max(rough, base.printed, key=lambda p: p.exponent))
    return relation._replace(inputs=(level, coarse)).judge() is not Verdict.INCONSISTENT
