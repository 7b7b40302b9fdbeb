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
from types import ModuleType
from typing import NamedTuple

from reconcile.errors import UsageError

LABELS = ("错误示例", "正确示例", "依据")
_LABEL = re.compile(rf"^({'|'.join(LABELS)})[:：][ \t]*", re.MULTILINE)


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
        parts = [f"{self.code} {self.name}（{SEVERITIES[self.severity]}，{self.kind}）", self.what]
        if self.why:
            parts.append(self.why)
        parts += [f"{label}：\n{inspect.cleandoc(body)}" for label, body in self.sections.items()]
        return "\n\n".join(parts)


SEVERITIES = {"error": "错误", "warning": "警告", "info": "提示"}


def describe(rule: ModuleType) -> Description:
    """The rule's docstring and constants; a label that the docstring lacks is absent from ``sections``."""
    document = inspect.cleandoc(rule.__doc__ or "")
    head, *rest = _LABEL.split(document)
    what, _, why = head.strip().partition("\n")
    sections = {label: _dedent(body) for label, body in zip(rest[::2], rest[1::2], strict=True)}
    return Description(rule.CODE, rule.NAME, rule.KIND, str(rule.SEVERITY), what.strip(), why.strip(), sections)


def find(rules: Sequence[ModuleType], code: str) -> ModuleType:
    """The rule of a code in any case; UsageError where there is none."""
    for rule in rules:
        if code.strip().upper() == rule.CODE:
            return rule
    raise UsageError(f"没有编号为 {code} 的规则；用 reconcile rules 查看全部规则")


def _dedent(body: str) -> str:
    return inspect.cleandoc("\n" + body.strip("\n")).strip()
