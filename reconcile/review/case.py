"""What is reviewed as one document: a file, or several files, folders or an archive that belong together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reconcile.readers import bundle
from reconcile.running import are_whole
from reconcile.sources import documents
from reconcile.tuples import NamedTuple


class Case(NamedTuple):
    """``together`` says that the files are the parts of one disclosure; ``others`` are whole disclosures that it is
    held against."""

    paths: tuple[Path, ...]
    together: bool = False
    others: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        return "、".join(p.name or str(p) for p in self.paths)

    @property
    def stem(self) -> str:
        """How what is made of it is called."""
        return self.paths[0].stem

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Which files it has and is held against, how large and of when: another stamp, another draft."""
        paths = (*self.paths, *self.others)
        return tuple(_of_file(file) for path in paths for file in (bundle.files(path) if path.is_dir() else (path,)))


def _of_file(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return str(file), -1, 0
    return str(file), found.st_size, found.st_mtime_ns


def cases(paths: Sequence[Path], together: bool) -> list[Case]:
    """What there is to review in these files and folders; UsageError where there is nothing."""
    if not together:
        return [Case((Path(file),)) for file in documents([str(p) for p in paths])]
    if not are_whole([str(p) for p in paths]):
        return [Case(tuple(paths), together=True)]
    first, *rest = paths
    return [Case((first,), others=tuple(rest)), *(Case((p,)) for p in rest)]
