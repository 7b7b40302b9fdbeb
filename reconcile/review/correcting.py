"""A correction that a person accepts, with the words as they want them."""

from __future__ import annotations

from reconcile.corrections import editable, proposed
from reconcile.decisions.lines import Edit
from reconcile.errors import UsageError

from .desk import Desk


def edits_for(desk: Desk, subject: str, new: str) -> list[Edit]:
    """The edits of the finding's places in prose: all that it proposes where the first is taken as it is, else the
    first place to ``new``. UsageError where there is nothing in prose to correct."""
    checked, prints = desk.known.checked, desk.known.prints
    finding = next((f for f, p in zip(checked.outcome.findings, prints, strict=True) if p == subject), None)
    found = editable(checked, finding, desk.lexicon) if finding else None
    if finding is None or found is None:
        raise UsageError("这条问题没有指向正文中的文字，请在原稿中更正")
    words = "".join(c for c in new.strip() if c.isprintable())
    if not words or words == found.old:
        raise UsageError("更正没有写内容，或与原文相同")
    offered = [c.edit for c in proposed(checked, finding, desk.lexicon)]
    return offered if offered and words == offered[0].new else [found._replace(new=words)]
