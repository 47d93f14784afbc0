"""A reader chooses units, years and pictures; the address keeps the choice."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, ready, sideways

REGIONS = "birlikter/"
FIGURE = "#comparison-population-regions"
LINES = f"?tandau=population-regions&korinis=syzyq&birlik=zhambyl,almaty{FIGURE}"


def opened(page: Page) -> None:
    page.locator(f"{FIGURE} .choose > summary").click()
    expect(page.locator(f"{FIGURE} .map__picture")).to_be_visible()


def test_a_choice_stands_in_the_address_and_a_link_shows_the_same(visit: Open) -> None:
    page = visit(REGIONS)
    opened(page)
    figure = page.locator(FIGURE)
    figure.get_by_label("Жыл:").select_option("2010")
    figure.locator(".choose__units summary").click()
    figure.get_by_label("Жамбыл облысы").check()
    query = parse_qs(urlsplit(page.url).query)
    assert query == {
        "tandau": ["population-regions"], "korinis": ["karta"],
        "jyl": ["2010"], "birlik": ["zhambyl"],
    }  # fmt: skip
    again = visit(page.url.split("/", 3)[3])
    same = again.locator(FIGURE)
    expect(same.locator(".map__picture g.is-chosen")).to_have_attribute("data-unit", "zhambyl")
    expect(same.get_by_label("Жыл:")).to_have_value("2010")
    expect(same.locator(".choose__picture")).to_contain_text("2022: жаңа шекара")


def test_a_choice_keeps_its_look_on_the_pages_that_follow(visit: Open) -> None:
    """Instant navigation makes the head anew."""
    page = visit("korsetkishter/salystyru/")
    panel = page.locator(".choose__panel")
    kept = panel.evaluate("one => getComputedStyle(one).fontSize")
    page.locator(".md-tabs").get_by_role("link", name="Бірліктер").click()
    page.wait_for_url("**/birlikter/")
    opened(page)
    assert page.locator(f"{FIGURE} .choose__panel").evaluate(
        "one => getComputedStyle(one).fontSize"
    ) == kept == "14px"  # fmt: skip


def test_keys_are_enough(visit: Open) -> None:
    page = visit(REGIONS)
    page.locator(f"{FIGURE} .choose > summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"{FIGURE} .map__picture")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(page.locator(f"{FIGURE} .choose__drawing--wide svg")).to_be_visible()


def test_any_indicator_is_compared_on_one_page(visit: Open) -> None:
    page = visit("korsetkishter/salystyru/?tandau=grp&korinis=reiting&birlik=zhambyl,abai")
    expect(page.locator(".choose__indicator select option:checked")).to_have_text(
        "Жалпы өңірлік өнім"
    )
    expect(page.locator(".choose tbody tr")).to_have_count(2)
    page.get_by_label("Көрсеткіш:").select_option(label="Жұмыссыздық деңгейі")
    expect(page.locator(".choose caption")).to_contain_text("Жұмыссыздық деңгейі")
    expect(page.locator(".choose tbody tr")).to_have_count(2)
    query = parse_qs(urlsplit(page.url).query)
    assert query["tandau"] == ["unemployment-rate"]
    assert query["birlik"] == ["zhambyl,abai"], "the same units, of another indicator"


ANY = "korsetkishter/salystyru/"


def test_any_indicator_of_several_units_over_time_has_lines(visit: Open) -> None:
    page = visit(f"{ANY}?tandau=unemployment-rate&korinis=syzyq")
    lines = page.locator(".choose .chart__picture:visible [data-unit]")
    expect(lines.locator("text:visible")).to_contain_text(["Жамбыл", "Қазақстан"])
    assert lines.count() > 1
    page.locator(".choose__units summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    said = page.locator(".choose__said")
    expect(said).to_have_text("Сызықтар, Жамбыл облысы")
    expect(said).to_have_attribute("aria-live", "polite")
    expect(lines.locator("text:visible")).to_have_text(["Жамбыл"])
    assert parse_qs(urlsplit(page.url).query)["birlik"] == ["zhambyl"]
    expect(page.locator(".choose__units label:visible")).to_contain_text(
        ["Жамбыл облысы", "Қазақстан"]
    )
    again = visit(page.url.split("/", 3)[3])
    expect(again.locator(".choose .chart__picture:visible text:visible").last).to_be_visible()
    expect(again.locator(".choose [data-unit][class] > text:visible")).to_have_text(["Жамбыл"])


def test_places_of_unlike_size_have_scales_of_their_own(visit: Open) -> None:
    page = visit(f"{ANY}?tandau=grp&korinis=syzyq", width=375)
    drawings = page.locator(".choose .choose__drawing--narrow:visible")
    expect(drawings.nth(1)).to_be_visible()
    expect(page.locator(".choose")).to_contain_text("Суреттердің масштабы әртүрлі.")
    notes = page.locator(".choose__note").all_text_contents()
    assert "Суреттердің масштабы әртүрлі." in notes, "the unit is told apart from it"
    page.locator(".choose__units summary").click()
    page.get_by_label("Қазақстан", exact=True).check()
    expect(drawings).to_have_count(1)
    expect(page.locator(".choose")).not_to_contain_text("Суреттердің масштабы әртүрлі.")
    page.get_by_label("Рейтинг").check()
    units = page.locator(".choose__units label:visible")
    expect(units.nth(2)).to_be_visible()
    expect(page.locator(".choose tbody tr")).to_have_count(units.count())


def test_units_that_are_not_ranked_are_compared_by_lines_alone(visit: Open) -> None:
    page = visit(f"{ANY}?tandau=births")
    expect(page.locator(".choose input[type=radio]")).to_have_count(1)
    expect(page.locator(".choose .chart__picture:visible [data-unit]").nth(1)).to_be_attached()
    expect(page.locator(".choose select:visible")).to_have_count(0)
    expect(page.locator(".choose--any > ul")).to_be_hidden()
    assert sideways(page, 1280, 375, 320) == {}


def test_without_scripts_the_map_is_there_as_a_picture(visit: Open) -> None:
    page = visit(REGIONS, javascript=False)
    page.locator(f"{FIGURE} .choose > summary").click()
    picture = page.locator(f"{FIGURE} .choose img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 400
    bare = visit("korsetkishter/salystyru/", javascript=False)
    expect(bare.locator(".choose--any li").first).to_be_visible()


def test_each_view_of_chosen_units_is_whole_at_every_width(visit: Open) -> None:
    page = visit(f"{REGIONS}{LINES}")
    figure = page.locator(FIGURE)
    picture = figure.locator(".choose__picture")
    # The names of lines stand apart from each other.
    names = figure.locator(".choose__drawing--wide [data-unit] > text:visible")
    expect(names).to_have_count(2)
    tops = sorted(box["y"] for name in names.all() if (box := name.bounding_box()))
    assert tops[1] - tops[0] >= 10
    lines = figure.locator(".choose__drawing--wide [data-unit]")
    assert lines.count() > names.count(), "the others are drawn without a name"
    assert sideways(page, 1280, 375, 320) == {}, "lines"
    # In the ranking chosen units stand alone.
    figure.get_by_label("Рейтинг").check()
    rows = figure.locator("tbody tr:visible")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Алматы қаласы")
    assert sideways(page, 1280, 375, 320) == {}, "ranking"
    figure.get_by_label("Карта").check()
    expect(figure.locator(".map__picture")).to_be_visible()
    expect(picture).not_to_be_empty()
    assert sideways(page, 1280, 375, 320) == {}, "map"
    # A shape tells its figure.
    figure.locator(".map__picture [data-unit=zhambyl]").click()
    said = figure.locator(".choose__said")
    expect(said).to_contain_text("Жамбыл облысы: 1\u00a0222\u00a0391 адам (6-орын)")


@pytest.mark.exhaustive
@pytest.mark.parametrize(("view", "shown"), [("karta", ".map__picture"), ("reiting", "tbody")])
def test_an_address_opens_another_view(visit: Open, view: str, shown: str) -> None:
    page = visit(f"{REGIONS}{LINES.replace('syzyq', view)}")
    expect(page.locator(f"{FIGURE} {shown}").locator("visible=true").first).to_be_visible()
    if view == "reiting":
        expect(page.locator(f"{FIGURE} tbody tr:visible")).to_have_count(2)
    assert sideways(page, 1280, 375, 320) == {}


def test_a_lost_connection_is_told(visit: Open) -> None:
    page = visit(REGIONS)
    page.route("**/*-choice.json", lambda route: route.fulfill(body="<html>"))
    page.locator(f"{FIGURE} .choose > summary").click()
    expect(page.locator(f"{FIGURE} .choose")).to_contain_text("Деректер жүктелмеді")


def test_a_picture_and_the_code_of_its_frame_are_copied(visit: Open) -> None:
    page = visit("korsetkishter/halyq/#births")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ready(page)
    page.locator("#chart-births .chart__frame").first.hover()
    page.locator("button.address").click()
    before = page.locator("#chart-births").bounding_box()
    page.get_by_role("button", name="Сурет (Тараз қаласы)", exact=True).click()
    expect(page.locator(".address-status")).to_contain_text("Сурет көшірілді")
    kinds = page.evaluate("navigator.clipboard.read().then(all => all[0].types)")
    assert kinds == ["image/png"]
    assert page.locator("#chart-births").bounding_box() == before, "nothing moves"
    page.locator("button.address").click()
    page.get_by_role("button", name="Кіріктіру коды (Тараз қаласы)", exact=True).click()
    expect(page.locator(".address-status")).to_contain_text("Кіріктіру коды көшірілді")
    code = page.evaluate("navigator.clipboard.readText()")
    framed = page.context.new_page()
    framed.set_viewport_size({"width": 320, "height": 600})
    framed.set_content(code)
    frame = framed.locator("iframe")
    box = frame.bounding_box()
    assert box
    assert box["width"] <= 320
    picture = framed.frame_locator("iframe").locator("img")
    expect(picture).to_be_visible()
    inside = picture.bounding_box()
    assert inside
    assert abs(inside["width"] / inside["height"] - box["width"] / box["height"]) < 0.05
