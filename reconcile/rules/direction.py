"""大于、小于、持平、增加、减少与数字相反。

“决算数大于预算数”应与句中两个数一致；“持平”的两个数应当相同；说“减少”的，原因不应写成“增加”。
为什么：套用上一条或上年的文字，方向词没有跟着数改。

错误示例：年初预算为80.81万元，支出决算为80.38万元。决算数大于预算数的主要原因：……
正确示例：年初预算为10.00万元，支出决算为10.00万元。决算数与预算数基本持平。
依据：算术关系。
"""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.figures import Figure
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.prose.values import Statement, Word
from reconcile.rules.statements import base_of, main_amount
from reconcile.rules.values import Result, Tick

CODE = "R207"
NAME = "方向词与数字不符"
KIND = "direction"
SEVERITY = Severity.ERROR
SAID = {"up": "大于（增加）", "down": "小于（减少）", "flat": "持平"}


def check(facts: Facts) -> Iterator[Result]:
    for statement in facts.prose.statements:
        for word in statement.words:
            yield from _word(facts, statement, word)


def _word(facts: Facts, statement: Statement, word: Word) -> Iterator[Result]:
    one, other = _sides(statement, word)
    if one is None or other is None or one.type != other.type:
        return
    actual = _compare(one, other)
    if word.direction == actual or (word.direction == "flat" and word.roughly and _near(one, other)):
        evidence = (one.evidence("now"), other.evidence("base"))
        for figure in (one, other):
            yield Tick(figure.key, Status.AGREES, tuple(e for e in evidence if e.quote))
        return
    if word.direction == "flat" and word.roughly:
        return
    block = facts.document.blocks[statement.block]
    text = block.text if isinstance(block, Paragraph) else ""
    said = text[word.start : word.end]
    yield Finding(
        CODE,
        NAME,
        KIND,
        SEVERITY,
        f"“{said}”与数字不符：{one.address.subject}{one.quote}与{other.quote}相比应为{SAID[actual]}。",
        (
            Evidence("claim", _quote(text, word, one, other), one.place, word.start, word.end, block=statement.block),
            one.evidence("now"),
            other.evidence("base"),
        ),
        expected=SAID[actual],
    )


def _quote(text: str, word: Word, one: Figure, other: Figure) -> str:
    start = min(word.start, one.key[1], other.key[1])
    return text[max(start, word.end - 160) : min(len(text), word.end + 12)]


def _sides(statement: Statement, word: Word) -> tuple[Figure | None, Figure | None]:
    if word.about:
        one = statement.amounts.get(word.about) or (statement.amounts.get("amount") if word.about == "actual" else None)
        other = statement.amounts.get(word.than) or (
            statement.amounts.get("budget") if word.than == "adjusted_budget" else None
        )
        return (one[-1] if one else None, other[-1] if other else None)
    if statement.change or statement.growth:
        return None, None
    last = [f for m, figures in statement.amounts.items() if m.startswith("last_") or m == "before" for f in figures]
    return (main_amount(statement), last[-1] if len(last) == 1 else base_of(statement))


def _compare(one: Figure, other: Figure) -> str:
    a, b = one.printed.value, other.printed.value
    return "flat" if a == b else "up" if a > b else "down"


def _near(one: Figure, other: Figure) -> bool:
    """基本持平 leaves room that no rule can measure; only a factor of two is surely none."""
    a, b = abs(one.printed.value), abs(other.printed.value)
    return max(a, b) <= 2 * min(a, b)
