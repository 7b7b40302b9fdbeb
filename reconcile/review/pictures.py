"""Pictures of a PDF's pages, drawn by a process that is stopped when it takes too long and begun again when it dies."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import threading
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path
from typing import IO

PACKAGE = Path(__file__).parents[2]  # where the program itself lies, and not whatever folder the call was made in
PATIENCE = 20.0  # seconds for one page
KEPT = 96 << 20  # bytes of pictures that are kept
SCALES = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0)


class Pictures:
    """The pages of one PDF; ``sizes`` are their widths and heights in points, () where pdfium cannot open it."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lock = threading.Lock()
        self._closed = False
        self._process: subprocess.Popen[bytes] | None = None
        self._kept: OrderedDict[tuple[int, float], bytes] = OrderedDict()
        with self._lock:
            self.sizes: Sequence[tuple[float, float]] = self._begin()

    def png(self, page: int, scale: float) -> bytes | None:
        """The page (from 0) at the nearest scale that is drawn, b"" where it cannot be drawn, None after `close`."""
        scale = min(SCALES, key=lambda s: abs(s - scale))
        with self._lock:
            if self._closed:
                return None
            if (page, scale) in self._kept:
                self._kept.move_to_end((page, scale))
                return self._kept[page, scale]
            data = self._ask(page, scale) if 0 <= page < len(self.sizes) else b""
            self._kept[page, scale] = data
            while sum(map(len, self._kept.values())) > KEPT:
                self._kept.popitem(last=False)
            return data

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._stop()

    def _begin(self) -> Sequence[tuple[float, float]]:
        self._stop()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reconcile.review.picture_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=PACKAGE,
        )
        answer = self._answer(struct.pack(">Q", len(self._data)) + self._data)
        return [(w, h) for w, h in json.loads(answer)] if answer else []

    def _ask(self, page: int, scale: float) -> bytes:
        if self._process is None or self._process.poll() is not None:
            self._begin()
        return self._answer(f"{page} {scale}\n".encode())

    def _answer(self, question: bytes) -> bytes:
        """What the process says to it; b"" where it dies or takes too long, and then it is stopped."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        watch = threading.Timer(PATIENCE, process.kill)
        watch.start()
        try:
            process.stdin.write(question)
            process.stdin.flush()
            head = exactly(process.stdout, 8)
            return exactly(process.stdout, struct.unpack(">Q", head)[0])
        except (EOFError, OSError):
            return b""
        finally:
            watch.cancel()

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            for stream in (self._process.stdin, self._process.stdout):
                if stream is not None:
                    stream.close()
            self._process.wait()
            self._process = None


def exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
