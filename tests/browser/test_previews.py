"""Previews of links: terms, citations, sections and rows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

CHAPTER = "1-basqaru/1-1-organdar/"
OTHERS = ("a.term", "a.ref")
TOUCH = {"has_touch": True, "is_mobile": True}


def test_terms_and_citations_show_what_they_mean(visit: Open) -> None:
    page = visit(CHAPTER)
    term = page.locator("article a.term").first
    name, _, meaning = str(term.get_attribute("title")).partition(": ")
    term.hover()
    expect(page.locator("#__preview p")).to_have_text([name, meaning])
    expect(page.locator("#__preview b")).to_have_text(name)
    assert meaning.endswith(".")
    page.keyboard.press("Escape")
    preview = page.locator("#__preview")
    expect(preview).to_be_hidden()
    # A citation tells its source, edition and rank.
    page.locator("article p > a.cite[href$='#zan-148']").first.hover()
    expect(preview).to_contain_text("2001 жылғы 23 қаңтардағы № 148-II Заңы.")
    expect(preview).to_contain_text("ресми")
    expect(preview).to_contain_text("редакция")
    expect(preview).not_to_contain_text("Оқылғаны")
    assert preview.evaluate("box => box.scrollHeight <= box.clientHeight"), "it is whole"
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    # It comes with the focus, too, and is named.
    page.mouse.move(1, 1)
    page.locator("#maslihat .headerlink").focus()
    page.keyboard.press("Tab")
    expect(preview).to_be_visible()
    expect(page.locator("[aria-describedby=__preview]")).to_have_count(1)
    expect(page.locator(":focus")).to_have_attribute("aria-describedby", "__preview")


@pytest.mark.parametrize("width", [375, 1280])
def test_a_wide_table_is_quoted_within_its_box(visit: Open, width: int) -> None:
    """With its head and first rows, in a frame of its own; one of sentences is a list of cards."""
    page = visit("1-basqaru/1-2-aimaq/", width=width, **(TOUCH if width == 375 else {}))
    link = page.locator("article p > a.ref[href*='#table-']").first
    if width == 375:
        link.tap()
    else:
        link.hover()
    box = page.locator(".sheet" if width == 375 else "#__preview")
    expect(box.locator("tbody th[scope=row]").first).to_be_visible()
    caption = box.locator("caption")
    expect(caption).to_be_visible()
    assert caption.evaluate("one => one.getBoundingClientRect().width") > 200
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    frame = box.locator(".data-table__scroll")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth")
    assert box.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "block"


def test_a_link_to_a_section_of_another_page_shows_its_beginning(visit: Open) -> None:
    page = visit("1-basqaru/")
    page.locator("article a.ref").first.hover()
    expect(page.locator("#__preview")).to_contain_text("1.1.")


def test_a_link_to_a_row_shows_the_row_under_its_head(visit: Open) -> None:
    page = visit("kirispe/")
    page.locator("article .value__figure").first.click()
    link = page.get_by_role("link", name="Кестедегі жолы")
    link.hover()
    period = str(link.get_attribute("href")).rpartition("-")[2]
    expect(page.locator("#__preview th[scope=row]")).to_contain_text(period)


@pytest.mark.parametrize(
    "kind", ["a.cite", *(pytest.param(one, marks=pytest.mark.exhaustive) for one in OTHERS)]
)
def test_a_tap_opens_a_sheet_which_closes_and_a_second_one_goes_there(
    visit: Open, kind: str
) -> None:
    page = visit("1-basqaru/1-2-aimaq/", width=375, **TOUCH)
    link = page.locator(f"article p > {kind}").first
    target = link.evaluate("link => link.href")
    link.tap()
    sheet = page.locator(".sheet")
    expect(sheet).to_be_visible()
    expect(sheet).to_be_focused()
    expect(sheet.get_by_role("link", name="Ашу")).to_have_attribute("href", target)
    assert len(sheet.inner_text()) > 20
    assert not page.url.endswith(target)
    box = sheet.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    link.tap()
    expect(sheet).to_be_visible()
    page.locator(".md-header__title").tap()  # beside it
    expect(sheet).to_be_hidden()
    expect(page).to_have_url(re.compile("/1-basqaru/1-2-aimaq/$"))
    link.tap()
    expect(sheet).to_be_visible()
    link.tap()
    expect(page).to_have_url(target)


def test_the_frame_of_a_picture_has_no_preview(visit: Open) -> None:
    """Its page has a style of its own, which the policy forbids this one."""
    page = visit("birlikter/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    frame = page.locator("a[data-frame]").first
    page.keyboard.press("Tab")  # the focus is then that of a reader with a keyboard
    frame.focus()
    page.wait_for_timeout(500)
    assert str(frame.get_attribute("href")).rpartition("/")[2] not in " ".join(asked)
