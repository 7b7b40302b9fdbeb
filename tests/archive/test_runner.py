"""Runs over small archives with real worker processes; `poison.check` does what a document's text says."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import poison
import pytest
from trial import OPTIONS, archive, reasons, rows, start

from reconcile.archive import runner, sources, work
from reconcile.archive.batch import run
from reconcile.archive.work import Job, Settings, check_one
from reconcile.errors import UsageError
from tools.kills import family, kill


@pytest.mark.parametrize(
    "order, told",
    [
        ("hang", "failed 超时（上限 1.5 秒）"),
        ("segfault", "failed 检查进程崩溃（信号 11 SIGSEGV）"),
        ("killed", "failed 检查进程被终止（信号 9）"),
        ("memory", "failed 超出内存上限（700 MB）"),
        ("swell", "failed 超出内存上限（700 MB）"),
        ("bug", "failed 程序错误：ValueError"),
        ("unreadable", "unreadable poison.txt：不是可读的材料"),
    ],
)
def test_a_poisoned_document_costs_itself_only(tmp_path: Path, order: str, told: str) -> None:
    folder = archive(tmp_path, poison=order, **{f"{2020 + i}年{i}": f"ok\n{'数' * i}" for i in range(5)})
    summary = run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert summary.counts["done"] == 5
    found = reasons(tmp_path / "s")
    assert found.pop("poison") == told
    assert set(found.values()) == {"ok"}


def test_a_timeout_is_told_once_and_what_takes_long_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(runner, "LONG", 0.3)
    folder = archive(tmp_path, slow="hang", quick="ok\n一")
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    lines = capfd.readouterr().err.splitlines()
    assert not any("逐份重试" in line for line in lines)  # that goes to the log, where both were in one worker
    assert [line for line in lines if "超时" in line and "slow" in line] == [
        f"检查失败：{folder / 'slow.txt'}：超时（上限 1.5 秒）"
    ]
    assert any(line.startswith("正在检查：") and "秒没有新结果" in line for line in lines)


def test_after_a_slow_document_the_rest_is_left_to_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "ENOUGH", 0.2)
    folder = archive(tmp_path, a="ok\n一", b="sleep\n0.3\n二", c="ok\n三三")
    jobs = [work.Job(item, sources.digest(item, 1 << 20)) for item in sources.find([str(folder)])]
    results = work.check_all(jobs, work.Settings("v", None, work.Limits(0, 0), poison.check))
    assert [Path(r.job.item.path).stem for r in results] == ["a", "b"]


def test_a_file_that_is_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    folder = archive(tmp_path, large="x" * ((1 << 20) + 1))
    run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert reasons(tmp_path / "s")["large"].startswith("unreadable 文件太大")


def test_unchanged_documents_are_skipped_changed_ones_redone_and_copies_linked(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n一", b="ok\n二二", c="ok\n一")
    store = tmp_path / "s"
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"done": 2, "duplicate": 1}
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"skipped": 3}
    linked = rows(store, "select path, duplicate_of from {duplicates}")
    assert [tuple(Path(str(p)).name for p in row) for row in linked] == [("c.txt", "a.txt")]
    os.utime(folder / "b.txt", ns=(1, 1))
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"skipped": 3}
    archive(tmp_path, b="ok\n变了变了")
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"skipped": 2, "done": 1}
    assert rows(store, "select count(*), count(distinct doc), max(value) from {figures}") == [(2, 2, "0.07")]


def test_another_version_makes_everything_due_and_leaves_nothing_of_the_old(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n一", b="ok\n二二", c="bug\n", d="ok\n一")
    store = tmp_path / "s"
    run([str(folder)], store, OPTIONS, progress=False)
    again = run([str(folder)], store, OPTIONS._replace(version="v2"), progress=False)
    assert again.counts == {"done": 2, "failed": 1, "duplicate": 1}
    assert rows(store, "select version, count(*) from {documents} group by all") == [("v2", 3)]
    assert rows(store, "select count(*) from {findings}") == [(2,)]


def test_failures_are_kept_and_done_again_on_request(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n", b="bug\n")
    store = tmp_path / "s"
    run([str(folder)], store, OPTIONS, progress=False)
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"skipped": 2}
    assert run([str(folder)], store, OPTIONS._replace(retry=True), progress=False).counts == {"skipped": 1, "failed": 1}
    assert rows(store, "select status, count(*) from {documents} group by all order by all") == [
        ("failed", 1),
        ("ok", 1),
    ]


def test_a_source_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="找不到"):
        run([str(tmp_path / "none")], tmp_path / "s", OPTIONS, progress=False)


def test_ctrl_c_ends_cleanly_and_the_next_run_goes_on(tmp_path: Path) -> None:
    folder = archive(tmp_path, **{f"{2020 + i % 3}年{i}": f"sleep\n0.05\n{'数' * i}" for i in range(60)})
    process = start(folder, tmp_path / "s")
    while len(family(process.pid)) < 3:  # until workers run
        time.sleep(0.02)
    time.sleep(0.3)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 130
    before = int(rows(tmp_path / "s", "select count(*) from {documents}")[0][0])  # type: ignore[call-overload]
    summary = run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert summary.counts == {k: v for k, v in (("skipped", before), ("done", 60 - before)) if v}


def test_one_store_serves_one_run_at_a_time(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="sleep\n1.2\n")
    process = start(folder, tmp_path / "s")
    while not (tmp_path / "s" / "ledger.sqlite").exists():
        time.sleep(0.05)
    with pytest.raises(UsageError, match="另一个任务"):
        run([str(folder)], tmp_path / "s", OPTIONS, progress=False)
    assert process.wait(timeout=20) == 0


def test_what_lies_in_the_store_itself_is_no_document(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    store = folder / "results"
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"done": 1}
    (store / "stats.html").write_text("<p>no document</p>")
    assert run([str(folder)], store, OPTIONS, progress=False).counts == {"skipped": 1}


def test_links_out_of_the_archive_are_not_followed(tmp_path: Path) -> None:
    folder = archive(tmp_path, a="ok\n")
    (tmp_path / "secret.txt").write_text("ok\n密")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "b.txt").write_text("ok\n密密")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "in.txt").symlink_to(folder / "a.txt")
    (folder / "away").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.txt")
    assert run([str(folder)], tmp_path / "s", OPTIONS, progress=False).counts == {
        "done": 1, "duplicate": 1, "unreadable": 1,
    }  # fmt: skip
    assert reasons(tmp_path / "s")["out"] == "unreadable 是指向所查文件夹之外的链接，没有读取"


def test_a_document_that_changes_while_it_waits_is_not_entered_under_its_old_content(tmp_path: Path) -> None:
    item = next(sources.find([str(archive(tmp_path, a="ok\n"))]))
    job = Job(item, sources.digest(item, 1 << 20))
    Path(item.file).write_text("ok\n另一份")
    result = check_one(job, Settings("v1", check=poison.check))
    assert (result.status, result.reason) == ("unreadable", "文件在检查期间被改动，再次运行时会重新检查")


def test_a_killed_forkserver_is_replaced(tmp_path: Path) -> None:
    """The server dies, and with it the knowledge of how its workers end; then they die too."""
    folder = archive(tmp_path, **{f"{2020 + i % 3}年{i}": f"sleep\n0.05\n{'数' * i}" for i in range(80)})
    process = start(folder, tmp_path / "s")
    server: list[int] = []
    while len(family(process.pid)) < 3:
        time.sleep(0.02)
    server = [pid for pid in family(process.pid) if "forkserver" in Path(f"/proc/{pid}/cmdline").read_text()]
    workers = set(family(process.pid)) - set(server)
    for pid in (*server, *workers):
        kill(pid)
    assert process.wait(timeout=60) == 0
    assert rows(tmp_path / "s", "select status, count(*) from {documents} group by all") == [("ok", 80)]
