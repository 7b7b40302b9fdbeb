"""Reads the case files of the rules; their form is described in cases/README.md."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

CASES = Path(__file__).parent / "cases"
HEADING = re.compile(r"^## (?P<verdict>pass|fail)(?: \((?P<year>\d{4})\))?: (?P<title>.+)$")
FENCE = re.compile(r"^(?P<marks>~{3,})(?P<kind>\w*)$")
EXPECTED = re.compile(r"^- (?P<severity>error|warning|info)(?:: (?P<words>.+))?$")


class Expected(NamedTuple):
    severity: str
    words: str


class Case(NamedTuple):
    code: str
    verdict: str  # pass or fail
    year: int | None
    title: str
    kind: str  # suffix of the file that the text is read as
    text: str
    expected: tuple[Expected, ...]


def read_cases(path: Path) -> list[Case]:
    """The cases of one file. ValueError for what is not in the form, so that no case is passed over in silence."""
    cases: list[Case] = []
    lines = iter(enumerate(path.read_text(encoding="utf-8").splitlines(), 1))
    for number, line in lines:
        if heading := HEADING.match(line):
            year = int(heading["year"]) if heading["year"] else None
            cases.append(Case(path.stem, heading["verdict"], year, heading["title"], "", "", ()))
        elif (fence := FENCE.match(line)) and cases and not cases[-1].kind:
            body = []
            for _, inner in lines:
                if inner == fence["marks"]:
                    break
                body.append(inner)
            cases[-1] = cases[-1]._replace(kind=fence["kind"] or "txt", text="\n".join(body) + "\n")
        elif (expected := EXPECTED.match(line)) and cases and cases[-1].kind:
            found = Expected(expected["severity"], expected["words"] or "")
            cases[-1] = cases[-1]._replace(expected=(*cases[-1].expected, found))
        elif line.strip() not in ("", "- nothing") and not line.startswith("# ") and line.startswith(("#", "-", "~")):
            raise ValueError(f"{path.name}:{number}: not in the form of a case: {line}")
    for case in cases:
        if not case.kind:
            raise ValueError(f"{path.name}: no document under: {case.title}")
        if case.verdict == "fail" and not case.expected:
            raise ValueError(f"{path.name}: nothing expected of: {case.title}")
        if case.verdict == "pass" and any(e.severity != "info" for e in case.expected):
            raise ValueError(f"{path.name}: a pass can only give info: {case.title}")
    return cases


def all_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("R[0-9]*.md")) for case in read_cases(path)]
