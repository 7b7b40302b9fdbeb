"""Amounts that all that follows them comes to in the last digit: 偿还本息26亿元，使用自有资金7亿元，再融资19亿元.

What follows ends at a semicolon, with its sentence or with the paragraph, or is what each of the sentences to the end
of the paragraph begins with; behind a semicolon the whole may be divided once more; or it is a sentence that hands
something out between levels of government, some sentences behind the whole. That it comes to the whole says that these
are its parts; that it does not says nothing, but where the report divides others so that come out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from reconcile.address import Standing, compare
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.index import trusted
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.prose.wording import CHANGE
from reconcile.rules.paragraphs import CLAUSE
from reconcile.rules.statements import main_amount, same_kind
from reconcile.tuples import NamedTuple

LEAST = 1000  # the whole without its decimal point: a smaller one is met by chance
FEWER = 100  # where the words say with each of them what they say with the whole
VERB = lazy(r"(?:投入|安排|统筹|筹措|筹集|拨付|下达|落实|争取)(?:资金)?$")
SEVERAL, MANY = 4, 7  # parts in one sentence, and of any, that no chance makes come out
FEWEST, MOST = 2, 12  # parts
ALIKE = 3  # parts of a division that is known from another whole
ENDS = lazy(r"(?:收入|支出|预算|决算|结余|余额|限额)+$")
REACH = 6  # amounts before a sentence among which its whole is looked for
SUBJECT = ("subject", "measure", "scope")
OWN, BELOW = lazy(r"[省市州区县盟]本?级|留用|本级"), lazy(r"转贷|分配|县\(?市|[县区]\(|县区|区县|各[县区]|下[达拨]")


RUNS = "exact runs"
Run = tuple[Figure, tuple[Figure, ...]]  # a whole with its parts


class _Said(NamedTuple):
    sentence: tuple[int, int]
    clause: tuple[int, int, int]  # the sentence, and how many semicolons are before it
    amount: Figure
    name: str = ""  # of what it is; "" where its words were not read
    words: str = ""  # from the name to the amount


def exact_runs(facts: Facts) -> list[Run]:
    """Each whole with its parts."""
    if RUNS not in facts.shared:
        facts.shared[RUNS] = list(_runs(facts))
    found: list[Run] = facts.shared[RUNS]
    return found


def _runs(facts: Facts) -> Iterator[Run]:
    for said in _paragraphs(facts):
        named = [one for one in said if one.name]
        found = {(w, p): None for some in (said, named) for w, p in _found(some)}  # an unread one may be of anything
        yield from found


def divided_alike(facts: Facts) -> Iterator[Run]:
    """The wholes that do not come out and are divided as others are that do: 基金支出935亿元 by the same insurances as
    基金收入."""
    told = _paragraphs(facts)
    names = {one.amount.key: ENDS.sub("", one.name) for said in told for one in said}
    held = exact_runs(facts)
    divisions = {frozenset(names.get(f.key, "") for f in run) for _, run in held}
    parts = {f.key for _, run in held for f in run}
    last = {f.key[0]: f.key for f in sorted(facts.prose.figures, key=lambda f: f.key) if f.type == "money"}
    found: dict[tuple[Key, ...], Run] = {}
    for said in told:
        for at, whole in enumerate(said):
            for run in _behind(said, at):
                kind = frozenset(names[one.amount.key] for one in run)
                ends = bool(run) and run[-1].amount.key == last[run[-1].amount.key[0]]  # what follows may be of it too
                apart = ends and len(run) == len(kind) >= ALIKE and not any(one.amount.key in parts for one in run)
                alike = apart and kind in divisions and "" not in kind
                if alike and all(same_kind(one.amount, whole.amount) for one in run):
                    amounts = tuple(one.amount for one in run)
                    found[whole.amount.key, *(f.key for f in amounts)] = whole.amount, amounts
    yield from found.values()


def _paragraphs(facts: Facts) -> list[list[_Said]]:
    told = sorted((*_read(facts), *_unread(facts)), key=lambda one: one.amount.key)
    return [list(group) for _, group in groupby(told, lambda one: one.sentence[0])]


def _found(said: Sequence[_Said]) -> Iterator[Run]:
    for at, whole in enumerate(said):
        alike = _alike(said, at)
        for run in (alike, *_behind(said, at)):
            least = FEWER if run is alike and len(run) > FEWEST else LEAST
            if _come_to(whole, run, least=least):
                yield whole.amount, tuple(one.amount for one in run)
    yield from _handed_on(said)
    yield from _of_levels(said)


def _read(facts: Facts) -> Iterator[_Said]:
    for statement in facts.prose.statements:
        amount = main_amount(statement)
        if amount and amount.type == "money" and not statement.exception:
            text = facts.text(amount.key[0])
            yield _said(facts, amount, statement.subject.name, text[statement.start : amount.key[1]])


def _unread(facts: Facts) -> Iterator[_Said]:
    """The amounts whose words were not read and do not speak of a change; a sum of all amounts holds them too."""
    for figure in facts.prose.figures:
        if figure.type == "money" and "没有读懂" in facts.prose.reasons.get(figure.key, ""):
            clause = CLAUSE.split(facts.text(figure.key[0])[: figure.key[1]])[-1]
            if not CHANGE.search(clause):
                yield _said(facts, figure, "", clause)


def _said(facts: Facts, amount: Figure, name: str, words: str) -> _Said:
    sentence = facts.prose.sentence(amount.key)
    before = facts.text(amount.key[0])[: amount.key[1]]
    return _Said(sentence, (*sentence, before.count(";") + before.count("；")), amount, name, words)


def _alike(said: Sequence[_Said], at: int) -> list[_Said]:
    """投入724亿元支持民生。其中，投入276.2亿元支持……。投入280.6亿元……: all that follow with the verb of the whole."""
    verb = VERB.search(said[at].words)
    return [one for one in said[at + 1 :] if verb and one.words.endswith(verb[0])]


def _behind(said: Sequence[_Said], at: int) -> Iterator[list[_Said]]:
    """What follows, to the end of each clause and sentence, each clause of its own sentence and the next, and what each
    of the sentences behind it begins with."""
    rest = list(said[at + 1 :])
    ends = [n for n, one in enumerate(rest, 1) if n == len(rest) or rest[n].clause != one.clause]
    yield from (rest[:n] for n in ends if n <= MOST)
    near = [one for one in rest if one.sentence[1] - said[at].sentence[1] <= 1]
    yield from (list(clause) for _, clause in groupby(near, lambda one: one.clause))
    yield [next(sentence) for _, sentence in groupby(rest, lambda one: one.sentence)]


def _handed_on(said: Sequence[_Said]) -> Iterator[Run]:
    """分配市级29亿元，分配县243亿元: all amounts of a sentence, of two levels, and an amount before it."""
    at = 0
    for _, sentence in groupby(said, lambda one: one.sentence):
        run = list(sentence)
        words = "".join(one.words for one in run)
        if len(run) == FEWEST and OWN.search(words) and BELOW.search(words):
            near = reversed(said[max(0, at - REACH) : at])
            whole = next((w for w in near if _come_to(w, run, (*SUBJECT, "area"))), None)
            if whole:
                yield whole.amount, tuple(one.amount for one in run)
        at += len(run)


def _of_levels(said: Sequence[_Said]) -> Iterator[Run]:
    """一般债券18亿元。……市本级25亿元，其中一般债券11亿元；县区55亿元，其中一般债券7亿元: the same of two areas."""
    by_name: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        if one.name:
            by_name[one.name].append(one)
    for same in by_name.values():
        for at, (first, second) in enumerate(pairwise(same)):
            areas = {first.amount.address.area, second.amount.address.area}
            near = reversed(same[:at]) if len(areas - {""}) > 1 else ()
            whole = next((w for w in near if _come_to(w, (first, second), (*SUBJECT, "area"))), None)
            if whole:
                yield whole.amount, (first.amount, second.amount)


def _come_to(whole: _Said, run: Sequence[_Said], aside: Sequence[str] = SUBJECT, least: int = LEAST) -> bool:
    """Whether the amounts are of the whole's kind, year and area, and come to it in the last digit."""
    amount = whole.amount
    if not FEWEST <= len(run) <= MOST or places(amount, [one.amount for one in run]) < least:
        return False
    if any(one.amount.printed.digits <= 0 or not same_kind(one.amount, amount) for one in run):
        return False
    if judge_sum(amount.printed, [one.amount.printed for one in run]) is not Verdict.AGREES:
        return False
    if len(run) >= SEVERAL and {one.sentence for one in run} == {whole.sentence}:
        aside = (*aside, "period")  # ……，2026—2027年度监测项目50万元，……: among the parts of this year's amount
    if len(run) >= MANY:
        aside = (*aside, "period", "area")
    about = trusted(amount.address)
    return all(compare(trusted(o.amount.address), about, aside).standing is not Standing.DIFFERENT for o in run)


def places(whole: Figure, parts: Sequence[Figure]) -> int:
    """How many of the last places of its parts the whole comes to: 1.07亿元, of parts in 万元, is 10700 of them."""
    return int(abs(whole.printed.value) / min(f.printed.last_place for f in (whole, *parts)))
