"""The switch to Latin letters."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from datapages.language.latin import to_latin
from tests.browser.conftest import Open, arrive
from tests.browser.test_search import search
from tests.unit.test_latin import words

CYRILLIC = re.compile("[\u0400-\u04ff]+")
SWITCH = "[data-script-switch]"
# All that is shown and read aloud, without what stays as it is: other languages, code.
SEEN = """() => {
  const left = []
  const kept = "code, pre, kbd, script, style, textarea, [translate=no], [lang]:not([lang|=kk])"
  for (const element of document.querySelectorAll("*")) {
    if (element.closest(kept)) continue
    for (const node of element.childNodes) if (node.nodeType === 3) left.push(node.data)
    for (const name of ["title", "aria-label", "placeholder", "alt", "data-title", "data-preview"])
      if (element.hasAttribute(name)) left.push(element.getAttribute(name))
  }
  return left.filter(text => /[\\u0400-\\u04ff]/.test(text))
}"""
TEXT = "() => [document.title, document.querySelector('main').innerText]"


def switched(page: Page) -> None:
    """Press the switch and wait for the letters."""
    page.locator(SWITCH).click()
    expect(page.locator("html")).to_have_attribute("lang", "kk-Latn")


def test_the_whole_page_changes_its_letters_and_takes_them_back(visit: Open) -> None:
    page = visit("1-basqaru/1-2-aimaq/")
    page.evaluate("window.same = true")
    before = page.evaluate(TEXT)
    assert "latin.js" not in page.evaluate(
        "performance.getEntriesByType('resource').map(entry => entry.name).join()"
    )
    switched(page)
    assert page.evaluate(SEEN) == []
    assert page.title() == to_latin(before[0])
    expect(page.locator(SWITCH)).to_have_text(re.compile("Кир"))
    page.locator(SWITCH).click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    assert page.evaluate(TEXT) == before
    assert page.evaluate("window.same"), "the page was loaded anew"


def test_the_choice_lasts_and_no_page_shows_other_letters_first(visit: Open, address: str) -> None:
    page = visit()
    switched(page)
    # what stands on the screen at each frame
    page.context.add_init_script(
        """window.flashes = []
        const look = () => {
          const heading = document.querySelector("h1, .md-header__title")
          if (heading && getComputedStyle(heading).visibility === "visible"
              && /[\\u0400-\\u04ff]/.test(heading.textContent)) flashes.push(heading.textContent)
          requestAnimationFrame(look)
        }
        look()"""
    )
    page.goto(f"{address}kirispe/")
    expect(page.locator("h1")).to_have_text(re.compile("^Kırıspe"))
    assert page.evaluate(SEEN) == []
    # and by instant navigation
    arrive(page)
    page.locator(".md-footer__link--next").click()
    expect(page).to_have_url(f"{address}1-basqaru/")
    expect(page).to_have_title(re.compile("^[^\u0400-\u04ff]+$"))
    assert page.evaluate(SEEN) == []
    assert page.evaluate("flashes") == []


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.exhaustive)])
def test_an_address_can_ask_for_latin_letters_and_they_are_those_of_python(
    visit: Open, step: int
) -> None:
    page = visit("birlikter/zhambyl/?jazu=latyn")
    expect(page.locator("html")).to_have_attribute("lang", "kk-Latn")
    texts = sorted(words())[::step]
    texts += [word.capitalize() for word in texts] + [word.upper() for word in texts]
    texts += ["№ 96-НҚ", "XX ғ.", "Я", "аюЯ", "Я-я", "ҚРя"]
    assert page.evaluate("texts => texts.map(__latin.write)", texts) == [*map(to_latin, texts)]
    page.locator(SWITCH).click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page).to_have_url(re.compile("/birlikter/zhambyl/$"))


def test_copies_are_what_is_seen(visit: Open) -> None:
    page = visit("1-basqaru/1-1-organdar/", permissions=["clipboard-read", "clipboard-write"])
    switched(page)
    page.locator("article h2 .headerlink").first.click()
    menu = page.locator(".address-menu button")
    assert not any(CYRILLIC.search(text) for text in menu.all_inner_texts())
    menu.nth(1).click()
    assert "/1-basqaru/1-1-organdar/?jazu=latyn#" in page.evaluate("navigator.clipboard.readText()")
    page.locator("article h2 .headerlink").first.click()
    menu.nth(3).click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "URL: http" in copied
    assert not CYRILLIC.search(copied)


def test_results_of_the_search_are_latin_and_so_may_the_query_be(visit: Open) -> None:
    page = visit()
    switched(page)
    results = search(page, "mäslihat")
    assert page.evaluate(SEEN) == []
    marked = results.filter(has=page.locator("mark:visible"))
    expect(marked.first).to_contain_text(re.compile("mäslihat", re.IGNORECASE))
    marked.first.click()
    expect(page.locator("article mark").first).to_have_text(re.compile("mäslihat", re.IGNORECASE))
    assert page.evaluate(SEEN) == []
    page.locator(SWITCH).click()
    expect(page.locator("html")).to_have_attribute("lang", "kk")
    expect(page.locator("article mark").first).to_have_text(re.compile("мәслихат", re.IGNORECASE))


def test_it_is_light(site: Path) -> None:
    assert len(gzip.compress((site / "assets/javascripts/latin.js").read_bytes(), 6)) <= 4096
