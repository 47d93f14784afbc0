"""What other projects of the host, other tabs and addresses say to a page changes what they may."""

from __future__ import annotations

import json
import re
import time
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, ready, wait_until

CHAPTER = "1-basqaru/1-1-organdar/"
SHORT = "kirispe/"
# Of Material and of this site, below the site's path; the search has one of its own.
KEYS = ("__announce", "__consent", "__outdated", "__palette", "__source", "__tabs", "latin",
        "letters", "offline", "place", "slash")  # fmt: skip
MARKUP = "<img src=x onerror=evil()><script>evil()</script>"
STORED = (
    "", "{", "null", "0", "[]", "{}", '"x y"', "[[null]]", json.dumps(MARKUP), "[" * 5000,
    json.dumps("x" * 300_000), '{"__proto__": {"title": "x"}, "index": -1}',
    json.dumps({"address": "javascript:evil()", "title": MARKUP, "index": 1e9, "color": MARKUP}),
    json.dumps({"address": "//b.example/", "title": "x", "index": "0", "color": {"scheme": "x"}}),
    json.dumps({"address": {"toString": 1}, "title": "x", "index": {}, "color": []}),
    json.dumps({"address": "kirispe/", "title": {"toString": 1}, "index": [0]}),
)  # fmt: skip
SOME = tuple(STORED[place] for place in (1, 9, 12))  # no JSON, lists without an end, a place
MESSAGES: tuple[object, ...] = (
    None, 0, "keep", MARKUP, [], {}, {"type": 3}, {"type": 0, "data": {}}, {"type": 2, "data": "x"},
    {"state": MARKUP}, {"state": "answered", "query": "", "card": {"title": MARKUP}},
    {"state": "answered", "query": "", "completions": [MARKUP], "suggestion": MARKUP},
    {"texts": [MARKUP]}, {"texts": {"length": 1e9}}, {"passages": [1]}, {"wake": "мәслихат"},
    {"type": "reload"}, {"type": "SKIP_WAITING"},
)  # fmt: skip
# The text and everything that stands in it, without marks and what a reader has left.
SHAPE = """() => {
  const text = document.querySelector(".md-content").cloneNode(true)
  text.querySelectorAll("[data-resume] > *").forEach(one => one.remove())
  text.querySelectorAll("mark").forEach(one => one.replaceWith(...one.childNodes))
  return {
    ...Object.groupBy([...text.querySelectorAll("*")].map(one => one.localName), name => name),
    strange: document.querySelectorAll("[onerror], [src=x], iframe, [href^=javascript]").length,
    path: location.pathname,
  }
}"""


def shape(page: Page) -> object:
    """What it is once scripts have made what they make at rest."""
    made, then = page.evaluate(SHAPE), None
    while made != then:
        page.wait_for_timeout(300)
        made, then = page.evaluate(SHAPE), made
    return made


def expect_shape(page: Page, before: object, what: str = "") -> None:
    """Scripts of a busy machine may pause in the middle of what they make."""
    end = time.monotonic() + 10
    while (now := shape(page)) != before and time.monotonic() < end:
        page.wait_for_timeout(300)
    assert now == before, what


@pytest.mark.parametrize(
    ("path", "stored"),
    [
        (SHORT, SOME),
        *(pytest.param(path, STORED, marks=pytest.mark.exhaustive) for path in (CHAPTER, "")),
    ],
    ids=["some", "all", "all at home"],
)
def test_what_another_project_left_in_the_storage_makes_no_error(
    visit: Open, path: str, stored: tuple[str, ...]
) -> None:
    page = visit(path)
    before = shape(page)
    scope = page.evaluate("__md_scope.pathname")
    for value in stored:
        page.evaluate(
            """([names, value]) => {
                 for (const name of names) localStorage[name] = sessionStorage[name] = value
               }""",
            [[*(f"{scope}.{key}" for key in KEYS), "search-kk-recent"], value],
        )
        page.reload()
        ready(page)
        page.locator(".md-search__input").click()
        wait_until(page, "document.activeElement.matches('.md-search__input')")
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        expect_shape(page, before, value[:80])


def test_messages_of_other_tabs_change_nothing_and_stop_nothing(visit: Open) -> None:
    page = visit(SHORT)
    page.locator(".md-search__input").click()
    page.locator(".search-kk-row").first.wait_for()
    before = shape(page)
    other = page.context.new_page()
    other.goto(page.url.replace(SHORT, "llms.txt"))  # of the same origin
    flood = """messages => {
      const names = ["search-kk", "#search-kk", "#search-kk-now", "#search-0", "kept"]
      const channels = names.map(name => new BroadcastChannel(name))
      for (let turn = 0; turn < 1000; turn++)
        for (const message of messages) for (const channel of channels) channel.postMessage(message)
      for (const name of Object.keys(localStorage)) localStorage[name] = "{"
      localStorage.clear()
    }"""
    other.evaluate(flood, MESSAGES)
    page.evaluate(
        """messages => {
             for (const message of messages) {
               postMessage(message, "*")
               dispatchEvent(new StorageEvent("storage", { key: "x", newValue: `${message}` }))
             }
           }""",
        MESSAGES,
    )
    start = time.monotonic()
    page.locator(".md-search__input").fill("мәслихат")
    page.keyboard.press("End")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert time.monotonic() - start < 10
    expect_shape(page, before)


ASKED = (
    f'"><svg onload=evil()>{MARKUP} javascript:evil() \u202e\0 *:~^+-[ %',
    "__proto__",
    "(a+)+$" * 300,
    "мәслихат " * 600,
)


NAMES = ("?q=", "?h=", "?q=x&h=", "?tandau=", "?jazu=", "?__config=", "#", "#__config&h=")


@pytest.mark.parametrize(
    ("path", "names", "asked"),
    [
        pytest.param(SHORT, ("?q=x&h=", "?tandau="), ASKED[0], id="few"),
        *(
            pytest.param(CHAPTER, NAMES, one, marks=pytest.mark.exhaustive, id=ascii(one[:12]))
            for one in ASKED
        ),
    ],
)
def test_what_an_address_asks_for_changes_search_and_marks_alone(
    visit: Open, address: str, path: str, names: tuple[str, ...], asked: str
) -> None:
    page = visit(path)
    before = shape(page)
    for name in names:
        page.goto("about:blank")
        start = time.monotonic()
        page.goto(f"{address}{path}{name}{quote(asked)}")
        ready(page)
        assert time.monotonic() - start < 10
        expect_shape(page, before, name)


@pytest.mark.parametrize(
    "path", ["derekkozder/", pytest.param(CHAPTER, marks=pytest.mark.exhaustive)]
)
def test_an_address_that_no_program_can_decode_stops_nothing(visit: Open, path: str) -> None:
    """`quote` makes none such; who cuts an address in the middle of a Kazakh letter does."""
    page = visit(path)
    before = shape(page)
    for anchor in ("%", "%E0%A4", "%zz"):
        page.evaluate("anchor => { location.hash = anchor }", anchor)
        page.wait_for_timeout(50)
    expect_shape(page, before)


def test_an_id_of_a_text_is_no_name_of_a_script(visit: Open) -> None:
    """The Latin letters are switched, and the words of a search marked, beside such headings."""
    page = visit("1-basqaru/")
    page.evaluate(
        """() => {
             for (const id of ["latin", "search", "kit", "page", "copy", "caches", "config"])
               document.body.append(Object.assign(document.createElement("p"), { id }))
           }"""
    )
    page.locator("[data-script-switch]").first.click()
    expect(page.locator("h1")).to_contain_text(re.compile("[bB]asqaru"))
