"""What a relation that does not hold may be called: an error, a warning, or unchecked and why; said only here.

A relation between cells of a table brings its proof from the table and keeps the severity of its rule. One that a
number of the prose stands in accuses only where its figures may be held against each other (`address.compare`), all
that stands between them was read, none of the other things that the words may mean holds, and something bears it out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from reconcile.address import COMPONENTS, Comparison, Source, Standing, compare, side
from reconcile.diagnosis.hints import hint
from reconcile.figures import Figure, Key
from reconcile.findings import Severity
from reconcile.forms import Form
from reconcile.interval import Printed, Verdict
from reconcile.otherwise import LIKELY, Otherwise, chance
from reconcile.prose.values import OPEN, Prose
from reconcile.relations import Check, Relation

# components in which the figures of a relation of this kind are meant to differ
SUBJECTS = frozenset({"subject", "scope"})
ASIDE: dict[str, frozenset[str]] = {
    "text_table_value": frozenset(),
    "text_text_value": frozenset(),
    "text_sum": SUBJECTS,
    "share": SUBJECTS | {"measure", "counted"},
    "growth": frozenset({"measure", "period", "counted"}),
    "completion": frozenset({"measure", "counted"}),
    "balance": SUBJECTS | {"measure", "period"},
}
PART = "一个是另一个的一部分"
FEWEST, HABIT = 2, 2  # shares of one whole that hold, and for each that does not
FINE = 100  # a share of fewer digits is a slip of any other
FEWEST_RATES, RATES_HABIT = 3, 3  # the same of rates that a document's tables give
RATES = ("growth", "completion")
BOTH_SIDES = ("收入", "支出")
OWN = "own"  # the area of 本级, of whichever level
PARTS = ("text_sum", "share")  # kinds of relations of parts to their whole


def judge(relations: Sequence[Relation], prose: Prose) -> list[Check]:
    """The relations with their verdicts, and with what keeps each from accusing or bears the accusation out."""
    checks = [_read(r, prose) for r in relations if _known(r, prose)]
    peers = Peers(checks, prose)
    return [_ruled(c, prose, peers) for c in checks]


def _known(relation: Relation, prose: Prose) -> bool:
    """Whether each of its numbers is one: what could not be read is not zero, and 1200余万元 not 1200万元."""
    if relation.result.key in [f.key for f in relation.inputs]:
        return False  # nothing is a part of itself
    return all(f.value and prose.reasons.get(f.key) != OPEN for f in relation.figures)


class Peers:
    """The other relations of a document, which bear an accusation out where they hold or are broken alike."""

    def __init__(self, checks: Sequence[Check], prose: Prose) -> None:
        self.otherwise = Otherwise(prose, checks)
        self._of_whole: dict[tuple[str, Key], list[bool]] = defaultdict(list)
        self._by_tables: dict[str, list[bool]] = defaultdict(list)
        self._broken: dict[Key, list[Relation]] = defaultdict(list)
        for relation, verdict in ((c.relation, c.verdict) for c in checks):
            if relation.form is Form.SHARE:
                self._of_whole[relation.kind, relation.inputs[-1].key].append(verdict < Verdict.INCONSISTENT)
            if _by_table(relation):
                self._by_tables[relation.result.address.measure].append(verdict < Verdict.INCONSISTENT)
            if verdict is Verdict.INCONSISTENT:
                for figure in relation.figures:
                    self._broken[figure.key].append(relation)

    def hold(self, relation: Relation) -> bool:
        """Whether the other shares of the same whole hold, or the other rates that the tables give."""
        if _by_table(relation):
            rates = self._by_tables[relation.result.address.measure]
            return rates.count(True) >= max(FEWEST_RATES, RATES_HABIT * rates.count(False))
        found = self._of_whole.get((relation.kind, relation.inputs[-1].key), ()) if relation.form is Form.SHARE else ()
        return found.count(True) >= max(FEWEST, HABIT * found.count(False)) if found else False

    def repaired(self, relation: Relation) -> bool:
        """Whether what this relation would have its result be repairs another one that is broken too."""
        return self._repaired(relation, [r for r in self._broken[relation.result.key] if r.form is not relation.form])

    def mended(self, relation: Relation) -> bool:
        """Whether it repairs a sum or list that the result is a part of."""
        key = relation.result.key
        return self._repaired(relation, [r for r in self._broken[key] if r.result.key != key])

    @staticmethod
    def _repaired(relation: Relation, broken: Sequence[Relation]) -> bool:
        expected, result = relation.expected(), relation.result
        if expected is None:
            return False
        changed = {result.key: Printed(round(expected / result.printed.last_place), result.printed.exponent)}
        return any(r.judge(changed) < Verdict.INCONSISTENT for r in broken)


def _read(relation: Relation, prose: Prose) -> Check:
    """The relation as it is meant: another thing that its words may mean, where that holds and it does not."""
    verdict = relation.judge()
    if verdict > Verdict.BY_ROUNDING:
        for reading in relation.readings:
            if _known(reading, prose) and (other := reading.judge()) < Verdict.INCONSISTENT:
                wrong = verdict is Verdict.INCONSISTENT
                lucky = wrong and chance(reading, len(relation.readings)) > LIKELY
                words = (worded(relation), worded(reading)) if lucky else ()
                return Check(reading, other, open=words, acquits=relation if wrong else None)
    return Check(relation, verdict)


def worded(relation: Relation) -> str:
    """12.00＝8.00＋4.00, as a reader would note it."""
    signs = relation.signs or (1,) * len(relation.inputs)
    inputs = "".join(f"{'＋' if s > 0 else '－'}{f.quote}" for f, s in zip(relation.inputs, signs, strict=True))
    return f"{relation.result.quote}＝{inputs.lstrip('＋')}"


def _ruled(check: Check, prose: Prose, peers: Peers) -> Check:
    relation, verdict = check.relation, check.verdict
    if check.open or verdict <= Verdict.BY_ROUNDING or not any(f.in_prose for f in relation.figures):
        return check
    if reason := _barred(relation, prose):
        possible = verdict is Verdict.POSSIBLE  # agrees well enough for a tick, and is no news where it may be chance
        return check._replace(verdict=Verdict.BY_ROUNDING) if possible else check._replace(reason=reason)
    if verdict is Verdict.INCONSISTENT and (words := peers.otherwise.explained(relation)):
        return check._replace(reason=f"按{words}计算相符，不知道是不是指它")
    if relation.usual and not peers.mended(relation):
        return check._replace(reason="“其中”只列举了一部分，和小于整体，无法核对")
    witness = _witness(relation, prose, peers)
    if not witness and relation.kind == "completion" and any(_of_many(f) for f in relation.inputs):
        return check._replace(reason="预算数在别处，不知道是年初预算还是调整预算")
    if not witness and _by_table(relation):
        return check._replace(reason="与按表中的数算出的不同，不知道是不是同一口径")
    if not witness and relation.severity is Severity.ERROR:
        relation = relation._replace(severity=Severity.WARNING)
    return check._replace(relation=relation, witness=witness)


def _barred(relation: Relation, prose: Prose) -> str:
    """Why the figures may not be held against each other, "" where they may."""
    spoken = [f for f in relation.figures if f.in_prose]
    if not relation.mended and (words := prose.between([f.key for f in spoken])):
        return f"“{words}”没有读懂"
    money = [f for f in relation.figures if f.type == "money"]
    if any(f.unit for f in money) and not all(f.unit for f in money):
        return "表没有写明单位"
    if relation.kind == "text_sum" and not relation.signs and _other_side(relation):
        return "收入与支出不能相加"
    if relation.kind == "text_sum" and not _made_up(relation) and not slip(relation):
        return "不知道列举的是不是都是它的一部分"
    for figure in relation.inputs:
        found = _compared(relation, figure, prose)
        parts = relation.kind in PARTS or relation.form is Form.AT_MOST
        if found.standing is not Standing.SAME and not (parts and found.standing is Standing.PART_OF):
            return f"口径不明：{found.why}" if found.standing is Standing.UNKNOWN else f"口径不同：{found.why or PART}"
    return ""


def _other_side(relation: Relation) -> bool:
    """Whether income is added up to spending, or the other way round: a list went on past its whole."""
    own = side(relation.result.address.subject)
    return own in BOTH_SIDES and any(side(f.address.subject) in set(BOTH_SIDES) - {own} for f in relation.inputs)


def _by_table(relation: Relation) -> bool:
    """Whether it is a rate of the prose that a table prints, or that its amounts give."""
    result = relation.result
    return result.address.measure in RATES and result.in_prose and not any(f.in_prose for f in relation.inputs)


def _of_many(figure: Figure) -> bool:
    """Whether the figure stands in a document of several areas, which print several budgets of one name."""
    return figure.address.sources.area is not Source.DOCUMENT


def _made_up(relation: Relation) -> bool:
    """Whether the inputs are known to be parts of the result: its words or its parts say it, or each of them does."""
    if relation.complete or relation.form is not Form.SUM:
        return True
    aside = set(COMPONENTS) - {"subject"}
    return all(compare(f.address, relation.result.address, aside).standing is Standing.PART_OF for f in relation.inputs)


def _compared(relation: Relation, figure: Figure, prose: Prose) -> Comparison:
    aside = ASIDE.get(relation.kind, frozenset())
    if relation.kind == "balance" and relation.listed and figure is not relation.inputs[0]:
        aside |= {"area"}  # 县市区上解收入, 补助下级支出: the area is a part of what is added
    if relation.kind in PARTS and relation.listed and OWN in (figure.address.area, relation.result.address.area):
        aside |= {"area"}  # 全市收入9亿元，其中：本级收入4亿元: that of the level whose list it is
    if relation.kind == "growth" and relation.listed:
        aside |= {"subject"}  # of one statement, whatever it is called
    if relation.form is Form.AT_MOST:
        return compare(relation.result.address, figure.address, aside | SUBJECTS, together(relation, prose))
    return compare(relation.result.address, figure.address, aside, relation.listed or together(relation, prose))


def together(relation: Relation, prose: Prose) -> bool:
    """Whether all figures stand in one sentence of the prose."""
    if not all(f.in_prose for f in relation.figures):
        return False
    return all(prose.sentence(a.key) == prose.sentence(b.key) for a, b in pairwise(relation.figures))


def _witness(relation: Relation, prose: Prose, peers: Peers) -> str:
    """What bears the accusation out, "" for nothing."""
    if together(relation, prose):
        return "sentence"
    if relation.listed or relation.complete:
        return "list"
    if relation.form is Form.EQUAL:
        return "address"
    if relation.named:
        return "named"
    if peers.hold(relation):
        return "peers"
    if peers.repaired(relation):
        return "second"
    fine = relation.kind == "share" and abs(relation.result.printed.digits) >= FINE
    return "slip" if (relation.form is Form.SUM or fine) and slip(relation) else ""


def slip(relation: Relation) -> str:
    """How the printed result may have come from what it should be by a slip of the hand."""
    expected, printed = relation.expected(), relation.result.printed
    if expected is None:
        return ""
    return hint(printed, Printed(round(expected / printed.last_place), printed.exponent))


def one_digit(sums: Relation, figure: Figure) -> bool:
    """Whether the sum comes out with another digit in one of its numbers."""
    value = sums.solve_exactly(figure.key)
    places = value / figure.printed.last_place if value is not None else None
    if places is None or places.denominator != 1:
        return False
    one, other = str(abs(figure.printed.digits)), str(abs(int(places)))
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
