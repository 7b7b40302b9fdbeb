"""Draws pages of one PDF, in a process of its own: pdfium reads what strangers made; the server must live on.

``python -m reconcile.review.picture_worker``. On standard input comes the file, behind its length in 8 bytes: a draft
is written to no disk. The first answer on standard output is the sizes of the pages as JSON; then, for each line ``PAGE
SCALE`` on standard input, a PNG. Every answer begins with its length in 8 bytes; no bytes means that the page could not
be drawn.
"""

from __future__ import annotations

import ctypes
import json
import struct
import sys
import zlib
from typing import BinaryIO

import pypdfium2

MEMORY = 3 << 30  # bytes of address space
MOST_PIXELS = 40_000_000
MOST_PAGES = 5000


def main() -> None:
    limit()
    questions, out = sys.stdin.buffer, sys.stdout.buffer
    (length,) = struct.unpack(">Q", questions.read(8))
    document = pypdfium2.PdfDocument(questions.read(length))
    pages = range(min(len(document), MOST_PAGES))
    answer(out, json.dumps([document.get_page_size(n) for n in pages]).encode())
    for line in questions:
        number, scale = line.split()
        try:
            data = draw(document, int(number), float(scale))
        except Exception:  # whatever one page does, the next one may be fine
            data = b""
        answer(out, data)


def limit() -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def answer(out: BinaryIO, data: bytes) -> None:
    out.write(struct.pack(">Q", len(data)) + data)
    out.flush()


def draw(document: pypdfium2.PdfDocument, number: int, scale: float) -> bytes:
    page = document[number]
    width, height = page.get_size()
    scale = min(scale, (MOST_PIXELS / max(width * height, 1)) ** 0.5)
    bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=True)
    data = bytes((ctypes.c_ubyte * (bitmap.stride * bitmap.height)).from_buffer(bitmap.buffer))
    rows = [
        data[y * bitmap.stride : y * bitmap.stride + bitmap.width * bitmap.n_channels] for y in range(bitmap.height)
    ]
    made = png(bitmap.width, bitmap.height, bitmap.n_channels, rows)
    page.close()
    return made


def png(width: int, height: int, channels: int, rows: list[bytes]) -> bytes:
    """A PNG of rows of 1 (grey), 3 (RGB) or 4 (RGBA) bytes a pixel."""
    kind = {1: 0, 3: 2, 4: 6}[channels]
    body = zlib.compress(b"".join(b"\0" + row for row in rows), 1)
    head = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


if __name__ == "__main__":
    main()
