"""One self-contained page: findings, prose and tables side by side, every number linked with what it was checked with.

The page loads nothing: style, script and data are in it, and its policy forbids the rest.
"""

from __future__ import annotations

import base64
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

import reconcile
from reconcile.checked import Checked
from reconcile.findings import Evidence, Finding
from reconcile.ranking import by_root
from reconcile.tuples import NamedTuple

from . import listed as checklist
from .anchors import Anchors, anchors, cell_key, verdicts_by_cell
from .characters import clean
from .html_body import Body, prose, tables, worst_by_key
from .opening import notice_line, opening
from .options import Options
from .quoting import by_paragraph, quoted_pieces, where
from .words import KINDS, LANGUAGES, PAGE, SEVERITIES, STATUSES, TICKS, amount, notes, remark, resolution


class Place(NamedTuple):
    """Where a finding's evidence stands; ``pieces`` is the quote, each piece with whether it is marked."""

    key: str
    spot: str
    pieces: tuple[tuple[str, bool], ...]


class Item(NamedTuple):
    """A finding as the page lists it. ``same`` says that it stands at the same place as the one before."""

    number: int
    code: str
    name: str
    severity: str
    level: str
    message: str
    pages: str
    fingerprint: str
    same: bool
    keys: tuple[str, ...]
    places: tuple[Place, ...]
    notes: tuple[tuple[str, str], ...]


def write(checked: Sequence[Checked], options: Options) -> bytes:
    from jinja2 import Environment, select_autoescape
    from markupsafe import Markup

    (one,) = checked
    words = {**LANGUAGES[options.language], **PAGE[options.language]}
    names = anchors(one)
    items = listed(one, names, words)
    body = body_of(one, names, words)
    folder = files("reconcile.reports") / "page"
    script = (folder / "page.js").read_text("utf-8")
    environment = Environment(autoescape=select_autoescape(default=True), trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string((folder / "page.html").read_text("utf-8")).render(
        lang="zh-CN" if options.language == "zh" else "en",
        title=one.outcome.title or one.document.path,
        facts=facts(one, words, options.language),
        w=words,
        keys=[(k, words[f"key_{k}"]) for k in ("j k", "n p", "u", "t", "/", "Esc")],
        opening=opening(one, words),
        result=str(one.result),
        gaps=len(one.incomplete),
        states=states(one, words),
        severities=[{"id": s, "name": words[s], "count": one.count(s)} for s in SEVERITIES],
        codes=codes(items),
        findings=items,
        notices=[notice_line(n, words) for n in one.document.notices if not n.unread],
        checklist=[
            (r, names.key(one.document, r.entry.place) if r.entry.place else "") for r in checklist.rows(one, words)
        ],
        checklist_line=checklist.line(one, words, between="\u00a0"),
        table_count=len(one.outcome.tables),
        prose=Markup(prose(body)),
        tables=Markup(tables(body)),
        made=made(one, options),
        css=Markup((folder / "page.css").read_text("utf-8")),
        script=Markup(script),
        script_hash=base64.b64encode(sha256(script.encode()).digest()).decode(),
        data=Markup(data(one, items, names, words)),
    )
    return clean(str(page)).encode()


def body_of(checked: Checked, names: Anchors, words: Mapping[str, str]) -> Body:
    verdicts = {cell_key(*cell): verdict for cell, verdict in verdicts_by_cell(checked, names).items()}
    spoken = [e for f in checked.findings for e in f.evidence]
    spoken += [e for line in checked.outcome.ledger for e in line.against]
    linked = frozenset(cell_key(*cell) for e in spoken if (cell := names.cell(e)) is not None)
    return Body(checked, names, worst_by_key(checked, names), verdicts, linked, words)


def listed(checked: Checked, names: Anchors, words: Mapping[str, str]) -> list[Item]:
    """The findings by severity; those with one root stand together."""
    prints = {id(f): i.fingerprint for f, i in checked.told}
    items: list[Item] = []
    for severity in SEVERITIES:
        for group in by_root(f for f in checked.findings if f.severity == severity):
            for number, finding in enumerate(group):
                items.append(item(checked, names, words, finding, len(items), prints[id(finding)], number > 0))
    return items


def item(
    checked: Checked, names: Anchors, words: Mapping[str, str], finding: Finding, index: int, mark: str, same: bool
) -> Item:
    pages = sorted({e.place.page for e in finding.evidence if e.place.page is not None})
    return Item(
        index, finding.code, finding.name, str(finding.severity), words[finding.severity], finding.message,
        words["page"].format("、".join(map(str, pages[:4]))) if pages else "", mark, same,
        tuple(dict.fromkeys(k for e in finding.evidence if (k := names.key(checked.document, e)))),
        tuple(dict.fromkeys(place(checked, names, words, g) for g in by_paragraph(checked.document, finding.evidence))),
        tuple((words[name], text) for name, text in notes(finding, words)),
    )  # fmt: skip


def place(checked: Checked, names: Anchors, words: Mapping[str, str], group: Sequence[Evidence]) -> Place:
    document = checked.document
    return Place(names.key(document, group[0]), where(document, group[0], words), tuple(quoted_pieces(document, group)))


def facts(checked: Checked, words: Mapping[str, str], language: str) -> list[str]:
    outcome, document = checked.outcome, checked.document
    kind = KINDS.get(outcome.kind, "") if language == "zh" else outcome.kind.replace("_", " ")
    told = [
        outcome.entity, kind, words["year"].format(outcome.year) if outcome.year else "",
        words["pages"].format(document.pages) if document.pages else "", document.path.rpartition("/")[2],
    ]  # fmt: skip
    return [t for t in told if t]


def states(checked: Checked, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The counts by status, and the weak ticks, which are counted among those that agree."""
    counts = Counter(line.status for line in checked.outcome.ledger)
    told = [{"id": s, "tick": TICKS[s], "name": words[s], "count": counts[s], "part": True} for s in STATUSES]
    return [*told, {"id": "weak", "tick": "≈", "name": words["weak"], "count": checked.coverage.weak, "part": False}]


def codes(items: Sequence[Item]) -> list[tuple[str, str, int]]:
    counts = Counter((i.code, i.name) for i in items)
    return [(code, name, count) for (code, name), count in sorted(counts.items())]


def made(checked: Checked, options: Options) -> str:
    parts = [f"reconcile {reconcile.__version__}", f"SHA-256 {checked.document.sha256}", options.time]
    return " · ".join(p for p in parts if p.strip())


def data(checked: Checked, items: Sequence[Item], names: Anchors, words: Mapping[str, str]) -> str:
    """What the script knows: for each figure its status and partners, for each finding its places, first the claim."""
    document = checked.document
    figures = []
    for line in checked.outcome.ledger:
        keyed = [(names.key(document, e), e) for e in line.against]
        figures.append(
            {
                "q": line.quote, "s": str(line.status), "k": TICKS[line.status], "a": line.address,
                "r": remark(line, words), "w": line.weak, "v": resolution(line),
                "t": [key for key, _ in keyed if key],
                "l": [f"{where(document, e, words)}  {amount(e) or e.quote}" for key, e in keyed if key],
            }
        )  # fmt: skip
    content = {
        "figures": figures,
        "findings": [i.keys for i in items],
        "names": [f"{i.code} {i.name}：{i.message}" for i in items],
        "words": {k: words[k] for k in (*STATUSES, "weak", "resolution", "prose", "close", "alone")},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
