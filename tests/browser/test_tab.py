"""The tab that tests share is as new for each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.tab import Tab


@pytest.fixture
def own(browser: Browser, address: str) -> Iterator[Tab]:
    """A tab of these tests alone."""
    tab = Tab(browser, address)
    yield tab
    tab.close()


def test_nothing_of_a_test_is_left_for_the_next_one(own: Tab, address: str) -> None:
    page = own.take(375, "dark", "reduce")
    page.goto(address)
    page.evaluate("() => [localStorage, sessionStorage].forEach(one => one.setItem('left', '1'))")
    page.evaluate("() => { console.error('of the first test') }")
    page.emulate_media(media="print")
    own.give_back()
    assert own.take(1280, "light") is page
    page.goto(address)
    left = """() => [
      localStorage.getItem("left"), sessionStorage.getItem("left"), innerWidth,
      ...["print", "(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)"]
        .map(media => matchMedia(media).matches),
    ]"""
    assert page.evaluate(left) == [None, None, 1280, False, False, False]
    assert own.wrong == []


CHANGES: list[Callable[[Page], object]] = [
    lambda page: page.add_init_script("window.left = true"),
    lambda page: page.context.route("**/*.js", lambda route: route.abort()),
    lambda page: page.context.grant_permissions(["clipboard-read"]),
    lambda page: page.context.new_page(),
]


@pytest.mark.parametrize("change", CHANGES, ids=["script", "route", "permission", "page"])
def test_a_tab_that_was_changed_for_good_is_closed(
    own: Tab, change: Callable[[Page], object]
) -> None:
    page = own.take(1280, "light")
    change(page)
    own.give_back()
    assert page.is_closed()
    assert own.take(1280, "light") is not page


def test_what_listens_to_the_page_or_changes_it_is_taken_off(own: Tab, address: str) -> None:
    page = own.take(1280, "light")
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.route("**/*.css", lambda route: route.abort())
    devtools = page.context.new_cdp_session(page)
    devtools.send("Emulation.setUserAgentOverride", {"userAgent": "another"})
    page.goto(address)
    assert seen
    assert page.evaluate("navigator.userAgent") == "another"
    own.give_back()
    assert own.take(1280, "light") is page
    seen.clear()
    page.goto(address)
    assert page.evaluate("navigator.userAgent") != "another"
    assert page.evaluate("[...document.styleSheets].some(one => one.href)")
    assert not seen
