"""What the tests share: the stemmer, the rules, modules in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from search_kk import worker
from search_kk.kazakh_stemmer import HERE, Stemmer, default_stemmer, load, read_stems


@pytest.fixture(scope="session")
def rules() -> dict[str, Any]:
    return load()


@pytest.fixture(scope="session")
def stemmer() -> Stemmer:
    return default_stemmer()


@pytest.fixture(scope="session")
def stems() -> dict[str, int]:
    return read_stems((HERE / "stems.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def run_js() -> Iterator[Callable[[str, object], Any]]:
    """run_js(body, data): an async function on a page that can import the modules of src/."""
    with worker.modules() as run:
        yield run
