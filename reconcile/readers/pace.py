"""How far a reading is that takes minutes: the reader tells it, and whoever shows progress hears it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[str], None]

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


def tell(message: str) -> None:
    """To whoever listens in this context; else to nobody."""
    listener = _listener.get()
    if listener:
        listener(message)


@contextmanager
def heard(by: Listener) -> Iterator[None]:
    """What is told within goes to ``by``."""
    token = _listener.set(by)
    try:
        yield
    finally:
        _listener.reset(token)
