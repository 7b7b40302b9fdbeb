"""SARIF 2.1.0: one run with all rules, a result for each finding, suppressed ones marked, notices as notifications.

Lines are only given where they are lines of the file (text formats); for pages, cells and paragraphs there are logical
locations and properties.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

import reconcile
from reconcile.checked import Checked, Result
from reconcile.findings import Evidence, Finding, Severity
from reconcile.rules import ALL

from .opening import opening
from .options import Options
from .quoting import where
from .words import LANGUAGES, amount, follows, share

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
LINED = frozenset({"text"})  # formats in which a line is a line of the file
Node = dict[str, Any]


def write(checked: Sequence[Checked], options: Options) -> bytes:
    rules = all_rules(f for c in checked for f in c.outcome.findings)
    index = {rule["id"]: n for n, rule in enumerate(rules)}
    files = list(dict.fromkeys(c.document.path for c in checked))
    numbered = [(files.index(c.document.path), c) for c in checked]
    run: Node = {
        "tool": {
            "driver": {
                "name": "reconcile",
                "version": reconcile.__version__,
                "semanticVersion": reconcile.__version__,
                "language": "zh-CN",
                "rules": rules,
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [invocation(numbered, options)],
        "artifacts": [artifact(next(c for c in checked if c.document.path == f)) for f in files],
        "results": [r for n, c in numbered for r in results(c, n, index, LANGUAGES[options.language])],
    }
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def all_rules(findings: Iterable[Finding]) -> list[Node]:
    """Every rule of the program, and those that only the findings know."""
    rules = [
        {
            "id": rule.CODE,
            "name": rule.NAME,
            "shortDescription": {"text": rule.NAME},
            "fullDescription": {"text": (rule.__doc__ or rule.NAME).strip().split("\n\n")[0]},
            "help": {"text": (rule.__doc__ or rule.NAME).strip()},
            "defaultConfiguration": {"level": LEVELS[rule.SEVERITY]},
            "properties": {"kind": rule.KIND},
        }
        for rule in ALL
    ]
    known = {rule["id"] for rule in rules}
    others = {f.code: f for f in findings if f.code not in known}
    rules += [
        {"id": code, "name": f.name, "shortDescription": {"text": f.name}, "properties": {"kind": f.kind}}
        for code, f in sorted(others.items())
    ]
    return rules


def invocation(numbered: Sequence[tuple[int, Checked]], options: Options) -> Node:
    words = LANGUAGES[options.language]
    notices = [
        {
            "level": level,
            "message": {"text": message},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(c.document.path), "index": n}}}],
        }
        for n, c in numbered
        for level, message in notifications(c, words)
    ]
    node: Node = {"executionSuccessful": True, "toolExecutionNotifications": notices}
    if "T" in options.time:
        node["endTimeUtc"] = datetime.fromisoformat(options.time).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return node


def notifications(checked: Checked, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """(level, message): the first lines of the report, what could not be read, and all other notices."""
    incomplete = checked.result is Result.INCOMPLETE
    yield "warning" if incomplete else "note", "\n".join(opening(checked, words))
    known = [*checked.incomplete, *(n for n in checked.document.notices if not n.unread)]
    yield from (("note" if n.level == "info" else n.level, n.message) for n in known)


def artifact(checked: Checked) -> Node:
    node: Node = {"location": {"uri": uri(checked.document.path)}, "roles": ["analysisTarget"]}
    if checked.document.sha256:
        node["hashes"] = {"sha-256": checked.document.sha256}
    node["properties"] = {"outcome": str(checked.result), **checked.coverage._asdict()}
    return node


def results(checked: Checked, number: int, index: dict[str, int], words: Mapping[str, str]) -> Iterable[Node]:
    for finding, (fingerprint, content, root) in zip(checked.outcome.findings, checked.identities, strict=True):
        places = [location(checked, e, number, words) for e in finding.evidence] or [
            location(checked, Evidence("", ""), number, words)
        ]
        node: Node = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": LEVELS[finding.severity],
            "message": {"text": finding.message},
            "locations": places[:1],
            "relatedLocations": [
                {
                    **place,
                    "id": n,
                    "message": {"text": f"{where(checked.document, e, words)} {amount(e) or e.quote}".strip()},
                }
                for n, (place, e) in enumerate(zip(places[1:], finding.evidence[1:], strict=True), 1)
            ],
            "partialFingerprints": {"reconcile/v2": fingerprint},
            "suppressions": [],
            "properties": {
                "kind": finding.kind,
                "expected": finding.expected,
                "suggestion": finding.suggestion,
                "follows": follows(finding, words),
                "cause": finding.cause,
                "witness": finding.witness,
                "stake": f"{finding.stake.amount:f}" if finding.stake else "",
                "stakeShare": share(finding),
                "lowered": finding.lowered,
                "content": content,
                "root": root,
            },
        }
        if finding.confidence is not None:
            node["rank"] = round(finding.confidence.share * 100, 1)
        if fingerprint in checked.suppressed:
            node["suppressions"] = [{"kind": "external", "justification": checked.suppressed[fingerprint]}]
        yield node


def location(checked: Checked, evidence: Evidence, number: int, words: Mapping[str, str]) -> Node:
    physical: Node = {"artifactLocation": {"uri": uri(checked.document.path), "index": number}}
    place = evidence.place
    if place.line is not None and checked.document.format in LINED:
        physical["region"] = {"startLine": place.line, "snippet": {"text": evidence.quote}}
    node: Node = {"physicalLocation": physical}
    told = where(checked.document, evidence, words)
    if told:
        node["logicalLocations"] = [{"fullyQualifiedName": told, "kind": "cell" if evidence.cell else "paragraph"}]
    known = {
        "page": place.page,
        "line": place.line,
        "bbox": list(place.box) if place.box else None,
        "quote": evidence.quote,
    }
    node["properties"] = {k: v for k, v in known.items() if v not in (None, "")}
    return node


def uri(path: str) -> str:
    """The path as a URI reference: relative ones stay relative, so that a platform finds the file in its checkout."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(pure.as_posix())
