"""A folder of documents: the list says how each stands, and one that cannot be read does not take the others with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import made
import pytest

pytest.importorskip("starlette")
pytest.importorskip("httpx")

from starlette.testclient import TestClient

from reconcile.decisions.lines import Role
from reconcile.readers import read_together
from reconcile.review.case import cases
from reconcile.review.desk import Person
from reconcile.review.original import files_of
from reconcile.review.server import application
from reconcile.review.shelf import Shelf
from reconcile.running import session
from reconcile.settings import Settings
from tools.samples import formats
from tools.samples.account import Sheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for office, wrong in (("东湖区信访局", True), ("西湖区统计局", False)):
        (tmp_path / f"{office}.txt").write_text(made.small(office, 2024, wrong), "utf-8")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    return tmp_path


def client(folder: Path) -> tuple[Any, Shelf]:
    shelf = Shelf(cases([folder], together=False), session(Settings()))
    return TestClient(application(shelf, Person("张三", Role.PREPARER)), base_url="http://here/"), shelf


def act(page: Any, number: int, name: str, **content: Any) -> Any:
    data = page.get(f"/d/{number}/").text.partition('id="data">')[2].partition("</script>")[0]
    seen = json.loads(data)["seen"]
    return page.post(f"/d/{number}/{name}", json={"seen": seen, "person": "张三", **content})


def test_the_list_says_how_each_document_stands(folder: Path) -> None:
    page, shelf = client(folder)
    assert "正在检查" in page.get("/").text
    shelf.survey()
    told = page.get("/").text
    assert "正在检查" not in told
    assert "未能检查" in told
    broken = next(n for n, case in enumerate(shelf.cases) if case.name == "坏.pdf")
    assert page.get(f"/d/{broken}/").status_code == 409
    assert "坏.pdf" in page.get(f"/d/{broken}/").text
    shelf.close()


def test_one_file_of_decisions_serves_the_folder(folder: Path) -> None:
    page, shelf = client(folder)
    number = next(n for n, case in enumerate(shelf.cases) if "东湖" in case.name)
    subject = shelf.open(number).desk.known.prints[0]
    assert act(page, number, "decide", subjects=[subject], decision="false_alarm").status_code == 409  # no reason
    assert not (folder / "review.jsonl").exists()
    told = act(page, number, "decide", subjects=[subject], decision="false_alarm", reason="口径不同").json()
    assert told["states"][subject]["label"] == "误报"
    assert (folder / "review.jsonl").is_file()
    shelf.close()


def test_files_that_belong_together_are_one_document(tmp_path: Path) -> None:
    prose, table = made.small("东湖区信访局", 2024, wrong=True).split("2024年收入预算总表")
    (tmp_path / "说明.txt").write_text(prose, "utf-8")
    (tmp_path / "附表.txt").write_text(f"2024年收入预算总表{table}", "utf-8")
    for given in ([tmp_path], [tmp_path / "说明.txt", tmp_path / "附表.txt"]):
        shelf = Shelf(cases(given, together=True), session(Settings()))
        page = TestClient(application(shelf, Person("张三", Role.PREPARER)), base_url="http://here/")
        desk = shelf.open(0).desk
        assert len(shelf.cases) == 1
        assert "附表.txt" in {e.place.part.partition("::")[0] for f in desk.known.checked.findings for e in f.evidence}
        (subject, *_) = desk.known.prints
        assert act(page, 0, "decide", subjects=[subject], decision="true").status_code == 200
        assert desk.record == tmp_path / "review.jsonl"
        assert desk.is_current()  # what people decided is no part of the disclosure
        shelf.check_again(0)
        assert shelf.open(0).desk.standings()[subject].settled
        shelf.close()
    (tmp_path / "附表.txt").write_text(f"2024年收入预算总表{table}\n", "utf-8")
    assert not desk.is_current()


def test_the_original_pages_of_files_that_belong_together_follow_each_other(tmp_path: Path) -> None:
    blocks = made.blocks()
    (tmp_path / "1说明.pdf").write_bytes(formats.as_pdf([b for b in blocks if not isinstance(b, Sheet)]))
    (tmp_path / "2附表.pdf").write_bytes(formats.as_pdf([b for b in blocks if isinstance(b, Sheet)]))
    shelf = Shelf(cases([tmp_path], together=True), session(Settings()))
    page = TestClient(application(shelf, Person("张三", Role.PREPARER)), base_url="http://here/")
    told = page.get("/d/0/original").json()
    number = next(n for n, f in enumerate(shelf.open(0).desk.known.checked.outcome.findings) if f.code == "R101")
    files = {told["names"][box[0] - 1].split(" ")[0] for boxes in told["findings"][number] for box in boxes}
    assert files == {"1说明.pdf", "2附表.pdf"}
    assert page.get(f"/d/0/page/{len(told['pages'])}").content.startswith(b"\x89PNG")
    assert page.get(f"/d/0/page/{len(told['pages']) + 1}").status_code == 404
    assert "1说明.pdf 第" in page.get("/d/0/").text
    shelf.close()


def test_what_a_file_is_its_bytes_say_and_not_its_name(tmp_path: Path) -> None:
    """A .docm is a Word file as well, and a PDF may have some bytes before its head."""
    blocks = made.blocks()
    word = formats.as_docx([b for b in blocks if not isinstance(b, Sheet)])
    (tmp_path / "1说明.docm").write_bytes(word)
    (tmp_path / "2附表").write_bytes(b"\n\n" + formats.as_pdf([b for b in blocks if isinstance(b, Sheet)]))
    checked, _ = session(Settings()).check(read_together([tmp_path]))
    (case,) = cases([tmp_path], together=True)
    assert [(f.name, f.kind) for f in files_of(checked, case)] == [("1说明.docm", "docx"), ("2附表", "pdf")]
    (tmp_path / "1说明.docm").write_bytes(b"\x89PNG")
    assert files_of(checked, case) == []


def test_whole_disclosures_given_together_are_held_against_each_other(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "samples" / "budget_clean.txt").read_text("utf-8")
    department, unit = tmp_path / "部门.txt", tmp_path / "单位.txt"
    for path in (department, unit):
        path.write_text(text, "utf-8")
    found = cases([department, unit], together=True)
    assert [(c.name, [p.name for p in c.others]) for c in found] == [("部门.txt", ["单位.txt"]), ("单位.txt", [])]


def test_the_reviewer_signs_after_the_preparer_and_is_somebody_else(folder: Path) -> None:
    page, shelf = client(folder)
    number = next(n for n, case in enumerate(shelf.cases) if "西湖" in case.name)
    ids = [s.id for s in shelf.open(number).desk.statements()]
    assert (
        "复核在编制之后" in act(page, number, "sign", acknowledged=ids, role="reviewer", person="李四").json()["error"]
    )
    assert act(page, number, "sign", acknowledged=ids).status_code == 200
    assert "同一个人" in act(page, number, "sign", acknowledged=ids, role="reviewer").json()["error"]
    assert len(act(page, number, "sign", acknowledged=ids, role="reviewer", person="李四").json()["signatures"]) == 2
    shelf.close()
    desk = shelf.open(number).desk
    if desk.known.number_prints:
        act(page, number, "decide", subjects=[desk.known.number_prints[0]], decision="checked")
        assert all(s.stale for s in desk.signatures())
    shelf.close()
