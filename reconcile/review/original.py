"""The original pages beside the findings: a PDF as it is, a Word file as LibreOffice lays it out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from typing import Any

from reconcile.checked import Checked
from reconcile.document import Box
from reconcile.errors import ReadError
from reconcile.findings import Evidence, LedgerLine
from reconcile.readers import office
from reconcile.reports.pdf import boxes_of

from .desk import ONE_AT_A_TIME
from .laid_out import LaidOut
from .pictures import Pictures

Boxes = dict[int, list[Box]]
WORD = ("docx", "doc", "wps", "rtf", "odt")


class Original:
    """Begins at once and is ready some time later: LibreOffice takes seconds. ``state`` is ready, working or none."""

    def __init__(self, checked: Checked, data: bytes) -> None:
        self.state, self.message = "none", ""
        self.pictures: Pictures | None = None
        self._checked = checked
        self._find: Callable[[Evidence], Boxes] = lambda evidence: {}
        if checked.document.format == "pdf":
            self._show(data, lambda evidence: boxes_of(checked, evidence))
        elif checked.document.format not in WORD:
            self.message = "这种格式没有页面，显示文字和表格"
        elif office.find_program() is None:
            self.message = "本机没有 LibreOffice，显示文字和表格"
        else:
            self.state, self.message = "working", "LibreOffice 正在排版原文…"
            threading.Thread(target=self._lay_out, args=(data,), daemon=True).start()

    def _show(self, data: bytes, find: Callable[[Evidence], Boxes]) -> None:
        self.pictures = Pictures(data)
        self._find = find
        self.state, self.message = ("ready", "") if self.pictures.sizes else ("none", "这份文件的页面画不出来")

    def _lay_out(self, data: bytes) -> None:
        document = self._checked.document
        try:
            made = office.convert_to(data, "." + document.format, "pdf", document.path)
            with ONE_AT_A_TIME:
                laid_out = LaidOut(document, made)
        except ReadError as error:
            self.state, self.message = "none", f"{error}；显示文字和表格"
            return
        self._show(made, laid_out.boxes)

    def content(self) -> dict[str, Any]:
        """What the page needs to show the pages: their sizes, and the boxes of findings and of the ledger's numbers."""
        told = {"state": self.state, "message": self.message}
        if self.state != "ready" or self.pictures is None:
            return told
        outcome = self._checked.outcome
        return told | {
            "pages": [[round(w, 1), round(h, 1)] for w, h in self.pictures.sizes],
            "findings": [[self.flat([e]) for e in f.evidence] for f in outcome.findings],
            "numbers": [self.flat([evidence_of(line)]) for line in outcome.ledger],
            "status": [str(line.status) for line in outcome.ledger],
        }

    def flat(self, evidence: Iterable[Evidence]) -> list[list[float]]:
        """Boxes as [page from 1, left, top, right, bottom]."""
        return [
            [page, *(round(x, 1) for x in box)]
            for e in evidence
            for page, boxes in self._find(e).items()
            for box in boxes
        ]

    def close(self) -> None:
        if self.pictures is not None:
            self.pictures.close()


def evidence_of(line: LedgerLine) -> Evidence:
    return Evidence("claim", line.quote, line.place, line.start, line.end, block=line.block)
