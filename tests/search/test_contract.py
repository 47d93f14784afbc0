"""What the plugin relies on in Material: a new version must be tried before it is let in."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib
from typing import Any

import pytest

from search_kk.worker import WORKER
from tests.browser.conftest import Open, visit
from tests.conftest import ROOT

__all__ = ["visit"]


def test_material_is_pinned_and_the_one_that_was_tried() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (pinned,) = [name for name in project["dependencies"] if name.startswith("mkdocs-material")]
    assert pinned == f"mkdocs-material=={importlib.metadata.version('mkdocs-material')}"
    assert pinned.endswith("==9.8.1"), "try the search (make test, make bench-search), then change"


@pytest.mark.parametrize(
    "relied_on",
    [
        r"this\.b\(0\)",  # the plugin sets it again
        r"\.use\(lunr\[\w\.lang\[0\]\]\)",
        r"this\.index\.search\(",
        "matchData:",
        r"new lunr\.QueryParser\(",
        r"lunr\.tokenizer\.separator=new RegExp\(",
        r"1\+\w\(\w,2\)",  # the factor that the plugin takes out
        r"self\.lunr=",  # workers/later.js looks whether it is there
        r"importScripts\(`\$\{\w\}/min/lunr\.stemmer\.support\.min\.js`",
        r"/min/lunr\.\$\{\w\}\.min\.js`",
    ],
)
def test_the_worker_still_does_what_the_plugin_relies_on(relied_on: str) -> None:
    assert re.search(relied_on, WORKER.read_text(encoding="utf-8"))


def test_messages_between_page_and_worker(visit: Open) -> None:
    page = visit("sozdik/")
    page.add_init_script(
        """
        window.sent = []
        const post = Worker.prototype.postMessage
        Worker.prototype.postMessage = function (message, ...more) {
          sent.push(message)
          return post.call(this, message, ...more)
        }
        """
    )
    page.reload()
    box = page.locator("[data-md-component=search-query]")
    box.click()
    box.fill("мәслихат")
    box.press("End")
    page.locator(".md-search-result__link").first.wait_for()
    setup, *queries = page.evaluate("sent")
    assert setup["type"] == 0
    assert setup["data"]["config"] == expected_config()
    assert setup["data"]["docs"] == []  # the worker in front of Material's fetches them
    assert "suggest" in setup["data"]["options"]
    assert queries[-1] == {"type": 2, "data": "мәслихат"}


def expected_config() -> dict[str, Any]:
    return {
        "lang": ["kk"],
        "separator": r"[^0-9A-Za-z\u00c0-\u024f\u0400-\u052f]+",
        "pipeline": ["trimmer"],
        "fields": {
            "title": {"boost": 1000.0},
            "text": {"boost": 1.0},
            "tags": {"boost": 1000000.0},
        },
    }


def test_the_page_finds_the_plugin_beside_the_worker(visit: Open) -> None:
    page = visit("sozdik/")
    with page.expect_response("**/assets/javascripts/lunr/min/lunr.kk.min.js") as seen:
        page.locator("[data-md-component=search-query]").focus()
    assert seen.value.ok
