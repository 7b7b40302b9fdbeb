"""A browser for the whole module, and servers that are stopped with their test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from made import Server


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    started: list[Server] = []

    def start(path: Path, *options: str) -> Server:
        started.append(Server(path, *options))
        return started[-1]

    yield start
    for server in started:
        server.kill()


class Opened:
    """A page, and what went wrong on it."""

    def __init__(self, browser: Any, url: str, **context: Any) -> None:
        self.errors: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **context})
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)  # the machine may have other work
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on(
            "request",
            lambda r: (
                self.errors.append(r.url) if not r.url.startswith(("http://127.0.0.1", "data:", "blob:")) else None
            ),
        )
        self.page.goto(url)


@pytest.fixture
def open_page(browser: Any) -> Iterator[Callable[..., Opened]]:
    opened: list[Opened] = []

    def start(url: str, **context: Any) -> Opened:
        opened.append(Opened(browser, url, **context))
        return opened[-1]

    yield start
    for one in opened:
        one.context.close()
