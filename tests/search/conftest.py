"""The search worker of the built site, in Chromium, set up as the site sets it up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from datapages.search import material_worker
from search_kk import worker


@pytest.fixture(scope="session")
def index(site: Path) -> dict[str, Any]:
    """The site's search index."""
    data: dict[str, Any] = json.loads(material_worker.index_of(site).read_text("utf-8"))
    assert len(data["docs"]) > 500, "tests that go through the index would go through nothing"
    return data


@pytest.fixture(scope="session")
def engine(site: Path, index: dict[str, Any], browser: Browser) -> Iterator[worker.Engine]:
    """The site's own search, ready to be asked."""
    with worker.engine_of(site) as started:
        started.start(index["config"], index["docs"], suggest=True)
        yield started
