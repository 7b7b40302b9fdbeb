"""Levels and parents of rows: by code, by names whose codes are known, by numbering and indent."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.patterns import compiled, lazy
from reconcile.tuples import NamedTuple

from .codes import Known, corrected, infer_codes, of_one_kind
from .stub import MEMO_INDENT, Stub, ordinal

SCOPE_NAMES = ("一般公共预算", "政府性基金", "国有资本经营", "基本支出结转", "项目支出结转")
# in the balances of governments, rows without a mark that the rows below them are parts of
_HEAD = lazy(r"(?:债务(?:\(?转贷\)?)?|转移性|本年)收入|(?:债务还本|债务转贷|转移性|本年)支出")
# rows that only certain others are parts of, whatever follows these
_KINDS = (
    (
        lazy(r"(?:上级|中央|自治区|省|市)补助收入|补助下级支出|对?.{0,4}(?:税收)?返还[和及与]转移支付(?:收入|支出)"),
        lazy(r"^(?:(?:税收)?返还性?|一般性转移支付|专项转移支付|共同财政事权转移支付)(?:补助)?(?:收入|支出)?$"),
    ),
    (lazy(r"调入(?:资金|一般公共预算(?:资金)?)"), lazy(r"^从.+调入|调入(?:一般公共预算|资金)?$|^其他(?:资金)?调入")),
)
_VEHICLES = lazy(r"公务用车购置(?:费)?[及和与]运行")
_VEHICLE_PARTS = lazy(r"^(?:公务用车|公车)?(?:购置费?|运行维护费?|运行费?)$|^公务用车购置(?!费?[及和与])|^公务用车运行")
_WHOLE = lazy(r"结转|结余|^财政拨款(?:收入|资金|支出)?$|^(?:本年|当年)?财政拨款(?:收入|资金)")


BESIDE = 2  # half widths that a name behind 其中： may be off those below it


class Standing(NamedTuple):
    """Where a row stands: its level from 1 (0 where unknown), the position of its parent, its code, and whether it is
    one of those that follow 其中. ``inferred``: only the classification says that this is the code."""

    level: int = 0
    parent: int | None = None
    code: str = ""
    memo: bool = False
    inferred: bool = False


def arrange(stubs: Sequence[Stub], known: Known) -> list[Standing]:
    """The standing of each row of a side."""
    items = [s for s in stubs if s.role == "item"]
    codes = of_one_kind([s.code for s in stubs])
    coded = sum(1 for c in codes if c)
    if coded and coded * 2 >= len(items):
        return by_code(stubs, corrected(stubs, codes, known))
    guesses = infer_codes(stubs, known)
    found = [c for c, _ in guesses if c]
    if found and len(found) * 2 >= len(items):
        numbered = [s.style for s in items if s.style]
        if all(len(c) == 3 for c in found) or (len(set(numbered)) > 1 and len(numbered) * 5 >= len(items) * 4):
            # only 类, or numbering in levels: what else stands there is told by its order
            return _coded(by_order(stubs), guesses)
        if len(found) * 5 >= len(items) * 4:
            return _coded(_after_totals(stubs, by_code(stubs, [c for c, _ in guesses])), guesses)
    if any(s.project for s in items) and any(s.unit and not s.project for s in items):
        return by_unit(stubs)
    return by_order(stubs)


def by_code(stubs: Sequence[Stub], codes: Sequence[str]) -> list[Standing]:
    """A code's parent is the last row above whose code it continues; rows without a code stay of unknown level."""
    result: list[Standing] = []
    last: dict[str, int] = {}
    unit = ""
    for position, (stub, code) in enumerate(zip(stubs, codes, strict=True)):
        if stub.unit and stub.unit != unit:
            last, unit = {}, stub.unit
        if not code:
            previous = result[-1] if result else Standing()
            memo = stub.memo or (previous.memo and not previous.code and not stub.style and stub.role == "item")
            parent = None
            if memo:
                parent = previous.parent if previous.memo and not previous.code else position - 1 if position else None
            elif last.get("") is None and stub.unit and stub.role == "item":
                last[""] = position
            result.append(Standing(0, parent, "", memo))
            continue
        parent = next(
            (last[code[:n]] for n in range(len(code) - 2, 2, -2) if code[:n] in last),
            last.get("") if stub.unit else None,
        )
        result.append(Standing((len(code) - 1) // 2, parent, code, stub.memo))
        last[code] = position
    return result


def _after_totals(stubs: Sequence[Stub], standings: list[Standing]) -> list[Standing]:
    """Rows without a code below the first total (结转 and the like) stand beside it, or beside the part above them."""
    first = next((i for i, s in enumerate(stubs) if s.role == "total"), len(stubs))
    result: list[Standing] = []
    for position, (stub, standing) in enumerate(zip(stubs, standings, strict=True)):
        if position > first and not standing.level and not standing.memo and stub.role == "item":
            above = result[-1]
            standing = standing._replace(level=max(above.level, 1), parent=above.parent)
        result.append(standing)
    return result


def _coded(standings: list[Standing], guesses: Sequence[tuple[str, bool]]) -> list[Standing]:
    return [t._replace(code=c, inferred=i) for t, (c, i) in zip(standings, guesses, strict=True)]


def by_unit(stubs: Sequence[Stub]) -> list[Standing]:
    """Rows of projects under the row of their unit."""
    result: list[Standing] = []
    head: dict[str, int] = {}
    for position, stub in enumerate(stubs):
        if stub.role == "item" and not stub.project and stub.unit:
            head[stub.unit] = position
            result.append(Standing(1))
        else:
            result.append(Standing(2 if stub.unit in head else 1, head.get(stub.unit)))
    return result


def by_order(stubs: Sequence[Stub]) -> list[Standing]:
    """Levels from numbering and indent alone: a kind of mark seen again closes what was opened since."""
    result: list[Standing] = []
    open_rows: list[int] = []  # positions of the rows that are open, outermost first
    numbered: dict[str, int] = {}  # the last row of each kind of numbering
    heads: set[str] = set()  # how totals are numbered
    total: int | None = None  # the total that the last rows follow, of which 其中 may name parts
    for position, stub in enumerate(stubs):
        if stub.role in ("total", "subtotal"):
            open_rows, total, numbered = [], position, {}
            heads |= {stub.style} - {""}
            result.append(Standing(1))
            continue
        if stub.role == "item" and stub.style in heads and not stub.memo:  # 一、收入合计 … 二、支出合计 … 三、结余
            open_rows, total = [position], None
            result.append(Standing(1))
            continue
        if stub.role == "note":  # 附：… begins something of its own
            open_rows = [position]
            result.append(Standing())
            continue
        sibling = _sibling(stubs, open_rows, stub)
        memo = stub.memo
        follows = numbered.get(stub.style, -1) if stub.style.startswith("chinese") else -1
        if sibling is not None:
            beside = open_rows[sibling]  # 其中：（一）… is followed by （二） of the same kind
            follower = not memo and result[beside].memo and stub.style in ("", stubs[beside].style)
            open_rows = open_rows[:sibling]
            if follower and not _is_listed(stubs, open_rows[-1:] or [beside], stub):
                result.append(Standing(0, None, "", True))  # nobody can say where what follows 其中 ends
                open_rows.append(position)
                continue
            memo = memo or follower
        elif follows >= 0 and ordinal(stub.label) == ordinal(stubs[follows].label) + 1:
            open_rows = _chain(result, result[follows].parent)  # 三、 goes on where 二、 was
        elif _is_head(stub):
            open_rows = [p for p in open_rows if stubs[p].indent < stub.indent]
        elif stub.style.startswith("chinese"):  # no part of what follows 其中, or stands further in
            open_rows = [p for p in open_rows if not result[p].memo and stubs[p].indent <= stub.indent + BESIDE]
        elif stub.indent:
            open_rows = [
                p
                for p in open_rows
                if stubs[p].indent < stub.indent
                or (stubs[p].style and not stub.style and stubs[p].indent <= stub.indent)
            ]
        if stub.style:
            numbered[stub.style] = position
        parent = open_rows[-1] if open_rows else total if memo else None
        total = total if memo else None
        result.append(Standing(len(open_rows) + 1, parent, "", memo))
        open_rows.append(position)
    return result


def _sibling(stubs: Sequence[Stub], open_rows: Sequence[int], stub: Stub) -> int | None:
    """Which of the open rows the row stands beside: the innermost, or beside which of two 其中： it is set."""
    beside = [i for i in range(len(open_rows) - 1, -1, -1) if _beside(stubs, open_rows[: i + 1], stub)]
    if not beside or not stubs[open_rows[beside[0]]].memo:
        return beside[0] if beside else None
    set_so = (i for i in beside if stubs[open_rows[i]].memo and abs(stubs[open_rows[i]].indent - stub.indent) <= BESIDE)
    return next(set_so, beside[0])


def _is_listed(stubs: Sequence[Stub], above: Sequence[int], stub: Stub) -> bool:
    """Whether a row after the first of those that 其中 begins is one of them: their whole is numbered, so that the next
    number ends them, or the row is set below it."""
    whole = stubs[above[-1]]
    return bool(whole.style or stub.style) or stub.indent > whole.indent


def _chain(result: Sequence[Standing], position: int | None) -> list[int]:
    """A row and those that it is a part of, outermost first."""
    found: list[int] = []
    while position is not None:
        found.append(position)
        position = result[position].parent
    return found[::-1]


def _beside(stubs: Sequence[Stub], open_rows: Sequence[int], stub: Stub) -> bool:
    """Whether the row stands beside the innermost open one. Below 财政拨款 and its three budgets, the next source of
    income stands beside 财政拨款, marked or not."""
    above = stubs[open_rows[-1]]
    if len(open_rows) > 1 and _is_kind(stubs[open_rows[-2]], above) and not _is_kind(stubs[open_rows[-2]], stub):
        return False  # below 上级补助收入 and its three kinds, the next source stands beside 上级补助收入
    if len(open_rows) > 1 and _is_scope(above) and not _is_scope(stub) and _is_whole(stubs[open_rows[-2]]):
        return False
    return _same_rank(above, stub)


def _same_rank(above: Stub, stub: Stub) -> bool:
    if stub.style or above.style:
        return stub.style == above.style and (abs(stub.indent - above.indent) <= 1 or bool(stub.style))
    if (_is_whole(above) and _is_scope(stub)) or _adopts(above, stub) or (_is_head(stub) and not _is_head(above)):
        return False
    if above.memo:  # what follows 其中： stands where its name does, or anywhere below its mark
        return -MEMO_INDENT <= stub.indent - above.indent <= BESIDE
    return stub.indent == above.indent


def _is_kind(above: Stub, stub: Stub) -> bool:
    """Whether the row is one of the kinds that the one above is divided into: 返还性收入 of 上级补助收入."""
    if above.style or stub.style:
        return False
    return any(whole.fullmatch(above.name) and part.search(stub.name) for whole, part in _KINDS)


def _is_head(stub: Stub) -> bool:
    return not stub.style and bool(_HEAD.fullmatch(stub.name))


def _adopts(above: Stub, stub: Stub) -> bool:
    """Whether the row is a part of the unmarked head above it: of debt what is called so, of transfers whatever
    follows, of the year's income and spending all but what is carried, of vehicles buying and running them."""
    if above.style or stub.style or _is_head(stub):
        return False
    if _is_kind(above, stub):
        return True
    if _HEAD.fullmatch(above.name):
        if above.name.startswith("债"):
            return bool(compiled(r"债务|债券").search(stub.name)) and not _WHOLE.search(stub.name)
        return above.name.startswith("转移") or not compiled(r"结转|结余").search(stub.name)
    return bool(_VEHICLES.search(above.name) and _VEHICLE_PARTS.search(stub.name))


def _is_whole(stub: Stub) -> bool:
    """Whether a row names a whole that the three budgets are the parts of."""
    return bool(_WHOLE.search(stub.name)) and not stub.name.startswith(SCOPE_NAMES)


def _is_scope(stub: Stub) -> bool:
    return stub.name.startswith(SCOPE_NAMES)
