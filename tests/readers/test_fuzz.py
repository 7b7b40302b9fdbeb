"""Damaged and hostile files: whatever the bytes, a reader gives a Document or a ReadError, and soon.

Each reader gets files made in its own tests' way, truncated, with bits flipped and stretches copied over; containers
also with their parts damaged and packed again, so that the damage reaches the code behind the checksums.
"""

from __future__ import annotations

import io
import random
import signal
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reconcile.document import Document, Grid
from reconcile.errors import ReadError
from reconcile.limits import DEFAULT
from reconcile.readers import office, read_bytes

from .ofd_made import MadeOfd
from .test_docx import HEADINGS, NUMBERING, item, package, r, tbl, tc
from .test_docx import p as par
from .test_spreadsheet import old_workbook

SECONDS = 5.0  # of work for one damaged file; the files are tiny, so this only catches hanging
PATIENCE = 60.0  # seconds by the clock: what waits for something works not at all
FUZZ = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

TEXT = "# 一、收入\n\n收入预算2636.92万元，占\n\n36.8%。\n\n项目\t数\n合计\t5\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n<table><tr><td>丙</td><td>3</td></tr><tr><td>丁</td><td>4</td></tr></table>\n<!-- 2 -->\n占$81.0 \\%$，~~旧~~1<sup>2</sup>\n\n项目  甲    乙\n合计  1.5   2.5\n\n支出  1.5   2\n\n- 2 -\n\f\n其他  1.5   2\n<table><tr><td>戊</td></tr>\n"
VALUES = '项目,数\n合计,"1,234.5"\n支出,1,234.5\n'
PAGE = (
    "<html><head><meta charset='gbk'><title>预算</title></head><body><div class='nav'><a href='/'>首页</a></div><div><p>收入2636.92万元<sup>1</sup>，占<s>5</s>4%。</p>"
    "<table><tr><td rowspan=2>项目</td><td colspan=2>数</td></tr><tr><td>甲</td><td>乙</td></tr><tr><td>合计</td><td>1</td><td>2</td></tr></table></div></body></html>"
)


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("收支总表",), ("项目", "数", "率"), ("合计", 1234.5, 0.153), ("支出", 2, 0.5)):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["C3"].number_format = "0.0%"
    sheet.row_dimensions[4].hidden = True
    sheet["E4"] = "#REF!"
    sheet.print_area = "A1:C4"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def word() -> bytes:
    body = item("收入", 0) + par(r("收入5万元，"), f"<w:ins>{r('增长')}</w:ins>", r("4%。"))
    body += tbl(
        tc("项目", '<w:vMerge w:val="restart"/>') + tc("数", '<w:gridSpan w:val="2"/>'),
        tc("", "<w:vMerge/>") + tc("1") + tc("2"),
    )
    return package(body, styles=HEADINGS, numbering=NUMBERING)


def page_file() -> MadeOfd:
    made = MadeOfd().text(72, 80, "收入2636.92万元").table((72, 200, 300), 100, (("项目", "数"), ("合计", "1,234.5")))
    made.beside = "<ofd:Attachments>A.xml</ofd:Attachments>"
    made.parts["Doc_0/A.xml"] = "<Attachments><Attachment Name='a'/></Attachments>"
    return made


SEEDS: dict[str, Callable[[], bytes]] = {
    "x.txt": TEXT.encode,
    "x.gbk.txt": lambda: TEXT.encode("gb18030"),
    "x.utf16.txt": lambda: TEXT.encode("utf-16"),
    "x.csv": VALUES.encode,
    "x.html": lambda: PAGE.encode("gbk"),
    "x.docx": word,
    "x.ofd": lambda: page_file().bytes(),
    "x.xlsx": workbook,
    "x.xls": old_workbook,
    "x.rtf": lambda: b"{\\rtf1 text}",
}


NATIVE = ("x.xls",)  # its reader ends the whole process where memory is refused, and so is given one of its own


def sound(data: bytes, name: str) -> None:
    """Reading ends in time, with a well-formed Document or a ReadError."""
    started = time.process_time()
    message = name
    try:
        with in_time():
            well_formed(read_bytes(data, name, DEFAULT if name in NATIVE else None))
    except ReadError as error:
        message = str(error)
    assert message.startswith(name)
    assert time.process_time() - started < SECONDS


@contextmanager
def in_time() -> Iterator[None]:
    """Ends what waits, with a TimeoutError where the system has alarms."""

    def late(*_: object) -> None:
        raise TimeoutError(f"{PATIENCE:g} s")

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def well_formed(document: Document) -> None:
    for block in document.blocks:
        if isinstance(block, Grid):
            assert block.rows
            assert len({len(row) for row in block.rows}) == 1
            for (row, column), (high, wide) in block.spans.items():
                assert 0 <= row < row + high <= len(block.rows)
                assert 0 <= column < column + wide <= block.width
            continue
        assert block.text == block.text.strip() != ""
        starts = [segment.start for segment in block.segments]
        assert starts[0] == 0
        assert starts == sorted(set(starts))
        assert starts[-1] < len(block.text)


def damaged(data: bytes, seed: int) -> bytes:
    """Truncation, flipped bits, zeroed and repeated stretches: some of them, somewhere."""
    chance = random.Random(seed)
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        at = chance.randrange(len(found) or 1)
        length = chance.choice((1, 2, 4, 64))
        match chance.randrange(5):
            case 0:
                del found[at:]
            case 1 if found:
                found[at] ^= 1 << chance.randrange(8)
            case 2:
                found[at : at + length] = bytes(len(found[at : at + length]))
            case 3:
                found[at:at] = found[at : at + length] * chance.choice((1, 3, 40))
            case _:
                found[at : at + length] = chance.randbytes(length)
    return bytes(found)


@pytest.fixture(autouse=True)
def _no_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_program", lambda: None)


@pytest.mark.parametrize("name", SEEDS)
def test_the_undamaged_files_are_sound(name: str) -> None:
    sound(SEEDS[name](), name)


@pytest.mark.parametrize("name", SEEDS)
@FUZZ
@given(seed=st.integers(0, 1 << 32))
def test_damaged_files(name: str, seed: int) -> None:
    sound(damaged(SEEDS[name](), seed), name)


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.ofd"])
@FUZZ
@given(seed=st.integers(0, 1 << 32))
def test_damaged_parts_in_a_sound_container(name: str, seed: int) -> None:
    chance = random.Random(seed)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEEDS[name]())) as old, zipfile.ZipFile(stream, "w") as new:
        victim = chance.choice(old.namelist())
        for entry in old.namelist():
            if entry == victim and chance.randrange(8) == 0:
                continue  # a part is missing
            new.writestr(entry, damaged(old.read(entry), seed) if entry == victim else old.read(entry))
    sound(stream.getvalue(), name)


@pytest.mark.parametrize("name", ["x.docx", "x.xlsx", "x.ofd"])
@FUZZ
@given(seed=st.integers(0, 1 << 32))
def test_wrong_values_in_well_formed_parts(name: str, seed: int) -> None:
    """Attributes take the values of others, or absurd ones; the XML stays well-formed."""
    import re

    chance = random.Random(seed)
    absurd = ["0", "-1", "99999999999", "", "1.5", "x", "XFD1048576", "A0", "\u0660"]
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEEDS[name]())) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.namelist():
            text = old.read(entry).decode("utf-8")
            if chance.randrange(2) and entry != "[Content_Types].xml":
                text = re.sub(
                    r'(?<= )(?!xmlns)([\w:]+)="([^"]*)"',
                    lambda m: f'{m[1]}="{chance.choice(absurd)}"' if chance.random() < 0.1 else m[0],
                    text,
                )
            new.writestr(entry, text)
    sound(stream.getvalue(), name)


@FUZZ
@given(st.text(alphabet="项目合计一、（）1.5\t| -\n\r\f*#<>table/td r=\"'2，。占%万元：", max_size=200))
@example("\t\n\t\n")
@example("|\n|\n|")
@example("<table>")
@example('"\t"\n"')
def test_any_text(text: str) -> None:
    sound(text.encode(), "x.txt")


@FUZZ
@given(
    st.lists(
        st.sampled_from(
            ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3 colspan=2>", "</td>", "<p>", "</p>", "<br>", "<div style='display:none'>", "</div>", "<sup>[1]</sup>", "<a href='/x.xls'>", "</a>", "<h2>", "</h2>", "收入，5万元。", "5", "项目", " ", "<li>", "<pre>"]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_markup(pieces: list[str]) -> None:
    sound(("<html><body>" + "".join(pieces)).encode(), "x.html")


HOSTILE = {
    "digits": b"1" * 100_000 + b"x", "brackets": b"[" * 100_000, "bold": b"**a " * 25_000, "tags": b"<b " * 30_000, "pipes": b"|" * 100_000,
    "commas": "收，\n".encode() * 10_000, "rows": b"a\tb\n\n" * 10_000, "tables": b"<table>\n" * 10_000, "quotes": b'\t"a\n' * 10_000, "cells": b"a\n|\n" * 10_000,
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_text_made_to_take_forever(kind: str) -> None:
    sound(HOSTILE[kind], "x.txt")


def test_word_tables_nested_without_end() -> None:
    table = tbl(tc("甲") + tc("乙"), tc("丙") + tc("丁"))
    for _ in range(40):
        table = tbl(f"<w:tc>{table}<w:p/></w:tc>" + tc("子"), tc("丑") + tc("寅"))
    sound(package(table), "x.docx")


def test_markup_nested_without_end() -> None:
    sound(b"<html><body>" + b"<div>" * 590 + "<p>收入，5万元。</p>".encode() * 2000, "x.html")
    sound(b"<html><body>" + b"<table><tr><td>" * 2000, "x.html")


@FUZZ
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    sound(data, "x.doc")


def test_waiting_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "PATIENCE", 0.05)
    with pytest.raises(TimeoutError), in_time():
        time.sleep(30)
