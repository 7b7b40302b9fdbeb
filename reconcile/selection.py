"""What the settings make of the rules and of what they found. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import PurePath
from types import ModuleType
from typing import NamedTuple

from reconcile.errors import UsageError
from reconcile.findings import Finding, Outcome, Severity
from reconcile.fingerprint import fingerprints
from reconcile.settings import Settings, Suppression

KNOWN = "基线中已有"


class Suppressed(NamedTuple):
    """``reasons`` maps fingerprints to why the finding is not told; ``used`` are the suppressions that met one."""

    reasons: Mapping[str, str]
    used: frozenset[Suppression]


def chosen(rules: Sequence[ModuleType], settings: Settings) -> tuple[ModuleType, ...]:
    """The rules that are selected and not ignored; UsageError for a code that no rule's begins with."""
    codes = [rule.CODE for rule in rules]
    named = (*settings.select, *settings.ignore, *settings.severity, *(s.code for s in settings.suppress))
    for code in named:
        if not _covers((code,), codes):
            raise UsageError(f"没有编号为 {code} 的规则；用 reconcile rules 查看全部规则")
    return tuple(
        rule
        for rule in rules
        if (not settings.select or _begins(rule.CODE, settings.select)) and not _begins(rule.CODE, settings.ignore)
    )


def settled(outcome: Outcome, settings: Settings) -> Outcome:
    """The outcome with the severities that the settings give, without findings below the least confidence."""
    return replace(
        outcome,
        findings=tuple(
            replace(f, severity=_severity(f, settings))
            for f in outcome.findings
            if f.confidence >= settings.min_confidence
        ),
    )


def suppressed(
    findings: Sequence[Finding], path: str, suppressions: Sequence[Suppression], known: Iterable[str] = ()
) -> Suppressed:
    """Which findings of the document at ``path`` are not told: those suppressed, and those ``known`` by fingerprint."""
    reasons: dict[str, str] = {}
    used = set()
    known = frozenset(known)
    for finding, fingerprint in zip(findings, fingerprints(findings), strict=True):
        for suppression in suppressions:
            if applies(suppression, path) and _matches(suppression, finding):
                used.add(suppression)
                reasons.setdefault(fingerprint, suppression.reason)
        if fingerprint in known:
            reasons.setdefault(fingerprint, KNOWN)
    return Suppressed(reasons, frozenset(used))


def stale(
    suppressions: Sequence[Suppression], used: Iterable[Suppression], paths: Sequence[str], ran: Sequence[str]
) -> list[Suppression]:
    """The suppressions that could have met a finding of the rules that ran in these documents, and did not."""
    used = frozenset(used)
    return [s for s in suppressions if s not in used and _covers((s.code,), ran) and any(applies(s, p) for p in paths)]


def applies(suppression: Suppression, path: str) -> bool:
    """Whether it speaks of this document: its pattern fits the path, the end of it, or there is none."""
    pattern = suppression.path.replace("\\", "/")
    whole = PurePath(path).as_posix()
    return not pattern or fnmatchcase(whole, pattern) or fnmatchcase(whole, f"*/{pattern}")


def fails(severities: Iterable[Severity], fail_on: str) -> bool:
    """Whether one of the findings is at or above the severity that the call is to fail on."""
    order = [str(s) for s in Severity]
    return fail_on != "never" and any(order.index(s) <= order.index(fail_on) for s in severities)


def _severity(finding: Finding, settings: Settings) -> Severity:
    """The longest code in the settings that the finding's begins with decides."""
    fitting = [code for code in settings.severity if finding.code.startswith(code)]
    return Severity(settings.severity[max(fitting, key=len)]) if fitting else finding.severity


def _matches(suppression: Suppression, finding: Finding) -> bool:
    quote = "".join(suppression.quote.split())
    texts = (finding.message, *(e.quote for e in finding.evidence))
    return finding.code.startswith(suppression.code) and any(quote in "".join(t.split()) for t in texts)


def _begins(code: str, beginnings: Iterable[str]) -> bool:
    return any(code.startswith(b) for b in beginnings)


def _covers(beginnings: Iterable[str], codes: Iterable[str]) -> bool:
    return any(_begins(code, beginnings) for code in codes)
