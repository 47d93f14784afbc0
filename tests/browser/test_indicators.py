"""What a reader does with figures, in a real browser."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, resize

INDEX = "korsetkishter/"
ECONOMY = "korsetkishter/ekonomika/"
HOUSES = "korsetkishter/qurylys/"


def test_a_file_is_downloaded_and_a_computed_figure_leads_to_its_inputs(visit: Open) -> None:
    page = visit(HOUSES)
    with page.expect_download() as waiting:
        page.locator("#table-housing-commissioned").get_by_role("link", name="CSV").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbfperiod,")
    assert b"354490" in content
    page.get_by_role("button", name="51,1%-ын").click()
    shown = page.locator(".value__source:popover-open")
    expect(shown).to_contain_text("бөлігі ÷ бүтіні × 100%")
    expect(shown).to_contain_text("354\u00a0490\u00a0м²")
    shown.get_by_role("link", name="354\u00a0490").click()
    expect(page.locator("#housing-commissioned-2022")).to_be_in_viewport()


def test_a_ranking_sorts_by_name_and_keeps_its_bars(visit: Open) -> None:
    page = visit(f"{ECONOMY}#comparison-grp")
    ranking = page.locator("#comparison-grp")
    bar = ranking.locator("tr.is-own rect")
    expect(bar).to_have_count(1)
    longest = ranking.locator("tbody tr").first.locator("svg").bounding_box()
    assert longest is not None
    assert 8 <= longest["height"] <= 20, "a bar is no block"
    ranking.get_by_role("button", name="Бірлік").click()
    expect(ranking.locator("tbody tr").first).to_contain_text("Абай")


def test_figures_are_there_without_javascript(visit: Open) -> None:
    page = visit(ECONOMY, javascript=False)
    expect(page.locator("#chart-grp svg:visible").first).to_be_visible()
    expect(page.locator("#grp-2024")).to_contain_text("3\u00a0150\u00a0409,7")
    expect(page.locator("#comparison-grp tr.is-own")).to_contain_text("Жамбыл")


def test_cards_stand_side_by_side_where_there_is_room(visit: Open) -> None:
    page = visit(INDEX, at_rest=True)
    tops = """() => [...document.querySelectorAll(".glance > li")].slice(0, 4)
        .map(card => card.getBoundingClientRect().top)"""
    assert len(set(page.evaluate(tops))) == 1
    resize(page, 320)
    first, second, third, fourth = page.evaluate(tops)
    assert first == second < third == fourth
