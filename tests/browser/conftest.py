"""A page that may speak to the site alone, in a tab of the browser that is as new."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from datapages.model import loader, words
from tests.browser.changed import PATH, build_changed
from tests.browser.tab import ABSENT, Tab, listen
from tests.conftest import ADDRESS, ROOT, readdress, serving

expect.set_options(timeout=20_000)  # a loaded machine is no failure

__all__ = ["ABSENT"]

Open = Callable[..., Page]
LISTENS = "html:not(.early)"  # a script hears what a reader does
ARRIVED = "script[data-integrity]:not([data-later])"  # those have come that wait for it


def by_turns(rows: Sequence[Any], columns: Sequence[Any]) -> list[Any]:
    """All pairs as parameters: each row with one of the columns, by turns, the others exhaustive.

    So `make test` sees every row and every column, and `make test-all` each row in each column.
    """
    return [
        pytest.param(
            row, column, marks=() if number % len(columns) == place else pytest.mark.exhaustive
        )
        for number, row in enumerate(rows)
        for place, column in enumerate(columns)
    ]


# One of both widths, where a page does the same at both: the other is for the long run.
DESK = (1280, pytest.param(375, marks=pytest.mark.exhaustive))
PHONE = (375, pytest.param(1280, marks=pytest.mark.exhaustive))


def arrive(page: Page) -> None:
    """Move until the scripts have come that wait for it; who listens comes after the first view."""
    for turn in range(2000):
        page.mouse.move(turn % 2, 1)
        if page.locator(ARRIVED).count():
            return
        page.wait_for_timeout(10)
    raise AssertionError("the scripts did not come")


def ready(page: Page) -> None:
    """Move as a reader does, and wait for the scripts that come then and for what they ask for.

    Material reads the site map last of all: now it knows which links it may follow itself.
    """
    arrive(page)
    page.evaluate(
        """async () => {
             const known = () => performance.getEntriesByType("resource")
               .some(one => one.name.endsWith("/sitemap.xml"))
             for (let turn = 0; !known(); turn++) {
               if (turn > 2000) throw new Error("Material did not ask for the site map")
               await new Promise(done => setTimeout(done, 10))
             }
           }"""
    )


def latest(indicator: str) -> tuple[str, str]:
    """The last official figure of an indicator's first series: its period, and as it is written."""
    found = loader.load(ROOT / "data").indicators[indicator]
    point = [one for one in found.first.known if one.status == "official"][-1]
    assert point.value is not None
    return point.period, words.with_measure(point.value, found.measure)


def still(page: Page) -> None:
    """Wait until fonts are there, and layout and scripts have answered to the last change."""
    page.evaluate(
        """() => document.fonts.ready.then(() => new Promise(done =>
             requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))))"""
    )


def wait_until(page: Page, condition: str, given: object = None) -> None:
    """Wait until a JavaScript expression, which may name what is `given`, holds on the page."""
    page.evaluate(
        f"""async given => {{
             for (let turn = 0; !({condition}); turn++) {{
               if (turn > 2000) throw new Error("it did not come: {condition}")
               await new Promise(done => setTimeout(done, 10))
             }}
           }}""",
        given,
    )


class Held:
    """Requests of a page that are held back until they are let go, and those after them then.

    Playwright waits for the end of each: a test that holds one lets it go.
    """

    def __init__(self, page: Page, url: str | re.Pattern[str]) -> None:
        self.routes: list[Route] = []
        self._free = False
        page.route(url, lambda route: self._take(route))  # noqa: PLW0108 - it sets a name on it

    def _take(self, route: Route) -> None:
        self.routes.append(route)
        if self._free:
            route.continue_()

    def let_go(self) -> None:
        waiting = [] if self._free else [*self.routes]
        self._free = True
        for route in waiting:
            route.continue_()


def resize(page: Page, width: int) -> None:
    """Give an open page another width."""
    page.set_viewport_size({"width": width, "height": 800})
    still(page)


def sideways(page: Page, *widths: int) -> dict[int, int]:
    """How far an open page scrolls sideways at each width at which it does, once it has settled."""
    found = {}
    for width in widths:
        resize(page, width)
        found[width] = page.evaluate(
            """async width => {  // Material moves into another layout a moment later
                 const excess = () => document.documentElement.scrollWidth - width
                 for (let turn = 0; turn < 100 && excess() > 0; turn++)
                   await new Promise(done => setTimeout(done, 20))
                 return excess()
               }""",
            width,
        )
    return {width: excess for width, excess in found.items() if excess > 0}


@pytest.fixture(scope="session")
def changed(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site after a year of work is served: http://127.0.0.1:port/kitap/

    Built after the site itself: so its charts are drawn once.
    """
    folder = tmp_path_factory.mktemp("changed")
    with serving() as server:
        address = f"http://127.0.0.1:{server.server_port}/{PATH}"
        build_changed(folder, ADDRESS + PATH)
        readdress(folder / PATH, ADDRESS, f"http://127.0.0.1:{server.server_port}/")
        # as a host does for its project
        (folder / "404.html").symlink_to(folder / PATH / "404.html")
        server.folder = str(folder)
        yield address


@pytest.fixture
def visit(browser: Browser, address: str, tab: Tab) -> Iterator[Open]:
    """visit("kirispe/", width=375, scheme="dark", javascript=False) → the open page.

    With `at_rest` as it is before a reader's first move, which brings Material's scripts along:
    for how a page looks, at half of the cost.

    A request to another host, an error in a script, or an error on the console fails the test.
    There is no service worker, unless service_workers="allow".
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_page(
        path: str = "",
        width: int = 1280,
        scheme: str = "light",
        javascript: bool = True,
        at_rest: bool = False,
        reduced_motion: str = "no-preference",
        **more: Any,
    ) -> Page:
        if javascript and not more and not tab.is_taken:
            page = tab.take(width, scheme, reduced_motion)
        else:
            more.setdefault("service_workers", "block")
            context = browser.new_context(
                viewport={"width": width, "height": 800},
                color_scheme=scheme,  # type: ignore[arg-type]
                java_script_enabled=javascript,
                reduced_motion=reduced_motion,  # type: ignore[arg-type]
                **more,
            )
            contexts.append(context)
            page = context.new_page()
            listen(page, address, wrong)
        page.goto(address + path)
        if javascript and not at_rest:
            ready(page)
        elif javascript:
            page.locator(LISTENS).wait_for(state="attached")
        return page

    yield open_page
    wrong += tab.wrong
    tab.give_back()
    for context in contexts:
        context.close()
    assert not wrong
