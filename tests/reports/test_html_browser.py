"""The page in a browser: a click on a finding shows both places and draws the link; phone, keys, filters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from reconcile import reports
from reconcile.checked import Checked

pytestmark = pytest.mark.browser


class Opened:
    """A page and what its console said."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.page = browser.new_context(**context).new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self.errors.append(message.text))
        self.page.goto(path.as_uri())


@pytest.fixture
def path(checked: Checked, tmp_path: Path) -> Path:
    """The report with so much prose and so many rows between that nothing is in view by chance."""
    file = tmp_path / "report.html"
    page = reports.write("html", [checked]).decode()
    filler = '<div class="chunk">' + "<p>本页无数字。</p>" * 60 + "</div>"
    page = page.replace('tabindex="-1"><div class="chunk">', f'tabindex="-1">{filler}<div class="chunk">', 1)
    page = page.replace('<section class="grid chunk"', f'{filler}<section class="grid chunk"', 1)
    file.write_text(page, "utf-8")
    return file


def in_view(page: Any, key: str) -> bool:
    script = """key => { const el = document.querySelector(`[data-m~="${key}"]`), r = el.getBoundingClientRect(),
        b = el.closest('main > section').getBoundingClientRect();
        return r.width > 0 && r.top >= b.top && r.bottom <= b.bottom && r.left >= b.left - 1 && r.right <= b.right + 1; }"""
    return bool(page.evaluate(script, key))


def test_a_click_on_a_finding_shows_both_places_and_draws_the_link(browser: Any, path: Path) -> None:
    opened = Opened(browser, path, viewport={"width": 1400, "height": 800})
    page = opened.page
    assert not in_view(page, "f0")
    assert not in_view(page, "c3-3-1")
    page.click(".finding .head")
    page.wait_for_function("document.querySelectorAll('#links path').length > 0")
    page.wait_for_timeout(100)
    assert in_view(page, "f0")
    assert in_view(page, "c3-3-1")
    assert page.locator('[data-m~="f0"].on').count() == 1
    assert page.locator('[data-m="c3-3-1"].on').inner_text() == "2,636.92"
    assert page.locator("#links path:not(.away)").count() >= 1
    assert opened.errors == []


def test_hover_shows_the_partner_and_a_click_says_what_it_is(browser: Any, path: Path) -> None:
    page = Opened(browser, path, viewport={"width": 1400, "height": 800}).page
    page.locator('[data-m~="f1"]').scroll_into_view_if_needed()
    page.hover('[data-m~="f1"]')
    assert page.locator('[data-m~="c3-1-1"].near').count() == 1
    page.click('[data-m~="f1"]')
    assert "2600.00万元 相符" in page.inner_text("#card")
    assert "《收入预算总表》财政拨款收入·预算数" in page.inner_text("#card")
    page.keyboard.press("Escape")
    assert page.locator("#card").is_hidden()


def test_keys_and_filters(browser: Any, path: Path) -> None:
    page = Opened(browser, path, viewport={"width": 1400, "height": 800}).page
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.get_attribute(".finding.on", "data-code") == "R201"
    page.keyboard.press("k")
    assert page.get_attribute(".finding.on", "data-code") == "R101"
    page.keyboard.press("u")
    assert "未核对" in page.inner_text("#card")
    page.uncheck('[name="severity"][value="error"]')
    assert page.locator(".finding:visible").count() == 2
    page.keyboard.press("/")
    page.keyboard.type("句号")
    assert page.locator(".finding:visible").count() == 1


def test_on_a_phone_one_part_at_a_time(browser: Any, path: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 800}, "has_touch": True, "is_mobile": True}
    opened = Opened(browser, path, **phone)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.tap(".finding .head")
    page.wait_for_timeout(100)
    assert in_view(page, "f0")
    page.tap('#card [data-go="c3-3-1"]')
    page.wait_for_timeout(100)
    assert in_view(page, "c3-3-1")
    assert opened.errors == []
