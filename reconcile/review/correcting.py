"""A correction that a person accepts, with the words as they want them."""

from __future__ import annotations

from reconcile.corrections import editable
from reconcile.decisions.draft import Known
from reconcile.decisions.lines import Edit
from reconcile.errors import UsageError


def edit_for(known: Known, subject: str, new: str) -> Edit:
    """The edit of the finding's stretch to ``new``; UsageError where there is nothing in prose to correct."""
    finding = next((f for f, p in zip(known.checked.outcome.findings, known.prints, strict=True) if p == subject), None)
    found = editable(known.checked, finding) if finding else None
    if found is None:
        raise UsageError("这条问题没有指向正文中的文字，请在原稿中更正")
    if not new.strip() or new == found.old:
        raise UsageError("更正没有写内容，或与原文相同")
    return found._replace(new="".join(c for c in new.strip() if c.isprintable()))
