"""Scripts come with a reader's first move: what stands there before, and that no move is lost."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARRIVED, DESK, LISTENS, PHONE, Held, by_turns

PAGE = "birlikter/"
LARGE = "korsetkishter/halyq/"
LONG = "birlikter/audandar/"
BOX = "[data-md-component=search-query]"
SWITCH = "[data-md-component=palette] label"

BOXES = """
() => [...document.querySelectorAll(
  ".md-header :is(a, label, input), .md-sidebar a, h1, h2, article > p"
)].filter(one => one.checkVisibility())
  .map(one => [one.className, ...Object.values(one.getBoundingClientRect().toJSON())].join(" "))
"""


class Untouched:
    """A page whose later script is held back from its first request until `release`."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.later = Held(page, "**/javascripts/later.*.js")
        self.goto(url)
        assert not self.asked

    def goto(self, url: str) -> None:
        self.page.goto(url)
        self.page.locator(LISTENS).wait_for(state="attached")

    @property
    def asked(self) -> bool:
        return bool(self.later.routes)

    def press(self, selector: str) -> None:
        place = self.page.locator(selector).locator("visible=true").first
        (place.tap if self.page.evaluate("navigator.maxTouchPoints") else place.click)()

    def release(self) -> None:
        deadline = time.monotonic() + 20
        while not self.asked and time.monotonic() < deadline:
            self.page.wait_for_timeout(20)
        assert len(self.later.routes) == 1
        self.later.let_go()
        self.page.locator(ARRIVED).wait_for(state="attached")


@contextmanager
def opened(browser: Browser, address: str, width: int) -> Iterator[Untouched]:
    """The page on a desk, or by touch on a phone."""
    phone = width == 375
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        has_touch=phone,
        is_mobile=phone,
        color_scheme="dark",
        service_workers="block",
    )
    page = Untouched(context.new_page(), address + PAGE)
    yield page
    page.later.let_go()
    context.close()


@pytest.fixture(params=[1280, 375], ids=["wide", "phone"])
def untouched(
    browser: Browser, address: str, request: pytest.FixtureRequest
) -> Iterator[Untouched]:
    with opened(browser, address, request.param) as page:
        yield page


@pytest.fixture
def phone(browser: Browser, address: str) -> Iterator[Untouched]:
    """The same on a phone alone: for what is done by touch."""
    with opened(browser, address, 375) as page:
        yield page


@pytest.mark.parametrize("untouched", DESK, indirect=True)
def test_a_page_at_rest_can_be_read_and_its_tables_sorted(untouched: Untouched) -> None:
    page = untouched.page
    page.wait_for_load_state("networkidle")
    # Whatever a page asks for before its first view is painted delays it on a slow line.
    early = page.evaluate(
        """() => {
             const [{ startTime: painted }] = performance.getEntriesByName("first-contentful-paint")
             return performance.getEntriesByType("resource")
               .filter(one => one.startTime < painted).map(one => one.initiatorType)
           }"""
    )
    assert [kind for kind in early if kind != "link"] == []
    assert (page.locator("link[rel=icon]").get_attribute("href") or "").startswith("data:")
    expect(page.locator("html")).to_have_class("js")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("thead .sort").last).to_be_attached()
    assert page.evaluate("typeof document$") == "undefined"
    assert not untouched.asked


def test_rows_below_the_frame_of_a_long_table_come_after_the_first_view(
    browser: Browser, address: str
) -> None:
    """Also where no script of the site can be had; and the frame has its height without them."""
    page = browser.new_page(viewport={"width": 375, "height": 1180}, service_workers="block")
    page.route("**/javascripts/site.*.js", lambda route: route.abort())
    page.goto(address + LONG)
    expect(page.locator("html")).to_have_class("js early")
    frame, rows = page.locator(".data-table__scroll"), page.locator("tbody tr")
    whole, height = rows.count(), frame.evaluate("one => one.offsetHeight")
    assert rows.locator("visible=true").count() == whole
    page.evaluate("document.documentElement.classList.add('unpainted')")
    assert rows.locator("visible=true").count() < whole / 2
    assert frame.evaluate("one => one.offsetHeight") == height
    page.close()


@pytest.mark.parametrize(
    ("path", "untouched"), by_turns([PAGE, LARGE], [1280, 375]), indirect=["untouched"]
)
def test_nothing_moves_when_the_script_comes(untouched: Untouched, address: str, path: str) -> None:
    untouched.goto(address + path)
    before = untouched.page.evaluate(BOXES)
    untouched.page.keyboard.press("Shift")
    untouched.release()
    untouched.page.wait_for_timeout(300)
    assert untouched.page.evaluate(BOXES) == before


@pytest.mark.parametrize("untouched", PHONE, indirect=True)
def test_the_first_press_may_choose_the_colour_and_starts_no_search(untouched: Untouched) -> None:
    untouched.press(SWITCH)
    untouched.page.wait_for_timeout(200)
    assert not untouched.page.workers
    untouched.release()
    expect(untouched.page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("untouched", PHONE, indirect=True)
def test_the_search_begins_before_the_script_comes(untouched: Untouched) -> None:
    """A touch of the box starts the worker, which opens the index; Material gets that worker."""
    page, urls = untouched.page, list[str]()
    page.on("request", lambda request: urls.append(request.url))
    phone = page.evaluate("navigator.maxTouchPoints")
    with page.expect_request("**/index.json"), page.expect_request("**/engine.*.js"):
        untouched.press("header label[for=__search]" if phone else BOX)
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.insert_text("мәслихат")
    assert page.evaluate("typeof document$") == "undefined"
    untouched.release()
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert len(page.workers) == 1
    assert len([url for url in urls if url.endswith("/index.json")]) == 1


@pytest.mark.parametrize("untouched", DESK, indirect=True)
def test_the_first_key_may_open_the_search(untouched: Untouched) -> None:
    page = untouched.page
    page.keyboard.press("/")
    untouched.release()
    expect(page.locator(BOX)).to_be_focused()
    assert page.locator(BOX).input_value() == ""
    page.keyboard.type("мәслихат")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize("untouched", PHONE, indirect=True)
def test_material_knows_the_page_once_it_has_come(untouched: Untouched) -> None:
    """It reads a page when it hears that there is one: here long before its script."""
    untouched.page.keyboard.press("Shift")
    untouched.release()
    untouched.page.evaluate("new Promise(done => document$.subscribe(done))")
    untouched.page.evaluate(
        "document.querySelector('#__text h2').nextElementSibling.scrollIntoView()"
    )
    expect(untouched.page.locator(".md-nav__link--active")).not_to_have_count(0)


@pytest.mark.parametrize(
    ("way", "untouched"),
    [
        ("keys", 1280),
        ("paste", 375),
        *(
            pytest.param(*one, marks=pytest.mark.exhaustive)
            for one in (
                ("keys", 375),
                ("insertion", 1280),
                ("insertion", 375),
                ("slash", 1280),
                ("slash", 375),
                ("paste", 1280),
            )
        ),
    ],
    indirect=["untouched"],
)
def test_what_is_searched_before_the_script_comes_is_answered_in_full(
    untouched: Untouched, way: str
) -> None:
    """Card, passages, marks and filters are of the page script: a quick reader gets it, too."""
    page, text = untouched.page, "тараз халқы 2021"
    phone = page.evaluate("navigator.maxTouchPoints")
    if way == "slash":
        page.keyboard.press("/")
    else:
        untouched.press("header label[for=__search]" if phone else BOX)
    if way == "paste":
        page.evaluate(
            """([selector, text]) => {
                 const box = document.querySelector(selector)
                 box.value = text
                 box.dispatchEvent(new InputEvent("input", { bubbles: true }))
               }""",
            [BOX, text],
        )
    elif way == "insertion":
        page.keyboard.insert_text(text)
    else:
        page.keyboard.type(text)
    untouched.release()
    expect(page.locator(".search-kk-card")).to_contain_text("362\u00a0965\u00a0адам")
    expect(page.locator(BOX)).to_have_value(text)
    expect(page.locator(".search-kk-filter")).to_be_visible()
    expect(page.locator(".md-search-result__article p").first).to_be_visible()
    expect(page.locator(".md-search-result__link").first).to_have_attribute(
        "href", re.compile(r"[?&]h=")
    )


BEGINNING = """addEventListener("DOMContentLoaded", () => {
  const last = document.querySelector(".bibliography li:last-child")
  window.began = getComputedStyle(last).contentVisibility
})"""


def test_the_first_view_is_laid_out_before_the_rest(browser: Browser, address: str) -> None:
    """But where an address names a place, or a reader comes back to one, all is at once."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(BEGINNING)
    page = context.new_page()
    page.goto(address + "derekkozder/")
    assert page.evaluate("began") == "auto"
    expect(page.locator("html")).to_have_class("js")
    page.reload()
    assert page.evaluate("began") == "visible"
    page.goto("about:blank")
    page.goto(address + "derekkozder/#zandar")
    assert page.evaluate("began") == "visible"
    context.close()


@pytest.mark.parametrize(
    "link", [".map__picture a", pytest.param(".cite", marks=pytest.mark.exhaustive)]
)
def test_the_first_tap_may_open_a_sheet(phone: Untouched, link: str) -> None:
    page, url = phone.page, phone.page.url
    phone.press(f"article {link}")
    phone.release()
    expect(page.locator(".sheet:popover-open")).to_be_visible()
    assert page.url == url
