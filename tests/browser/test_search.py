"""Searching as a reader does it: typing, choosing, arriving."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import ABSENT, Open

BOX = "[data-md-component=search-query]"
MARKS = "article mark"


def search(page: Page, text: str) -> Locator:
    """Type a query; gives the results."""
    box = page.locator(BOX)
    box.click()
    box.fill(text)
    box.press("End")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    return results


def test_a_result_opens_at_its_section_with_every_form_marked(visit: Open) -> None:
    page = visit("sozdik/")
    results = search(page, "орталықсыздандырумен")
    assert results.locator("mark").all_inner_texts()
    results.locator("..").locator("a[href*='#ortalyqsyzdandyru']").first.click()
    page.wait_for_url("**/1-basqaru/1-2-aimaq/**#ortalyqsyzdandyru")
    page.locator(MARKS).first.wait_for(state="attached")
    page.wait_for_timeout(600)
    forms = {text.lower() for text in page.locator(MARKS).all_inner_texts()}
    assert forms
    # the glossary gives the Russian word too, and both name the same
    assert all(form.startswith(("орталықсыздандыр", "децентрализаци")) for form in forms), forms
    assert page.locator("mark mark").count() == 0
    expect(page.locator("#ortalyqsyzdandyru")).to_be_in_viewport()


def test_a_code_opens_the_row_of_its_unit(visit: Open) -> None:
    page = visit("")
    search(page, "310000000").locator("visible=true").last.click()
    page.wait_for_url("**/birlikter/**#regions-zhambyl")
    row = page.locator("tr#regions-zhambyl")
    expect(row).to_be_in_viewport()
    expect(row.locator("mark")).to_have_text("310000000")


def test_a_shared_link_restores_the_search(visit: Open) -> None:
    page = visit(f"?q={quote('quqyqtar')}")
    page.locator(".md-search-result__link mark").first.wait_for()
    assert page.locator(BOX).input_value() == "quqyqtar"
    share = page.locator("[data-md-component=search-share]")
    expect(share).to_have_attribute("href", re.compile(r"\?q=quqyqtar"))


def test_the_keyboard_is_enough(visit: Open) -> None:
    page = visit("")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.insert_text("мәслихаттан")
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(BOX)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(BOX)).not_to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()
    page.keyboard.press("/")
    expect(page.locator(BOX)).to_be_focused()
    page.locator(".md-search-result__link").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**h=*")
    page.locator(MARKS).first.wait_for(state="attached")


def test_a_slip_is_answered_with_a_suggestion(visit: Open) -> None:
    page = visit("")
    search(page, "муниципалитит")
    hint = page.locator(".search-kk-hint")
    expect(hint).to_contain_text("іздедіңіз бе?")
    hint.get_by_role("button").click()
    expect(page.locator(BOX)).to_have_value(re.compile("^муниципалитет"))
    expect(hint).to_have_count(0)


def test_nonsense_finds_nothing_and_says_what_to_do(visit: Open) -> None:
    page = visit("")
    box = page.locator(BOX)
    box.click()
    box.fill("ыфвпаукц")
    box.press("End")
    expect(page.locator(".md-search-result__meta").first).to_have_text("Ештеңе табылмады")
    expect(page.locator(".search-kk-hint")).to_contain_text("Басқа сөзбен")
    assert page.locator(".md-search-result__link").count() == 0


def test_the_404_page_searches_in_kazakh(visit: Open, address: str) -> None:
    page = visit(ABSENT)
    result = search(page, "конституциядан").first
    assert str(result.get_attribute("href")).startswith(address)


def test_the_index_waits_until_the_search_is_wanted(visit: Open) -> None:
    page = visit("sozdik/")
    page.wait_for_load_state("networkidle")  # nothing more is asked for
    seen = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert any("/workers/later." in url for url in seen)
    assert not any("/search/index." in url or "/lunr/" in url for url in seen)
    with page.expect_request("**/search/index.*.json"):
        page.locator(BOX).focus()
    page.wait_for_load_state("networkidle")
    again: list[str] = []
    page.on("request", lambda request: again.append(request.url))
    search(page, "мәслихат")
    assert not any("/search/index." in url for url in again)


def test_the_status_says_that_the_search_is_on_its_way(visit: Open) -> None:
    page = visit("sozdik/")
    waiting: list[Route] = []
    page.route("**/search/index.*.json", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright marks it
    status = page.locator(".md-search-result__meta").first
    box = page.locator(BOX)
    box.click()
    box.fill("мәслих")
    box.press("End")
    expect(status).to_contain_text("Іздеу іске қосылып жатыр")
    box.fill("мәслихат")
    box.press("End")
    waiting[0].continue_()
    expect(status).to_contain_text("бет табылды")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    assert len(waiting) == 1


def test_a_failed_fetch_is_told_and_tried_again(browser: Browser, address: str) -> None:
    # Not visit(): the console may complain here; and what the service worker keeps never fails.
    page = browser.new_page(service_workers="block")
    page.goto(f"{address}sozdik/")
    status = page.locator(".md-search-result__meta").first
    for pattern in ("**/search/index.*.json", "**/workers/search.*", "**/lunr/min/lunr.kk.*"):
        page.reload()
        page.route(pattern, lambda route: route.abort())
        box = page.locator(BOX)
        box.click()
        box.fill("мәслихат")
        box.press("End")
        expect(status).to_contain_text("Іздеу жүктелмеді")
        page.unroute(pattern)
        expect(status).to_contain_text("бет табылды")
    page.close()


def test_another_page_of_the_site_stays_quiet(visit: Open) -> None:
    first = visit("sozdik/")
    second = first.context.new_page()
    second.goto(first.url)
    second.wait_for_load_state("networkidle")
    search(first, "мәслихат")
    seen = second.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not any("/search/index." in url for url in seen)
