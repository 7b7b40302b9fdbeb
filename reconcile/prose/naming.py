"""Whose a number is, by the tokens that name it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reconcile.lexicon import Lexicon
from reconcile.patterns import compiled, lazy
from reconcile.prose.families import FUNDING, KINDS_OF_COST
from reconcile.prose.lexer import NAME, Token
from reconcile.prose.values import Subject
from reconcile.tuples import NamedTuple

LEADS = "YEfijpm、eVK"  # what may stand before a name and is no part of it
# 一般公共预算财政拨款开支的“三公”经费: of which money, as 财政拨款“三公”经费 says
PAID = lazy(r"(?:一般公共预算|财政拨款)+(?:开支|支付|列支|负担|承担|保障)的")
TAIL = "WTjfVe"
SIDES = ("收入", "支出")
# 预算 and 决算 in these names are no measure
_FUNDS = lazy(
    r"一般公共预算|公共财政预算|政府性基金预算|国有资本经营预算|社会保险基金预算|预算单位|预算内|预算稳定|预算收支|预算外"
)


_INSURANCE = lazy(r"([\u4e00-\u9fff]{2,20}保险)(?:\([^)]*\))?(?:基金)?(?:预算)?[。:]?$")
CARRIED = ("carry_in", "carry_out", "surplus_last_year", "surplus_year_end")
ALL_OF_THEM = "社会保险"


APPROVED = ("批准", "批准的")


def insurance(title: str) -> str:
    """Of which insurance a heading or a label speaks: 四、职工基本医疗保险。 "" for none, or for all of them."""
    found = _INSURANCE.search(title)
    return "" if found is None or ALL_OF_THEM in found[1] else found[1]


class Named(NamedTuple):
    """``subject`` is None where the tokens name nothing (收入, 金额); ``side`` is then 收入 or 支出 where they say so.
    ``raw``: it is named by words of its own and by no name of the lexicon."""

    subject: Subject | None
    area: str = ""
    raw: bool = False
    side: str = ""
    several: tuple[Subject, ...] = ()


def named(tokens: Sequence[Token]) -> Named:
    """What a group of tokens names."""
    area = next((t.text for t in reversed(tokens) if t.sign == "A"), "")
    own = said = [t for t in tokens if t.sign not in "YE"]
    while own and (own[0].sign in LEADS or (own[0].sign in "AW" and len(own) > 1)):
        own = own[1:]
    if len(own) == 1 and "side" in own[0].features and _done(said, own[0]):
        return Named(_raw(said[-2:], area), area, True)
    side = ""
    while own and own[-1].sign in TAIL and not (own[-1].sign == "T" and len(own) == 1):
        side = next((s for s in SIDES if s in own[-1].text), side)
        own = own[:-1]
    if side and "".join(t.text for t in own) in APPROVED:
        return Named(None, area, side=side)  # 批准的支出预算88.8亿元, behind that of income
    if not own or all(t.sign in TAIL for t in own):
        unnamed = [t for t in said if t.sign != "A"]  # 调整后全市收入预算
        return _unnamed(unnamed, area) if any(t.sign in "WT" for t in said) else Named(None, area)
    names = [t for t in own if t.sign == NAME]
    if not names:
        found = _unnamed(own, area)
        return found._replace(side=side) if found.raw and "fund" in own[-1].features else found  # …保险基金预算支出
    path = next((t.subject for t in names if t.subject and len(t.subject.path) > 1), None)
    if path:
        return Named(path._replace(area=area), area)
    head = _head(names)
    before, behind = own[: own.index(head)], own[own.index(head) + 1 :]
    assert head.subject
    if _joined(own, names):
        several = tuple(t.subject._replace(area=area) for t in names if t.subject)
        return Named(_raw(own, area), area, True, several=several)
    if _of_another(before, head):
        return Named(_raw(own, area), area, True)
    if any(t.sign in "nav" and "generic" not in t.features for t in behind):
        return Named(_raw(own, area), area, True)
    if any(t.sign in "navw" and not PAID.fullmatch(t.text) for t in _adjacent(before)):
        return Named(_raw(own, area), area, True)  # 新增债务限额 is no 债务限额
    behind_it = next((t.text for t in behind if "side" in t.features), "")
    return Named(head.subject._replace(area=area), area, side=behind_it)


def sided(subject: Subject, side: str, lexicon: Lexicon) -> Subject:
    """The subject with 收入 or 支出 behind it: another one for funds (…保险基金支出), the same for an expense."""
    if compiled(r"收入|支出").search(subject.name) or len(subject.path) > 1:
        return subject
    indicator = lexicon.indicator(subject.name + side)
    if indicator:
        return subject._replace(name=indicator.name, indicator=indicator.id, path=())
    known = lexicon.indicators.get(subject.indicator)
    if known and known.group in ("three_public", "expense", "operation"):
        return subject
    return subject._replace(name=subject.name + side, indicator="", path=())


def other_side(subject: Subject, side: str, lexicon: Lexicon) -> Subject | None:
    """收入完成…；支出完成…: the subject that is being read, on the side that is named."""
    other = "支出" if side == "收入" else "收入"
    if other in subject.name:
        name = subject.name.replace(other, side)
    elif side in subject.name:
        return subject
    else:
        name = subject.name + side
    indicator = lexicon.indicator(name)
    known = indicator.id if indicator else ""
    return subject._replace(name=indicator.name if indicator else name, indicator=known, path=(), code="")


def measure_in(token: Token) -> str:
    """The measure that a token says: by its phrase, or by 预算 and 决算 in its name; "" for none."""
    if "measure" in token.features:
        return token.features["measure"]
    if token.sign != NAME or (token.subject and len(token.subject.path) > 0):
        return ""
    plain = _FUNDS.sub("", token.text)
    return "actual" if "决算" in plain else "budget" if "预算" in plain else ""


def _head(names: Sequence[Token]) -> Token:
    """The last name; “三公”经费 rules over the kind of funds that it is paid from."""
    last = names[-1]
    if len(names) > 1 and last.subject and last.subject.indicator in FUNDING:
        before = names[-2]
        if before.subject and before.subject.indicator == "three_public" and last.start - before.end <= 4:
            return before
    return last


def _joined(own: Sequence[Token], names: Sequence[Token]) -> bool:
    """Whether one number is said of several things: 上解上级、债务还本及调出资金."""
    return len(names) > 1 and any(
        t.text in ("、", "和", "及", "与", "以及") for t in own if names[0].end <= t.start < names[-1].start
    )


def _done(said: Sequence[Token], side: Token) -> bool:
    """上缴收入: what is handed over, and not the income that is spoken of."""
    verb = said[-2] if len(said) > 1 and said[-1] is side else None
    return verb is not None and verb.sign == "V" and verb.features.get("measure") == "" and verb.end == side.start


def _of_another(before: Sequence[Token], head: Token) -> bool:
    """行政运行基本支出 is of one item, 上年结转安排的项目支出 what is paid from something: neither is all of it."""
    rest = [t for t in before if t.sign not in "jf"]
    if sum(t.end - t.start for t in before) < head.start - (before[0].start if before else 0):
        return False  # an office or a year stands between
    paid = rest[-1:] and rest[-1].sign == "V"
    own = rest[-2 if paid else -1 :][:1]
    subject = own[0].subject if own else None
    if subject is None or head.subject is None or not head.subject.indicator:
        return False
    together = own[0].end == head.start
    if together and (subject.indicator in CARRIED or _kind_of_project(subject, head.subject)):
        return True  # 上年结转上级补助收入: two things run together
    return subject.indicator not in FUNDING and bool(paid or subject.path)


def _kind_of_project(subject: Subject, head: Subject) -> bool:
    return subject.indicator in KINDS_OF_COST and head.indicator == "project_expenditure"


def _adjacent(before: Sequence[Token]) -> list[Token]:
    """The words right before a name, back to a joint or another name."""
    found = []
    for token in reversed(before):
        if token.sign not in "navw":
            break
        found.append(token)
    return found


def _unnamed(own: Sequence[Token], area: str) -> Named:
    if "".join(t.text for t in own).isascii():
        return Named(None, area)  # 10—12月25亿元
    if all(t.sign == "A" for t in own):
        return Named(None, area)
    if all("generic" in t.features or t.sign in "TWfj" for t in own):
        side = next((s for t in own for s in SIDES if s in t.text and t.sign != "f"), "")
        return Named(None, area, side=side)
    return Named(_raw(own, area), area, True)


def _raw(own: Sequence[Token], area: str) -> Subject:
    kept = (t for t in own if t.sign != "f" and not (t.sign == "V" and t.features.get("measure")))
    inside = {id(t) for before, t in pairwise(own) if "fund" in before.features and t.sign == "A"}
    name = "".join(t.text for t in kept if id(t) not in inside)  # 社会保险基金预算本级收入
    return Subject(name, area=area, start=own[0].start, end=own[-1].end)
