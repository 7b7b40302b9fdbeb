"""Folders, archives and lists of files as one case."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from reconcile.document import Grid, Paragraph
from reconcile.errors import ReadError, UsageError
from reconcile.readers import bundle, read, read_together

PROSE = "一、收入情况\n\n2024年收入预算2636.92万元，比上年增加104.59万元。\n"
TABLE = "收入总表\n单位：万元\n项目\t数\n合计\t2636.92\n其他\t1\n"


def archive(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as stream:
        for name, data in files.items():
            stream.writestr(name, data)
    return path


def zipped(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        for name, data in files.items():
            target.writestr(name, data)
    return stream.getvalue()


def test_prose_comes_first_and_places_say_which_file(tmp_path: Path) -> None:
    (tmp_path / "1附表.txt").write_text(TABLE, encoding="utf-8")
    (tmp_path / "2说明.txt").write_text(PROSE, encoding="gb18030")
    found = read_together([tmp_path])
    assert [type(b) for b in found.blocks] == [Paragraph, Paragraph, Paragraph, Paragraph, Grid]
    assert bundle.split_part(found.paragraphs[0].place().part) == ("2说明.txt", "")
    assert found.paragraphs[1].place().line == 3
    assert bundle.split_part(found.grids[0].cell_place(0, 0).part) == ("1附表.txt", "")
    assert found.format == "bundle"
    assert "2说明.txt、1附表.txt" in found.notices[0].message
    assert len(found.sha256) == 64


def test_several_paths_and_their_order_do_not_change_the_case(tmp_path: Path) -> None:
    for number in (10, 2):
        (tmp_path / f"附件{number}.txt").write_text(TABLE.replace("收入", f"第{number}"), encoding="utf-8")
    paths = [tmp_path / "附件10.txt", tmp_path / "附件2.txt"]
    found = read_together(paths)
    assert [p.text for p in found.paragraphs if "总表" in p.text] == ["第2总表", "第10总表"]
    assert read_together(paths[::-1]).sha256 == found.sha256


def test_numbers_in_names_count() -> None:
    names = ["附件10", "附件二", "附件2", "附件十一", "附件一"]
    assert sorted(names, key=bundle.natural) == ["附件一", "附件二", "附件2", "附件10", "附件十一"]


def test_a_zip_with_folders_and_names_in_gbk(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(zipfile.ZipInfo("AAAA/BBBB.txt"), PROSE.encode())
    raw = stream.getvalue().replace(b"AAAA", "公开".encode("gbk")).replace(b"BBBB", "说明".encode("gbk"))
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    found = read_together([path])
    assert bundle.split_part(found.paragraphs[0].place().part)[0] == "公开/说明.txt"


def test_names_in_an_archive_lead_nowhere(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "x.zip", {"../../逃.txt": PROSE.encode(), "/etc/绝对.txt": TABLE.encode(), "..\\..\\窗.txt": b"\xff"}
    )
    before = sorted(tmp_path.rglob("*"))
    found = read_together([path])
    assert {
        bundle.split_part(b.place().part if isinstance(b, Paragraph) else b.place.part)[0] for b in found.blocks
    } == {"逃.txt", "etc/绝对.txt"}
    assert sorted(tmp_path.rglob("*")) == before


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = zipped({"说明.txt": PROSE.encode()})
    path = archive(tmp_path / "x.zip", {"内.zip": inner, "附表.txt": TABLE.encode()})
    assert len(read_together([path]).grids) == 1
    for _ in range(4):
        inner = zipped({"层.zip": inner})
    with pytest.raises(ReadError, match="嵌套"):
        read_together([archive(tmp_path / "y.zip", {"内.zip": inner})])


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="压缩"):
        read_together([archive(tmp_path / "x.zip", {"a.txt": b" " * (64 << 20)})])


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "MAX_FILES", 3)
    with pytest.raises(ReadError, match="文件过多"):
        read_together([archive(tmp_path / "x.zip", {f"{i}.txt": PROSE.encode() for i in range(5)})])


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "说明.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "~$说明.docx").write_bytes(b"lock")
    (tmp_path / ".隐藏").write_bytes(b"x")
    found = read_together([tmp_path])
    warnings = [n.message for n in found.notices if n.level == "warning"]
    assert len(warnings) == 2
    assert "图.png" in warnings[0] + warnings[1]


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(PROSE, encoding="utf-8")
    found = read_together([tmp_path])
    assert len(found.paragraphs) == 2
    assert any("内容相同" in n.message for n in found.notices)


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(TABLE, encoding="utf-8")
    folder = tmp_path / "公开"
    folder.mkdir()
    (folder / "说明.txt").write_text(PROSE, encoding="utf-8")
    (folder / "链接.txt").symlink_to(outside)
    assert not read_together([folder]).grids


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="没有可以读取的文档"):
        read_together([tmp_path])
    with pytest.raises(UsageError):
        read_together([])
    with pytest.raises(ReadError, match="不存在"):
        read_together([tmp_path / "无.txt"])


def test_a_zip_read_as_a_single_document_says_what_to_do(tmp_path: Path) -> None:
    path = archive(tmp_path / "x.zip", {"a.txt": PROSE.encode()})
    with pytest.raises(ReadError, match="--together"):
        read(path)
