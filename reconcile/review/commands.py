"""``reconcile review``: opens the page over a file, a folder or a store, or reads a workpaper back."""

from __future__ import annotations

import getpass
import socket
import threading
import webbrowser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

from reconcile.decisions.lines import Role
from reconcile.errors import UsageError
from reconcile.running import Session

from .case import Case, cases
from .desk import Person
from .shelf import Shelf

MISSING = "复核页面需要另装组件：pip install 'reconcile-cn[review]'"


def who(name: str | None, role: str) -> Person:
    """The person with the name that was given, else the one of whoever is logged in."""
    if name is None:
        with suppress(Exception):  # a container may have no user at all
            name = getpass.getuser()
    return Person(name or "", Role(role))


def store_of(paths: Sequence[Path]) -> Path | None:
    """The results of a batch run, where that is what is given."""
    (first, *rest) = paths
    is_store = not rest and (first / "documents").is_dir() and (first / "findings").is_dir()
    return first if is_store else None


def given(paths: Sequence[Path], together: bool) -> list[Case]:
    """What there is to review; UsageError where a file is missing or there is nothing."""
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}：文件不存在")
    return cases(paths, together)


def serve(
    paths: Sequence[Path], together: bool, shared: Session, person: Person, *, port: int, record: Path | None,
    browser: bool,
) -> None:  # fmt: skip
    """Serves until it is stopped; UsageError where there is nothing to show or a part is missing."""
    try:
        import uvicorn

        from .guard import Guard
        from .server import application
    except ImportError:
        raise UsageError(MISSING) from None
    app, shelf = built(paths, together, shared, person, record, application)
    listening = socket.socket()
    try:
        listening.bind(("127.0.0.1", port))
        listening.listen(64)  # before the address is told: whoever opens it at once is kept waiting and not refused
    except OSError as error:
        raise UsageError(f"端口 {port} 用不了：{error.strerror or error}") from None
    number = listening.getsockname()[1]
    token = token_urlsafe(24)
    address = f"http://127.0.0.1:{number}/{token}/"
    print(f"复核页面：{address}\n只有本机、只凭这个地址可以打开；按 Ctrl+C 结束。", flush=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    config = uvicorn.Config(
        Guard(app, token, number), log_level="error", access_log=False, server_header=False, lifespan="off"
    )
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        shelf.close()


def built(
    paths: Sequence[Path], together: bool, shared: Session, person: Person, record: Path | None, application: Any
) -> tuple[Any, Shelf]:
    """The application over a store, or over files and folders, and the documents that it holds open."""
    if store := store_of(paths):
        from .archive_pages import store_application

        return store_application(store, shared, person, record)
    shelf = Shelf(given(paths, together), shared, record)
    if len(shelf.cases) == 1:
        shelf.open(0)  # what cannot be checked is said here and not in a browser
    else:
        threading.Thread(target=shelf.survey, daemon=True).start()
    return application(shelf, person), shelf
