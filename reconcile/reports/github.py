"""Annotations for GitHub Actions: one workflow command a document with the first lines of its report, one a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reconcile.checked import Checked, Result
from reconcile.findings import Finding, Severity
from reconcile.sources import visible

from .opening import opening
from .options import Options
from .quoting import where
from .sarif import LINED
from .words import LANGUAGES, advice, amount

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(checked: Sequence[Checked], options: Options) -> bytes:
    lines = [
        line
        for c in checked
        for line in (head(c, options), *(command(c, f, LANGUAGES[options.language]) for f in c.findings))
    ]
    return "".join(line + "\n" for line in lines).encode()


def head(checked: Checked, options: Options) -> str:
    """How the check came out: a warning where it is incomplete."""
    words = LANGUAGES[options.language]
    kind = "warning" if checked.result is Result.INCOMPLETE else "notice"
    first, *others = opening(checked, words)
    file, title = escaped(checked.document.path, ":,"), escaped(first, ":,")
    return f"::{kind} file={file},title={title}::" + escaped("\n".join(others))


def command(checked: Checked, finding: Finding, words: Mapping[str, str]) -> str:
    properties = {"file": checked.document.path}
    first = finding.evidence[0] if finding.evidence else None
    if first is not None and first.place.line is not None and checked.document.format in LINED:
        properties["line"] = str(first.place.line)
    properties["title"] = f"{finding.code} {finding.name}"
    told = ",".join(f"{name}={escaped(value, ':,')}" for name, value in properties.items())
    places = [f"{where(checked.document, e, words)} {amount(e) or e.quote}".strip() for e in finding.evidence]
    notes = [f"{words[key]}{words['colon']}{text}" for key, text in advice(finding, words)]
    message = "\n".join([finding.message, *dict.fromkeys(places), *notes])
    return f"::{COMMANDS[finding.severity]} {told}::{escaped(message)}"


def escaped(text: str, others: str = "") -> str:
    """The text with what ends a command or a property written as %XX, and control characters written out."""
    for character in "%\r\n" + others:
        text = text.replace(character, f"%{ord(character):02X}")
    return visible(text)
