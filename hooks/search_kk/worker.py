"""A search worker in Chromium, for tests and measurements: that of a built site, or Material's own.

A folder is served on localhost; a page there starts the worker, posts what Material's page would
post, and hands back what is answered.
"""

from __future__ import annotations

import atexit
import functools
import http.server
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import material
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
SCRIPTS = Path(material.__file__).parent / "templates/assets/javascripts"
WORKER = next((SCRIPTS / "workers").glob("search.*.min.js"))

STOCK = {
    "lang": ["ru"],
    "separator": r"[\s\-]+",
    "pipeline": ["stopWordFilter"],
    "fields": {"title": {"boost": 1000}, "text": {"boost": 1}, "tags": {"boost": 1000000}},
}

MARKED = re.compile(r"\?h=[^#]*")

# Chromium without a window of its own takes less of a machine; it is a package of its own.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
NAMES = SHELLS + WHOLE
# Parts of Chromium's own window, each a page with a process of its own for every window, and twice
# the time of a test; then what Playwright disables, for its list gives way to this one.
_UNUSED = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    # Without these a browser on a closed network tries to reach its maker's hosts at every start.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(_UNUSED)}",
)

Doc = Mapping[str, Any]
Answer = dict[str, Any]

# Posts to the worker as Material's main script does.
_ENGINE = """
url => {
  let worker
  const post = message => new Promise((resolve, reject) => {
    const begun = performance.now()
    worker.onerror = event => reject(new Error(event.message))
    worker.onmessage = ({ data }) => resolve({ ...data, time: performance.now() - begun })
    worker.postMessage(message)
  })
  window.start = (config, docs, options) => {
    if (worker) worker.terminate()
    worker = new Worker(url)
    return post({ type: 0, data: { config, docs, options } })
  }
  window.ask = text => post({ type: 2, data: text })
}
"""


_running: list[Browser] = []


def browser(path: str | None = None) -> Browser:
    """A headless Chromium: the one at `path`, $CHROMIUM, one on PATH, or Playwright's own.

    One for the whole process, since Playwright does not start twice in a thread. What
    $CHROMIUM_JS_FLAGS holds is passed on to its JavaScript engine.
    """
    if not _running:
        _running.append(_launch(path))
    return _running[0]


def _launch(path: str | None) -> Browser:
    playwright = sync_playwright().start()
    atexit.register(playwright.stop)
    found = path or os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found and Path(found).name in SHELLS:
        _step_aside()
    engine = os.environ.get("CHROMIUM_JS_FLAGS")
    more = [f"--js-flags={engine}"] if engine else []
    return playwright.chromium.launch(executable_path=found, args=[*FLAGS, *more])


def _step_aside() -> None:
    """Open each window aside from the corner of the screen, where the mouse of a shell stands.

    A page under it is told of a pointer that nobody moved.
    """
    for kind in (Browser, BrowserContext):
        setattr(kind, "new_page", _aside(kind.new_page))  # noqa: B010 # or mypy objects


def _aside(opens: Callable[..., Page]) -> Callable[..., Page]:
    @functools.wraps(opens)
    def new_page(*arguments: Any, **options: Any) -> Page:
        page = opens(*arguments, **options)
        session = page.context.new_cdp_session(page)
        window = session.send("Browser.getWindowForTarget")["windowId"]
        place = {"windowId": window, "bounds": {"left": 50, "top": 50}}
        session.send("Browser.setWindowBounds", place)
        session.detach()
        return page

    return new_page


class Server(http.server.ThreadingHTTPServer):
    """A server for a browser."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Print an error with its traceback: not that a browser ends what it needs no more."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on localhost; gives its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class Engine:
    """One worker, set up with documents and asked."""

    def __init__(self, page: Page, worker: str) -> None:
        self.page = page
        page.evaluate(_ENGINE, worker)

    def start(
        self, config: Mapping[str, Any], docs: Sequence[Doc], *, suggest: bool = False
    ) -> float:
        """Build the index; gives milliseconds."""
        answer = self.page.evaluate(
            "([config, docs, options]) => start(config, docs, options)",
            [config, docs, {"suggest": suggest}],
        )
        assert answer["type"] == 1, answer
        return float(answer["time"])

    def ask(self, query: str) -> Answer:
        """What the worker answers: `data.items` (a list for each page) and `time`."""
        answer: Answer = self.page.evaluate("text => ask(text)", query)
        assert answer["type"] == 3, answer
        return answer

    def found(self, query: str) -> list[Answer]:
        """The results of a query, best first; a page that is only a heading is no result."""
        return results(self.ask(query))


def results(answer: Answer) -> list[Answer]:
    """The results in an answer, best first; without the words to mark in their addresses."""
    items = [
        item | {"location": MARKED.sub("", item["location"])}
        for group in answer["data"]["items"]
        for item in group
        if item["terms"]
    ]
    return sorted(items, key=lambda item: -item["score"])


@contextmanager
def stock() -> Iterator[Engine]:
    """Material's own worker, with the languages that it has."""
    with served(SCRIPTS.parent) as address, _page(f"{address}javascripts/workers/", WORKER) as one:
        yield one


@contextmanager
def engine_of(site: Path) -> Iterator[Engine]:
    """The worker of a built site."""
    folder = site / "assets/javascripts/workers"
    script = next(folder.glob("search*.js"))
    with served(site) as address, _page(f"{address}assets/javascripts/workers/", script) as one:
        yield one


@contextmanager
def _page(folder: str, script: Path) -> Iterator[Engine]:
    page = browser().new_page()
    page.goto(f"{folder}{script.name}")  # a page without scripts
    yield Engine(page, f"{folder}{script.name}")
    page.close()


@contextmanager
def modules() -> Iterator[Callable[[str, object], Any]]:
    """The modules of src/ on a page: run(body, data), where `body` is an async function's text."""
    with served(HERE) as address:
        page = browser().new_page()
        page.goto(f"{address}src/package.json")

        def run(body: str, data: object) -> Any:
            return page.evaluate(f"async data => {{ {body} }}", data)

        yield run
        page.close()
