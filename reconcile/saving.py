"""Writing a report to a file: whole or not at all, and never over a document that was read."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from reconcile.errors import UsageError

LONGEST = 255  # bytes of a file's name


def save(data: bytes, path: Path, inputs: Iterable[str] = ()) -> None:
    """Writes beside the file and moves it into place; UsageError where that cannot be done or is not wise.

    A file that is replaced keeps its mode, a link leads where it led.
    """
    try:
        if path.exists() and any(Path(i).exists() and path.samefile(i) for i in inputs):
            raise UsageError(f"{path} 就是被检查的文件，不能用报告覆盖它；请换一个文件名")
        if path.is_dir():
            raise UsageError(f"{path} 是文件夹，请写明报告的文件名")
        if path.exists() and not path.is_file():  # a pipe or a device cannot be moved onto
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except FileNotFoundError:
        raise UsageError(f"写不了 {path}：文件夹 {path.parent} 不存在") from None
    except OSError as error:
        raise UsageError(f"写不了 {path}：{error.strerror or error}") from None


def _replace(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{os.urandom(8).hex()}.tmp")  # a name that nobody can have put a link at
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            with suppress(OSError):  # there is no such file yet, or no modes
                os.chmod(beside, path.stat().st_mode & 0o777)
            file.write(data)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def fitting(stem: str, suffix: str) -> str:
    """The stem cut so that with the suffix it can be a file's name."""
    while len(os.fsencode(f"{stem}{suffix}")) > LONGEST:
        stem = stem[:-1]
    return f"{stem}{suffix}"


def folder(path: Path) -> None:
    """Makes the folder where it is not there yet; UsageError where that cannot be."""
    try:
        path.mkdir(exist_ok=True)
    except OSError as error:
        raise UsageError(f"建不了文件夹 {path}：{error.strerror or error}") from None


def form_of(output: Path | None, forms: Collection[str], default: str) -> str:
    """The format that the name of the output tells: its suffix, for a folder ``package`` where that is one of the
    ``forms``; ``default`` where there is no file. UsageError for a name that tells none of them."""
    if output is None:
        return default
    suffix = output.suffix.lower().removeprefix(".")
    name = {"txt": "text", "": "package"}.get(suffix, suffix)
    if name not in forms:
        known = "、".join(f".{'txt' if f == 'text' else f}" for f in forms if f != "package")
        raise UsageError(f"看不出 {output} 要写成哪种格式；文件名应以 {known} 结尾，或用 --format 指明")
    return name
