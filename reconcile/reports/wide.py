"""Text on a terminal, in lines of so many columns."""

from __future__ import annotations

from collections.abc import Iterator

from reconcile.widths import width

NO_START = "，。、；：！？）》”’】%％…"  # must not begin a line


def wrap(text: str, limit: int | None, indent: str = "") -> Iterator[str]:
    """The text in lines of at most ``limit`` columns, each after the first with the indent; numbers are kept whole.

    The first line is taken to be indented already. ``None`` or a limit too narrow for anything does not wrap.
    """
    if limit is None or limit < width(indent) + 20:
        yield text
        return
    room = limit - width(indent)
    line: list[str] = []
    used = 0
    first = True
    for piece in pieces(text):
        if used + width(piece) > room and line:
            kept = _break(line, piece)
            yield ("" if first else indent) + "".join(line[:kept])
            line = [p for p in ["".join(line[kept:]).lstrip()] if p]
            piece = piece if line else piece.lstrip()
            used, first = sum(map(width, line)), False
        line += [piece] if piece else []
        used += width(piece)
    yield ("" if first else indent) + "".join(line)


def _break(line: list[str], following: str) -> int:
    """How many pieces stay on the line, so that the next line begins with none of the stops; all where that is vain."""
    kept = len(line)
    while kept and (line[kept] if kept < len(line) else following)[0] in NO_START:
        kept -= 1
    return kept or len(line)


def pieces(text: str) -> Iterator[str]:
    """What may not be broken: a run of narrow characters (a number, a word), or a wide character."""
    run = ""
    for character in text:
        if character.isascii() and not character.isspace():
            run += character
            continue
        if run:
            yield run
            run = ""
        yield character
    if run:
        yield run
