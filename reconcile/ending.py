"""How a call of the command ends: with an exit code, and one sentence where something went wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NoReturn

from reconcile import kept
from reconcile.errors import ReconcileError


def code_of(run: Callable[[], int], arguments: Sequence[str]) -> int:
    """The exit code that ``run`` gives; whatever goes wrong ends in one sentence on standard error."""
    try:
        return run()
    except ReconcileError as error:
        told = str(error)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        sys.stdout = None  # its reader has gone, and Python would complain when it flushes
        return 0
    except ModuleNotFoundError as error:
        told = missing(error)
    except OSError as error:
        told = f"读写时出错：{error}"
    except Exception as error:
        if os.environ.get("RECONCILE_DEBUG"):
            raise
        told = f"内部错误（{type(error).__name__}: {error}），请反馈给维护者"
    english = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    from reconcile.streams import say

    say(told, "en" if english else "zh")
    return 2


def missing(error: ModuleNotFoundError) -> str:
    name = (error.name or str(error)).split(".")[0]
    return f"缺少本程序需要的 Python 包“{name}”，请在安装了本程序的环境中运行，或重新安装"


HELPER = "reconcile.readers.guarded"  # who has loaded it may have a process to put away


def leave(code: int, command: str) -> NoReturn:
    """Ends the process; after a check at once, since to take apart what it has built takes as long as a tenth of it."""
    kept.keep()
    if command == "check" and HELPER not in sys.modules:
        try:
            for stream in (sys.stdout, sys.stderr):
                if stream is not None:
                    stream.flush()
            os._exit(code)
        except OSError:
            pass  # ends as Python does when it cannot write
    raise SystemExit(code)
