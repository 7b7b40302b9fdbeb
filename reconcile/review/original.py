"""The original pages beside the findings: a PDF as it is, a Word file as LibreOffice lays it out. Where several files
are one document, the pages of each follow each other."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from reconcile.checked import Checked
from reconcile.document import Box, Document, Paragraph
from reconcile.errors import ReadError
from reconcile.findings import Evidence, LedgerLine
from reconcile.readers import bundle, format_of, office
from reconcile.reports.pdf import boxes_of
from reconcile.tuples import NamedTuple

from .case import Case
from .desk import ONE_AT_A_TIME
from .laid_out import LaidOut
from .pictures import Pictures

Boxes = dict[int, list[Box]]
WORD = ("docx", "doc", "wps", "rtf", "odt")


class File(NamedTuple):
    """``name`` is "" where the document is one file."""

    name: str
    kind: str
    data: bytes


class Part(NamedTuple):
    """The pages of one file, and where evidence stands on them."""

    name: str
    pictures: Pictures
    find: Callable[[Evidence], Boxes]


class Original:
    """Begins at once and is ready some time later: LibreOffice takes seconds. ``state`` is ready, working or none."""

    def __init__(self, checked: Checked, files: Sequence[File]) -> None:
        self.state, self.message = "none", ""
        self.parts: tuple[Part, ...] = ()
        self._checked = checked
        slow = any(f.kind in WORD for f in files)
        if not slow and not any(f.kind == "pdf" for f in files):
            self.message = "这种格式没有页面，显示文字和表格"
        elif not slow:
            self._show(files)
        elif office.find_program() is None and not any(f.kind == "pdf" for f in files):
            self.message = "本机没有 LibreOffice，显示文字和表格"
        else:
            self.state, self.message = "working", "LibreOffice 正在排版原文…"
            threading.Thread(target=self._show, args=(files,), daemon=True).start()

    def _show(self, files: Sequence[File]) -> None:
        made, problems = [], []
        for file in files:
            try:
                part = self._part(file)
            except ReadError as error:
                problems.append(f"{error}；显示文字和表格")
            else:
                made += [part] if part and part.pictures.sizes else []
        self.parts = tuple(made)
        self.message = "" if made else "；".join(problems) or "这份文件的页面画不出来"
        self.state = "ready" if made else "none"

    def _part(self, file: File) -> Part | None:
        document = self._checked.document
        if file.kind == "pdf":
            return Part(file.name, Pictures(file.data), lambda evidence: boxes_of(self._checked, evidence))
        if file.kind not in WORD or office.find_program() is None:
            return None
        made = office.convert_to(file.data, "." + file.kind, "pdf", file.name or document.path)
        with ONE_AT_A_TIME:
            laid_out = LaidOut(document, made)
        return Part(file.name, Pictures(made), laid_out.boxes)

    def content(self) -> dict[str, Any]:
        """What the page needs to show the pages: their sizes, and the boxes of findings and of the ledger's numbers.
        ``names`` are what pages are called where they are of several files."""
        told = {"state": self.state, "message": self.message}
        if self.state != "ready":
            return told
        outcome, several = self._checked.outcome, len(self.parts) > 1
        sheets = [(p.name, n, size) for p in self.parts for n, size in enumerate(p.pictures.sizes, 1)]
        return told | {
            "pages": [[round(w, 1), round(h, 1)] for _, _, (w, h) in sheets],
            "names": [f"{name} 第 {n} 页" for name, n, _ in sheets] if several else [],
            "findings": [[self.flat([e]) for e in f.evidence] for f in outcome.findings],
            "numbers": [self.flat([evidence_of(line)]) for line in outcome.ledger],
            "status": [str(line.status) for line in outcome.ledger],
        }

    def flat(self, evidence: Iterable[Evidence]) -> list[list[float]]:
        """Boxes as [page from 1, left, top, right, bottom]."""
        return [
            [before + page, *(round(x, 1) for x in box)]
            for e in evidence
            for before, part in self._numbered()
            if part.name == file_of(self._checked.document, e)
            for page, boxes in part.find(e).items()
            for box in boxes
        ]

    def png(self, page: int, scale: float) -> bytes | None:
        """The page (from 0) as a picture, b"" where there is none, None after `close`."""
        for before, part in self._numbered():
            if before <= page < before + len(part.pictures.sizes):
                return part.pictures.png(page - before, scale)
        return b""

    def _numbered(self) -> Iterator[tuple[int, Part]]:
        """The files, each with how many pages stand before its own."""
        before = 0
        for part in self.parts:
            yield before, part
            before += len(part.pictures.sizes)

    def close(self) -> None:
        for part in self.parts:
            part.pictures.close()


def files_of(checked: Checked, case: Case) -> list[File]:
    """The files that the document was made of."""
    if checked.data is not None:
        return [File("", checked.document.format, checked.data)]
    used = {bundle.split_part(block_part(checked.document, n))[0] for n in range(len(checked.document.blocks))}
    try:
        found = {m.name: m.data for m in bundle.members(case.paths)}
        ordered = sorted(used & found.keys(), key=bundle.natural)
        return [File(name, format_of(found[name], name), found[name]) for name in ordered]
    except ReadError:  # gone or another one since they were checked
        return []


def file_of(document: Document, evidence: Evidence) -> str:
    """Which of its files the evidence stands in, "" where it is one file."""
    part = evidence.place.part or (block_part(document, evidence.block) if evidence.block is not None else "")
    return bundle.split_part(part)[0]


def block_part(document: Document, number: int) -> str:
    block = document.blocks[number]
    return block.segments[0].place.part if isinstance(block, Paragraph) else block.place.part


def evidence_of(line: LedgerLine) -> Evidence:
    return Evidence("claim", line.quote, line.place, line.start, line.end, block=line.block)
