"""The standard streams: what a command shows, and the sentences that it says beside it."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import PurePath

from reconcile.errors import UsageError
from reconcile.sources import readable, shown

Progress = Callable[[int, int, str], None]  # how many are done, of how many, and which is next


def say(message: str, language: str = "zh") -> None:
    """One line about what went wrong on standard error, if there is one, behind the program's name."""
    note(message.replace("\n", " "), language, "reconcile: " if language == "en" else "reconcile：")


def note(message: str, language: str = "zh", head: str = "") -> None:
    """One line on standard error, if there is one."""
    if language == "en":
        from reconcile.sentences import english

        message = english(message)
    if sys.stderr is not None:
        print(head + "\n".join(map(shown, message.split("\n"))), file=sys.stderr, flush=True)


def progress() -> Progress:
    """One line on a terminal that says how far a run over several documents is; nothing elsewhere."""

    def line(done: int, of: int, path: str) -> None:
        if of > 1:
            print(f"\r\x1b[K{done + 1}/{of} {readable(PurePath(path).name)}", end="", file=sys.stderr, flush=True)
            if done + 1 == of:
                print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    return line if sys.stderr is not None and sys.stderr.isatty() else lambda done, of, path: None


@contextmanager
def aside() -> Iterator[Callable[[str], None]]:
    """One line on a terminal that each message takes from the one before, gone at the end; nothing elsewhere."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda message: None
        return
    told: list[str] = []

    def line(message: str) -> None:
        told.append(message)
        print(f"\r\x1b[K{message}", end="", file=sys.stderr, flush=True)

    try:
        yield line
    finally:
        if told:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def show(data: bytes) -> None:
    """To standard output: as text on a terminal, which knows its encoding, and as UTF-8 bytes elsewhere. The byte
    order mark that Excel asks for in a file has no place there. BrokenPipeError where nobody reads any more,
    UsageError where it cannot be written."""
    if sys.stdout is None:
        raise UsageError("标准输出已关闭，结果无处可写；请用 -o 指明文件")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        if sys.stdout.isatty():
            sys.stdout.write(data.decode())
        else:
            sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        sys.stdout = None  # what is left in its buffer cannot be written either
        raise UsageError(f"写不到标准输出：{error.strerror or error}") from None
