"""The same tests over Chromium, Firefox and WebKit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ABSENT
from tests.conftest import Built, Server, move, serving
from tests.engines import programs
from tests.engines.reader import Chromium, Firefox, Reader, WebKit


@pytest.fixture(scope="session")
def own(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serves a copy of the site, so that a test may take the line away."""
    with serving() as started:
        folder = tmp_path_factory.mktemp("engines") / "site"
        move(Path(built.folder), folder, built.address, f"http://127.0.0.1:{started.server_port}/")
        started.folder = str(folder)
        yield started


@pytest.fixture(scope="session")
def running() -> Iterator[dict[str, Firefox]]:
    """Firefox takes seconds to start: once is enough."""
    started: dict[str, Firefox] = {}
    yield started
    for one in started.values():
        one.close()


@pytest.fixture(
    params=[
        "chromium",
        pytest.param("firefox", marks=pytest.mark.exhaustive),
        pytest.param("webkit", marks=pytest.mark.exhaustive),
    ]
)
def reader(
    request: pytest.FixtureRequest, browser: Browser, own: Server, running: dict[str, Firefox]
) -> Iterator[Reader]:
    """A browser that has not been here yet; no engine's console may have a word for the site."""
    address = f"http://127.0.0.1:{own.server_port}/"
    made: Chromium | Firefox | WebKit
    with ExitStack() as ends:
        if request.param == "firefox":
            program = programs.firefox() or pytest.skip(programs.HELP["firefox"])
            if "firefox" not in running:
                running["firefox"] = Firefox(program, address)
            made = running["firefox"]
            made.forget()
        elif request.param == "webkit":
            found = programs.webkit() or pytest.skip(programs.HELP["webkit"])
            made = WebKit(*found, address)
            ends.callback(made.close)
        else:
            made = Chromium(browser, address)
            ends.callback(made.close)
        yield made
        own.gone = False
        # Chromium says so of a page that is not there; Firefox, where Material's own observer of
        # sizes is told of a change a frame later, as on a busy machine.
        said = [one for one in made.messages() if not one.startswith("ResizeObserver loop")]
        assert [one for one in said if not one.endswith(ABSENT)] == []
