"""What each column holds, and how columns form the one side of a plain table or the two of a double one."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from reconcile.document import Grid
from reconcile.lexicon import Lexicon
from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

from .cells import fold, header_unit, number, scale
from .values import Column

_CODE = lazy(r"\d{1,3}|\d{5}|\d{7}|\d{9}")
_PERCENT = lazy(r"%|占比|比重|比例|幅度|增幅|增长率|增减率|完成率|执行率|±")
_COUNT = lazy(
    r"数量|批次|人次|人数|\((?:个|人|辆|台|套|次|批|家|户|份|平方米|亩|公里|名|万人)(?:\(套\))?\)|^(?:辆|个数|件数|团组数)$"
)
_TEXT = lazy(r"备注|说明|原因|目标|依据|日期|期限|年限|类别|类型|内容|利率|打印")
_YEAR = lazy(r"((?:19|20)\d\d)年?")
_LAST = lazy(r"上年|上一年|去年")
_RATES = ("completion", "growth", "share", "of_last")
_CARRIED = lazy(r"上年(?:结转|结余)")
_COMPARED = lazy(r"[比较](?!例|重)|增减|增长|变动")
_AMOUNT = lazy(r"(?:金|数|绝对)?额|数")
_AMOUNT_OF_CHANGE = lazy(r"额|金额|数$")
_RATE = lazy(r"%|幅度|比例|百分比|增幅")
# rates by how their headers are put, where columns.csv does not list the very words
_YEAR_BEFORE = r"(?:上年|去年|(?:19|20)\d\d年)度?"
_RATES_SAID = (
    ("completion", lazy(
        r"(?:为|占|完成)(?:年初|年度|全年|当年|本年|本级|代编|汇总|调整|变动)*(?:预算|计划)(?:调整|变动)?(?:任务)?数?(?:的?(?:%|比例)|的)$"
    )),
    ("of_last", lazy(
        rf"(?:为|占|相当于){_YEAR_BEFORE}(?:同期|年初|可比)?(?:决算|执行|完成|预计|快报|预算|实绩)*(?:\(.{{2,4}}\))?数?(?:的?(?:%|比例)|的)$"
    )),
    ("growth", lazy(
        rf"(?:比|较){_YEAR_BEFORE}.{{0,14}}(?:增减|增长|增加|增|升降|变动|±|\+,?-)(?:率|幅度?|比例)?(?:%|[率幅]|幅度|比例)$"
    )),
)  # fmt: skip


class Half(NamedTuple):
    """The columns of one side: stub columns by what they hold, and the columns of numbers."""

    name: str
    codes: tuple[int, ...]
    names: tuple[int, ...]
    units: tuple[int, ...]
    unit_codes: tuple[int, ...]
    projects: tuple[int, ...]
    columns: tuple[Column, ...]
    lines: tuple[int, ...] = ()


class Counts(NamedTuple):
    numbers: int
    codes: int
    texts: int
    sequence: bool
    filled: int


def halves(
    grid: Grid, body: Sequence[int], paths: Sequence[tuple[str, ...]], year: int | None, lexicon: Lexicon
) -> list[Half]:
    """The sides of the table. ``body`` are the rows under the header, ``paths`` the header texts of each column."""
    roles = _roles(grid, body, paths, lexicon)
    groups: list[tuple[list[int], list[int]]] = []
    lines: list[int] = []
    for index, role in enumerate(roles):
        if role in ("code", "name", "unit", "unit_code", "project"):
            if not groups or groups[-1][1]:
                if "value" not in roles[index:]:
                    break
                groups.append(([], []))
            groups[-1][0].append(index)
        elif role == "line":
            lines.append(index)
        elif role == "value":
            if not groups:
                groups.append(([], []))
            groups[-1][1].append(index)
    found = [_half(stub, values, roles, paths, year, grid, body, lexicon) for stub, values in groups if values]
    return [half._replace(lines=tuple(lines)) for half in found] if len(found) == 1 else found


def _half(
    stub: list[int], values: list[int], roles: Sequence[str], paths: Sequence[tuple[str, ...]], year: int | None,
    grid: Grid, body: Sequence[int], lexicon: Lexicon,
) -> Half:  # fmt: skip
    def of(role: str) -> tuple[int, ...]:
        return tuple(i for i in stub if roles[i] == role)

    words = "".join(paths[i][0] for i in (*stub, *values)[:2] if paths[i])
    tops = [paths[i][0] for i in (*stub, *values) if len(paths[i]) > 1]
    name = _side_name(tops[0] if tops else words)
    columns = tuple(_column(i, paths[i], bool(name), year, grid, body, lexicon) for i in values)
    return Half(name, of("code"), of("name"), of("unit"), of("unit_code"), of("project"), columns)


def _side_name(text: str) -> str:
    """``income`` or ``expenditure`` where the header over the side says so."""
    word = compiled(r"^(?:本年度?|财政拨款)|(?:项目|预算|决算)$").sub("", text)
    return {"收入": "income", "支出": "expenditure"}.get(word, "")


class Before(NamedTuple):
    """What stands left of a column: whether the side that is being read has a name, a project's name and numbers, and
    any side has."""

    named: bool = False
    project: bool = False
    numbers: bool = False
    any_numbers: bool = False


def _roles(grid: Grid, body: Sequence[int], paths: Sequence[tuple[str, ...]], lexicon: Lexicon) -> list[str]:
    roles: list[str] = []
    before = Before()
    for index in range(grid.width):
        role = _role(_count(grid, body, index), paths[index], before, lexicon)
        if role in ("name", "code", "unit", "project") and roles[-1:] == ["value"]:
            before = Before(any_numbers=True)  # another side begins
        before = Before(
            before.named or role == "name", before.project or role == "project",
            before.numbers or role == "value", before.any_numbers or role == "value",
        )  # fmt: skip
        roles.append(role)
    return _with_names(roles)


def _with_names(roles: list[str]) -> list[str]:
    """Where nothing left of the numbers names the rows, the words do that are otherwise a note: 单位类别, 学校类型."""
    left = roles[: roles.index("value")] if "value" in roles else []
    if "note" in left and not set(left) & {"code", "name", "unit", "unit_code", "project"}:
        roles[left.index("note")] = "name"
    return roles


def _count(grid: Grid, body: Sequence[int], column: int) -> Counts:
    cells = [fold(grid.rows[r][column]) for r in body if column < len(grid.rows[r])]
    filled = [c for c in cells if c]
    numbers = [c for c in filled if number(c)]
    codes = [c for c in numbers if _CODE.fullmatch(c)]
    plain = [int(c) for c in numbers if c.isdigit()]
    sequence = (
        len(plain) > 2
        and len(plain) == len(numbers)
        and all(0 < b - a <= 3 for a, b in itertools.pairwise(plain))
        and plain[0] <= 40
    )
    dashes = [c for c in filled if c in ("-", "--", "—", "——", "0", "/")]
    return Counts(len(numbers), len(codes), len(filled) - len(numbers) - len(dashes), sequence, len(filled))


def _role(counts: Counts, path: tuple[str, ...], before: Before, lexicon: Lexicon) -> str:
    """code, name, unit, unit_code, project, line, note, value or blank."""
    leaf = path[-1] if path else ""
    columns = lexicon.columns_of(leaf)
    found = {c.what: c.id for c in columns}
    # a stub's word counts as the whole header only: 项 is in 专项债务 too
    stub = next((c.id for c in columns if c.what == "stub" and any(fold(w) == leaf for w in c.words)), "")
    if set(found) != {"stub"}:
        stub = ""
    has_name = before.named
    if stub.startswith("code"):
        return "code"
    if stub == "unit_code" or compiled(r"(?:单位|部门).*(?:代码|编码)$").search(leaf):
        return "unit_code"
    if stub == "line" or (counts.sequence and counts.texts == 0 and (not found or "stub" in found)):
        return "line"
    if stub in ("note", "goal") or (not stub and _TEXT.search(leaf) and counts.texts >= counts.numbers):
        return "note"
    if stub and counts.numbers <= counts.texts:
        return stub
    if counts.numbers > counts.texts:
        if not before.any_numbers and _are_codes(counts, found, has_name):
            return "code"
        return "value"
    names_a_side = set(found) == {"side"} and not counts.numbers  # 支出 over names and not over numbers
    if counts.texts and not (has_name and found and not stub and not names_a_side):
        return "note" if (has_name or before.project) and not before.numbers else "name"
    return "value" if leaf and not stub else "blank"


def _are_codes(counts: Counts, found: dict[str, str], has_name: bool) -> bool:
    return counts.codes == counts.numbers and not has_name and (not found or "stub" in found)


def _column(
    index: int,
    path: tuple[str, ...],
    on_side: bool,
    year: int | None,
    grid: Grid,
    body: Sequence[int],
    lexicon: Lexicon,
) -> Column:
    leaf = "".join(path)
    own = path[1:] if on_side and len(path) > 1 else path  # the word over a whole side says nothing of its columns
    said = meaning(own, year, lexicon)
    kind = "percent" if said.get("measure") in _RATES else _type(leaf, index, grid, body)
    return Column(index, path, said, kind, header_unit(leaf))


def _type(text: str, index: int, grid: Grid, body: Sequence[int]) -> str:
    if _PERCENT.search(text) and not compiled(r"增减额|增减金额").search(text):
        return "percent"
    if _COUNT.search(text):
        return "count"
    marked = [n.percent for r in body if index < len(grid.rows[r]) and (n := number(grid.rows[r][index]))]
    return "percent" if marked and sum(marked) * 2 > len(marked) else "money"


def meaning(path: tuple[str, ...], year: int | None, lexicon: Lexicon) -> dict[str, str]:
    """What a header path says of its column: measure, part, scope, source, item by the lexicon's ids, and the period.

    A lower header says it more exactly than the one above it; 小计 and 合计 below a named part stand for that part.
    """
    result: dict[str, str] = {}
    for text in path:
        for column in lexicon.columns_of(text.replace("(%)", "%")):
            if column.what in ("stub", "side"):
                continue
            if (
                column.what == "part"
                and column.id in ("total", "subtotal")
                and "part" in result
                and result["part"] not in ("total", "subtotal")
            ):
                continue
            if column.what == "measure" and _says_less(column.id, result.get("measure", "")):
                continue
            result[column.what] = column.id
    if compared := _compared(path) or _said_rate(path):
        result["measure"] = compared
    elif _PERCENT.search(path[-1] if path else "") and result.get("measure") not in _RATES:
        result.pop("measure", None)
    period = _period("".join(path), year)
    if period:
        result["period"] = str(period)
    return result


def _says_less(measure: str, above: str) -> bool:
    """Whether a header says less of its column than the one above it: 金额 below 执行数, 决算数 below a rate."""
    return (measure == "amount" and bool(above)) or (above in _RATES and measure not in _RATES)


def _said_rate(path: tuple[str, ...]) -> str:
    """The rate that the lowest header puts in words: 为年度预算%, 执行数为上年执行数的."""
    leaf = path[-1].replace("(%)", "%") if path else ""
    return next((measure for measure, said in _RATES_SAID if said.search(leaf)), "")


def _compared(path: tuple[str, ...]) -> str:
    """What 金额 and % below 比上年增减 are: a change and its rate."""
    if len(path) < 2 or not any(_COMPARED.search(t) for t in path[:-1]):
        return ""
    return "change" if _AMOUNT.fullmatch(path[-1]) else "growth" if _RATE.fullmatch(path[-1]) else ""


def _period(text: str, year: int | None) -> int | None:
    text = _CARRIED.sub("", text)  # what was left over from last year is of this year
    if any(w in text for w in ("比上年", "比20", "较上年", "较20", "为上年", "为20")):
        return year
    match = _YEAR.search(text)
    if match:
        return int(match[1])
    return year - 1 if year and _LAST.search(text) else year


def with_rate(half: Half) -> Half:
    """The side of a table in 元 and %: where no other column is a rate, its only one of changes (增减) is."""
    changes = [c for c in half.columns if c.meaning.get("measure") == "change" and not _AMOUNT_OF_CHANGE.search(c.name)]
    if len(changes) != 1 or any(c.type == "percent" for c in half.columns):
        return half
    rate = changes[0]._replace(meaning={**changes[0].meaning, "measure": "growth"}, type="percent")
    return half._replace(columns=tuple(rate if c.index == rate.index else c for c in half.columns))


def column_scale(column: Column, unit: str) -> int:
    """The power of ten that brings the column's money to 元: by its own header, else by the table's unit line."""
    return scale(column.unit or unit)
