"""Corrections as tracked changes: exactly the wrong characters, everything else as it was; threads of decisions."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import made
import pytest
from lxml import etree

from reconcile import reports
from reconcile.decisions.lines import Decision, Role
from reconcile.readers import read_bytes
from reconcile.readers.docx.styles import W
from reconcile.reports import Options
from reconcile.reports.docx_changes import common
from reconcile.reports.docx_threads import W15
from reconcile.review.case import Case
from reconcile.review.correcting import edits_for
from reconcile.review.desk import Desk, Person
from reconcile.running import session
from reconcile.settings import Settings

SOFFICE = shutil.which("soffice")
WHO = Person("张三", Role.PREPARER)
OPTIONS = Options(time="2025-03-01T10:00:00+08:00", suggest=True)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    path = tmp_path / "草稿.docx"
    path.write_bytes(made.docx())
    return Desk(Case((path,)), session(Settings()))


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def changes(data: bytes) -> list[tuple[str, str]]:
    """(deleted, inserted) of each place, in order."""
    found: list[tuple[str, str]] = []
    for mark in part(data).iter(W + "del", W + "ins"):
        text = "".join(mark.itertext())
        previous = mark.getprevious()
        if mark.tag == W + "ins" and previous is not None and previous.tag == W + "del":
            found[-1] = (found[-1][0], text)
        else:
            found.append((text, "") if mark.tag == W + "del" else ("", text))
    return found


@pytest.mark.parametrize(
    ("old", "new", "ends"),
    [
        ("2034.02", "2043.02", (2, 3)),
        ("。。", "。", (1, 0)),
        ("5万", "5万元", (2, 0)),
        ("甲", "乙", (0, 0)),
        ("111", "11", (2, 0)),
    ],
)
def test_what_both_begin_and_end_with(old: str, new: str, ends: tuple[int, int]) -> None:
    assert common(old, new) == ends


def test_certain_corrections_are_tracked_and_nothing_else_changes(desk: Desk) -> None:
    before = desk.case.paths[0].read_bytes()
    data = reports.write("docx", [desk.checked()], OPTIONS)
    assert ("67", "76") in changes(data)  # 867.73 → 876.73, which the table and the rate both ask for
    assert ("。", "") in changes(data)
    assert all(m.get(W + "author") == "reconcile" for m in part(data).iter(W + "del", W + "ins"))
    old, new = (zipfile.ZipFile(io.BytesIO(d)) for d in (before, data))
    touched = {n for n in old.namelist() if old.read(n) != new.read(n)}
    assert touched <= {"word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"}
    rejected = part(data)
    for mark in list(rejected.iter(W + "ins")):
        mark.getparent().remove(mark)
    words = [t.text for t in rejected.iter(W + "t", W + "delText")]
    assert "".join(w or "" for w in words) == "".join(t.text or "" for t in part(before).iter(W + "t"))


def test_with_all_changes_accepted_the_corrected_text_is_read(desk: Desk) -> None:
    data = reports.write("docx", [desk.checked()], OPTIONS)
    text = "\n".join(p.text for p in read_bytes(data, "草稿.docx").paragraphs)
    assert "支出决算为876.73万元" in text
    assert "经费减少。\n" in text
    path = desk.case.paths[0].with_name("改后.docx")
    path.write_bytes(data)
    after = {f.code for f in Desk(Case((path,)), session(Settings())).known.checked.findings}
    assert after == made.CODES - {"R101", "R511"}


def test_a_correction_over_several_runs_keeps_their_look(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("二、支出决算情况说明", 1)
    paragraph = document.add_paragraph("2024年公用经费支出")
    for piece in ("36", ".9", "5万"):
        paragraph.add_run(piece).bold = piece == ".9"
    paragraph.add_run("，比上年减少。")
    path = tmp_path / "草稿.docx"
    document.save(str(path))
    desk = Desk(Case((path,)), session(Settings()))
    subject = next(i.fingerprint for f, i in desk.known.checked.told if f.code == "R506")
    desk.correct(subject, edits_for(desk, subject, "37.15万元"), WHO)
    data = reports.write("docx", [desk.checked()], Options())
    assert "".join(old for old, _ in changes(data)) == "6.95万"
    assert "".join(new for _, new in changes(data)) == "7.15万元"
    bold = [r for r in part(data).iter(W + "r") if r.find(f"{W}rPr/{W}b") is not None and "".join(r.itertext()) == ".9"]
    assert len(bold) == 1
    assert bold[0].getparent().tag == W + "del"
    text = "\n".join(p.text for p in read_bytes(data, "草稿.docx").paragraphs)
    assert "2024年公用经费支出37.15万元，比上年减少。" in text


def test_a_correction_taken_as_offered_corrects_every_place(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("二、支出决算情况说明", 1)
    document.add_paragraph("2024年项目支出36.95万，其中培训费12.10万，会议费24.85万元。")
    path = tmp_path / "草稿.docx"
    document.save(str(path))
    desk = Desk(Case((path,)), session(Settings()))
    subject = next(i.fingerprint for f, i in desk.known.checked.told if f.code == "R506")
    desk.correct(subject, edits_for(desk, subject, "36.95万元"), WHO)
    text = read_bytes(reports.write("docx", [desk.checked()], Options()), "草稿.docx").paragraphs[1].text
    assert text == "2024年项目支出36.95万元，其中培训费12.10万元，会议费24.85万元。"
    desk.undo(WHO)
    assert not desk.checked().decisions


def test_decisions_are_threads(desk: Desk) -> None:
    findings = {f.code: i.fingerprint for f, i in desk.known.checked.told}
    desk.decide([findings["R101"]], Decision.TRUE, "", WHO)
    desk.comment(findings["R101"], "表是对的", Person("李四", Role.REVIEWER))
    desk.decide([findings["R204"]], Decision.ASK, "", WHO)
    data = reports.write("docx", [desk.checked()], Options(time="2025-03-01T10:00:00+08:00"))
    comments = {c.comment_id: c for c in docx.Document(io.BytesIO(data)).comments}
    answers = [c for c in comments.values() if c.author != "reconcile"]
    assert {(c.author, c.text) for c in answers} == {
        ("张三（编制）", "【属实】"), ("李四（复核）", "表是对的"), ("张三（编制）", "【待询问】"),
    }  # fmt: skip
    entries = list(part(data, "word/commentsExtended.xml").iter(W15 + "commentEx"))
    assert len(entries) == len(comments)
    parents = {e.get(W15 + "paraId"): e.get(W15 + "paraIdParent") for e in entries}
    assert sum(p is not None for p in parents.values()) == 3
    assert {p for p in parents.values() if p} <= set(parents)
    done = [e for e in entries if e.get(W15 + "done") == "1"]
    assert len(done) == 3  # the true one with its two answers; what waits for an answer is not done


def test_the_command_writes_a_corrected_draft(desk: Desk) -> None:
    out = desk.case.paths[0].with_name("修订.docx")
    command = [
        sys.executable,
        "-m",
        "reconcile",
        "check",
        str(desk.case.paths[0]),
        "--suggest",
        "-o",
        str(out),
        "--fail-on",
        "never",
    ]
    done = subprocess.run(command, cwd=made.ROOT, capture_output=True, text=True, check=True)
    assert "确定的更正 2 处" in done.stderr
    assert ("67", "76") in changes(out.read_bytes())
    refused = subprocess.run(
        [*command[:6], "--format", "json"], cwd=made.ROOT, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "--suggest" in refused.stderr


def test_dismissed_findings_are_not_told_any_more_but_it_is_said_who_hid_them(desk: Desk) -> None:
    findings = {f.code: i.fingerprint for f, i in desk.known.checked.told}
    desk.decide([findings["R101"]], Decision.FALSE_ALARM, "引用了另一口径", WHO)
    command = [
        sys.executable,
        "-m",
        "reconcile",
        "check",
        str(desk.case.paths[0]),
        "--review",
        str(desk.record),
        "--fail-on",
        "never",
    ]
    told = subprocess.run(command, cwd=made.ROOT, capture_output=True, text=True, check=True).stdout
    assert "R101 正文与表格金额不一致" not in told
    assert "隐去：R101" in told
    assert "引用了另一口径；张三" in told
    absent = subprocess.run(
        [*command[:5], "--review", "没有.jsonl"], cwd=made.ROOT, capture_output=True, text=True, check=False
    )
    assert absent.returncode == 2


@pytest.mark.office
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_the_changes_tracked(desk: Desk, tmp_path: Path) -> None:
    desk.decide([desk.known.prints[0]], Decision.TRUE, "", WHO)
    file = tmp_path / "修订.docx"
    file.write_bytes(reports.write("docx", [desk.checked()], OPTIONS))
    command = [str(SOFFICE), f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "odt"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(file)], check=True, capture_output=True, timeout=180)
    text = zipfile.ZipFile(tmp_path / "修订.odt").read("content.xml").decode()
    root = etree.fromstring(text.encode())
    names = root.nsmap
    regions = root.findall(".//text:tracked-changes/text:changed-region", names)
    assert len(regions) == 3  # 67 deleted, 76 inserted, 。 deleted
    assert {e.text for e in root.findall(".//text:changed-region//dc:creator", names)} == {"reconcile"}
