"""Which documents have a checklist: whole disclosures, and not a notice, a bulletin or the draft of one section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reconcile.lexicon.disclosure import DisclosureItem
from reconcile.tuples import NamedTuple

if TYPE_CHECKING:
    from reconcile.facts import Facts

FEWEST_TABLES = 5  # kinds of tables of a whole disclosure
FEWEST_ALONE = 7  # of its tables without the explanation
MOST_MISSING = 1 / 3  # of the items of an explanation without tables; a section of one lacks more
FEWEST_CHARACTERS = {"department": 800, "government": 3000}  # of its prose
BUDGETS = {
    "general": ("一般公共预算", "公共财政预算"), "fund": ("政府性基金",), "capital": ("国有资本经营",),
    "insurance": ("社会保险基金", "社保基金"),
}  # fmt: skip
FEWEST_FIGURES = 30  # in the prose of a government's report; notes between tables have few
FEWEST_BUDGETS = 3  # of the four that a government's report speaks of; bulletins and notices speak of one


class Volume(NamedTuple):
    """What a document has of a disclosure, and may be asked for. ``other`` is where the rest is in another file."""

    tables: bool
    prose: bool
    other: bool = False

    def asks(self, item: DisclosureItem) -> bool:
        return self.tables if item.is_table else self.prose


def volume_of(facts: Facts) -> Volume:
    """A department publishes prose and tables in one file or each in one; a government its report, tables, or both."""
    issuer = facts.profile.kind.partition("_")[0]
    if issuer not in FEWEST_CHARACTERS:
        return Volume(False, False)
    kinds = [facts.lexicon.tables[k] for k in facts.tables_by_kind if facts.lexicon.tables[k].documents == issuer]
    tables = len(kinds) >= FEWEST_TABLES
    prose = sum(len(p.text) for _, p in facts.paragraphs) >= FEWEST_CHARACTERS[issuer]
    if issuer == "department":
        return Volume(True, True) if tables and prose else Volume(len(kinds) >= FEWEST_ALONE, prose and not kinds, True)
    scopes = {k.scope.partition("_")[0] for k in kinds} & BUDGETS.keys()
    text = "".join(p.text for _, p in facts.paragraphs)
    spoken = [b for b, names in BUDGETS.items() if any(n in text for n in names)]
    prose = prose and len(facts.prose.figures) >= FEWEST_FIGURES
    return Volume(tables and len(scopes) >= FEWEST_BUDGETS, prose and len(spoken) >= FEWEST_BUDGETS)


def is_part(missing: int, asked: int) -> bool:
    """Whether a text without tables is only a section of an explanation: too much of it is missing."""
    return missing > asked * MOST_MISSING
