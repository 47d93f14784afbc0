"""The map and the calculator in a real browser."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from datapages.graphics import choropleth
from tests.browser.conftest import Open, resize

REGIONS = "birlikter/"
CATEGORIES = "birlikter/sanattar/"


def fill(page: Page, place: int) -> str:
    return str(
        page.locator("#map-regions svg a path")
        .nth(place)
        .evaluate("path => getComputedStyle(path).fill")
    )


@pytest.mark.parametrize("javascript", [True, False])
def test_the_map_is_recoloured_by_the_readers_choice(visit: Open, javascript: bool) -> None:
    """And with scripts a card stands beside the shape under the mouse or the focus."""
    page = visit(REGIONS, javascript=javascript)
    shapes, card = page.locator("#map-regions svg a"), page.get_by_role("tooltip")
    east = shapes.nth(16)
    value = page.locator("#map-regions svg text", has_text="Шығыс Қазақстан")
    expect(east.locator("title")).to_contain_text("Шығыс Қазақстан")
    before = fill(page, 16)
    expect(page.locator(".map__legend:visible")).to_contain_text("Халық саны")
    expect(value.locator("tspan:visible")).to_have_text("724")
    if javascript:
        east.hover()
        expect(card).to_contain_text(re.compile(r"Шығыс Қазақстан облысы\s*Халық саны: 7"))
        expect(east).to_have_accessible_name(re.compile("Шығыс Қазақстан облысы: 7"))
        expect(east.locator("title")).to_have_count(0)  # the browser's own tooltip
        page.mouse.move(1, 1)
        expect(card).to_be_hidden()
    page.get_by_label("Халық тығыздығы").check()
    assert fill(page, 16) != before
    expect(page.locator(".map__legend:visible")).to_contain_text("Халық тығыздығы")
    expect(value.locator("tspan:visible")).to_have_text("7,4")
    if javascript:
        page.keyboard.press("Tab")
        expect(card).to_contain_text(re.compile(r"Абай облысы\s*Халық тығыздығы: \d"))
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        focused = page.locator(":focus")
        expect(focused).to_have_accessible_name(re.compile("Абай облысы"))
        assert focused.locator("path").evaluate("p => getComputedStyle(p).strokeWidth") == "3px"
        page.keyboard.press("Enter")
        page.wait_for_url("**/birlikter/abai/")
        expect(page.locator("h1")).to_have_text("Абай облысы")


def test_a_tap_on_the_map_shows_a_card_that_leads_to_the_page(visit: Open) -> None:
    """It does not cover the map: one that stands low moves up, and the unit is seen."""
    page = visit(REGIONS, width=375, has_touch=True)
    drawing = page.locator("#map-regions svg")
    east = drawing.locator("a").nth(16)
    card = page.get_by_role("dialog", name="Шығыс Қазақстан облысы")
    drawing.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight)")
    east.tap()
    expect(card).to_be_visible()
    picture, sheet = drawing.bounding_box(), card.bounding_box()
    assert picture
    assert sheet
    assert picture["y"] + picture["height"] <= sheet["y"] + 1
    assert picture["y"] >= 48, "nor does the header"
    units = page.locator("#map-regions svg a").count()
    figure = re.compile(rf"Халық саны: [\d\xa0]+\xa0адам, {units} бірліктің ішінде")
    expect(card).to_contain_text(figure)
    expect(card.get_by_role("link", name="Ашу")).to_have_attribute("href", "east-kazakhstan/")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.get_by_label("Халық тығыздығы").check()
    east.tap()
    expect(card).to_contain_text(re.compile(r"Халық тығыздығы: \d"))
    card.get_by_role("link", name="Ашу").click()
    page.wait_for_url("**/birlikter/east-kazakhstan/")


def test_classes_differ_in_grey_in_both_schemes(visit: Open) -> None:
    for scheme in ("light", "dark"):
        page = visit(REGIONS, scheme=scheme, at_rest=True)
        swatches = page.locator(".map__legend--1 li").evaluate_all(
            """items => items.map(item => {
              const [r, g, b] = getComputedStyle(item, "::before").backgroundColor
                .match(/\\d+/g).map(Number)
              return .2126 * r + .7152 * g + .0722 * b
            })"""
        )
        steps = [b - a for a, b in pairwise(swatches)]
        assert len(steps) == choropleth.CLASSES - 1
        assert all(abs(step) >= 20 for step in steps), (scheme, swatches)
        assert len({step > 0 for step in steps}) == 1


# people, day, category, law; none has the category of the one before
ANSWERS = [
    ("45447", "2008-01-01", "Аудандық маңызы бар қала", "№ 2572-XII"),
    ("50001", "2026-07-01", "Облыстық маңызы бар қала", "№ 300-VIII"),
    ("50000", "2026-07-01", "Аудандық маңызы бар қала", "№ 300-VIII"),
    ("600", "2026-06-30", "Елді мекен", "№ 2572-XII"),
    ("600", "2026-07-01", "Кент", "№ 300-VIII"),
    ("40", "2021-07-12", "Оқшау қоныс", "№ 2572-XII"),
]


def test_the_calculator_answers_by_the_law_of_a_day(visit: Open, address: str) -> None:
    """The answer has an address and can be copied, and so has the reference to an act."""
    page = visit(
        f"{CATEGORIES}?people=45447&day=2008-01-01",
        permissions=["clipboard-read", "clipboard-write"],
    )
    answer = page.locator(".calculator").get_by_role("status")
    expect(answer).to_contain_text("2008 жылғы 1 қаңтардағы")
    answer.get_by_role("button", name="Жауапты көшіру").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Халық саны 45\u00a0447 адам → ")
    assert copied.endswith(f" {address}{CATEGORIES}?people=45447&day=2008-01-01")
    for people, day, category, place in ANSWERS:
        page.get_by_label("Халық саны").fill(people)
        page.get_by_label("Қай күнгі заң бойынша").fill(day)
        page.keyboard.press("Enter")
        expect(answer.locator("p b").first).to_have_text(category)
        first = answer.locator("li").first
        expect(first).to_contain_text(place)
        expect(first).to_contain_text("бап")
    # Before the first edition nothing is known.
    page.locator(".calculator form").evaluate("form => form.noValidate = true")
    page.get_by_label("Халық саны").fill("5000")
    page.get_by_label("Қай күнгі заң бойынша").fill("2005-05-05")
    page.get_by_role("button", name="Анықтау").click()
    expect(answer).to_contain_text("дерек жоқ")
    # One tap copies the reference to an act.
    sign = "a.cite[href$='#zan-300']:has-text('11-тармақша') + .norm"
    page.locator(sign).first.click()
    expect(page.locator(".address-status")).to_contain_text("Көшірілді: ҚР 05.06.2026")
    assert page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ") == (
        "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 1-бап, 11) тармақша (01.07.2026 бастап)"
    )
    newest = page.locator(".editions li").first
    expect(newest).to_contain_text("Қазір")
    expect(newest).to_contain_text("2026 жылғы 1 шілдеден бері")


@pytest.mark.parametrize(
    "asked",
    [
        "people=5000&day=2026-13-45",
        pytest.param("people=-4&day=2026-01-01", marks=pytest.mark.exhaustive),
    ],
)
def test_an_address_that_asks_what_cannot_be_is_not_answered(visit: Open, asked: str) -> None:
    page = visit(f"{CATEGORIES}?{asked}")
    expect(page.locator(".calculator")).to_be_visible()
    expect(page.locator(".calculator__answer")).to_be_empty()


def test_the_address_of_an_answer_keeps_what_else_was_asked(visit: Open) -> None:
    page = visit(f"{CATEGORIES}?jazu=latyn&people=5000&day=2010-01-01")
    expect(page.locator(".calculator").get_by_role("status")).to_contain_text("adam")
    expect(page).to_have_url(re.compile("jazu=latyn"))


# Where the text of a cell ends, without the mark of a note.
ENDS = """cells => cells.map(cell => {
  const text = document.createRange()
  text.selectNodeContents(cell.firstChild)
  return Math.round(text.getBoundingClientRect().right)
})"""


def test_columns_of_the_widest_table_are_in_order_at_every_width(visit: Open) -> None:
    """Its head is low; head and digits of a column end at one line beside marks of notes."""
    page = visit(REGIONS, at_rest=True)
    areas = page.locator("#table-regions tbody td:nth-of-type(3):not(.is-missing)")
    assert areas.locator("sup").count()
    heads = page.locator("#table-regions thead")
    head = heads.locator("th").nth(3)
    expect(head).to_contain_text("Аумағы")
    for width in (1280, 375):
        resize(page, width)
        expect(heads.locator(".sort").first).to_be_visible()
        assert heads.evaluate("e => e.offsetHeight") <= 80, width
        assert heads.locator(".sort").evaluate_all(
            "all => Math.min(...all.map(one => one.getBoundingClientRect().height))"
        ) >= 23.9, width  # fmt: skip
        ends = [*areas.evaluate_all(ENDS), *head.evaluate_all(ENDS)]
        assert max(ends) - min(ends) <= 1, width
        frame = page.locator("#table-regions .data-table__scroll").bounding_box()
        assert frame
        assert frame["x"] + frame["width"] <= width


ALONE = """marks => marks.filter(mark => {
  const text = document.createRange()
  text.selectNodeContents(mark.previousSibling)
  const lines = [...text.getClientRects()]
  return lines.length && mark.getBoundingClientRect().top > lines.at(-1).bottom - 2
}).map(mark => mark.parentElement.textContent)"""


def test_facts_of_a_unit_are_in_order_at_every_width(visit: Open) -> None:
    """No mark of a note begins a line; facts scroll with the page and their values stay whole."""
    page = visit("birlikter/zhambyl/", at_rest=True)
    marks = page.locator("article .figures sup")
    assert marks.count()
    for width in (1280, 375):
        resize(page, width)
        assert not marks.evaluate_all(ALONE), width
    frame = page.locator("[id^=facts-] .data-table__scroll")
    assert frame.evaluate("one => one.scrollHeight <= one.clientHeight")
    lines = page.locator("#fact-population td").first.evaluate(
        """cell => {
            const text = document.createRange()
            text.selectNodeContents(cell)
            return text.getClientRects().length
        }"""
    )
    assert lines == 1


def test_no_mark_of_a_note_begins_a_line_of_history(visit: Open) -> None:
    page = visit("birlikter/tarih/", width=375, at_rest=True)
    marks = page.locator("article .figures sup")
    assert marks.count()
    assert not marks.evaluate_all(ALONE)
