"""What a rule says of itself: its docstring in the fixed form, taken apart.

The form::

    What is checked, in one line.

    Why: one paragraph or several.

    错误示例：
        ...
    正确示例：
        ...
    依据：...
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from difflib import get_close_matches
from types import ModuleType

from reconcile.confidence import FEWEST, Judged, frequency, of_rule
from reconcile.errors import UsageError
from reconcile.patterns import lazy
from reconcile.tuples import NamedTuple

LABELS = ("错误示例", "正确示例", "依据")
_LABEL = lazy(rf"^({'|'.join(LABELS)})[:：][ \t]*", re.MULTILINE)


class Description(NamedTuple):
    """``what`` is the first line; ``sections`` maps the labels of the fixed form to their text."""

    code: str
    name: str
    kind: str
    severity: str
    what: str
    why: str
    sections: dict[str, str]

    @property
    def text(self) -> str:
        """The page that ``reconcile explain`` prints."""
        parts = [f"{self.code} {self.name}（{SEVERITIES[self.severity]}，{KINDS[self.kind]}）", self.what]
        if self.why:
            parts.append(self.why)
        parts += [f"{label}：\n{inspect.cleandoc(body)}" for label, body in self.sections.items()]
        parts.append("\n".join(["实测：", *self.measured]))
        return "\n\n".join(parts)

    @property
    def measured(self) -> list[str]:
        """What the rule's findings were worth where people judged them, a sentence a severity."""
        counts = of_rule(self.code)
        return [_measured(SEVERITIES[s], known) for s, known in counts.items()] or ["没有人判过它报告的问题。"]


KINDS = {
    "text_table_value": "文与表", "text_text_value": "前后文", "text_sum": "文中加总", "share": "占比",
    "growth": "增减", "completion": "完成率", "direction": "方向与原因", "balance": "平衡",
    "table_row_sum": "表内横向加总", "table_col_sum": "表内纵向加总", "table_hierarchy": "表内上下级",
    "cross_table": "表与表", "cross_document": "文件之间", "list_mismatch": "列举", "naming": "名称", "year": "年份",
    "missing_table": "缺表", "placeholder": "占位", "unit": "单位", "count": "数量", "prose": "行文", "other": "其他",
}  # fmt: skip
SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


def describe(rule: ModuleType) -> Description:
    """The rule's docstring and constants; a label that the docstring lacks is absent from ``sections``."""
    document = inspect.cleandoc(rule.__doc__ or "")
    head, *rest = _LABEL.split(document)
    what, _, why = head.strip().partition("\n")
    sections = {label: _dedent(body) for label, body in zip(rest[::2], rest[1::2], strict=True)}
    return Description(rule.CODE, rule.NAME, rule.KIND, str(rule.SEVERITY), what.strip(), why.strip(), sections)


def _measured(severity: str, known: Judged) -> str:
    told = f"判过的{severity} {known.judged} 条，其中 {known.right} 条是对的"
    if known.judged < FEWEST:
        return f"{told}；不足 {FEWEST} 条，说不出频率。"
    found = frequency(known)
    return f"{told}（{found.share:.0%}，95% 区间 {found.low:.0%}–{found.high:.0%}）。"


def find(rules: Sequence[ModuleType], code: str) -> list[ModuleType]:
    """The rules whose code begins so, in any case; UsageError where there is none."""
    wanted = code.strip().upper()
    found = [rule for rule in rules if wanted and rule.CODE.startswith(wanted)]
    if not found:
        likely = get_close_matches(wanted, [rule.CODE for rule in rules], n=2)
        hint = f"（是不是 {' 或 '.join(likely)}？）" if likely else ""
        raise UsageError(f"没有编号为 {code} 的规则{hint}；用 reconcile rules 查看全部规则")
    return found


def _dedent(body: str) -> str:
    return inspect.cleandoc("\n" + body.strip("\n")).strip()
