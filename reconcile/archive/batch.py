"""One call of ``reconcile batch``: puts ledger, store, engine and runner together, shows progress, keeps the log."""

from __future__ import annotations

import logging
import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any

import pyarrow as pa

from reconcile.archive import sources
from reconcile.archive.across import stored
from reconcile.archive.engines import Engine
from reconcile.archive.ledger import Ledger
from reconcile.archive.runner import Event, Run, Summary, locked
from reconcile.archive.store import LEDGER, LOG, Store
from reconcile.archive.versions import version
from reconcile.archive.work import Check, Limits, Settings, check
from reconcile.errors import UsageError
from reconcile.tuples import NamedTuple

TOLD = {"failed": "检查失败", "unreadable": "无法读取", "waiting": "正在检查"}
NOTED = {"died": "进程中断，逐份重试"}  # in the log only: what becomes of each is told when it is known


class Options(NamedTuple):
    """How to run. ``workers`` 0 means one for each core; ``engine`` is local or ray, ``address`` that of a Ray
    cluster."""

    engine: str = "local"
    address: str | None = None
    workers: int = 0
    limits: Limits = Limits()
    lexicon: Path | None = None
    retry: bool = False
    across: bool = True
    check: Check = check
    every: float = 120.0  # seconds between two times that all results go to files
    version: str = ""  # of the results; "" for that of the program and the lexicon


def run(names: Sequence[str], root: Path, options: Options, progress: bool | None = None) -> Summary:
    """Runs over the sources into the store at ``root`` and goes on where an earlier run ended. Raises UsageError."""
    try:
        settings = Settings(options.version or version(options.lexicon), options.lexicon, options.limits, options.check)
    except FileNotFoundError as error:
        raise UsageError(f"词库文件夹不存在：{error}") from None
    store = Store(root)
    store.refuse_other_version()
    store.prepare()
    try:
        with locked(root), _log(root / LOG) as log:
            return _into(store, names, settings, options, log, progress)
    except OSError as error:
        raise UsageError(f"写不了结果文件夹 {root}：{error.strerror or error}") from error


def _into(
    store: Store, names: Sequence[str], settings: Settings, options: Options, log: logging.Logger, progress: bool | None
) -> Summary:
    """The run into a store that is this one's alone."""
    file = store.root / LEDGER
    try:
        ledger = Ledger(file, settings.version)
    except sqlite3.Error as error:
        raise UsageError(f"{file} 不是可用的台账（{error}）；请换一个结果文件夹") from error
    try:
        store.recover(ledger)
        if options.retry:
            ledger.forget(("failed", "unreadable"))
        summary = _run(names, ledger, store, settings, options, log, progress)
        if options.across and not summary.stopped:
            stored.write(store)
        return summary
    except (sqlite3.Error, pa.ArrowException, OSError) as error:
        log.info("", exc_info=True)
        told = f"写结果时出错：{error}；已完成的部分都在，排除原因后再次运行会接着做"
        raise UsageError(told) from error
    finally:
        ledger.close()


def _run(
    names: Sequence[str], ledger: Ledger, store: Store, settings: Settings, options: Options, log: logging.Logger,
    progress: bool | None,
) -> Summary:  # fmt: skip
    shown = sys.stderr.isatty() if progress is None else progress
    with _stopping() as stop, _bar(names) if shown else nullcontext(_quiet) as show:
        engine = make(settings, options)

        def tell(event: Event) -> None:
            show(event)
            if event.kind in TOLD:
                log.warning("%s：%s：%s", TOLD[event.kind], event.path, event.reason)
                if event.detail:
                    log.info("%s", event.detail)
            elif event.kind in NOTED:
                log.info("%s：%s：%s", NOTED[event.kind], event.path, event.reason)

        try:
            return Run(ledger, store, engine, settings, options.every, tell, stop).go(outside(names, store.root))
        finally:
            engine.close()


def outside(names: Sequence[str], root: Path) -> Iterator[sources.Item]:
    """The documents of the sources, without what lies in the store itself (a page of statistics)."""
    own = f"{root.resolve()}{os.sep}"
    return (item for item in sources.find(names) if not item.file.startswith(own))


def make(settings: Settings, options: Options) -> Engine:
    """The engine by name; UsageError for one that is not known."""
    if options.engine == "local":
        from reconcile.archive.engines.pool import PoolEngine

        return PoolEngine(settings, options.workers or os.cpu_count() or 1)
    if options.engine == "ray":
        from reconcile.archive.engines.ray import RayEngine

        return RayEngine(settings, options.workers, options.address)
    raise UsageError(f"没有引擎 {options.engine}，可用 local 或 ray")


@contextmanager
def _log(path: Path) -> Iterator[logging.Logger]:
    """The run's log: everything goes to the file, one line a failure to standard error."""
    log = logging.getLogger(f"reconcile.archive.{os.getpid()}")
    log.setLevel(logging.INFO)
    log.propagate = False
    file, screen = logging.FileHandler(path, encoding="utf-8"), logging.StreamHandler()
    file.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    screen.setFormatter(logging.Formatter("%(message)s"))
    screen.setLevel(logging.WARNING)
    handlers: tuple[logging.Handler, ...] = (file, screen)
    for handler in handlers:
        log.addHandler(handler)
    try:
        yield log
    finally:
        for handler in handlers:
            log.removeHandler(handler)
            handler.close()


@contextmanager
def _stopping() -> Iterator[Callable[[], bool]]:
    """Ctrl-C and SIGTERM end the run at the next chance; a second Ctrl-C ends the program at once."""
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False  # signals are the main thread's
        return
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(n, ask) for n in numbers]
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _quiet(event: Event) -> None:
    """Nothing is shown where nobody watches."""


@contextmanager
def _bar(names: Sequence[str]) -> Iterator[Callable[[Event], None]]:
    """A progress bar with rate and remaining time on standard error."""
    from rich import progress as parts
    from rich.console import Console

    remote = any("://" in n for n in names)  # too costly to list twice
    columns: list[Any] = [
        parts.TextColumn("{task.description}"), parts.BarColumn(), parts.MofNCompleteColumn(),
        parts.TextColumn("{task.fields[rate]}"), parts.TimeElapsedColumn(), parts.TimeRemainingColumn(),
        parts.TextColumn("{task.fields[failures]}"),
    ]  # fmt: skip
    with parts.Progress(*columns, console=Console(stderr=True), redirect_stderr=True) as bar:
        total = None if remote else sources.count(names)
        task = bar.add_task("检查", total=total, rate="", failures="")
        failures = 0

        def show(event: Event) -> None:
            nonlocal failures
            if event.kind in ("died", "waiting"):
                return
            failures += event.kind in ("failed", "unreadable")
            speed = bar.tasks[0].speed
            bar.update(
                task, advance=event.number, rate=f"{speed:.1f} 份/秒" if speed else "",
                failures=f"失败 {failures}" if failures else "",
            )  # fmt: skip

        yield show
