"""The report on a terminal: by severity and root cause, both places quoted, and the account of all numbers.

Colour is only used where the options ask for it; without it the marked number stands in 【】, so that nothing is lost
in a pipe.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from reconcile.checked import Checked, Result
from reconcile.findings import Evidence, Finding, Severity, Status
from reconcile.ranking import by_root
from reconcile.sources import visible
from reconcile.tuples import NamedTuple

from . import listed
from .grouping import by_template
from .opening import notice_line, opening
from .options import Options
from .quoting import by_paragraph, quoted_pieces, where
from .wide import wrap
from .words import KINDS, LANGUAGES, SEVERITIES, STATUSES, TICKS, ZH, advice, spot

RESULT_COLOURS = {Result.CLEAN: "32", Result.FINDINGS: "1", Result.INCOMPLETE: "1;33"}
COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
MOST_REASONS = 5
MOST_QUOTED = 5  # of the numbers that cannot be read
MOST_PLACES = 8  # paragraphs and tables quoted of one finding
MOST_CELLS = 10  # of one table
BAR = "    │ "
# stand for colour until the words of the document, which cannot hold them, have been made harmless
ESCAPE, ON, OFF = "\udc1b", "\udc01", "\udc02"


class Pen(NamedTuple):
    """How to write: words of the language, colour or not, and the width."""

    words: Mapping[str, str]
    colour: bool
    width: int | None

    def paint(self, text: str, style: str) -> str:
        return f"{ESCAPE}[{style}m{text}{ESCAPE}[0m" if self.colour and text else text

    def lines(self, text: str, indent: str) -> Iterator[str]:
        """The text under an indent, wrapped."""
        for line in wrap(text, self.width, indent):
            yield line if line.startswith(indent) and indent else indent + line


def write(checked: Sequence[Checked], options: Options) -> bytes:
    pen = Pen(LANGUAGES[options.language], options.colour, options.width)
    text = "\n\n".join("\n".join(told(one, pen, options.checklist)) for one in checked)
    if len(checked) > 1:
        text += "\n\n" + total(checked, pen)
    return (visible(text) + "\n").replace(ESCAPE, "\x1b").encode()


def told(checked: Checked, pen: Pen, whole_list: bool = False) -> Iterator[str]:
    yield from heading(checked, pen)
    findings = checked.findings
    for number, line in enumerate(opening(checked, pen.words)):
        for wrapped in pen.lines(line, "  "):
            yield wrapped if number else pen.paint(wrapped, RESULT_COLOURS[checked.result])
    for severity in SEVERITIES:
        of_severity = [f for f in findings if f.severity == severity]
        if of_severity:
            yield ""
            yield pen.paint(f"{pen.words[severity]} {len(of_severity)}", f"1;{COLOURS[severity]}")
            for group in by_template(by_root(of_severity)):
                yield from told_group(checked, group[0], pen)
                yield from told_alike(checked, [finding for like in group[1:] for finding in like], pen)
    yield ""
    yield from checklist(checked, pen, whole_list)
    yield from account(checked, pen)


def heading(checked: Checked, pen: Pen) -> Iterator[str]:
    outcome, document = checked.outcome, checked.document
    facts = [
        outcome.title,
        outcome.entity if outcome.entity not in outcome.title else "",
        KINDS.get(outcome.kind, "") if pen.words is ZH else outcome.kind.replace("_", " "),
        pen.words["year"].format(outcome.year) if outcome.year else "",
        pen.words["pages"].format(document.pages) if document.pages else "",
    ]
    first, *rest = wrap(f"{document.path}  {' · '.join(f for f in facts if f)}".rstrip(), pen.width, "  ")
    path = document.path if first.startswith(document.path) else ""
    yield pen.paint(path, "1") + first.removeprefix(path)
    yield from rest


def told_alike(checked: Checked, findings: Sequence[Finding], pen: Pen) -> Iterator[str]:
    """Where the same sentence of a template has the same fault again."""
    if findings:
        places = list(dict.fromkeys(where(checked.document, f.evidence[0], pen.words) for f in findings if f.evidence))
        shown = pen.words["semicolon"].join(p for p in places[:MOST_PLACES] if p)
        yield from pen.lines(
            f"{pen.words['alike'].format(len(findings))}{pen.words['colon']}{shown}".rstrip("：: "), "    "
        )


def told_group(checked: Checked, group: Sequence[Finding], pen: Pen) -> Iterator[str]:
    """Findings with the same root: the first in full, the further ones by what they add."""
    shown: set[Evidence] = set()
    for number, finding in enumerate(group):
        mark = pen.paint(finding.code, COLOURS[finding.severity])
        tail = pen.words["brackets"].format(pen.words["also"]) if number else ""
        yield f"  {mark} {pen.paint(finding.name, '1')}{tail}"
        yield from pen.lines(finding.message, "    ")
        evidence = dict.fromkeys(e._replace(role="") for e in finding.evidence if e.quote or e.cell is not None)
        new = [e for e in evidence if e not in shown]
        shown.update(new)
        yield from quoted(checked, new, finding.severity, pen)
        for word, text in advice(finding, pen.words):
            if text not in finding.message:
                yield from pen.lines(f"{pen.words[word]}{pen.words['colon']}{text}", "    ")


def quoted(checked: Checked, evidence: Sequence[Evidence], severity: Severity, pen: Pen) -> Iterator[str]:
    """``│ 第5页 第3行  …总计【0】万元…``: where it stands and the quote with the numbers marked, a line a paragraph."""
    groups = by_table(by_paragraph(checked.document, evidence))
    for group in groups[:MOST_PLACES]:
        place = where(checked.document, group[0], pen.words)
        text = cells(group, pen) if group[0].cell is not None else f"{place}  {quote(checked, group, pen)}".lstrip()
        yield from painted(" ".join(text.split("\n")), severity, pen)
    if len(groups) > MOST_PLACES:
        yield from painted(pen.words["more"].format(len(groups) - MOST_PLACES), severity, pen)


def by_table(groups: Sequence[list[Evidence]]) -> list[list[Evidence]]:
    """Cells of one table stand together where the first of them stands."""
    found: dict[object, list[Evidence]] = {}
    for number, group in enumerate(groups):
        first = group[0]
        found.setdefault((first.block, first.table) if first.cell is not None else number, []).extend(group)
    return list(found.values())


def cells(group: Sequence[Evidence], pen: Pen) -> str:
    """``《收入决算表》合计·决算数 第8页  2,946.25``, further cells of the table behind it with row and column."""
    told = [f"{spot(group[0], pen.words)}  {group[0].quote}".strip()]
    told += [f"{'·'.join(p for p in (e.row, e.column) if p)} {e.quote}".strip() for e in group[1:MOST_CELLS]]
    if len(group) > MOST_CELLS:
        told.append(pen.words["more"].format(len(group) - MOST_CELLS))
    return pen.words["semicolon"].join(told)


def quote(checked: Checked, group: Sequence[Evidence], pen: Pen) -> str:
    left, right = (ON, OFF) if pen.colour else ("【", "】")
    pieces = quoted_pieces(checked.document, group)
    if len(pieces) == 1:
        return pieces[0][0]
    return "".join(f"{left}{text}{right}" if marked else text for text, marked in pieces)


def painted(text: str, severity: Severity, pen: Pen) -> Iterator[str]:
    """The lines of a quote; a marked number may be broken over lines, and every line closes what it opens."""
    on = False
    for line in pen.lines(text, BAR):
        if not pen.colour:
            yield line
            continue
        inside = (ON if on else "") + line[len(BAR) :]
        on = inside.rfind(ON) > inside.rfind(OFF)
        inside += OFF if on else ""
        style = f"{ESCAPE}[1;4;{COLOURS[severity]}m"
        yield f"    {pen.paint('│', '2')} " + inside.replace(ON, style).replace(OFF, f"{ESCAPE}[0m")


def checklist(checked: Checked, pen: Pen, whole: bool) -> Iterator[str]:
    """What has to be published: the counts, and the items that are missing, or all of them."""
    if counts := listed.line(checked, pen.words):
        yield counts
        for row in listed.rows(checked, pen.words, whole):
            yield from pen.lines("  ".join(p for p in (row.mark, row.item, row.place, row.message) if p), "  ")


def account(checked: Checked, pen: Pen) -> Iterator[str]:
    """The account of all numbers, what could not be checked and why, and what the reader must know."""
    states = Counter(line.status for line in checked.outcome.ledger)
    counts = "  ".join(f"{TICKS[s]} {pen.words[s]} {states[s]}" for s in STATUSES)
    colon, semicolon = pen.words["colon"], pen.words["semicolon"]
    weak = pen.words["weak_among"].format(checked.coverage.weak) if checked.coverage.weak else ""
    yield from pen.lines(f"{pen.words['figures'].format(len(checked.outcome.ledger))}{colon}{counts}{weak}", "")
    unchecked = [line for line in checked.outcome.ledger if line.status == Status.UNCHECKED and line.reason]
    reasons = Counter(line.reason for line in unchecked)
    if reasons:
        quoted = {line.reason: "" for line in unchecked}
        for line in unchecked:
            if not line.value and quoted[line.reason].count("“") < MOST_QUOTED:  # a number that cannot be read: which
                quoted[line.reason] += f"“{line.quote}”"
        told_reasons = semicolon.join(f"{r} {count}{quoted[r]}" for r, count in reasons.most_common(MOST_REASONS))
        yield from pen.lines(f"{pen.words['unchecked_because']}{colon}{told_reasons}", "  ")
    yield pen.words["relations"].format(checked.outcome.relations, f"{checked.outcome.seconds:.2f}")
    for notice in checked.document.notices:
        if notice.unread:
            continue  # told at the beginning
        yield from pen.lines(notice_line(notice, pen.words), "")


def total(checked: Sequence[Checked], pen: Pen) -> str:
    counts = "  ".join(f"{pen.words[s]} {sum(c.count(s) for c in checked)}" for s in SEVERITIES)
    incomplete = sum(c.result is Result.INCOMPLETE for c in checked)
    tail = pen.words["total_incomplete"].format(incomplete) if incomplete else ""
    return f"{pen.words['total'].format(len(checked))}{pen.words['colon']}{counts}{tail}"
