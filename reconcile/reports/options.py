"""How a report is to be told."""

from __future__ import annotations

from typing import Literal

from reconcile.tuples import NamedTuple


class Options(NamedTuple):
    """``language`` is that of the frame's words (messages of findings are Chinese). ``colour`` and ``width`` (in
    columns; None does not wrap) are for the terminal; ``time`` is an ISO time printed in workpapers, "" for none, so
    that the same document can give the same bytes; ``lexicons`` are the folders that were laid over the lexicon;
    ``suggest`` writes certain corrections into a Word file as tracked changes; ``checklist`` shows the whole list of
    what has to be published, and not only what of it is missing."""

    language: Literal["zh", "en"] = "zh"
    colour: bool = False
    width: int | None = None
    time: str = ""
    lexicons: tuple[str, ...] = ()
    suggest: bool = False
    checklist: bool = False


PLAIN = Options()
