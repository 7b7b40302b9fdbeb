"""One line of ``review.jsonl``: a decision, a remark, a correction, an undoing or a signature, with who and when.

A line says all that is needed to understand it alone: what the finding said, in which bytes, under which version.
Lines are never rewritten. An undoing is a line too: it names the act (one keystroke, which may have decided on many
findings at once) that no longer counts.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from reconcile.tuples import EMPTY, NamedTuple


class What(StrEnum):
    DECIDE = "decide"
    COMMENT = "comment"
    CORRECT = "correct"
    UNDO = "undo"
    SIGN = "sign"
    WIDEN = "widen"


class Decision(StrEnum):
    """The first three are on findings; the last three on numbers that the program left unchecked."""

    TRUE = "true"
    FALSE_ALARM = "false_alarm"
    ASK = "ask"
    CHECKED = "checked"
    WRONG = "wrong"
    ASK_NUMBER = "ask_number"


class Role(StrEnum):
    PREPARER = "preparer"
    REVIEWER = "reviewer"


DECISIONS: Mapping[str, str] = {
    Decision.TRUE: "属实",
    Decision.FALSE_ALARM: "误报",
    Decision.ASK: "待询问",
    Decision.CHECKED: "人工核对无误",
    Decision.WRONG: "人工核对有误",
    Decision.ASK_NUMBER: "待询问",
}
ROLES: Mapping[str, str] = {Role.PREPARER: "编制", Role.REVIEWER: "复核"}
WHATS: Mapping[str, str] = {
    What.DECIDE: "结论", What.COMMENT: "说明", What.CORRECT: "采纳更正", What.UNDO: "撤销", What.SIGN: "签署",
    What.WIDEN: "扩大误报",
}  # fmt: skip
REASONS = ("四舍五入造成", "口径不同", "文中另有说明", "程序读错了文字或表格", "本单位不适用这条规则", "已另行更正")


class DocumentRef(NamedTuple):
    """Which document was looked at. The next draft of it is of the same office, kind and year, or has the same name,
    where what is known of both does not say that they are two documents (many offices publish a 部门决算.pdf)."""

    name: str
    sha256: str
    entity: str = ""
    kind: str = ""
    year: int | None = None

    def is_draft_of(self, other: DocumentRef) -> bool:
        if self.sha256 == other.sha256:
            return True
        known = [(a, b) for a, b in zip(self[2:], other[2:], strict=True) if a and b]
        agrees = all(a == b for a, b in known)
        return agrees and (self.name == other.name or len(known) == len(self[2:]))


class Edit(NamedTuple):
    """A correction: the characters of a block from ``start`` to ``end``, that read ``old``, should read ``new``."""

    block: int
    start: int
    end: int
    old: str
    new: str


class Line(NamedTuple):
    """``subject`` is a finding's fingerprint or an unchecked number's; ``saw`` a digest of what was shown when it was
    decided on; ``act`` what one keystroke did; ``of`` the act that an undoing undoes; ``facts`` what a signature
    states, or how far a dismissal was widened."""

    what: What
    act: str
    time: str
    person: str
    role: Role
    document: DocumentRef
    program: str = ""
    subject: str = ""
    saw: str = ""
    code: str = ""
    about: str = ""
    decision: Decision | None = None
    reason: str = ""
    edit: Edit | None = None
    of: str = ""
    facts: Mapping[str, Any] = EMPTY


def written(line: Line) -> str:
    """The line as JSON without its line end; what is empty is left out."""
    content: dict[str, Any] = {
        "time": line.time, "what": line.what, "act": line.act, "person": line.person, "role": line.role,
        "document": {k: v for k, v in line.document._asdict().items() if v not in ("", None)}, "program": line.program,
        "subject": line.subject, "code": line.code, "about": line.about, "decision": line.decision,
        "reason": line.reason, "saw": line.saw, "edit": line.edit._asdict() if line.edit else None, "of": line.of,
        "facts": dict(line.facts),
    }  # fmt: skip
    return json.dumps({k: v for k, v in content.items() if v not in ("", None, {})}, ensure_ascii=False)


def parsed(text: str) -> Line:
    """The line that the JSON says; ValueError where it is none."""
    try:
        content = json.loads(text)
        edit, decision = content.get("edit"), content.get("decision")
        words = {k: _text(content, k) for k in ("act", "time", "person", "program", "subject", "saw", "code", "about")}
        return Line(
            what=What(content["what"]), role=Role(content["role"]), document=_document(content.get("document", {})),
            decision=Decision(decision) if decision is not None else None, reason=_text(content, "reason"),
            edit=Edit(int(edit["block"]), int(edit["start"]), int(edit["end"]), str(edit["old"]), str(edit["new"]))
            if edit else None,
            of=_text(content, "of"), facts=dict(content.get("facts", {})), **words,
        )  # fmt: skip
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def _text(content: Mapping[str, Any], name: str) -> str:
    value = content.get(name, "")
    if not isinstance(value, str):
        raise TypeError(name)
    return harmless(value)


def harmless(text: str) -> str:
    """The text without control characters, which a terminal would obey."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) != "Cc")


def _document(content: Mapping[str, Any]) -> DocumentRef:
    year = content.get("year")
    return DocumentRef(
        _text(content, "name"), _text(content, "sha256"), _text(content, "entity"), _text(content, "kind"),
        None if year is None else int(year),
    )  # fmt: skip
