"""The text view of a document: its prose and tables as HTML, made once for each check."""

from __future__ import annotations

from markupsafe import Markup

from reconcile.checked import Checked
from reconcile.reports.anchors import anchors
from reconcile.reports.html import body_of
from reconcile.reports.html_body import prose, tables
from reconcile.reports.words import PAGE, ZH
from reconcile.tuples import NamedTuple

WORDS = {**ZH, **PAGE["zh"]}


class TextView(NamedTuple):
    prose: Markup
    tables: Markup


def text_view(checked: Checked) -> TextView:
    body = body_of(checked, anchors(checked), WORDS)
    return TextView(Markup(prose(body)), Markup(tables(body)))
