"""How often Python looks for cycles of objects that nobody needs.

Of the objects that a check makes most live as long as it, and what is loaded once lives as long as the process: to look
through them again and again takes a fifth of the time and finds next to nothing.
"""

from __future__ import annotations

import gc

YOUNG = 200_000  # objects, more than those that died, before the young ones are looked through


def seldom() -> None:
    gc.set_threshold(YOUNG, 20, 20)


def settled() -> None:
    """Seldom, and what is loaded by now never again: for processes that take one document after the other."""
    gc.freeze()
    seldom()
