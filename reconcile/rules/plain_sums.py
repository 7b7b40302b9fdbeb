"""Lists and totals that come out to the last of their places, by where they stand and whatever their words are.

Dashed lines below a paragraph with one amount, a paragraph that lists what the one before it is made of, what stands
before a total up to a semicolon, what follows 共安排. One that does not come out says nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.interval import Verdict, judge_sum
from reconcile.patterns import lazy
from reconcile.quantity.numerals import parse
from reconcile.rules.exact_runs import FEWER, FEWEST, LEAST, MANY, VERB, Run, places
from reconcile.rules.paragraphs import Span, clause_before, spans
from reconcile.text import squeeze

BELOW_HEAD = 40  # parts in the lines below their whole
WITHIN = lazy(r"其中|上述|以上")
DASHED = lazy(r"^(?:——|--|—|·)")
MOVED = lazy(r"(?:增加|增长|增|减少|减|降低|压减|上升|下降)[了至到为]?$")  # right before an amount
LIMIT, LISTS = "限额", lazy(r"[^,;。\d]{2,30}(?:具体)?(?:分类|构成|如下|包括)[:：]")
LEFT, TAKEN = (
    lazy(r"结转|结余|余额|财力|调整后"),
    lazy(r"支出|偿还|还本|动用|上解|收回|扣|减|抵|用于"),
)  # no sum of them
COMES = lazy(r"总|合计|共|后|达|累计|全|余|调整|实际|[两三]|各|整体|为$")  # the clause of what others come to
IN_SUM = lazy(r"总|合计|共")  # of so many before it as come to it
IN_ALL = lazy(r"[共总](?:投入|安排|统筹|筹措|筹集|拨付|下达|争取)$")  # what follows is all of it


FULL_STOP, LISTING = lazy("。"), lazy(r"(?:其中|主要(?:是|用于|安排|包括)?|重点安排|(?:支出)?(?:安排|具体)?包括)[:,]?")
MANY_LISTED, BACK = 3, 8  # parts of a sentence, amounts before it


def plain_sums(facts: Facts) -> Iterator[Run]:
    """Each whole with its parts."""
    yield from _below_heads(facts)
    yield from _of_dashes(facts)
    yield from _before_totals(facts)
    yield from _in_all(facts)
    yield from _listing_sentences(facts)
    yield from _numbered_heads(facts)


def _money(facts: Facts) -> dict[int, tuple[str, list[Span]]]:
    """The squeezed text and the amounts of each paragraph with numbers."""
    return {block: (text, [s for s in found if s.figure.type == "money"]) for block, text, found in spans(facts)}


def _below_heads(facts: Facts) -> Iterator[Run]:
    """（1）市本级预算安排24,927万元。——补贴15,981万元，住房补贴2,130万元；——公交补贴1,500万元……: a paragraph with one
    amount, and all amounts of the dashed lines below it; and a paragraph that lists what one before it is made of."""
    numbers = _money(facts)
    whole: Figure | None = None
    before: list[Figure] = []
    parts: list[Figure] = []
    for block, paragraph in (*facts.paragraphs, (-1, None)):
        text, money = numbers.get(block, (squeeze(paragraph.text).text if paragraph else "", []))
        if paragraph and DASHED.match(text):
            if any(MOVED.search(clause_before(text, s)) for s in money):
                whole = None
            parts += [s.figure for s in money]
        elif text or paragraph is None:
            if whole and MANY <= len(parts) <= BELOW_HEAD and _comes_out(whole, parts):
                yield whole, tuple(parts)
            levels = [s.figure for s in money if not MOVED.search(clause_before(text, s))]
            if MANY <= len(levels) == len(money) <= BELOW_HEAD and LISTS.match(text):
                yield from ((w, tuple(levels)) for w in before if _comes_out(w, levels))
            whole, before, parts = levels[0] if len(levels) == len(money) == 1 else None, levels, []


def _of_dashes(facts: Facts) -> Iterator[Run]:
    """市级财政安排190.2亿元支持……。 ——……安排120.9亿元……。 ——……安排69.3亿元……: the first amount of a paragraph, and the
    first of each dashed paragraph below it, behind the same verb."""
    numbers = _money(facts)
    whole, verb = None, ""
    parts: list[Figure] = []
    for block, paragraph in (*facts.paragraphs, (-1, None)):
        text, money = numbers.get(block, (squeeze(paragraph.text).text if paragraph else "", []))
        if paragraph and DASHED.match(text):
            said = [s.figure for s in money[:1] if clause_before(text, s).endswith(verb)]
            parts = [*parts, *said] if said and verb else []
            whole = whole if said else None
        elif text or paragraph is None:
            if whole and len(parts) >= FEWEST and _comes_out(whole, parts):
                yield whole, tuple(parts)
            ends = VERB.search(clause_before(text, money[0])) if money else None
            whole, verb, parts = (money[0].figure, ends[0], []) if ends else (None, "", [])


def _before_totals(facts: Facts) -> Iterator[Run]:
    """年初预算421.9亿元，部分县区追加1.8亿元，调整后423.7亿元: all that stands before it in what semicolons and full
    stops part. A limit that balances reach is none of them."""
    for _, text, found in spans(facts):
        groups: dict[int, list[Span]] = defaultdict(list)
        for span in (s for s in found if s.figure.type == "money"):
            groups[text.count(";", 0, span.start) + text.count("。", 0, span.start)].append(span)
        for *parts, last in groups.values():
            clauses = [clause_before(text, s) for s in (*parts, last)]
            moved = any(MOVED.search(c) or LIMIT in c or "其中" in c for c in clauses)
            moved = moved or not COMES.search(clauses[-1])
            moved = moved or ("收入" in clauses[-1] and any("支出" in c for c in clauses[:-1]))
            moved = moved or (LEFT.search(clauses[-1]) is not None and any(TAKEN.search(c) for c in clauses[:-1]))
            runs = range(len(parts) - FEWEST + 1 if IN_SUM.search(clauses[-1]) else min(len(parts) - FEWEST + 1, 1))
            for start in runs if not moved else ():
                if _comes_out(last.figure, [s.figure for s in parts[start:]]):
                    yield last.figure, tuple(s.figure for s in parts[start:])
                    break


def _in_all(facts: Facts) -> Iterator[Run]:
    """共安排6.7亿元。安排6.08亿元，用于……。安排0.62亿元，用于……: all that follows in the paragraph."""
    for _, text, found in spans(facts):
        money = [s for s in found if s.figure.type == "money"]
        for at, whole in enumerate(money):
            parts = [s.figure for s in money[at + 1 :]]
            alike = all(VERB.search(clause_before(text, s)) for s in money[at + 1 :])
            alike = alike and not WITHIN.search(text[whole.end :])
            listed = len(parts) >= FEWEST and alike and IN_ALL.search(clause_before(text, whole))
            if listed and _comes_out(whole.figure, parts, FEWER):
                yield whole.figure, tuple(parts)


def _listing_sentences(facts: Facts) -> Iterator[Run]:
    """转移支付480万元。主要是扩大消费275万元，商贸发展156万元，外经贸49万元。: all amounts of a sentence that lists, or
    that goes on behind 共安排, of the amount before it, or of one further back by more digits."""
    for _, text, found in spans(facts):
        money = [s for s in found if s.figure.type == "money"]
        starts = [0, *(m.end() for m in FULL_STOP.finditer(text))]
        for low, high in pairwise((*starts, len(text) + 1)):
            parts = [s for s in money if low <= s.start < high]
            before = [s for s in money if s.start < low]
            if len(parts) < MANY_LISTED or not before or any(MOVED.search(clause_before(text, s)) for s in parts):
                continue
            last = before[-1]
            lists = LISTING.match(text, low) or IN_ALL.search(clause_before(text, last))
            for back, whole in enumerate(reversed(before[-BACK:])) if lists else ():
                figures = tuple(s.figure for s in parts)
                if _comes_out(whole.figure, figures, LEAST if back else FEWER):
                    yield whole.figure, figures
                    break


def _numbered_heads(facts: Facts) -> Iterator[Run]:
    """转移支付4531.6亿元。 （一）一般性转移支付4077亿元…… （二）专项转移支付336亿元…… （三）返还118.6亿元: what
    paragraphs of one numbering begin with, however much stands between them, of an amount before the first."""
    numbers = _money(facts)
    runs: dict[str, tuple[list[Figure], list[Figure]]] = {}
    before: list[Figure] = []
    recent: list[list[Figure]] = []
    for block, paragraph in facts.paragraphs:
        text, money = numbers.get(block, (squeeze(paragraph.text).text, []))
        numbered = NUMBERED.match(text)
        if numbered:
            style, value = re.sub(r"[一二三四五六七八九十\d]+", "#", numbered[0]), _number(numbered[1])
            first = money[0] if money and not MOVED.search(clause_before(text, money[0])) else None
            if value == 1 and first:
                runs[style] = ([*before, *(f for last in recent[-NEAR:] for f in last)], [first.figure])
            elif style in runs and first and value == len(runs[style][1]) + 1:
                wholes, parts = runs[style]
                parts.append(first.figure)
                for whole in wholes if len(parts) >= MANY_LISTED else ():
                    if _comes_out(whole, parts):
                        yield whole, tuple(parts)
            else:
                runs.pop(style, None)
        levels = [s.figure for s in money if not MOVED.search(clause_before(text, s))]
        recent = [*recent[-NEAR:], levels]
        before = levels if text.endswith(":") and levels else before


def _number(numeral: str) -> int:
    read = None if numeral.isdigit() else parse(numeral)
    return read.digits if read else int(numeral)


NUMBERED = lazy(r"\(?([一二三四五六七八九十]|\d{1,2})[)、.](?!\d)")
NEAR = 3  # paragraphs before the first


def _comes_out(whole: Figure, parts: Sequence[Figure], least: int = LEAST) -> bool:
    plain = all(p.printed.digits > 0 or (p.printed.digits and p.quote.startswith("-")) for p in parts)
    told = plain and places(whole, parts) >= least
    return told and judge_sum(whole.printed, [p.printed for p in parts]) is Verdict.AGREES
