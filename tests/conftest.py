"""The built site, served, and a browser: made once a run.

With `-n 3` the controller of pytest-xdist builds and serves the site while the workers run tests
that need none, and each worker is told where it is; each worker has a browser of its own.
"""

from __future__ import annotations

import gc
import gzip
import http.server
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from playwright.sync_api import Browser
from xdist.scheduler import LoadScopeScheduling

from search_kk import worker
from tests import chromium
from tests.browser.tab import Tab

ROOT = Path(__file__).parent.parent
ERROR_PAGES = ("404.html", "503.html")  # shown at any address: theirs are absolute
# What every build is made for: pictures name their address, and are drawn anew for another. As long
# as the addresses that are served.
ADDRESS = "http://127.0.0.1:40000/"


@cache
def commit_time() -> str:
    """What the Makefile sets SOURCE_DATE_EPOCH to."""
    asked = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "0"


def environment_of(url: str, **environment: str | None) -> dict[str, str]:
    """The variables that a build is run with; None takes one away."""
    asked: dict[str, str | None] = {
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": url,
        "SOURCE_DATE_EPOCH": commit_time(),
    }
    env = os.environ | asked | environment
    return {name: value for name, value in env.items() if value is not None}


def build(
    project: Path,
    site: Path,
    url: str = ADDRESS,
    program: str = "mkdocs",
    **environment: str | None,
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of a project; its output is captured.

    Never with --quiet: it hides warnings from --strict too.
    """
    return subprocess.run(
        [sys.executable, "-m", program, "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env=environment_of(url, **environment),
        capture_output=True,
        text=True,
        check=False,
    )


class Server(worker.Server):
    """A static host that answers with the site's own page for what is not there."""

    folder = ""
    hangs = False  # whether it takes connections and answers none
    gone = False  # whether it ends each connection at once


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, directory=arguments[2].folder, **options)

    def do_GET(self) -> None:
        while self.server.hangs:  # type: ignore[attr-defined]
            time.sleep(0.05)
        if self.server.gone:  # type: ignore[attr-defined]
            self.close_connection = True
            return
        super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving() -> Iterator[Server]:
    """A server that listens before its site is built: instant navigation asks for the address."""
    with Server(("127.0.0.1", 0), _Handler) as started:
        threading.Thread(target=started.serve_forever, daemon=True).start()
        yield started
        started.shutdown()


@dataclass(frozen=True)
class Built:
    """The built site, as the controller tells its workers of it before it is there."""

    folder: str
    address: str  # http://127.0.0.1:port/
    outcome: str  # a file that comes when it is: what a build that failed printed

    def wait(self) -> None:
        """Wait until the site is there; a build that failed fails the test."""
        outcome = Path(self.outcome)
        while not outcome.exists():
            time.sleep(0.1)
        failed = outcome.read_text(encoding="utf-8")
        assert not failed, failed


BUILT = pytest.StashKey[Built]()


def build_draft(
    project: Path, site: Path, url: str = ADDRESS, **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """The same with most pictures of points left blank: see tests/draft.py."""
    return build(project, site, url, "tests.draft", PYTHONPATH=str(ROOT), **environment)


def build_and_serve(config: pytest.Config) -> Built:
    """The site, built with every warning an error and served; once a run, until its end.

    In the long run with every picture of points, else with one of each kind.
    """
    if BUILT not in config.stash:
        folder = Path(tempfile.mkdtemp(prefix="site-"))
        server = ExitStack()
        started = server.enter_context(serving())
        started.folder = str(folder / "site")
        built = Built(
            started.folder,
            f"http://127.0.0.1:{started.server_port}/",
            str(folder / "outcome"),
        )
        whole = "not exhaustive" not in config.option.markexpr
        builds = threading.Thread(target=_build_into, args=(built, whole))
        builds.start()
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        config.add_cleanup(server.close)
        config.add_cleanup(builds.join)  # the last is called first
        config.stash[BUILT] = built
    return config.stash[BUILT]


def _build_into(built: Built, whole: bool) -> None:
    """Build the site into its folder and say how it went."""
    site, outcome = Path(built.folder), Path(built.outcome)
    said = "the build did not end"
    try:
        done = (build if whole else build_draft)(ROOT, site)
        said = done.stdout + done.stderr
        if not done.returncode and "WARNING" not in done.stderr:
            readdress(site, ADDRESS, built.address)
            said = ""
    finally:
        outcome.with_suffix(".new").write_text(said, encoding="utf-8")
        outcome.with_suffix(".new").rename(outcome)


def pytest_configure() -> None:
    """Tell Chromium's engine not to optimize scripts: a page of a test is left before that pays.

    A page load takes a sixth less of the processor so.
    """
    os.environ.setdefault("CHROMIUM_JS_FLAGS", "--no-maglev --no-turbofan")


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the site will be: the controller builds it meanwhile."""
    node.workerinput["built"] = asdict(build_and_serve(node.config))


# Files whose tests share what takes long to make: all of a group run in one worker.
GROUPS = {
    "tests/browser/test_addresses.py": "changed",
    "tests/browser/test_subpath.py": "changed",
    "tests/browser/test_offline.py": "offline",
    "tests/quality/test_words.py": "pages",
    "tests/site/test_addresses.py": "pages",
    "tests/site/test_book.py": "book",
    "tests/site/test_copy.py": "copy",
    "tests/site/test_headers.py": "headers",
    "tests/site/test_hostile.py": "hostile",
    "tests/site/test_indicators.py": "pages",
    "tests/site/test_languages.py": "pages",
    "tests/site/test_references.py": "pages",
    "tests/site/test_site.py": "pages",
    "tests/site/test_units.py": "pages",
    "tests/search/test_contract.py": "engine",
    "tests/search/test_index.py": "pages",
    "tests/search/test_queries.py": "engine",
}
# Where tests are long and need little in common: each runs wherever there is room. They need the
# built site, all others do not.
SPREAD = ("tests/browser/", "tests/engines/", "tests/quality/", "tests/search/", "tests/site/")
# Seconds of what takes long, by unit: a group, a file, or a test of SPREAD. Out of date, it makes a
# run longer and nothing else; `--durations 0` tells what a test takes.
SECONDS = {
    unit: float(seconds)
    for seconds, unit in (
        line.split("\t")
        for line in (ROOT / "tests/durations.tsv").read_text(encoding="utf-8").splitlines()
    )
}


def unit_of(nodeid: str) -> str:
    """What is handed to a worker as a whole: a group or a file, or a test where those are long."""
    file = nodeid.partition("::")[0]
    for engine in ("firefox", "chromium"):  # one of each, and one copy of the site, serve all tests
        if f"[{engine}" in nodeid:
            return engine
    return GROUPS.get(file) or (nodeid if file.startswith(SPREAD) else file)


def priority(nodeid: str) -> tuple[bool, float]:
    """Sorts tests: first those that run while the site is built; the longest of them first, so
    that no worker is left with a long one while the others have nothing to do.
    """
    return nodeid.startswith(SPREAD), -SECONDS.get(unit_of(nodeid), 0.0)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the tests of a worker in the order in which the scheduler hands them out."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: priority(item.nodeid))


class UnitScheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist ships no types
    """Hands out units in the order of the tests, and to a worker no more than it needs."""

    def _split_scope(self, nodeid: str) -> str:
        return unit_of(nodeid)

    def _reschedule(self, node: Any) -> None:
        # A worker runs a test once it has the next one; xdist would let three wait.
        if not self.workqueue or self._pending_of(self.assigned_work[node]) < 2:
            super()._reschedule(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How tests are handed to the workers, in place of what --dist names."""
    config.option.loadscopereorder = False  # would put units with more tests first
    return UnitScheduling(config, log)


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest) -> Built:
    """The built site: the controller's, or this process's own."""
    told = getattr(request.config, "workerinput", {}).get("built")
    known = Built(**told) if told else build_and_serve(request.config)
    known.wait()
    return known


@pytest.fixture(scope="session")
def site(built: Built) -> Path:
    """The folder of the built site; tests only read it."""
    return Path(built.folder)


@pytest.fixture(scope="session")
def address(built: Built) -> str:
    """Where the built site is served: http://127.0.0.1:port/"""
    return built.address


def move(site: Path, folder: Path, old: str, new: str) -> None:
    """Copy a built site to where it is served at another address, which some of its files name."""
    shutil.copytree(site, folder)
    readdress(folder, old, new)


def readdress(folder: Path, old: str, new: str) -> None:
    """Write another address into the files of a site that name it."""
    for path in folder.rglob("*"):
        if path.suffix in {".bib", ".html", ".js", ".json", ".ris", ".svg", ".txt", ".xml"}:
            text = path.read_bytes()
            if old.encode() in text:
                path.write_bytes(text.replace(old.encode(), new.encode()))
    places = (folder / "sitemap.xml").read_bytes()
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(places, mtime=0))


FRAME = 'target="_top"'  # stands in pictures for frames of other sites alone


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every HTML page by its address: «» for the home page, «kirispe/» …

    Without mere redirects, and pictures for frames of other sites.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    gc.disable()  # all of it stays until the end: a third of the time would go into looking
    found = {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(
            text, "html.parser"
        )
        for path, text in texts.items()
        if "data-moved-all" not in text and FRAME not in text
    }
    gc.freeze()
    gc.enable()
    assert len(found) > 50, "tests that go through all pages would go through none"
    return found


@pytest.fixture(scope="session")
def places(pages: dict[str, BeautifulSoup]) -> dict[str, dict[str, Tag]]:
    """By the address of a page: its elements with an id, by it."""
    return {
        page: {str(one["id"]): one for one in soup.find_all(id=True)}
        for page, soup in pages.items()
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site to change: the other city's texts and tables with our hooks."""
    return copy_small_project(tmp_path / "project")


def copy_small_project(copy: Path) -> Path:
    """Copy what the small site is made from."""
    shutil.copytree(ROOT / "tests/other_city", copy)
    link_code(copy / "hooks")
    link_cache(copy)
    return copy


PACKAGES = ("datapages", "search_kk")


def link_code(hooks: Path) -> None:
    """Copy the hooks with the theme and the templates, which tests change; link the packages.

    They are most of the files, and compiled already: a copy would be compiled by each process.
    """
    ignored = shutil.ignore_patterns("__pycache__", *PACKAGES)
    shutil.copytree(ROOT / "hooks", hooks, ignore=ignored)
    for name in PACKAGES:
        (hooks / name).symlink_to(ROOT / "hooks" / name)


@pytest.fixture
def whole_project(site: Path, tmp_path: Path) -> Path:
    """A copy of the whole site, for a fault that only its own data can show.

    Made after the site itself: so its charts are drawn once.
    """
    return copy_project(tmp_path / "project")


def copy_project(copy: Path, *more: str) -> Path:
    """Copy what the site is made from, and the other folders that are named."""
    copy.mkdir()
    link_cache(copy)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    for folder in ("docs", "data", *more):
        shutil.copytree(ROOT / folder, copy / folder)
    link_code(copy / "hooks")
    return copy


def link_cache(project: Path) -> None:
    """Share what is kept by the hash of what it is made of; templates are kept by their path."""
    (project / ".cache").mkdir()
    for name in ("charts", "downloads", "search", "styles"):
        (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
        (project / ".cache" / name).symlink_to(ROOT / ".cache" / name)


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Iterator[Tab]:
    """A tab that tests share."""
    shared = Tab(browser, address)
    yield shared
    shared.close()


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Headless Chromium: the one that the search's own tests use, too."""
    path = chromium.find()
    assert path, chromium.HELP
    return worker.browser(path)
