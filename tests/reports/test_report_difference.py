"""What changed between two results: the document's doing, the program's, or nobody knows whose."""

from __future__ import annotations

import pytest

from reconcile.checked import Checked
from reconcile.comparing import compare, paired
from reconcile.findings import Status
from reconcile.report import Report, to_report
from reconcile.reports import difference


def other(checked: Checked, sha256: str = "", program: str = "", without: int | None = None) -> Report:
    """The report of another draft or by another program, with a finding less."""
    findings = tuple(f for n, f in enumerate(checked.outcome.findings) if n != without)
    report = to_report(checked._replace(outcome=checked.outcome._replace(findings=findings)))
    changes = {k: v for k, v in (("sha256", sha256), ("program", program)) if v}
    return report.model_copy(update={"document": report.document.model_copy(update=changes)})


@pytest.mark.parametrize(
    "sha256, program, without, cause",
    [
        ("", "9", 0, "program"),
        ("", "", 0, "settings"),
        ("cd", "", 0, "document"),
        ("cd", "9", 0, "program"),  # all its numbers stand in both drafts
        ("cd", "9", 2, "open"),  # it speaks of no number
    ],
)
def test_whose_doing_it_is(checked: Checked, sha256: str, program: str, without: int, cause: str) -> None:
    told = compare(to_report(checked), other(checked, sha256, program, without))
    assert [(c.change, c.cause) for c in told.findings] == [("gone", cause)]
    assert told.same == 3


def test_a_number_with_another_status_is_told(checked: Checked) -> None:
    first, *others = checked.outcome.ledger
    ledger = (first._replace(status=Status.AGREES), *others)
    new = to_report(checked._replace(outcome=checked.outcome._replace(ledger=ledger)))
    told = compare(to_report(checked), new)
    assert [(f.quote, f.before, f.after) for f in told.figures] == [("2636.29万元", "disagrees", "agrees")]


def test_documents_are_paired_by_path_or_by_a_name_that_is_the_only_one(checked: Checked) -> None:
    def at(*paths: str) -> list[Report]:
        return [to_report(checked._replace(document=checked.document._replace(path=p))) for p in paths]

    told = paired(at("a/1.pdf", "a/2.pdf", "b/2.pdf"), at("c/1.pdf", "a/2.pdf", "c/3.pdf"))
    assert [(d.old, d.new) for d in told.documents] == [("a/2.pdf", "a/2.pdf"), ("a/1.pdf", "c/1.pdf")]
    assert (told.only_old, told.only_new) == (("b/2.pdf",), ("c/3.pdf",))
    assert "只在现在的结果中：c/3.pdf" in difference.as_text(told)
    assert "only in the new result: c/3.pdf" in difference.as_text(told, "en")
