"""What the search relies on in Material: a new version must be tried before it is let in."""

from __future__ import annotations

import importlib.metadata
import re
import tomllib

import pytest

from search_kk import worker
from search_kk.worker import SCRIPTS
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
        r"type:2,data:",
        r'\(\w,"keyup"\)',  # the page script presses a key for text that comes without one
        r'setAttribute\("data-clipboard-text"',
        r'getAttribute\("data-md-score"\)',  # Enter opens the link with the highest
        r'class:"md-search-result__article md-typeset"',
        r":scope > :last-child",  # the list; what is added stands between it and the status
        r"class:`md-tag ",
        r"findIndex\(\w=>!`\$\{new URL\(\w\.location",  # the page of a group
    ],
)
def test_the_page_still_does_what_the_search_relies_on(relied_on: str) -> None:
    (bundle,) = (SCRIPTS).glob("bundle.*.min.js")
    assert re.search(relied_on, bundle.read_text(encoding="utf-8"))


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
    setup, *queries = (one for one in page.evaluate("sent") if "type" in one)  # not search_kk's own
    assert setup["type"] == 0
    assert "suggest" in setup["data"]["options"]
    assert queries[-1] == {"type": 2, "data": "мәслихат"}


def test_the_worker_answers_whoever_sends(browser_engine: worker.Engine) -> None:
    answer = browser_engine.ask("мәслихат")
    assert answer["type"] == 3
    group = answer["data"]["items"][0]
    assert {"location", "title", "text", "terms", "score"} <= set(group[0])
    assert "#" not in group[0]["location"]
    assert browser_engine.ask(" ")["data"] == {"items": []}
