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
    completing = "_RECONCILE_COMPLETE" in os.environ
    if arguments in ([], ["-h"], ["--help"]) and not completing:
        from reconcile.streams import show

        show(HELP.read_bytes())
        return
    from reconcile import ending, garbage

    garbage.seldom()
    command, *rest = arguments or [""]
    if command == "check" and rest and not completing and all(a == "-" or not a.startswith("-") for a in rest):
        code = ending.code_of(lambda: plain_check(rest), arguments)
    else:
        code = ending.code_of(lambda: full_command(arguments), arguments)
    ending.leave(code, command)


def plain_check(paths: list[str]) -> int:
    """To check documents without any option, no argument parser is loaded either."""
    from reconcile import command

    return command.plain(paths)


def full_command(arguments: list[str]) -> int:
    from reconcile import cli

    return cli.call(arguments)


if __name__ == "__main__":
    main()
