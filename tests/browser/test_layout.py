"""How pages are laid out: each is opened once, and looked at at every width in all these ways."""

from __future__ import annotations

import pytest

from tests.browser.conftest import ABSENT, Open, by_turns, sideways

HOME = ""
CHAPTER, REGIONS = "1-basqaru/1-1-organdar/", "birlikter/"
POPULATION, ECONOMY = "korsetkishter/halyq/", "korsetkishter/ekonomika/"
LAWS, GLOSSARY = "1-basqaru/zan-salystyru/", "sozdik/"
# Pages with charts, with citations, and others.
CHARTS = (
    HOME, "2-taraz/2-3-qurylym/", "2-taraz/2-5-qurylys-kolik/", "birlikter/zhambyl/", ECONOMY,
    POPULATION, "korsetkishter/kolik-bailanys/",
)  # fmt: skip
CITING = (CHAPTER, LAWS, GLOSSARY)
NUMBERED = (LAWS, GLOSSARY, "1-basqaru/1-2-aimaq/", "birlikter/sanattar/")
# One of each kind, and others: for the long run.
PAGES = (
    HOME, "birlikter/zhambyl/", POPULATION, *CITING, "korsetkishter/", REGIONS,
    "birlikter/zhambyl/taraz/", "birlikter/audandar/", "derekkozder/", "jukteu/", ABSENT,
)  # fmt: skip
OTHERS = (
    *sorted({*CHARTS} - {*PAGES}), "1-basqaru/1-2-aimaq/", "2-taraz/2-1-onerkasip/",
    "2-taraz/2-4-kasipkerlik/", "korsetkishter/qurylys/", "birlikter/sanattar/",
    "birlikter/tarih/", "birlikter/zhambyl/qordai/", "taraular/", "qoljetimdilik/",
)  # fmt: skip
LETTERS = {"12px", "14px", "17px", "21px", "27px"}

# Pixels of what is shown in an article, whatever is folded; pictures have a scale of their own.
SIZES = """() => {
  const closed = document.querySelectorAll("article details:not([open])")
  closed.forEach(one => { one.open = true })
  const found = {}
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { data, parentElement: holder } = texts.currentNode
    if (!data.trim() || holder.closest("svg, .headerlink") || !holder.checkVisibility()) continue
    found[getComputedStyle(holder).fontSize] ??= `${holder.outerHTML.slice(0, 80)}`
  }
  closed.forEach(one => { one.open = false })
  return found
}"""

# Texts inside the drawings that their edge cuts off, or that lie upon another.
LABELS = """() => [...document.querySelectorAll("figure .chart__picture")]
  .filter(svg => svg.checkVisibility())
  .flatMap(svg => {
    const edge = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll("text")]
      .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
      .filter(([text]) => text)
    const cut = texts
      .filter(([, box]) => box.left < edge.left - .5 || box.right > edge.right + .5)
      .map(([text]) => `cut: ${text}`)
    const upon = texts.flatMap(([text, a], place) => texts.slice(place + 1)
      .filter(([, b]) => Math.min(a.right, b.right) > Math.max(a.left, b.left)
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
      .map(([other]) => `${text} upon ${other}`))
    return [...cut, ...upon].map(fault => `${svg.closest("figure").id}: ${fault}`)
  })"""

# Citations that break after a hyphen: «4-бап» stays on one line.
BROKEN = """
() => [...document.querySelectorAll("article :is(.cite, .ref)")].flatMap(mark => {
  const range = document.createRange(), broken = []
  const texts = document.createTreeWalker(mark, NodeFilter.SHOW_TEXT)
  for (let text; text = texts.nextNode();) {
    for (const { index } of text.data.matchAll(/(?<=\\d)-(?=\\p{L})/gu)) {
      const [before, after] = [index, index + 1].map(at => {
        range.setStart(text, at)
        range.setEnd(text, at + 1)
        return range.getBoundingClientRect().top
      })
      if (after > before + 2) broken.push(mark.textContent)
    }
  }
  return broken
})
"""
# Those that are wider than the page: a long place wraps between its words.
WIDE = """() => [...document.querySelectorAll("article :is(p, li) > .cite")]
  .filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.textContent)"""

# Words that a narrow column tears apart.
TORN = """() => [...document.querySelectorAll(`.md-footer__title, .glance a, thead th,
    article table:not([class]) td:is(:first-child, :last-child)`)]
  .filter(one => one.checkVisibility())
  .flatMap(one => {
    const range = document.createRange(), torn = []
    const texts = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
    for (let text; text = texts.nextNode();) {
      for (const { index, 0: word } of text.data.matchAll(/\\p{L}+/gu)) {
        range.setStart(text, index)
        range.setEnd(text, index + word.length)
        const lines = new Set([...range.getClientRects()].map(box => Math.round(box.top)))
        if (lines.size > 1) torn.push(word)
      }
    }
    return torn
  })"""

# «№ 148-II», «3-бап» and «11) тармақша» that a line tears, in text, tables and the glossary.
NUMBERS = r"""() => {
  const seams = /№.\d|\d-[а-яәғқңөұүһіIVX]|\d\) т/g, torn = []
  const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
  for (let text; text = texts.nextNode();) for (const found of text.data.matchAll(seams)) {
    const range = document.createRange()
    range.setStart(text, found.index)
    range.setEnd(text, found.index + found[0].length)
    const lines = [...range.getClientRects()].filter(line => line.width)
    if (text.parentElement.closest(".page-sources")) continue // folded, and in the bibliography
    if (lines.some(line => Math.abs(line.top - lines[0].top) > 8))
      torn.push(text.data.slice(Math.max(0, found.index - 12), found.index + 20))
  }
  return torn
}"""

# Signs that copy the reference to an act, on another line than what they belong to.
PARTED = """() => [...document.querySelectorAll("article .norm")]
  .filter(one => one.checkVisibility())
  .filter(one => {
    const line = [...one.previousElementSibling.getClientRects()].at(-1)
    return one.getBoundingClientRect().top >= line.bottom
  }).map(one => one.previousElementSibling.textContent)"""

# What is smaller than 24 px, does not stand in a sentence, and has another target nearer to its
# centre than 12 px.
CRAMPED = """
() => {
  const all = [...document.querySelectorAll("a[href], button, summary, input, select")]
    .filter(one => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter(one => !one.closest("svg"))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 1)
  const inSentence = one => getComputedStyle(one).display === "inline"
  const near = (a, b) => {
    const x = a.left + a.width / 2, y = a.top + a.height / 2
    const across = Math.max(b.left - x, 0, x - b.right), down = Math.max(b.top - y, 0, y - b.bottom)
    return Math.hypot(across, down) < 12
  }
  return all
    .filter(([one, box]) => (box.width < 24 || box.height < 24) && !inSentence(one))
    .filter(([one, box]) => all.some(([other, its]) =>
      one !== other && !other.contains(one) && !one.contains(other) && near(box, its)))
    .map(([one, box]) => `${box.width.toFixed()}×${box.height.toFixed()} ${one.outerHTML}`)
}
"""


@pytest.mark.parametrize(
    ("path", "at_rest"),
    [
        *by_turns(PAGES, [True, False]),
        *(
            pytest.param(path, False, marks=pytest.mark.exhaustive, id=f"{path}-False")
            for path in OTHERS
        ),
    ],
)
def test_a_page_is_in_order_at_every_width(visit: Open, path: str, at_rest: bool) -> None:
    """Nothing scrolls sideways, letters have five sizes, no text of a chart is cut or lies upon
    another, no citation breaks, its sign begins no line, no word of a head or a card is torn, nor
    a number from what it numbers, and a target is of 24 pixels, apart or in a sentence (WCAG
    2.5.8): before a reader's first move and after it.
    """
    page = visit(path, at_rest=at_rest)
    assert page.locator("figure .chart__picture").count() or path not in CHARTS
    if path in CITING:
        assert page.locator("article :is(.cite, .ref)").count() > 30
        assert "-бап" in "".join(page.locator("article .cite").all_inner_texts())
    wrong: list[object] = []
    for width in (1280, 375, 320):
        scrolled = sideways(page, width)
        wrong += [
            (width, name, found)
            for name, found in {
                "sideways": scrolled,
                "letters": {
                    size: one for size, one in page.evaluate(SIZES).items() if size not in LETTERS
                },
                "labels": page.evaluate(LABELS),
                "broken": page.evaluate(BROKEN),
                "wide": page.evaluate(WIDE),
                "parted": page.evaluate(PARTED),
                "torn": page.evaluate(TORN) if width > 320 else [],
                "numbers": page.evaluate(NUMBERS) if width < 1280 and path in NUMBERED else [],
                "targets": page.evaluate(CRAMPED) if width > 320 else [],
            }.items()
            if found
        ]
    assert not wrong, "\n".join(str(one)[:300] for one in wrong[:20])


def test_what_is_out_of_order_is_noticed(visit: Open) -> None:
    page = visit("kirispe/", bypass_csp=True, at_rest=True)
    page.add_style_tag(content="h1 { width: 400px }")
    assert [*sideways(page, 1280, 320)] == [320]
    page.set_viewport_size({"width": 1280, "height": 800})
    assert not page.evaluate(CRAMPED)
    page.add_style_tag(
        content=".md-tabs__link { display: block; height: 9px !important; margin: 0 !important }"
    )
    assert page.evaluate(CRAMPED)
