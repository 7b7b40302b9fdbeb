"""Where documents come from: folders, globs, zips, lists, object stores."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from reconcile.archive import sources
from reconcile.archive.sources import Item, find, read
from reconcile.errors import ReadError, UsageError

LIMIT = 1 << 20


def names(*given: str) -> list[str]:
    return [item.name for item in find(given)]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "."), data)
    return path


def test_a_folder_yields_documents_in_order_and_nothing_else(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", "~$a.docx", ".hidden.txt", "notes.py", "deep/c.html", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(str(tmp_path)) == ["a.pdf", "b.txt", "c.html"]


def test_a_file_named_outright_is_taken_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "report").write_text("x")
    assert names(str(tmp_path / "report")) == ["report"]


def test_globs_and_lists(tmp_path: Path) -> None:
    for name in ("a2023.txt", "a2024.txt", "b2024.txt"):
        (tmp_path / name).write_text("x")
    listing = tmp_path / "list"
    listing.write_text(f"# 两份\n{tmp_path / 'b2024.txt'}\n\n{tmp_path / 'a2023.txt'}\n", encoding="utf-8")
    assert names(str(tmp_path / "*2024*")) == ["a2024.txt", "b2024.txt"]
    assert names(f"@{listing}") == ["b2024.txt", "a2023.txt"]


def test_a_list_that_names_nothing_is_said(tmp_path: Path) -> None:
    listing = tmp_path / "list"
    listing.write_text("/nowhere/at/all.pdf\n")
    with pytest.raises(UsageError, match="找不到"):
        names(f"@{listing}")
    with pytest.raises(UsageError, match="清单"):
        names(f"@{tmp_path / 'none'}")


def test_a_pipe_is_no_document(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert names(str(tmp_path)) == []


def test_members_of_a_zip_are_read_one_by_one(tmp_path: Path) -> None:
    package = zipped(tmp_path / "all.zip", b__txt=b"two", a__txt=b"one", c__py=b"no")
    items = list(find([str(package)]))
    assert [(i.name, read(i, LIMIT)) for i in items] == [("a.txt", b"one"), ("b.txt", b"two")]
    assert items[0].path == f"{package}!/a.txt"


def test_names_that_windows_wrote_in_gbk_are_read(tmp_path: Path) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as package:
        package.writestr("PLACEHOLD.txt", b"x")
    gbk = "预算公开.".encode("gbk")
    (tmp_path / "old.zip").write_bytes(sink.getvalue().replace(b"PLACEHOLD.", gbk + b"." * (10 - len(gbk))))
    assert names(str(tmp_path / "old.zip")) == ["预算公开..txt"]


def test_names_of_members_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    package = zipped(tmp_path / "all.zip", **{"x\x1b[2J\n::error::owned__txt": b"one"})
    (item,) = find([str(package)])
    assert item.name == "x\\x1b[2J\\n::error::owned.txt"
    assert read(item, LIMIT) == b"one"


def test_file_names_in_gbk_are_read(tmp_path: Path) -> None:
    with open(os.fsencode(tmp_path) + b"/" + "预算.txt".encode("gbk"), "wb") as file:
        file.write(b"x")
    item = next(find([str(tmp_path)]))
    assert item.name == "预算.txt"
    assert read(item, LIMIT) == b"x"


def test_a_zip_that_is_none_is_left_to_the_check(tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"no zip at all")
    assert names(str(tmp_path)) == ["broken.zip"]


def test_a_bomb_that_lies_about_its_size_is_stopped_while_reading(tmp_path: Path) -> None:
    package = zipped(tmp_path / "bomb.zip", a__txt=b"0" * (8 * LIMIT))
    item = next(find([str(package)]))
    with pytest.raises(ReadError, match="太大"):
        read(item, LIMIT)
    with pytest.raises(ReadError, match="解压后太大"):
        read(item._replace(size=10), LIMIT)


def test_what_cannot_be_read_is_said() -> None:
    with pytest.raises(ReadError, match="读不出文件"):
        sources.digest(Item("/none.txt", 1, 1, "/none.txt"), LIMIT)


def test_object_stores_through_fsspec() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/archive/2024/a.txt", b"one")
    memory.pipe("/archive/b.txt", b"two")
    memory.pipe("/archive/c.bin", b"no")
    items = list(find(["memory://archive"]))
    assert [(i.name, read(i, LIMIT)) for i in items] == [("a.txt", b"one"), ("b.txt", b"two")]
    assert sources.digest(items[0], LIMIT) == sources.digest(items[0], LIMIT)
    with pytest.raises(UsageError, match="找不到"):
        list(find(["memory://nothing"]))


def test_a_zip_in_a_zip_is_not_passed_over_in_silence(tmp_path: Path) -> None:
    inner = zipped(tmp_path / "inner.zip", a__txt=b"one")
    outer = zipped(tmp_path / "outer.zip", inner__zip=inner.read_bytes())
    assert names(str(outer)) == ["inner.zip"]
    (tmp_path / "old.rar").write_bytes(b"Rar!\x1a\x07\x00")
    assert "old.rar" in names(str(tmp_path))
