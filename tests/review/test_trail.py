"""The file of decisions: only added to, by several at once, and a cut off line is kept and said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reconcile.decisions import trail
from reconcile.decisions.lines import Decision, DocumentRef, Edit, Line, Role, What, parsed, written
from reconcile.decisions.standing import State, gone, standings, widened
from reconcile.errors import UsageError

DRAFT = DocumentRef("草稿.docx", "a" * 64, "东湖区信访局", "department_budget", 2024)
LINE = Line(
    What.DECIDE, "act1", "2025-01-02T10:00:00+08:00", "张三", Role.PREPARER, DRAFT, "0.1.0", "f1", "seen1", "R101",
    "说明", Decision.TRUE,
)  # fmt: skip


def test_a_line_is_read_as_it_was_written() -> None:
    whole = LINE._replace(reason="理由\n“两行”", edit=Edit(3, 1, 4, "甲", "乙"), facts={"scope": "office"}, of="x")
    assert parsed(written(whole)) == whole
    assert "\n" not in written(whole)
    wide = LINE._replace(what=What.WIDEN, document=DocumentRef("", ""), facts={"office": "东湖区信访局"})
    assert parsed(written(wide)) == wide


def test_what_a_terminal_would_obey_is_left_out() -> None:
    assert parsed(written(LINE._replace(reason="甲\x1b[2J\x9b31m乙\x07"))).reason == "甲[2J31m乙"


@pytest.mark.parametrize(
    "text", ["{", "[]", "1", "{}", '{"what":"decide"}', written(LINE).replace('"act1"', "7"), "[" * 100_000]
)
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parsed(text)


def test_the_next_draft_has_the_same_name_or_is_of_the_same_office_kind_and_year() -> None:
    for other, is_draft in (
        (DocumentRef("改.docx", "b" * 64, *DRAFT[2:]), True),
        (DocumentRef("草稿.docx", "b" * 64), True),
        (DocumentRef("草稿.docx", "b" * 64, "西湖区统计局", "department_budget", 2024), False),  # another office's file
        (DocumentRef("草稿.docx", "b" * 64, "东湖区信访局", "department_budget", 2025), False),
        (DocumentRef("改.docx", "b" * 64, "东湖区信访局"), False),
    ):
        assert DRAFT.is_draft_of(other) is is_draft, other


def test_a_cut_off_line_stays_and_the_next_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / trail.NAME
    trail.append(path, [LINE])
    whole = path.read_bytes()
    path.write_bytes(whole + whole[: len(whole) // 2])
    trail.append(path, [LINE._replace(act="act2")])
    reading = trail.read(path)
    assert [line.act for line in reading.lines] == ["act1", "act2"]
    assert [d.number for d in reading.damaged] == [2]
    assert path.read_bytes().startswith(whole + whole[: len(whole) // 2] + b"\n")


def test_a_dismissal_for_an_office_or_a_kind_covers_its_findings_until_it_is_taken_back() -> None:
    office = DocumentRef("决算.pdf", "c" * 64, "东湖区信访局（本级）", "department_account", 2024)
    wide = LINE._replace(what=What.WIDEN, act="w", document=DocumentRef("", ""), decision=Decision.FALSE_ALARM)
    for facts, covered in (
        ({"office": "东湖区信访局"}, {"f1"}),
        ({"kind": "department_account"}, {"f1"}),
        ({"office": "西湖区统计局"}, set()),
        ({"office": "东湖区信访局", "kind": "department_budget"}, set()),
        ({}, set()),
    ):
        lines = [wide._replace(facts=facts)]
        found = widened(lines, {"f1": "R101", "f2": "R203"}, office)
        assert {p for p, s in found.items() if s.dismissed} == covered, facts
        back = LINE._replace(what=What.UNDO, of="w", document=DocumentRef("", ""), decision=None)
        assert not widened([*lines, back], {"f1": "R101"}, office)


def test_two_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / trail.NAME
    code = (
        "import sys; from pathlib import Path\n"
        "from reconcile.decisions import trail; from reconcile.decisions.lines import parsed\n"
        "line = parsed(sys.argv[2])\n"
        "for n in range(15): trail.append(Path(sys.argv[1]), [line._replace(act=f'{sys.argv[3]}-{n}')] * 3)\n"
    )
    both = [subprocess.Popen([sys.executable, "-c", code, str(path), written(LINE), name]) for name in ("a", "b")]
    assert [p.wait(60) for p in both] == [0, 0]
    reading = trail.read(path)
    assert not reading.damaged
    assert len(reading.lines) == 90
    for name in ("a", "b"):
        own = [line.act for line in reading.lines if line.act.startswith(name)]
        assert own == [f"{name}-{n}" for n in range(15) for _ in range(3)]


def test_what_cannot_be_kept_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有保存"):
        trail.append(tmp_path / "absent" / trail.NAME, [LINE])


def test_a_decision_follows_its_finding_into_the_next_draft() -> None:
    draft2 = DRAFT._replace(name="草稿2.docx", sha256="b" * 64)
    other = DRAFT._replace(name="别的.docx", sha256="c" * 64, entity="西湖区信访局")
    lines = [LINE, LINE._replace(subject="f2", act="act2")]
    shown = {"f1": "seen1", "f3": "seen3"}
    assert standings(lines, shown, draft2)["f1"].state is State.DECIDED
    assert standings(lines, shown, draft2)["f1"].carried
    assert standings(lines, {"f1": "another"}, draft2)["f1"].state is State.AGAIN
    assert standings(lines, shown, other) == {}
    assert [line.subject for line in gone(lines, shown, draft2)] == ["f2"]


def test_an_undone_act_does_not_count_and_both_roles_are_known() -> None:
    lines = [
        LINE,
        LINE._replace(act="act2", person="李四", role=Role.REVIEWER),
        LINE._replace(act="act3", decision=Decision.FALSE_ALARM, reason="口径不同"),
        LINE._replace(what=What.UNDO, act="act4", of="act3", decision=None),
    ]
    standing = standings(lines, {"f1": "seen1"}, DRAFT)["f1"]
    assert standing.decision is Decision.TRUE
    assert standing.preparer is not None
    assert standing.reviewer is not None
    assert (standing.preparer.person, standing.reviewer.person) == ("张三", "李四")
    assert standings(lines[:3], {"f1": "seen1"}, DRAFT)["f1"].dismissed
