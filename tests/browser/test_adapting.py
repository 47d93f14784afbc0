"""The site in the reader's own way: forced colours, no motion, large and widely spaced text."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LISTENS, Open, by_turns, sideways

CHAPTER, REGIONS = "1-basqaru/1-1-organdar/", "birlikter/"
POPULATION, CITY = "korsetkishter/halyq/", "birlikter/halyq/"
KINDS = ["", CHAPTER, REGIONS, POPULATION]
OTHERS = [CITY, "birlikter/zhambyl/", "derekkozder/"]

# Text that its own box or a box around it cuts off; a frame that scrolls cuts nothing.
CUT = """
() => {
  const cut = []
  const known = new Map() // elements that have been looked at: texts share what is around them
  const frame = element => {
    if (!known.has(element)) {
      const { display, overflowX, overflowY } = getComputedStyle(element)
      const hides = flow => flow === "hidden" || flow === "clip"
      known.set(element, {
        inline: display === "inline",
        scrolls: overflowX === "auto" || overflowY === "auto",
        across: hides(overflowX),
        down: hides(overflowY),
        box: element.getBoundingClientRect(),
      })
    }
    return known.get(element)
  }
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (words.nextNode()) {
    const text = words.currentNode, own = text.parentElement
    if (!text.data.trim() || own.closest(SKIP)) continue
    if (!own.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const range = document.createRange()
    range.selectNodeContents(text)
    for (const line of range.getClientRects()) {
      for (let on = own; on !== document.body; on = on.parentElement) {
        const { inline, scrolls, across, down, box } = frame(on)
        if (inline) continue
        if (scrolls) break
        if ((across && (line.right > box.right + 2 || line.left < box.left - 2)) ||
            (down && (line.bottom > box.bottom + 4 || line.top < box.top - 4))) {
          cut.push(`${text.data.trim().slice(0, 60)} in ${on.tagName}.${on.className}`)
          break
        }
      }
    }
  }
  return [...new Set(cut)]
}
""".replace(
    # The name of the site in the bar repeats the page's title and the menu's; the menu and the
    # search move in when they are called.
    "SKIP",
    '".md-header__title, .md-search, .visually-hidden, [data-md-component=dialog], svg"',
)

SPACED = """
* { letter-spacing: .12em !important; line-height: 1.5 !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }
"""


# width, letters, style: how a reader may have set the browser
ENLARGED = {
    "400 %": (320, 16, ""),  # of 1280 px (WCAG 1.4.10)
    "200 %": (640, 16, ""),
    "text twice": (1280, 32, ""),  # 1.4.4
    "narrow, text twice": (640, 32, ""),
    "spaced": (1280, 16, SPACED),  # 1.4.12
    "narrow, spaced": (320, 16, SPACED),
}
HALVES = ([*ENLARGED][::2], [*ENLARGED][1::2])


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        *by_turns(KINDS, HALVES),
        *(
            pytest.param(path, [*ENLARGED], marks=pytest.mark.exhaustive, id=f"{path}-ways")
            for path in OTHERS
        ),
    ],
)
def test_enlarged_text_is_neither_cut_nor_scrolled_sideways(
    visit: Open, path: str, ways: list[str]
) -> None:
    page = visit(path, bypass_csp=True, at_rest=True)
    browser = page.context.new_cdp_session(page)
    page.add_style_tag(content=" ")
    wrong = []
    for name in ways:
        width, letters, style = ENLARGED[name]
        browser.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
        page.evaluate(
            "style => { [...document.querySelectorAll('style')].at(-1).textContent = style }", style
        )
        scrolled = sideways(page, width)
        root = page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)")
        assert root >= 1.25 * letters, name
        spacing = page.evaluate("getComputedStyle(document.querySelector('article p')).wordSpacing")
        assert (spacing != "0px") is bool(style), name
        wrong += [f"{name}: {one}" for one in (*scrolled.items(), *page.evaluate(CUT))]
    assert not wrong, "\n".join(wrong[:20])


def test_what_cuts_text_is_noticed(visit: Open) -> None:
    page = visit("kirispe/", bypass_csp=True, at_rest=True)
    assert not page.evaluate(CUT)
    page.add_style_tag(content="h1 { height: 1rem; overflow: hidden; }")
    assert page.evaluate(CUT)


@pytest.mark.parametrize(
    "path",
    [
        "kirispe/",
        *(pytest.param(path, marks=pytest.mark.exhaustive) for path in (CHAPTER, REGIONS)),
    ],
)
def test_nothing_moves_for_those_who_ask_for_no_motion(visit: Open, path: str) -> None:
    page = visit(f"{path}#__text", width=375, reduced_motion="reduce")
    longest = """() => Math.max(0, ...document.getAnimations()
        .map(one => one.effect.getComputedTiming().endTime))"""
    page.locator(".md-header [for=__drawer]").click()
    assert page.evaluate(longest) < 20
    page.keyboard.press("Escape")
    page.locator(".cite-box summary").first.click()
    page.locator("article h2 .headerlink").first.click()
    assert page.evaluate(longest) < 20
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.exhaustive)])
def test_forced_colours_leave_charts_maps_and_focus_to_be_seen(visit: Open, scheme: str) -> None:
    page = visit(REGIONS, scheme=scheme, forced_colors="active", at_rest=True)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shades = page.evaluate(
        """() => [1, 2, 3, 4, 5].map(step => {
             const shape = document.querySelector(`.map__picture .a${step} path`)
             return shape && getComputedStyle(shape).fill
           }).filter(Boolean)"""
    )
    assert len(shades) >= 3
    assert len(set(shades)) == len(shades), "classes of the map can be told apart"
    for selector in (".map__picture a path", ".map__picture path"):
        edge = page.locator(selector).first.evaluate("shape => getComputedStyle(shape).stroke")
        assert edge != ground
    swatches = page.locator(".map__legend--1 li").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').backgroundColor)"
    )
    assert len(set(swatches)) >= len(shades)
    page.goto(page.url.replace(REGIONS, POPULATION))
    page.locator(LISTENS).wait_for(state="attached")
    for part, drawn in (
        ("text", "fill"),
        (".grid", "stroke"),
        (".c1", "stroke"),
        (".c2", "stroke"),
    ):
        one = page.locator(f".chart__picture {part}").first
        expect(one).to_be_attached()
        assert one.evaluate(f"one => getComputedStyle(one).{drawn}") != ground, part
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineColor")
    assert outline != ground
    icon = page.locator("article summary").first.evaluate(
        "one => getComputedStyle(one, '::after').backgroundColor"
    )
    assert icon != ground
