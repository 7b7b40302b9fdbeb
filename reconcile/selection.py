"""What the settings make of the rules and of what they found. Pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath
from types import ModuleType

from reconcile.checked import Hiding
from reconcile.errors import UsageError
from reconcile.findings import Finding, Outcome, Severity
from reconcile.fingerprint import Identity
from reconcile.materiality import Materiality, materiality
from reconcile.ranking import ranked
from reconcile.settings import Settings, Suppression
from reconcile.tuples import NamedTuple

KNOWN = "基线中已有"


class Suppressed(NamedTuple):
    """``reasons`` maps fingerprints to why the finding is not told; ``used`` are the suppressions that met one, and
    ``hiding`` counts what each took away."""

    reasons: Mapping[str, str]
    used: frozenset[Suppression]
    hiding: tuple[Hiding, ...] = ()


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


def settled(outcome: Outcome, settings: Settings) -> tuple[Outcome, tuple[Hiding, ...]]:
    """The outcome with the severities that the settings give, without findings below the least confidence, those of
    little stake as info, in the order in which they are told; and what the settings took away so far. A finding of
    unknown confidence or stake stays."""
    kept = [f for f in outcome.findings if f.confidence is None or f.confidence.share >= settings.min_confidence]
    told = tuple(f._replace(severity=_severity(f, settings)) for f in kept)
    codes = [_code_of(settings, f) for f, now in zip(kept, told, strict=True) if _lower(now, f)]
    hiding = [Hiding(name, ",".join(v), None) for name, v in _codes(settings) if v]
    if gone := len(outcome.findings) - len(kept):
        hiding.append(Hiding("min_confidence", str(settings.min_confidence), gone))
    hiding += [Hiding("severity", f"{c}={settings.severity[c]}", n) for c, n in sorted(Counter(codes).items())]
    if least := materiality(settings.materiality):
        told, little = _by_stake(told, least)
        hiding.append(Hiding("materiality", least.printed, little))
    return outcome._replace(findings=ranked(told)), tuple(hiding)


def _by_stake(findings: Sequence[Finding], least: Materiality) -> tuple[tuple[Finding, ...], int]:
    """The findings, those whose stake is below the least as info, and how many these are."""
    little = [f.severity is not Severity.INFO and least.covers(f.stake) for f in findings]
    reason = f"涉及金额低于重要性水平{least.printed}"
    told = (
        f._replace(severity=Severity.INFO, lowered=reason) if small else f
        for f, small in zip(findings, little, strict=True)
    )
    return tuple(told), sum(little)


def suppressed(
    findings: Sequence[Finding],
    identities: Sequence[Identity],
    path: str,
    settings: Settings,
    known: frozenset[tuple[str, str]] = frozenset(),
) -> Suppressed:
    """Which findings of the document at ``path`` are not told: those suppressed, and those ``known`` by fingerprint and
    content. A finding that several take away counts for the first."""
    reasons: dict[str, str] = {}
    used = set()
    counts: Counter[tuple[str, str]] = Counter()
    for finding, identity in zip(findings, identities, strict=True):
        met = [s for s in settings.suppress if applies(s, path) and _matches(s, finding)]
        used.update(met)
        if met:
            reasons[identity.fingerprint] = met[0].reason
            counts["suppress", f"{met[0]}（{met[0].reason}）"] += 1
        elif (identity.fingerprint, identity.content) in known:
            reasons[identity.fingerprint] = KNOWN
            counts["baseline", str(settings.baseline)] += 1
    hiding = tuple(Hiding(setting, value, n) for (setting, value), n in counts.items())
    return Suppressed(reasons, frozenset(used), hiding)


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
    code = _code_of(settings, finding)
    return Severity(settings.severity[code]) if code else finding.severity


def _code_of(settings: Settings, finding: Finding) -> str:
    """The longest code in the settings' severities that the finding's begins with decides; "" for none."""
    return max((code for code in settings.severity if finding.code.startswith(code)), key=len, default="")


def _lower(now: Finding, before: Finding) -> bool:
    order = list(Severity)
    return order.index(now.severity) > order.index(before.severity)


def _codes(settings: Settings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("select", settings.select), ("ignore", settings.ignore), ("lexicon", tuple(map(str, settings.lexicon))),
    )  # fmt: skip


def _matches(suppression: Suppression, finding: Finding) -> bool:
    quote = "".join(suppression.quote.split())
    texts = (finding.message, *(e.quote for e in finding.evidence))
    return finding.code.startswith(suppression.code) and any(quote in "".join(t.split()) for t in texts)


def _begins(code: str, beginnings: Iterable[str]) -> bool:
    return any(code.startswith(b) for b in beginnings)


def _covers(beginnings: Iterable[str], codes: Iterable[str]) -> bool:
    return any(_begins(code, beginnings) for code in codes)
