"""正文中各部分之和与整体不符。

“政府采购预算120.00万元，其中：货物20.00万元、工程0万元、服务100.00万元”这样列全的部分应当加成整体；没有列全的（“其中”只举一部分）不能超过整体。
本级与下级、一般与专项债务、单独成句的“包括……。”、件数恰好加得起来的列举，以及与本文件另一处加得起来的列举项目相同的，也是列全的；
这几种只有改动一个数的一位数字就能相符时才算错。
为什么：部分与整体同在一句，读者会直接相加。

错误示例：支出合计100.00万元，其中：基本支出60.00万元、项目支出50.00万元。
正确示例：政府采购预算总额120.00万元，其中：货物20.00万元、工程0.00万元、服务100.00万元。
依据：算术关系；尾差按各数印出的位数判断。
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from reconcile.address import broader
from reconcile.facts import Facts
from reconcile.figures import Figure, Key
from reconcile.findings import Severity, Status
from reconcile.forms import Form
from reconcile.index import amounts
from reconcile.interval import Printed, Verdict
from reconcile.judging import slip
from reconcile.lexicon.names import stem
from reconcile.lexicon.parts import Parts
from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Statement
from reconcile.quantity.numerals import parse
from reconcile.quantity.units import SCALES
from reconcile.relations import Relation
from reconcile.rules.change_sums import change_sums, flat_than
from reconcile.rules.closed_sums import closed_sums
from reconcile.rules.count_sums import count_sums
from reconcile.rules.counted_total import counted_totals
from reconcile.rules.exact_sums import exact_sums
from reconcile.rules.list_ends import by_chance, may_be_no_parts, past_its_end, round_ones
from reconcile.rules.statements import (
    RETIRED,
    counted,
    ended,
    has_more,
    listed_amounts,
    lists,
    main_amount,
    of_all,
    same_kind,
    total_of,
)
from reconcile.rules.values import Result, Tick

CODE = "R202"
NAME = "部分与整体不符"
KIND = "text_sum"
SEVERITY = Severity.ERROR
LABEL = "各部分增减额之和应等于总的增减额"


def check(facts: Facts) -> Iterator[Result]:
    statements, of = facts.prose.statements, facts.lexicon.parts
    stated: set[Key] = set()
    changed: set[Key] = set()
    made_up: set[frozenset[Key]] = set()  # the lists that come to their wholes
    told: set[frozenset[Key]] = set()  # the wholes with their lists
    held, usual, taken = _held(statements), _usual(statements), facts.prose.terms
    for (position, _), positions in lists(statements).items():
        whole, parts = statements[position], [statements[p] for p in positions]
        total = total_of(whole, parts)
        if total is not None and total in whole.amounts.get("before", ()):
            continue  # 由2017年的1.20亿元压减到2025年的0.46亿元，其中：……
        positions = ended(statements, positions, total)
        parts = [statements[p] for p in positions]
        if total is not None and not _nested(parts):
            if whole.made and any(t.role == "minus" and whole.block <= t.block <= parts[-1].block for t in taken):
                continue  # 由以下四项构成：……扣除上解支出8亿元
            if _counted_as_many(facts, whole, total, parts):
                whole = whole._replace(made=True)
            if _closed(of, whole, parts):
                stated.add(total.key)
            amounts_ = [main_amount(p) for p in parts]
            names = _names(parts)
            others = _beside(statements, whole, positions[0], total)
            for result in _list(of, whole, parts, total, amounts_, names in held, names in usual, others):
                if not isinstance(result, Relation):
                    yield result
                elif _stands(facts, whole, parts, result):
                    if result.judge() is Verdict.AGREES:
                        made_up.add(frozenset(f.key for f in result.inputs))
                    told.add(frozenset(f.key for f in result.figures))
                    yield _longer(facts, positions, result)
            yield from _in_clauses(facts, positions, total)
        for unit in (m for m in whole.amounts if m.startswith("count:")):
            all_ = whole.amounts[unit][0]
            of_unit = _of_unit(statements, position, positions, unit)
            listed = [statements[p] for p in ended(statements, of_unit, all_, unit)]
            yield from _list(of, whole, listed, all_, [counted(p, unit) for p in listed])
        yield from _budgets(whole, parts)
        change = _change(statements, whole, parts)
        said = change and all(p.change or flat_than(p) for p in parts)
        if change and said and (whole.complete or _closed(of, whole, parts) or _all_others(whole, parts)):
            changed.add(change.key)
            sure = _one_base(facts, [whole, *parts])
            sums_ = _changes(change, [p.change for p in parts if p.change])
            yield from (r for r in sums_ if sure or r.judge() is Verdict.AGREES)
        elif change is None:
            yield from _own_change(statements, whole, parts)
    yield from _anywhere(facts, stated, made_up)
    many = facts.profile.kind.startswith("government")  # areas and accounts: only what comes out
    of_key = {s.change.key: s for s in statements if s.change}
    for total, changes, signs in change_sums(facts):
        sure = not many and _one_base(facts, [s for f in (total, *changes) if (s := of_key.get(f.key))])
        sums = Relation(CODE, KIND, Form.SUM, total, changes, signs, LABEL, Severity.WARNING, complete=True)
        new = total.key not in changed and all(same_kind(c, total) for c in changes)
        if new and (sure or sums.judge() is Verdict.AGREES):
            yield sums._replace(sought=many)
    for total_, addends, alone in counted_totals(facts):
        label = "列举的各项之和应等于合计数"
        sums = Relation(CODE, KIND, Form.SUM, total_, addends, (), label, SEVERITY, complete=True, sought=not alone)
        yield from [sums] if alone or sums.judge() is Verdict.AGREES else []
    yield from closed_sums(facts, CODE, KIND, told)
    for total_, addends, signs in (*count_sums(facts), *exact_sums(facts)):
        label = "各部分之和应等于整体"
        yield Relation(CODE, KIND, Form.SUM, total_, addends, signs, label, SEVERITY, complete=True, sought=True)


WORKING = lazy(r"在职|在编|在岗|编制")


def _of_unit(statements: Sequence[Statement], whole: int, positions: Sequence[int], unit: str) -> list[int]:
    """The parts but for those that only count something else (建筑面积90平方米，其中地上50、地下40平方米，高度9米),
    and for the retired, who are none of those at work."""
    at_work = WORKING.search(statements[whole].subject.name)
    own = [p for p in positions if counted(statements[p], unit) or not _only_counted(statements[p])]
    return [p for p in own if not (at_work and RETIRED.search(statements[p].subject.name))]


def _stands(facts: Facts, whole: Statement, parts: Sequence[Statement], sums: Relation) -> bool:
    """Whether nothing else than a wrong number can explain a list that does not come to its whole, and nothing but
    chance one that does."""
    if sums.form is not Form.SUM:
        return True
    of = facts.lexicon.parts
    closed = bool(whole.subject.indicator) and of.complete(
        whole.subject.indicator, [p.subject.indicator for p in parts]
    )
    past = not closed and past_its_end(facts, sums.result, sums.inputs)
    if sums.judge() is not Verdict.INCONSISTENT:
        chance = by_chance(sums.result, sums.inputs) or (past and round_ones((sums.result, *sums.inputs)))
        return closed or not chance
    return not past and (closed or not may_be_no_parts(of, whole, parts, sums.result, sums.inputs))


def _in_clauses(facts: Facts, positions: Sequence[int], total: Figure) -> Iterator[Relation]:
    """限额37亿元，其中：一般债务12亿元，留用9亿元，转贷3亿元；专项债务25亿元，……: a part between semicolons, and
    its own parts behind it, where all of them come to what they are parts of."""
    found: list[list[Figure]] = []
    sentence, before = facts.prose.sentence(total.key), total
    for statement in facts.prose.statements[positions[0] :]:
        figure = main_amount(statement)
        if figure is None or facts.prose.sentence(figure.key) != sentence or not same_kind(figure, total):
            break
        between = facts.text(figure.key[0])[before.key[1] : figure.key[1]]
        if not found or ";" in between or "；" in between:
            found.append([])
        found[-1].append(figure)
        before = figure
    if len(found) < CLAUSES or min(map(len, found)) <= CLAUSES:
        return
    wholes = [(total, tuple(clause[0] for clause in found)), *((c[0], tuple(c[1:])) for c in found)]
    label = "各部分之和应等于整体"
    sums = [Relation(CODE, KIND, Form.SUM, w, p, (), label, Severity.WARNING, listed=True) for w, p in wholes]
    if all(r.judge() is Verdict.AGREES for r in sums):
        yield from sums


CLAUSES = 2  # parts, and parts of each
ONE_FUND = ("general", "fund", "capital")
MOST_MORE = 4  # amounts that may still belong to a list which seemed to have ended


SO_MANY = lazy(r"([两二三四五六七八九十]|[1-9]\d?)(?:项|大?类)(?!目)[\u4e00-\u9fff]{0,8}(?:合计|共计|总计|之和)")


KINDS_BEFORE = lazy(r"[\u4e00-\u9fff]+(?:、[\u4e00-\u9fff]+)+$")


def _counted_as_many(facts: Facts, whole: Statement, total: Figure, parts: Sequence[Statement]) -> bool:
    """三项重点支出合计100亿元，其中：……: whether the words of the whole say of how many it is, and as many follow."""
    said = SO_MANY.search(facts.text(whole.block)[whole.start : total.key[1]])
    if said is None or len(parts) < PAIR or total.key[0] != whole.block:
        return False
    kinds = KINDS_BEFORE.search(facts.text(whole.block)[whole.start : whole.start + said.start()])
    if kinds and not all(any(k in p.subject.name for p in parts) for k in kinds[0].split("、")):
        return False  # 土地、房产两项税收合计3亿元，其中契税1亿元、土地增值税1亿元
    number = parse(said[1])
    return number is not None and number.digits == len(parts)


def _beside(statements: Sequence[Statement], whole: Statement, first: int, total: Figure) -> list[Figure]:
    """The other amounts of the whole and of what has its name in its paragraph: 地方财政收入165亿元。一般公共预算收入
    133亿元，其中：税收收入93亿元，非税收入40亿元; and of a part of it that the list may be of: 支出9亿元，其中财政拨款
    8亿元。其中：1.基本支出5亿元。2.项目支出3亿元."""
    name, block = whole.subject.indicator or whole.subject.name, whole.block
    same = [s for s in statements[:first] if s.block == block and name in (s.subject.indicator, s.subject.name)]
    below = [s for s in statements[max(0, first - MOST_MORE) : first] if s.block == block and s.parent is not None]
    same += [s for s in below if s.parent is not None and statements[s.parent] is whole]
    return [f for s in (whole, *same) for fs in s.amounts.values() for f in fs if f.key != total.key][:MOST_MORE]


def _of_another(sums: Relation, others: Sequence[Figure]) -> Iterator[Relation]:
    """The list as the parts of another amount that it comes to in the last digit."""
    for figure in others:
        other = sums._replace(result=figure)
        if same_kind(figure, sums.result) and other.judge() is Verdict.AGREES:
            yield other


def _nested(parts: Sequence[Statement]) -> bool:
    """Whether one of the list says that it is a part of another: 基本支出250万元；人员经费200万元，占基本支出的80%."""
    names = Counter(p.subject.name for p in parts)
    return any(p.share_of and names[p.share_of] > (p.share_of == p.subject.name) for p in parts)


def _longer(facts: Facts, positions: Sequence[int], relation: Relation) -> Relation:
    """With what else the list may be: it goes on over a semicolon, to the amounts that follow in its sentence."""
    statements, sentence = facts.prose.statements, facts.prose.sentence(relation.inputs[-1].key)
    more: list[Figure] = []
    for statement in statements[positions[-1] + 1 : positions[-1] + 1 + MOST_MORE]:
        figure = main_amount(statement)
        if figure is None or facts.prose.sentence(figure.key) != sentence or not same_kind(figure, relation.result):
            break
        more.append(figure)
    if relation.form is not Form.SUM:
        return relation
    relation = relation._replace(readings=(*relation.readings, *_carried(facts, relation)))
    if not more:
        return relation
    runs = (more[:n] for n in range(1, len(more) + 1))
    longer = (relation._replace(inputs=(*relation.inputs, *run), readings=()) for run in runs)
    return relation._replace(readings=(*relation.readings, *longer))


def _carried(facts: Facts, sums: Relation) -> Iterator[Relation]:
    """支出200万元，其中防汛80万元、河道整治150万元（含结转使用30万元）: without what a part has from elsewhere."""
    keys = {f.key for f in sums.figures}
    first, last = sums.inputs[0].key, sums.inputs[-1].key
    sentence = facts.prose.sentence(last)
    for figure in facts.prose.figures if first[0] == last[0] else ():
        if figure.key in keys or figure.key < first or facts.prose.sentence(figure.key) != sentence:
            continue
        if same_kind(figure, sums.result) and WITH.search(facts.text(figure.key[0])[: figure.key[1]]):
            signs = (1,) * len(sums.inputs) + (-1,)
            yield sums._replace(inputs=(*sums.inputs, figure), signs=signs, readings=())


WITH = lazy(r"[(（](?:其中)?[:：]?含?[^()（）;；。]{0,8}(?:结转|上年|其他资金|自筹)[^()（）;；。]{0,8}$")


def _all_others(whole: Statement, parts: Sequence[Statement]) -> bool:
    """除公务接待费减少外，其余两项均持平: whether one clause says of several parts that they are flat, and the amounts
    of all of them are those of the whole."""
    flat = [w.start for p in parts for w in p.words if w.direction == "flat"]
    total, amounts_ = main_amount(whole), [a for p in parts if (a := main_amount(p))]
    if total is None or len(amounts_) < len(parts) or len(flat) < MIN_OTHERS or len(set(flat)) > 1:
        return False
    return Relation(CODE, KIND, Form.SUM, total, tuple(amounts_)).judge() is Verdict.AGREES


MIN_OTHERS = 2


FROM_BUDGET = lazy(r"[（(]预算\d")


def _one_base(facts: Facts, told: Sequence[Statement]) -> bool:
    """Whether all that are told say the same of what they are compared with, and nothing near speaks of other terms."""
    bases = {s.base for s in told if s.change} - {""}
    if any(s.change and s.completion and not s.base for s in told if s is not told[0]):
        return False  # 完成预算的70%，减少1.80万元: from the budget, or from last year
    texts = [facts.text(b) for b in {s.block for s in told}]
    unlike = any(FROM_BUDGET.search(t) or any(word in t for word in facts.lexicon.rebased) for t in texts)
    return len(bases) <= 1 and not unlike


def _changes(total: Figure, changes: Sequence[Figure]) -> Iterator[Relation]:
    """The changes of all the parts make up the change of the whole; those that are flat add nothing."""
    addends = tuple(f for f in changes if same_kind(f, total))
    if addends and len(addends) == len(changes):
        yield Relation(CODE, KIND, Form.SUM, total, addends, label=LABEL, severity=SEVERITY, complete=True)


def _budgets(whole: Statement, parts: Sequence[Statement]) -> Iterator[Result]:
    """The budgets of items whose outcomes are listed: items without an outcome are not, so that they may be less."""
    total, listed = whole.amounts.get("budget"), [p.amounts["budget"][0] for p in parts if "budget" in p.amounts]
    outcomes = "actual" in whole.amounts and all("actual" in p.amounts for p in parts)
    if not total or not outcomes or len(listed) < max(2, len(parts)) or total_of(whole, parts) is total[0]:
        return
    label = "各项年初预算之和不应超过总的年初预算"
    relation = Relation(CODE, KIND, Form.SUM, total[0], tuple(listed), (), label, Severity.WARNING)
    over = sum(f.printed.value for f in listed) > total[0].printed.value
    if over or relation.judge() is not Verdict.INCONSISTENT:
        yield relation


def _whole_by_budgets(whole: Statement, parts: Sequence[Statement], total: Figure) -> bool:
    """Whether the budgets of the same list add up to the last digit: then none is left out."""
    budget, listed = whole.amounts.get("budget"), [p.amounts["budget"][0] for p in parts if "budget" in p.amounts]
    if not budget or budget[0] is total or len(listed) < max(3, len(parts)):
        return False
    return Relation(CODE, KIND, Form.SUM, budget[0], tuple(listed)).judge() is Verdict.AGREES


def _names(parts: Sequence[Statement]) -> frozenset[str]:
    """What a list is a list of, whichever side it is on."""
    return frozenset(compiled(r"收入|支出|预算").sub("", p.subject.name) for p in parts)


def _held(statements: Sequence[Statement]) -> set[frozenset[str]]:
    """The names of lists that add up to their whole: another list of the same names is whole too."""
    found = set()
    for (position, _), positions in lists(statements).items():
        whole, parts = statements[position], [statements[p] for p in positions]
        total, figures = total_of(whole, parts), [main_amount(p) for p in parts]
        addends = [f for f in figures if f and total and same_kind(f, total)]
        if total is None or not len(addends) == len(parts) == len(_names(parts)) or len(parts) < 3:
            continue
        if Relation(CODE, KIND, Form.SUM, total, tuple(addends)).judge() <= Verdict.BY_ROUNDING:
            found.add(_names(parts))
    return found


USUAL = 4  # lists of two that add up, of each of the same names that does not


def _usual(statements: Sequence[Statement]) -> set[frozenset[str]]:
    """The names of two parts that this document divides one amount after another into: 市本级安排, 上级转移支付."""
    holds: dict[frozenset[str], list[bool]] = defaultdict(list)
    for (position, _), positions in lists(statements).items():
        whole, parts = statements[position], [statements[p] for p in positions]
        total, figures = total_of(whole, parts), [main_amount(p) for p in parts]
        addends = [f for f in figures if f and total and same_kind(f, total) and f.printed.digits]
        if total is None or len(_names(parts)) < len(parts) or not len(addends) == len(parts) == PAIR:
            continue
        verdict = Relation(CODE, KIND, Form.SUM, total, tuple(addends)).judge()
        holds[_names(parts)].append(verdict is Verdict.AGREES)
    return {n for n, found in holds.items() if len(found) > 1 and found.count(True) >= USUAL * found.count(False)}


PAIR = 2


def _change(statements: Sequence[Statement], whole: Statement, parts: Sequence[Statement]) -> Figure | None:
    """The whole's change from the same base as that of its parts: one amount may be compared with several. Parts that
    name no base have that of the whole, where it has only one."""
    bases = {(p.base if p.change else flat_than(p))[:4] for p in parts} - {""}
    found = [s.change for s in _changed_there(statements, whole) if not bases or {s.base[:4]} == bases]
    return found[0] if len(found) == 1 or (found and bases) else None


def _changed_there(statements: Sequence[Statement], whole: Statement) -> list[Statement]:
    """What the paragraph says of the whole's changes: from last year's budget, from what it came to."""
    return [s for s in statements if s.block == whole.block and s.subject.name == whole.subject.name and s.change]


def _own_change(statements: Sequence[Statement], whole: Statement, parts: Sequence[Statement]) -> Iterator[Relation]:
    """The changes of parts that name no base, against the one of several of the whole that they come to."""
    changes = tuple(p.change for p in parts if p.change)
    if not PAIR <= len(changes) == len(parts):
        return
    for told in _changed_there(statements, whole):
        if told.change and all(same_kind(c, told.change) for c in changes):
            sums = Relation(CODE, KIND, Form.SUM, told.change, changes, label=LABEL, severity=SEVERITY, complete=True)
            yield from [sums] if sums.judge() is Verdict.AGREES else []


def _anywhere(facts: Facts, stated: set[Key], made_up: set[frozenset[Key]]) -> Iterator[Result]:
    """A whole and its closed set of parts, stated in different sentences of the same scope and year; what makes up one
    amount (实际采购45亿元) does not accuse another."""
    seen: set[tuple[Key, ...]] = set()
    listed, short = listed_amounts(facts.prose.statements), _short(facts.prose.statements)
    shares = _said_to_be_of(facts)
    for statement in facts.prose.statements:
        for figure in amounts(statement) if facts.lexicon.parts.sets.get(statement.subject.indicator) else ():
            total = facts.index.amount(figure.address)
            if total is None or total.key in stated:
                continue
            for found in facts.index.parts_of(total):
                if has_more(listed, found):
                    continue  # 基本支出、项目支出、补助下级支出
                label, keys = "各部分之和应等于整体", (total.key, *(f.key for f in found))
                relation = Relation(CODE, KIND, Form.SUM, total, found, (), label, SEVERITY, complete=True)
                of_other = any(shares.get(f.key, total.address.id) != total.address.id for f in found)
                unsaid = total.address.scope in ONE_FUND and any(f.address.scope != total.address.scope for f in found)
                fewer = any(broader(total.address.scope, f.address.scope) for f in found)  # of the money of one budget
                sound = short.isdisjoint(keys) and not (of_other or unsaid or fewer)
                sound = sound and frozenset(f.key for f in found) not in made_up
                if keys not in seen and (sound or relation.judge() is not Verdict.INCONSISTENT):
                    seen.add(keys)
                    yield relation


def _said_to_be_of(facts: Facts) -> dict[Key, str]:
    """What the shares beside amounts are said to be of: 项目支出3万元，占本年支出的40%."""
    found: dict[Key, str] = {}
    for statement in facts.prose.statements:
        amount, named = main_amount(statement), facts.lexicon.scan(statement.share_of)
        if amount and named:
            found[amount.key] = named[-1].id
    return found


def _short(statements: Sequence[Statement]) -> set[Key]:
    """The amounts that something is said to be left out of: 项目支出300万元（不含转移支付项目100万元）."""
    level = (s for s in statements if s.exception and not (s.change or s.growth))
    return {f.key for s in level if (f := main_amount(s))}


# a list that ends with the rest is whole; 其他支出 and 其他交通费用 are classes like all others
REST = lazy(r"(?!其他(?:收入|支出|交通费用?)$)其[他它]|剩余|余下")


def _only_part(of: Parts, whole: Statement, named: Statement, part: Figure, total: Figure) -> Iterator[Result]:
    """The one part that is named: all of the whole, or, where it is known to be a part, more than it."""
    family = whole.subject.indicator in of.wholes(_named(of, whole, named))
    more = part.printed.value > total.printed.value
    if part.printed.value == total.printed.value != 0 or (more and family):
        label = "其中的部分不应超过整体"
        yield Relation(CODE, KIND, Form.AT_MOST, part, (total,), label=label, severity=Severity.WARNING)


def _list(
    of: Parts,
    whole: Statement,
    parts: Sequence[Statement],
    total: Figure,
    figures: Sequence[Figure | None],
    known: bool = False,
    usual: bool = False,
    others: Sequence[Figure] = (),
) -> Iterator[Result]:
    """The relation of one list to its whole. ``known`` says that a list of the same names is whole elsewhere, ``usual``
    that all but this one are; ``others`` are the amounts that may be its whole instead."""
    addends = [f for f in figures if f is not None and same_kind(f, total)]
    if len(addends) == len(figures) == 1:
        yield from _only_part(of, whole, parts[0], addends[0], total)
    if len(addends) < 2 or len(addends) < len([f for f in figures if f is not None]):
        return
    sums = Relation(CODE, KIND, Form.SUM, total, tuple(addends), label="各部分之和应等于整体", severity=SEVERITY)
    verdict = sums.judge()
    if unit := _other_unit(sums):
        yield sums._replace(complete=True, listed=True, mended=True, cause=unit)
        return
    named = _closed(of, whole, parts)
    closed = usual or named
    over = sum(f.printed.value for f in addends) > total.printed.value
    near = whole.subject.name.endswith(("总计", "合计")) or _nearly(sums)  # 收入总计190万元，包括：……
    rest = near and len(addends) > 2 and (bool(REST.match(parts[-1].subject.name)) or _by_economy(parts))
    rest = (
        rest or known or _whole_by_budgets(whole, parts, total) or _made_of(parts, ("返还", "一般性转移", "专项转移"))
    )
    by_shares = _shares_complete(parts, sums)
    certain = closed or rest or by_shares
    counted = [f is None and not _only_counted(p) for p, f in zip(parts, figures, strict=True)]
    loose = (any(p.loose for p in parts) and not closed) or any(counted) or bool(_short([whole, *parts]))
    overlap = over and not certain and _may_overlap(of, whole, parts, sums)
    loose = loose or overlap
    chosen = verdict is Verdict.POSSIBLE and not certain and not over  # a few of 8亿元, in 万元: a unit short of it
    if (verdict is not Verdict.INCONSISTENT and not chosen) or ((certain or over) and not loose):
        signed = any(f.printed.digits < 0 for f in (total, *addends))
        firm = closed or over or (len(addends) > 2 and not rest)
        severity = SEVERITY if firm and not signed else Severity.WARNING
        label = "各部分之和不应超过整体" if over else sums.label
        less = all(f.printed.value < total.printed.value for f in addends)  # 收支总计9亿元，其中：收入9亿元、支出9亿元
        tight = over and less and all(p.tight for p in parts)
        listed = closed or over or by_shares or (not certain and len(addends) > 3)
        alone = usual and not (named or rest or over)
        yield sums._replace(
            label=label, severity=severity, complete=certain or tight, listed=listed, usual=alone,
            readings=tuple(_of_another(sums, others)),
        )  # fmt: skip
    elif (
        whole.complete and near and not (chosen or overlap) and not any(counted)
    ):  # …、以前年度收入3亿元: read as of another year
        label = "列举的各部分之和应等于整体"
        yield sums._replace(label=label, severity=Severity.WARNING, listed=True, complete=True)
    else:
        few = "“其中”只列举了一部分，和小于整体，无法核对"
        for figure in addends:
            yield Tick(figure.key, Status.UNCHECKED, reason="不知道列举的是不是都是它的一部分" if over else few)


def _other_unit(sums: Relation) -> str:
    """投入29396万元，其中10563万元……，10079万元……，8754元: the number whose unit is wrong, where the list comes to its
    whole in the last digit with the unit of all others; "" for none."""
    unit = sums.result.unit
    other = [f for f in sums.inputs if f.unit != unit and f.type == "money"]
    if len(other) != 1 or unit.removesuffix("元") not in SCALES or other[0].unit.removesuffix("元") not in SCALES:
        return ""
    by = SCALES[unit.removesuffix("元")] - SCALES[other[0].unit.removesuffix("元")]
    printed = other[0].printed
    mended = {other[0].key: Printed(printed.digits, printed.exponent + by)}
    return f"{other[0].quote}的单位应是{unit}" if by and sums.judge(mended) is Verdict.AGREES else ""


def _nearly(sums: Relation) -> bool:
    """Whether parts come close to their whole, or a slip is what they miss it by: 包括, and 其他商品和服务支出 at the
    end of a list, may leave out much."""
    found = sum(f.printed.value for f in sums.inputs)
    return found >= NEARLY * sums.result.printed.value or _telling(sums)


def _telling(sums: Relation) -> bool:
    """Whether a slip of one of many digits is what the parts miss their whole by."""
    return bool(slip(sums)) and sums.result.printed.telling >= TELLING


NEARLY = Fraction(9, 10)


def _may_overlap(of: Parts, whole: Statement, parts: Sequence[Statement], sums: Relation) -> bool:
    """Whether parts that are more than their whole may be no parts of one division: 车辆12辆，其中新能源6辆、执法用8辆;
    教师培训费80万元，其中暑期培训50万元，教研活动40万元. A slip of a digit would tell."""
    total, addends = sums.result, sums.inputs
    if _telling(sums):
        return False
    over = sum(f.printed.value for f in addends) - total.printed.value
    tight, names = all(p.tight for p in parts), {p.subject.name[-2:] for p in parts}
    if total.counted and sum(p.share.printed.value for p in parts if p.share) > ALL:
        return True  # 重点项目占66.67%，新增项目占41.67%
    if total.counted:
        far = over > FAR_OVER * total.printed.value and not tight
        return far or (len(names) > 1 and not (tight and len(addends) > PAIR)) or (len(addends) == PAIR and not tight)
    if over > FAR_OVER * abs(total.printed.value):
        return True  # 住房支出3万元。按性质分：基本支出45万元
    kin = any(whole.subject.indicator in of.wholes(_named(of, whole, p)) for p in parts)
    kin = kin or names == {whole.subject.name[-2:]}  # 养老保险基金收入 of 社会保险基金收入
    return len(addends) == PAIR and not kin and not tight


FAR_OVER, ALL = Fraction(1, 5), 101  # of the whole; and in percent, with what rounding adds
TELLING = 3  # digits of an amount before its closing zeros, of which a slip says something

ECONOMY = lazy(r"工资福利|商品和服务|对个人和家庭|资本性|债务利息|对企业补助|其他支出")


def _by_economy(parts: Sequence[Statement]) -> bool:
    """Whether the parts are the 类 of the economic classification, of which none is left out."""
    return len(parts) > 2 and all(ECONOMY.match(p.subject.name) for p in parts)


def _only_counted(part: Statement) -> bool:
    """Whether a part has been counted and not valued: 接待11批次 between the amounts."""
    return bool(part.amounts) and all(m.startswith("count:") for m in part.amounts)


# kinds of which there are no others: what the name of the whole holds, a word of each kind, what each name holds
KINDS = (
    ("债", ("一般", "专项"), "债"),
    ("息", ("一般", "专项"), "债"),
    ("政府债券", ("新增", "再融资"), "债券"),
    ("生产总值", ("第一产业", "第二产业", "第三产业"), ""),
    ("零售额", ("城镇", "乡村"), ""),
    ("人口", ("城镇", "乡村"), ""),
    ("建筑面积", ("地上", "地下"), ""),
    ("", ("还本", "付息"), ""),
    ("", ("本金", "付息"), ""),
    ("", ("本金", "利息"), ""),
)


def _closed(of: Parts, whole: Statement, parts: Sequence[Statement]) -> bool:
    named = [_named(of, whole, p) for p in parts]
    if of.complete(whole.subject.indicator, named) and len(set(named)) == len(named):
        return True
    if whole.made or _named_in_whole(whole, parts):
        return True
    return any(name in whole.subject.name and _made_of(parts, kinds, thing) for name, kinds, thing in KINDS)


# what else stands in a name that is made of those of its parts: 、、三项支出合计
JOINED = lazy(
    r"(?:(?!支出|收入|费)[\u4e00-\u9fff]){0,16}?[、和及与以]*[两二三四五六七八九十\d]*[项个类]?(?:支出|收入|经费|费用|资金)?"
    r"(?:合计|共计|总计|之和)?"
)


def _named_in_whole(whole: Statement, parts: Sequence[Statement]) -> bool:
    """Whether the whole is named by its parts: 教育、卫生健康两项支出合计3亿元，其中：教育支出2亿元，卫生健康1亿元."""
    rest = whole.subject.name
    for subject in sorted((p.subject.name for p in parts), key=len, reverse=True):
        name = subject if subject in rest else stem(subject)
        if not name or rest.count(name) != 1:
            return False
        rest = rest.replace(name, "")
    return len(parts) > 1 and bool(JOINED.fullmatch(rest))


def _named(of: Parts, whole: Statement, part: Statement) -> str:
    return part.subject.indicator or of.part(whole.subject.indicator, part.subject.name)


def _made_of(parts: Sequence[Statement], kinds: Sequence[str], thing: str = "") -> bool:
    """Whether there is one part of each kind and no other."""
    names = [p.subject.name for p in parts]
    return len(names) == len(kinds) and all(sum(k in n and thing in n for n in names) == 1 for k in kinds)


def _shares_complete(parts: Sequence[Statement], sums: Relation) -> bool:
    """Whether the parts carry shares that add up to 100 %, and would not with what the parts are short of the whole:
    then none is left out."""
    shares = [p.share for p in parts if p.share]
    if len(shares) < len(parts) or len(shares) < 2 or not sums.result.printed.digits:
        return False
    come_to = sum((f.printed.value for f in sums.inputs), Fraction(0)) * 100 / sums.result.printed.value
    return of_all([f.printed for f in shares], come_to)
