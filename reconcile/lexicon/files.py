"""Where the lexicon's files lie, and how their rows are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from reconcile.hashing import blake2b, sha256
from reconcile.kept import book

T = TypeVar("T")
PACKAGE = Path(__file__).resolve().parent.parent


def default_folder() -> Path:
    """The checkout's ``lexicons/``, or the copy that was installed with the package."""
    for folder in (PACKAGE.parent / "lexicons", PACKAGE / "_lexicons"):
        if (folder / "indicators.csv").is_file():
            return folder
    raise FileNotFoundError(f"no lexicon: neither {PACKAGE.parent / 'lexicons'} nor {PACKAGE / '_lexicons'} holds one")


def read(path: Path) -> list[list[str]]:
    """The rows of one CSV file without its header row; an absent file has none."""
    if not path.is_file():
        return []
    import csv  # rows that are kept do without

    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [row for row in csv.reader(lines) if row][1:]


def read_all(folders: Sequence[Path], name: str, key: int) -> list[list[str]]:
    """The rows of the file of this name in all folders; a later row replaces an earlier one with the same key.

    ``key`` is the number of leading columns that make up the key.
    """
    if len(folders) == 1:
        return read(folders[0] / name)
    rows = {tuple(row[:key]): row for folder in folders for row in read(folder / name)}
    return list(rows.values())


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, divided by ``|``."""
    return tuple(p for p in cell.split("|") if p)


def operands(cell: str) -> tuple[tuple[str, ...], ...]:
    """The terms of a cell that ``&`` divides, each with its possible names."""
    return tuple(parts(term) for term in cell.split("&") if term)


def number(cell: str) -> int:
    return int(cell) if cell.isdigit() else 0


def as_folders(folder: Path | str | Iterable[Path | str] | None) -> tuple[Path, ...]:
    if folder is None:
        return ()
    return (Path(folder),) if isinstance(folder, (str, Path)) else tuple(Path(f) for f in folder)


class Once(Protocol):
    """Gives what was made under the name before, else what ``make`` makes: plain values, see `kept.Book`."""

    def __call__(self, name: str, make: Callable[[], T]) -> T: ...


def anew(name: str, make: Callable[[], T]) -> T:
    return make()


def worked_out(folders: Sequence[Path]) -> Once:
    """What is made of the rows once and kept for the next call, as long as neither they nor this room's modules change
    by a byte. With folders of the user's own everything is made anew."""
    if len(folders) > 1:
        return anew
    digest = blake2b(digest_size=12)
    for path in (*sorted(folders[0].glob("*.csv")), *sorted(Path(__file__).parent.glob("*.py"))):
        digest.update(path.read_bytes())
    return book(f"lexicon-{sys.implementation.cache_tag}-{digest.hexdigest()}").piece


def version(overlays: Iterable[Path | str] = ()) -> str:
    """12 hexadecimal digits that change when a row of the lexicon, or of a folder laid over it, changes."""
    digest = sha256()
    for folder in (default_folder(), *map(Path, overlays)):
        for path in sorted(folder.glob("*.csv")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
