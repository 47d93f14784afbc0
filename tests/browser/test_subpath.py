"""The site below a path of its host, as on most project pages: …/kitap/."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.changed import CHAPTER, GONE
from tests.browser.conftest import ready

# «ready» never comes where there is no worker; the policy forbids what wait_for_function does.
WORKER = """() => Promise.race([
  new Promise(done => setTimeout(done, 20000, "no worker")),
  navigator.serviceWorker.ready.then(async found => {
    while (!navigator.serviceWorker.controller) await new Promise(done => setTimeout(done, 50))
    return found.scope
  }),
])"""
KEEPS = """async page => {
  for (let turn = 0; !await caches.match(page); turn++) {
    if (turn > 1000) throw new Error(`${page} is not kept`)
    await new Promise(done => setTimeout(done, 20))
  }
}"""


@pytest.fixture
def home(changed: str) -> str:
    """Where the site is served: http://127.0.0.1:port/kitap/"""
    return changed


@pytest.fixture
def context(browser: Browser, home: str) -> Iterator[BrowserContext]:
    """A browser that must not ask for anything outside the path."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    wrong: list[str] = []
    made.on(
        "request", lambda asked: None if asked.url.startswith(home) else wrong.append(asked.url)
    )
    made.on("weberror", lambda error: (
        # offline, a search that was not used yet lacks its scripts
        wrong.append(str(error.error)) if "lunr" not in str(error.error) else None
    ))  # fmt: skip
    made.on("response", lambda given: (
        wrong.append(f"{given.status} {given.url}")
        if given.status == 404 and "/zhoq/" not in given.url else None
    ))  # fmt: skip
    yield made
    made.close()
    assert not wrong


@pytest.fixture
def page(context: BrowserContext, home: str) -> Page:
    opened = context.new_page()
    opened.goto(home)
    return opened


def search(page: Page, text: str) -> None:
    box = page.get_by_role("textbox", name="Іздеу")
    box.click()
    box.fill(text)
    box.press("End")
    page.locator(".md-search-result__link").first.wait_for()


def test_navigation_search_and_files_stay_below_the_path(page: Page, home: str) -> None:
    ready(page)
    page.evaluate("window.same = true")
    page.locator(".md-tabs__link", has_text="Бірліктер").click()
    page.wait_for_url(home + "birlikter/")
    page.get_by_role("link", name="Басты бет").first.click()
    page.wait_for_url(home)
    page.locator(".glance").first.wait_for()  # the home page itself is there
    assert page.evaluate("window.same")
    search(page, "мәслихаттан")
    links = page.locator(".md-search-result__link").all()
    assert links
    assert all(link.evaluate("link => link.href").startswith(home) for link in links)
    page.locator(".md-search-result__link[href*='#']").first.click()
    page.wait_for_url(re.compile(re.escape(home) + r".*h="))
    page.locator("article mark").first.wait_for(state="attached")
    page.goto(home + "jukteu/")
    file = page.locator("article a[href$='.zip']").first.evaluate("link => link.href")
    assert file.startswith(home)
    assert page.request.get(file).body()[:2] == b"PK"


def test_what_is_not_there_is_answered_with_a_page_that_works(page: Page, home: str) -> None:
    page.goto(home + "zhoq/bet/")
    expect(page.locator("h1")).to_have_text("Бет табылмады")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # it has its styles
    assert page.locator(".md-logo img").first.evaluate("image => image.naturalWidth") > 0
    search(page, "конституциядан")
    page.keyboard.press("Escape")
    page.locator("article li a").first.click()
    page.wait_for_url(re.compile(re.escape(home) + "(?!zhoq)"))
    expect(page.locator(".md-content h1")).not_to_have_text("Бет табылмады")
    page.goto(f"{home}{GONE}/")  # a page that was deleted
    page.wait_for_url(home + "kirispe/")
    expect(page.locator("h1")).to_be_visible()


def test_the_worker_keeps_to_the_path(page: Page, context: BrowserContext, home: str) -> None:
    assert page.evaluate(WORKER) == home
    page.goto(home + CHAPTER)
    page.evaluate(KEEPS, home + CHAPTER)
    assert page.evaluate("caches.keys()") == [f"kept {home}"]
    context.set_offline(True)
    page.goto(home + CHAPTER)
    expect(page.locator("h1")).to_contain_text("1.1")
    page.goto(home + "sozdik/")
    expect(page.locator("h1")).to_have_text("Байланыс жоқ")
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"
    page.locator(".md-logo").first.click()
    page.wait_for_url(home)
