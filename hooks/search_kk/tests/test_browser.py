"""The whole way in a real browser: a small Material site, its own search box, the opened page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page

from search_kk import worker
from search_kk.plugin_file import page_js

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
KEYS["search.config.separator"] = worker.SEPARATOR


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, plugin: str) -> Iterator[str]:
    root = tmp_path_factory.mktemp("site")
    english = worker.SCRIPTS.parent.parent / "partials/languages/en.html"
    language = english.read_text(encoding="utf-8")
    for key, value in KEYS.items():
        old = re.search(rf'"{re.escape(key)}": "[^\n]*"', language)
        assert old, key
        language = language.replace(old[0], f"{json.dumps(key)}: {json.dumps(value)}")
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
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(mkdocs, cwd=root, check=True, env=environment)
    with worker.served(root / "site") as address:
        yield address


@pytest.fixture(scope="module")
def page(address: str) -> Iterator[Page]:
    page = worker.browser().new_page()
    page.goto(address)
    yield page
    page.close()


def search(page: Page, text: str) -> Locator:
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(text)
    box.press("End")
    page.wait_for_timeout(900)
    return page.locator(".md-search-result__link")


def test_finds_and_marks(page: Page) -> None:
    results = search(page, "quqyqtarymyz")
    page.wait_for_selector(".md-search-result__link mark")
    assert {"Құқық", "құқығы", "құқықтары"} >= set(results.locator("mark").all_text_contents())


def test_phrase_after_the_same_words(page: Page) -> None:
    """The typed quotes are seen in the query itself, not in the one before."""
    search(page, "жергілікті бюджет")
    assert page.locator(".md-search-result__link[href*='#']").count() == 2
    search(page, '"жергілікті бюджет"')
    assert [link[-7:] for link in hrefs(page)] == ["#azamat"]


def hrefs(page: Page) -> list[str]:
    return [
        str(link.get_attribute("href"))
        for link in page.locator(".md-search-result__link[href*='#']").all()
    ]


def test_hint(page: Page) -> None:
    search(page, "констиуция")
    assert page.locator(".search-kk-hint").inner_text() == "«конституция» іздедіңіз бе?"
    search(page, "конституция")
    assert page.locator(".search-kk-hint").count() == 0


def test_opened_page_is_marked(page: Page, address: str) -> None:
    page.goto(f"{address}?h=аким+кукыкка")
    page.wait_for_selector("article mark")
    page.wait_for_timeout(500)
    assert set(page.locator("article mark").all_inner_texts()) == {
        "Құқық",
        "құқығы",
        "құқықтары",
        "Әкімнің",
    }
    assert page.locator("mark mark").count() == 0
