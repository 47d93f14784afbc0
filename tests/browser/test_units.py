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
    page = visit(REGIONS, javascript=javascript)
    east = page.locator("#map-regions svg a").nth(16)
    expect(east.locator("title")).to_contain_text("Шығыс Қазақстан")
    before = fill(page, 16)
    expect(page.locator(".map__legend:visible")).to_contain_text("Халық саны")
    page.get_by_label("Халық тығыздығы").check()
    assert fill(page, 16) != before
    expect(page.locator(".map__legend:visible")).to_contain_text("Халық тығыздығы")


def test_a_tap_on_the_map_shows_a_card_that_leads_to_the_page(visit: Open) -> None:
    page = visit(REGIONS, width=375, has_touch=True)
    east = page.locator("#map-regions svg a").nth(16)
    card = page.get_by_role("dialog", name="Шығыс Қазақстан облысы")
    east.tap()
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


def test_the_card_does_not_cover_the_map(visit: Open) -> None:
    """A map that stands low on the screen moves up: the unit in question is seen."""
    page = visit(REGIONS, width=375, has_touch=True)
    drawing = page.locator("#map-regions svg")
    drawing.evaluate("one => scrollBy(0, one.getBoundingClientRect().bottom - innerHeight)")
    page.locator("#map-regions svg a").nth(16).tap()
    card = page.get_by_role("dialog", name="Шығыс Қазақстан облысы")
    expect(card).to_be_visible()
    picture, sheet = drawing.bounding_box(), card.bounding_box()
    assert picture
    assert sheet
    assert picture["y"] + picture["height"] <= sheet["y"] + 1
    assert picture["y"] >= 48, "nor does the header"


def test_the_same_card_stands_beside_a_shape_under_the_mouse_or_the_focus(visit: Open) -> None:
    """And the browser's own tooltip does not."""
    page = visit(REGIONS)
    card = page.get_by_role("tooltip")
    shapes = page.locator("#map-regions svg a")
    shapes.nth(16).hover()
    expect(card).to_contain_text(re.compile(r"Шығыс Қазақстан облысы\s*Халық саны: 7"))
    expect(shapes.nth(16)).to_have_accessible_name(re.compile("Шығыс Қазақстан облысы: 7"))
    expect(shapes.nth(16).locator("title")).to_have_count(0)
    page.get_by_label("Халық тығыздығы").check()
    page.keyboard.press("Tab")
    expect(card).to_contain_text(re.compile(r"Абай облысы\s*Халық тығыздығы: \d"))
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_values_of_the_chosen_theme_stand_on_the_map(visit: Open) -> None:
    page = visit(REGIONS)
    east = page.locator("#map-regions svg text", has_text="Шығыс Қазақстан")
    expect(east.locator("tspan:visible")).to_have_text("724")
    page.get_by_label("Халық тығыздығы").check()
    expect(east.locator("tspan:visible")).to_have_text("7,4")


def test_the_head_of_the_widest_table_is_low(visit: Open) -> None:
    page = visit(REGIONS, at_rest=True)
    head = page.locator("#table-regions thead")
    for width in (1280, 375):
        resize(page, width)
        expect(head.locator(".sort").first).to_be_visible()
        assert head.evaluate("e => e.offsetHeight") <= 80, width
        assert head.locator(".sort").evaluate_all(
            "all => Math.min(...all.map(one => one.getBoundingClientRect().height))"
        ) >= 23.9, width  # fmt: skip


def test_a_shape_is_reached_and_opened_by_keyboard(visit: Open) -> None:
    page = visit(REGIONS)
    page.get_by_label("Халық саны").focus()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    expect(focused).to_have_accessible_name(re.compile("Абай облысы"))
    assert focused.locator("path").evaluate("p => getComputedStyle(p).strokeWidth") == "3px"
    page.keyboard.press("Enter")
    page.wait_for_url("**/birlikter/abai/")
    expect(page.locator("h1")).to_have_text("Абай облысы")


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


def test_the_calculator_answers_by_the_law_of_a_day(visit: Open) -> None:
    page = visit(CATEGORIES)
    answer = page.locator(".calculator").get_by_role("status")
    for people, day, category, place in ANSWERS:
        page.get_by_label("Халық саны").fill(people)
        page.get_by_label("Қай күнгі заң бойынша").fill(day)
        page.keyboard.press("Enter")
        expect(answer.locator("p b").first).to_have_text(category)
        first = answer.locator("li").first
        expect(first).to_contain_text(place)
        expect(first).to_contain_text("бап")


def test_before_the_first_edition_the_calculator_knows_nothing(visit: Open) -> None:
    page = visit(CATEGORIES)
    page.locator(".calculator form").evaluate("form => form.noValidate = true")
    page.get_by_label("Халық саны").fill("5000")
    page.get_by_label("Қай күнгі заң бойынша").fill("2005-05-05")
    page.get_by_role("button", name="Анықтау").click()
    expect(page.locator(".calculator").get_by_role("status")).to_contain_text("дерек жоқ")


@pytest.mark.parametrize("asked", ["people=5000&day=2026-13-45", "people=-4&day=2026-01-01"])
def test_an_address_that_asks_what_cannot_be_is_not_answered(visit: Open, asked: str) -> None:
    page = visit(f"{CATEGORIES}?{asked}")
    expect(page.locator(".calculator")).to_be_visible()
    expect(page.locator(".calculator__answer")).to_be_empty()


def test_the_address_of_an_answer_keeps_what_else_was_asked(visit: Open) -> None:
    page = visit(f"{CATEGORIES}?jazu=latyn&people=5000&day=2010-01-01")
    expect(page.locator(".calculator").get_by_role("status")).to_contain_text("adam")
    expect(page).to_have_url(re.compile("jazu=latyn"))


def test_without_javascript_the_table_answers_and_no_dead_form_is_shown(visit: Open) -> None:
    page = visit(CATEGORIES, javascript=False)
    expect(page.locator(".calculator")).to_be_hidden()
    expect(page.locator("#categories-kent")).to_contain_text("кемінде 500")


def test_the_answer_has_an_address_and_can_be_copied(visit: Open, address: str) -> None:
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


def test_one_tap_copies_the_reference_to_an_act(visit: Open) -> None:
    page = visit(CATEGORIES, permissions=["clipboard-read", "clipboard-write"])
    sign = "a.cite[href$='#zan-300']:has-text('11-тармақша') + .norm"
    page.locator(sign).first.click()
    expect(page.locator(".address-status")).to_contain_text("Көшірілді: ҚР 05.06.2026")
    assert page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ") == (
        "ҚР 05.06.2026 № 300-VIII Конституциялық заңы, 1-бап, 11) тармақша (01.07.2026 бастап)"
    )
    newest = page.locator(".editions li").first
    expect(newest).to_contain_text("Қазір")
    expect(newest).to_contain_text("2026 жылғы 1 шілдеден бері")


# Where the text of a cell ends, without the mark of a note.
ENDS = """cells => cells.map(cell => {
  const text = document.createRange()
  text.selectNodeContents(cell.firstChild)
  return Math.round(text.getBoundingClientRect().right)
})"""


@pytest.mark.parametrize("width", [375, 1280])
def test_head_and_digits_of_a_column_end_at_one_line_beside_marks_of_notes(
    visit: Open, width: int
) -> None:
    page = visit(REGIONS, width=width)
    areas = page.locator("#table-regions tbody td:nth-of-type(3):not(.is-missing)")
    assert areas.locator("sup").count()
    head = page.locator("#table-regions thead th").nth(3)
    expect(head).to_contain_text("Аумағы")
    ends = [*areas.evaluate_all(ENDS), *head.evaluate_all(ENDS)]
    assert max(ends) - min(ends) <= 1
    frame = page.locator("#table-regions .data-table__scroll").bounding_box()
    assert frame
    assert frame["x"] + frame["width"] <= width


@pytest.mark.parametrize(
    ("path", "width"),
    [("birlikter/zhambyl/", 375), ("birlikter/zhambyl/", 1280), ("birlikter/tarih/", 375)],
)
def test_no_mark_of_a_note_begins_a_line(visit: Open, path: str, width: int) -> None:
    page = visit(path, width=width)
    alone = page.locator("article .figures sup").evaluate_all(
        """marks => marks.filter(mark => {
             const text = document.createRange()
             text.selectNodeContents(mark.previousSibling)
             const lines = [...text.getClientRects()]
             return lines.length && mark.getBoundingClientRect().top > lines.at(-1).bottom - 2
           }).map(mark => mark.parentElement.textContent)"""
    )
    assert not alone


def test_facts_scroll_with_the_page_and_their_values_stay_whole(visit: Open) -> None:
    page = visit("birlikter/zhambyl/", width=375, at_rest=True)
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
