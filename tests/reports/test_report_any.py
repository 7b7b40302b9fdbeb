"""No report may fail on what rules and readers hand over, however odd: places out of range, texts of any kind."""

from __future__ import annotations

import io
import json
import zipfile
from decimal import Decimal
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reconcile import reports
from reconcile.checked import Checked
from reconcile.document import Place
from reconcile.findings import Evidence, Finding, JudgedFigure, Judgement, LedgerLine, Severity, Status
from reconcile.forms import Form
from reconcile.sources import CONTROL

PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # a report takes too long to be tried a thousand times smaller
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    [
        "=1+1",
        "\x00\x0b\ufffe",
        "</script>",
        "]]>",
        "'表1'!A1",
        "2,636.92",
        "一",
        "-",
        "%0A::error::",
        "\x1b[2J\r\x9b\u202e\x01",
    ]
)
SMALL = st.none() | st.integers(-2, 60)
CELL = st.none() | st.tuples(st.integers(0, 9), st.integers(0, 9))
BOX = st.none() | st.tuples(*[st.floats(-1e4, 1e4)] * 4)
PLACE = st.builds(Place, st.none() | st.integers(1, 40), st.none() | st.integers(1, 99), BOX, TEXT)
EVIDENCE = st.builds(
    Evidence, TEXT, TEXT, PLACE, SMALL, SMALL, st.none() | TEXT, st.none() | TEXT, st.none() | TEXT,
    st.none() | st.sampled_from(["0", "1.50", "-3", "36.92"]), st.none() | st.sampled_from(["万元", "%", "元", ""]),
    st.none() | st.integers(0, 6), CELL,
)  # fmt: skip
LINES = dict.fromkeys(map(ord, "\n\t"))
FINDING = st.tuples(
    st.sampled_from(["R101", "R305", "R999"]), TEXT, st.just("other"), st.sampled_from(list(Severity)), TEXT,
    st.lists(EVIDENCE, max_size=4).map(tuple), TEXT, TEXT, TEXT,
).map(lambda fields: Finding(*fields))  # fmt: skip
LINE = st.tuples(
    st.integers(0, 6), TEXT, PLACE, st.integers(0, 50), st.integers(0, 60), st.just("money"),
    st.sampled_from(["0", "12.30", "-1"]), st.sampled_from(["万元", ""]), TEXT, st.sampled_from(list(Status)), TEXT,
    st.lists(EVIDENCE, max_size=2).map(tuple),
).map(lambda fields: LedgerLine(*fields))  # fmt: skip
FIGURE = st.builds(JudgedFigure, EVIDENCE, st.decimals(-1000, 1000, places=2), st.sampled_from([1, -1]))
JUDGEMENT = st.builds(
    Judgement, st.just("R301"), st.just("other"),
    st.sampled_from([str(f) for f in Form]), TEXT,
    st.sampled_from(["agrees", "by_rounding", "possible", "inconsistent"]), FIGURE,
    st.lists(FIGURE, min_size=2, max_size=2).map(tuple), st.none() | st.just(Decimal(1)),
)  # fmt: skip


@pytest.mark.parametrize(
    "format_", ["text", "statistics", "json", "jsonl", "sarif", "junit", "csv", "github", "html", "xlsx"]
)
@settings(max_examples=15, deadline=None, phases=PHASES, suppress_health_check=list(HealthCheck))
@given(
    findings=st.lists(FINDING, max_size=4),
    ledger=st.lists(LINE, max_size=4),
    judgements=st.lists(JUDGEMENT, max_size=3),
    title=TEXT,
)
def test_any_outcome_can_be_told(
    checked: Checked,
    format_: str,
    findings: list[Finding],
    ledger: list[LedgerLine],
    judgements: list[Judgement],
    title: str,
) -> None:
    outcome = checked.outcome._replace(
        title=title, findings=tuple(findings), ledger=tuple(ledger), judgements=tuple(judgements)
    )
    told = reports.write(format_, [checked._replace(outcome=outcome)])
    if format_ in ("text", "statistics", "csv", "github"):
        assert not CONTROL.search(told.decode().replace("\r\n", "").translate(LINES)), (
            "a document's words move the cursor"
        )
    if format_ in ("json", "sarif"):
        json.loads(told)
    elif format_ == "jsonl":
        assert len(told.decode().split("\n")) == 2
    elif format_ == "junit":
        ElementTree.fromstring(told)
    elif format_ == "github":
        assert len(told.decode().split("\n")) == len(findings) + 2
    elif format_ == "html":
        assert told.count(b"</script>") == 2
    elif format_ == "xlsx":
        assert zipfile.ZipFile(io.BytesIO(told)).testzip() is None
        openpyxl.load_workbook(io.BytesIO(told))


def test_colours_are_the_programs_own(checked: Checked) -> None:
    finding = checked.outcome.findings[0]._replace(message="\x1b[8m\x01隐\x02\x9b")
    told = reports.write(
        "text", [checked._replace(outcome=checked.outcome._replace(findings=(finding,)))], reports.Options(colour=True)
    ).decode()
    assert "\x1b[1m" in told
    assert r"\x1b[8m\x01隐\x02\x9b" in told
    assert not CONTROL.search(told.translate(LINES).replace("\x1b[", ""))
