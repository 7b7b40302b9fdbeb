"""As many numbers as names: 会议费、培训费支出3万元、4万元，各减少1万元、2万元. The first claim says how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise, takewhile

from reconcile.prose.grammar import QUANTITIES, Claim
from reconcile.prose.lexer import Token
from reconcile.prose.naming import SIDES
from reconcile.prose.values import Subject

HANDED = frozenset({"bare", "completed", "share", "amount"})
JOINTS = frozenset({"、", "和", "及", "与", "以及"})
MOVES = ("change", "rate")
TWO = 2


def paired(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, with the number of figures that each hands out to what was named before it."""
    found = [_paired(claim, map(claims.__getitem__, range(at + 1, len(claims)))) for at, claim in enumerate(claims)]
    for at, (one, other) in enumerate(pairwise(claims)):
        if one.kind == other.kind in MOVES and other.marks == "、" and not (one.one("np") or other.one("np")):
            found[at] = found[at]._replace(kind="several")  # 较上年增加0.5万元、减少0.3万元: of each its own
            found[at + 1] = found[at + 1]._replace(kind="several")
    return found


def summed(claim: Claim, total: Callable[[str], Subject | None]) -> list[Claim]:
    """加上还本、年终结余等支出总量为9亿元: a step without its amount, and the total that it leads to, which ``total``
    gives for a side."""
    tokens = claim.tokens
    if claim.row != "amount.plus" or [t.sign for t in tokens[-3:]] not in ([*"eVM"], [*"eTM"]):
        return [claim]
    etc, word, number = tokens[-3:]
    side = etc.text[-2:]
    subject = total(side) if side in SIDES and "sum" in word.features else None
    if subject is None:
        return [claim]
    step = claim._replace(kind="label", row="label.step", tokens=tokens[:-2])
    named = word._replace(sign="S", text=f"{side}{word.text}", subject=subject, features={})
    parts = {"np": (named,), "m": (number,)}
    return [step, Claim("amount", "amount.name", (named, number), parts, ",", ",")]


def _paired(claim: Claim, following: Iterable[Claim]) -> Claim:
    first = next((t for t in claim.tokens if t.sign in QUANTITIES), None)
    if first is None:
        return claim
    if claim.kind == "respectively":
        run = takewhile(lambda c: c.kind in HANDED and not c.one("np") and _only(c) == first.sign, following)
        return claim._replace(many=1 + sum(1 for _ in run))
    run = takewhile(
        lambda c: c.kind == "bare" and c.marks == "、" and _only(c) == first.sign and _counted(c) == _counted(claim),
        following,
    )
    many = 1 + sum(1 for _ in run)
    if many < TWO or _only(claim) != first.sign:
        return claim
    names = claim.parts.get("np", ())
    if claim.kind == "amount" and len(items(names)) == many:
        return claim._replace(kind="respectively", parts={"np": names, "m": (first,)}, many=many)
    if claim.kind == "amount" and not names:
        return claim._replace(kind="respectively", parts={"m": (first,)}, many=many)
    if claim.kind in ("change", "rate", "share") and not names:
        return claim._replace(kind="respectively", parts={"r": claim.tokens[:-1], "m": (first,)}, many=many)
    return claim


def _only(claim: Claim) -> str:
    """The sign of the claim's only number, "" where it has more."""
    signs = [t.sign for t in claim.tokens if t.sign in QUANTITIES]
    return signs[0] if len(signs) == 1 else ""


def _counted(claim: Claim) -> str:
    """What the claim's number counts, "" for no count: 34批次、200人次 are one thing counted twice."""
    return next((t.quantity.unit for t in claim.tokens if t.sign == "N" and t.quantity and t.quantity.unit), "")


def items(tokens: Sequence[Token]) -> list[list[Token]]:
    """The runs of tokens between 、 and 和."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.text in JOINTS:
            runs.append([])
        else:
            runs[-1].append(token)
    return runs
