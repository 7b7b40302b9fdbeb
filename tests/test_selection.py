"""What settings make of rules and findings; baselines; where reports may be written."""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from reconcile import baseline, saving, selection
from reconcile.checked import Checked, Hiding
from reconcile.command import targets
from reconcile.document import Document
from reconcile.errors import UsageError
from reconcile.findings import Confidence, Evidence, Finding, Outcome, Severity, Stake
from reconcile.fingerprint import Identity, identities
from reconcile.materiality import materiality
from reconcile.settings import Settings, Suppression


def finding(code: str = "R101", quote: str = "收入1.00万元", confidence: float | None = 1.0) -> Finding:
    return Finding(
        code,
        "名称",
        "other",
        Severity.ERROR,
        f"{quote}不符",
        (Evidence("claim", quote),),
        confidence=None if confidence is None else Confidence(confidence, 0, 1, 20),
    )


def outcome(*findings: Finding) -> Outcome:
    return Outcome("", "other", "", None, findings, (), (), 0, 0.0)


def identified(*findings: Finding) -> tuple[Identity, ...]:
    return identities(Document("a.pdf", "pdf", ()), outcome(*findings))


def rule(code: str) -> ModuleType:
    module = ModuleType(code)
    module.CODE = code  # type: ignore[attr-defined]
    return module


RULES = (rule("R101"), rule("R102"), rule("R201"))


def chosen(settings: Settings) -> list[str]:
    return [r.CODE for r in selection.chosen(RULES, settings)]


def test_beginnings_of_codes_select_and_ignore() -> None:
    assert chosen(Settings()) == ["R101", "R102", "R201"]
    assert chosen(Settings(select=("R1",))) == ["R101", "R102"]
    assert chosen(Settings(select=("R1",), ignore=("R101",))) == ["R102"]


@pytest.mark.parametrize(
    "settings",
    [
        Settings(select=("R9",)),
        Settings(ignore=("X",)),
        Settings(severity={"R999": "info"}),
        Settings(suppress=(Suppression("R5", "x"),)),
    ],
)
def test_a_code_of_no_rule_is_told(settings: Settings) -> None:
    with pytest.raises(UsageError, match="reconcile rules"):
        chosen(settings)


def test_the_longest_beginning_gives_the_severity() -> None:
    settings = Settings(severity={"R": "info", "R10": "warning", "R102": "error"})
    told, hiding = selection.settled(outcome(finding("R101"), finding("R102"), finding("R201")), settings)
    assert [(f.code, str(f.severity)) for f in told.findings] == [
        ("R102", "error"), ("R101", "warning"), ("R201", "info"),
    ]  # fmt: skip
    assert hiding == (Hiding("severity", "R=info", 1), Hiding("severity", "R10=warning", 1))


def test_the_least_confidence_is_still_told() -> None:
    settings = Settings(min_confidence=0.5)
    found = outcome(finding(confidence=0.5), finding(confidence=0.49), finding(confidence=None))
    kept, hiding = selection.settled(found, settings)
    assert [f.confidence and f.confidence.share for f in kept.findings] == [0.5, None]
    assert hiding == (Hiding("min_confidence", "0.5", 1),)


def test_rules_that_did_not_run_are_told_without_a_number() -> None:
    _, hiding = selection.settled(outcome(), Settings(select=("R1", "R2"), ignore=("R102",)))
    assert hiding == (Hiding("select", "R1,R2", None), Hiding("ignore", "R102", None))


@pytest.mark.parametrize(
    "pattern, path, fits",
    [
        ("", "a/b.pdf", True),
        ("b.pdf", "a/b.pdf", True),
        ("*.pdf", "/x/a/b.pdf", True),
        ("a/*.pdf", "/x/a/b.pdf", True),
        ("c.pdf", "a/b.pdf", False),
        ("b.pdf", "ab.pdf", False),
    ],
)
def test_a_pattern_fits_the_end_of_a_path(pattern: str, path: str, fits: bool) -> None:
    assert selection.applies(Suppression("R101", "x", path=pattern), path) is fits


def test_suppressions_match_by_code_and_words_and_tell_which_were_used() -> None:
    hit, other_words, other_code = (
        Suppression("R1", "seen", quote="收入 1.00"),
        Suppression("R101", "x", quote="2.00"),
        Suppression("R2", "x"),
    )
    all_ = (hit, other_words, other_code)
    result = selection.suppressed([finding()], identified(finding()), "a.pdf", Settings(suppress=all_))
    assert list(result.reasons.values()) == ["seen"]
    assert result.hiding == (Hiding("suppress", "R1 “收入 1.00”（seen）", 1),)
    assert selection.stale(all_, result.used, ["a.pdf"], ["R101", "R201"]) == [other_words, other_code]
    assert selection.stale(all_, result.used, ["a.pdf"], ["R101"]) == [other_words]  # R2 did not run


def test_a_suppression_for_other_documents_is_not_stale() -> None:
    assert selection.stale([Suppression("R1", "x", path="b.pdf")], [], ["a.pdf"], ["R101"]) == []


@pytest.mark.parametrize("fail_on, fails", [("error", False), ("warning", True), ("info", True), ("never", False)])
def test_fail_on(fail_on: str, fails: bool) -> None:
    assert selection.fails([Severity.INFO, Severity.WARNING], fail_on) is fails


def test_a_baseline_knows_the_findings_it_was_made_of(tmp_path: Path) -> None:
    checked = Checked(Document("x/a.pdf", "pdf", ()), outcome(finding(), finding(), finding("R201")))
    file = tmp_path / "known.json"
    file.write_text(baseline.render([checked]), encoding="utf-8")
    known = baseline.known(baseline.read(file), "elsewhere/a.pdf")
    assert known == {(i.fingerprint, i.content) for i in checked.identities}
    assert len(known) == 3
    fresh = [*checked.outcome.findings, finding("R101", "收入3.00万元")]
    hidden = selection.suppressed(fresh, identified(*fresh), "a.pdf", Settings(baseline=file), known)
    assert len(hidden.reasons) == 3
    assert hidden.hiding == (Hiding("baseline", str(file), 3),)
    assert baseline.known(baseline.read(file), "b.pdf") == frozenset()


def test_a_baseline_does_not_hide_other_numbers_at_a_known_place(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    old = Checked(Document("a.pdf", "pdf", ()), outcome(finding(quote="收入1.00万元")))
    file.write_text(baseline.render([old]), encoding="utf-8")
    now = finding(quote="收入9.00万元")
    assert identified(now)[0].fingerprint == old.identities[0].fingerprint
    known = baseline.known(baseline.read(file), "a.pdf")
    assert not selection.suppressed([now], identified(now), "a.pdf", Settings(), known).reasons


def test_a_baseline_of_another_version_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "known.json"
    file.write_text('{"schema_version": "1", "documents": {}}', encoding="utf-8")
    with pytest.raises(UsageError, match="另一版本写的"):
        baseline.read(file)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema_version": "2", "documents": {"a": [1]}}'])
def test_what_is_no_baseline_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="不是基线文件"):
        baseline.read(tmp_path / "b.json")


def test_suppressed_findings_are_not_told() -> None:
    checked = Checked(Document("a", "text", ()), outcome(finding(), finding("R201")))
    hidden = checked._replace(suppressed={checked.identities[0].fingerprint: "known"})
    assert [f.code for f in hidden.findings] == ["R201"]


# where reports go


@pytest.mark.parametrize(
    "formats, outputs, pairs",
    [
        ([], [], [("text", "-")]),
        (["json"], [], [("json", "-")]),
        (["json"], ["a.txt"], [("json", "a.txt")]),
        (["json", "html"], ["a", "b"], [("json", "a"), ("html", "b")]),
        (["text", "html"], ["a.html"], [("html", "a.html"), ("text", "-")]),
        ([], ["a.xlsx"], [("xlsx", "a.xlsx")]),
        ([], ["a.json", "b.sarif"], [("json", "a.json"), ("sarif", "b.sarif")]),
        (["json"], ["-"], [("json", "-")]),
    ],
)
def test_targets(formats: list[str], outputs: list[str], pairs: list[tuple[str, str]]) -> None:
    assert targets(formats, outputs) == pairs


@pytest.mark.parametrize("formats, outputs", [(["json", "csv"], []), (["pdf"], []), ([], ["a.unknown"])])
def test_targets_that_do_not_come_out(formats: list[str], outputs: list[str]) -> None:
    with pytest.raises(UsageError):
        targets(formats, outputs)


def test_a_report_replaces_an_old_one_whole(tmp_path: Path) -> None:
    file = tmp_path / "r.json"
    file.write_bytes(b"old and longer")
    saving.save(b"new", file)
    assert file.read_bytes() == b"new"
    assert [p.name for p in tmp_path.iterdir()] == ["r.json"]


def test_a_link_to_the_document_is_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"text")
    os.link(tmp_path / "a.txt", tmp_path / "b.txt")
    with pytest.raises(UsageError, match="覆盖"):
        saving.save(b"report", tmp_path / "b.txt", [str(tmp_path / "a.txt")])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="文件夹"):
        saving.save(b"report", tmp_path)


def test_a_device_is_written_to(tmp_path: Path) -> None:
    saving.save(b"report", Path(os.devnull))


def at_stake(code: str, amount: int | None, share: str | None = None) -> Finding:
    stake = None if amount is None else Stake(Decimal(amount), share and Decimal(share))
    return finding(code, f"{code} {amount}")._replace(stake=stake)


@pytest.mark.parametrize(
    ("least", "lowered"), [("1万元", ["R102", "R103"]), ("0.5%", ["R101", "R103"]), ("2亿元", ["R101", "R102", "R103"])]
)
def test_what_is_below_materiality_is_told_as_info_with_the_reason(least: str, lowered: list[str]) -> None:
    """Names have no amount and stay; nothing is dropped."""
    given = (
        at_stake("R101", 10_000, "0.004"),
        at_stake("R102", 9_999, "0.5"),
        at_stake("R103", 1, "0.001"),
    )
    named = at_stake("R401", None)
    told, hiding = selection.settled(outcome(*given, named), Settings(materiality=least))
    little = {f.code: f.lowered for f in told.findings if f.severity is Severity.INFO}
    assert little == dict.fromkeys(lowered, f"涉及金额低于重要性水平{least}")
    assert len(told.findings) == 4
    assert hiding == (Hiding("materiality", least, len(lowered)),)
    assert [f.severity for f in told.findings][: 4 - len(lowered)] == [Severity.ERROR] * (4 - len(lowered))


def test_a_percentage_says_nothing_of_amounts_without_a_whole() -> None:
    told, _ = selection.settled(outcome(at_stake("R101", 1)), Settings(materiality="50%"))
    assert [f.severity for f in told.findings] == [Severity.ERROR]


@pytest.mark.parametrize("text", ["10000", "1万", "约1万元", "1万美元", "3人", "-1万元", "0元", "1万元至2万元", "多"])
def test_what_is_no_materiality_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(UsageError, match="重要性水平"):
        materiality(text)
