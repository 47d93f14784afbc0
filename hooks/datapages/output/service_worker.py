"""Reading without a connection: what the service worker keeps, found in a site that is built.

Names are read from the pages, so that it does not matter how the theme calls its files.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Iterator

from ..base.diagnostics import ContentError, Problem
from . import bundles
from .folder import BuiltFolder

WORKER = "sw.js"  # at the root of the site, so that its scope is the whole site
LIST = "offline.json"  # what saving the whole site takes
FALLBACK = "503.html"  # stands for a page that was not kept
SCRIPT = "assets/javascripts/offline-page.js"  # what readers see, loaded by offline.js
MARK = '"@build@"'  # in the worker's text

# what Material's script asks for when it starts: the index is still without documents
_STARTED = ("sitemap.xml", "search/search_index.json")
_ERROR_PAGE = re.compile(r"(^|/)\d{3}\.html$")
_FRAME = 'target="_top"'  # of a picture for other sites: it is no page of this one
_TAG = re.compile(r"<(?:link|script|img)\b[^<>]*>")
_ATTRIBUTE = re.compile(r'\s(rel|src|href|data-later|data-style)="([^"]*)"')
_RELS = {"stylesheet", "icon", "manifest"}

# loaded by who reads in Latin letters, and by pages with charts or with the calculator
ON_DEMAND = (
    "assets/javascripts/latin.js",
    "assets/javascripts/calculator.js",
    "assets/javascripts/charts.js",
    "assets/javascripts/choose.js",
    "assets/stylesheets/choose.css",
)

_SECTION_SHEET = bundles.STYLES.removesuffix("css")  # kept with the pages that link it

# what the search loads: its index, its worker and engine, and what the page adds to the list
_SEARCH = (
    "search/*.js*",
    "search/*/*.json",
    "assets/javascripts/workers/*.js",
    "assets/stylesheets/search-kk.*.css",
)


def references(html: str) -> Iterator[str]:
    """What a page loads from its own site: styles, scripts, pictures, as it names them.

    `data-later` and `data-style` name what waits for the reader (output/bundles.py).
    """
    for tag in _TAG.findall(html):
        given = dict(_ATTRIBUTE.findall(tag))
        linked = given.get("href") if given.get("rel") in _RELS else None
        for address in (given.get("src"), given.get("data-later"), given.get("data-style"), linked):
            if address and not re.match(r"[a-z]+:|//", address):
                yield re.split("[?#]", address)[0]


def loaded(folder: BuiltFolder, page: str) -> set[str]:
    """The files of the site that a page loads."""
    start = posixpath.dirname(page)
    found = (posixpath.normpath(f"{start}/{name}") for name in references(folder.pages[page]))
    return {path.lstrip("/") for path in found if path.lstrip("/") in folder}


def shell(folder: BuiltFolder) -> list[str]:
    """What every page needs, and the page that says that there is no connection."""
    own = [path for path in (FALLBACK, SCRIPT, *_STARTED) if path in folder]
    found = {*loaded(folder, "index.html"), *own}
    return _in_order({path for path in found if not path.startswith(_SECTION_SHEET)})


def whole(folder: BuiltFolder) -> list[str]:
    """All pages, what they load, and what the search needs; no files that are downloaded."""
    pages = [
        path
        for path, html in folder.pages.items()
        if not _ERROR_PAGE.search(path) and _FRAME not in html
    ]
    found = {*pages, *shell(folder)}.union(*(loaded(folder, page) for page in pages))
    found.update(*(folder.glob(name) for name in (*_SEARCH, *ON_DEMAND)))
    return _in_order(found)


def address(path: str) -> str:
    """The address of a file, from the root of the site: «» for the home page."""
    return path.removesuffix("index.html")


def fill(folder: BuiltFolder) -> None:
    """Tell the worker of a built site its shell, and list what the whole site is."""
    if WORKER not in folder:
        raise ContentError([Problem(f"hooks/theme/{WORKER}", 0, "", "this file is required")])
    digest = hashlib.sha256()
    for path in (inner := shell(folder)):
        digest.update(folder.read_bytes(path))
    build = {
        "version": digest.hexdigest()[:16],
        "shell": [address(path) for path in inner],
        "fallback": FALLBACK,
        "hashed": {
            path: folder.integrity(path) if path.endswith(".js") else ""
            for path in sorted(folder.hashed)
        },
        "list": LIST,
    }
    folder.write(WORKER, folder.read_text(WORKER).replace(MARK, json.dumps(build)))
    files = whole(folder)
    listed = {
        "bytes": sum(len(folder.read_bytes(path)) for path in files),
        "files": [address(path) for path in files],
    }
    folder.write(LIST, json.dumps(listed, separators=(",", ":")))


def _in_order(paths: set[str]) -> list[str]:
    return sorted(paths, key=lambda path: path.split("/"))
