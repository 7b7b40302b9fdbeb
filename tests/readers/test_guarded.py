"""Files made to take all memory or all time: refused with a sentence, and the next document is read as ever."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

import reconcile
from reconcile.errors import ReadError
from reconcile.limits import Limits
from reconcile.readers import guarded, read_bytes

from .pdf_made import Made
from .test_spreadsheet import old_workbook

SMALL = Limits(megabytes=200, seconds=60)
GOOD = b"<html><body><p>\xe6\x94\xb6\xe5\x85\xa55\xe4\xb8\x87\xe5\x85\x83\xef\xbc\x8c</p></body></html>"  # 收入5万元，


def doubling_forms(depth: int = 40) -> bytes:
    """A page of a form that draws another one twice, which draws another one twice."""

    def stream(words: str, content: str) -> str:
        return f"<<{words}/Length {len(content)}>>stream\n{content}\nendstream"

    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream("", "/X Do")]
    for number in range(5, 5 + depth):
        inner = f"/Resources<</XObject<</X {number + 1} 0 R>>>>" if number < 4 + depth else ""
        content = "/X Do /X Do" if inner else "0 0 m 10 10 l S"
        objects.append(stream(f"/Type/XObject/Subtype/Form/BBox[0 0 600 800]{inner}", content))
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n%%EOF".encode()


def repeated_string(length: int = 32_000, cells: int = 60_000) -> bytes:
    """A workbook of which every cell shows one long text that is stored once."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, cells + 1))
    found = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith("sheet1.xml"):
                head = data.partition(b"<sheetData")[0]
                data = head + b"<sheetData>" + rows.encode() + b"</sheetData></worksheet>"
            if name != "xl/sharedStrings.xml":
                new.writestr(name, data)
        strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>{"长" * length}</t></si></sst>'
        new.writestr("xl/sharedStrings.xml", strings)
    return found.getvalue()


def looping_workbook() -> bytes:
    """An old workbook whose sectors lead back to the first one."""
    data = bytearray(old_workbook())
    table = 512 + 4 * 5
    struct.pack_into("<I", data, table, 2)
    return bytes(data)


@pytest.mark.parametrize(
    "name, data", [("form.pdf", doubling_forms()), ("many.xlsx", repeated_string())], ids=["pdf", "xlsx"]
)
def test_what_takes_too_much_memory_is_refused_and_the_next_document_is_read(name: str, data: bytes) -> None:
    with pytest.raises(ReadError, match=f"{name}：.*内存超过上限（200 MB）"):
        read_bytes(data, name, SMALL)
    assert read_bytes(GOOD, "x.html", SMALL) == read_bytes(GOOD, "x.html")


def test_what_takes_too_long_is_refused() -> None:
    with pytest.raises(ReadError, match="读取超过 1 秒"):
        read_bytes(doubling_forms(), "form.pdf", Limits(megabytes=0, seconds=1))


def test_a_chain_of_sectors_that_comes_back_to_itself_is_refused_before_it_is_followed() -> None:
    with pytest.raises(ReadError, match="成环"):
        read_bytes(looping_workbook(), "x.xls")


def test_a_helper_that_was_killed_is_replaced() -> None:
    helper = guarded._helper(os.getpid())
    read_bytes(GOOD, "x.html", SMALL)
    process = helper.start()
    process.kill()
    process.wait()
    assert read_bytes(GOOD, "x.html", SMALL).blocks


def test_what_the_reader_says_comes_through() -> None:
    with pytest.raises(ReadError) as here:
        read_bytes(b"%PDF-1.4 nothing", "x.pdf")
    with pytest.raises(ReadError) as there:
        read_bytes(b"%PDF-1.4 nothing", "x.pdf", SMALL)
    assert str(here.value) == str(there.value)


def test_a_page_is_the_same_read_here_and_there() -> None:
    made = Made().prose(100, "收入预算5.00万元。")
    made.table([72, 200, 300], 150, [["项目", "数"], ["合计", "5.00"]])
    data = made.bytes()
    assert read_bytes(data, "x.pdf", SMALL) == read_bytes(data, "x.pdf")


def test_threads_ask_one_after_the_other() -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(read_bytes(GOOD, "x.html", SMALL).blocks))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 8


def test_the_command_line_refuses_with_one_sentence(tmp_path: Path) -> None:
    bad, good = tmp_path / "坏.xls", tmp_path / "好.html"
    bad.write_bytes(looping_workbook())
    good.write_bytes(GOOD)
    called = subprocess.run(
        [sys.executable, "-m", "reconcile", "check", str(bad), str(good), "--format", "jsonl"],
        capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path(reconcile.__file__).parents[1])},
    )  # fmt: skip
    assert called.returncode == 2
    assert called.stderr.decode().count("\n") == 1
    assert called.stdout.count(b"\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_helper_ends_with_the_one_who_asks(tmp_path: Path) -> None:
    page = tmp_path / "x.html"
    page.write_bytes(GOOD)
    script = (
        "import os, sys, time, reconcile; from reconcile.readers import guarded; reconcile.read(sys.argv[1]);"
        "print(guarded._helper(os.getpid()).start().pid, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(reconcile.__file__).parents[1])}
    asker = subprocess.Popen([sys.executable, "-c", script, str(page)], stdout=subprocess.PIPE, env=environment)
    assert asker.stdout is not None
    helper = int(asker.stdout.readline())
    asker.send_signal(signal.SIGKILL)
    asker.wait()
    asker.stdout.close()
    deadline = time.monotonic() + 10
    while _runs(helper) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(helper)


def _runs(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="counts what Linux counts")
def test_work_whose_need_is_known_gets_more_than_the_limits() -> None:
    lines = (
        "import resource as r; from reconcile.limits import *; limit_memory(64); limit_processor(5)",
        "soft = lambda: (r.getrlimit(r.RLIMIT_DATA)[0] >> 20, r.getrlimit(r.RLIMIT_CPU)[0]); a = soft()",
        "[(allow_memory(512), allow_processor(60)) for _ in range(2)]; b = soft(); limit_memory(64); allow_memory(512)",
        "print(b[0] - a[0], b[1] - a[1], soft()[0] >= b[0])",  # memory once, until it is limited anew; time each time
    )
    told = subprocess.run([sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["512", "120", "True"]
