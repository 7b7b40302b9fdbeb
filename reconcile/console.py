"""Standard output and standard error: bytes of a report, a sentence to the user, one line of progress."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from pathlib import PurePath

Progress = Callable[[int, int, str], None]  # how many are done, of how many, and which is next


def show(data: bytes) -> None:
    """To standard output: as text on a terminal, which knows its encoding, and as UTF-8 bytes elsewhere. The byte
    order mark that Excel asks for in a file has no place there."""
    data = data.removeprefix(codecs.BOM_UTF8)
    if sys.stdout.isatty():
        sys.stdout.write(data.decode())
    else:
        sys.stdout.buffer.write(data)
    sys.stdout.flush()


def say(text: str, language: str = "zh", name: str = "") -> None:
    """A sentence for the user, on standard error, behind the program's ``name`` where it is about what went wrong."""
    if language == "en":
        from reconcile.sentences import english

        text = english(text)
    colon = ": " if language == "en" else "："
    print(f"{name}{colon}{text}" if name else text, file=sys.stderr, flush=True)


def progress() -> Progress:
    """One line on a terminal that says how far a run over several documents is; nothing elsewhere."""

    def line(done: int, of: int, path: str) -> None:
        if of > 1:
            print(f"\r\x1b[K{done + 1}/{of} {PurePath(path).name}", end="", file=sys.stderr, flush=True)
            if done + 1 == of:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return line if sys.stderr.isatty() else lambda done, of, path: None
