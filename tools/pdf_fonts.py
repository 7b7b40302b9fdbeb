"""Whether PDFs read the same with other fonts on the machine.

    python -m tools.pdf_fonts FOLDER... [--fonts FOLDER]... [--check]

Every PDF under the given folders is read in fresh processes of which each knows the fonts of one folder only: an empty
one, and those given with ``--fonts`` (without any, the folders of Debian's DejaVu, Noto and WenQuanYi packages, as far
as they are installed). pdfium is started anew with that folder as its only source of fonts. What was read is compared
byte by byte; with ``--check`` the whole report in JSON is, apart from the seconds. Said too is for how many
files pdfium alone gives characters other boxes than on a machine without fonts: that the sets do differ.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIRST_PAGES = 5
DEBIAN = ("truetype/dejavu", "opentype/noto", "truetype/wqy")


def use_fonts_of(folder: str) -> None:
    """Start pdfium anew with the fonts under ``folder`` instead of the machine's. Nothing may be open."""
    import pypdfium2.raw as raw

    raw.FPDF_DestroyLibrary()
    paths = (ctypes.POINTER(ctypes.c_char) * 2)(ctypes.create_string_buffer(folder.encode()), None)
    config = raw.FPDF_LIBRARY_CONFIG(version=2, m_pUserFontPaths=paths)
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
    """What the file gives: a digest of the document as read, or of the report."""
    import reconcile

    try:
        if check:
            report = reconcile.check(str(path)).model_dump(mode="json")
            told = json.dumps(without_seconds(report), ensure_ascii=False, sort_keys=True)
        else:
            told = repr(reconcile.read(str(path)))
    except reconcile.ReadError as error:
        told = str(error)
    return hashlib.sha256(told.encode()).hexdigest()


def without_seconds(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: without_seconds(item) for key, item in value.items() if key != "seconds"}
    return [without_seconds(item) for item in value] if isinstance(value, list) else value


def child(folder: str, paths: list[Path], check: bool) -> None:
    """One process: a line of JSON for each file."""
    use_fonts_of(folder)
    for path in paths:
        digest = result(path, check)
        alone = hashlib.sha256(repr(boxes(path)).encode()).hexdigest() if digest else ""
        print(json.dumps([str(path), digest, alone]), flush=True)


def under(folder: str, paths: list[Path], check: bool) -> Iterator[tuple[str, str]]:
    """Each file's digest, and that of pdfium's boxes, in a process with the fonts of ``folder``."""
    command = [sys.executable, "-m", "tools.pdf_fonts", "--child", folder, *map(str, paths)]
    lines = subprocess.run([*command, *["--check"] * check], check=True, capture_output=True, text=True).stdout
    for line in lines.splitlines():
        _, digest, alone = json.loads(line)
        yield digest, alone


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
        bare = list(under(empty, files, check))
    differ = 0
    print(f"{len(files)} files, first read without any font")
    for folder in folders:
        found = list(under(folder, files, check))
        other = [path for path, one, two in zip(files, bare, found, strict=True) if one[0] != two[0]]
        alone = sum(one[1] != two[1] for one, two in zip(bare, found, strict=True))
        print(f"{folder}: {len(files) - len(other)} the same, {len(other)} differ; pdfium alone: {alone} differ")
        for path in other:
            print(f"    {path}")
        differ += len(other)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
