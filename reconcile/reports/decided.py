"""What people decided, in the words of a report: state, conclusion, reason, who prepared and reviewed, and the log."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.checked import Checked
from reconcile.decisions.lines import DECISIONS, ROLES, WHATS, Decision, Line
from reconcile.decisions.standing import STATES, UNDECIDED, Standing
from reconcile.tuples import NamedTuple

STATE, CONCLUSION, REASON, PREPARER, REVIEWER, DATE, PRINT = "状态", "结论", "理由", "编制", "复核", "日期", "指纹"
SHA = "文件 SHA-256"
LOG = "复核记录"
LOG_COLUMNS = (
    ("时间", 17),
    ("角色", 6),
    ("姓名", 9),
    ("动作", 9),
    ("结论", 12),
    ("理由", 30),
    ("规则", 7),
    ("说明", 52),
    ("文件", 22),
)
ON_FINDINGS = tuple(DECISIONS[d] for d in (Decision.TRUE, Decision.FALSE_ALARM, Decision.ASK))
ON_NUMBERS = tuple(DECISIONS[d] for d in (Decision.CHECKED, Decision.WRONG, Decision.ASK_NUMBER))


class Decided(NamedTuple):
    """The cells of a finding or number; all but ``state`` are "" where nobody decided."""

    state: str
    conclusion: str
    reason: str
    preparer: str
    reviewer: str
    date: str

    @property
    def line(self) -> str:
        """In one line: 误报（口径不同），编制 张三，2025-03-02; "" where nobody decided."""
        if not self.conclusion:
            return ""
        head = self.conclusion + (f"（{self.reason}）" if self.reason else "")
        again = "须重看，原结论：" if self.state == STATES["again"] else ""
        people = [f"{ROLES[r]} {n}" for r, n in (("preparer", self.preparer), ("reviewer", self.reviewer)) if n]
        return "，".join([again + head, *people, self.date])


def decided(checked: Checked, subject: str) -> Decided:
    standing: Standing = checked.decisions.get(subject, UNDECIDED)
    last = standing.last
    if last is None or last.decision is None:
        return Decided(STATES[standing.state], "", "", "", "", "")
    return Decided(
        STATES[standing.state], DECISIONS[last.decision], last.reason, person(standing.preparer),
        person(standing.reviewer), last.time[:10],
    )  # fmt: skip


def person(line: Line | None) -> str:
    return line.person if line else ""


def log(checked: Checked) -> Iterator[tuple[str, ...]]:
    """Every line of the trail on this document and its drafts as cells, then what settings hide, with the reason."""
    for line in checked.trail:
        said = DECISIONS[line.decision] if line.decision else ""
        if line.edit:
            said = f"{line.edit.old} → {line.edit.new}"
        yield (
            line.time[:19].replace("T", " "), ROLES[line.role], line.person, WHATS[line.what], said, line.reason,
            line.code, line.about, line.document.name,
        )  # fmt: skip
    for finding, _, reason in checked.quiet:
        yield ("", "", "", "隐去", "", reason, finding.code, finding.message, checked.document.path)
