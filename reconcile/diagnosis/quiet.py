"""Standard output kept clean while a library greets on it.

HiGHS prints its banner from C when a model is made, before any option can forbid it; it would stand in front of JSON.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress


@contextmanager
def quiet() -> Iterator[None]:
    """What C code prints to standard output inside goes nowhere; what Python printed before is kept."""
    try:
        saved = os.dup(1)
    except OSError:  # there is no standard output
        yield
        return
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    try:
        yield
    finally:
        with suppress(OSError, TypeError):  # the C library by name None is not to be had on Windows
            import ctypes

            ctypes.CDLL(None).fflush(None)
        os.dup2(saved, 1)
        os.close(saved)
        os.close(nowhere)
