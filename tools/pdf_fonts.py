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
import subprocess
import sys
import tempfile
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from reconcile.limits import DEFAULT, limit_memory

FIRST_PAGES = 5
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
    import reconcile

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


def child(folder: str, paths: list[Path], check: bool) -> None:
    """The process of one set of fonts: a line of JSON for each file, read in a fork of its own that it may end; two
    empty digests where it did."""
    import reconcile

    reconcile.check(b"\xe5\xb7\xb2", name="warm.txt")  # what is loaded now each fork has
    fork = multiprocessing.get_context("fork")
    for path in paths:
        here, there = fork.Pipe(duplex=False)
        process = fork.Process(target=digests, args=(folder, path, check, there))
        process.start()
        there.close()
        try:
            found = here.recv()
        except EOFError:
            found = ("", "")
        process.join()
        print(json.dumps(found), flush=True)


def digests(folder: str, path: Path, check: bool, to: Connection) -> None:
    """One file with the fonts of ``folder``, told ``to`` who asked."""
    use_fonts_of(folder)
    to.send((result(path, check), hashlib.sha256(repr(boxes(path)).encode()).hexdigest()))


def under(folder: str, paths: list[Path], check: bool) -> list[tuple[str, str]]:
    """Each file's digest, and that of pdfium's boxes, with the fonts of ``folder``."""
    command = [sys.executable, "-m", "tools.pdf_fonts", "--child", folder, *map(str, paths), *["--check"] * check]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return [(digest, alone) for digest, alone in map(json.loads, lines.splitlines())]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--fonts", action="append", default=[])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        child(options.child, options.paths, options.check)
        return 0
    files = [f for p in options.paths for f in (sorted(p.rglob("*.pdf")) if p.is_dir() else [p])]
    return compare(files, options.fonts or installed(), options.check)


def installed() -> list[str]:
    return [str(folder) for name in DEBIAN if (folder := Path("/usr/share/fonts") / name).is_dir()]


def compare(files: list[Path], folders: list[str], check: bool) -> int:
    """Print a line for each set of fonts; 1 if a file reads differently with one of them."""
    with tempfile.TemporaryDirectory() as empty:
        bare = under(empty, files, check)
    differ = 0
    ended = sum(not digest for digest, _ in bare)
    print(f"{len(files)} files, first read without any font" + f"; {ended} could not be" * bool(ended))
    for folder in folders:
        found = under(folder, files, check)
        other = [path for path, one, two in zip(files, bare, found, strict=True) if one[0] != two[0]]
        alone = sum(one[1] != two[1] for one, two in zip(bare, found, strict=True))
        print(f"{folder}: {len(files) - len(other)} the same, {len(other)} differ; pdfium alone: {alone} differ")
        for path in other:
            print(f"    {path}")
        differ += len(other)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
