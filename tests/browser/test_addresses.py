"""What a reader of old links sees after a rename, a move and a deletion; copying of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.changed import CHAPTER, MOVED
from tests.browser.conftest import Open, sideways, wait_until


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_what_was_renamed_or_moved_is_found_under_its_old_address(
    reader: Page, changed: str
) -> None:
    """A heading, a paragraph, a page that is there no more; half a letter in an address, too."""
    wrong: list[str] = []
    reader.on("pageerror", lambda error: wrong.append(str(error)))
    reader.goto(f"{changed}{CHAPTER}#aumaq-ne-ushin-bolinedi")
    expect(reader.locator("#bolinis")).to_be_in_viewport()
    reader.goto("about:blank")
    reader.goto(f"{changed}{CHAPTER}#aumaq-ne-ushin-bolinedi-1")
    expect(reader.locator("#aumaq-ne-ushin-bolinedi-1")).to_be_in_viewport()
    expect(reader.locator("#aumaq-ne-ushin-bolinedi-1")).to_contain_text(MOVED)
    for anchor in ("", "#%E0%A4"):
        reader.goto(f"{changed}3-basymdyqtar/3-2-aleumettik-sala/{anchor}")
        reader.wait_for_url(lambda url: url.partition("#")[0] == f"{changed}3-basymdyqtar/")
        expect(reader.locator("h1")).to_be_visible()
    assert not wrong


def test_a_section_that_went_to_another_page_is_found_by_a_script(
    browser: Browser, changed: str
) -> None:
    page = browser.new_page()
    page.goto(f"{changed}{CHAPTER}#qysqasha-2")
    page.wait_for_url(f"{changed}kirispe/#qysqasha-2")
    expect(page.locator("#qysqasha-2")).to_be_in_viewport()
    page.goto(f"{changed}qorytyndy/#basy-1")
    page.wait_for_url(f"{changed}sait-turaly/#litsenziialar")
    page.close()


def test_without_a_script_a_note_leads_to_the_other_page(browser: Browser, changed: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{changed}{CHAPTER}#qysqasha")
    note = page.locator("#qysqasha")
    expect(note).to_be_visible()
    expect(note).to_be_in_viewport()
    expect(page.locator(".moved-away__note:visible")).to_have_count(1)
    note.get_by_role("link").click()
    expect(page).to_have_url(f"{changed}kirispe/#qysqasha")
    context.close()


def copied(page: Page) -> str:
    return str(page.evaluate("navigator.clipboard.readText()"))


RIGHTS = {"permissions": ["clipboard-read", "clipboard-write"]}


def close(page: Page) -> None:
    """Close the menu, which opens a moment after the link is copied."""
    menu = page.locator(".address-menu")
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()


def test_signs_of_headings_and_paragraphs_copy_their_links_and_say_so(
    visit: Open, address: str
) -> None:
    page = visit(CHAPTER, **RIGHTS)
    page.locator("#maslihat").hover()
    page.locator("#maslihat .headerlink").click()
    assert copied(page) == f"{address}{CHAPTER}#maslihat"
    expect(page.locator(".address-status")).to_have_text("Сілтеме көшірілді")
    page.get_by_role("button", name="Markdown сілтемесі").click()
    assert copied(page).endswith(f"]({address}{CHAPTER}#maslihat)")
    assert copied(page).startswith("[")
    expect(page.locator(".address-status")).to_have_text("Markdown сілтемесі көшірілді")
    page.locator("#maslihat .headerlink").click()
    title = page.locator("meta[property='og:title']").get_attribute("content")
    for form in ("МЕМСТ", "APA"):
        page.get_by_role("button", name=f"{form} бойынша сілтеме").click()
        assert f"{address}{CHAPTER}#maslihat" in copied(page)
        assert copied(page).startswith(f"{title}: Жергілікті өкілді орган")
        page.locator("#maslihat .headerlink").click()
    close(page)
    # A paragraph has a sign under the pointer,
    block = page.locator("article p[id]").nth(2)
    block.hover()
    page.locator(".address").click()
    assert copied(page) == f"{address}{CHAPTER}#{block.get_attribute('id')}"
    close(page)
    # is copied by keyboard alone,
    page.locator("#maslihat .headerlink").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert copied(page).startswith(f"{address}{CHAPTER}#maslihat-")
    close(page)
    # and has its address on paper.
    page.emulate_media(media="print")
    shown = page.evaluate(
        """() => getComputedStyle(
          document.querySelector("#maslihat .headerlink"), "::after").content"""
    )
    assert shown.endswith('#maslihat"')


def test_the_title_of_a_picture_has_the_sign_of_the_picture(visit: Open) -> None:
    page = visit("korsetkishter/halyq/")
    page.locator("#chart-births .chart__caption").hover()
    sign = page.locator("button.address")
    expect(sign).to_have_attribute("aria-describedby", "chart-births")
    sign.click()
    expect(page.locator(".address-menu")).to_contain_text("Жамбыл")


def test_on_a_touch_screen_a_tap_shows_the_sign_and_a_tap_copies(visit: Open, address: str) -> None:
    page = visit(CHAPTER, width=375, has_touch=True, is_mobile=True, **RIGHTS)
    block = page.locator("article p[id]:not(:has(a, button))").first
    block.tap(position={"x": 5, "y": 5})
    box = page.locator(".address").bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 24
    page.locator(".address").tap()
    assert copied(page) == f"{address}{CHAPTER}#{block.get_attribute('id')}"


def test_a_row_has_a_sign_and_so_have_paragraphs_after_instant_navigation(
    visit: Open, address: str
) -> None:
    page = visit("birlikter/", **RIGHTS)
    page.locator("#regions-zhambyl td").nth(2).hover()
    page.locator(".address").click()
    assert copied(page).endswith("birlikter/#regions-zhambyl")
    close(page)
    page.wait_for_load_state("networkidle")
    page.evaluate("window.mark = true")
    page.locator(".md-tabs").get_by_role("link", name="Тараулар").click()
    page.wait_for_url("**/taraular/")
    expect(page.locator("h1")).to_have_text("Тараулар")  # the page itself is there
    assert page.evaluate("window.mark")
    page.locator("article p[id]").first.hover()
    page.locator(".address").click()
    assert copied(page).startswith(f"{address}taraular/#")


def test_the_menu_stays_on_the_screen_wherever_its_heading_is(visit: Open) -> None:
    page = visit(CHAPTER, width=375, **RIGHTS)
    for place in (120, 400, 760):
        page.evaluate(
            """place => scrollBy(0, document.querySelector("#maslihat")
                 .getBoundingClientRect().top - place)""",
            place,
        )
        page.locator("#maslihat .headerlink").evaluate("sign => sign.click()")
        menu = page.locator(".address-menu:popover-open")
        expect(menu).to_be_visible()
        page.wait_for_timeout(100)
        box = menu.bounding_box()
        assert box
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 800
        page.keyboard.press("Escape")
    page.locator("article p[id]").nth(2).hover()
    expect(page.locator(".address")).to_be_visible()
    assert sideways(page, 320) == {}, "the sign goes along when a phone is turned"
    page.locator("#maslihat .headerlink").click()
    expect(page.locator(".address-menu")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_back_restores_the_place_also_on_a_page_with_a_fragment(visit: Open) -> None:
    page = visit("1-basqaru/1-2-aimaq/#maslihat")
    page.wait_for_timeout(500)
    page.mouse.move(500, 300)
    page.mouse.wheel(0, 2500)
    page.wait_for_timeout(700)
    left = page.evaluate("scrollY")
    page.locator(".md-footer__link--next").evaluate("link => link.click()")
    expect(page).to_have_url(re.compile("1-3-sheteldik/$"))
    page.wait_for_timeout(500)
    page.go_back()
    expect(page).to_have_url(re.compile("#maslihat$"))
    wait_until(page, "Math.abs(scrollY - given) < 50", left)
