"""A reader points at charts, with a mouse, a finger and keys."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Open, resize

POPULATION = "korsetkishter/halyq/"


def test_the_figures_of_a_period_are_read_from_the_table(visit: Open) -> None:
    """Under the mouse, and along the chart by arrow keys, which tell them."""
    page = visit(POPULATION)
    frame = page.locator("#chart-births-taraz-title ~ .chart__frame")
    frame.scroll_into_view_if_needed()
    page.keyboard.press("Shift")
    frames = page.locator("#chart-births .chart__frame").count()
    assert frames
    expect(page.locator("#chart-births .chart__slider")).to_have_count(frames)
    slider = page.locator("#chart-births .chart__slider").first
    slider.focus()
    told = page.locator("#chart-births .chart__card").first
    expect(told).to_contain_text("2024")
    page.keyboard.press("Home")
    expect(told).to_contain_text("2009")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2010; 8\u00a0559 адам")
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    frame.hover()
    card = frame.locator(".chart__card")
    expect(card).to_be_visible()
    period, figure = card.inner_text().split("\n")[:2]
    row = page.locator(f"#births-{period} td.is-number").first
    assert figure.removesuffix("\u00a0адам").removesuffix(" адам") == row.inner_text().strip()
    page.mouse.move(5, 5)
    expect(card).to_be_hidden()


def test_a_tap_shows_all_series_with_the_status_of_each(visit: Open) -> None:
    page = visit("", width=375)
    frame = page.locator("#chart-population .chart__frame")
    frame.scroll_into_view_if_needed()
    page.keyboard.press("Shift")
    slider = page.locator("#chart-population .chart__slider")
    expect(slider).to_have_count(1)
    box = frame.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.73, box["y"] + 100)
    card = frame.locator(".chart__card")
    expect(card).to_contain_text("расталмаған")
    expect(card).to_contain_text("488\u00a0133")
    inside = card.bounding_box()
    assert inside
    assert inside["x"] >= 0
    assert inside["x"] + inside["width"] <= 375
    # A legend stands only where lines have no names at their ends.
    legend = page.locator("#chart-population .chart__legend")
    assert legend.is_visible()
    assert legend.evaluate("one => getComputedStyle(one).display") == "flex"
    resize(page, 1280)
    assert not legend.is_visible()


def test_a_name_lights_its_line(visit: Open) -> None:
    page = visit("korsetkishter/ekonomika/#grp-index")
    picture = page.locator("#chart-grp-index .chart__picture")
    name = picture.locator("text", has_text="Қазақстан")
    name.click()
    expect(picture).to_have_attribute("data-lit", "2")
    assert picture.locator(".c1").first.evaluate("one => getComputedStyle(one).opacity") == "0.15"
    name.click()
    expect(picture).to_have_attribute("data-lit", "")
