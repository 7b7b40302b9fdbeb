"""The whole way on a PDF: open, look, decide by keys, reload, kill, sign, export, and the next draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import made
import pytest

pytestmark = pytest.mark.browser


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "review.jsonl").read_text("utf-8").splitlines()]


def chip(page: Any, code: str) -> str:
    return str(page.locator(f".group:has(code:text-is('{code}')) .item .chip").first.inner_text())


def settle(page: Any) -> None:
    page.wait_for_load_state("networkidle")


def test_open_look_decide_reload_kill_sign_export_and_the_next_draft(
    tmp_path: Path, serve: Callable[..., Any], open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(made.pdf())
    server = serve(path, "--person", "张三")
    opened = open_page(server.url)
    page = opened.page
    page.wait_for_selector(".sheet img")

    # look: the place on the original page, the relation performed again, every counterpart a link
    page.keyboard.press("j")
    page.wait_for_selector("#detail .relation")
    assert (
        page.locator("#detail h2 code").inner_text()
        == page.locator(".item.on").locator("xpath=../..").locator("h2 code").inner_text()
    )
    page.locator(".group:has(code:text-is('R101')) .item button").first.click()
    page.wait_for_selector("#detail h2 code:text-is('R101')")
    box = page.locator(".box.on.lead").bounding_box()
    pane = page.locator("#original").bounding_box()
    assert pane["y"] <= box["y"] <= pane["y"] + pane["height"]
    told = page.inner_text("#detail .relation >> nth=0")
    assert "867.73万元" in told
    assert "876.73万元" in told
    assert "-9.00万元" in told
    page.keyboard.press("v")
    assert page.locator("#prose [data-m].on").first.is_visible()
    page.keyboard.press("v")

    # decide by keys
    page.keyboard.press("a")
    page.wait_for_selector(".chip.true")
    page.locator(".group:has(code:text-is('R511')) .item button").first.click()
    page.keyboard.press("d")
    page.locator("#reasons").wait_for(state="visible")
    page.keyboard.press("Escape")
    assert page.locator("#reasons").is_hidden()
    page.keyboard.press("d")
    page.keyboard.press("3")
    page.wait_for_selector(".chip.false_alarm")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#keys").is_hidden()
    assert [(line["code"], line["decision"], line.get("reason", "")) for line in lines(tmp_path)] == [
        ("R101", "true", ""), ("R511", "false_alarm", "文中另有说明"),
    ]  # fmt: skip

    # nothing is lost by a reload, nor by kill -9
    page.reload()
    assert (chip(page, "R101"), chip(page, "R511")) == ("属实", "误报")
    server.kill()
    server = serve(path, "--person", "张三")
    page.goto(server.url)
    page.wait_for_selector(".sheet img")
    assert (chip(page, "R101"), chip(page, "R511")) == ("属实", "误报")

    # signing is refused while an error is open, and wants everything acknowledged
    page.click("#sign")
    assert page.locator("#sign-ok").is_disabled()
    page.locator("#signing [data-close]").click()
    for code in ("R204", "R207"):
        page.locator(f".group:has(code:text-is('{code}')) .item button").first.click()
        page.wait_for_selector(f"#detail h2 code:text-is('{code}')")
        page.keyboard.press("a")
        page.wait_for_selector(f".group:has(code:text-is('{code}')) .chip.true")
    page.click("#sign")
    page.click("#sign-ok")
    assert "没有确认" in page.inner_text("#sign-error")
    assert {"coverage", "unchecked"} <= {c.get_attribute("value") for c in page.locator("[name=ack]").all()}
    for box in page.locator("[name=ack]").all():
        box.check()
    page.click("#sign-ok")
    page.locator("#signing").wait_for(state="hidden")
    assert "编制 张三" in page.inner_text("#foot")
    signed = lines(tmp_path)[-1]
    assert signed["what"] == "sign"
    assert any(s["id"] == "unchecked" and s["examples"] for s in signed["facts"]["statements"])

    # export
    with page.expect_download() as download:
        page.click("#out summary")
        page.click("#out a[href$=pdf]")
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    # a changed draft: what was put right is gone, the other decisions have come along
    path.write_bytes(made.pdf(made.FAULTS[1:]))
    page.evaluate("dispatchEvent(new Event('focus'))")
    page.click("#banner button")
    page.wait_for_selector("text=这一稿不再出现")
    assert page.locator(".group:has(code:text-is('R101'))").count() == 0
    assert (chip(page, "R204"), chip(page, "R511")) == ("属实", "误报")
    assert [e for e in opened.errors if "ERR_CONNECTION_REFUSED" not in e] == []


def test_the_numbers_that_nobody_checked_and_undoing(
    tmp_path: Path, serve: Callable[..., Any], open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(made.pdf())
    page = open_page(serve(path, "--person", "李四", "--role", "reviewer").url).page
    page.keyboard.press("n")
    page.wait_for_selector("#detail article[data-kind=number]")
    left = int(page.inner_text("#left-numbers"))
    page.keyboard.press("a")
    page.wait_for_selector(f"#left-numbers:text-is('{left - 1}')")
    page.keyboard.press("Shift+Q")
    page.wait_for_timeout(200)
    written = lines(tmp_path)
    assert written[0]["decision"] == "checked"
    assert written[0]["role"] == "reviewer"
    assert {line["decision"] for line in written[1:]} == {"ask_number"}
    page.keyboard.press("u")
    page.wait_for_selector("#numbers .chip.ask_number", state="detached")
    page.keyboard.press("u")
    page.wait_for_selector(f"#left-numbers:text-is('{left}')")
    assert [line["what"] for line in lines(tmp_path)[-2:]] == ["undo", "undo"]


def test_two_people_on_one_document_see_each_other(
    tmp_path: Path, serve: Callable[..., Any], open_page: Callable[..., Any]
) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(made.pdf())
    one = open_page(serve(path, "--person", "张三").url).page
    two = open_page(serve(path, "--person", "李四", "--role", "reviewer").url).page
    for page, code in ((one, "R101"), (two, "R204")):
        page.locator(f".group:has(code:text-is('{code}')) .item button").first.click()
        page.wait_for_selector(f"#detail h2 code:text-is('{code}')")
        page.keyboard.press("a")
        page.wait_for_selector(".chip.true")
    one.evaluate("dispatchEvent(new Event('focus'))")
    one.wait_for_selector(":nth-match(.chip.true, 2)", state="attached")
    assert {line["person"] for line in lines(tmp_path)} == {"张三", "李四"}
    with (tmp_path / "review.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"what": "deci')
    one.evaluate("dispatchEvent(new Event('focus'))")
    one.wait_for_selector("text=残缺")
    one.keyboard.press("u")
    one.wait_for_selector(":nth-match(.chip.true, 2)", state="detached")
    assert (tmp_path / "review.jsonl").read_text("utf-8").count('{"what": "deci\n') == 1


def test_on_a_tablet_and_in_the_dark(tmp_path: Path, serve: Callable[..., Any], open_page: Callable[..., Any]) -> None:
    path = tmp_path / "决算.pdf"
    path.write_bytes(made.pdf())
    url = serve(path, "--person", "张三").url
    for context in (
        {"viewport": {"width": 834, "height": 1112}, "has_touch": True},
        {"color_scheme": "dark"},
        {"viewport": {"width": 390, "height": 800}},
    ):
        opened = open_page(url, **context)
        page = opened.page
        page.locator(".item button").first.click()
        page.wait_for_selector("#detail .acts button")
        assert page.locator("#detail .acts button").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert [e for e in opened.errors if "ERR_CONNECTION_REFUSED" not in e] == []
