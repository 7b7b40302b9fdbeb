"""Learning from an archive: pages with tables made here; what is known, new, in conflict, and doubtful; and merging."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from reconcile.lexicon import Lexicon
from reconcile.lexicon.learn import Pair, candidates, files, harvest, merge, standing, write

PAGE = """<html><body><p>{office}</p><p>{year}年部门预算</p><p>{year}年一般公共预算支出表</p><p>单位：万元</p>
<table><tr><td>科目编码</td><td>科目名称</td><td>合计</td><td>基本支出</td><td>项目支出</td></tr>
<tr><td></td><td>合计</td><td>30.00</td><td>10.00</td><td>20.00</td></tr>{rows}</table></body></html>"""
ROW = "<tr><td>{}</td><td>{}</td><td>30.00</td><td>10.00</td><td>20.00</td></tr>"


def page(folder: Path, office: str, year: int, rows: list[tuple[str, str]]) -> None:
    body = "".join(ROW.format(code, name) for code, name in rows)
    text = PAGE.format(office=office, year=year, rows=body)
    (folder / f"{office}{year}.html").write_text(text, encoding="utf-8")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "archive"
    folder.mkdir()
    common = [("201", "一、一般公共服务支出"), ("20140", "信访事务"), ("2014004", "信访 业务")]
    page(folder, "长宁市信访局", 2025, [*common, ("2014077", "网上信访"), ("212", "城乡社区事务")])
    page(
        folder,
        "清河市信访局",
        2026,
        [*common, ("2014077", "网上信访"), ("2014004", "接访业务"), ("2999999", "出差人数")],
    )
    (folder / "~$lock.docx").write_bytes(b"x")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nbroken")
    return folder


def test_harvest_and_standing(archive: Path, lexicon: Lexicon) -> None:
    found = harvest(archive, lexicon)
    assert found.read == 2
    assert [name for name, _ in found.unreadable] == ["broken.pdf"]
    rows = {(c.pair.code, c.pair.name): c for c in candidates(found, lexicon)}
    status = {key: c.status for key, c in rows.items()}
    assert status["201", "一般公共服务支出"] == "known"
    assert status["2014004", "信访业务"] == "known"
    assert status["2014004", "接访业务"] == "conflict"
    assert status["2014077", "网上信访"] == "new"
    assert status["212", "城乡社区事务"] == "renamed"
    assert status["2999999", "出差人数"] == "doubtful"
    assert (rows["2014077", "网上信访"].documents, rows["2014077", "网上信访"].seen) == (2, "2025-2026")


def test_what_is_accepted_is_merged(archive: Path, lexicon: Lexicon, tmp_path: Path) -> None:
    path, own = tmp_path / "candidates.csv", tmp_path / "own"
    own.mkdir()
    write(candidates(harvest(archive, lexicon), lexicon), path)
    with path.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    for row in rows:
        row["accept"] = "yes" if row["code"] == "2014077" else ""
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)
    assert list(merge(path, own)) == [("functional.csv", 1)]
    assert list(merge(path, own)) == [("functional.csv", 1)], "twice is as good as once"
    (entry,) = Lexicon.load(own).by_code("functional", "2014077")
    assert (entry.name, entry.level, entry.documents, entry.seen) == ("网上信访", "项", 2, "2025-2026")
    assert entry.published


def test_a_code_without_a_parent_is_doubtful(lexicon: Lexicon) -> None:
    assert standing(Pair("functional", "2777001", "某某支出"), lexicon, set())[0] == "doubtful"
    assert standing(Pair("functional", "2777001", "某某支出"), lexicon, {("functional", "27770")})[0] == "new"
    assert standing(Pair("revenue", "121", "农村危房改造"), lexicon, set())[0] == "doubtful"
    assert standing(Pair("functional", "2080505", "基本养老保险"), lexicon, set())[0] == "variant"


def test_files_of_an_archive(archive: Path) -> None:
    assert [p.name for p in files(archive)] == ["broken.pdf", "清河市信访局2026.html", "长宁市信访局2025.html"]
    assert files(archive / "broken.pdf") == [archive / "broken.pdf"]
