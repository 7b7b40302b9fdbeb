"""A finding is known again in the next draft and by the next program; what it rests on is known apart from it."""

from __future__ import annotations

import pytest

from reconcile.checked import Checked
from reconcile.document import Document, Notice, Paragraph, Place
from reconcile.findings import Component, Evidence, Finding, LedgerLine, Outcome, Severity, Status
from reconcile.fingerprint import Identity, identities

HEADING = "二、支出决算情况说明"
TEXT = "2024年度会议费支出决算12.40万元，培训费支出决算8.00万元。"
CELL = Evidence(
    "cell",
    "12.50",
    table="三公经费决算表",
    row="会议费",
    column="决算数",
    value="12.50",
    unit="万元",
    block=9,
    cell=(1, 1),
)


def identity(
    number: str = "12.40",
    heading: str = HEADING,
    text: str = TEXT,
    before: tuple[Paragraph, ...] = (),
    code: str = "R101",
    message: str = "不一致",
    subject: str = "会议费",
    cell: Evidence = CELL,
    evidence: tuple[Evidence, ...] | None = None,
) -> Identity:
    """Of the finding that the number of the text contradicts the cell."""
    document = Document("a.docx", "docx", (*before, Paragraph(heading), Paragraph(text)))
    block, start = len(before) + 1, text.find(number)
    claim = Evidence(
        "claim", text[:start] + number, Place(1, 2), start, start + len(number), value=number, unit="万元", block=block
    )
    line = LedgerLine(
        block, number, Place(), start, start + len(number), "money", number, "万元", subject, Status.DISAGREES,
        subject=subject, measure="actual",
    )  # fmt: skip
    finding = Finding(code, "名称", "other", Severity.ERROR, message, evidence or (claim, cell))
    (found,) = identities(document, Outcome("", "", "", None, (finding,), (line,), (), 1, 0.0))
    return found


@pytest.mark.parametrize(
    "other",
    [
        identity(message="换一种说法"),
        identity(before=(Paragraph("目录"), Paragraph("第一部分 概况"), Paragraph("单位职责如下。"))[:1]),
        identity(heading="三、支出决算情况说明"),  # renumbered
        identity(text=TEXT.replace("2024年度", "")),  # reworded, the address is the same
    ],
)
def test_what_moves_or_is_said_otherwise_is_the_same_finding(other: Identity) -> None:
    assert other == identity()


@pytest.mark.parametrize(
    "other",
    [
        identity(number="14.20", text=TEXT.replace("12.40", "14.20")),
        identity(cell=CELL._replace(value="13.50", quote="13.50")),
    ],
)
def test_other_numbers_are_the_same_question_with_other_content(other: Identity) -> None:
    assert other.fingerprint == identity().fingerprint
    assert other.content != identity().content


@pytest.mark.parametrize(
    "other",
    [identity(code="R102"), identity(number="8.00", subject="培训费"), identity(heading="一、收入决算情况说明")],
)
def test_another_rule_address_or_section_is_another_finding(other: Identity) -> None:
    assert other.fingerprint != identity().fingerprint


def test_in_a_table_row_and_column_say_which_it_is() -> None:
    first = identity(evidence=(CELL,))
    assert first.fingerprint == identity(evidence=(CELL._replace(block=3, cell=(7, 2)),), heading="别处").fingerprint
    assert first.fingerprint != identity(evidence=(CELL._replace(row="培训费"),)).fingerprint


def test_components_of_the_address_go_before_its_parts() -> None:
    document = Document("a.txt", "text", (Paragraph(TEXT),))
    line = LedgerLine(0, "12.40", Place(), 12, 17, "money", "12.40", "万元", "", Status.DISAGREES, subject="会议费")
    claim = Evidence("claim", "12.40", Place(), 12, 17, block=0)
    finding = Finding("R101", "", "other", Severity.ERROR, "", (claim,))
    outcome = Outcome("", "", "", None, (finding,), (line,), (), 1, 0.0)
    said = line._replace(components=(Component("subject", "会议费", "said"),))
    heading = line._replace(components=(Component("subject", "会议费", "heading"),))
    first, second, third = (
        identities(document, outcome._replace(ledger=(chosen,)))[0].fingerprint for chosen in (line, said, heading)
    )
    assert first == second == third


def test_findings_that_are_alike_are_told_apart_and_share_a_root(checked_twice: Checked) -> None:
    first, second = checked_twice.identities
    assert first.fingerprint != second.fingerprint
    assert first.root == second.root == first.fingerprint


@pytest.fixture
def checked_twice() -> Checked:
    document = Document("a.txt", "text", (Paragraph("经费使用严格执行执行规定。"),), notices=(Notice("info", ""),))
    finding = Finding(
        "R505", "重复", "prose", Severity.WARNING, "", (Evidence("words", "执行执行", Place(), 6, 10, block=0),)
    )
    return Checked(document, Outcome("", "", "", None, (finding, finding), (), (), 1, 0.0))
