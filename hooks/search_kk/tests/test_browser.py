"""The whole way in a real browser: a stock Material site with one entry in mkdocs.yml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from search_kk import worker
from search_kk.kazakh_stemmer import HERE

CONFIG = """
site_name: Сынақ
site_url: http://127.0.0.1/
theme: {name: material, font: false, features: [search.highlight, search.suggest]}
markdown_extensions: [attr_list]
plugins:
  - search
  - search_kk:
      samples: [конституция]
      equivalents: equivalents.yml
"""
PAGE = """# Құқық

## Азаматтың құқығы { #azamat }

Халықтың құқықтары Конституцияда бекітілген. Жергілікті бюджет туралы да айтылған.

## Бюджет { #budjet }

Бюджет жергілікті жерде жасалады. Әкімнің есебі бар. Конституция – негізгі заң. Конституция өзгерді.
"""
# What `pip install ./hooks/search_kk` leaves for MkDocs to find the plugin by.
INSTALLED = {
    "METADATA": "Metadata-Version: 2.1\nName: search-kk\nVersion: 1\n",
    "entry_points.txt": "[mkdocs.plugins]\nsearch_kk = search_kk.plugin:Plugin\n",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stock")
    files = {
        "mkdocs.yml": CONFIG,
        "equivalents.yml": "акимат: әкімдік\nправо: құқық\n",
        "docs/index.md": PAGE,
    }
    files |= {f"lib/search_kk-1.dist-info/{name}": text for name, text in INSTALLED.items()}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": f"{HERE.parent}{os.pathsep}{root / 'lib'}",
    }
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(mkdocs, cwd=root, check=True, env=environment)
    return root / "site"


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with worker.served(site) as address:
        yield address


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    page = worker.browser().new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(address)
    yield page
    page.close()
    assert not wrong


def search(page: Page, text: str) -> Locator:
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(text)
    box.press("End")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    return results


def test_finds_and_marks(page: Page) -> None:
    results = search(page, "quqyqtarymyz")
    results.locator("mark").first.wait_for()
    assert {"Құқық", "құқығы", "құқықтары"} >= set(results.locator("mark").all_text_contents())


def test_finds_a_phrase_and_an_equivalent(page: Page) -> None:
    search(page, '"жергілікті бюджет"')
    expect(page.locator(".md-search-result__link[href*='#azamat']").last).to_be_visible()
    assert page.locator(".md-search-result__link[href*='#budjet']").count() == 0
    search(page, "права")
    expect(page.locator(".md-search-result__link mark").first).to_have_text("Құқық")


def test_suggests_and_samples(page: Page) -> None:
    page.locator("[data-md-component=search-query]").click()
    expect(page.locator(".search-kk-row")).to_contain_text("конституция")
    search(page, "констиуция")
    expect(page.locator(".search-kk-hint")).to_have_text("«конституция» іздедіңіз бе?")


def test_who_clicks_before_the_page_script_has_come_takes_the_marks_along(page: Page) -> None:
    held: list[Route] = []  # it does not come while the test is on
    page.route("**/workers/page.*", lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    results = search(page, "құқықтар")
    assert set(results.evaluate_all("links => links.map(link => link.search)")) == {
        f"?h={quote('құқық')}"
    }
    for route in held:  # Playwright waits for the end of each
        route.continue_()


def test_the_opened_page_is_marked(page: Page, address: str) -> None:
    page.goto(f"{address}?h=әкім+құқыққа")
    marks = page.locator(".md-content mark")
    marks.first.wait_for()
    assert set(marks.all_inner_texts()) == {"Құқық", "құқығы", "құқықтары", "Әкімнің"}
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)


def test_what_an_address_asks_for_is_cut_before_it_reaches_the_box(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?q={'құқық+' * 300}")
    page.locator(".md-search-result__link").first.wait_for()
    box = page.locator("[data-md-component=search-query]")
    assert 0 < len(box.input_value()) <= 400
    assert len(page.evaluate("new URL(location).searchParams.get('q')")) <= 400
    box.fill("")
    assert page.evaluate("box => box.maxLength", box.element_handle()) == 400


# What a worker says to messages; a number among them is a pause in milliseconds.
_SAID = """
async ([url, messages]) => {
  const worker = new Worker(url), said = []
  const pause = time => new Promise(done => setTimeout(done, time))
  const hear = ({ data: { type, data } }) => said.push([type, data?.items.length])
  worker.addEventListener("message", hear)
  for (const message of messages) {
    if (typeof message === "number") await pause(message)
    else worker.postMessage(message)
  }
  for (let n = 0; n < 100 && said.length < 2; n++) await pause(100)
  await pause(500)
  worker.terminate()
  return said
}
"""
SET_UP = {"type": 0, "data": {"config": {}, "docs": [], "options": {}}}
ASKED, EMPTIED = {"type": 2, "data": "бюджет"}, {"type": 2, "data": ""}
SOUGHT = {"wake": "бюджет"}


@pytest.mark.parametrize(
    ("messages", "found"),
    [
        ([SOUGHT, 1500, SET_UP, ASKED], 1),  # sought before it is asked: found already
        ([SOUGHT, SET_UP, ASKED], 1),  # or under way
        ([SET_UP, ASKED, EMPTIED], 0),
        ([SOUGHT, SET_UP, EMPTIED], 0),
    ],
)
def test_a_query_is_answered_once(
    page: Page, site: Path, address: str, messages: list[object], found: int
) -> None:
    (script,) = site.glob("assets/javascripts/workers/search.*.js")
    url = f"{address}{script.relative_to(site)}"
    assert page.evaluate(_SAID, [url, messages]) == [[1, None], [3, found]]


def test_the_command_line_answers_as_the_worker_does(site: Path) -> None:
    queries = ["құқықтар", "бюджет", "жергілікті бюджет", "әкім есебі", "права", "пицца", "kukyk"]
    ask = [sys.executable, "-m", "search_kk", "query", str(site / "search"), *queries]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(ask, check=True, capture_output=True, text=True, env=environment)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    with worker.engine_of(site) as engine:
        engine.start({}, [])
        for query, answer in zip(queries, answers, strict=True):
            assert answer["query"] == query
            items = engine.found(query)
            assert bool(items) is (query not in ("пицца",)), query
            told = {result["location"]: result for result in answer["results"]}
            assert {item["location"] for item in items} == set(told), query
            for item in items:
                result = told[item["location"]]
                assert item["title"] == result["marked"]
                assert item["text"] == result["text"]


def test_the_documents_of_a_site_are_listed(site: Path) -> None:
    ask = [sys.executable, "-m", "search_kk", "documents", str(site)]
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(ask, check=True, capture_output=True, text=True, env=environment)
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["location"] for one in found] == ["", "#azamat", "#budjet"]
    assert found[1]["title"] == "Азаматтың құқығы"
