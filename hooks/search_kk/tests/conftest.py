"""What the tests share: the stemmer, the built plugin, Chromium with Material's own worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from search_kk import worker
from search_kk.kazakh_stemmer import HERE, Stemmer, default_stemmer, load, read_stems
from search_kk.plugin_file import plugin_js

EQUIVALENTS = {"бюджет города": "қала бюджеті", "маслихат": "мәслихат", "акимат": "әкімдік"}


@pytest.fixture(scope="session")
def stemmer() -> Stemmer:
    return default_stemmer()


@pytest.fixture(scope="session")
def stems() -> dict[str, int]:
    return read_stems((HERE / "stems.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def plugin(stems: dict[str, int]) -> str:
    return plugin_js(load(), stems, EQUIVALENTS)


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory, plugin: str) -> Iterator[worker.Engine]:
    with worker.engine(tmp_path_factory.mktemp("worker"), plugin) as started:
        yield started


@pytest.fixture(scope="session")
def run_js() -> Iterator[Callable[[str, object], Any]]:
    """run_js(body, data): an async function on a page that can import the modules of src/."""
    with worker.modules() as run:
        yield run
