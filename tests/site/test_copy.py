"""The copy of the built site that opens from the disk."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from datapages.output import offline_copy

_ADDRESS = re.compile(r'\s(?:href|src|xlink:href)="([^"]+)"')


@pytest.fixture(scope="module")
def copy(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ZIP, unpacked."""
    folder = tmp_path_factory.mktemp("copy")
    offline_copy.pack(site, folder / "sait.zip")
    with zipfile.ZipFile(folder / "sait.zip") as archive:
        archive.extractall(folder)
    return folder / "sait"


def test_every_address_of_every_page_is_a_file(copy: Path) -> None:
    pages = sorted(copy.rglob("*.html"))
    assert len(pages) > 50
    missing, seen = set(), 0
    for page in pages:
        for address in set(_ADDRESS.findall(page.read_text(encoding="utf-8"))):
            path = unquote(re.split("[?#]", address)[0])
            if not path or re.match("[a-z]+:", address):
                continue
            seen += 1
            if not (page.parent / path).is_file():
                missing.add(f"{page.relative_to(copy)}: {address}")
    assert seen > 50 * sum("kiriktiru" not in page.parts for page in pages)
    assert not missing, sorted(missing)[:20]


def test_fragments_are_kept(copy: Path, site: Path) -> None:
    count = re.compile(r'href="[^":]*#[^"]+"')
    for page in ("index.html", "birlikter/index.html"):
        told = [len(count.findall((place / page).read_text("utf-8"))) for place in (site, copy)]
        assert told[0] == told[1] > 0


def test_chromium_opens_it_from_the_disk(copy: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    wrong: list[str] = []
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Policy" in said.text
            and "CORS policy" not in said.text else None)  # fmt: skip
    page.on("request", lambda asked: None if asked.url.startswith("file:") else
            wrong.append(asked.url))  # fmt: skip
    page.goto((copy / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).display") == "flex"  # it has its styles
    page.locator(".md-tabs__link", has_text="Бірліктер").click()
    expect(page).to_have_title(re.compile("^Қазақстан|бірлік", re.IGNORECASE))
    page.locator("thead .sort").first.click()
    expect(page.locator("thead th").first).to_have_attribute("aria-sort", "ascending")
    assert page.locator("img").first.evaluate("image => image.naturalWidth") > 0
    expect(page.locator(".md-search")).to_be_hidden()
    page.locator("label[for^=__palette]:visible").first.click()
    page.locator("article a[href$='index.html']:visible").first.click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.startswith(copy.as_uri())
    context.close()
    assert not wrong
