"""The store and the ledger: queries while a run goes on, leftovers of a killed run, statistics."""

from __future__ import annotations

import re
import time
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from trial import OPTIONS, archive, rows, start

from reconcile.archive.batch import LEDGER, run
from reconcile.archive.ledger import NEW, Ledger, Part
from reconcile.archive.rows import SCHEMAS
from reconcile.archive.stats import collect, render, slowest
from reconcile.archive.store import Store
from reconcile.errors import UsageError

ROOT = Path(__file__).resolve().parents[2]


QUERIES = re.search(r"```sql\n(.*?)```", (ROOT / "docs" / "archive.md").read_text(encoding="utf-8"), re.DOTALL)


def documented(store: Path) -> list[int]:
    """How many rows each of the queries in the documentation gives."""
    assert QUERIES
    queries = [q.replace("read_parquet('", f"read_parquet('{store}/") for q in QUERIES[1].split(";") if q.strip()]
    return [len(duckdb.sql(q).fetchall()) for q in queries]


def test_duckdb_reads_while_a_run_goes_on(tmp_path: Path) -> None:
    folder = archive(tmp_path, **{f"{2020 + i % 3}年{i}": f"sleep\n0.1\n{'数' * i}" for i in range(60)})
    process = start(folder, tmp_path / "s")
    seen: list[int] = []
    answers: list[list[int]] = []
    while process.poll() is None:
        if (tmp_path / "s" / "sentences" / "year=0").exists():
            (documents,) = rows(tmp_path / "s", "select count(*) from {documents}")[0]
            # in one scan: of two, the second may see files that came between them
            findings, both = rows(tmp_path / "s", "select count(*), count(distinct doc) from {findings}")[0]
            assert findings == both, "a row was seen twice"
            seen.append(int(str(documents)))
            answers.append(documented(tmp_path / "s"))
        time.sleep(0.1)
    assert process.wait() == 0
    assert seen == sorted(seen)
    assert any(0 < n < 60 for n in seen), "nothing was seen of the run while it went on"
    assert any(told[0] for told in answers[:-1]), "the documented queries told nothing while the run went on"
    assert rows(tmp_path / "s", "select count(*) from {documents}") == [(60,)]


def test_every_dataset_can_be_queried_before_it_has_rows(tmp_path: Path) -> None:
    Store(tmp_path).prepare()
    for name in SCHEMAS:
        assert rows(tmp_path, f"select count(*) from {{{name}}}") == [(0,)]


def test_what_a_killed_run_had_begun_is_removed_or_put_in_place(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    store = Store(tmp_path / "s")
    ledger = Ledger(tmp_path / "s" / LEDGER, "v1")
    part = next(p for p in ledger.parts() if p.dataset == "findings")
    place = store.place(part)
    # as if the run had been killed after the ledger knew of the file and before it was moved
    place.rename(store.root / ".staged" / f"findings.{part.batch:06d}.{part.year}.{part.region}.parquet")
    ledger.settle(99, [], [part._replace(staged=NEW)], [])
    half = store.root / ".staged" / f"findings.000098.{part.year}.{part.region}.parquet"
    half.write_bytes(b"half a file")
    ledger.close()
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert place.exists()
    assert not list((store.root / ".staged").iterdir())


def everything(folder: Path) -> dict[str, bytes]:
    own = ("ledger.sqlite", "run.log", "lock")
    return {str(p): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file() and not p.name.startswith(own)}


def test_results_that_the_ledger_does_not_know_are_never_touched(tmp_path: Path) -> None:
    folder, root = archive(tmp_path, a="ok\n"), tmp_path / "s"
    run([str(folder)], root, OPTIONS, progress=False)
    stranger = Store(root).place(Part(98, "findings", 2024, "330000"))
    stranger.parent.mkdir(parents=True)
    stranger.write_bytes(b"somebody's rows")
    before = everything(root)
    with pytest.raises(UsageError, match="没有登记"):
        run([str(folder)], root, OPTIONS, progress=False)
    assert everything(root) == before


def test_a_store_that_has_lost_its_ledger_is_refused_and_keeps_its_results(tmp_path: Path) -> None:
    folder, root = archive(tmp_path, a="ok\n"), tmp_path / "s"
    run([str(folder)], root, OPTIONS, progress=False)
    for file in root.glob("ledger.sqlite*"):
        file.unlink()
    before = everything(root)
    with pytest.raises(UsageError, match=r"台账.*不在"):
        run([str(folder)], root, OPTIONS, progress=False)
    assert everything(root) == before


@pytest.mark.parametrize("name", ["duplicates/duplicates.parquet", "across/across.parquet"])
def test_a_table_of_somebody_elses_is_not_written_over(tmp_path: Path, name: str) -> None:
    folder, root = archive(tmp_path, a="ok\n"), tmp_path / "s"
    (root / name).parent.mkdir(parents=True)
    (root / name).write_bytes(b"mine")
    with pytest.raises(UsageError, match=r"台账.*不在"):
        run([str(folder)], root, OPTIONS, progress=False)
    assert {k: v for k, v in everything(root).items() if v} == {str(root / name): b"mine"}


def test_a_folder_of_something_else_is_not_taken_for_a_store(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    (folder / "lock").write_text("mine")
    with pytest.raises(UsageError, match="不是结果文件夹"):
        run([str(folder)], folder, OPTIONS, progress=False)
    assert sorted(p.name for p in folder.iterdir()) == ["a.txt", "lock"]
    assert (folder / "lock").read_text() == "mine"


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    folder, root = archive(tmp_path, a="ok\n"), tmp_path / "s"
    root.mkdir()
    (root / "lock").mkdir()  # as where the folder is read-only, which root does not notice
    with pytest.raises(UsageError, match="写不了结果文件夹"):
        run([str(folder)], root, OPTIONS, progress=False)


def test_statistics_count_what_the_store_holds(tmp_path: Path) -> None:
    folder = archive(tmp_path, **{"2023年a": "ok\n一", "2024年b": "ok\n二二", "c": "bug\n", "2024年d": "ok\n一"})
    (folder / "2024年d.txt").write_text("ok\n一", encoding="utf-8")
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    tables = {t.title: t for t in collect(tmp_path / "s")}
    overview = dict(tables["总览"].rows)  # type: ignore[arg-type]
    assert (overview["已检查"], overview["检查失败"], overview["内容重复"]) == (2, 1, 1)
    assert (overview["不符"], overview["覆盖率"], overview["每份错误"]) == (2, "100.0%", 1.0)
    assert tables["按规则"].rows == (("R201", "表文不符", 2, 0, 0, 2),)
    assert [row[:2] for row in tables["按年度"].rows] == [("2023", 1), ("2024", 1)]
    assert [row[0] for row in tables["未能检查或检查不完整的材料（共 1 份）"].rows] == [str(folder / "c.txt")]


def test_the_slowest_documents_are_told_with_what_they_have_more_of() -> None:
    usual = {"path": "a", "pages": 2, "tables": 3, "figures": 10, "relations": 20, "bytes": 100, "seconds": 0.1}
    large = {**usual, "path": "b", "relations": 200, "tables": 12, "seconds": 0.8}
    strange = {**usual, "path": "c", "pages": None, "seconds": 0.5}
    rows = slowest([usual, usual, usual, large, strange]).rows
    assert [row[0] for row in rows[:2]] == ["b", "c"]
    assert [row[-1] for row in rows[:2]] == [
        "用时 8.0 倍：核对关系 10 倍，表格 4 倍",
        "用时 5.0 倍：大小与别的材料相近",
    ]


@pytest.mark.parametrize("form, told", [("text", "按规则\n"), ("csv", "总览,已检查,2"), ("html", "<svg")])
def test_statistics_in_every_form(tmp_path: Path, form: str, told: str) -> None:
    folder = archive(tmp_path, **{"2023年a": "ok\n一", "2024年<b>": "ok\n二二"})
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    text = render(collect(tmp_path / "s"), form)
    assert told in text
    if form == "html":
        assert "<b>" not in text
        assert "http" not in text.replace("http://www.w3.org", "")


def test_a_ledger_that_is_none_is_said(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / LEDGER).write_bytes(b"no database, but long enough to look like one " * 40)
    with pytest.raises(UsageError, match="不是可用的台账"):
        run([str(folder)], tmp_path / "s", OPTIONS, progress=False)


def test_what_was_not_read_whole_is_counted_apart(tmp_path: Path) -> None:
    folder = archive(tmp_path, **{"2023年a": "ok\n一", "2024年b": "part\n二二"})
    summary = run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert summary.counts == {"done": 1, "incomplete": 1}
    assert rows(tmp_path / "s", "select status, reason from {documents} order by all") == [
        ("incomplete", "第2页是扫描件，本页未核对"), ("ok", ""),
    ]  # fmt: skip
    tables = {t.title: t for t in collect(tmp_path / "s")}
    overview = dict(tables["总览"].rows)  # type: ignore[arg-type]
    assert (overview["已检查"], overview["检查不完整"], overview["正文数字"]) == (1, 1, 2)
    assert len(tables["未能检查或检查不完整的材料（共 1 份）"].rows) == 1


def test_a_store_of_another_version_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    store = tmp_path / "s"
    run([str(folder)], store, OPTIONS, progress=False)
    for file in store.rglob("*.parquet"):
        pq.write_table(pq.read_table(file, partitioning=None).replace_schema_metadata(None), file)
    before = {f: f.read_bytes() for f in store.rglob("*.parquet")}
    with pytest.raises(UsageError, match="另一版本写的"):
        run([str(folder)], store, OPTIONS, progress=False)
    with pytest.raises(UsageError, match="另一版本写的"):
        collect(store)
    assert {f: f.read_bytes() for f in store.rglob("*.parquet")} == before


def test_statistics_of_no_store_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是 batch 的结果文件夹"):
        collect(tmp_path)
