"""大于、小于、持平、增加、减少与数字相反。

“决算数大于预算数”应与句中两个数一致；“持平”的两个数应当相同；说“减少”的，原因不应写成“增加”。
为什么：套用上一条或上年的文字，方向词没有跟着数改。

错误示例：年初预算为35.20万元，支出决算为34.80万元。决算数大于预算数的主要原因：……
正确示例：年初预算为12.00万元，支出决算为12.00万元。决算数与预算数持平。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.patterns import lazy
from reconcile.profile import main_measure
from reconcile.prose.values import Statement, Word
from reconcile.rules.last_year import Beside, beside, borne_out
from reconcile.rules.statements import base_of, main_amount, opposite
from reconcile.rules.values import Result, Tick

CODE = "R207"
NAME = "方向词与数字不符"
KIND = "direction"
SEVERITY = Severity.ERROR
CLOSE = 2  # characters: nothing but a comma between them, no 剔除一次性因素后
YEAR = lazy(r"20\d\d")
BUDGETS = {"budget", "adjusted_budget"}
BECOMES = lazy(r"(?:减少|下降|降低|压减|增加|增长|上升|提高)(?:为|至|到)$")
SAID = {"up": "大于（增加）", "down": "小于（减少）", "flat": "持平"}


def check(facts: Facts) -> Iterator[Result]:
    for statement in facts.prose.statements:
        for word in statement.words:
            yield from _word(facts, statement, word)
        if opposite(statement):
            yield from _opposite(statement)
    found = beside(facts)
    for one in found:
        if one.word:
            yield from _beside(facts, one, one.word, borne_out(one, found))


def _beside(facts: Facts, one: Beside, word: Word, borne: bool) -> Iterator[Result]:
    """与上年持平 beside this year's amount and the cell of last year."""
    if one.holds:
        yield Tick(one.now.key, Status.AGREES, (one.before.evidence("base"),), resolution=Fraction(0))
    elif borne and not _of_a_part(facts, one.statement, word):
        actual = _compare(one.now, one.before)
        told = f"{one.before.where}为{one.before.quote}，本年{one.now.quote}，应为{SAID[actual]}。"
        yield _finding(facts, one.statement, word, (one.now, one.before), told, SAID[actual])


def _of_a_part(facts: Facts, statement: Statement, word: Word) -> bool:
    """公务用车费8万元，其中：购置费0万元，用于更新。预算数与上年持平: a sentence of its own may be of what was
    spoken of last."""
    spot = (statement.block, word.start, -1)
    since = (
        figure.key
        for other in facts.prose.statements
        if other.block == statement.block and other is not statement
        for figures in other.amounts.values()
        for figure in figures
    )
    own = max((f.key for figures in statement.amounts.values() for f in figures if f.key < spot), default=None)
    return own is not None and any(
        own < key < spot and facts.prose.sentence(key) < facts.prose.sentence(spot) for key in since
    )


def _opposite(statement: Statement) -> Iterator[Result]:
    change, growth = statement.change, statement.growth
    assert change
    assert growth
    up = change.printed.digits > 0
    said = ("增加", "下降") if up else ("减少", "增长")
    yield Tick(growth.key, Status.DISAGREES, (change.evidence("change"),))
    yield Tick(change.key, Status.DISAGREES, (growth.evidence("rate"),))
    yield Finding(
        CODE, NAME, KIND, SEVERITY,
        f"{statement.subject.name}：增减额说{said[0]}{change.quote}，增减率却说{said[1]}{growth.quote}，方向相反。",
        (growth.evidence("rate"), change.evidence("change")), expected="增长" if up else "下降",
    )  # fmt: skip


def _word(facts: Facts, statement: Statement, word: Word) -> Iterator[Result]:
    if changed := _changed(facts, statement, word):
        told = f"{statement.subject.name}一处说变为{changed.quote}，一处说与原来相同。"
        yield _finding(facts, statement, word, (changed,), told, "")._replace(severity=Severity.WARNING)
        return
    one, other = _sides(statement, word)
    moved = _moved(facts, statement, word)
    if moved:
        told = f"{statement.subject.name}的增减额为{moved.quote}，不是持平。"
        yield _finding(facts, statement, word, (moved,), told, SAID["up" if moved.printed.digits > 0 else "down"])
        return
    if one is None or other is None or one.type != other.type:
        yield from _by_rate(facts, statement, word)
        return
    actual = _compare(one, other)
    if word.direction == actual or (word.direction == "flat" and word.roughly and _near(one, other)):
        evidence = (one.evidence("now"), other.evidence("base"))
        same = one.printed.value == other.printed.value and word.direction == "flat"
        for figure in (one, other):
            yield Tick(
                figure.key,
                Status.AGREES,
                tuple(e for e in evidence if e.quote),
                resolution=Fraction(0) if same else None,
            )
        return
    if word.direction == "flat" and word.roughly:
        return
    told = f"{one.address.subject}{one.quote}与{other.quote}相比应为{SAID[actual]}。"
    yield _finding(facts, statement, word, (one, other), told, SAID[actual])


def _by_rate(facts: Facts, statement: Statement, word: Word) -> Iterator[Result]:
    """完成预算的83.9%，决算数大于预算数: where the budget itself is not given."""
    rate, change = statement.completion, statement.change if statement.base == "budget" else None
    figure = rate or change
    if word.than != "budget" or word.about not in ("", "actual") or word.roughly or figure is None:
        return
    shown = rate.printed.value - 100 if rate else figure.printed.value
    actual = "up" if shown > 0 else "down" if shown < 0 else "flat"
    if actual == word.direction:
        yield Tick(figure.key, Status.AGREES, (figure.evidence("rate"),))
    elif actual != "flat":  # a rate of 100% may have been rounded
        told = f"{figure.address.subject}的{'完成率' if rate else '增减额'}为{figure.quote}，应为{SAID[actual]}。"
        yield _finding(facts, statement, word, (figure,), told, SAID[actual])


def _finding(
    facts: Facts, statement: Statement, word: Word, figures: tuple[Figure, ...], told: str, expected: str
) -> Finding:
    block = facts.document.blocks[statement.block]
    text = facts.text(statement.block)
    said = text[word.start : word.end]
    start = min(word.start, *(f.key[1] for f in figures if f.in_prose and f.key[0] == statement.block), word.end)
    quote = text[max(start, word.end - 160) : min(len(text), word.end + 12)]
    place = block.place(word.start, word.end) if isinstance(block, Paragraph) else figures[0].place
    claim = Evidence("claim", quote, place, word.start, word.end, block=statement.block)
    roles = ("now", "base")
    return Finding(
        CODE, NAME, KIND, SEVERITY, f"“{said}”与数字不符：{told}",
        (claim, *(f.evidence(r) for f, r in zip(figures, roles, strict=False))), expected=expected,
    )  # fmt: skip


def _sides(statement: Statement, word: Word) -> tuple[Figure | None, Figure | None]:
    if word.about:
        one = statement.amounts.get(word.about) or (statement.amounts.get("amount") if word.about == "actual" else None)
        other = statement.amounts.get(word.than)
        return (one[-1] if one else None, other[-1] if other else None)
    if statement.change or statement.growth or word.than == "other":
        return None, None
    last = [f for m, figures in statement.amounts.items() if m.startswith("last_") or m == "before" for f in figures]
    return (main_amount(statement), last[-1] if len(last) == 1 else base_of(statement))


def _moved(facts: Facts, statement: Statement, word: Word) -> Figure | None:
    """The change that a 持平 right behind it, with the same base, denies: 比上年减少0.86万元，与上年决算数持平."""
    change, growth = statement.change, statement.growth
    if change is None or not change.end or not change.printed.digits or word.direction != "flat" or word.roughly:
        return None
    end = growth.end if growth and growth.end and growth.key[0] == change.key[0] else change.end
    main = f"last_{main_measure(facts.profile)}"
    same = word.than == statement.base or {word.than, statement.base} == {"last", main}
    said = facts.text(statement.block)[word.start : word.end]
    near = change.key[0] == statement.block and 0 <= word.start - end <= CLOSE and not YEAR.search(said)
    return change if near and same and not word.about else None


def _changed(facts: Facts, statement: Statement, word: Word) -> Figure | None:
    """What a 持平 right behind it denies where a change is said without its base: 减少为0.00万元，与上年持平. It may
    have been meant of the budget, which is not given."""
    figure = statement.change or main_amount(statement)
    plain = word.direction == "flat" and not word.roughly and not word.about and word.than != "budget"
    if figure is None or not plain or statement.base or statement.growth or statement.amounts.keys() & BUDGETS:
        return None
    if figure.key[0] != statement.block or not figure.end or not 0 <= word.start - figure.end <= CLOSE:
        return None
    return figure if BECOMES.search(facts.text(statement.block), 0, figure.key[1]) else None


def _compare(one: Figure, other: Figure) -> str:
    a, b = one.printed.value, other.printed.value
    return "flat" if a == b else "up" if a > b else "down"


def _near(one: Figure, other: Figure) -> bool:
    """基本持平 leaves room that no rule can measure; only a factor of two is surely none."""
    a, b = abs(one.printed.value), abs(other.printed.value)
    return max(a, b) <= 2 * min(a, b)
