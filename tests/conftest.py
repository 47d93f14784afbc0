"""The built site, served, and a browser: made once a run."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser

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


class _Server(http.server.ThreadingHTTPServer):
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
def serving() -> Iterator[_Server]:
    """A server that listens before its site is built: instant navigation asks for the address."""
    with _Server(("127.0.0.1", 0), _Handler) as started:
        threading.Thread(target=started.serve_forever, daemon=True).start()
        yield started
        started.shutdown()


@pytest.fixture(scope="session")
def server() -> Iterator[_Server]:
    """Where the site will be served."""
    with serving() as started:
        yield started


@pytest.fixture(scope="session")
def address(server: _Server, site: Path) -> str:
    """Where the built site is served: http://127.0.0.1:port/"""
    return f"http://127.0.0.1:{server.server_port}/"


@pytest.fixture(scope="session")
def site(server: _Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built with every warning an error."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = build(ROOT, folder, f"http://127.0.0.1:{server.server_port}/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    server.folder = str(folder)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Every HTML page by its address: «» for the home page, «kirispe/» …; no mere redirects."""
    return {
        path.relative_to(site).as_posix().removesuffix("index.html"): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in sorted(site.rglob("*.html"))
        if "data-moved-all" not in path.read_text(encoding="utf-8")
    }


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site to change: the other city's texts and tables with our hooks."""
    copy = tmp_path / "project"
    shutil.copytree(ROOT / "tests/other_city", copy)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "hooks", copy / "hooks", ignore=ignored)
    return copy


@pytest.fixture
def whole_project(tmp_path: Path) -> Path:
    """A copy of the whole site, for a fault that only its own data can show."""
    return copy_project(tmp_path / "project")


def copy_project(copy: Path, *more: str) -> Path:
    """Copy what the site is made from, and the other folders that are named."""
    copy.mkdir()
    (ROOT / ".cache").mkdir(exist_ok=True)
    (copy / ".cache").symlink_to(ROOT / ".cache")  # charts are drawn once a run
    shutil.copy(ROOT / "mkdocs.yml", copy)
    for folder in ("docs", "data", "hooks", *more):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


@pytest.fixture(scope="session")
def browser() -> Browser:
    """Headless Chromium: the one that the search's own tests use, too."""
    path = chromium.find()
    assert path, chromium.HELP
    return worker.browser(path)
