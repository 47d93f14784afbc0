"""The built site, served, and a browser: made once a run.

With `-n 2` the controller of pytest-xdist builds and serves the site, and each worker is told where
it is; each worker has a browser of its own.
"""

from __future__ import annotations

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
from bs4 import BeautifulSoup
from playwright.sync_api import Browser
from xdist.scheduler import LoadScopeScheduling

from search_kk import worker
from tests import chromium

ROOT = Path(__file__).parent.parent
ERROR_PAGES = ("404.html", "503.html")  # shown at any address: theirs are absolute


@cache
def commit_time() -> str:
    """What the Makefile sets SOURCE_DATE_EPOCH to."""
    asked = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "0"


def build(
    project: Path, site: Path, url: str = "http://127.0.0.1/", **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """`mkdocs build --strict` of a project; its output is captured.

    Never with --quiet: it hides warnings from --strict too.
    """
    asked: dict[str, str | None] = {
        "NO_MKDOCS_2_WARNING": "1",
        "SITE_URL": url,
        "SOURCE_DATE_EPOCH": commit_time(),
    }
    env = os.environ | asked | environment  # None: unset
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=project,
        env={name: value for name, value in env.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )


class Server(http.server.ThreadingHTTPServer):
    """A static host that answers with the site's own page for what is not there."""

    folder = ""
    hangs = False  # whether it takes connections and answers none


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, directory=arguments[2].folder, **options)

    def do_GET(self) -> None:
        while self.server.hangs:  # type: ignore[attr-defined]
            time.sleep(0.05)
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
    """The built site, as the controller tells its workers of it."""

    folder: str
    address: str  # http://127.0.0.1:port/
    failed: str  # what a build that failed printed


BUILT = pytest.StashKey[Built]()


def build_and_serve(config: pytest.Config) -> Built:
    """The site, built with every warning an error and served; once a run, until its end."""
    if BUILT not in config.stash:
        folder = Path(tempfile.mkdtemp(prefix="site-"))
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        serves = ExitStack()
        config.add_cleanup(serves.close)
        server = serves.enter_context(serving())
        address = f"http://127.0.0.1:{server.server_port}/"
        done = build(ROOT, folder / "site", address)
        server.folder = str(folder / "site")
        failed = done.returncode or "WARNING" in done.stderr
        config.stash[BUILT] = Built(
            server.folder, address, done.stdout + done.stderr if failed else ""
        )
    return config.stash[BUILT]


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Tell a worker where the site is: the controller builds it before the first one starts."""
    node.workerinput["built"] = asdict(build_and_serve(node.config))


# Files whose tests share what takes long to make: all of a group run in one worker. Any other test
# runs wherever there is room.
GROUPS = {
    "tests/browser/test_addresses.py": "changed",
    "tests/browser/test_subpath.py": "changed",
    "tests/browser/test_offline.py": "offline",
    "tests/site/test_copy.py": "copy",
    "tests/site/test_headers.py": "headers",
    "tests/site/test_hostile.py": "hostile",
    "tests/search/test_contract.py": "engine",
    "tests/search/test_index.py": "engine",
    "tests/search/test_queries.py": "engine",
}


class GroupScheduling(LoadScopeScheduling):  # type: ignore[misc] # xdist ships no types
    """Hands out tests one by one, and groups as a whole."""

    def _split_scope(self, nodeid: str) -> str:
        return GROUPS.get(nodeid.partition("::")[0], nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """How tests are handed to the workers, in place of what --dist names."""
    return GroupScheduling(config, log)


@pytest.fixture(scope="session")
def built(request: pytest.FixtureRequest) -> Built:
    """The built site: the controller's, or this process's own."""
    told = getattr(request.config, "workerinput", {}).get("built")
    known = Built(**told) if told else build_and_serve(request.config)
    assert not known.failed, known.failed
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
    for path in folder.rglob("*"):
        if path.suffix in {".html", ".xml", ".json", ".js", ".txt"}:
            text = path.read_bytes()
            if old.encode() in text:
                path.write_bytes(text.replace(old.encode(), new.encode()))
    places = (folder / "sitemap.xml").read_bytes()
    (folder / "sitemap.xml.gz").write_bytes(gzip.compress(places))


FRAME = 'target="_top"'  # stands in pictures for frames of other sites alone


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every HTML page by its address: «» for the home page, «kirispe/» …

    Without mere redirects, and pictures for frames of other sites.
    """
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    found = {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(
            text, "html.parser"
        )
        for path, text in texts.items()
        if "data-moved-all" not in text and FRAME not in text
    }
    assert len(found) > 50, "tests that go through all pages would go through none"
    return found


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site to change: the other city's texts and tables with our hooks."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT / "tests/other_city", copy)
    shutil.copytree(ROOT / "hooks", copy / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    link_cache(copy)
    return copy


@pytest.fixture
def whole_project(tmp_path: Path) -> Path:
    """A copy of the whole site, for a fault that only its own data can show."""
    return copy_project(tmp_path / "project")


def copy_project(copy: Path, *more: str) -> Path:
    """Copy what the site is made from, and the other folders that are named."""
    copy.mkdir()
    link_cache(copy)
    shutil.copy(ROOT / "mkdocs.yml", copy)
    for folder in ("docs", "data", "hooks", *more):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def link_cache(project: Path) -> None:
    """Share what is kept by the hash of what it is made of; templates are kept by their path."""
    (project / ".cache").mkdir()
    for name in ("charts", "downloads", "search", "styles"):
        (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
        (project / ".cache" / name).symlink_to(ROOT / ".cache" / name)


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Headless Chromium: the one that the search's own tests use, too."""
    path = chromium.find()
    assert path, chromium.HELP
    return worker.browser(path)
