"""The address of a number of the prose, each component with where it comes from."""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.address import Address, Source, Sources
from reconcile.figures import Figure
from reconcile.lexicon import Lexicon
from reconcile.profile import Profile, main_measure
from reconcile.prose.drafts import Draft
from reconcile.prose.values import Subject
from reconcile.text import Squeezed


class Addresser:
    """Answers for one document."""

    def __init__(self, lexicon: Lexicon, profile: Profile) -> None:
        self._lexicon = lexicon
        self._office = profile.kind.startswith("department") or profile.kind == "three_public"
        self._main = main_measure(profile)

    def address(
        self, squeezed: Squeezed, headings: Sequence[str], draft: Draft, measure: str, figure: Figure
    ) -> Address:
        """Of a figure of the statement that has this measure; ``headings`` over it, the nearest first."""
        at = squeezed.at(figure.key[1])
        before = squeezed.text[:at]
        sentence = squeezed.text[before.rfind("。") + 1 : at]
        identity = identify(draft.subject, self._lexicon)
        scope, scope_source = self._scope(identity, draft.scope)
        measure, measured = self._measure(measure)
        area, area_source = self._area(before, headings)
        return Address(
            subject=draft.subject.name,
            measure=measure,
            period=draft.period,
            scope=scope,
            area=area,
            counted=figure.unit if figure.type == "count" else "",
            id=identity,
            within=wholes(identity, self._lexicon),
            sources=Sources(
                subject=Source.SAID if identity else Source.ASSUMED,
                measure=measured,
                period=self._period(draft.period, sentence, before, headings),
                scope=scope_source,
                area=area_source,
                entity=Source.DOCUMENT,
                counted=Source.SAID,
            ),
        )

    def _measure(self, measure: str) -> tuple[str, Source]:
        if measure in ("amount", "restated"):
            return (self._main, Source.DOCUMENT) if self._main else ("amount", Source.ASSUMED)
        if measure == "last_amount":
            return (f"last_{self._main}", Source.DOCUMENT) if self._main else (measure, Source.ASSUMED)
        return measure, Source.SAID

    def _period(self, period: str, sentence: str, before: str, headings: Sequence[str]) -> Source:
        if not period:
            return Source.ASSUMED
        if period in sentence or period in before:
            return Source.SAID
        if any(period in h for h in headings):
            return Source.HEADING
        return Source.DOCUMENT if self._office else Source.ASSUMED

    def _scope(self, identity: str, scope: str) -> tuple[str, Source]:
        """An indicator that stands in tables of one scope says its own; others are of what the section is of."""
        own = {c.scope for c in self._lexicon.cells.get(identity, ())}
        if len(own) == 1:
            return own.pop(), Source.SAID
        return scope, Source.HEADING if scope else Source.ASSUMED

    def _area(self, before: str, headings: Sequence[str]) -> tuple[str, Source]:
        if self._office:
            return "", Source.DOCUMENT
        if said := self._lexicon.areas.last(before):
            return said, Source.SAID
        return next(((h, Source.HEADING) for t in headings if (h := self._lexicon.areas.last(t))), ("", Source.ASSUMED))


def identify(subject: Subject, lexicon: Lexicon) -> str:
    """What a subject is known by: an indicator's id, a printed code, or its path of names; "" for mere words."""
    if subject.indicator:
        return subject.indicator
    return subject.code or "/".join(subject.path)


def wholes(identity: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The ids of what it is known to be a part of: by ``parts.csv``, by its code, by its path."""
    if identity.isdigit():
        return tuple(identity[:n] for n in (3, 5, 7) if n < len(identity))
    steps = identity.split("/")
    if len(steps) > 1:
        return tuple("/".join(steps[:n]) for n in range(1, len(steps)))
    return lexicon.parts.wholes(identity)
