"""Searching as a reader does it: typing, choosing, arriving."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import Held, Open, arrive, latest

BOX = "[data-md-component=search-query]"
MARKS = ".md-content article mark"


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
    # By arrow and Enter: the title leads to the place that was found.
    expect(results.first).to_have_attribute("href", re.compile(r"\?h=[^#]+#ortalyqsyzdandyru"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/1-basqaru/1-2-aimaq/\?h=[^#]+#ortalyqsyzdandyru$"))
    page.locator(MARKS).first.wait_for(state="attached")
    forms = {text.lower() for text in page.locator(MARKS).all_inner_texts()}
    assert forms
    assert all(form.startswith("орталықсыздандыр") for form in forms), forms
    assert page.locator("mark mark").count() == 0
    expect(page.locator("#ortalyqsyzdandyru")).to_be_in_viewport()
    # The panel keeps its style on the pages that follow.
    search(page, "муниципал")
    expect(page.locator(".search-kk-row button").first).to_have_css("cursor", "pointer")
    styles = "[...document.styleSheets].filter(one => one.href?.includes('search-kk')).length"
    assert page.evaluate(styles) == 1


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
    # A query is cut however it comes: a tab of Chromium died of 100 kB of combining signs.
    text = "\u0430\u0301\u0302\u0303" * 2_000
    box = page.locator(BOX)
    box.fill("")
    page.keyboard.insert_text(text)  # as a paste does
    expect(box).to_have_value(text[:200])
    page.goto(page.url.partition("?")[0] + f"?q={quote(text)}")
    expect(box).to_have_value(text[:200])


@pytest.mark.exhaustive  # more of tests/browser/test_keyboard.py
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


def test_the_icon_opens_the_search_on_a_phone_and_does_not_widen_it(visit: Open) -> None:
    page = visit("sozdik/", width=375, has_touch=True, is_mobile=True)
    page.evaluate(
        """() => {
             window.widest = 0
             const measure = () => {
               window.widest = Math.max(window.widest, innerWidth)
               requestAnimationFrame(measure)
             }
             measure()
           }"""
    )
    page.locator("header label[for=__search]").locator("visible=true").first.tap()
    expect(page.locator(BOX)).to_be_focused()
    page.wait_for_timeout(500)  # the label's own click closes it for a moment
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(BOX)).to_be_focused()
    expect(page.locator(BOX)).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    page.wait_for_timeout(500)  # it moves out
    assert page.evaluate("window.widest") == 375


def test_what_is_found_can_be_completed_and_filtered(visit: Open) -> None:
    page = visit("sozdik/")
    box, links = page.locator(BOX), page.locator(".md-search-result__link")
    search(page, "мәслихат")
    # A badge tells the kind, and a filter keeps one.
    buttons = page.locator(".search-kk-filter button")
    expect(buttons.first).to_have_text("Бәрі")
    buttons.filter(has_text="Сөздік").click()
    expect(buttons.filter(has_text="Сөздік")).to_be_focused()  # the row is made anew
    shown = page.locator(".md-search-result__item:visible")
    expect(shown).to_have_count(1)
    expect(shown.locator(".md-tag").first).to_have_text("Сөздік")
    # Text that comes without a key is searched.
    box.fill("бюджет")  # the input event alone, as of a paste by mouse
    expect(links.locator("mark").first).to_contain_text(re.compile("юджет"))
    page.locator(".md-search__options [type=reset]").click()
    expect(links).to_have_count(0)
    expect(box).to_have_value("")
    # Completions are taken into the box. A row that says the same is not drawn anew: whoever
    # presses on a completion while the rest of an answer comes, presses on it still.
    search(page, "муниципал")
    first = page.locator(".search-kk-row button").first
    expect(first).to_have_text(re.compile("^муниципал"))
    button = first.element_handle()
    box.press("End")  # asked once more
    box.dispatch_event("input")
    page.wait_for_timeout(1000)
    assert button.evaluate("button => button.isConnected")
    word = first.inner_text()
    first.click()
    expect(box).to_have_value(word)


def test_what_is_not_found_is_answered_with_help(visit: Open) -> None:
    page = visit("")
    box, links = page.locator(BOX), page.locator(".md-search-result__link")
    hint = page.locator(".search-kk-hint")
    # A slip is answered with a suggestion,
    search(page, "муниципалитит")
    expect(hint).to_contain_text("іздедіңіз бе?")
    hint.get_by_role("button").click()
    expect(box).to_have_value(re.compile("^муниципалитет"))
    expect(hint).to_have_count(0)
    # nonsense with what to do,
    box.fill("ыфвпаукц")
    box.press("End")
    expect(page.locator(".md-search-result__meta").first).to_have_text("Ештеңе табылмады")
    expect(hint).to_contain_text("Басқа сөзбен")
    assert links.count() == 0
    # what the site has nothing of with sample queries.
    box.fill("")
    expect(hint).to_have_count(0)
    box.fill("бешбармақ")
    box.press("End")
    expect(hint).to_contain_text("Басқа сөзбен")
    page.locator(".search-kk-row button").first.click()
    expect(links.first).to_be_visible()


def test_the_index_waits_until_the_search_is_wanted(visit: Open) -> None:
    page = visit("sozdik/")
    page.wait_for_load_state("networkidle")  # nothing more is asked for
    seen = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert any("/workers/search." in url for url in seen)
    assert not any("/search/index." in url or "/workers/engine." in url for url in seen)
    other = page.context.new_page()
    other.goto(page.url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with page.expect_request("**/search/*/index.json"):
        page.locator(BOX).focus()
    search(page, "мәслихат")
    # by the page ahead of time, and by the worker, out of the browser's cache
    assert sum(url.endswith("/index.json") for url in asked) <= 2
    # another page of the site stays quiet
    seen = other.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert seen
    assert not any("/search/index." in url for url in seen)


def test_the_status_says_that_the_search_is_on_its_way(visit: Open) -> None:
    page = visit("sozdik/")
    held = Held(page, "**/search/*/index.json")
    status = page.locator(".md-search-result__meta").first
    box = page.locator(BOX)
    box.click()
    box.fill("мәслих")
    box.press("End")
    expect(status).to_contain_text("Іздеу іске қосылып жатыр")
    box.fill("мәслихат")
    box.press("End")
    held.let_go()
    expect(status).to_contain_text("бет табылды")
    expect(page.locator(".md-search-result__link").first).to_be_attached()
    assert len(held.routes) == 2  # by the page, ahead, and by the worker; never by a letter typed


@pytest.mark.parametrize(
    "patterns",
    [
        ("**/search/*/index.json", "**/search/*/p*.json"),
        pytest.param(("**/workers/engine.*", "**/search/*/v*.json"), marks=pytest.mark.exhaustive),
    ],
    ids=["few", "others"],
)
def test_a_failed_fetch_is_told_and_tried_again(
    browser: Browser, address: str, patterns: tuple[str, ...]
) -> None:
    # Not visit(): the console may complain here; and what the service worker keeps never fails.
    page = browser.new_page(service_workers="block")
    page.goto(f"{address}sozdik/")
    status = page.locator(".md-search-result__meta").first
    for pattern in patterns:
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


def test_the_search_goes_on_after_navigation_and_back(visit: Open) -> None:
    """Also for who types while the page comes back: Material closes the search 125 ms after."""
    page = visit("sozdik/")
    card = page.locator(".search-kk-card")
    search(page, "халқы тараз 2021")
    expect(card).to_be_visible()
    page.locator(".md-search-result__link").locator("visible=true").first.click()
    page.wait_for_url("**?h=*")
    page.locator(MARKS).first.wait_for(state="attached")
    search(page, "халқы тараз 2020")
    expect(card).to_contain_text("2020")
    page.evaluate(
        """selector => {
            const box = document.querySelector(selector)
            box.blur()
            addEventListener("popstate", () => setTimeout(() => {
                box.focus()
                box.click()
                box.value = "халқы тараз 2019"
                box.dispatchEvent(new Event("input", { bubbles: true }))
                setTimeout(() => { document.documentElement.dataset.typed = "" }, 600)
            }, 50))
        }""",
        BOX,
    )
    page.go_back()
    page.wait_for_url("**/sozdik/")
    page.locator("[data-typed]").wait_for(state="attached")
    page.locator("article .glossary").first.wait_for(state="attached")  # the page itself is back
    expect(card).to_contain_text("2019")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    search(page, "халқы тараз 2018")
    expect(card).to_contain_text("2018")
    expect(first).to_have_attribute("href", re.compile(r"[?&]h="))


def test_a_card_answers_what_is_asked(visit: Open) -> None:
    page = visit("sozdik/")
    card = page.locator(".search-kk-card")
    # With a period it leads to the row of it.
    search(page, "халқы тараз 2021")
    expect(card).to_contain_text("362\u00a0965\u00a0адам")
    of_2021 = re.compile("/korsetkishter/halyq/#population-2021$")
    expect(card.locator("a").first).to_have_attribute("href", of_2021)
    # Without one it leads to the section and to the row.
    search(page, "тараз халқы")
    links = page.locator(".search-kk-card a")
    period, figure = latest("population")
    expect(links.first).to_contain_text(figure)
    expect(links.first).to_have_attribute("href", re.compile("/korsetkishter/halyq/#population$"))
    row = re.compile(f"/korsetkishter/halyq/#population-{period}$")
    expect(links.last).to_have_attribute("href", row)
    expect(links.last).to_have_text("Кестедегі жолы")
    # Where the most is asked for, places are compared.
    search(page, "халқы ең көп облыс")
    expect(card).to_contain_text("Түркістан облысы")
    expect(card.locator(".search-kk-card__compared")).to_have_text(re.compile(r"^\d\d аумақтың"))
    # What is not known is said, with what comes nearest.
    search(page, "туғандар саны тараз 1995")
    expect(card).to_contain_text("дерек жоқ")
    expect(card).to_contain_text("1995")
    expect(card).to_contain_text("бала")
    search(page, "халқы тараз 2021")
    expect(card.locator("a").first).to_have_attribute("href", of_2021)
    page.keyboard.press("Enter")
    page.wait_for_url("**/korsetkishter/halyq/#population-2021")


def test_an_emptied_box_shows_nothing_also_before_the_page_script_is_there(visit: Open) -> None:
    page = visit("sozdik/")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/workers/page.*.js", hold)
    search(page, "мәслихат")
    page.locator(".md-search__options [type=reset]").click()
    expect(page.locator(".md-search-result__link")).to_have_count(0)
    assert held
    for route in held:
        route.continue_()


def test_before_typing_samples_and_what_was_searched(visit: Open) -> None:
    page = visit("sozdik/")
    page.locator(BOX).click()
    row = page.locator(".search-kk-row")
    expect(row).to_have_count(1)
    row.get_by_role("button").nth(1).click()
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    page.locator(".md-search-result__link").first.click()
    page.wait_for_load_state()
    page.locator(BOX).click()
    page.locator(BOX).fill("")
    expect(page.locator(".search-kk-row")).to_have_count(2)
    page.get_by_role("button", name="Тазарту").last.click()
    expect(page.locator(".search-kk-row")).to_have_count(1)


@pytest.mark.parametrize(
    ("how", "from_"),
    [
        ("a tap", "sozdik/"),
        *(
            pytest.param(how, from_, marks=pytest.mark.exhaustive)
            for how, from_ in (
                ("Enter", "sozdik/"),
                ("a tap", "1-basqaru/1-2-aimaq/"),
                ("Enter", "1-basqaru/1-2-aimaq/"),
            )
        ),
    ],
)
def test_a_result_is_seen_on_a_phone(visit: Open, from_: str, how: str) -> None:
    """Material keeps the page behind the search where it was, and lets it go a moment after."""
    page = visit(from_, width=375, has_touch=True, is_mobile=True)
    page.evaluate("scrollTo(0, 600)")
    page.locator("header label[for=__search]").locator("visible=true").first.tap()
    page.locator(BOX).fill("орталықсыздандырумен")
    result = page.locator(".md-search-result__link[href*='#ortalyqsyzdandyru']").first
    result.wait_for()
    page.wait_for_timeout(500)  # the page is held fast
    if how == "Enter":
        page.keyboard.press("Enter")
    else:
        result.tap()
    page.wait_for_url(re.compile(r"\?h=[^#]+#ortalyqsyzdandyru"))
    place = page.locator(f"[id='{page.url.rpartition('#')[2]}']")
    expect(place).to_be_in_viewport()
    page.wait_for_timeout(500)
    expect(place).to_be_in_viewport()


def test_marks_are_of_whole_figures_and_can_be_taken_away(visit: Open) -> None:
    page = visit("birlikter/almaty-region/?h=1+560+124#fact-population")
    marks = page.locator(MARKS)
    marks.first.wait_for(state="attached")
    found = {text.replace("\u00a0", " ") for text in marks.all_text_contents()}
    assert found == {"1 560 124"}
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    page.wait_for_url(re.compile("almaty-region/#fact-population$"))
    # A figure with decimals is one thing.
    page.goto(page.url.partition("#")[0] + "?h=14,8")
    marks.first.wait_for(state="attached")
    assert set(marks.all_text_contents()) == {"14,8"}
    page.goto(page.url.replace("14,8", "1+8+14"))
    marks.first.wait_for(state="attached")
    assert set(marks.all_text_contents()) <= {"1", "8", "14"}
    around = marks.evaluate_all(
        """found => found.map(mark => (mark.previousSibling?.data ?? "").slice(-2) + "|"
             + (mark.nextSibling?.data ?? "").slice(0, 2))"""
    )
    assert not [signs for signs in around if re.search(r"\d[.,]\||\|[.,]\d", signs)]


def test_signs_alone_mark_nothing(visit: Open) -> None:
    page = visit("sozdik/?h=%28")
    for address in (page.url, page.url.replace("%28", ".")):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(500)
        assert page.locator(MARKS).count() == 0


def test_the_button_takes_the_marks_away(visit: Open) -> None:
    page = visit(f"sozdik/?h={quote('мәслихат')}")
    button = page.get_by_role("button", name="Белгілерді алу")
    button.click()
    expect(page.locator(MARKS)).to_have_count(0)
    expect(button).to_have_count(0)


def test_offline_before_the_first_use_it_is_said_at_once(browser: Browser, address: str) -> None:
    context = browser.new_context(service_workers="block")
    page = context.new_page()
    page.goto(f"{address}sozdik/")
    arrive(page)
    page.wait_for_timeout(500)
    context.set_offline(True)
    box = page.locator(BOX)
    box.fill("мәслихат")
    expect(page.locator(".md-search-result__meta").first).to_contain_text("Желі жоқ")
    context.set_offline(False)
    expect(page.locator(".md-search-result__meta").first).to_contain_text("бет табылды")
    context.close()
