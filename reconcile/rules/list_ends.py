"""Where a list of parts may end, or hold what is no part of its own: what only looks like a sum that does not hold.

税收收入50亿元，其中增值税30亿元；非税收入25亿元 goes on past the semicolon with something of its rank; 民生支出 and
“三保”支出 overlap; a deficit is taken away; what all of a run of them come to is the list, and the rest is another.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum
from reconcile.lexicon.parts import Parts
from reconcile.patterns import lazy
from reconcile.prose.values import Statement

OVERLAPS = lazy(r"民生|三保|刚性|重点(?:领域|支出)|合计|总计")
DEFICIT = lazy(r"赤字|缺口|亏损|超支")
LISTED = lazy(r"[:：]|其中[,，]")
FEWEST = 2
TELLING = 2  # digits before noughts: 50亿元 is 30亿元 and 20亿元 by chance
SIBLINGS = (("一般性", "专项"), ("一般", "专项"), ("税收收入", "非税收入"), ("还本", "付息"))


def past_its_end(facts: Facts, total: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a list that 其中 opens without a mark behind it goes on past a semicolon: there it may have ended."""
    text = facts.text(total.key[0])
    first, last = figures[0].key, figures[-1].key
    if not first[0] == last[0] == total.key[0]:
        return False
    opened, listed = text[total.key[1] : first[1]], text[first[1] : last[1]]
    return not LISTED.search(opened) and any(mark in listed for mark in ";；")


def round_ones(figures: Sequence[Figure]) -> bool:
    """Whether all of them are round numbers."""
    return all(f.printed.telling < TELLING for f in figures)


def by_chance(total: Figure, figures: Sequence[Figure]) -> bool:
    """Whether a list of round numbers that comes to its whole holds an amount of another year, fund or level."""
    levels = {f.address.area for f in figures}
    mixed = len(levels) > 1 and total.address.area in levels
    return round_ones((total, *figures)) and (mixed or any(_elsewhere(total, f) for f in figures))


def may_be_no_parts(
    of: Parts, whole: Statement, parts: Sequence[Statement], total: Figure, figures: Sequence[Figure]
) -> bool:
    """Whether one of the amounts may be no part of the whole, or a part of another of them."""
    names = [p.subject.name for p in parts]
    own = {p.subject.indicator for p in parts} - {""}
    nested = any(of.wholes(p.subject.indicator) and own & {*of.wholes(p.subject.indicator)} for p in parts)
    aside = any(OVERLAPS.search(n) or DEFICIT.search(n) for n in names if n != whole.subject.name)
    beside = any(_is_sibling(of, whole, p) for p in parts)
    return nested or aside or beside or any(_elsewhere(total, f) for f in figures) or is_another(total, figures)


def _is_sibling(of: Parts, whole: Statement, part: Statement) -> bool:
    """Whether both are parts of one thing: 非税收入 behind 税收收入."""
    one, other = whole.subject, part.subject
    both = {one.indicator, other.indicator} - {""}
    known = len(both) > 1 and any(both <= names for sets in of.sets.values() for names in sets)
    named = (one.name.replace(a, b) == other.name for x, y in SIBLINGS for a, b in ((x, y), (y, x)) if a in one.name)
    return known or any(named)


def _elsewhere(total: Figure, part: Figure) -> bool:
    """Whether a part is of a wider area, of another year or of another fund than the whole."""
    one, other = total.address, part.address
    wider = bool(other.area) and one.area.startswith(f"{other.area}/")
    years = one.period.isdigit() and other.period.isdigit() and one.period != other.period
    funds = {one.scope, other.scope} <= {"general", "fund", "capital", "insurance"} and one.scope != other.scope
    return wider or years or funds


def is_another(total: Figure, figures: Sequence[Figure]) -> bool:
    """Whether some of the amounts, one behind the other, come to the whole by themselves."""
    runs = (
        figures[i:j] for i in range(len(figures)) for j in range(i + FEWEST, len(figures) + 1) if j - i < len(figures)
    )
    return any(judge_sum(total.printed, [f.printed for f in run]) is Verdict.AGREES for run in runs)
