"""A page in a fresh browser context that may speak to the site alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from datapages.model import loader, words
from tests.browser.changed import PATH, build_changed
from tests.conftest import ADDRESS, ROOT, readdress, serving

expect.set_options(timeout=20_000)  # a loaded machine is no failure

ABSENT = "zhoq/bet/"  # tests open it on purpose, and the console says that it is not there

Open = Callable[..., Page]


def ready(page: Page) -> None:
    """Move as a reader does, and wait for the scripts that come then and for what they ask for.

    Material reads the site map last of all: now it knows which links it may follow itself.
    """
    page.mouse.move(0, 1)
    page.mouse.move(1, 1)
    page.locator("script[data-later]").wait_for(state="detached")
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
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site after a year of work is served: http://127.0.0.1:port/kitap/"""
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
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """visit("kirispe/", width=375, scheme="dark", javascript=False) → the open page.

    A request to another host, an error in a script, or an error on the console fails the test.
    There is no service worker, unless service_workers="allow".
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(ABSENT):
            wrong.append(message.text)

    def open_page(
        path: str = "",
        width: int = 1280,
        scheme: str = "light",
        javascript: bool = True,
        **more: Any,
    ) -> Page:
        more.setdefault("service_workers", "block")
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=scheme,  # type: ignore[arg-type]
            java_script_enabled=javascript,
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", note)
        page.goto(address + path)
        if javascript:
            ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not wrong
