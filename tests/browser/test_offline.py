"""Reading without a connection, and the way out of it."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import ready, resize
from tests.conftest import ROOT, Built, Server, move, serving

CHAPTER = "1-basqaru/1-1-organdar/"
ABOUT = "sait-turaly/"
UNVISITED = "qorytyndy/"
GONE = "Байланыс жоқ"
KEPT = """async () => (await Promise.all((await caches.keys()).map(async name =>
  (await (await caches.open(name)).keys()).map(request => request.url)))).flat()"""


@pytest.fixture(scope="module")
def server(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serves a copy of the site that these tests may change."""
    with serving() as started:
        folder = tmp_path_factory.mktemp("own") / "site"
        served = f"http://127.0.0.1:{started.server_port}/"
        move(Path(built.folder), folder, built.address, served)
        started.folder = str(folder)
        yield started


@pytest.fixture
def site(server: Server) -> Path:
    return Path(server.folder)


@pytest.fixture
def address(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser that has not been here yet."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def wrong(context: BrowserContext) -> list[str]:
    """Violations of the policy and errors of scripts.

    A search that was not used yet may lack its scripts offline: that is no error of the page.
    """
    found: list[str] = []

    def note(text: str, counts: bool) -> None:
        if counts:
            found.append(text)

    context.on("console", lambda said: note(said.text, "Content Security Policy" in said.text))
    context.on("weberror", lambda error: note(str(error.error), "lunr" not in str(error.error)))
    return found


@pytest.fixture
def reader(context: BrowserContext, address: str, wrong: list[str]) -> Iterator[Page]:
    """The home page, read and kept."""
    page = context.new_page()
    page.goto(address)
    settled(page, address)
    yield page
    assert not wrong


def kept(page: Page) -> list[str]:
    """The addresses of all that is kept."""
    found: list[str] = page.evaluate(KEPT)
    return found


def until(page: Page, condition: str, *given: str) -> None:
    """Wait for an asynchronous condition: `wait_for_function` takes a promise for a yes."""
    come = page.evaluate(
        f"""async given => {{
              const holds = async () => {condition}
              for (let turn = 0; turn < 400; turn++) {{
                if (await holds()) return true
                await new Promise(resolve => setTimeout(resolve, 50))
              }}
              return false
            }}""",
        list(given),
    )
    assert come, (condition, given)


def settled(page: Page, *addresses: str) -> None:
    """Wait until the worker controls the page and these are kept."""
    until(page, "!!navigator.serviceWorker.controller")
    until(
        page, "(await Promise.all(given.map(one => caches.match(one)))).every(Boolean)", *addresses
    )


@contextmanager
def deployed(path: Path, *texts: str) -> Iterator[Iterator[str]]:
    """Texts that stand in the place of a file, one after another, each seen as newer."""
    # From now on: a browser takes what is older to stay the same for a tenth of its age.
    before, then, now = path.read_text(encoding="utf-8"), path.stat().st_mtime, int(time.time())

    def each() -> Iterator[str]:
        for age, text in enumerate(texts, start=1):
            path.write_text(text, encoding="utf-8")
            os.utime(path, (now + 2 * age, now + 2 * age))  # the server tells time in seconds
            yield text

    try:
        yield each()
    finally:
        path.write_text(before, encoding="utf-8")
        os.utime(path, (then, then))


def update(page: Page) -> None:
    page.evaluate("navigator.serviceWorker.getRegistration().then(found => found.update())")


def updated(page: Page) -> None:
    """The same, and wait until the new worker is at work."""
    update(page)
    until(
        page,
        """(found => !found.installing && !found.waiting && found.active.state === "activated")(
             await navigator.serviceWorker.getRegistration())""",
    )


def search(page: Page, query: str) -> str:
    """Ask the search, and wait for the first result."""
    box = page.get_by_role("textbox", name="Іздеу")
    box.click()
    box.fill(query)
    box.press("End")
    return page.locator(".md-search-result__link").first.inner_text()


def registrations(page: Page) -> int:
    count: int = page.evaluate(
        "navigator.serviceWorker.getRegistrations().then(found => found.length)"
    )
    return count


def test_what_was_read_opens_without_a_connection_and_what_was_not_says_so(
    reader: Page, context: BrowserContext, address: str
) -> None:
    title = reader.title()
    context.set_offline(True)
    answer = reader.goto(address + UNVISITED)
    assert answer
    assert answer.status == 503
    expect(reader.locator("h1")).to_have_text(GONE)
    expect(reader.locator("[data-kept] a")).to_have_text([title])
    reader.locator("[data-kept] a").click()
    reader.wait_for_url(address)
    expect(reader.locator("h1")).not_to_have_text(GONE)
    context.set_offline(False)
    reader.goto(address + UNVISITED)  # the answer of the worker itself is not kept
    expect(reader.locator("h1")).not_to_have_text(GONE)
    reader.goto(address + CHAPTER)
    settled(reader, address + CHAPTER)
    context.set_offline(True)
    reader.goto(address)
    expect(reader.locator("h1")).to_be_visible()
    reader.reload()
    assert reader.evaluate("getComputedStyle(document.body).display") == "flex"  # it has its styles
    reader.goto(address + CHAPTER + "#nowhere")
    expect(reader.locator("h1")).to_contain_text("1.1")
    reader.get_by_role("link", name="Басты бет").first.click()  # instant navigation
    reader.wait_for_url(address)


def test_a_kept_page_opens_on_a_line_that_hangs(reader: Page, address: str, server: Server) -> None:
    """A phone with one bar: the connection stands, and nothing comes."""
    reader.goto(address + UNVISITED)
    settled(reader, address + UNVISITED)
    title = reader.title()
    reader.goto(address)
    server.hangs = True
    try:
        start = time.monotonic()
        reader.goto(address + UNVISITED, wait_until="commit", timeout=15_000)
        assert time.monotonic() - start < 5
        expect(reader).to_have_title(title)
        expect(reader.locator("h1")).not_to_have_text(GONE)
    finally:
        server.hangs = False


def test_readers_online_get_the_newest_and_each_page_is_kept_once(
    reader: Page, address: str, site: Path
) -> None:
    """However its address is written; and of what is not there, nothing is kept."""
    page = site / "qorytyndy/index.html"
    before = page.read_text(encoding="utf-8")
    texts = [before.replace("<h1>", f"<h1>{word} ") for word in ("бірінші", "екінші")]
    with deployed(page, *texts) as each:
        for word, _ in zip(("бірінші", "екінші"), each, strict=True):
            reader.goto(address + UNVISITED)
            expect(reader.locator("h1")).to_contain_text(word)
    answer = reader.goto(address + "zhoq/bet/")
    assert answer
    assert answer.status == 404
    assert not [one for one in kept(reader) if "zhoq" in one]
    plain = address + UNVISITED
    for other in ("?q=1", "?h=2", "/", "index.html", "%2e/", "../%71orytyndy/"):
        reader.evaluate("given => fetch(given).then(answer => answer.text())", plain + other)
    reader.goto(plain)
    settled(reader, plain)
    assert [one for one in kept(reader) if "orytyndy" in one] == [plain]
    # nor is a date in the name of a file its fingerprint
    path = site / "assets/tizim.20250101.csv"
    path.write_text("", encoding="utf-8")
    read = "fetch(given).then(answer => answer.text())"
    with deployed(path, "first", "second") as each:
        for text in each:
            until(reader, f"await ({read.replace('given', 'given[0]')}) === given[1]",
                  f"{address}assets/tizim.20250101.csv", text)  # fmt: skip


def test_the_search_works_offline_once_it_was_used(
    reader: Page, context: BrowserContext, address: str
) -> None:
    """In a later visit its worker comes from the cache, and still finds the page it belongs to."""
    for _ in range(2):
        reader.reload()  # now the worker has the page
        search(reader, "тараз халқы 2021")
        expect(reader.locator(".search-kk-card")).to_be_visible()
    until(
        reader,
        f"(async names => given.every(part => names.some(name => name.includes(part))))"
        f"(await ({KEPT})())",
        *("/search/index.", "/workers/search.", "/workers/engine."),
    )
    context.set_offline(True)
    reader.goto(address)
    search(reader, "тараз халқы 2021")


def test_a_kept_page_says_that_there_is_no_line_to_search_by(
    reader: Page, context: BrowserContext, address: str
) -> None:
    reader.reload()
    ready(reader)  # with a first move Material's script comes, and starts the search's worker
    until(
        reader,
        f"(async names => given.every(part => names.some(name => name.includes(part))))"
        f"(await ({KEPT})())",
        "/workers/search.",
    )
    context.set_offline(True)
    reader.goto(address)
    box = reader.get_by_role("textbox", name="Іздеу")
    box.click()
    box.fill("мәслихат")
    expect(reader.locator(".md-search-result__meta").first).to_contain_text("Желі жоқ")


@pytest.fixture(params=["few", pytest.param("all", marks=pytest.mark.exhaustive)])
def listed(request: pytest.FixtureRequest, site: Path) -> Iterator[list[str]]:
    """The files that make the whole site: all that it lists, or some of every kind.

    Before the reader comes: who has read the list takes it to stay the same (see `deployed`).
    """
    path = site / "offline.json"
    whole = json.loads(path.read_text(encoding="utf-8"))
    files = whole["files"]
    if request.param == "few":
        files = sorted({*files[::25], "", ABOUT, UNVISITED})  # the worker drops pages of no list
    with deployed(path, json.dumps(whole | {"files": files})) as each:
        next(each)
        yield files


def test_the_whole_site_can_be_kept_and_all_of_it_removed(
    listed: list[str], reader: Page, context: BrowserContext, address: str
) -> None:
    reader.goto(address + ABOUT)
    full = 'throw new DOMException("", "QuotaExceededError")'
    reader.evaluate(f"() => {{ Cache.prototype.put = async () => {{ {full} }} }}")
    reader.get_by_role("button", name="Бүкіл сайтты сақтау").click()
    expect(reader.locator("[data-offline] [role=status]")).to_contain_text("орын жетпеді")
    reader.goto(address + ABOUT)
    expect(reader.locator("[data-offline] [role=status]")).to_contain_text("бет саны: 2.")
    save = reader.get_by_role("button", name="Бүкіл сайтты сақтау")
    expect(save).to_contain_text("МБ")
    resize(reader, 375)
    upper, lower = (one.bounding_box() for one in reader.locator("[data-offline] button").all()[:2])
    assert upper
    assert lower
    assert upper["y"] + upper["height"] + 4 <= lower["y"]
    save.click()
    status = reader.locator("[data-offline] [role=status]")
    expect(status).to_contain_text("Бүкіл сайт сақталды")
    assert {address + path for path in listed} <= set(kept(reader))
    context.set_offline(True)
    reader.goto(address + UNVISITED)
    expect(reader.locator("h1")).not_to_have_text(GONE)
    context.set_offline(False)

    reader.goto(address + ABOUT)
    reader.get_by_role("button", name="Сақталғанның бәрін өшіру").click()
    expect(status).to_contain_text("өшірілді")
    assert kept(reader) == []
    assert registrations(reader) == 0
    for path in ("", ABOUT):  # and it stays so
        reader.goto(address + path)
        reader.wait_for_load_state("networkidle")
    assert kept(reader) == []
    assert registrations(reader) == 0
    reader.get_by_role("button", name="Сақтауды қайта қосу").click()
    settled(reader, address + ABOUT)
    assert registrations(reader) == 1


def test_where_there_is_no_room_the_oldest_pages_give_way(
    reader: Page, context: BrowserContext, address: str
) -> None:
    """Room for three pages: the home page, which was kept first, goes for the fourth."""
    (worker,) = context.service_workers
    worker.evaluate(
        """() => {
             const put = Cache.prototype.put
             Cache.prototype.put = async function (url, response) {
               const pages = (await this.keys()).filter(one => isPage(one.url))
               if (isPage(url) && pages.length > 2) throw new DOMException("", "QuotaExceededError")
               return put.call(this, url, response)
             }
           }"""
    )
    others = [address + path for path in (CHAPTER, UNVISITED, "kirispe/")]
    for page in others:
        reader.goto(page)
        settled(reader, page)
    assert sorted(one for one in kept(reader) if one.endswith("/")) == sorted(others)


def test_a_new_build_takes_over_and_an_unfilled_worker_withdraws_it(
    reader: Page, address: str, site: Path
) -> None:
    """What the shell of the last build left behind goes; what a kept page names stays.

    And a worker that was not filled, as `mkdocs serve` offers it, is the way to take it all back.
    """
    reader.evaluate(
        """async () => {
             const cache = await caches.open((await caches.keys())[0])
             for (const name of ["left.0123abcd.css", "used.0123abcd.css"])
               await cache.put(new URL(name, location), new Response("/**/"))
             const naming = new Response("href=../used.0123abcd.css")
             await cache.put(new URL("qorytyndy/", location), naming)
             await cache.put(new URL("old/", location), new Response("withdrawn"))
           }"""
    )
    worker = site / "sw.js"
    text = worker.read_text(encoding="utf-8").replace('"version": "', '"version": "0')
    with deployed(worker, text, (ROOT / "hooks/theme/sw.js").read_text("utf-8")) as each:
        next(each)
        update(reader)
        until(reader, "!(await caches.match(given[0]))", f"{address}left.0123abcd.css")
        assert f"{address}used.0123abcd.css" in kept(reader)
        until(reader, "!(await caches.match(given[0]))", f"{address}old/")
        next(each)
        update(reader)
        until(reader, "!(await navigator.serviceWorker.getRegistrations()).length")
        assert kept(reader) == []


def test_going_back_to_an_earlier_edition_reaches_those_who_kept_a_newer_one(
    reader: Page, context: BrowserContext, address: str, site: Path
) -> None:
    page, worker = site / UNVISITED / "index.html", site / "sw.js"
    earlier, script = (path.read_text(encoding="utf-8") for path in (page, worker))
    newer = earlier.replace("<h1>", "<h1>ЖАҢАБЕЛГІ ")
    versions = [script.replace('"version": "', f'"version": "{number}') for number in (1, 2)]
    with deployed(page, newer, earlier) as texts, deployed(worker, *versions) as workers:
        next(texts), next(workers)
        updated(reader)
        reader.goto(address + UNVISITED)
        expect(reader.locator("h1")).to_contain_text("ЖАҢАБЕЛГІ")
        settled(reader, address + UNVISITED)
        next(texts), next(workers)
        updated(reader)
        reader.goto(address + UNVISITED)
        expect(reader.locator("h1")).not_to_contain_text("ЖАҢАБЕЛГІ")
        until(
            reader,
            "!(await (await caches.match(given[0])).text()).includes('ЖАҢАБЕЛГІ')",
            address + UNVISITED,
        )
        context.set_offline(True)
        reader.reload()
        expect(reader.locator("h1")).not_to_contain_text("ЖАҢАБЕЛГІ")
        context.set_offline(False)


def test_a_page_that_was_withdrawn_is_kept_no_longer(
    reader: Page, context: BrowserContext, address: str, site: Path
) -> None:
    page = site / UNVISITED
    later = time.time() + 60  # or the browser would not ask again: see `deployed`
    os.utime(page / "index.html", (later, later))
    reader.goto(address + UNVISITED)
    settled(reader, address + UNVISITED)
    hidden = page.rename(site / "hidden")
    try:
        reader.goto(address + UNVISITED)  # on a slow line what was kept, once more
        until(reader, "!(await caches.match(given[0]))", address + UNVISITED)
        answer = reader.goto(address + UNVISITED)
        assert answer
        assert answer.status == 404
    finally:
        hidden.rename(page)
    context.set_offline(True)
    reader.goto(address + UNVISITED)
    expect(reader.locator("h1")).to_have_text(GONE)


def test_another_project_of_the_host_plants_no_script(
    reader: Page, address: str, site: Path
) -> None:
    """It may write into the caches of this site; what it writes is not run.

    Neither are what pages link nor what the search loads by itself: worker, engine, page script.
    """
    scripts = [
        address + path.relative_to(site).as_posix()
        for path in site.rglob("*.js")
        if re.search(r"\.[0-9a-f]{8}\.js$", path.name)
    ]
    assert len(scripts) == 5
    reader.evaluate(
        """async scripts => {
             const cache = await caches.open((await caches.keys())[0])
             const headers = { "content-type": "text/javascript" }
             for (const url of scripts)
               await cache.put(url, new Response(
                 "self.document ? document.title = 'planted' : self.postMessage('planted')",
                 { headers }))
           }""",
        scripts,
    )
    reader.goto(address + CHAPTER + "?h=мәслихат")
    ready(reader)
    assert search(reader, "мәслихаттан")
    assert reader.title() != "planted"


def test_without_a_script_the_page_says_what_cannot_be_had(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + ABOUT)
    expect(page.locator("[data-offline]")).to_contain_text("JavaScript")
    assert page.locator("[data-offline] button").count() == 0
    context.close()
