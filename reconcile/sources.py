"""What a call names: files, folders of documents, standard input."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from reconcile.errors import UsageError
from reconcile.patterns import lazy

STDIN = "-"

# what is taken from a folder; a file that is named outright is read whatever its name
SUFFIXES = frozenset(
    {".txt", ".md", ".markdown", ".csv", ".tsv", ".pdf", ".ofd", ".doc", ".docx", ".wps", ".rtf", ".odt"}
    | {".xls", ".xlsx", ".xlsm", ".et", ".ods", ".htm", ".html", ".mht", ".mhtml"}
)
PACKED = frozenset({".zip", ".rar", ".7z", ".gz", ".tgz", ".tar"})
# what may hold a disclosure and is not looked at where it lies in a folder: that is said
PASSED_OVER = PACKED | {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".ppt", ".pptx", ".dps", ".eml", ".msg"}
# what would move the cursor, end a line or turn the direction of what is shown
CONTROL = lazy("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def readable(path: str) -> str:
    """The path as people are to see it: a name that is not UTF-8 is most likely GBK, from an old Windows machine."""
    try:
        path.encode()
    except UnicodeEncodeError:
        path = path.encode("utf-8", "surrogateescape").decode("gb18030", "backslashreplace")
    return shown(path)


def shown(text: str) -> str:
    """The text with control characters written out, so that a file's name cannot write on somebody's terminal."""
    return CONTROL.sub(_written_out, text)


def visible(text: str) -> str:
    """The text with control characters written out, so that a document's words cannot write on somebody's terminal;
    line ends and tabs stay."""
    return CONTROL.sub(lambda match: match[0] if match[0] in "\n\t" else _written_out(match), text)


def _written_out(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def documents(paths: Sequence[str]) -> tuple[str, ...]:
    """The files to check, folders opened and sorted; ``-`` is kept. UsageError where there is nothing to check."""
    found: dict[str, None] = {}
    for path in paths:
        if path != STDIN and not Path(path).exists() and (matched := _matched(path)) is not None:  # Windows shells
            if not matched:
                raise UsageError(f"没有与 {path} 相符的文件")
            found.update(dict.fromkeys(documents(matched)))
        elif path != STDIN and Path(path).is_dir():
            inside = sorted(str(p) for p in _inside(Path(path)))
            if not inside:
                raise UsageError(f"文件夹 {path} 中没有可以检查的文件")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    if not found:
        raise UsageError("没有指定要检查的文件")
    return tuple(found)


def _matched(pattern: str) -> list[str] | None:
    """The paths that are meant by a name with stars or brackets in it; None for one that has none."""
    import glob

    return sorted(glob.glob(pattern, recursive=True)) if glob.has_magic(pattern) else None


def passed_over(paths: Sequence[str]) -> tuple[str, ...]:
    """The files in the folders among the paths that may hold a disclosure and are not looked at."""
    folders = [Path(p) for p in paths if p != STDIN and Path(p).is_dir()]
    return tuple(sorted({str(file) for folder in folders for file in _inside(folder, PASSED_OVER)}))


def _inside(folder: Path, suffixes: frozenset[str] = SUFFIXES) -> Iterator[Path]:
    """The documents below a folder; hidden files and the lock files of Office are none."""
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.suffix.lower() in suffixes and not hidden and path.is_file():
            yield path
