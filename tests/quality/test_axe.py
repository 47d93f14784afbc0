"""axe finds nothing: on every page, and in the states that a reader brings a page into.

By default it looks at pages that hold every kind of markup between them, and at each state, by
turns as a desk and as a phone show them; a new kind brings its page along. Of a state it reads what
changes with it. `make test-all` looks at all pages in all looks, and at the whole page in each
state as both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import LISTENS, Open, by_turns, ready, wait_until
from tests.conftest import FRAME
from tests.quality import tools

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = {"light": "default", "dark": "slate"}
LOOKS = {"wide": (1280, "light"), "phone": (375, "dark")}
OTHER_LOOKS = ((1280, "dark"), (375, "light"))

# Advice, not WCAG: the switch of the phone's menu stands before the landmarks because what it
# switches follows it; so the menu opens without JavaScript, too.
KNOWN = "region: #__drawer:"

RUN = """
async ([tags, within]) => (await axe.run(within ? { include: [within] } : document, {
  runOnly: { type: "tag", values: tags },
  resultTypes: ["violations"],
  preload: false,
})).violations.flatMap(({ id, nodes }) =>
  nodes.map(({ target, failureSummary }) => `${id}: ${target.join(" ")}: ${failureSummary}`))
"""


@pytest.fixture(scope="session")
def axe() -> str:
    return tools.axe()


def violations(page: Page, axe: str, within: str | None = None) -> list[str]:
    """What axe finds on the page as it stands, or in the elements of a selector alone.

    All of its rules for WCAG 2.0-2.2 A and AA.
    """
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(axe)
    return [one for one in page.evaluate(RUN, [TAGS, within]) if not one.startswith(KNOWN)]


def settle(page: Page) -> None:
    """Wait until what moves has moved, and begin each sidebar at its top.

    Colours in between are nobody's; the menu shows the current page by scrolling, and a link cut
    by the edge of what scrolls is no small target.
    """
    page.evaluate(
        """() => document.querySelectorAll(".md-sidebar__scrollwrap")
             .forEach(one => one.scrollTo(0, 0))"""
    )
    page.evaluate(
        """() => Promise.all(document.getAnimations()
             .filter(one => one.effect.getComputedTiming().endTime < 1e5)
             .map(one => one.finished.catch(() => {})))"""
    )


class Shapes(HTMLParser):
    """Every kind of markup on a page: (element, class, ARIA attributes).

    A number in a class tells one colour, width or level of a kind from another: c1, w12.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.size = 0  # elements
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        aria = sorted(name for name, _ in attrs if name == "role" or name.startswith("aria-"))
        self.size += 1
        self.found.add((tag, re.sub(r"\d+", "0", dict(attrs).get("class") or ""), *aria))


def cover(shapes: Mapping[str, Shapes]) -> list[str]:
    """Few and small pages that hold every kind of markup between them.

    Each time the one with most that are new by its size, which axe's time grows with; at last,
    the largest first, those go whose kinds all stand on the others.
    """
    chosen: list[str] = []
    every = missing = kinds(shapes, shapes)
    while missing:
        new = {page: len(one.found & missing) / one.size for page, one in shapes.items()}
        chosen.append(max(sorted(new), key=lambda page: new[page]))
        missing = missing - shapes[chosen[-1]].found
    for page in sorted(chosen, key=lambda page: -shapes[page].size):
        others = [one for one in chosen if one != page]
        if kinds(shapes, others) == every:
            chosen = others
    return chosen


def kinds(shapes: Mapping[str, Shapes], pages: Iterable[str]) -> set[tuple[str, ...]]:
    """All that these pages hold."""
    return set().union(*(shapes[page].found for page in pages))


@cache
def shapes_of(site: Path) -> dict[str, Shapes]:
    """The kinds of markup on each page, by its address; no mere redirects."""
    texts = {path: path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): Shapes(text)
        for path, text in texts.items()
        if "data-moved-all" not in text and FRAME not in text
    }


def look(page: Page, axe: str, url: str, looks: Sequence[tuple[int, str]]) -> list[str]:
    """What axe finds on a page at each width in each scheme."""
    found = []
    page.goto(url)
    page.locator(LISTENS).wait_for(state="attached")  # to a change of the scheme, too
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", SCHEMES[scheme])
        settle(page)
        found += [f"{url} {width} {scheme}: {one}" for one in violations(page, axe)]
    return found


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """An empty page on which nothing moves."""
    context = browser.new_context(reduced_motion="reduce", service_workers="block")
    yield context.new_page()
    context.close()


def find(
    page: Page, axe: str, address: str, paths: Sequence[str], looks: Sequence[tuple[int, str]]
) -> None:
    assert paths
    found = [one for path in paths for one in look(page, axe, address + path, looks)]
    assert not found, f"{len(found)} violations:\n" + "\n".join(sorted(found)[:30])


SHARES = range(4)  # so that the workers of a run share the pages


@pytest.mark.parametrize(("share", "look"), by_turns(SHARES, [*LOOKS]))
def test_no_kind_of_markup_has_a_violation(
    site: Path, address: str, axe: str, still: Page, share: int, look: str
) -> None:
    """Pages that hold each element with each class and ARIA attribute of the whole site."""
    find(still, axe, address, cover(shapes_of(site))[share :: len(SHARES)], [LOOKS[look]])


@pytest.mark.exhaustive
@pytest.mark.parametrize("share", SHARES)
def test_no_kind_of_markup_has_a_violation_in_another_look(
    site: Path, address: str, axe: str, still: Page, share: int
) -> None:
    find(still, axe, address, cover(shapes_of(site))[share :: len(SHARES)], OTHER_LOOKS)


@pytest.mark.exhaustive
@pytest.mark.parametrize("share", SHARES)
def test_no_other_page_has_a_violation(
    site: Path, address: str, axe: str, still: Page, share: int
) -> None:
    shapes = shapes_of(site)
    paths = sorted(shapes.keys() - cover(shapes))[share :: len(SHARES)]
    find(still, axe, address, paths, [*LOOKS.values(), *OTHER_LOOKS])


def test_few_pages_hold_every_kind_of_markup(site: Path) -> None:
    shapes = shapes_of(site)
    chosen, every = cover(shapes), kinds(shapes, shapes)
    print(f"{len(chosen)} of {len(shapes)} pages hold all {len(every)} kinds:", *chosen)
    assert kinds(shapes, chosen) == every
    assert len(set(chosen)) == len(chosen) < len(shapes) / 2
    some = {
        "a/": Shapes("<p><p>"),
        "b/": Shapes("<p><a class=x>"),
        "c/": Shapes("<a class=x role=note>"),
        "d/": Shapes("<p><a class=x><a class=x role=note>" + 20 * "<p>"),
    }
    assert sorted(cover(some)) == ["b/", "c/"]
    read = Shapes('<p class="x y12" aria-label=z role=note><a href=#>т</a></p>').found
    assert read == {("p", "x y0", "aria-label", "role"), ("a", "")}


SEARCH = ".md-search__inner"


def asking(query: str, shown: str) -> Callable[[Page], None]:
    """The search open with a query; `shown` is what it brings."""

    def ask(page: Page) -> None:
        page.keyboard.press("/")
        expect(page.locator("#__search")).to_be_checked()
        box = page.get_by_role("textbox", name="Іздеу")
        box.fill(query)
        box.press("End")  # Material listens to keys
        expect(page.locator(shown).first).to_be_visible()

    return ask


def drawer(page: Page) -> None:
    if page.viewport_size and page.viewport_size["width"] < 1220:
        page.locator(".md-header label[for=__drawer]").click()
        expect(page.locator(".md-nav--primary")).to_be_in_viewport()


def table(page: Page) -> None:
    page.get_by_label("Кестеден іздеу").fill("обл")
    page.locator(".data-table .sort:visible").first.click()


def value(page: Page) -> None:
    page.locator("button.value:visible, .value button:visible").first.click()
    expect(page.locator(".value__source:popover-open")).to_be_visible()


def citation(page: Page) -> None:
    page.locator(".cite-box summary").first.click()


def chart(page: Page) -> None:
    page.locator(".chart__data summary").first.click()


def choosing(view: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        page.locator(".choose > summary").first.click()
        page.locator(f".choose input[value={view}]").check()
        page.locator(".choose__units summary").click()
        page.locator(".choose__units input").nth(3).check()
        expect(page.locator(".choose__picture")).not_to_be_empty()

    return reach


def picture_menu(page: Page) -> None:
    ready(page)
    page.locator("#map-regions a[data-frame]").first.focus()
    sign = page.locator("button.address")
    expect(sign).to_have_attribute("aria-describedby", "map-regions")
    sign.evaluate("sign => sign.click()")  # a pointer on its way there would touch other blocks
    expect(page.locator(".address-menu button")).to_have_count(9)


def map_choice(page: Page) -> None:
    page.locator(".map__by--2").check()


def top(page: Page) -> None:
    page.mouse.wheel(0, 2500)
    wait_until(page, "scrollY > 1000")
    page.mouse.wheel(0, -300)
    expect(page.locator(".md-top")).to_be_visible()


def menu(page: Page) -> None:
    page.locator("article h2 .headerlink").first.click()
    expect(page.locator(".address-menu")).to_be_visible()


def preview(page: Page) -> None:
    page.locator("article p > a.term").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator("#__preview")).to_be_visible()


def sheet(link: str) -> Callable[[Page], None]:
    """What a tap on a link of this kind shows at the foot of the screen."""

    def reach(page: Page) -> None:
        page.locator(link).first.evaluate(
            """link => link.dispatchEvent(new PointerEvent(
                 "click", { bubbles: true, cancelable: true, pointerType: "touch" }))"""
        )
        expect(page.locator(".sheet")).to_be_visible()

    return reach


def contents(page: Page) -> None:
    page.locator("details.contents").evaluate("list => { list.open = true }")


def share(page: Page) -> None:
    page.add_init_script("navigator.share = async () => {}")
    page.reload()
    ready(page)
    expect(page.locator("[data-share]")).to_be_visible()
    page.locator("[data-letters] button").nth(1).click()
    expect(page.locator("[data-letters] button").nth(1)).to_have_attribute("aria-pressed", "true")


def row(page: Page) -> None:
    page.evaluate("() => { location.hash = 'regions-ulytau' }")
    expect(page.locator("#regions-ulytau")).to_be_in_viewport()


def filtered(page: Page) -> None:
    page.locator(".list-filter button").nth(2).click()
    expect(page.locator(".list-filter [role=status]")).not_to_be_empty()


def foot(page: Page) -> None:
    page.locator(".page-sources").evaluate("list => { list.open = true }")
    expect(page.locator(".page-sources li").first).to_be_visible()


def skip(page: Page) -> None:
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()


def calculator(page: Page) -> None:
    page.locator(".calculator input[type=number]").fill("50000")
    page.locator(".calculator button").click()


CHAPTER, REGIONS = "kirispe/", "birlikter/"  # a short one that has what a chapter has
SMALL = "sait-turaly/"  # for what is the same on any page: axe reads the whole of it
# By the name of a state: the page, how a reader comes to it, and the elements that change with it.
STATES: dict[str, tuple[str, Callable[[Page], None], str]] = {
    "search open with results": (SMALL, asking("мәслихат", ".md-search-result__link"), SEARCH),
    "search open with a card": (SMALL, asking("тараз халқы 2021", ".search-kk-card"), SEARCH),
    "places compared": (SMALL, asking("халқы ең көп облыс", ".search-kk-card__compared"), SEARCH),
    "search that finds nothing": (SMALL, asking("бешбармақ", ".search-kk-hint"), SEARCH),
    "search before typing": (SMALL, asking("", ".search-kk-row"), SEARCH),
    "menu open": (CHAPTER, drawer, ".md-nav--primary"),
    "table sorted and filtered": (REGIONS, table, ".data-table"),
    "source of a figure open": (CHAPTER, value, ".value__source:popover-open"),
    "citation open": (CHAPTER, citation, ".cite-box"),
    "data of a chart open": ("", chart, ".chart"),
    "map by another theme": (REGIONS, map_choice, ".map"),
    "units chosen on a map": (REGIONS, choosing("karta"), ".choose"),
    "units chosen as lines": (REGIONS, choosing("syzyq"), ".choose"),
    "units chosen in a ranking": (REGIONS, choosing("reiting"), ".choose"),
    "menu of a picture open": (REGIONS, picture_menu, ".address-menu"),
    "back to top shown": (CHAPTER, top, ".md-top"),
    "menu of an address open": (CHAPTER, menu, ".address-menu"),
    "preview of a link": (CHAPTER, preview, "#__preview"),
    "sheet of a citation open": (CHAPTER, sheet("article p > a.cite"), ".sheet"),
    "sheet of a term open": (CHAPTER, sheet("article p > a.term"), ".sheet"),
    "sheet of a reference open": (CHAPTER, sheet("article p > a.ref"), ".sheet"),
    "card of a map shown": (REGIONS, sheet("article .map__picture a"), ".sheet"),
    "sharing offered, letters larger": (CHAPTER, share, "article"),
    "contents of a chapter unfolded": (CHAPTER, contents, "details.contents"),
    "row named by the address": (REGIONS, row, "#regions-ulytau"),
    "bibliography filtered": ("derekkozder/", filtered, ".list-filter"),
    "sources of a chapter open": (CHAPTER, foot, ".page-sources"),
    "link past the interface": (SMALL, skip, ".md-skip"),
    "category calculated": ("birlikter/sanattar/", calculator, ".calculator"),
}


EACH_STATE = by_turns([*STATES], [*LOOKS])
QUICK = [param.values for param in EACH_STATE if not param.marks]


def in_state(visit: Open, state: str, look: str) -> Page:
    """A page that a reader has brought into a state."""
    path, reach, _ = STATES[state]
    width, scheme = LOOKS[look]
    page = visit(path, width=width, scheme=scheme, reduced_motion="reduce")
    reach(page)
    settle(page)
    return page


@pytest.mark.parametrize(("state", "look"), QUICK)
def test_no_state_has_a_violation(visit: Open, axe: str, state: str, look: str) -> None:
    """In what a state changes: the rest of the page is read as it comes."""
    page, within = in_state(visit, state, look), STATES[state][-1]
    expect(page.locator(within).first).to_be_visible()
    found = violations(page, axe, within)
    assert not found, "\n".join(found[:20])


@pytest.mark.exhaustive
@pytest.mark.parametrize(("state", "look"), [*itertools.product(STATES, LOOKS)])
def test_no_page_in_a_state_has_a_violation(visit: Open, axe: str, state: str, look: str) -> None:
    found = violations(in_state(visit, state, look), axe)
    assert not found, "\n".join(found[:20])


def test_states_of_a_phone_are_looked_at_there() -> None:
    assert len(QUICK) == len(STATES)
    assert {("menu open", "phone"), ("contents of a chapter unfolded", "phone")} <= {*QUICK}


def test_axe_sees_a_fault(browser: Browser, axe: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<p style='color: #ccc; background: #fff'>Ақшыл сөз</p><b>Сөз</b>")
    found = violations(page, axe)
    inside, beside = violations(page, axe, "p"), violations(page, axe, "b")
    context.close()
    assert {one.split(":")[0] for one in found} >= {"color-contrast", "document-title"}
    assert "color-contrast" in {one.split(":")[0] for one in inside}
    assert "color-contrast" not in {one.split(":")[0] for one in beside}
