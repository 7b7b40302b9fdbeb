"""An incremental update: new and replaced objects behind a PDF's own bytes, which stay as they are.

A file that cannot be added to (encrypted without a password to open, or with a damaged table of objects) is first
rewritten by pdfium.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from struct import pack
from typing import Any

import pypdfium2
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject, IndirectObject, NameObject

START = re.compile(rb"startxref\s+(\d+)")
REMOVE_SECURITY = 3  # pdfium's flag for saving without encryption
TRAILER_KEYS = ("/Root", "/Info", "/ID")


class Update:
    """Objects to be added to a PDF. ``reader`` is of the bytes that the update goes behind."""

    def __init__(self, data: bytes) -> None:
        self.data = data if can_grow(data) else rewritten(data)
        self.reader = PdfReader(io.BytesIO(self.data))
        self._start = last_start(self.data) or 0
        self._next = self._size()
        self._bodies: dict[tuple[int, int], bytes] = {}

    def _size(self) -> int:
        size = int(self.reader.trailer.get("/Size", 1))
        known = [n for table in self.reader.xref.values() for n in table]
        numbers: list[int] = [size, *(n + 1 for n in known), *(n + 1 for n in self.reader.xref_objStm)]
        return max(numbers)

    def reserve(self) -> int:
        """The number of a new object."""
        self._next += 1
        return self._next - 1

    def add(self, body: str | bytes, number: int | None = None) -> int:
        """A new object with this body; returns its number."""
        number = self.reserve() if number is None else number
        self._bodies[(number, 0)] = body.encode("ascii") if isinstance(body, str) else body
        return number

    def replace(self, reference: IndirectObject, entries: Mapping[str, str]) -> None:
        """A dictionary again, with these entries set; the last time counts."""
        key = (reference.idnum, reference.generation)
        found = reference.get_object()
        assert isinstance(found, DictionaryObject)
        kept = b"".join(serial_name(k) + b" " + serial(found.raw_get(k)) + b"\n" for k in found if k not in entries)
        new = "".join(f"{k} {v}\n" for k, v in entries.items()).encode("ascii")
        self._bodies[key] = b"<<" + kept + new + b">>"

    def whole(self) -> bytes:
        """The file with the update behind it."""
        out = io.BytesIO()
        out.write(self.data)
        if not self.data.endswith((b"\n", b"\r")):
            out.write(b"\n")
        offsets: dict[tuple[int, int], int] = {}
        for (number, generation), body in sorted(self._bodies.items()):
            offsets[(number, generation)] = out.tell()
            out.write(b"%d %d obj\n" % (number, generation) + body + b"\nendobj\n")
        start = out.tell()
        table = self.data[self._start : self._start + 4] == b"xref"
        out.write(self._table(offsets) if table else self._stream(offsets, start))
        out.write(b"startxref\n%d\n%%%%EOF\n" % start)
        return out.getvalue()

    def _trailer(self, size: int) -> bytes:
        trailer = self.reader.trailer
        entries = [serial_name(k) + b" " + serial(trailer.raw_get(k)) for k in TRAILER_KEYS if k in trailer]
        return b"/Size %d /Prev %d " % (size, self._start) + b" ".join(entries)

    def _table(self, offsets: Mapping[tuple[int, int], int]) -> bytes:
        rows = b"".join(b"%d 1\n%010d %05d n \n" % (n, offset, g) for (n, g), offset in offsets.items())
        return b"xref\n" + rows + b"trailer\n<<" + self._trailer(self._next) + b">>\n"

    def _stream(self, offsets: Mapping[tuple[int, int], int], start: int) -> bytes:
        """The same as a stream, for files that have their table as one; the stream lists itself."""
        number = self._next
        rows = [*((n, offset, g) for (n, g), offset in offsets.items()), (number, start, 0)]
        index = " ".join(f"{n} 1" for n, _, _ in rows).encode()
        body = b"".join(pack(">BQH", 1, offset, g) for _, offset, g in rows)
        head = b"/Type /XRef /W [1 8 2] /Index [" + index + b"] /Length %d " % len(body)
        return (
            b"%d 0 obj\n<<" % number
            + head
            + self._trailer(number + 1)
            + b">>\nstream\n"
            + body
            + b"\nendstream\nendobj\n"
        )


def serial(value: Any) -> bytes:
    out = io.BytesIO()
    value.write_to_stream(out)
    return out.getvalue()


def serial_name(name: str) -> bytes:
    return serial(NameObject(name))


def last_start(data: bytes) -> int | None:
    """What the file's last ``startxref`` says."""
    found = START.findall(data, max(0, len(data) - 2048))
    return int(found[-1]) if found else None


def can_grow(data: bytes) -> bool:
    """Whether objects can be added behind the file: its last table is where it says, and it is not encrypted."""
    start = last_start(data)
    if start is None or not re.match(rb"xref|\d+\s+\d+\s+obj", data[start : start + 30]):
        return False
    try:
        reader = PdfReader(io.BytesIO(data))
        return not reader.is_encrypted and len(reader.pages) > 0
    except (PyPdfError, ValueError, KeyError, RecursionError):
        return False


def rewritten(data: bytes) -> bytes:
    """The file as pdfium writes it: whole, and without encryption."""
    document = pypdfium2.PdfDocument(data)
    out = io.BytesIO()
    try:
        document.save(out, flags=REMOVE_SECURITY)
    finally:
        document.close()
    return out.getvalue()


def text(words: str) -> str:
    """A text string."""
    return f"<FEFF{words.encode('utf-16-be', 'replace').hex().upper()}>"


def reference(number: int) -> str:
    return f"{number} 0 R"
