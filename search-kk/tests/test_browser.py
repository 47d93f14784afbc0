"""The whole way in a real browser: a small Material site, its own search box, the opened page."""

from __future__ import annotations

import functools
import http.server
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from build import page_js

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no test in a real browser")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")

CONFIG = """
site_name: Сынақ
site_url: http://127.0.0.1/
theme: {name: material, custom_dir: theme, language: kk, font: false, features: [search.highlight]}
markdown_extensions: [attr_list]
plugins: [search]
extra_javascript: [search-kk.js]
"""
PAGE = """# Құқық

## Азаматтың құқығы { #azamat }

Халықтың құқықтары Конституцияда бекітілген. Жергілікті бюджет туралы да айтылған.

## Бюджет { #budjet }

Бюджет жергілікті жерде жасалады. Әкімнің есебі бар. Конституция – негізгі заң. Конституция өзгерді.
"""
KEYS = {"language": "kk", "search.config.lang": "kk", "search.config.pipeline": "trimmer"}
SEPARATOR = r"[^0-9A-Za-z\u00c0-\u024f\u0400-\u052f]+"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, plugin: str) -> Iterator[str]:
    spec = importlib.util.find_spec("material")
    if spec is None or spec.origin is None or not Path(CHROMIUM).exists():
        pytest.skip("mkdocs-material or Chromium is not installed: no test in a real browser")
    root = tmp_path_factory.mktemp("site")
    language = (Path(spec.origin).parent / "templates/partials/languages/en.html").read_text(encoding="utf-8")
    for key, value in {**KEYS, "search.config.separator": SEPARATOR}.items():
        line = f"{json.dumps(key)}: {json.dumps(value)}"
        language = re.sub(rf'"{re.escape(key)}": "[^\n]*"', lambda _, line=line: line, language)  # type: ignore[misc]
    files = {
        "mkdocs.yml": CONFIG,
        "docs/index.md": PAGE,
        "docs/search-kk.js": page_js(),
        "theme/partials/languages/kk.html": language,
        "theme/assets/javascripts/lunr/min/lunr.kk.min.js": plugin,
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=root, check=True, env=environment)
    handler = functools.partial(QuietHandler, directory=str(root / "site"))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(address)
        yield page
        browser.close()


def search(page: Any, text: str) -> Any:
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(text)
    box.press("End")
    page.wait_for_timeout(900)
    return page.locator(".md-search-result__link")


def test_finds_and_marks(page: Any) -> None:
    results = search(page, "quqyqtarymyz")
    page.wait_for_selector(".md-search-result__link mark")
    assert {"Құқық", "құқығы", "құқықтары"} >= set(results.locator("mark").all_text_contents())


def test_phrase_after_the_same_words(page: Any) -> None:
    """The typed quotes are seen in the query itself, not in the one before."""
    search(page, "жергілікті бюджет")
    assert page.locator(".md-search-result__link[href*='#']").count() == 2
    search(page, '"жергілікті бюджет"')
    assert [link[-7:] for link in hrefs(page)] == ["#azamat"]


def hrefs(page: Any) -> list[str]:
    return [link.get_attribute("href") for link in page.locator(".md-search-result__link[href*='#']").all()]


def test_hint(page: Any) -> None:
    search(page, "констиуция")
    assert page.locator(".search-kk-hint").inner_text() == "«конституция» іздедіңіз бе?"
    search(page, "конституция")
    assert page.locator(".search-kk-hint").count() == 0


def test_opened_page_is_marked(page: Any, address: str) -> None:
    page.goto(f"{address}?h=аким+кукыкка")
    page.wait_for_selector("article mark")
    page.wait_for_timeout(500)
    assert set(page.locator("article mark").all_inner_texts()) == {"Құқық", "құқығы", "құқықтары", "Әкімнің"}
    assert page.locator("mark mark").count() == 0
