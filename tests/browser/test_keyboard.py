"""The whole site by keyboard alone."""

from __future__ import annotations

import re
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Held, Open, wait_until

CHAPTER, REGIONS = "1-basqaru/1-1-organdar/", "birlikter/"

# Where the focus is: an input that is out of sight shows it on the label beside it.
FOCUS = """
() => {
  const channel = value =>
    (value /= 255) <= .03928 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4
  const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(Number).map(channel)
    .reduce((sum, value, place) => sum + value * [.2126, .7152, .0722][place], 0)
  const behind = element => {
    for (let on = element; on; on = on.parentElement) {
      const colour = getComputedStyle(on).backgroundColor
      if (!/, 0\\)$|transparent/.test(colour)) return colour
    }
    return "rgb(255, 255, 255)"
  }
  const element = document.activeElement
  if (element === document.body) return null
  let shown = element
  const beside = selector => element.parentElement.querySelector(`:scope > ${selector}`)
  if (element.id === "__drawer") shown = document.querySelector(".md-header [for=__drawer]")
  else if (element.matches(".md-option")) shown = element.nextElementSibling
  else if (element.matches(".md-nav__toggle:checked")) shown = beside(".md-nav > .md-nav__title")
  else if (element.matches(".md-nav__toggle")) shown = beside(".md-nav__link:not([href])")
  const box = shown.getBoundingClientRect()
  const style = getComputedStyle(shown)
  const shape = shown.matches("svg a") && shown.querySelector("path, rect, circle")
  const edge = shape && getComputedStyle(shape)
  const [a, b] = [edge ? edge.stroke : style.outlineColor, behind(shown.parentElement)].map(light)
  const at = [.1, .5, .9]
  const points = at.flatMap(x => at.map(y => [box.left + x * box.width, box.top + y * box.height]))
  return {
    name: `${element.tagName} ${element.id || element.className} ${shown.textContent.trim()}`,
    drawn: Boolean(edge) || style.outlineStyle !== "none",
    width: parseFloat(edge ? edge.strokeWidth : style.outlineWidth),
    contrast: (Math.max(a, b) + .05) / (Math.min(a, b) + .05),
    seen: points.some(([x, y]) => {
      const top = document.elementFromPoint(x, y)
      return top && (shown.contains(top) || top.contains(shown))
    }),
  }
}
"""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.className"))


def tab(page: Page, times: int = 1) -> None:
    for _ in range(times):
        page.keyboard.press("Tab")


LOOKS = [(1280, "light"), (1280, "dark"), (375, "light")]
# One page by day on a phone, one with a map by night on a desk; and the longest in every look.
STOPS = (
    ((375, "light"), "kirispe/"),
    ((1280, "dark"), REGIONS),
    *(
        pytest.param(look, path, marks=pytest.mark.exhaustive)
        for look, path in product(LOOKS, (CHAPTER, REGIONS))
        if (look, path) != ((1280, "dark"), REGIONS)
    ),
)


@pytest.mark.parametrize(("look", "path"), STOPS)
def test_focus_is_seen_at_every_stop_and_leaves_at_the_end(
    visit: Open, look: tuple[int, str], path: str
) -> None:
    """An outline of 2 px and 3:1 at least, not under the header; no trap (WCAG 2.1.2, 2.4.11)."""
    page = visit(path, width=look[0], scheme=look[1], reduced_motion="reduce")
    stops = []
    for _ in range(700):
        tab(page)
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        if not stop["seen"]:  # the search of a phone opens when its box gets the focus
            page.wait_for_timeout(500)
            stop = page.evaluate(FOCUS)
        stops.append(stop["name"])
        assert stop["drawn"], stop
        assert stop["width"] >= 2, stop
        assert stop["contrast"] >= 3, stop
        assert stop["seen"], stop
    else:
        pytest.fail(f"the focus does not leave the page: {stops[-5:]}")
    assert "md-skip" in stops[0]
    assert "өте үлкен" in stops[-1]


def open_search(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.get_by_role("textbox", name="Іздеу")).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()  # then Material minds its keys


def test_search_from_the_key_to_the_result_and_back(visit: Open) -> None:
    page = visit("kirispe/")
    link = page.locator("article p a").first
    result = page.locator(".md-search-result__link").first
    link.focus()
    # Escape and «/» follow each other faster than Material minds the focus of its box.
    for _ in range(3):
        for key in ("/", "Escape", "/"):
            page.keyboard.press(key)
        assert page.locator("#__search").is_checked()
        expect(page.get_by_role("textbox", name="Іздеу")).to_be_focused()
        page.keyboard.press("Escape")
        expect(link).to_be_focused()
    page.wait_for_timeout(300)  # what Material minds late is over
    open_search(page)
    page.keyboard.type("мәслихат", delay=20)
    page.keyboard.press("End")
    expect(result).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(result).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    open_search(page)
    page.keyboard.press("ArrowDown")
    expect(result).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**?h=*")


def test_who_stands_on_a_result_stays_there_when_the_others_follow(visit: Open) -> None:
    page = visit("sozdik/")
    # The texts, of which the first answer has none.
    held = Held(page, re.compile(r"/search/.*/t\d+\.json$"))
    open_search(page)
    page.keyboard.type("мәслихат", delay=20)
    page.keyboard.press("End")
    results = page.locator(".md-search-result__link[data-location]")
    expect(results.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    on = page.locator(".md-search-result__link:focus")
    place, best = on.get_attribute("data-location"), results.count()
    while not held.routes:  # the others are asked for a moment later, or the test's time is up
        page.wait_for_timeout(20)
    held.let_go()
    wait_until(page, "document.querySelectorAll('.md-search-result__link').length > given", best)
    expect(on).to_have_attribute("data-location", str(place))


def test_a_table_is_sorted_and_filtered_and_the_map_coloured_and_followed(visit: Open) -> None:
    page = visit(REGIONS)
    box = page.get_by_label("Кестеден іздеу")
    box.focus()
    page.keyboard.type("жамбыл")
    rows = page.locator("figure.data-table").first.locator("tbody tr:visible")
    expect(rows).to_have_count(1)
    page.keyboard.press("Escape")
    box.fill("")
    page.locator("thead .sort").first.focus()
    page.keyboard.press("Space")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    page.keyboard.press("Enter")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "descending")
    choice = page.locator(".map__choice input")
    choice.first.focus()
    page.keyboard.press("ArrowRight")
    expect(choice.nth(1)).to_be_checked()
    expect(page.locator(".map__legend--2").first).to_be_visible()
    tab(page)
    assert page.evaluate("document.activeElement.matches('svg a')")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith(REGIONS))


def test_a_citation_is_opened_and_a_link_copied(visit: Open) -> None:
    """The first stop leads past the interface."""
    page = visit(CHAPTER)
    tab(page)
    link = page.get_by_role("link", name="Негізгі мәтінге өту")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**#__text")
    page.wait_for_timeout(200)  # the browser has moved the place from which Tab goes on
    tab(page)
    assert page.evaluate("document.activeElement.closest('article') !== null")
    expect(page.locator("h1")).to_be_in_viewport()
    summary = page.locator(".cite-box summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-box dd").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator(".cite-box dd").first).to_be_hidden()
    sign = page.locator("article h2 .headerlink").first
    sign.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".address-menu")).to_be_visible()
    expect(page.locator(".address-status")).to_contain_text("Сілтеме көшірілді")
    page.keyboard.press("Escape")
    expect(page.locator(".address-menu")).to_be_hidden()
    expect(sign).to_be_focused()


def test_the_source_of_a_figure_opens_and_closes(visit: Open) -> None:
    page = visit("kirispe/")
    figure = page.locator("article .value__figure").first
    figure.focus()
    page.keyboard.press("Enter")
    shown = page.locator(".value__source:popover-open")
    expect(shown).to_be_visible()
    tab(page)
    assert page.evaluate("document.activeElement.closest('.value__source') !== null")
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    expect(figure).to_be_focused()


def test_the_data_of_a_chart_opens_and_colours_are_chosen(visit: Open) -> None:
    page = visit("")
    page.locator(".chart__data summary").first.focus()
    page.keyboard.press("Space")
    expect(page.locator(".chart__data table").first).to_be_visible()
    page.locator("#__palette_0").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.get_by_role("radio", name="Күңгірт түске ауысу").is_checked()


def test_the_menu_of_a_phone_keeps_the_focus_and_gives_it_back(visit: Open) -> None:
    """And its levels are walked, and a page opened."""
    page = visit("kirispe/", width=375, reduced_motion="reduce")
    menu = page.locator(".md-sidebar--primary")
    expect(menu).not_to_be_in_viewport()
    tab(page, 2)
    assert focused(page) == "__drawer"
    page.keyboard.press("Space")
    expect(menu).to_be_in_viewport()
    stops = []
    for _ in range(8):
        tab(page)
        stops.append(
            page.evaluate("document.activeElement.closest('.md-content, .md-header') && 1")
        )
    assert not any(stops), "what lies behind the menu cannot be reached"
    page.keyboard.press("Escape")
    expect(menu).not_to_be_in_viewport()
    assert focused(page) == "__drawer"
    page.keyboard.press("Space")
    part = page.get_by_role("checkbox", name="1. Жергілікті басқару")
    section = menu.get_by_role("link", name="1.1. Жергілікті органдар")
    expect(section).to_be_hidden()  # a closed level cannot be reached
    part.focus()
    page.keyboard.press("Space")
    expect(section).to_be_visible()
    section.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/1-1-organdar/")
    expect(menu).not_to_be_in_viewport()


def test_a_section_that_is_not_open_is_one_entry_of_the_menu(visit: Open) -> None:
    """It leads to the page that lists what stands in it: two taps less than level by level."""
    page = visit("", width=375, reduced_motion="reduce")
    page.locator(".md-header label[for=__drawer]").click()
    page.locator(".md-nav--primary").get_by_role("link", name="Тараулар").click()
    page.wait_for_url("**/taraular/")
    expect(page.locator("h1")).to_have_text("Тараулар")  # the page itself is there
    page.locator("article").get_by_role("link", name="2.4. Кәсіпкерлік").click()
    expect(page.locator("h1")).to_contain_text("2.4.")


def test_the_menu_of_a_phone_opens_without_javascript(visit: Open) -> None:
    page = visit("kirispe/", width=375, javascript=False)
    tab(page, 2)
    page.keyboard.press("Space")
    expect(page.locator(".md-sidebar--primary")).to_be_in_viewport()
