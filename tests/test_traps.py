"""Short invented documents (``tests/traps``, a file a kind), each right or with exactly one mistake that a careful reader
calls certain. A right one has no error; a wrong one has an error that names the mistake, and no other. Nor does either
have a warning about other amounts. How many of the numbers that a reader would tick are ticked is counted apart; it may
grow. ``right.toml`` holds right documents on which the program once reported an error; they are not counted in the
share, none may have one, and what is ticked in them stays ticked."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import reconcile
from reconcile.report import Report, ReportEvidence, ReportFigure, ReportFinding

TRAPS = Path(__file__).with_name("traps")
RIGHT = "right"
FLOOR = 0.97
FEWEST = 213  # numbers that are ticked, of all that a reader would
OTHER = ("R4", "R7")  # names and what is missing: of no amount
TICKED = ("agrees", "agrees_by_rounding")


@dataclass(frozen=True)
class Trap:
    kind: str
    id: str
    text: str
    wrong: tuple[str, ...]  # the mistake, verbatim; empty where all is right
    agrees: tuple[str, ...]  # numbers that a reader ticks, each with the words that make it findable
    why: str


def traps(right: bool = False) -> list[Trap]:
    return [
        Trap(path.stem, row["id"], row["text"], tuple(row["wrong"]), tuple(row["agrees"]), row["why"])
        for path in sorted(TRAPS.glob("*.toml"))
        if (path.stem == RIGHT) is right
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["trap"]
    ]


@dataclass(frozen=True)
class Checked:
    trap: Trap
    report: Report
    lines: dict[int | None, str]  # the paragraphs, by the lines that they stand in

    @classmethod
    def of(cls, trap: Trap) -> Checked:
        data, name = trap.text.encode(), f"{trap.id}.md"
        paragraphs = reconcile.read(data, None, name=name).paragraphs
        lines = {s.place.line: p.text for p in paragraphs for s in p.segments}
        return cls(trap, reconcile.check(data, name=name), lines)

    def touches(self, place: ReportEvidence | ReportFigure, surfaces: Iterable[str]) -> bool:
        """The place shares a character with one of the surfaces."""
        text = self.lines.get(place.line, "")
        if place.start is None or place.end is None:
            return False
        return any(start < place.end and place.start < start + len(s) for s in surfaces for start in starts(text, s))

    def blamed(self, finding: ReportFinding) -> bool:
        return any(self.touches(evidence, self.trap.wrong) for evidence in finding.evidence)

    @property
    def errors(self) -> list[ReportFinding]:
        return [f for f in self.report.findings if f.severity == "error"]

    @property
    def warnings(self) -> list[ReportFinding]:
        return [f for f in self.report.findings if f.severity == "warning" and not f.code.startswith(OTHER)]

    @property
    def passed(self) -> bool:
        right = bool(self.errors) == bool(self.trap.wrong) and all(map(self.blamed, self.errors))
        return right and all(map(self.blamed, self.warnings))

    @property
    def unticked(self) -> list[str]:
        return [s for s in self.trap.agrees if not self.ticked(s)]

    def ticked(self, surface: str) -> bool:
        found = [f for f in self.report.figures if self.touches(f, [surface])]
        return bool(found) and all(f.status in TICKED for f in found)


def starts(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


def told(checked: Checked) -> str:
    """One failure, for whoever mends it."""
    said = [f"    {f.code} {f.message}" for f in (*checked.errors, *checked.warnings)] or ["    没有错误"]
    return "\n".join([f"{checked.trap.id}（{checked.trap.why}）{'、'.join(checked.trap.wrong) or '全对'}", *said])


def test_traps_are_well_formed() -> None:
    found = traps()
    assert len(found) == len({t.id for t in found}) == 100
    for trap in (*found, *traps(right=True)):
        assert [s for s in (*trap.wrong, *trap.agrees) if trap.text.count(s) != 1] == [], trap.id
    right, all_of = Counter(t.kind for t in found if not t.wrong), Counter(t.kind for t in found)
    assert [kind for kind in all_of if 2 * right[kind] < all_of[kind]] == []


def test_right_documents_have_no_error_and_each_mistake_is_named_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = [Checked.of(trap) for trap in traps()]
    failures = "\n".join(told(c) for c in found if not c.passed)
    share = sum(c.passed for c in found) / len(found)
    ticked = sum(len(c.trap.agrees) - len(c.unticked) for c in found)
    with capsys.disabled():
        print("\n" + summary(found))
    assert share >= FLOOR, failures
    assert ticked >= FEWEST


@pytest.mark.parametrize("trap", traps(right=True), ids=lambda trap: trap.id)
def test_what_was_once_accused_wrongly_is_not_again(trap: Trap) -> None:
    checked = Checked.of(trap)
    assert not checked.errors, told(checked)
    assert not checked.warnings, told(checked)
    assert not checked.unticked


def summary(found: list[Checked]) -> str:
    kinds = {kind: [c for c in found if c.trap.kind == kind] for kind in sorted({c.trap.kind for c in found})}
    return "\n".join(line(kind, rows) for kind, rows in [*kinds.items(), ("all", found)])


def line(kind: str, rows: list[Checked]) -> str:
    surfaces = sum(len(c.trap.agrees) for c in rows)
    ticked = surfaces - sum(len(c.unticked) for c in rows)
    return f"{kind:<10}passed {sum(c.passed for c in rows)}/{len(rows)}, ticked {ticked}/{surfaces}"
