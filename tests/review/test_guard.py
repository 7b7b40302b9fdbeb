"""Who is let in, and text that wants to be more than text."""

from __future__ import annotations

import csv
import http.client
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import made
import openpyxl
import pytest

Ask = Callable[..., tuple[int, bytes]]
EVIL = '</script><script>document.title="x"</script><img src=x onerror=document.title=1>"\'&\u2028'


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("guarded")
    (path / "预算.txt").write_text(made.small("东湖区信访局", 2024, True), "utf-8")
    (path.parent / "secret.txt").write_text("不给看", "utf-8")
    return path


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[made.Server]:
    started = made.Server(folder / "预算.txt", "--person", "张三")
    yield started
    started.kill()


@pytest.fixture
def ask(server: made.Server) -> Ask:
    address = urlsplit(server.url)

    def request(method: str, path: str, body: object = None, token: bool = True, **headers: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
        whole = (address.path.rstrip("/") if token else "") + path
        connection.putrequest(method, whole, skip_host="Host" in headers)
        data = json.dumps(body).encode() if body is not None else b""
        for name, value in {"content-length": str(len(data)), **headers}.items():
            connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        return answer.status, answer.read()

    return request


@pytest.mark.parametrize("path", ["/", "/d/0/", "/d/0/state", "/static/review.js", "/wrong-token/d/0/", ""])
def test_nothing_without_the_token(ask: Ask, path: str) -> None:
    assert ask("GET", path, token=False)[0] == 403
    assert ask("POST", path, {}, token=False)[0] == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_nothing_for_another_host_or_origin(ask: Ask, headers: dict[str, str]) -> None:
    assert ask("GET", "/d/0/", **headers)[0] == 403
    assert ask("POST", "/d/0/undo", {"person": "张三"}, **headers)[0] == 403


@pytest.mark.parametrize(
    "path",
    [
        "/d/1/", "/d/-1/", "/d/0/../../secret.txt", "/../secret.txt", "/static/../server.py", "/static/..%2fserver.py",
        "/static/%2e%2e/server.py", "/d/0/export/../../x", "/d/0/export/exe", "/d/%2Fetc%2Fpasswd/", "/d/0/page/1", "/d/0/finding/99",
    ],
)  # fmt: skip
def test_nothing_outside_the_given_files(ask: Ask, path: str) -> None:
    status, body = ask("GET", path)
    assert status in (403, 404)
    assert "不给看".encode() not in body


def test_what_is_asked_for_wrongly_is_refused_with_a_sentence(ask: Ask, folder: Path) -> None:
    seen = json.loads(ask("GET", "/d/0/state")[1])
    assert seen["all"] >= 1
    for body in ({"evil": 1}, [], {"seen": "x", "role": "king"}, {"decision": "maybe"}):
        assert ask("POST", "/d/0/decide", body)[0] == 400
    status, told = ask(
        "POST", "/d/0/decide", {"seen": "0" * 64, "subjects": ["x"], "decision": "true", "person": "张三"}
    )
    assert status == 409
    assert "刷新" in json.loads(told)["error"]
    assert ask("GET", "/d/0/decide")[0] == 405
    assert ask("POST", "/d/0/decide", **{"content-length": str(1 << 21)})[0] == 403
    assert not (folder / "review.jsonl").exists()


def test_the_page_may_load_nothing_from_elsewhere(server: made.Server) -> None:
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=20)
    connection.request("GET", f"{address.path}d/0/")
    headers = connection.getresponse().headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


@pytest.mark.browser
def test_hostile_text_is_text(
    tmp_path: Path, serve: Callable[..., made.Server], open_page: Callable[..., object]
) -> None:
    office = f"=cmd|x!A1{EVIL}局"
    text = made.small("东湖区信访局", 2024, True).replace(
        "情况说明\n", f"情况说明{EVIL}\n{office}。。\n=1+1万元，占XX局。\n"
    )
    path = tmp_path / "预算.txt"
    path.write_text(text, "utf-8")
    opened = open_page(serve(path, "--person", f"=1+1{EVIL}"[:60]).url)
    page = opened.page  # type: ignore[attr-defined]
    page.wait_for_selector(".item")
    for item in page.locator("#findings .item > button").all():
        item.click()
        page.wait_for_selector("#detail .acts")
        page.keyboard.press("c")
        page.fill("#reason", f"=HYPERLINK(1){EVIL}\x1b[2J")
        page.click("#reason-ok")
        page.wait_for_selector("#detail .trail")
        page.keyboard.press("a")
        page.wait_for_timeout(100)
    page.reload()
    page.wait_for_selector(".item")
    assert "东湖区" in page.title()
    assert page.locator("img[src=x]").count() == 0
    assert opened.errors == []  # type: ignore[attr-defined]
    base = page.url.split("#")[0]
    book = openpyxl.load_workbook(io.BytesIO(page.request.get(f"{base}export/xlsx").body()))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or (
                    "cmd" not in str(cell.value).lower() and "HYPER" not in str(cell.value)
                )
    table = list(csv.reader(io.StringIO(page.request.get(f"{base}export/csv").body().decode("utf-8-sig"))))
    assert len(table) > 1
    assert not any(c.startswith(("=", "+", "@", "\t")) for row in table for c in row)


def test_an_error_of_the_program_is_a_sentence_and_no_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    from starlette.routing import Route
    from starlette.testclient import TestClient

    from reconcile.decisions.lines import Role
    from reconcile.review.desk import Person
    from reconcile.review.guard import Guard
    from reconcile.review.server import application
    from reconcile.review.shelf import Shelf
    from reconcile.running import session
    from reconcile.settings import Settings

    monkeypatch.delenv("RECONCILE_DEBUG", raising=False)

    async def broken(_: object) -> None:
        raise LookupError("<x>")

    more = (Route("/broken", broken, methods=["GET", "POST"]),)
    app = application(Shelf((), session(Settings())), Person("张三", Role.PREPARER), more=more)
    page = TestClient(Guard(app, "t", 8000), base_url="http://127.0.0.1:8000")
    assert (page.get("/t/broken").status_code, "LookupError: &lt;x&gt;" in page.get("/t/broken").text) == (500, True)
    assert "内部错误（LookupError: <x>）" in page.post("/t/broken").json()["error"]
