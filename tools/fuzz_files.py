"""Damaged files through readers, check and reports: ``python -m tools.fuzz_files [SECONDS] [SEED]``.

Small documents of every format that is read here are cut, repeated and damaged, packages also in their parts, which are
packed again so that the damage reaches the code behind the checksums. A file that reaches lines of the program which
no other has reached is kept and damaged further, as by ``tools.fuzz``. Told are errors of the program, files that take
more than SLOW seconds of work or more than MEGABYTES, escapes for a terminal in reports, and documents that come
out clean although nothing of them was checked. The file in hand lies in LAST, so that one that ends the process is not
lost.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.synthetic.disclosure import Disclosure, Head, Table, Text
from benchmarks.synthetic.formats import WRITERS
from reconcile import limits
from reconcile.checked import Result
from reconcile.errors import ReadError
from reconcile.readers import read_bytes
from reconcile.reports import Options, write
from reconcile.running import Session, session
from reconcile.settings import Settings
from tools.fuzz import SLOW, Coverage

MEGABYTES = 1024
LONGEST = 60_000  # bytes
FORMS = ("text", "json", "csv", "html")
LAST = Path(tempfile.gettempdir(), "fuzz_files.last")
PIECES = (
    b"\x00", b"\xff\xff\xff\xff", b"<", b"/>", b"<td>", b"</w:p>", b"&#27;", b"&#x0;", b"%%EOF", b"endstream",
    b"endobj", b"<<", b">>", b"Do ", b"BT ", b'w:gridSpan w:val="9999999"', b"colspan='99999'", b"rowspan='-1'",
    b"1e308", b"-1", b"18446744073709551615", "万元".encode(), "其中：".encode(), b"\x80\x81", b"2025", b"0.0%",
    b'r="ZZZ9999999"', b't="s"',
)  # fmt: skip


class File(NamedTuple):
    name: str
    data: bytes


class Trouble(NamedTuple):
    what: str
    file: File


def seeds() -> list[File]:
    rows = (("教育支出", "1,234.50", "36.8%"), ("卫生健康支出", "2,120.00", "63.2%"), ("合计", "3,354.50", "100.0%"))
    heads = (("项目", ()), ("决算数", ()), ("占比", ()))
    made = Disclosure(
        "云湖市民政局2024年度部门决算",
        (
            Text("云湖市民政局2024年度部门决算"),
            Head("一、支出决算情况说明", 1),
            Text("2024年度支出决算3354.50万元，其中：教育支出1234.50万元，占36.8%；卫生健康支出2120.00万元，占63.2%。"),
            Table("支出决算表", "万元", heads, rows),
        ),
    )
    found = [File(f"x.{name}", writer(made)) for name, writer in WRITERS.items()]
    return [*found, File("x.md", b"|a|b|\n|---|---|\n|1|2|\n"), File("x.csv", b"a,b\n1,2\n")]


def changed(chance: random.Random, pool: list[File]) -> File:
    """One of the pool, damaged once or a few times: as bytes, or in one part of a package."""
    file = chance.choice(pool)
    if file.data.startswith(b"PK") and chance.random() < 0.9:
        return File(file.name, repacked(chance, file.data))
    return File(file.name, damaged(chance, file.data))


def repacked(chance: random.Random, data: bytes) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        return damaged(chance, data)
    if not parts:
        return data
    name = chance.choice([n for n in parts if n.endswith(".xml")] or list(parts))
    if chance.random() < 0.05:
        del parts[name]
    else:
        parts[name] = damaged(chance, parts[name])
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return sink.getvalue()


def damaged(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        match chance.randrange(6):
            case 0:
                data = data[:at] + chance.choice(PIECES) + data[at:]
            case 1:
                data = data[:at] + data[to:] if to - at < len(data) // 4 else data[:to]
            case 2:
                data = data[:to] + data[at:to] * chance.choice((1, 2, 20)) + data[to:]
            case 3 if data:
                cut = bytearray(data)
                for _ in range(chance.choice((1, 3, 10))):
                    cut[chance.randrange(len(cut))] = chance.randrange(256)
                data = bytes(cut)
            case 4:
                data = data[:at] + data[to : to + 50] + data[at:]
            case _:
                data = data[:at] + str(chance.randrange(1 << chance.choice((4, 16, 40)))).encode() + data[at + 2 :]
    return data[:LONGEST]


def troubles(file: File, shared: Session) -> Iterator[Trouble]:
    """What is wrong with how the file is treated."""
    started = time.process_time()
    try:
        document = read_bytes(file.data, file.name)
    except ReadError:
        document = None
    except MemoryError:
        yield Trouble(f"more than {MEGABYTES} MB", file)
        return
    if document is not None:
        checked, _ = shared.check(document, file.data)
        yield from (Trouble(n.message, file) for n in checked.outcome.notices if n.level == "error")
        for form in FORMS:
            if b"\x1b" in write(form, [checked], Options()):
                yield Trouble(f"a terminal escape in {form}", file)
        if checked.result is Result.CLEAN and not checked.coverage.checked and not checked.outcome.relations:
            yield Trouble("clean, and nothing was checked", file)
    if (seconds := time.process_time() - started) > SLOW:
        yield Trouble(f"{seconds:.0f} seconds", file)


def fuzz(seconds: float, seed: int) -> list[Trouble]:
    """Tries files for so long; the first of each kind of trouble."""
    chance, pool, shared = random.Random(seed), seeds(), session(Settings())
    for file in pool:
        list(troubles(file, shared))  # everything is loaded
    limits.limit_memory(MEGABYTES)
    found: dict[str, Trouble] = {}
    tried, until = 0, time.monotonic() + seconds
    with Coverage() as coverage:
        while time.monotonic() < until:
            file, before = changed(chance, pool), len(coverage.lines)
            LAST.write_bytes(file.name.encode() + b"\n" + file.data)
            try:
                for trouble in troubles(file, shared):
                    found.setdefault(trouble.what[:60], trouble)
            except Exception as error:  # what this looks for
                found.setdefault(f"{type(error).__name__}: {error}"[:60], Trouble(repr(error), file))
            if len(coverage.lines) > before:
                pool.append(file)
            tried += 1
    LAST.unlink(missing_ok=True)
    print(f"{tried} files, {len(pool)} kept, {len(coverage.lines)} lines of the program reached, {len(found)} troubles")
    return list(found.values())


def main(arguments: list[str]) -> int:
    seconds, seed = (float(a) for a in (arguments + ["60", "1"][len(arguments) :])[:2])
    found = fuzz(seconds, int(seed))
    for number, trouble in enumerate(found):
        place = Path(tempfile.gettempdir(), f"fuzz_files.{number}.{trouble.file.name}")
        place.write_bytes(trouble.file.data)
        print(f"- {trouble.what}\n  {place}")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
