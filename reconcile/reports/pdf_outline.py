"""A summary of the findings as the first entry of a PDF's outline (bookmarks)."""

from __future__ import annotations

from collections.abc import Sequence

from pypdf.generic import DictionaryObject, IndirectObject

from reconcile.tuples import NamedTuple

from .pdf_update import Update, reference, text


class Entry(NamedTuple):
    """One line of the outline. ``page`` is the page's object number, None for a line that leads nowhere."""

    title: str
    page: int | None = None
    top: float | None = None


def add_outline(update: Update, heading: str, entries: Sequence[Entry]) -> None:
    """The heading with the entries under it, before whatever the outline has."""
    root = update.reader.trailer.raw_get("/Root")
    catalog = root.get_object()
    assert isinstance(catalog, DictionaryObject)
    old = catalog.raw_get("/Outlines") if "/Outlines" in catalog else None
    first = outline_first(old)
    head = update.reserve()
    outlines = old.idnum if first is not None and isinstance(old, IndirectObject) else update.reserve()
    numbers = [update.reserve() for _ in entries]
    for position, (number, entry) in enumerate(zip(numbers, entries, strict=True)):
        update.add(entry_body(entry, head, numbers, position), number)
    links = f"/First {reference(numbers[0])} /Last {reference(numbers[-1])} /Count {len(numbers)}" if numbers else ""
    following = f" /Next {first.idnum} {first.generation} R" if first is not None else ""
    update.add(f"<< /Title {text(heading)} /Parent {reference(outlines)} {links}{following} >>", head)
    if first is not None and isinstance(old, IndirectObject):
        found = old.get_object()
        count = found.get("/Count", 0) if isinstance(found, DictionaryObject) else 0
        shown = max(int(count), 0) + 1 + len(numbers)
        update.replace(old, {"/First": reference(head), "/Count": str(shown)})
        update.replace(first, {"/Prev": reference(head)})
        return
    update.add(
        f"<< /Type /Outlines /First {reference(head)} /Last {reference(head)} /Count {1 + len(numbers)} >>", outlines
    )
    entries_of_root = {"/Outlines": reference(outlines)}
    if "/PageMode" not in catalog:
        entries_of_root["/PageMode"] = "/UseOutlines"
    update.replace(root, entries_of_root)


def outline_first(old: object) -> IndirectObject | None:
    """The first entry of the outline that the file has; None where it has none that can be linked to."""
    found = old.get_object() if isinstance(old, IndirectObject) else None
    if not isinstance(found, DictionaryObject) or "/First" not in found:
        return None
    first = found.raw_get("/First")
    return first if isinstance(first, IndirectObject) and isinstance(first.get_object(), DictionaryObject) else None


def entry_body(entry: Entry, parent: int, numbers: Sequence[int], position: int) -> str:
    before = f" /Prev {reference(numbers[position - 1])}" if position else ""
    after = f" /Next {reference(numbers[position + 1])}" if position + 1 < len(numbers) else ""
    top = "null" if entry.top is None else f"{entry.top:.2f}"
    goal = f" /Dest [{reference(entry.page)} /XYZ null {top} null]" if entry.page is not None else ""
    return f"<< /Title {text(entry.title)} /Parent {reference(parent)}{before}{after}{goal} >>"
