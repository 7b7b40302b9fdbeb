"""Reading in a process of its own, which has only so much memory and time.

The libraries that read PDF, workbooks and markup are written in C, C++ and Rust. A few kilobytes can make them ask for
all memory there is or never come back, and where memory ends they end the process. So what a stranger wrote is read by
a helper: it is started once (`start` does so early, while the caller loads its own things), serves one document after
the other, and is replaced when a document was its end. Plain text needs no helper.
"""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import struct
import subprocess
import sys
import threading
import traceback
from contextlib import suppress
from functools import cache
from typing import IO

from reconcile.document import Document
from reconcile.errors import ReadError, ReconcileError
from reconcile.limits import Limits, limit_memory, limit_processor
from reconcile.readers import pace, read_as

PATIENCE = 4  # so many times as long as the processor may work, the clock may run
GRACE = 5.0  # seconds in which a helper that is no longer needed ends by itself
_LENGTH = struct.Struct("<Q")
_START = "import sys; sys.path[:] = {path!r}; from reconcile.readers.guarded import serve; serve()"

Question = tuple[str, bytes, str, int, float]  # kind of reader, bytes, name, megabytes, seconds


def read(kind: str, data: bytes, name: str, limits: Limits) -> Document:
    """What the reader of this kind (a key of `MODULES`) makes of the bytes. ReadError where it refuses them, or where
    they are the end of the helper."""
    if not _can_start():
        return read_as(kind, data, name)
    return _helper(os.getpid()).read(kind, data, name, limits)


def start() -> None:
    """Starts the helper, so that it is ready when the first document is."""
    if _can_start():
        with suppress(OSError):
            _helper(os.getpid()).start()


def _can_start() -> bool:
    """False in a program that is frozen or embedded, where there is no Python that could be started."""
    return bool(sys.executable) and not getattr(sys, "frozen", False)


@cache
def _helper(process: int) -> _Helper:
    """The helper of this process (one that was forked from it has its own)."""
    return _Helper()


class _Helper:
    """The helper's process and the way to it; one document at a time, whichever thread asks."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()
        self._owner = os.getpid()
        atexit.register(self._leave)

    def start(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            command = [sys.executable, "-c", _START.format(path=[p or os.getcwd() for p in sys.path])]
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        return self._process

    def read(self, kind: str, data: bytes, name: str, limits: Limits) -> Document:
        seconds = limits.seconds * ((len(data) >> 20) + 1)
        with self._turn:
            try:
                process = self.start()
            except OSError as error:
                raise ReadError(f"{name}：无法启动读取文件的进程（{error.strerror or error}）") from error
            watch = _Watch(process, seconds * PATIENCE)
            try:
                answer = self._ask(process, (kind, data, name, limits.megabytes, seconds), watch)
            finally:
                watch.stop()
            code = self._end() if answer is None else 0
        if isinstance(answer, Document):
            return answer
        raise answer or ReadError(f"{name}：{_how_it_ended(code, watch.late, seconds, limits)}")

    def _ask(self, process: subprocess.Popen[bytes], question: Question, watch: _Watch) -> Document | Exception | None:
        """The helper's answer, what it tells before that passed on; None where the question was its end."""
        watch.start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            _send(process.stdin, pickle.dumps(question, pickle.HIGHEST_PROTOCOL))
            while (message := _receive(process.stdout)) is not None:
                found: Document | Exception | str = pickle.loads(message)
                if not isinstance(found, str):
                    return found
                watch.start()  # of work that takes minutes it tells each piece
                pace.tell(found)
        except OSError:
            return None
        except BaseException:  # interrupted: an answer that still comes is not the next question's
            self._end(kill=True)
            raise
        return None

    def _end(self, kill: bool = False) -> int:
        """Ends the process; its exit code as `subprocess` gives it."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if kill:
            process.kill()
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                if stream:
                    stream.close()
        try:
            return process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()

    def _leave(self) -> None:
        if self._owner == os.getpid():
            self._end()


class _Watch:
    """Ends a process that says nothing for so many seconds; 0 for one that may take as long as it likes."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.late = False
        self._process, self._seconds = process, seconds
        self._timer = threading.Timer(seconds, self._kill)

    def start(self) -> None:
        """The seconds begin, anew where they had begun."""
        self.stop()
        self._timer = threading.Timer(self._seconds, self._kill)
        self._timer.daemon = True
        if self._seconds:
            self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _kill(self) -> None:
        self.late = True
        self._process.kill()


def _how_it_ended(code: int, late: bool, seconds: float, limits: Limits) -> str:
    """Why there is no document, from the exit code of the helper that was to read it."""
    if late or code == -getattr(signal, "SIGXCPU", 0):
        return f"读取超过 {seconds:g} 秒，已停止；文件可能已损坏或有意做成这样"
    return f"读取所需内存超过上限（{limits.megabytes} MB）或读取程序崩溃，已停止；文件可能已损坏或有意做成这样"


def serve() -> None:
    """The helper: answers question after question until nobody is there to ask."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who asks
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):  # libraries that print their troubles print them nowhere
        os.dup2(nowhere, descriptor)
    import reconcile.readers.pdf  # noqa: F401 (the heaviest reader, ready before the first question)
    from reconcile import garbage, leavings

    garbage.settled()
    leavings.sweep()
    with suppress(OSError), pace.heard(lambda told: _send(answers, pickle.dumps(told))):
        while (question := _receive(questions)) is not None:
            _send(answers, _answer(pickle.loads(question)))
    os._exit(0)  # somebody waits for the end; nothing is left to be put away


def _answer(question: Question) -> bytes:
    kind, data, name, megabytes, seconds = question
    limit_memory(megabytes)
    limit_processor(seconds)
    try:
        return pickle.dumps(read_as(kind, data, name), pickle.HIGHEST_PROTOCOL)
    except ReconcileError as error:
        return pickle.dumps(error)
    except MemoryError:
        return pickle.dumps(ReadError(f"{name}：读取所需内存超过上限（{megabytes} MB），已停止"))
    except Exception as error:
        told = RuntimeError(f"{type(error).__name__}: {error}")
        told.add_note(traceback.format_exc())
        return pickle.dumps(told)


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None where the other side has gone, even in the middle of it."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    return message if len(message) == length else None
