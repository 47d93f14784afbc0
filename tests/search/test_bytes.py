"""What a first search fetches, from the touch of the box to the first results."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.browser.conftest import Open, visit

__all__ = ["visit"]

# After gzip, Material's interface included.
MOST = 140 * 1024

# In the worker: what it asks for, and what it had asked for when it told the first results. The
# rest of the list comes after them, sooner or later.
NOTE = """() => {
  const { fetch, importScripts, postMessage } = self
  self.asked = []
  const note = url => asked.push(new URL(url, location).href)
  self.fetch = (url, ...more) => (note(url), fetch(url, ...more))
  self.importScripts = (...urls) => (urls.forEach(note), importScripts(...urls))
  self.postMessage = (message, ...more) => {
    if (message.type === 3 && message.data.items.length) self.first ??= asked.length
    postMessage(message, ...more)
  }
}"""


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("sozdik/", "тараз халқы 2021"),  # with a card
        ("", "Тараз қаласының әкімін кім тағайындайды"),
        ("sozdik/", "қала ъ бюджеті"),  # a letter without a skeleton
        *(
            pytest.param(path, more, marks=pytest.mark.exhaustive)
            for path, more in (
                ("", "мәслихат"),
                ("", "население тараза"),
                ("", "тараз халқы 2021"),
                ("sozdik/", "бюджет"),
                ("", "жамбыл облысы"),
                ("sozdik/", "таразда канша адам турады"),
            )
        ),
    ],
)
def test_a_first_search_fetches_little(
    visit: Open, site: Path, address: str, path: str, query: str
) -> None:
    page = visit(path)
    page.wait_for_load_state("networkidle")
    (interface,) = site.glob("assets/javascripts/later.*.js")  # it came with the first move
    thread = page.workers[0] if page.workers else page.wait_for_event("worker")
    thread.evaluate(NOTE)
    urls: set[str] = set()
    page.on("request", lambda request: urls.add(request.url))
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(query)
    page.locator(".md-search-result__link").first.wait_for()
    asked, first = thread.evaluate("[asked, first]")
    assert first
    urls -= {*asked[first:]} - {*asked[:first]}
    (worker,) = site.glob("assets/javascripts/workers/search.*.js")
    files = {interface, worker, *(site / url.removeprefix(address).split("?")[0] for url in urls)}
    sizes = {
        file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file()
    }
    assert "index.json" in sizes
    assert sum(sizes.values()) <= MOST, sizes
