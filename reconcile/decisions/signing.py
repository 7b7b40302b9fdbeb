"""What stands in the way of a signature, and what whoever signs must have seen.

Errors that are open forbid it. Everything that the check does not vouch for (numbers that were not checked, pages that
were not read, findings that settings hide) is stated and must be acknowledged one by one. The signature is a line in
the trail with all of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.findings import Finding, LedgerLine, Severity, Status
from reconcile.tuples import NamedTuple

from .lines import Line, Role, What
from .standing import UNDECIDED, Standing

MOST = 12  # examples that a statement names one by one
YUAN = {"元": 0, "千元": 3, "万元": 4, "百万元": 6, "亿元": 8}
EVERY_CHECKED = (Status.AGREES, Status.BY_ROUNDING, Status.DISAGREES)


class Statement(NamedTuple):
    """One thing that a signature states. ``forbids`` says that nobody can sign while it is so."""

    id: str
    text: str
    examples: tuple[str, ...] = ()
    forbids: bool = False


class Signature(NamedTuple):
    """A signature on these bytes; ``stale`` says that decisions were made after it."""

    line: Line
    stale: bool


def statements(
    checked: Checked, of: Mapping[str, Standing], numbers: Mapping[str, Standing], damaged: int = 0
) -> tuple[Statement, ...]:
    """All that a signature on the document would state. ``of`` are the standings of findings by fingerprint,
    ``numbers`` those of unchecked numbers in the ledger's order."""
    found = [*open_findings([(f, i.fingerprint) for f, i in checked.told], of), coverage(checked)]
    found += waiting(checked, numbers)
    if checked.coverage.weak:
        found.append(Statement("weak", f"相符的数中有 {checked.coverage.weak} 个是弱核对，看不出较小的变动"))
    if checked.incomplete:
        pages = [f"第{n.page}页：{n.message}" if n.page else n.message for n in checked.incomplete]
        found.append(Statement("unread", f"{len(pages)} 处没有读到或没有核对", some(pages)))
    if checked.hidden.by:
        pairs = zip(checked.outcome.findings, checked.identities, strict=True)
        gone = [(f, checked.suppressed[i.fingerprint]) for f, i in pairs if i.fingerprint in checked.suppressed]
        said = [
            *(
                f"{h.setting} {h.value}：{h.findings if h.findings is not None else '没有运行'}"
                for h in checked.hidden.by
            ),
            *(f"{f.code} {f.name}：{reason}" for f, reason in gone),
        ]
        found.append(Statement("hidden", "设置改变了检查的范围或隐去了问题", some(said)))
    if damaged:
        found.append(Statement("damaged", f"复核记录有 {damaged} 行残缺，没有计入"))
    return tuple(found)


def waiting(checked: Checked, numbers: Mapping[str, Standing]) -> Iterator[Statement]:
    """The numbers that neither the program nor a person has checked, the largest first."""
    left = [line for line, s in zip(_unchecked(checked), numbers.values(), strict=True) if not s.settled]
    for status, word in ((Status.AMBIGUOUS, "有歧义，没有核对"), (Status.UNCHECKED, "没有核对")):
        lines = sorted((line for line in left if line.status is status), key=worth, reverse=True)
        if lines:
            examples = some([f"{line.quote}（{line.reason or line.address or line.context}）" for line in lines])
            yield Statement(str(status), f"{len(lines)} 个数字{word}，也没有人工核对，最大的在前", examples)


def some(examples: Sequence[str]) -> tuple[str, ...]:
    """The first of them, and how many more there are."""
    left = len(examples) - MOST
    return (*examples[:MOST], f"另有 {left} 项") if left > 0 else tuple(examples)


def open_findings(told: Sequence[tuple[Finding, str]], of: Mapping[str, Standing]) -> list[Statement]:
    found = []
    for severity, forbids, word in ((Severity.ERROR, True, "错误"), (Severity.WARNING, False, "警告")):
        left = [f for f, p in told if f.severity is severity and not of.get(p, UNDECIDED).settled]
        if left:
            text = f"{len(left)} 条{word}还没有结论" + ("，不能签署" if forbids else "")
            examples = some([f"{f.code} {f.name}：{f.message[:60]}" for f in left])
            found.append(Statement(f"open_{severity}", text, examples, forbids))
    return found


def coverage(checked: Checked) -> Statement:
    states = [line.status for line in checked.outcome.ledger]
    done = sum(s in EVERY_CHECKED for s in states)
    share = f"{done / len(states):.1%}" if states else "—"
    return Statement("coverage", f"程序核对了正文 {len(states)} 个数字中的 {done} 个（{share}），其余不在保证之内")


def sign(
    found: Sequence[Statement], acknowledged: Sequence[str], role: Role, person: str, earlier: Sequence[Signature]
) -> Mapping[str, Any]:
    """What the signature's line says; UsageError with the reason where it is refused."""
    if not person.strip():
        raise UsageError("签署要写明姓名")
    forbidding = [s.text for s in found if s.forbids]
    if forbidding:
        raise UsageError("；".join(forbidding))
    missing = [s.text for s in found if s.id not in acknowledged]
    if missing:
        raise UsageError(f"还有 {len(missing)} 项没有确认：{'；'.join(missing)}")
    standing = [s.line for s in earlier if not s.stale]
    if role is Role.REVIEWER:
        preparers = [line.person for line in standing if line.role is Role.PREPARER]
        if not preparers:
            raise UsageError("编制人还没有签署，或签署后又有改动；复核在编制之后")
        if person in preparers:
            raise UsageError("编制与复核不能是同一个人")
    return {"statements": [s._asdict() | {"examples": list(s.examples)} for s in found]}


def signatures(lines: Sequence[Line], sha256: str) -> tuple[Signature, ...]:
    """The signatures on these bytes, in order. A later decision, remark or correction makes one stale."""
    own = [line for line in lines if line.document.sha256 == sha256]
    last = max((n for n, line in enumerate(own) if line.what is not What.SIGN), default=-1)
    return tuple(Signature(line, n < last) for n, line in enumerate(own) if line.what is What.SIGN)


def _unchecked(checked: Checked) -> list[LedgerLine]:
    return [line for line in checked.outcome.ledger if line.status not in EVERY_CHECKED]


def worth(line: LedgerLine) -> Decimal:
    """The size of a number for sorting: money in 元 before everything else."""
    size = abs(Decimal(line.value)) if line.value else Decimal(0)
    return size.scaleb(YUAN.get(line.unit, 0)) if line.type == "money" else size.scaleb(-12)
