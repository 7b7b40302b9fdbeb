"""The title, the unit line and the notes of a table, from the words around it and in its first rows."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.document import Block, Grid, Paragraph
from reconcile.lexicon import Lexicon
from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

from .cells import fold, money_unit, number

LOOK_BACK = 8  # blocks before a table among which its title is looked for
LOOK_AHEAD = 4  # blocks after a table among which its note is looked for
LONGEST_TITLE = 70

_ENDS_AS_TABLE = lazy(r"表(?:\([^()]*\))*$")
_UNIT_TAIL = lazy(r"[(（]?(?:金额)?(?:单位|计量单位)\s*[:：].*$")
_TABLE_NUMBER = lazy(
    r"^(?:公开|预算|决算|财决|预决算|财预|附)*\d{0,2}表?[-—]?\d*表?$|^(?:附?表|附件)[一二三四五六七八九十\d]+(?:[-—]\d+)?[:：]?$"
)
_FORM_NUMBER = lazy(r"^(?:公开|预算|财决)\s*\d{2}\s*表\s*|\s*(?:公开|预算|财决)\d{2}\s*表$")
_NUMBERED = lazy(r"^附?表\s*(?:\d+(?:[-—]\d+)*|[一二三四五六七八九十]+)\s*[:：、.．]?\s*(?=\S{4})")
_OFFICE_LINE = lazy(
    r"^(?:(?:编制|填报|公开|预算)?(?:部门|单位)(?:名称|代码|编码)?[:：(]|\d{3,9}[-—](?!(?:19|20)\d\d年))"
)
_UNIT_LINE = lazy(r"单位[:：]?[(（]?(?:人民币)?(?:亿|千万|百万|万|千|百)?元")
_RATED = lazy(r"单位[:：]?(?:亿|千万|百万|万|千|百)?元[,，、/;；和及]%")
_DATE = lazy(r"^(?:19|20)\d\d(?:年度?)?(?:\d{1,2}月)?(?:\d{1,2}日)?$")
_PAGE = lazy(r"^[-—\d\s/第页共]+$")
_TYPE_WORDS = lazy(r"(?:情况|预算|决算|执行|收支|余额|限额|明细)")
_NOTE = lazy(r"(?:本表|此表|该表)(?:为空|无数据|无内容|空表|没有数据|无相关数据)|(?:为|是)空表|表中无数据")
_FUNDS = ("政府性基金", "国有资本", "三公", "一般公共预算", "机关运行", "政府采购", "项目支出", "社会保险")
_TAIL = lazy(r"\((?!续)[^()]{2,16}\)")
_ENDED = lazy(r"[表。;:,、!?)]$|情况$|报告$|草案$|\d$")
_YEAR = lazy(r"((?:19|20)\d\d)年")
_PLANNED = lazy(r"执行情况[和与及]((?:19|20)\d\d)年(?=预算)")
_PIECE = r"(?:\s*[一二三四五六七八九十\d]{1,2}(?![\u4e00-\u9fff])|\s*[(（][一二三四五六七八九十\d]{1,2}[)）])?\s*"
_GOES_ON = rf"(?:续表|[接续]上[页表]|[续承]前[页表]){_PIECE}"
_BRACKETED = rf"[(（]\s*(?:续{_PIECE}|{_GOES_ON})[)）]"
_MARK_BEFORE = lazy(rf"\s*(?:{_BRACKETED}|{_GOES_ON}|续\s*(?=[:：]))\s*[:：、,，]?\s*")
_MARK_BEHIND = lazy(rf"\s*(?:{_BRACKETED}|{_GOES_ON}|(?<=表)\s*续)\s*$")


class Heading(NamedTuple):
    """What the words before a table and its first rows say. ``rows`` is how many rows of the grid belong to it;
    ``rated``: the unit line names % beside the unit of money."""

    title: str = ""
    block: int | None = None
    unit: str = ""
    rows: int = 0
    rated: bool = False


def title_text(text: str) -> str:
    """A paragraph's text as a title: without list marks, unit line and table number."""
    cleaned = _UNIT_TAIL.sub("", text.strip().lstrip("#*- ").strip())
    cleaned = _FORM_NUMBER.sub("", cleaned.strip())
    cleaned = _NUMBERED.sub("", cleaned)
    return compiled(r"\s+").sub(" ", cleaned).strip("* ")


def without_mark(text: str) -> tuple[str, bool]:
    """The title without the mark that its table goes on (（续）, 续表, 接上页), and whether it has one."""
    if len(text) > 2 * LONGEST_TITLE or ("续" not in text and "接上" not in text and "承前" not in text):
        return text, False
    before = _MARK_BEFORE.match(text)
    rest = text[before.end() :] if before else text
    behind = _MARK_BEHIND.search(rest)
    return rest[: behind.start()] if behind else rest, bool(before or behind)


def is_title(text: str, lexicon: Lexicon) -> bool:
    """Whether the text can be a table's title: short, no sentence, and ending as titles of tables do."""
    folded = fold(text)
    if not 3 < len(folded) <= LONGEST_TITLE or folded.endswith(("。", ";", ":", ",")) or _NOTE.search(folded):
        return False
    if _TABLE_NUMBER.match(folded) or _OFFICE_LINE.match(folded) or folded.startswith(("注", "备注", "说明")):
        return False
    ends_as_table = bool(_ENDS_AS_TABLE.search(fold(without_mark(text)[0])))
    return ends_as_table or ("表" in folded and lexicon.table_kind(text) is not None)


def is_side_line(text: str) -> bool:
    """Whether the text is one of the lines that stand between a title and its table."""
    folded = fold(text)
    if len(folded) > 60:
        return False
    return bool(
        not folded
        or _UNIT_LINE.search(folded)
        or _TABLE_NUMBER.match(folded)
        or _OFFICE_LINE.match(folded)
        or _PAGE.match(folded)
        or _DATE.match(folded)
        or folded.startswith(("单位:", "日期:", "制表"))
    )


def heading_in_rows(grid: Grid, lexicon: Lexicon) -> Heading:
    """The title and the unit that a spreadsheet carries in its first rows."""
    title, unit, rows, rated = "", "", 0, False
    for row in grid.rows[:6]:
        cells = [c for c in row if fold(c)]
        if len(cells) > 3 or any(number(c) for c in cells):
            break
        found = "" if title else _title_in(cells, grid.width, lexicon)
        if not found and not all(is_side_line(c) for c in cells):
            break
        title = title or found
        unit = unit or money_unit(" ".join(cells))
        rated = rated or _is_rated(" ".join(cells))
        rows += 1
    return Heading(title, None, unit, rows, rated)


def _is_rated(text: str) -> bool:
    return "%" in (folded := fold(text)) and bool(_RATED.search(folded))


def _title_in(cells: Sequence[str], width: int, lexicon: Lexicon) -> str:
    """The title among the cells of a row: what ends as titles do, or a long name that stands alone over the table."""
    named = [t for c in cells if is_title(t := title_text(c), lexicon) and len(fold(t)) >= 6]
    if named:
        return named[0]
    alone = len(cells) == 1 and width > 2 and len(fold(cells[0])) > 9 and not is_side_line(cells[0])
    return title_text(cells[0]) if alone and _looks_named(cells[0]) else ""


def _looks_named(text: str) -> bool:
    folded = fold(text)
    return (
        bool(_TYPE_WORDS.search(folded)) and not folded.endswith(("。", ":", ";", ",")) and len(folded) <= LONGEST_TITLE
    )


def heading_before(blocks: Sequence[Block], index: int, lexicon: Lexicon) -> Heading:
    """The title and the unit in the paragraphs just before the grid at ``index``."""
    unit, tail, fallback, rated = "", "", Heading(), False
    for distance in range(1, LOOK_BACK + 1):
        at = index - distance
        block = blocks[at] if at >= 0 else None
        if not isinstance(block, Paragraph):
            break
        text = block.text
        folded = fold(text)
        if len(folded) <= 120:
            unit, rated = unit or money_unit(folded), rated or _is_rated(text)
        cleaned = title_text(text)
        if _TAIL.fullmatch(folded) and not _UNIT_LINE.search(folded) and not _NOTE.search(folded):
            tail = cleaned  # （按经济分类） on a line of its own
            continue
        if is_title(cleaned, lexicon):
            return Heading(_begun(blocks, at) + cleaned + tail, at, unit, 0, rated)
        if not fallback.title and _looks_named(cleaned) and not is_side_line(text) and 6 <= len(fold(cleaned)) <= 40:
            fallback = Heading(cleaned, at)
        if not is_side_line(text) and len(folded) > 60:
            break
    return fallback._replace(unit=unit, rated=rated)


def _begun(blocks: Sequence[Block], at: int) -> str:
    """The line above a title that is the title's first half: it names the year, which the title does not, and does
    not end."""
    title, above = blocks[at], blocks[at - 1] if at else None
    if not isinstance(title, Paragraph) or not isinstance(above, Paragraph) or _YEAR.search(fold(title.text)):
        return ""
    half = fold(above.text)
    if not _YEAR.match(half) or not 8 <= len(half) <= 40 or _ENDED.search(half) or is_side_line(above.text):
        return ""
    return title_text(above.text)


def note_after(blocks: Sequence[Block], index: int, title: str, lexicon: Lexicon) -> str:
    """The sentence after the table that says it is empty, "" if there is none."""
    for block in blocks[index + 1 : index + 1 + LOOK_AHEAD]:
        if not isinstance(block, Paragraph) or is_title(title_text(block.text), lexicon):
            break
        if len(block.text) < 200 and _NOTE.search(fold(block.text)) and _speaks_of(block.text, title):
            return block.text.strip()
    return ""


def _speaks_of(note: str, title: str) -> bool:
    """Whether a note can be of the table with this title: it names one of its funds, or none."""
    named = [w for w in _FUNDS if w in note]
    return not named or not title or any(w in title for w in named)


def note_in(cells: Sequence[str]) -> str:
    return next((c.strip() for c in cells if c and _NOTE.search(fold(c))), "")


def year_of(title: str) -> int | None:
    """The first year that a title names; the year of the budget where it names that of its outcome before."""
    match = _PLANNED.search(fold(title)) or _YEAR.search(fold(title))
    return int(match[1]) if match else None
