"""What pages and files may weigh: tests/site/budgets.tsv is the table of it."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.conftest import FRAME

TABLE = Path(__file__).parent / "budgets.tsv"
KIB = 1024
TEXTS = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".webmanifest"}

ROWS = [
    (kind, what, float(limit))
    for kind, what, limit in (
        line.split("\t") for line in TABLE.read_text("utf-8").splitlines() if line[:1] != "#"
    )
]
FILES = {what: limit for kind, what, limit in ROWS if kind == "file"}
VIEWS = {what: limit for kind, what, limit in ROWS if kind == "view"}
(REST,) = (limit for kind, _, limit in ROWS if kind == "rest")


@cache
def weight(path: Path) -> float:
    """KiB as a server sends it: texts after gzip."""
    data = path.read_bytes()
    return len(gzip.compress(data, 6) if path.suffix in TEXTS else data) / KIB


def test_no_file_is_heavier_than_its_kind_may_be(site: Path) -> None:
    wrong = []
    for kind, limit in FILES.items():
        found = [path for path in site.glob(kind) if path.is_file()]
        assert found, f"{kind}: no such file; mend tests/site/budgets.tsv"
        heaviest = max(found, key=weight)
        if (excess := weight(heaviest) - limit) > 0:
            name = heaviest.relative_to(site)
            wrong.append(f"{name} has {limit + excess:.1f} KiB, {excess:.1f} more than {kind} may")
    assert not wrong, "\n".join(wrong)


def test_every_page_links_one_sheet_and_one_script(site: Path) -> None:
    seen = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        if "data-moved-all" not in html and FRAME not in html:
            assert len(re.findall(r"<link[^>]+stylesheet", html)) == 1, path
            assert len(re.findall(r"<script[^>]+src=", html)) == 1, path
            seen += 1
    assert seen > 50


# One of each kind of page, the others are for the long run: their files are weighed above, too.
KINDS = {"/", "/1-basqaru/1-2-aimaq/", "/korsetkishter/halyq/", "/birlikter/", "/404.html"}


@pytest.mark.parametrize(
    "page",
    [pytest.param(view, marks=() if view in KINDS else pytest.mark.exhaustive) for view in VIEWS],
)
def test_a_first_view_is_light(site: Path, address: str, browser: Browser, page: str) -> None:
    """All that a page fetches before its reader does anything.

    What the service worker keeps for reading offline comes when the page is at rest: it has a row
    of its own, «rest».
    """
    context = browser.new_context(viewport={"width": 390, "height": 844})
    fetched: list[str] = []
    kept: list[str] = []
    opened = context.new_page()
    context.on(
        "request",
        lambda request: (
            kept if request.service_worker or request.url.endswith("/sw.js") else fetched
        ).append(request.url),
    )
    opened.goto(address + page.removeprefix("/"))
    opened.evaluate("async () => { await navigator.serviceWorker.ready }")
    opened.wait_for_load_state("networkidle")
    opened.wait_for_timeout(500)
    context.close()
    rest = [url for url in kept if url not in fetched]
    for what, urls, limit in ((page, fetched, VIEWS[page]), ("rest", rest, REST)):
        weights = weights_of(urls, site, address)
        whole = sum(weights.values())
        told = "\n".join(f"{size:7.1f}  {name}" for name, size in sorted(weights.items()))
        assert whole <= limit, f"{what}: {whole:.1f} KiB, {limit} allowed:\n{told}"
    assert any("assets/javascripts/site." in url for url in fetched), fetched


def weights_of(urls: list[str], site: Path, address: str) -> dict[str, float]:
    """KiB of each file of the site that is among the addresses."""
    weights = {}
    for url in urls:
        if url.startswith(address):
            path = site / unquote(urlsplit(url).path).lstrip("/")
            path = path / "index.html" if path.is_dir() else path
            weights[path.relative_to(site).as_posix()] = weight(path)
    return weights
