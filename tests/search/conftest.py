"""The search of the built site: its documents, its engine in Node, its worker in Chromium."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from datapages.search import index
from search_kk import documents, node, worker

Doc = dict[str, Any]


@pytest.fixture(scope="session")
def docs(site: Path) -> list[Doc]:
    """What the site's index holds, as a rule of queries.tsv reads it."""
    found = [
        {
            "location": one.location,
            "title": html.escape(one.title, quote=False),
            "text": html.escape(one.text.replace("\n", " "), quote=False),
            "kind": one.kind,
        }
        for one in documents.of_site(site)
    ]
    assert len(found) > 500, "tests that go through all documents would go through none"
    return found


@pytest.fixture(scope="session")
def engine(site: Path) -> Iterator[node.Engine]:
    """The engine that the site serves, in Node."""
    with node.Engine(index.folder_of(site)) as started:
        yield started


@pytest.fixture(scope="session")
def browser_engine(site: Path, browser: Browser) -> Iterator[worker.Engine]:
    """The site's own worker."""
    with worker.engine_of(site) as started:
        started.start({}, [])
        yield started
