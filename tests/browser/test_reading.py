"""What a reader does on the site, in a real browser."""

from __future__ import annotations

import re
from itertools import chain, product
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser, FloatRect, Page, Route, expect

from datapages.language.messages import t
from tests.browser.conftest import (
    ABSENT,
    DESK,
    LISTENS,
    PHONE,
    Held,
    Open,
    arrive,
    by_turns,
    ready,
    resize,
    sideways,
    still,
    wait_until,
)
from tests.conftest import ROOT

MATERIAL = Path(material.__path__[0]) / "templates"
REGIONS = "birlikter/"
CHAPTER = "1-basqaru/1-1-organdar/"
POPULATION = "korsetkishter/halyq/"


def names(page: Page) -> list[str]:
    """Row headers of the first table, as they stand now and are seen."""
    return page.locator("figure.data-table").first.locator("tbody th:visible").all_inner_texts()


def search(page: Page, text: str) -> None:
    """Type into the search box; Material listens to keys, which `fill` alone does not press."""
    box = page.get_by_role("textbox", name="Іздеу")
    box.fill(text)
    box.press("End")


def sort_by(page: Page, column: str) -> None:
    page.locator("thead").get_by_role("button", name=column, exact=False).first.click()


def test_a_table_is_filtered_and_sorted_and_says_so(visit: Open) -> None:
    """And a mark of a note is no part of a figure: it moves no row and is not copied."""
    page = visit(REGIONS)
    noted = page.locator("#table-regions tbody td.is-noted:has(sup)")
    moved = noted.evaluate_all(
        """cells => cells.map(cell => {
             const top = one => {
               const range = document.createRange()
               range.selectNodeContents(one.firstChild)
               return range.getBoundingClientRect().top
             }
             return Math.round(top(cell) - top(cell.previousElementSibling))
           })"""
    )
    assert moved
    assert not any(moved)
    assert page.locator("#regions-akmola td sup").count()
    copied = page.evaluate(
        """() => {
          const selection = getSelection()
          selection.selectAllChildren(document.querySelector("#regions-akmola"))
          return selection.toString()
        }"""
    )
    assert "146\u00a0219" in copied.split("\t"), copied
    is_filtered(page)
    is_sorted_by_names(page)
    is_sorted_by_figures(page)


def is_filtered(page: Page) -> None:
    """Figures and blanks are taken as they are typed; the rows that are left are counted."""
    box = page.get_by_label("Кестеден іздеу")
    status = page.get_by_role("status").first
    rows = page.locator("figure.data-table").first.locator("tbody th:visible")
    every = rows.count()
    box.fill("жамбыл")
    assert names(page) == ["Жамбыл облысы"]
    expect(status).to_contain_text("20 жолдан көрсетілгені: 1")
    box.fill("жоқ мұндай")
    assert names(page) == []
    expect(status).to_contain_text("Сәйкес жол жоқ")
    for wanted in ("1 560 124", "1560124", "1\u00a0560\u00a0124", "жамбыл  облысы"):
        box.fill("")
        expect(rows).to_have_count(every)
        box.fill(wanted)
        expect(rows).to_have_count(1)
    box.fill("облысыТараз")
    expect(rows).to_have_count(0)
    box.fill("")
    expect(rows).to_have_count(every)


def is_sorted_by_names(page: Page) -> None:
    """In the Kazakh order."""
    sort_by(page, "Атауы")
    first = [name.split()[0] for name in names(page)]
    assert first.index("Ақтөбе") < first.index("Алматы") < first.index("Астана")
    assert first.index("Жетісу") < first.index("Қарағанды") < first.index("Қостанай")
    assert first.index("Түркістан") < first.index("Ұлытау") < first.index("Шығыс")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    expect(page.get_by_role("status").first).to_contain_text("өсу ретімен сұрыпталды: Атауы")


def is_sorted_by_figures(page: Page) -> None:
    """The unknown stays last."""
    for order in ("ascending", "descending"):
        sort_by(page, "Аумағы")
        cells = page.locator("#table-regions tbody td:nth-of-type(3)").all_inner_texts()
        known = [cell.split("\n")[0] for cell in cells if "дерек жоқ" not in cell]
        unknown = [place for place, cell in enumerate(cells) if "дерек жоқ" in cell]
        figures = page.eval_on_selector_all(  # without the numbers of notes after them
            "#table-regions tbody td:nth-of-type(3):not(.is-missing)",
            "cells => cells.map(cell => cell.firstChild.textContent)",
        )
        values = [float(re.sub(r"\s", "", figure).replace(",", ".")) for figure in figures]
        assert values == sorted(values, reverse=order == "descending")
        assert unknown == list(range(len(known), len(cells)))


def test_what_is_typed_before_the_script_comes_is_filtered_too(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held = Held(page, "**/*.js")
    page.goto(address + REGIONS, wait_until="commit")
    page.get_by_label("Кестеден іздеу").fill("облысыТараз")
    held.let_go()
    rows = page.locator("figure.data-table").first.locator("tbody th:visible")
    expect(rows).to_have_count(0)
    assert held.routes
    context.close()


def test_heads_of_a_table_stand_on_one_line(visit: Open) -> None:
    """Material's own sign of sorting would wrap to a line of its own in some of them."""
    page = visit("1-basqaru/zan-salystyru/", at_rest=True)
    heads = page.locator("figure.data-table thead th")
    expect(heads.first.locator("button")).to_be_attached()
    signs = heads.evaluate_all(
        """all => all.map(head => {
          head.setAttribute("role", "columnheader")
          return getComputedStyle(head, "::after").content
        })"""
    )
    assert set(signs) == {"none"}
    tops = heads.evaluate_all(
        """all => all.map(head => {
          const range = document.createRange()
          range.selectNodeContents(head.querySelector("span"))
          return Math.round(range.getBoundingClientRect().bottom)
        })"""
    )
    assert max(tops) - min(tops) <= 1, tops


def test_the_lines_of_a_card_begin_at_one_edge(visit: Open) -> None:
    page = visit("1-basqaru/1-3-sheteldik/", width=375, at_rest=True)
    edges = page.locator("#table-countries tbody td").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell).textAlign)"
    )
    assert set(edges) == {"start"}


def test_the_ring_of_the_search_box_is_on_the_screen(visit: Open) -> None:
    page = visit("", width=375)
    page.locator("label.md-header__button[for=__search]").click()
    box = page.locator(".md-search__input")
    expect(box).to_be_focused()
    style = "box => [getComputedStyle(box).outlineWidth, getComputedStyle(box).outlineOffset]"
    width, offset = (float(one.removesuffix("px")) for one in box.evaluate(style))
    assert -offset >= width > 0


def test_a_button_keeps_its_colour_after_a_tap(visit: Open) -> None:
    page = visit("birlikter/sanattar/", width=375, has_touch=True)
    button = page.get_by_role("button", name="Анықтау")
    colour = button.evaluate("button => getComputedStyle(button).color")
    page.locator(".calculator input").first.fill("52000")
    button.tap()
    expect(button).to_have_css("background-color", colour)


def test_the_letters_of_a_diagram_are_as_large_as_those_around_it(visit: Open) -> None:
    page = visit("1-basqaru/1-2-aimaq/", at_rest=True)
    letters = page.locator("figure.diagram svg text").evaluate_all(
        "texts => texts.map(text => text.getBoundingClientRect().height)"
    )
    assert max(letters) < 24
    assert min(letters) > 12


def test_the_bar_of_an_entry_stands_before_its_number(visit: Open) -> None:
    page = visit("derekkozder/#zan-148", width=375, at_rest=True)
    bar = page.locator(".bibliography > li:target").evaluate(
        "entry => getComputedStyle(entry).boxShadow.match(/-\\d+px/g).map(parseFloat)"
    )
    assert min(bar) < -30, "the number has the room of 1.5rem beside the entry"


TALLER = """all => all.filter(heading => {
  const whole = heading.offsetHeight, sign = heading.querySelector(".headerlink")
  sign.style.display = "none"
  const without = heading.offsetHeight
  sign.style.display = ""
  return without < whole
}).length"""
DOUBTS = """() => [...document.querySelectorAll("article :is(p, li)")]
  .map(one => [...one.querySelectorAll(":scope > .value .unverified")]
    .map(mark => [mark.textContent.trim(), mark.getBoundingClientRect().width > 1]))
  .filter(marks => marks.length)"""


def test_headings_doubts_and_crumbs_are_in_order_at_every_width(visit: Open) -> None:
    page = visit("2-taraz/2-4-kasipkerlik/", at_rest=True)
    # That figures of a paragraph are not firm is seen once, and a star at the next ones; who
    # listens or copies has the word there, too.
    marked = page.evaluate(DOUBTS)
    assert any(len(marks) > 1 for marks in marked)
    for marks in marked:
        assert {text for text, _ in marks} == {"(расталмаған)"}
        assert [seen for _, seen in marks] == [True] + [False] * (len(marks) - 1)
    headings = page.locator("article :is(h2, h3)")
    assert headings.count()
    assert headings.evaluate_all(TALLER) == 0, "a sign makes no line of its own"
    resize(page, 375)
    assert headings.evaluate_all(TALLER) == 0
    resize(page, 320)
    heights = page.locator(".md-path__link").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect().height)"
    )
    assert max(heights) < 30


@pytest.mark.parametrize(
    ("choice", "width"), by_turns([(None, "dark"), ("slate", "light")], [375, 1280])
)
def test_nothing_is_painted_in_the_other_scheme(
    browser: Browser, address: str, choice: tuple[str | None, str], width: int
) -> None:
    """The scheme is known before the header is there: what is painted first has it."""
    chosen, scheme = choice
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        service_workers="block",
    )
    page = context.new_page()
    if chosen:
        colour = f'{{"media": "(prefers-color-scheme: dark)", "scheme": "{chosen}"}}'
        page.add_init_script(
            f"""localStorage.setItem("/.__palette", '{{"index": 2, "color": {colour}}}')"""
        )
    page.add_init_script(
        """new MutationObserver(() => {
          const header = document.querySelector(".md-header, .md-container, [data-md-component]")
          if (header) window.seen ??= document.body.dataset.mdColorScheme
        }).observe(document, { childList: true, subtree: true })"""
    )
    page.goto(address + CHAPTER)
    assert page.evaluate("window.seen") == "slate"
    context.close()


def test_without_javascript_everything_is_there(visit: Open) -> None:
    page = visit(REGIONS, javascript=False)
    assert len(names(page)) == page.locator("#map-regions svg a").count() > 1
    page.goto(page.url.replace(REGIONS, POPULATION))
    assert page.locator("figure.chart svg:visible").count() >= 1
    expect(page.locator("#population-2021")).to_contain_text("362\u00a0965")
    page.get_by_role("link", name="Бірліктер").first.click()
    expect(page).to_have_url(re.compile(f"/{REGIONS}$"))
    # What only scripts can do is not offered: letters, a calculator, a search.
    expect(page.locator("[data-script-switch]")).to_be_hidden()
    home = page.url.replace(REGIONS, "")
    page.goto(f"{home}birlikter/sanattar/")
    expect(page.locator(".calculator")).to_be_hidden()
    expect(page.locator("#categories-kent")).to_contain_text("кемінде 500")
    page.goto(home + ABSENT)
    expect(page.locator("article li a").first).to_be_visible()
    expect(page.locator("article").get_by_text("Іздеу")).to_be_hidden()
    expect(page.locator("[data-search-open]")).to_be_hidden()


def test_a_figure_in_prose_shows_its_source_and_leads_to_its_row(visit: Open) -> None:
    page = visit("kirispe/")
    page.locator("article .value__figure").first.click()
    source = page.locator(".value__source:popover-open")
    expect(source).to_contain_text(t("figure.source"))
    link = source.get_by_role("link", name="Кестедегі жолы")
    row = str(link.get_attribute("href")).partition("#")[2]
    link.click()
    page.wait_for_url(f"**/#{row}")
    expect(page.locator(f"tr#{row}")).to_be_in_viewport()


def test_a_chapter_is_set_for_reading(visit: Open) -> None:
    """Lines of sixty to seventy-five letters, all of a text from one face, and a way around it."""
    page = visit(CHAPTER, at_rest=True)
    letters = page.evaluate(
        """() => {
          const lengths = []
          for (const p of document.querySelectorAll("article > p")) {
            const range = document.createRange(), text = p.textContent
            range.selectNodeContents(p)
            const ends = [...range.getClientRects()].map(r => r.bottom).sort((a, b) => a - b)
            const lines = ends.filter((end, i) => !i || end - ends[i - 1] > 8).length
            if (lines > 3) lengths.push(text.length / lines)
          }
          return lengths
        }"""
    )
    assert len(letters) >= 5
    assert 60 <= sum(letters) / len(letters) <= 75
    expect(page.locator(".md-path")).to_contain_text("1. Жергілікті басқару")
    expect(page.locator(".md-footer__link--next")).to_contain_text("1.2")
    before = page.locator(".md-footer__link--prev").evaluate("link => link.href")
    assert before.endswith("/1-basqaru/")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    for chosen in ("h1", "article > p[id]", ".md-tabs__item--active a"):
        node = devtools.send("DOM.querySelector", {"nodeId": root, "selector": chosen})
        used = devtools.send("CSS.getPlatformFontsForNode", node)["fonts"]
        assert len({font["familyName"] for font in used}) == 1, (chosen, used)


@pytest.mark.parametrize(
    ("scheme", "name"),
    [("dark", "slate"), pytest.param("light", "default", marks=pytest.mark.exhaustive)],
)
def test_colours_follow_the_system_until_the_reader_chooses(
    visit: Open, scheme: str, name: str
) -> None:
    page = visit("", scheme=scheme)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", name)
    assert page.locator("meta[name=color-scheme]").count() == 1, "each is a new style for all"
    page.get_by_title("Ашық түске ауысу").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


@pytest.mark.parametrize("width", DESK)
def test_the_404_page_is_kazakh_and_searches(visit: Open, address: str, width: int) -> None:
    """By keyboard alone: the button opens the search, Escape leads back to the button."""
    page = visit(ABSENT, width=width)
    expect(page.locator("h1")).to_have_text("Бет табылмады")
    button = page.locator("article").get_by_role("button", name="Іздеу")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("Boolean(document.activeElement.closest('article'))"):
            break
    expect(page.locator("article a").first).to_be_focused()
    button.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("textbox", name="Іздеу")
    expect(box).to_be_focused()
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    search(page, "мәслихат")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    assert str(result.get_attribute("href")).startswith(address)


def test_addresses_of_rows_and_sections_open_below_the_header(visit: Open, address: str) -> None:
    page = visit("", at_rest=True)
    for target in (f"{CHAPTER}#maslihat", f"{REGIONS}#regions-zhambyl"):
        page.goto(address + target)
        page.locator(LISTENS).wait_for(state="attached")
        still(page)
        expect(page.locator(f"#{target.split('#')[1]}")).to_be_in_viewport()
        top, header = page.evaluate(
            """id => [document.getElementById(id).getBoundingClientRect().top,
                      document.querySelector(".md-header").getBoundingClientRect().bottom]""",
            target.split("#")[1],
        )
        assert header <= top <= header + 200, target


def test_the_policy_is_strict_and_nothing_breaks_it(visit: Open) -> None:
    """The console says every violation as an error, and `visit` fails on errors.

    And tables work after instant navigation.
    """
    page = visit("kirispe/")
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    page.get_by_title("Ашық түске ауысу").click()
    page.evaluate("window.mark = true")
    page.locator(".md-tabs").get_by_role("link", name="Бірліктер").click()
    page.wait_for_url("**/birlikter/")
    expect(page.get_by_label("Кестеден іздеу")).to_be_visible()
    assert page.evaluate("window.mark"), "the page was swapped, not loaded"
    sort_by(page, "Атауы")
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    search(page, "әкім")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize("width", PHONE)
def test_a_sample_query_of_the_home_page_is_searched(visit: Open, width: int) -> None:
    page = visit("", width=width)
    page.get_by_role("button", name="Қордай ауданы").click()
    expect(page.get_by_role("textbox", name="Іздеу")).to_have_value("Қордай ауданы")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_chapter_tells_what_it_is_on_a_phone(visit: Open) -> None:
    page = visit(CHAPTER, width=375)
    expect(page.locator("h1")).to_have_text("1.1. Жергілікті органдар")
    expect(page.locator(".official-title")).to_contain_text("Қазақстан Республикасының")
    facts = page.locator(".head-facts")
    expect(facts).to_contain_text("Диплом мәтіні бойынша")
    expect(facts).to_contain_text("минуттық мәтін")
    cited = re.search(r"дереккөз саны: (\d+)", facts.inner_text())
    assert cited
    contents = page.locator("details.contents")
    contents.locator("summary").click()
    contents.get_by_role("link", name="Қысқаша").click()
    expect(page.locator("#qysqasha")).to_be_in_viewport()
    expect(page.locator(".page-sources li")).to_have_count(int(cited[1]))
    page.evaluate("scrollTo(0, 2000)")
    expect(page.locator(".md-header__title--active")).to_have_count(1)
    title = page.locator(".md-header__topic").last.locator(".md-ellipsis")
    assert title.evaluate(
        """text => text.scrollWidth <= text.clientWidth && text.scrollHeight <= text.clientHeight
             && text.getBoundingClientRect().height <= 48"""
    ), "the title of the page is read in the header"
    resize(page, 1280)
    expect(contents).to_be_hidden()


@pytest.mark.parametrize("width", PHONE)
def test_the_bibliography_is_filtered_by_words_and_by_rank(visit: Open, width: int) -> None:
    page = visit("derekkozder/", width=width)
    bar = page.locator(".list-filter")
    entries = page.locator(".bibliography > li:visible")
    every = entries.count()
    bar.get_by_label("Тізімнен іздеу").fill("148-II")
    expect(entries).not_to_have_count(every)
    assert all("148-II" in text for text in entries.all_inner_texts())
    expect(bar.get_by_role("status")).to_contain_text(f"барлығы {every}")
    bar.get_by_label("Тізімнен іздеу").fill("")
    bar.get_by_role("button", name="әлсіз").click()
    expect(bar.get_by_role("button", name="әлсіз")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".bibliography > li:visible .rank--official")).to_have_count(0)
    expect(page.locator("#zandar")).to_be_hidden()
    bar.get_by_label("Тізімнен іздеу").fill("жоқ мұндай")
    expect(bar.get_by_role("status")).to_contain_text("Сәйкес жазба жоқ")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_filter_of_the_bibliography_is_there_before_its_script(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/site.*.js", hold)
    page.goto(address + "derekkozder/", wait_until="commit")
    page.get_by_label("Тізімнен іздеу").fill("148-II", timeout=5000)
    while not held:  # it comes after the first view
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator(".bibliography > li[hidden]").first).to_be_attached()
    context.close()


# One of each way in which a page comes, and others.
KINDS = ["", CHAPTER, POPULATION, "birlikter/audandar/", "derekkozder/"]
OTHERS = [
    "1-basqaru/zan-salystyru/",
    REGIONS,
    "birlikter/sanattar/",
    "birlikter/zhambyl/",
    "birlikter/zhambyl/taraz/",
    "sozdik/",
]
# While a page comes, the last line of what is there may break anew once the rest of its sentence
# follows: where a part of the file ends within a citation, for one. Such a line moves alone; within
# a page that is whole, whatever stands below it would move, too.
SHIFTS = """
() => new Promise(done => {
  const seen = []
  const { loadEventEnd } = performance.getEntriesByType("navigation")[0]
  const isLine = ({ node }) =>
    node && (!node.localName || getComputedStyle(node).display.startsWith("inline"))
  new PerformanceObserver(list => {
    for (const { hadRecentInput, sources, startTime, value } of list.getEntries()) {
      const comes = startTime < loadEventEnd + 300 // is painted by then
      if (hadRecentInput || comes && sources.length === 1 && isLine(sources[0])) continue
      const moved = sources.map(({ node }) => node?.outerHTML?.slice(0, 60) ?? node?.data)
      seen.push([value, moved])
    }
  }).observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(seen), 400)
})
"""


@pytest.mark.parametrize(
    ("path", "width"),
    [
        *by_turns(KINDS, (375, 1280)),
        *(pytest.param(*one, marks=pytest.mark.exhaustive) for one in product(OTHERS, (375, 1280))),
    ],
)
def test_nothing_moves_while_a_page_comes(
    browser: Browser, address: str, path: str, width: int
) -> None:
    """On a slow phone and desk, which show what they have read while the rest comes."""
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})  # as Lighthouse does
    page.goto(address + path)
    # What follows is a matter of time, not of speed; a slowed processor is busy while it waits.
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    page.wait_for_timeout(800)
    moved = page.evaluate(SHIFTS)
    context.close()
    # What Lighthouse prints, with three decimals, is 0.
    assert sum(value for value, _ in moved) < 0.0005, moved


ROWS = ["birlikter/#regions-ulytau", "birlikter/audandar/#pavlodar-ertis"]
FIGURE_ROW = "korsetkishter/halyq/#population-2009"


@pytest.mark.parametrize(
    ("row", "width"),
    [
        *by_turns(ROWS, (375, 1280)),
        *(pytest.param(FIGURE_ROW, one, marks=pytest.mark.exhaustive) for one in (375, 1280)),
    ],
)
def test_heads_stay_in_view_where_an_address_names_a_row(visit: Open, row: str, width: int) -> None:
    page = visit(row, width=width, at_rest=True)
    page.wait_for_timeout(500)
    name = row.split("#")[1]
    page.locator(f"#{name}").evaluate(
        "row => { row.closest('.data-table__scroll').scrollLeft = 99 }"
    )
    seen = page.locator(f"#{name}").evaluate(
        """row => {
             const box = one => one.getBoundingClientRect()
             const frame = row.closest(".data-table__scroll")
             const title = row.querySelector("th") ?? row.cells[0]
             return {
               header: box(document.querySelector(".md-header")).bottom,
               head: box(frame.querySelector("thead th")).top,
               under: box(frame.querySelector("thead th")).bottom,
               row: box(row).top,
               end: box(row).bottom - innerHeight,
               aside: box(title).left - box(frame).left,
             }
           }"""
    )
    assert seen["header"] <= seen["head"] + 1, seen
    assert seen["under"] <= seen["row"] + 1, seen
    assert seen["end"] <= 0, seen
    assert seen["aside"] >= 0, seen


@pytest.mark.parametrize(
    ("path", "row"),
    [
        (POPULATION, "population-2021"),
        (REGIONS, "regions-zhambyl"),
        ("birlikter/zhambyl/", "zhambyl-qordai"),
    ],
)
def test_on_a_phone_the_figure_of_a_row_is_in_view_without_scrolling(
    visit: Open, path: str, row: str
) -> None:
    page = visit(f"{path}#{row}", width=375, at_rest=True)
    cell = page.locator(f"#{row} td.is-number").first
    ends = cell.evaluate(
        """cell => {
             const text = document.createRange()
             text.selectNodeContents(cell.firstChild)
             return text.getBoundingClientRect().right
               - cell.closest(".data-table__scroll").getBoundingClientRect().right
           }"""
    )
    assert ends < 0


def test_what_is_folded_has_one_ring_of_focus(visit: Open) -> None:
    """That of the line that has it: Material draws a blue one around all of it besides."""
    page = visit(REGIONS, width=375, at_rest=True)
    folded = page.locator("details.choose").first
    folded.locator("summary").first.focus()
    expect(folded).to_have_css("box-shadow", "none")


@pytest.mark.parametrize("path", ["derekkozder/", REGIONS])
def test_a_label_keeps_clear_of_the_ring_around_its_field(visit: Open, path: str) -> None:
    page = visit(path, at_rest=True)
    gap = page.locator("article :is(.list-filter, .data-filter) label").first.evaluate(
        """label => {
             const text = document.createRange(), field = label.querySelector("input")
             text.selectNodeContents(label.firstChild)
             return field.getBoundingClientRect().left - text.getBoundingClientRect().right
           }"""
    )
    assert gap >= 8


@pytest.mark.parametrize("path", ["korsetkishter/ekonomika/", POPULATION])
def test_pictures_beside_each_other_are_level(visit: Open, path: str) -> None:
    """However long titles and legends are."""
    page = visit(path, at_rest=True)
    uneven = page.locator(".panels").evaluate_all(
        """all => all.filter(panels => {
             const frames = [...panels.querySelectorAll(".chart__frame")]
               .map(one => one.getBoundingClientRect())
             const rows = Map.groupBy(frames, one => Math.round(one.bottom))
             return rows.size > Math.ceil(frames.length / 2)
               || [...rows.values()].some(row => Math.abs(row[0].top - row.at(-1).top) > 1)
           }).map(panels => panels.closest("figure").id)"""
    )
    assert not uneven


def test_a_wide_screen_leaves_no_side_of_the_home_page_empty(visit: Open) -> None:
    """Figures stand beside the search and the doors, the chart beside what is said of it."""
    page = visit("", at_rest=True)

    def box(found: str) -> FloatRect:
        box = page.locator(found).bounding_box()
        assert box
        return box

    search, cards, doors = map(box, (".search-door", ".glance", ".doors"))
    assert cards["x"] >= search["x"] + search["width"]
    assert cards["y"] + cards["height"] <= 800
    assert search["y"] + search["height"] <= doors["y"] + 1
    assert doors["y"] + doors["height"] <= cards["y"] + cards["height"] + 30
    said, chart = map(box, ("#bir-korsetkish-1", "#chart-population"))
    assert chart["x"] >= said["x"] + said["width"]
    assert chart["y"] < said["y"]


# One of each kind, and the others of the kind: no JSON, no object, no such choice, no colours,
# colours that are none.
HOSTILE = {
    "not json": ["", "7"],
    "null": ["[]", "{}", '"dark"'],
    '{"index": 99}': ['{"index": 99, "color": {"scheme": "slate"}}'],
    '{"index": 1, "color": "dark"}': ['{"index": -1, "color": {}}', '{"index": "1", "color": []}'],
    '{"index": 1, "color": {"a b": 1}}': [],
    '{"index": 2, "color": {"scheme": "pink"}}': ['{"index": 0, "color": {"scheme": {"a": []}}}'],
}


@pytest.mark.parametrize(
    "all_stored",
    [
        [*HOSTILE][::2],
        pytest.param([*HOSTILE][1::2], marks=pytest.mark.exhaustive),
        pytest.param([*chain(*HOSTILE.values())], marks=pytest.mark.exhaustive),
    ],
    ids=["some kinds", "other kinds", "others of the kinds"],
)
def test_no_stored_choice_of_colours_brings_an_error(
    browser: Browser, address: str, all_stored: list[str]
) -> None:
    """Other pages of the host may write into the storage; so may an older edition of this site."""
    context = browser.new_context(color_scheme="dark", service_workers="block")
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    body = page.locator("body")
    for stored in all_stored:
        page.goto(address + "llms.txt")  # any file of the site
        page.evaluate(
            """([stored, colours]) => {
                 localStorage.clear()
                 for (const name of ["letters", "place", "latin"])
                   localStorage.setItem("/." + name, stored)
                 localStorage.setItem("/.__palette", colours)
               }""",
            ["not json" if stored == "7" else stored, stored],
        )
        page.goto(address + "sozdik/")
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"  # of the device
        ready(page)
        still(page)
        assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
        assert wrong == [], stored
        switch = page.locator("[data-md-component=palette] label:visible")
        expect(switch).to_have_count(1)
        switch.click()  # from the device's to the light one
        expect(body).to_have_attribute("data-md-color-scheme", "default")
        page.reload()
        assert page.evaluate("document.body.dataset.mdColorScheme") == "default", stored
        assert wrong == [], stored
    context.close()


# How each kind of link looks, once each: its line, that line's style, whether letters are small.
MARKS = r"""() => {
  const found = {}
  const kinds = [
    ["citation", ".cite"], ["term", ".term"], ["figure", ".value__figure"], ["link", "a"],
  ]
  for (const one of document.querySelectorAll("article :is(a[href], .value__figure)")) {
    if (!one.checkVisibility() || one.closest("svg, nav, sup, .headerlink, .md-button")) continue
    const number = /^\[[^\]]+\]$/.test(one.textContent.trim())
    const [kind] = number ? kinds[0] : kinds.find(([, selector]) => one.matches(selector))
    const look = getComputedStyle(one)
    const { textDecorationLine: line, textDecorationStyle: style } = look
    const about = line === "none" ? line : `${line} ${style} ${look.textDecorationThickness}`
    const of = found[kind] ??= {}
    of[about] ??= one.outerHTML.slice(0, 100)
    if (look.borderBottomStyle !== "none") of.border ??= one.outerHTML.slice(0, 100)
  }
  return found
}"""


LOOKS = {
    "citation": "none",
    "term": "underline dotted 1px",
    "figure": "underline dotted 1px",
    "link": "underline solid 1px",
}


@pytest.mark.parametrize(
    "path",
    [
        CHAPTER,
        pytest.param(POPULATION, marks=pytest.mark.exhaustive),
        "birlikter/zhambyl/taraz/",
    ],
)
def test_each_kind_of_link_has_one_look(visit: Open, path: str) -> None:
    """A line under links, a quiet dotted one under figures and terms, none under citations."""
    page = visit(path, at_rest=True)
    marks = page.evaluate(MARKS)
    assert {kind: [*looks] for kind, looks in marks.items()} == {
        kind: [LOOKS[kind]] for kind in marks
    }, marks
    assert {"citation", "link"} <= marks.keys()
    terms = page.locator("article a.term").evaluate_all("terms => terms.map(one => one.href)")
    assert len(terms) == len(set(terms)), "a term is marked where it first stands"
    sizes = page.locator("article a.cite:visible").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes, path
    assert max(sizes) <= 14, sizes


def test_the_size_of_letters_is_chosen_and_lasts(visit: Open) -> None:
    page = visit("kirispe/")
    size = "getComputedStyle(document.querySelector('article > p[id]')).fontSize"
    normal = float(page.evaluate(size)[:-2])
    # A class on the root is a new style for every element.
    assert "letters" not in str(page.locator("html").get_attribute("class"))
    page.get_by_role("button", name="өте үлкен").click()
    expect(page.get_by_role("button", name="өте үлкен")).to_have_attribute("aria-pressed", "true")
    assert float(page.evaluate(size)[:-2]) > 1.25 * normal
    page.reload()
    assert float(page.evaluate(size)[:-2]) > 1.25 * normal
    assert sideways(page, 1280, 375, 320) == {}
    page.get_by_role("button", name="қалыпты").click()
    assert float(page.evaluate(size)[:-2]) == normal


def test_nothing_moves_when_the_place_that_was_left_is_offered(visit: Open) -> None:
    page = visit("", width=375, at_rest=True)
    below = page.locator(".glance").bounding_box()
    page.evaluate("__md_set('place', { address: 'kirispe/#x', title: 'Кіріспе: '.repeat(20) })")
    page.reload()
    ready(page)
    expect(page.locator(".resume a")).to_be_attached()
    assert page.locator(".glance").bounding_box() == below


def test_the_home_page_leads_to_where_a_chapter_was_left(visit: Open) -> None:
    page = visit(CHAPTER)
    page.locator("#maslihat").evaluate("heading => heading.scrollIntoView()")
    wait_until(page, "__md_get('place')")
    page.goto(page.url.split("1-basqaru")[0])
    arrive(page)
    line = page.locator("[data-resume]")
    expect(line).to_contain_text("Тоқтаған жеріңіз: 1.1. Жергілікті органдар:")
    line.get_by_role("link").click()
    page.wait_for_url("**/1-basqaru/1-1-organdar/#maslihat")


@pytest.mark.parametrize(
    "addresses",
    [
        ("javascript:alert(1)", "//example.org/"),
        pytest.param(("https://a.b/", "tel:5"), marks=pytest.mark.exhaustive),
    ],
    ids=["few", "others"],
)
def test_a_stored_place_leads_nowhere_else(visit: Open, addresses: tuple[str, ...]) -> None:
    """Another site of the host may have written it."""
    page = visit("", at_rest=True)
    for stored in addresses:
        page.evaluate("address => __md_set('place', { address, title: 'Бет' })", stored)
        page.reload()
        ready(page)
        expect(page.locator("[data-resume] a")).to_have_count(0)


FORBIDDEN = {
    "forbidden": "get() { throw new DOMException('denied', 'SecurityError') }",
    "none": "value: null",
    "broken": "value: { getItem() { throw new DOMException('', 'InvalidStateError') } }",
}


@pytest.mark.parametrize(
    "storage",
    [
        FORBIDDEN["forbidden"],
        *(pytest.param(FORBIDDEN[one], marks=pytest.mark.exhaustive) for one in ("none", "broken")),
    ],
    ids=FORBIDDEN,
)
def test_all_works_without_a_storage(visit: Open, storage: str) -> None:
    """Browsers throw at its very name where a reader forbids it."""
    page = visit(scheme="dark", at_rest=True)
    page.add_init_script(
        f"""for (const name of ["localStorage", "sessionStorage"])
              Object.defineProperty(window, name, {{ configurable: true, {storage} }})"""
    )
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    ready(page)
    page.keyboard.press("/")
    page.keyboard.type("тараз")
    expect(page.locator(".md-search-result__item").first).to_be_visible()


def test_a_page_and_a_section_are_shared_by_the_devices_dialogue(visit: Open) -> None:
    page = visit("kirispe/")
    expect(page.get_by_role("button", name="Бетпен бөлісу")).to_be_hidden()
    page.add_init_script("navigator.share = async given => { window.shared = given.url }")
    page.reload()
    arrive(page)
    page.get_by_role("button", name="Бетпен бөлісу").click()
    assert page.evaluate("window.shared") == page.url
    heading = page.locator("article h2").first
    heading.locator(".headerlink").click()
    page.get_by_role("button", name="Бөлісу", exact=True).click()
    assert page.evaluate("window.shared").endswith(f"/kirispe/#{heading.get_attribute('id')}")


def test_markdown_alone_decides_how_columns_stand_and_lists_are_counted(browser: Browser) -> None:
    """Beside Material's whole sheet: the site's own tables all bear classes."""
    page = browser.new_page()
    page.set_content(
        """<div class="md-typeset"><table><tr><th>А</th><th class="is-centred">Ә</th></tr>
        <tr><td class="is-end">Б</td></tr></table>
        <ol><li><ol><li><ol></ol></li></ol></li></ol></div>"""
    )
    page.add_style_tag(path=next(MATERIAL.glob("assets/stylesheets/main.*.min.css")))
    page.add_style_tag(path=ROOT / "hooks/theme/assets/stylesheets/site.css")
    told = "(all, name) => all.map(one => getComputedStyle(one)[name])"
    assert page.locator("th, td").evaluate_all(told, "textAlign") == ["left", "center", "end"]
    assert page.locator("ol").evaluate_all(told, "listStyleType") == ["decimal"] * 3
    page.close()
