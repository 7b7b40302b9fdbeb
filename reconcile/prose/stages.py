"""The year of a paragraph that names none, in a report on what became of one year's budget and on the next year's.

What is completed is of the first year, what is arranged of the second; a paragraph that says neither goes on with the
year of the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence

from reconcile.patterns import lazy
from reconcile.profile import Profile
from reconcile.prose.grammar import Claim
from reconcile.prose.meaning import year_of

YEARS = lazy(r"(?<!\d)(20[0-4]\d)(?=年)")
COMPLETIONS = ("completion", "completed")


def two_years(profile: Profile) -> tuple[str, str] | None:
    """The year that was executed and the year that is planned, where the title names both and no other."""
    years = sorted(set(YEARS.findall(profile.title)))
    if profile.kind != "government_budget" or len(years) != 2 or int(years[0]) + 1 != int(years[1]):
        return None
    return years[0], years[1]


def planned(profile: Profile) -> str:
    """The year whose budget a government's report presents, "" where its title speaks of what became of one only."""
    if profile.kind != "government_budget" or not profile.year:
        return ""
    return "" if "执行" in profile.title and two_years(profile) is None else str(profile.year)


def told(claims: Sequence[Claim], years: tuple[str, str]) -> str:
    """Which of the two years the paragraph's own words tell before it names one: what is 为预算的p% was executed, also
    behind the budget itself; "" where they tell neither."""
    planned = False
    for claim in claims:
        if year_of(claim):
            break
        if claim.kind in COMPLETIONS:
            return years[0]
        if claim.kind == "cause":
            continue
        measures = [t.features.get("measure") for t in claim.outside("c", "w", "bn") if t.sign in "VW"]
        if "actual" in measures:
            return years[0]
        planned = planned or "budget" in measures
    return years[1] if planned else ""
