"""What a first search fetches, from the touch of the box to the first results."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.browser.conftest import Open, visit

__all__ = ["visit"]

# After gzip, Material's interface included; parts that come while the list is drawn count, too.
MOST = 140 * 1024


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("", "мәслихат"),
        ("sozdik/", "тараз халқы 2021"),
        ("", "Тараз қаласының әкімін кім тағайындайды"),
        ("sozdik/", "қала ъ бюджеті"),  # a letter without a skeleton
        ("", "население тараза"),
        *(
            pytest.param(path, more, marks=pytest.mark.exhaustive)
            for path, more in (
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
    urls: set[str] = set()
    page.on("request", lambda request: urls.add(request.url))
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill(query)
    page.locator(".md-search-result__link").first.wait_for()
    (worker,) = site.glob("assets/javascripts/workers/search.*.js")
    files = {interface, worker, *(site / url.removeprefix(address).split("?")[0] for url in urls)}
    sizes = {
        file.name: len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file()
    }
    assert "index.json" in sizes
    assert sum(sizes.values()) <= MOST, sizes
