"""Every item of the checklist: found, said not to apply, not found by this program, or there but incomplete.

Where recognition is uncertain (a table or text that was not read, a table of unknown kind, a department with secrets)
what is not found is told as info, and never that it was not published.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reconcile.findings import ChecklistItem, Evidence, Severity
from reconcile.lexicon.disclosure import DEPTHS, DisclosureItem
from reconcile.patterns import lazy
from reconcile.prose.values import Statement
from reconcile.tables.values import Table
from reconcile.tuples import NamedTuple

from .amounts import first_figure
from .reading import Text
from .volume import is_part, volume_of
from .words import inner

if TYPE_CHECKING:
    from reconcile.facts import Facts

FEWEST_FIGURES = 6  # of a table of unknown kind that may be one of those asked for
DIGIT = lazy(r"\d")
CONDITIONAL = lazy(r"[如若](?:果|无|没有|为|本)|可删|请")  # a note of the form and not of this office


class Entry(NamedTuple):
    """An item and what became of it. ``severity`` is of the finding that a missing or incomplete one gives; what
    another rule tells (``elsewhere``) gives none."""

    item: DisclosureItem
    status: str
    place: Evidence | None = None
    message: str = ""
    severity: Severity = Severity.INFO
    elsewhere: bool = False


def gone_through(facts: Facts) -> tuple[Entry, ...]:
    """The items that the document has to have, in the order of the list; none where it is no whole disclosure."""
    profile = facts.profile
    volume = volume_of(facts)
    items = [i for i in facts.lexicon.disclosure if i.holds_for(profile.kind, profile.year) and volume.asks(i)]
    if not items:
        return ()
    round_ = Round(facts, volume.other)
    entries = tuple(round_.entry(item) for item in items)
    if volume.other and volume.prose and is_part(sum(e.status == "not_found" for e in entries), len(entries)):
        return ()
    return entries


def told(entries: Sequence[Entry]) -> tuple[ChecklistItem, ...]:
    return tuple(ChecklistItem(e.item.id, e.item.item, e.status, e.place, e.message) for e in entries)


class Round:
    """One round through the items of one document; ``other`` is where the rest of it is in another file."""

    def __init__(self, facts: Facts, other: bool = False) -> None:
        self.facts = facts
        self.text = Text(facts)
        self.amounts = self.text.amounts
        unread = any(n.unread for n in facts.document.notices)
        secret = any("涉密" in line.squeezed.text and "公开" in line.squeezed.text for line in self.text.lines)
        self.unsure = unread or secret
        self.other = other
        self.unknown_table = any(t.kind is None and len(t.figures) >= FEWEST_FIGURES for t in facts.tables)

    def entry(self, item: DisclosureItem) -> Entry:
        if item.reasons:
            return self._reasons(item)
        tables = [t for kind in item.tables for t in self.facts.tables_by_kind.get(kind, ())]
        if tables:
            return self._table(item, tables)
        found = self.text.find(item.words) if item.words else None
        entry = self._parts(item, found) if found is not None else None
        if entry is not None and entry.status == "found":
            return self._denied(entry) or entry
        if item.when and self.amounts.spent(item.when) is False:
            name = self.facts.lexicon.indicators[item.when].name
            place = self.text.mentioned((f"@{item.when}",)) or self.amounts.column_of(item.when)
            return Entry(item, "not_applicable", place, f"{name}没有发生或为零")
        return entry or self._missing(item)

    def _denied(self, entry: Entry) -> Entry | None:
        """The item as one that does not apply, where what was found is the sentence that there is none of it."""
        absent, place = self.text.absent(entry.item.absence), entry.place
        if absent is None or place is None or DIGIT.search(place.quote):
            return None
        if not (place.block or 0) <= (absent.block or 0) <= (place.block or 0) + 1:
            return None
        return Entry(entry.item, "not_applicable", absent, f"材料说：{absent.quote}")

    def _table(self, item: DisclosureItem, tables: Sequence[Table]) -> Entry:
        first = tables[0]
        place = Evidence("table", first.title, first.grid.place, table=first.title or None, block=first.block)
        name = first.title or item.item
        codes = {r.code for t in tables for s in t.sides for r in s.rows if r.code and not r.inferred}
        if item.depth and codes and max(map(len, codes)) < DEPTHS[item.depth]:
            message = f"《{name}》的科目编码没有到“{item.depth}”级"
            return Entry(item, "incomplete", place, message, self._severity(item))
        noted = next((t for t in tables if t.note and not t.empty), None)
        if noted is not None and all(t.note for t in tables) and not CONDITIONAL.search(noted.note):
            return Entry(item, "incomplete", place, f"《{name}》中有数，表下却注明“{noted.note}”", elsewhere=True)
        blank = all(not t.figures and not t.note and not t.unread for t in tables)
        if blank and not self.text.absent(item.absence) and not self.text.empty_tables():
            return Entry(item, "incomplete", place, f"《{name}》中没有数，也没有读到说明为空表的文字")
        return Entry(item, "found", place)

    def _parts(self, item: DisclosureItem, found: Evidence) -> Entry:
        missing = [group for group in item.parts if not self.text.beside(found, group)]
        if not missing:
            return Entry(item, "found", found)
        absent = self.text.absent(item.absence)
        if absent is not None and len(missing) == len(item.parts):
            return Entry(item, "not_applicable", absent, f"材料说：{absent.quote}")
        names = "、".join(self._name(group) for group in missing)
        return Entry(
            item, "incomplete", found, f"“{inner(item.item)}”中没有找到{names}", self._severity_of_parts(item, missing)
        )

    def _severity_of_parts(self, item: DisclosureItem, missing: Sequence[Sequence[str]]) -> Severity:
        """Info where what is missing may be nothing: its amount is zero, or the kinds that are named make the whole."""
        by_amount = all(w.startswith("@") for group in missing for w in group)
        nothing = all(map(self._is_nothing, missing)) if by_amount else len(missing) < len(item.parts)
        return Severity.INFO if nothing else self._severity(item)

    def _missing(self, item: DisclosureItem) -> Entry:
        absent = self.text.absent(item.absence)
        if absent is not None:
            return Entry(item, "not_applicable", absent, f"材料说：{absent.quote}")
        if item.tables and (titled := self._titled(item)):
            return Entry(item, "incomplete", titled, f"读到了表名“{inner(titled.quote)}”，没有读到表")
        named = self.text.headed(item.words) if item.words else None
        if named is not None:
            return Entry(item, "incomplete", named, f"提到了“{inner(named.quote)}”，没有读到它的数或说明")
        severity = self._severity(item)
        if item.tables and self.unknown_table:
            severity = Severity.INFO
        if self.other or (item.when and self.amounts.spent(item.when) is None):
            severity = Severity.INFO
        return Entry(item, "not_found", None, f"没有找到“{inner(item.item)}”", severity)

    def _titled(self, item: DisclosureItem) -> Evidence | None:
        """A line of the body that is the title of such a table, of which the table itself was not read."""
        for line in self.text.lines:
            text = line.squeezed.text
            if len(text) < 60 and "表" in text[-8:]:
                kind = self.facts.lexicon.table_kind(text)
                if kind is not None and kind.id in item.tables:
                    return self.text.quote(line, 0, len(text))
        return None

    def _reasons(self, item: DisclosureItem) -> Entry:
        """Changes without a reason: certain where the whole passage has none, info where another part of it does."""
        bare: list[tuple[str, Evidence]] = []
        given: list[tuple[str, Evidence]] = []
        changes = [(i, *c) for i in item.reasons for c in self._changes(i)]
        unread = not changes  # as statements
        if unread:
            changes = [(i, *c) for i in item.reasons for c in self.text.changes(i)]
        unsure = unread  # also where a reason in the section may be of it
        for indicator, figure, block in changes:
            (given if self.text.gives_reason(block) else bare).append((indicator, figure))
            unsure = unsure or self.text.reason_near(block)
        explained = {i for i, _ in given}
        bare = [(i, figure) for i, figure in bare if i not in explained]  # said once is enough
        if given and (unread or all(indicator == item.reasons[0] for indicator, _ in bare)):
            return Entry(item, "found", given[0][1])  # the whole changed, and its parts say why
        if bare:
            names = "、".join(dict.fromkeys(self.facts.lexicon.indicators[i].name for i, _ in bare))
            severity = Severity.INFO if given or unsure else self._severity(item)
            return Entry(item, "incomplete", bare[0][1], f"没有读到{names}增减变化的原因", severity)
        return self._unchanged(item)

    def _unchanged(self, item: DisclosureItem) -> Entry:
        """Of no change of the indicators anything was read: the document says that there was none, or says nothing."""
        for statement in (s for i in item.reasons for s in self.amounts.statements(i)):
            changes = [f for f in (statement.change, statement.growth) if f]
            if (changes or statement.words) and (place := first_figure(statement)):
                return Entry(item, "not_applicable", place, "没有增减变化")
        first = item.reasons[0]
        if self.amounts.spent(first) is False:
            place = self.text.mentioned((f"@{first}",)) or self.amounts.column_of(first)
            return Entry(item, "not_applicable", place, f"{self.facts.lexicon.indicators[first].name}没有发生或为零")
        if (absent := self.text.absent(item.absence)) is not None:
            return Entry(item, "not_applicable", absent, f"材料说：{absent.quote}")
        return Entry(item, "not_found", None, f"没有找到“{inner(item.item)}”")

    def _changes(self, indicator: str) -> Iterator[tuple[Evidence, int]]:
        """What has grown or fallen: by a change other than zero, by words (决算数小于预算数), or, of “三公” expenses,
        as budget and actual amount differ."""
        both = self.facts.lexicon.indicators[indicator].group == "three_public"
        for statement in self.amounts.statements(indicator):
            figure = statement.change or statement.growth
            by_words = any(w.direction in ("up", "down") for w in statement.words) or (both and _differs(statement))
            if figure is not None and figure.printed.digits:
                yield figure.evidence("item"), statement.block
            elif figure is None and by_words and (place := first_figure(statement)):
                yield place, statement.block

    def _is_nothing(self, group: Sequence[str]) -> bool:
        named = [w[1:] for w in group if w.startswith("@")]
        return bool(named) and not any(self.amounts.spent(n) for n in named)

    def _name(self, group: Sequence[str]) -> str:
        first = group[0]
        if first.startswith("#"):
            return f"以“{first[1:]}”计的数"
        return self.facts.lexicon.indicators[first[1:]].name if first.startswith("@") else first.lstrip("=^《")

    def _severity(self, item: DisclosureItem) -> Severity:
        lenient = self.facts.profile.entity.endswith(item.lenient) if item.lenient else False
        return Severity.INFO if self.unsure or lenient else Severity(item.severity)


def _differs(statement: Statement) -> bool:
    """Whether a statement gives a budget and an actual amount that are not the same."""
    planned, spent = statement.amounts.get("budget"), statement.amounts.get("actual")
    return bool(planned and spent and planned[0].value != spent[0].value)
