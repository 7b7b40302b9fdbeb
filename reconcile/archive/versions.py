"""What results depend on besides the document: the program and the lexicon, each as a short fingerprint."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from reconcile.lexicon import Lexicon

PACKAGE = Path(__file__).resolve().parent.parent
# rooms that only show or run; a change in them changes no result
OUTSIDE = frozenset({"archive", "reports", "review", "cli.py", "cli"})


def fingerprint(files: Iterable[Path]) -> str:
    state = hashlib.sha256()
    for file in sorted(files):
        state.update(file.name.encode())
        state.update(file.read_bytes())
    return state.hexdigest()[:12]


def code_version() -> str:
    """The fingerprint of the modules that read and check, so that every change of a rule makes documents due again."""
    modules = (p for p in PACKAGE.rglob("*.py") if p.relative_to(PACKAGE).parts[0] not in OUTSIDE)
    own = (PACKAGE / "archive" / n for n in ("rows.py", "cells.py", "identity.py", "regions.py"))
    return fingerprint([*modules, *own])


def lexicon_version(folders: Iterable[Path]) -> str:
    return fingerprint(f for folder in folders for f in folder.glob("*.csv"))


def version(lexicon: Path | None) -> str:
    """The version of the results: program and lexicon (the built-in one, with the folder ``lexicon`` laid over it)."""
    return f"{code_version()}-{lexicon_version(Lexicon.load(lexicon).folders)}"
