"""The Python interface of a whole check: ``reconcile.check``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from reconcile.document import Document
from reconcile.limits import DEFAULT, Limits
from reconcile.readers import read
from reconcile.report import Report, to_report
from reconcile.running import session
from reconcile.settings import Settings


def check(
    source: str | Path | Document,
    *,
    year: int | None = None,
    lexicon: str | Path | Iterable[str | Path] = (),
    settings: Settings | None = None,
    limits: Limits | None = DEFAULT,
) -> Report:
    """The report of one document, as the command line's ``--format json`` gives it.

    ``source`` is a path or what `read` returned. ``year`` overrides the year that the document says it is of,
    ``lexicon`` names folders laid over the one that comes with the program. Settings files are not looked for; pass
    ``reconcile.settings.load(...)`` to use one. ``limits`` are as for
    `reconcile.read`. Raises ReadError and UsageError.
    """
    folders = (lexicon,) if isinstance(lexicon, (str, Path)) else tuple(lexicon)
    chosen = (settings or Settings()).override(year=year, lexicon=tuple(map(Path, folders)))
    document = source if isinstance(source, Document) else read(source, limits)
    checked, _ = session(chosen).check(document)
    return to_report(checked)
