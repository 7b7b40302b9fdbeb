"""Old and foreign office files (.doc, .wps, .rtf, .odt, .ods, XML of Office 2003): converted by LibreOffice, then read.

LibreOffice runs without a window on a copy in a temporary folder, with a profile of its own there, with macros, links
and active content switched off, and is stopped when it takes too long. Places are those of the converted file.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path, PurePath

from reconcile import leavings
from reconcile.document import Document, Notice
from reconcile.errors import ReadError
from reconcile.limits import Limits, limit_other
from reconcile.readers import read_as

MEGABYTES = 3072  # LibreOffice takes about 400 for a report of 280 pages
TIMEOUT = 180  # seconds; a report of 280 pages takes about 10
_USUAL = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
_ITEM = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="{}" oor:op="fuse">'
    "<value>{}</value></prop></item>"
)
_SAFE = (
    ("MacroSecurityLevel", "3"),
    ("DisableMacrosExecution", "true"),
    ("DisableActiveContent", "true"),
    ("BlockUntrustedRefererLinks", "true"),
)
_PROFILE = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(*pair) for pair in _SAFE)
    + "</oor:items>"
)


def read(data: bytes, path: str, limits: Limits | None = None) -> Document:
    """The document in an old or foreign file; ReadError where LibreOffice is missing, fails, or takes too long. What it
    makes of the file is read within ``limits``."""
    suffix = suffix_of(data, path)
    program = find_program()
    if program is None:
        raise ReadError(
            f"{path}：读取 {suffix} 文件需要 LibreOffice，本机没有找到。请安装 LibreOffice"
            "（https://zh-cn.libreoffice.org/，或 apt install libreoffice-writer libreoffice-calc），"
            "或用 Word/WPS 另存为 .docx 或 .xlsx 后再试"
        )
    target = "xlsx" if suffix in (".ods", ".xls") else "docx"
    converted = _convert(program, data, suffix, target, path)
    document = read_as("spreadsheet" if target == "xlsx" else "docx", converted, path, limits)
    note = Notice("info", "文件经 LibreOffice 转换后读取，版式可能与原件略有出入")
    return document._replace(format=suffix[1:], notices=(note, *document.notices))


def find_program() -> str | None:
    """LibreOffice's program, on PATH or where it usually is installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((usual for usual in _USUAL if Path(usual).is_file()), None)


def suffix_of(data: bytes, path: str) -> str:
    """The ending under which LibreOffice recognises the data, from the data where they say it."""
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{\\rtf", b"{\\urtf")):
        return ".rtf"
    if data.startswith(b"PK"):
        return ".ods" if b"opendocument.spreadsheet" in data[:200] else ".odt"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in data[:4096]:
        return ".xls"
    return ".wps" if PurePath(path).suffix.lower() == ".wps" else ".doc"


def convert_to(data: bytes, suffix: str, target: str, path: str) -> bytes:
    """The file in another format (a suffix without its dot); ReadError where LibreOffice is missing or fails."""
    program = find_program()
    if program is None:
        raise ReadError(f"{path}：需要 LibreOffice，本机没有找到")
    return _convert(program, data, suffix, target, path)


def _convert(program: str, data: bytes, suffix: str, target: str, path: str) -> bytes:
    with leavings.folder() as folder:
        profile = Path(folder, "profile", "user")
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        # a .wps is the Word format under another name, which LibreOffice takes for Microsoft Works
        source = Path(folder, "document").with_suffix(".doc" if suffix == ".wps" else suffix)
        source.write_bytes(data)
        command = [
            *(program, "--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *(f"-env:UserInstallation={profile.parent.as_uri()}", "--convert-to", target, "--outdir", f"{folder}/out"),
            str(source),
        ]
        message = _run(command, str(folder), path)
        result = Path(folder, "out", f"document.{target}")
        if not result.is_file() or not result.stat().st_size:
            raise ReadError(f"{path}：LibreOffice 无法打开该文件，文件可能已损坏或设有密码{message}")
        return result.read_bytes()


def _run(command: list[str], folder: str, path: str) -> str:
    """Run LibreOffice to its end, or stop it with all that it started; what it says, in brackets."""
    nowhere = "http://127.0.0.1:9"  # links in a document lead to no network
    environment = {**os.environ, "HOME": folder, "http_proxy": nowhere, "https_proxy": nowhere}
    posix = os.name == "posix"
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=environment,
            cwd=folder,
            start_new_session=posix,
        )
    except OSError as error:
        raise ReadError(f"{path}：LibreOffice 无法启动（{error}）") from error
    limit_other(process.pid, MEGABYTES)
    try:
        _, errors = process.communicate(timeout=TIMEOUT)
    except subprocess.TimeoutExpired:
        raise ReadError(f"{path}：LibreOffice 转换超过 {TIMEOUT} 秒，已停止") from None
    finally:
        if process.poll() is None:
            _stop(process, posix)
    text = errors.decode("utf-8", "replace").strip().splitlines()
    return f"（{text[-1][:200]}）" if text else ""


def _stop(process: subprocess.Popen[bytes], posix: bool) -> None:
    if posix:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
