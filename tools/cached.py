"""Documents as read, kept between runs: reading a PDF costs more than checking it, and changes seldom.

A kept `Document` is found by the bytes of the file, the suffix of its name, and the source of all that reads: where
one of them changes, the document is read anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from functools import cache
from pathlib import Path

from reconcile.document import Document
from reconcile.lexicon import Lexicon
from reconcile.readers import load, read_bytes

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "reconcile-evaluate"
SOURCES = ("reconcile/readers", "reconcile/quantity", "reconcile/document.py", "reconcile/interval.py")


def read(path: Path, folder: Path = FOLDER) -> Document:
    """The document in the file, from ``folder`` where it has been read before. ReadError as `reconcile.readers`."""
    data = load(path)
    key = hashlib.sha256(data + path.suffix.lower().encode() + sources()).hexdigest()
    kept = folder / key[:2] / key
    try:
        document: Document = pickle.loads(kept.read_bytes())
    except (OSError, EOFError, pickle.UnpicklingError):
        document = read_bytes(data, str(path))
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_name(f".{key}.{os.getpid()}")
        beside.write_bytes(pickle.dumps(document, pickle.HIGHEST_PROTOCOL))
        beside.replace(kept)
    return document._replace(path=str(path))


@cache
def lexicon() -> Lexicon:
    """The lexicon of the program, read once; a worker has what its parent read."""
    return Lexicon.load()


@cache
def sources() -> bytes:
    """A digest of everything that a reader's result depends on, other than the file."""
    digest = hashlib.sha256()
    for place in (ROOT / s for s in SOURCES):
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return digest.digest()
