"""Streams of an old Office file (an OLE compound file, MS-CFB), read with bounds on all that it says of itself."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from reconcile.errors import ReadError
from reconcile.readers.sniffing import OLE

_END = 0xFFFFFFFA  # sector numbers from here on mean something else
_ENTRY = 128  # bytes of a directory entry
_STREAM, _ROOT = 2, 5


class Compound:
    """The file's directory and the chains that its streams are cut into."""

    def __init__(self, data: bytes, path: str) -> None:
        self._data = data
        self._path = path
        if len(data) < 512 or not data.startswith(OLE):
            raise ReadError(f"{path}：文件已损坏，不是完整的 Office 文件")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise ReadError(f"{path}：文件已损坏，不是完整的 Office 文件")
        self._size = 1 << shift
        directory, self._cutoff, mini_fat = struct.unpack_from("<I4xII", data, 48)
        self._fat = self._table(self._fat_sectors())
        self._mini_fat = self._table(self._chain(mini_fat))
        self._entries = dict(self._directory(directory))
        root = self._entries.get("", (0, 0))
        streams = [entry for name, entry in self._entries.items() if name]
        large = [start for start, size in streams if size >= self._cutoff]
        self._refuse_loops(self._fat, (directory, mini_fat, root[0], *large))
        self._refuse_loops(self._mini_fat, (start for start, size in streams if size < self._cutoff))
        self._mini = self._joined(root[0], root[1])

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream, wherever in the tree it is; None if there is none, ReadError if it is cut off."""
        if name not in self._entries:
            return None
        start, size = self._entries[name]
        found = self._joined(start, size) if size >= self._cutoff else self._small(start, size)
        if len(found) < size:
            raise ReadError(f"{self._path}：文件不完整（可能没有下载完），请重新获取")
        return found

    def _refuse_loops(self, following: list[int], starts: Iterable[int]) -> None:
        """ReadError where a chain comes back to itself: other readers of the file would follow it for ever."""
        known: dict[int, int] = {}  # sector → the walk that came by
        for walk, start in enumerate(starts):
            number = start
            while number < len(following) and number not in known:
                known[number] = walk
                number = following[number]
            if known.get(number) == walk:
                raise ReadError(f"{self._path}：文件已损坏（数据块首尾相接成环），无法读取")

    def _small(self, start: int, size: int) -> bytes:
        """A stream below the cutoff, which lies in sectors of 64 bytes inside the root's own stream."""
        pieces, sector = [], start
        for _ in range(size // 64 + 1):
            if sector >= len(self._mini_fat):
                break
            pieces.append(self._mini[sector * 64 : sector * 64 + 64])
            sector = self._mini_fat[sector]
        return b"".join(pieces)[:size]

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]

    def _fat_sectors(self) -> Iterator[int]:
        yield from (n for n in struct.unpack_from("<109I", self._data, 76) if n < _END)
        following = struct.unpack_from("<I", self._data, 68)[0]
        seen: set[int] = set()
        while following < _END and len(block := self._sector(following)) == self._size:
            if following in seen:
                raise ReadError(f"{self._path}：文件已损坏（数据块首尾相接成环），无法读取")
            seen.add(following)
            numbers = struct.unpack(f"<{self._size // 4}I", block)
            yield from (n for n in numbers[:-1] if n < _END)
            following = numbers[-1]

    def _table(self, sectors: Iterator[int]) -> list[int]:
        table: list[int] = []
        for number in sectors:
            block = self._sector(number)
            table.extend(struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4]))
            if len(table) * self._size > len(self._data) * 2 + self._size * self._size:
                raise ReadError(f"{self._path}：文件已损坏，不是完整的 Office 文件")
        return table

    def _chain(self, start: int) -> Iterator[int]:
        number = start
        for _ in range(len(self._fat)):
            if number >= len(self._fat):
                return
            yield number
            number = self._fat[number]

    def _joined(self, start: int, size: int) -> bytes:
        pieces, total = [], 0
        for number in self._chain(start):
            if total >= size:
                break
            pieces.append(self._sector(number))
            total += self._size
        return b"".join(pieces)[:size]

    def _directory(self, start: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Name → (first sector, size); the root, which holds the small streams, has the name ``""``."""
        for number in self._chain(start):
            block = self._sector(number)
            for at in range(0, len(block) - _ENTRY + 1, _ENTRY):
                length, kind = struct.unpack_from("<HB", block, at + 64)
                first, size = struct.unpack_from("<II", block, at + 116)
                if kind in (_STREAM, _ROOT) and 2 <= length <= 64:
                    name = block[at : at + length - 2].decode("utf-16-le", "replace")
                    yield ("" if kind == _ROOT else name), (first, size)
