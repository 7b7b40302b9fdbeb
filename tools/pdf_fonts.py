"""Whether PDFs read the same with other fonts on the machine.

    python -m tools.pdf_fonts FOLDER... [--fonts FOLDER]... [--check]

Every PDF under the given folders is read in processes of which each knows the fonts of one folder only: an empty one,
and those given with ``--fonts`` (without any, the folders of Debian's DejaVu, Noto and WenQuanYi packages, as far as
they are installed). pdfium is started anew with that folder as its only source of fonts. What was read is compared to
the last digit of every box, and with ``--check`` the whole report in JSON too, apart from the seconds. Said too is for
how many files pdfium alone gives characters other boxes than on a machine without fonts: that the sets do differ.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import multiprocessing
import sys
import tempfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import reconcile
from reconcile.limits import DEFAULT, limit_memory

FIRST_PAGES = 5
WARM = "收入合计1.00万元。"
DEBIAN = ("truetype/dejavu", "opentype/noto", "truetype/wqy")


def use_fonts_of(folder: str) -> None:
    """Start pdfium anew with the fonts under ``folder`` instead of the machine's. Nothing may be open."""
    import pypdfium2.raw as raw

    raw.FPDF_DestroyLibrary()
    paths = (ctypes.c_char_p * 2)(folder.encode(), None)
    wanted = ctypes.cast(paths, ctypes.POINTER(ctypes.POINTER(ctypes.c_char)))
    config = raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=wanted)
    _KEPT.extend((paths, config))
    raw.FPDF_InitLibraryWithConfig(ctypes.byref(config))


_KEPT: list[Any] = []  # pdfium keeps their addresses


def boxes(path: Path) -> list[tuple[float, ...]]:
    """Where pdfium alone sees the characters of a file's first pages."""
    import pypdfium2

    found = []
    try:
        opened = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return []
    with opened as document:
        for number in range(min(len(document), FIRST_PAGES)):
            page = document[number]
            text = page.get_textpage()
            found += [text.get_charbox(index) for index in range(text.count_chars())]
            text.close()
            page.close()
    return found


def result(path: Path, check: bool) -> str:
    """What the file gives: a digest of the document as read, and of the report. Read in this process, for the helper
    that usually reads would start with the machine's fonts; so it has the helper's limits."""
    limit_memory(DEFAULT.megabytes)
    try:
        document = reconcile.read(str(path), None)
        told = repr((document.blocks, document.notices, document.pages))
        if check:
            told += json.dumps(without_seconds(reconcile.check(document).model_dump(mode="json")), sort_keys=True)
    except reconcile.ReadError as error:
        told = str(error)
    return hashlib.sha256(told.encode()).hexdigest()


def without_seconds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_seconds(item) for key, item in value.items() if key != "seconds"}
    return [without_seconds(item) for item in value] if isinstance(value, list) else value


def digests(folder: str, path: Path, check: bool, to: Connection) -> None:
    """One file with the fonts of ``folder``, told ``to`` who asked."""
    use_fonts_of(folder)
    to.send((result(path, check), hashlib.sha256(repr(boxes(path)).encode()).hexdigest()))


def under(folder: str, path: Path, check: bool) -> tuple[str, str]:
    """The file's digest, and that of pdfium's boxes, with the fonts of ``folder``, in a fork of its own; two empty ones
    where the file was its end."""
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)
    process = fork.Process(target=digests, args=(folder, path, check, there))
    process.start()
    there.close()
    try:
        found: tuple[str, str] = here.recv()
    except EOFError:
        found = ("", "")
    process.join()
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    files = [f for p in options.paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    return compare(files, options.fonts or installed(), options.check)


def installed() -> list[str]:
    return [str(folder) for name in DEBIAN if (folder := Path("/usr/share/fonts") / name).is_dir()]


def compare(files: list[Path], folders: list[str], check: bool) -> int:
    """Print a line for each file that reads differently with a set of fonts, and one for each set; 1 if any does."""
    reconcile.check(WARM.encode(), name="warm.txt")  # what is loaded now each fork has
    differ, alone = Counter[str](), Counter[str]()
    ended = 0
    with tempfile.TemporaryDirectory() as empty:
        for number, path in enumerate(files, 1):
            print(f"{number}/{len(files)} {path.name}", file=sys.stderr, flush=True)
            bare = under(empty, path, check)
            ended += not bare[0]
            for folder in folders:
                found = under(folder, path, check)
                alone[folder] += found[1] != bare[1]
                if found[0] != bare[0]:
                    differ[folder] += 1
                    print(f"{path} differs with {folder}", flush=True)
    print(f"{len(files)} files, first read without any font" + f"; {ended} could not be" * bool(ended))
    for folder in folders:
        same = len(files) - differ[folder]
        print(f"{folder}: {same} the same, {differ[folder]} differ; pdfium alone: {alone[folder]} differ")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
