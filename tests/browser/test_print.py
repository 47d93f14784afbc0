"""The pages on paper: A4, numbered, light, with nothing of the interface."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from datapages.graphics import standalone_svg
from tests.browser.conftest import Open, resize

HOME = ""
CHAPTER = "1-basqaru/1-1-organdar/"
POPULATION = "korsetkishter/halyq/"
REGIONS = "birlikter/"
REGION = "birlikter/zhambyl/"
DOWNLOADS = "jukteu/"
PAPER = 650  # CSS pixels between the margins of A4


@pytest.fixture
def paper(visit: Open) -> Open:
    """paper("kirispe/") → the page as it is printed, from a dark screen."""

    def open_page(path: str = "", javascript: bool = True) -> Page:
        page = visit(path, width=PAPER, scheme="dark", javascript=javascript, at_rest=True)
        page.emulate_media(media="print")
        return page

    return open_page


def style(page: Page, selector: str, name: str, pseudo: str = "") -> str:
    found: str = page.locator(selector).first.evaluate(
        "(element, [name, pseudo]) => getComputedStyle(element, pseudo || null)[name]",
        [name, pseudo],
    )
    return found


def test_nothing_of_the_interface_is_printed(paper: Open, address: str) -> None:
    page = paper(CHAPTER)
    for part in (".md-header", ".md-tabs", ".md-sidebar--primary", ".md-footer", ".md-path",
                 ".cite-box", ".backlinks", ".headerlink"):  # fmt: skip
        assert page.locator(part).count() > 0, part
        for found in page.locator(part).all()[:3]:
            assert (
                not found.is_visible()
                or found.evaluate("e => getComputedStyle(e).fontSize") == "0px"
            ), part
    # The address stands at the head of the paper and only there.
    told = page.locator(".paper-address")
    expect(told).to_have_text(address + CHAPTER)
    expect(told).to_be_visible()
    inner = "article p > a:not([rel], .headerlink)"
    assert style(page, inner, "content", "::after") == "none"
    fits(page)
    page.emulate_media(media="screen")
    expect(told).to_be_hidden()


def fits(page: Page) -> None:
    """Tables are not wider than the paper, and repeat their heads."""
    wide = page.evaluate(
        """[...document.querySelectorAll("article table")].map(table =>
             Math.round(table.getBoundingClientRect().right - innerWidth))"""
    )
    assert wide
    assert max(wide) <= 0
    assert style(page, "tbody th", "position") == "static"
    assert style(page, "thead", "display") == "table-header-group"


def test_paper_is_light_though_the_screen_is_dark(paper: Open) -> None:
    light = "rgb(35, 33, 28)"
    page = paper(POPULATION)
    assert style(page, "article h1", "color") == light
    page.emulate_media(media="screen")
    assert style(page, "article h1", "color") != light
    page.emulate_media(media="print")
    chart = page.evaluate("getComputedStyle(document.body).getPropertyValue('--chart-1').trim()")
    assert chart == standalone_svg.colours()["--chart-1"]
    fits(page)
    # A word of a table is not torn.
    cell = page.locator("#table-population td", has_text=re.compile("^расталмаған$")).first
    lines = """cell => { const range = document.createRange(); range.selectNodeContents(cell);
                 return new Set([...range.getClientRects()].map(one => one.top)).size }"""
    assert cell.evaluate(lines) == 1


def test_pages_are_a4_and_numbered(paper: Open, tmp_path: Path) -> None:
    page = paper(HOME)
    rules: str = page.evaluate(
        """[...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
             .flatMap(rule => rule.media?.mediaText === "print" ? [...rule.cssRules] : rule)
             .filter(rule => rule instanceof CSSPageRule).map(rule => rule.cssText).join()"""
    )
    assert re.search(r"size:\s*a4", rules, re.IGNORECASE)
    assert "counter(page)" in rules
    pdf = page.pdf(prefer_css_page_size=True)
    count = len(re.findall(rb"/Type /Page\b", pdf))
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    assert count > 1
    assert {(round(float(width)), round(float(height))) for width, height in sizes} == {(595, 842)}
    if reader := shutil.which("pdftotext"):
        (tmp_path / "a.pdf").write_bytes(pdf)
        done = subprocess.run(
            [reader, tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True
        )
        text = done.stdout.replace(" ", "")
        assert [f"{number}/{count}" in text for number in range(1, count + 1)] == [True] * count


def test_links_to_other_sites_tell_their_address_but_not_in_lists_of_sources(paper: Open) -> None:
    page = paper(DOWNLOADS)
    told = style(page, "article a[rel~=license]", "content", "::after")
    assert "https://creativecommons.org" in told
    page.goto(page.url.replace(DOWNLOADS, "derekkozder/"))
    assert style(page, ".bibliography a[rel~=external]", "content", "::after") == "none"


def test_nothing_is_closed_or_cut_on_paper(paper: Open) -> None:
    page = paper(HOME, javascript=False)  # with it, Material opens what is closed
    assert page.locator("details.chart__data[open]").count() == 0
    expect(page.locator("details.chart__data td").first).to_be_visible()
    assert page.locator("details.chart__data").first.evaluate("e => e.offsetHeight") > 300
    for part, name in (
        ("h2", "breakAfter"),
        ("tr", "breakInside"),
        (".chart__frame", "breakInside"),
        (".chart__caption", "breakAfter"),  # the picture stands under it, not on the next page
        (".chart__legend", "breakAfter"),
        ("tbody tr:first-child", "breakBefore"),
    ):
        assert style(page, f"article {part}", name) == "avoid", part


def test_wide_tables_fit_the_paper(paper: Open) -> None:
    fits(paper(REGIONS))


def test_names_stay_inside_their_tiles(visit: Open) -> None:
    """On paper and on both kinds of screens: each label ends before the edge of its rectangle."""
    page = visit(REGION, at_rest=True)
    looks: list[tuple[Literal["screen", "print"], int, str]] = [
        ("screen", 1280, "wide"),
        ("screen", 375, "narrow"),
        ("print", PAPER, "wide"),
    ]
    for media, width, name in looks:
        page.emulate_media(media=media)
        resize(page, width)
        picture = page.locator(f".map--tiles .map__picture--{name}")
        expect(picture).to_be_visible()
        expect(page.locator(".map--tiles .map__picture:visible")).to_have_count(1)
        room = picture.evaluate(
            """svg => [...svg.querySelectorAll("text")].map(text => {
                 const own = text.getBBox(), tile = text.parentNode.querySelector("rect").getBBox()
                 return Math.min(tile.x + tile.width - own.x - own.width,
                                 tile.y + tile.height - own.y - own.height)
               })"""
        )
        assert len(room) >= 22
        assert min(room) >= 2
