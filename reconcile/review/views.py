"""The pages as HTML, from templates that escape everything."""

from __future__ import annotations

import json
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

import reconcile
from reconcile.checked import Checked
from reconcile.corrections import editable, proposed
from reconcile.decisions.lines import DECISIONS, REASONS, ROLES, WHATS, Line
from reconcile.decisions.standing import STATES, UNDECIDED
from reconcile.findings import Severity
from reconcile.reports.anchors import anchors
from reconcile.reports.html import facts
from reconcile.reports.opening import gap_line, hidden_line, notice_line
from reconcile.reports.quoting import heading_above, quoted_pieces, where
from reconcile.reports.words import STATUSES, TICKS, ZH, amount, notes, remark, resolution, state
from reconcile.rules import ALL
from reconcile.rules.describe import describe
from reconcile.tuples import NamedTuple

from . import perform, queue
from .desk import Desk, Person
from .original import Original, evidence_of
from .shelf import Shelf
from .text_view import WORDS, TextView

KEYS = (
    ("j k", "下一条、上一条"), ("a", "属实（数字：核对无误）"), ("d", "误报，写明理由（数字：有误）"), ("q", "待询问"),
    ("Shift A D Q", "本组未处理的一并处理"), ("c", "写说明"), ("x", "采纳更正"), ("u", "撤销上一步"),
    ("n", "问题与未核对数字之间切换"), ("v", "原件与文字之间切换"), ("t", "显示每个数字的核对符号"),
    ("+ −", "放大、缩小"), ("/", "搜索"), ("?", "本页，Esc 关闭"),
)  # fmt: skip


class Frame(NamedTuple):
    """Which of how many documents is shown, and to whom."""

    number: int
    of: int
    person: Person


@lru_cache(maxsize=1)
def environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "page"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(
        ticks=TICKS, zh=ZH, roles=ROLES, decisions=DECISIONS, states=STATES, version=reconcile.__version__
    )
    return made


def render(template: str, **content: Any) -> str:
    return environment().get_template(template).render(**content)


def document_page(desk: Desk, original: Original, text: TextView, frame: Frame) -> str:
    known = desk.known
    checked = known.checked
    counts = Counter(line.status for line in checked.outcome.ledger)
    sections, bundles = queue.sections(known), queue.bundles(known)
    names = anchors(checked)
    return render(
        "document.html", title=checked.outcome.title or desk.case.name, facts=facts(checked, WORDS, "zh"), frame=frame,
        coverage=[{"id": s, "tick": TICKS[s], "name": WORDS[s], "count": counts[s]} for s in STATUSES],
        sections=sections, bundles=bundles, hidden=queue.hidden(known), gone=desk.gone(),
        warned=said(checked, "warning"), remarks=said(checked, "info"),
        gaps=[gap_line(gap, WORDS) for gap in checked.incomplete], settings=hidden_line(checked, WORDS),
        weak=checked.coverage.weak, reasons=REASONS, keys=KEYS,
        text=text, original=original,
        word=checked.document.format == "docx",
        pdf=checked.document.format == "pdf",
        data=script_data(
            {
                "seen": known.reference.sha256, "base": f"d/{frame.number}/", "person": frame.person.name,
                "role": frame.person.role, "status": status(desk),
                "findings": [
                    {"s": p, "k": list(dict.fromkeys(names.key(checked.document, e) for e in f.evidence))}
                    for f, p in zip(checked.outcome.findings, known.prints, strict=True)
                ],
                "numbers": dict(zip(known.numbers, known.number_prints, strict=True)),
                "original": original.state,
            }
        ),
    )  # fmt: skip


def said(checked: Checked, level: str) -> list[str]:
    """What the check has to say about the document at this level, but for what was not read."""
    found = (n for n in checked.document.notices if not n.unread and (n.level == "info") == (level == "info"))
    return [notice_line(n, WORDS) for n in found]


def script_data(content: Any) -> Markup:
    """JSON inside a script element: no tag can end it."""
    told = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return Markup(told.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


def status(desk: Desk) -> dict[str, Any]:
    """How everything stands: what the script updates the page from."""
    known, of = desk.known, desk.standings()
    told = [
        (f, of.get(p, UNDECIDED))
        for f, p in zip(known.checked.outcome.findings, known.prints, strict=True)
        if p not in known.checked.suppressed
    ]
    return {
        "states": queue.states(known, of),
        "done": sum(s.settled for _, s in told),
        "all": len(told),
        "errors_left": sum(f.severity is Severity.ERROR and not s.settled for f, s in told),
        "numbers_left": sum(not s.settled for s in desk.numbers(of).values()),
        "current": desk.is_current(),
        "damaged": [str(d) for d in desk.reading().damaged],
        "record": str(desk.record),
        "signatures": [
            {
                "who": f"{ROLES[s.line.role]} {s.line.person}",
                "time": s.line.time[:16].replace("T", " "),
                "stale": s.stale,
            }
            for s in desk.signatures()
        ],
    }


def detail_of_finding(desk: Desk, number: int) -> str:
    checked = desk.known.checked
    finding, subject = checked.outcome.findings[number], desk.known.prints[number]
    names = anchors(checked)
    standing = desk.standings().get(subject, UNDECIDED)
    rule = next((describe(r) for r in ALL if finding.code == r.CODE), None)
    edit = editable(checked, finding, desk.lexicon)
    offered = proposed(checked, finding, desk.lexicon)
    return render(
        "finding.html", number=number, subject=subject, f=finding, level=ZH[finding.severity], standing=standing,
        shown=queue.told(standing), trail=[trail_line(line) for line in standing.trail],
        performances=perform.of_finding(checked, names, finding), places=perform.places(checked, names, finding),
        notes=[(ZH[name], text) for name, text in notes(finding)],
        rule=rule, edit=edit, offered=offered, word=checked.document.format == "docx",
        hidden=checked.suppressed.get(subject, ""),
    )  # fmt: skip


def detail_of_number(desk: Desk, number: int) -> str:
    """Any number of the prose: what its tick rests on, or why it has none."""
    checked = desk.known.checked
    line = checked.outcome.ledger[number]
    names = anchors(checked)
    subject = dict(zip(desk.known.numbers, desk.known.number_prints, strict=True)).get(number, "")
    standing = desk.standings().get(subject, UNDECIDED)
    evidence = evidence_of(line)
    against = [(where(checked.document, e), amount(e) or e.quote, names.key(checked.document, e)) for e in line.against]
    return render(
        "number.html", number=number, subject=subject, line=line, word=state(line), tick=TICKS[line.status],
        pieces=quoted_pieces(checked.document, [evidence]), at=where(checked.document, evidence),
        heading=heading_above(checked.document, line.block), key=f"f{number}", against=against,
        performances=perform.of_number(checked, names, line), standing=standing, shown=queue.told(standing),
        trail=[trail_line(entry) for entry in standing.trail], remark=remark(line), unseen=resolution(line),
    )  # fmt: skip


def trail_line(line: Line) -> dict[str, str]:
    said = DECISIONS[line.decision] if line.decision else WHATS[line.what]
    if line.edit:
        said = f"{said}：{line.edit.old} → {line.edit.new}"
    return {
        "said": said, "who": f"{ROLES[line.role]} {line.person}", "time": line.time[:16].replace("T", " "),
        "reason": line.reason, "document": line.document.name,
    }  # fmt: skip


def sign_page(desk: Desk) -> str:
    return render("sign.html", statements=desk.statements(), signatures=desk.signatures())


def list_page(shelf: Shelf) -> str:
    rows = [(n, case, shelf.summaries.get(n)) for n, case in enumerate(shelf.cases)]
    return render("list.html", rows=rows, pending=any(s is None for _, _, s in rows))


def message_page(message: str) -> str:
    return render("message.html", message=message)
