"""The highlights of a PDF carry what people decided, in words and as PDF's own review states."""

from __future__ import annotations

import io
from pathlib import Path

import made
from pypdf import PdfReader

from reconcile import reports
from reconcile.decisions.lines import Decision, Role
from reconcile.review.case import Case
from reconcile.review.desk import Desk, Person
from reconcile.running import session
from reconcile.settings import Settings


def test_a_highlight_has_the_state_that_people_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(made.pdf())
    desk = Desk(Case((path,)), session(Settings()))
    findings = {f.code: i.fingerprint for f, i in desk.known.checked.told}
    desk.decide([findings["R101"]], Decision.TRUE, "", Person("张三", Role.PREPARER))
    desk.decide([findings["R511"]], Decision.FALSE_ALARM, "引文如此", Person("张三", Role.PREPARER))
    reader = PdfReader(io.BytesIO(reports.write("pdf", [desk.checked()])))
    notes = [a.get_object() for page in reader.pages for a in page.get("/Annots", [])]
    states = [(n["/State"], n["/Contents"][:2], n["/IRT"].get_object()["/Subtype"]) for n in notes if "/State" in n]
    assert {s[:2] for s in states} == {("Accepted", "属实"), ("Rejected", "误报")}
    assert {s[2] for s in states} == {"/Highlight"}
    (dismissed,) = [n for n in notes if n["/Subtype"] == "/Highlight" and "结论：误报" in n["/Contents"]]
    assert len(set(map(float, dismissed["/C"]))) == 1  # grey
