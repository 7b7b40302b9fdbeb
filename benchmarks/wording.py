"""Faults in words: directions, lists, names, years, tables, percent signs, marks."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from injection import Fault, Target, with_text, without_blocks

from reconcile.document import Document, Grid, Paragraph
from reconcile.findings import Outcome

OPPOSITE = {"增加": "减少", "减少": "增加", "增长": "下降", "下降": "增长", "大于": "小于", "小于": "大于"}
BEFORE = re.compile(r"(增加|减少|增长|下降)(?:了)?\s*$")
COMPARED = re.compile(r"决算数?(大于|小于)(?:年初)?预算数?")
LIST = re.compile(r"主要包括[:：](?P<names>(?:[^、。；;，,]{2,20}、){3,}[^、。；;，,]{2,20})[。；;]")
PATH = re.compile(r"[（(]类[)）](?P<mid>[\u4e00-\u9fff]{2,20})[（(]款[)）](?P<leaf>[\u4e00-\u9fff]{2,24})[（(]项[)）]")
EMPTY = re.compile(r"本表无数据|本表为空|空表|^注[:：]")
YEAR = re.compile(r"20[12]\d(?=年)")
COVER = 5  # paragraphs that say what year the document is of


def paragraphs(document: Document) -> list[tuple[int, str]]:
    return [(i, b.text) for i, b in enumerate(document.blocks) if isinstance(b, Paragraph)]


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around a stretch."""
    low = max(text.rfind(mark, 0, start) for mark in "。；;\n") + 1
    stops = [i for mark in "。；;\n" if (i := text.find(mark, end)) >= 0]
    return low, min(stops, default=len(text))


def direction_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """Endless: the word before a change or a rate says the opposite."""
    targets = [t for t in found if t.cell is None]
    while targets:
        target = chance.choice(targets)
        block = document.blocks[target.block]
        assert isinstance(block, Paragraph)
        word = BEFORE.search(block.text, 0, target.start)
        yield _opposite(document, target.block, block.text, word) if word else None


def comparison_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """决算数大于预算数 where it is smaller; only in paragraphs that have a number with a partner."""
    known = {t.block for t in found}
    places = [(i, t, m) for i, t in paragraphs(document) if i in known for m in COMPARED.finditer(t)]
    while places:
        yield _opposite(document, *chance.choice(places))


def _opposite(document: Document, block: int, text: str, word: re.Match[str]) -> Fault:
    new = OPPOSITE[word[1]]
    low, high = sentence(text, *word.span(1))
    kinds = frozenset({"direction", "growth", "text_sum", "text_text_value", "text_table_value"})
    changed = with_text(document, block, *word.span(1), new)
    return Fault("words: opposite direction", changed, block, word[1], new, kinds, low, high, numeric=False)


def list_faults(document: Document, outcome: Outcome, chance: random.Random) -> Iterator[Fault | None]:
    """A name that a table's row has is left out of a list."""
    rows = {
        plain(cell)
        for t in outcome.tables
        for row in t.rows
        if any(re.search(r"[1-9]", c) for c in row)
        for cell in row
    }
    places = [(i, m) for i, t in paragraphs(document) for m in LIST.finditer(t)]
    while places:
        block, match = chance.choice(places)
        names = match["names"].split("、")
        known = [n for n in names if plain(n) in rows]
        if len(known) < len(names) - 1:
            yield None
            continue
        left_out = chance.choice(known)
        text = "、".join(n for n in names if n != left_out)
        changed = with_text(document, block, *match.span("names"), text)
        start = match.start("names")
        yield Fault(
            "words: list item omitted", changed, block, left_out, "", frozenset({"list_mismatch"}), start,
            start + len(text), numeric=False,
        )  # fmt: skip


def name_faults(document: Document, chance: random.Random) -> Iterator[Fault | None]:
    """A category under another one, or with a character too few."""
    places = [(i, m) for i, t in paragraphs(document) for m in PATH.finditer(t)]
    middles = sorted({m["mid"] for _, m in places})
    while places:
        block, match = chance.choice(places)
        kind, group = chance.choice(
            (("words: reparented", "mid"), ("words: renamed", "leaf"), ("words: renamed", "mid"))
        )
        old = match[group]
        if kind == "words: reparented":
            others = [m for m in middles if m != old]
            new = chance.choice(others) if others else old
        else:
            drop = chance.randrange(len(old))
            new = old[:drop] + old[drop + 1 :]
        if new == old or len(new) < 3:
            yield None
            continue
        changed = with_text(document, block, *match.span(group), new)
        end = match.end() + len(new) - len(old)
        yield Fault(kind, changed, block, old, new, frozenset({"naming"}), match.start(), end, numeric=False)


def year_faults(document: Document, outcome: Outcome, chance: random.Random) -> Iterator[Fault | None]:
    """The year before stands in a heading or a short sentence behind the cover."""
    year = str(outcome.year)
    places = [
        (i, m)
        for i, t in paragraphs(document)
        for m in YEAR.finditer(t)
        if m[0] == year
        and i > COVER
        and len(t) < 60
        and re.search(r"情况|说明|预算|决算", t)
        and not re.search(r"[.…·]{3}", t)
    ]
    while outcome.year and places:
        block, match = chance.choice(places)
        new = str(int(match[0]) - 1)
        changed = with_text(document, block, *match.span(), new)
        text = document.blocks[block]
        assert isinstance(text, Paragraph)
        where = "sentence" if re.search("[。；;：:]", text.text) else "heading"
        kinds = frozenset({"year", "text_table_value"})
        end = len(text.text)
        yield Fault(f"words: stale year in a {where}", changed, block, year, new, kinds, 0, end, numeric=False)


def table_faults(document: Document, outcome: Outcome, chance: random.Random) -> Iterator[Fault | None]:
    """A table that the contents announce is gone, with its title and the note that it is empty."""
    texts = {i: plain(t) for i, t in paragraphs(document)}
    places = []
    for table in outcome.tables:
        title = plain(table.title)
        spots = [i for i, t in texts.items() if title and title in t and i < table.block]
        if len(spots) >= 2 and isinstance(document.blocks[table.block], Grid):
            places.append((max(spots), table.block, table.title))
    while places:
        first, last, title = chance.choice(places)
        if sum(isinstance(b, Grid) for b in document.blocks[first : last + 1]) != 1:
            yield None
            continue
        while EMPTY.search(texts.get(last + 1, "")):
            last += 1
        changed = without_blocks(document, first, last)
        kinds = frozenset({"missing_table"})
        yield Fault(
            "words: table removed", changed, -1, title, "", kinds, first, numeric=False, removed=last - first + 1
        )


def mark_faults(document: Document, found: list[Target], chance: random.Random) -> Iterator[Fault | None]:
    """A percent sign left out; a full stop or a word doubled."""
    rates = [t for t in found if t.cell is None and t.type == "percent"]
    texts = [(i, t) for i, t in paragraphs(document) if len(t) > 30 and t.endswith("。")]
    while rates and texts:
        target = chance.choice(rates)
        block = document.blocks[target.block]
        assert isinstance(block, Paragraph)
        if block.text[target.end : target.end + 1] in ("%", "％"):
            changed = with_text(document, target.block, target.end, target.end + 1, "")
            yield Fault(
                "words: % omitted",
                changed,
                target.block,
                "%",
                "",
                frozenset({"unit"}),
                target.start,
                target.end + 1,
                numeric=False,
            )
        index, text = chance.choice(texts)
        changed = with_text(document, index, len(text), len(text), "。")
        yield Fault(
            "words: full stop doubled",
            changed,
            index,
            "",
            "。",
            frozenset({"prose"}),
            len(text) - 1,
            len(text) + 1,
            numeric=False,
        )
        word = re.search(r"主要是|主要用于", text)
        if word:
            changed = with_text(document, index, word.end(), word.end(), word[0])
            yield Fault(
                "words: words doubled",
                changed,
                index,
                word[0],
                "",
                frozenset({"prose"}),
                word.start(),
                word.end() + len(word[0]),
                numeric=False,
            )


def plain(text: str) -> str:
    """A name or title without numbering, year, blanks and brackets."""
    text = re.sub(r"\s|[（）()“”\"《》]", "", text)
    return re.sub(r"^[-－]?(?:[一二三四五六七八九十]+、?|\d+[.、])|^20\d\d年度?|[.…·]{2,}\d*$", "", text)
