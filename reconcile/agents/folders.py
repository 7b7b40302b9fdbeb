"""The documents that an agent may see: those below the folders that were given, and nothing else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from pathlib import Path

from reconcile.checked import Checked
from reconcile.errors import UsageError
from reconcile.limits import DEFAULT
from reconcile.readers import load, read_bytes
from reconcile.running import Session
from reconcile.sources import SUFFIXES
from reconcile.tuples import NamedTuple

KEPT = 8  # documents whose result is kept while nothing of the file changes


class Stamp(NamedTuple):
    path: Path
    changed: int
    size: int


class Folders:
    """Reads and checks documents below the roots; a link that leads out of them is as if it were not there."""

    def __init__(self, roots: Sequence[Path], session: Session) -> None:
        missing = [str(root) for root in roots if not root.is_dir()]
        if missing or not roots:
            raise UsageError(f"没有这个文件夹：{'、'.join(missing)}" if missing else "没有指明文件夹")
        self.roots = tuple(root.resolve() for root in roots)
        self._session = session
        self._kept: OrderedDict[Stamp, Checked] = OrderedDict()

    def names(self) -> Iterator[str]:
        """All documents, relative to their root."""
        for root in self.roots:
            for path in sorted(root.rglob("*")):
                hidden = any(part.startswith((".", "~$")) for part in path.relative_to(root).parts)
                if path.suffix.lower() in SUFFIXES and not hidden and path.is_file() and self._inside(path.resolve()):
                    yield path.relative_to(root).as_posix()

    def find(self, name: str) -> Path:
        """The file of that name; UsageError where there is none below the roots."""
        for root in self.roots:
            path = (root / name).resolve()
            if self._inside(path) and path.is_file():
                return path
        raise UsageError(f"给出的文件夹里没有 {name}；用 list_documents 查看有哪些材料")

    def checked(self, name: str) -> Checked:
        """The document checked, from memory where the file has not changed since."""
        path = self.find(name)
        status = path.stat()
        stamp = Stamp(path, status.st_mtime_ns, status.st_size)
        if stamp not in self._kept:
            data = load(str(path))
            result, _ = self._session.check(read_bytes(data, name, DEFAULT), data)
            self._kept[stamp] = result
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(stamp)
        return self._kept[stamp]

    def _inside(self, path: Path) -> bool:
        return any(path.is_relative_to(root) for root in self.roots)
