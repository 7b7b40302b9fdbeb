"""原因与方向相反，或原因、用途说的是另一个科目。

前面说减少、原因却是经费增加，前后矛盾；写职业年金的一条，原因说的是离退休经费，是照抄了别条。
为什么：逐条复制文字时没有改全。

错误示例：2024年预算安排45.00万元，比2023年预算执行数减少10.00%。主要原因是：培训经费增加。
正确示例：比2023年预算执行数增加8.00%。主要原因是：普查活动经费增加。
依据：同一条说明前后应当一致。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reconcile.document import Paragraph
from reconcile.facts import Facts
from reconcile.findings import Evidence, Finding, Severity
from reconcile.lexicon.names import normalise, stem
from reconcile.patterns import compiled, lazy
from reconcile.prose.values import Statement
from reconcile.rules.statements import main_amount
from reconcile.rules.values import Result
from reconcile.text import Squeezed, squeeze

CODE = "R208"
NAME = "原因或用途与本条不符"
KIND = "direction"
SEVERITY = Severity.ERROR

REASON = lazy(r"(?:主要)?原因(?:是|为|:)+[:]?(?P<reason>[^。]{2,200})")
UP = lazy(r"增加|增长|上升|提高|增多")
DOWN = lazy(r"减少|下降|降低|压减|缩减|减员")
SAME = lazy(r"保持不变|持平|无变化|不变$")
# a reason that ends in the whole item's own direction: 经费增加, 支出减少, 保持不变
FINAL = lazy(
    r"(?:经费|支出|费用?|预算|资金|收入|金额|支付|投入|开支)(?:的)?(?:有所|相应|略有|较上年|大幅)?(?P<word>增加|增长|减少|下降|压减|保持不变|持平)$"
    r"|(?P<lead>减少|增加|压减|压缩)(?:了)?(?:支付|支出|开支|经费|费用)$"
)
SAVING = lazy(r"压减|压缩|缩减")
ASIDE = lazy(r"上年|去年|往年|基数|抵消|但|虽|同时|另一方面|部分|其中|20\d\d年")
PURPOSE = lazy(r"主要用于:?(?P<what>[^。;,]{2,60})")


def check(facts: Facts) -> Iterator[Result]:
    if facts.profile.kind == "template":
        return
    by_block: dict[int, list[Statement]] = defaultdict(list)
    for statement in facts.prose.statements:
        by_block[statement.block].append(statement)
    names = _item_names(facts)
    for block, statements in by_block.items():
        paragraph = facts.document.blocks[block]
        assert isinstance(paragraph, Paragraph)
        squeezed = squeeze(paragraph.text)
        yield from _directions(block, paragraph, squeezed, statements, _continued(facts, block, squeezed))
        yield from _pasted(block, paragraph, squeezed, statements, names)


def _continued(facts: Facts, block: int, squeezed: Squeezed) -> str:
    """The text with the paragraph after it, where it breaks off at 主要原因：."""
    following = facts.document.blocks[block + 1] if block + 1 < len(facts.document.blocks) else None
    if isinstance(following, Paragraph) and compiled(r"原因(?:是|为|:)$").search(squeezed.text):
        return squeezed.text + squeeze(following.text).text
    return squeezed.text


def _directions(
    block: int, paragraph: Paragraph, squeezed: Squeezed, statements: list[Statement], text: str
) -> Iterator[Result]:
    last = len(squeezed.text)
    for match in REASON.finditer(text):
        reason = match["reason"].rstrip(";,")
        final = FINAL.search(reason)
        if not final or ASIDE.search(reason):
            continue
        word = final["word"] or final["lead"]
        said = "up" if UP.search(word) else "flat" if SAME.search(word) else "down"
        if said != "flat" and UP.search(reason) and DOWN.search(reason):
            continue
        start = squeezed.offsets[match.start()]
        owners = [s for s in statements if s.start <= start]
        if not owners:
            continue
        statement = owners[-1] if len(owners) == 1 else _main(owners, start)
        shown = _direction(statement, start, squeezed)
        if shown == "flat" and SAVING.search(word):
            continue  # 持平，原因是厉行节约、压缩开支 is said of a budget that did not grow
        if shown and shown != said and not (said == "flat" and shown != "flat" and not statement.change):
            low, high = statement.start, min(len(paragraph.text), squeezed.offsets[min(match.end(), last)])
            told = {"up": "增加", "down": "减少", "flat": "持平"}
            evidence = [
                Evidence(
                    "claim",
                    paragraph.text[max(low, high - 200) : high],
                    paragraph.place(start, high),
                    start,
                    high,
                    block=block,
                )
            ]
            evidence += [
                f.evidence("figure") for f in (main_amount(statement), statement.change, statement.growth) if f
            ]
            yield Finding(
                CODE, NAME, KIND, SEVERITY,
                f"前面说{told[shown]}，原因却是“{reason[-30:]}”，前后矛盾。", tuple(evidence), expected=told[shown],
            )  # fmt: skip


def _main(owners: list[Statement], start: int) -> Statement:
    return next((s for s in reversed(owners) if s.parent is None or s.change or s.growth), owners[-1])


def _direction(statement: Statement, before: int, squeezed: Squeezed) -> str:
    """The direction that the statement gives for itself, by its own numbers or by 持平 said of it."""
    signed = statement.growth or statement.change
    if signed and signed.key[1] < before:
        return "up" if signed.printed.digits > 0 else "down" if signed.printed.digits < 0 else ""
    flat = [w for w in statement.words if w.direction == "flat" and w.start < before and not w.roughly]
    return "flat" if flat and not statement.change else ""


def _item_names(facts: Facts) -> dict[str, tuple[str, ...]]:
    """The items that prose explains one by one: normalised name of the last level → path."""
    return {normalise(s.subject.path[-1]): s.subject.path for s in facts.prose.statements if len(s.subject.path) == 3}


def _pasted(
    block: int, paragraph: Paragraph, squeezed: Squeezed, statements: list[Statement], names: dict[str, tuple[str, ...]]
) -> Iterator[Result]:
    """A purpose or reason that names another item in full and not its own."""
    items = [s for s in statements if len(s.subject.path) == 3]
    if len({s.subject.path for s in items}) != 1 or len(names) < 3:
        return
    statement = items[0]
    own = statement.subject.path
    for pattern, group in ((PURPOSE, "what"), (REASON, "reason")):
        match = pattern.search(squeezed.text)
        if not match:
            continue
        text = normalise(match[group])
        other = _names_other(text, own, names)
        if other:
            start, end = squeezed.offsets[match.start()], squeezed.offsets[match.end()]
            quote, place = paragraph.text[statement.start : end], paragraph.place(start, end)
            yield Finding(
                CODE, NAME, "other", SEVERITY,
                f"本条是“{own[-1]}”，{'用途' if group == 'what' else '原因'}写的却是“{other}”。",
                (
                    Evidence("claim", quote, place, start, end, block=block),
                ),
                expected=own[-1],
            )  # fmt: skip


def _names_other(text: str, own: tuple[str, ...], names: dict[str, tuple[str, ...]]) -> str:
    """The other item that the text is about: its name, or its 款 and name, and nothing but 经费增加 and the like."""
    core = compiled(r"(?:经费|支出|费用|资金)?(?:增加|减少|保持不变|持平|调整)?$").sub("", text)
    mine = {stem(n) for n in own} | {normalise(n) for n in own}
    if stem(core) in mine or any(stem(n) in core for n in own if len(stem(n)) > 2):
        leaf = stem(own[-1])
        if leaf in core or not any(stem(core).endswith(stem(n)) for n in names if stem(n) != leaf):
            return ""
    for name, path in names.items():
        if stem(name) == stem(own[-1]) or len(stem(name)) < 4:
            continue
        forms = {stem(name), stem(path[1]) + stem(name), normalise(path[1]) + stem(name)}
        if stem(core) in forms:
            return path[-1]
    return ""
