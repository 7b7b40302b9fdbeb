"""The user's own PDF with highlights on the wrong numbers, coloured by severity, and a summary in the outline.

The file's own bytes stay; the marks are an update behind them. Each mark has its note in a pop-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pypdf.generic import ArrayObject, IndirectObject

from reconcile.checked import Checked
from reconcile.decisions.lines import Decision
from reconcile.decisions.standing import UNDECIDED
from reconcile.document import Box, Grid, Paragraph, Place
from reconcile.errors import UsageError
from reconcile.findings import Evidence, Finding, Severity
from reconcile.readers.pdf.geometry import Frame, invert, turn_box
from reconcile.tuples import NamedTuple

from .decided import decided
from .notes import lines_for, places_for
from .opening import opening, result_line
from .options import Options
from .pdf_outline import Entry, add_outline
from .pdf_update import Update, reference, serial, text
from .quoting import span_of
from .words import SEVERITIES, ZH

COLOURS = {Severity.ERROR: (1.0, 0.62, 0.58), Severity.WARNING: (1.0, 0.85, 0.45), Severity.INFO: (0.68, 0.86, 1.0)}
DISMISSED = (0.86, 0.86, 0.86)
REVIEW_STATES = {Decision.TRUE: "Accepted", Decision.FALSE_ALARM: "Rejected"}
NOTE_SIZE = (220.0, 120.0)
LONGEST_TITLE = 90
STRIP = 14.0  # points


Key = tuple[int | None, tuple[int, int] | None, int | None, int | None]  # block, cell, start, end


class Mark(NamedTuple):
    """A stretch or cell to be highlighted: its boxes by page (from 1), and what is said there, the worst first."""

    boxes: dict[int, list[Box]]
    notes: tuple[tuple[Severity, str], ...]
    decision: str = ""  # what people decided, in a line
    state: str = ""  # the same as PDF names it: Accepted, Rejected, None


class PageOf(NamedTuple):
    """A page to write on: its object, and the frame that boxes are in."""

    object: IndirectObject
    frame: Frame


def write(checked: Sequence[Checked], options: Options) -> bytes:
    (one,) = checked
    if one.document.format != "pdf" or one.data is None:
        raise UsageError("只有 PDF 文件可以加高亮；请检查 PDF 文件，或改用 docx、html 等输出格式。")
    update = Update(one.data)
    pages = {n: page_of(update, n) for n in range(1, len(update.reader.pages) + 1)}
    added: dict[int, list[int]] = {}
    for mark in marks(one):
        for page, boxes in mark.boxes.items():
            if page in pages:
                added.setdefault(page, []).extend(annotation(update, pages[page], boxes, mark, options.time))
    for page, numbers in added.items():
        update.replace(pages[page].object, {"/Annots": all_annotations(update, page, numbers)})
    add_outline(update, f"核对结果：{result_line(one)}", list(entries(one, pages)))
    return update.whole()


def page_of(update: Update, number: int) -> PageOf:
    page = update.reader.pages[number - 1]
    crop, media = page.cropbox, page.mediabox
    left, right = max(crop.left, media.left), min(crop.right, media.right)
    bottom, top = max(crop.bottom, media.bottom), min(crop.top, media.top)
    frame = Frame(float(left), float(bottom), float(right), float(top), page.rotation % 360)
    assert page.indirect_reference is not None
    return PageOf(page.indirect_reference, frame)


def all_annotations(update: Update, page: int, numbers: Sequence[int]) -> str:
    """The page's list of annotations with the new ones behind those it has."""
    found = update.reader.pages[page - 1].get("/Annots")
    old = found.get_object() if found is not None else None
    kept = [serial(a).decode("latin-1") for a in old] if isinstance(old, ArrayObject) else []
    return f"[{' '.join([*kept, *map(reference, numbers)])}]"


def marks(checked: Checked) -> Iterator[Mark]:
    """One mark for each place that findings speak of."""
    order = {severity: n for n, severity in enumerate(SEVERITIES)}
    notes: dict[Key, list[tuple[Severity, str]]] = {}
    places: dict[Key, Evidence] = {}
    subjects: dict[Key, str] = {}
    for finding, identity in checked.told:
        for first, evidence in places_for(finding):
            if evidence is not None:
                key = (evidence.block, evidence.cell, evidence.start, evidence.end)
                places.setdefault(key, evidence)
                subjects.setdefault(key, identity.fingerprint)
                notes.setdefault(key, []).append(
                    (finding.severity, "\n".join(lines_for(checked.document, finding, evidence, first)))
                )
    for key, evidence in places.items():
        said = tuple(sorted(notes[key], key=lambda n: order[n[0]]))
        standing = checked.decisions.get(subjects[key], UNDECIDED)
        state = REVIEW_STATES.get(standing.decision, "None") if standing.decision else ""
        yield Mark(boxes_of(checked, evidence), said, decided(checked, subjects[key]).line, state)


def boxes_of(checked: Checked, evidence: Evidence) -> dict[int, list[Box]]:
    """The boxes that the evidence's words or cell take, by page."""
    found: dict[int, list[Box]] = {}
    places = [evidence.place]
    span = span_of(checked.document, evidence)
    block = checked.document.blocks[evidence.block] if evidence.block is not None else None
    if evidence.cell is None and isinstance(block, Paragraph) and span is not None:
        places = list(block.places(*span)) or places
    if evidence.cell is None and isinstance(block, Grid):
        places = [strip_of(evidence.place)]
    for place in places:
        if place.page is not None and place.box is not None:
            found.setdefault(place.page, []).append(place.box)
    return found


def strip_of(place: Place) -> Place:
    """The top of a table's place: a finding about the table as a whole need not paint it over."""
    if place.box is None:
        return place
    left, top, right, bottom = place.box
    return place._replace(box=(left, top, right, min(bottom, top + STRIP)))


def annotation(update: Update, page: PageOf, boxes: Sequence[Box], mark_of: Mark, time: str) -> tuple[int, ...]:
    """The numbers of the highlight, of its pop-up, and of the state that people gave it. What was dismissed is grey."""
    notes = mark_of.notes
    back = invert(page.frame.matrix())
    areas = [turn_box(box, back) for box in boxes]
    left, bottom = min(a[0] for a in areas), min(a[1] for a in areas)
    right, top = max(a[2] for a in areas), max(a[3] for a in areas)
    red, green, blue = DISMISSED if mark_of.state == "Rejected" else COLOURS[notes[0][0]]
    appearance = update.add(appearance_stream(areas, (left, bottom, right, top), (red, green, blue)))
    mark, popup = update.reserve(), update.reserve()
    quads = " ".join(
        f"{x0:.2f} {y1:.2f} {x1:.2f} {y1:.2f} {x0:.2f} {y0:.2f} {x1:.2f} {y0:.2f}" for x0, y0, x1, y1 in areas
    )
    date = f" /M (D:{''.join(c for c in time if c.isdigit())[:14]})" if time else ""
    where = f"/P {page.object.idnum} {page.object.generation} R"
    update.add(
        f"<< /Type /Annot /Subtype /Highlight /Rect [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}]"
        f" /QuadPoints [{quads}]"
        f" /C [{red} {green} {blue}] /F 4 /T {text('reconcile')} /Contents {text(told_of(mark_of))}"
        f" /NM (reconcile-{mark}) /Subj {text(ZH[notes[0][0]])} /AP << /N {reference(appearance)} >>"
        f" /Popup {reference(popup)} {where}{date} >>",
        mark,
    )
    x, y = min(right + 10, page.frame.right - NOTE_SIZE[0]), top
    update.add(
        f"<< /Type /Annot /Subtype /Popup /Rect [{x:.2f} {y - NOTE_SIZE[1]:.2f} {x + NOTE_SIZE[0]:.2f} {y:.2f}]"
        f" /Parent {reference(mark)} /Open false /F 28 {where} >>",
        popup,
    )
    if not mark_of.state:
        return mark, popup
    state = update.add(
        f"<< /Type /Annot /Subtype /Text /Rect [{left:.2f} {bottom:.2f} {right:.2f} {top:.2f}] /F 30"
        f" /IRT {reference(mark)} /RT /R /StateModel (Review) /State ({mark_of.state}) /T {text('reconcile')}"
        f" /Contents {text(mark_of.decision)} {where}{date} >>"
    )
    return mark, popup, state


def told_of(mark: Mark) -> str:
    """What the note says: what was decided first, then the findings."""
    return "\n".join([*([f"结论：{mark.decision}"] if mark.decision else []), *(n for _, n in mark.notes)])


def appearance_stream(areas: Sequence[Box], rect: Box, colour: tuple[float, float, float]) -> bytes:
    """Filled boxes that multiply with what is below, so that the text stays readable."""
    paint = "/G gs {} {} {} rg ".format(*colour)
    paint += " ".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re" for x0, y0, x1, y1 in areas) + " f"
    head = (
        "<< /Type /XObject /Subtype /Form /BBox [{:.2f} {:.2f} {:.2f} {:.2f}]".format(*rect)
        + " /Resources << /ExtGState << /G << /Type /ExtGState /BM /Multiply >> >> >>"
        + f" /Group << /S /Transparency >> /Length {len(paint)} >>"
    )
    return f"{head}\nstream\n{paint}\nendstream".encode("ascii")


def entries(checked: Checked, pages: dict[int, PageOf]) -> Iterator[Entry]:
    """What could not be read, how much was checked, what settings took away; then a line for each finding, the worst
    first, that leads to its place."""
    yield from map(Entry, opening(checked)[1:])
    for severity in SEVERITIES:
        for finding in checked.findings:
            if finding.severity == severity:
                yield entry(finding, pages)


def entry(finding: Finding, pages: dict[int, PageOf]) -> Entry:
    title = f"【{ZH[finding.severity]}】{finding.code} {finding.name}：{finding.message}"
    title = title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1] + "…"
    place = next((e.place for e in finding.evidence if e.place.page in pages), None)
    if place is None or place.page is None:
        return Entry(title)
    page = pages[place.page]
    if place.box is None:
        return Entry(title, page.object.idnum)
    area = turn_box(place.box, invert(page.frame.matrix()))
    return Entry(title, page.object.idnum, min(area[3] + 40, page.frame.top))
