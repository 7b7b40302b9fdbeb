"""The standard streams: what a command shows, and the sentences that it says beside it."""

from __future__ import annotations

import codecs
import sys

from reconcile.errors import UsageError
from reconcile.sources import shown


def say(message: str) -> None:
    """One line on standard error, if there is one."""
    if sys.stderr is not None:
        print(f"reconcile：{shown(message)}", file=sys.stderr, flush=True)


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
