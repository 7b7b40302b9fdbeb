"""The command ``reconcile``, also as ``python -m reconcile``."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

HELP = Path(__file__).with_name("help.txt")  # written by tools.docs; a test holds it against the commands


def main() -> None:
    """The overview is a page that lies ready: no argument parser is loaded to show it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a file or pipe gets UTF-8 whatever the system's code page is
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")
    arguments = sys.argv[1:]
    if arguments in ([], ["-h"], ["--help"]) and "_RECONCILE_COMPLETE" not in os.environ:
        from reconcile.streams import show

        show(HELP.read_bytes())
        return
    from reconcile import cli

    cli.main()


if __name__ == "__main__":
    main()
