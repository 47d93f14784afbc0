"""Reading without a connection: what the service worker keeps, found in a site that is built.

Names are read from the pages, so that it does not matter how the theme calls its files.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

WORKER = "sw.js"  # at the root of the site, so that its scope is the whole site
LIST = "offline.json"  # what saving the whole site takes
FALLBACK = "503.html"  # stands for a page that was not kept
SCRIPT = "assets/javascripts/offline-page.js"  # what readers see, loaded by offline.js
MARK = '"@build@"'  # in the worker's text

# what Material's script asks for when it starts; the index has no documents yet (search.py)
_STARTED = ("sitemap.xml", "search/search_index.json")
_TAG = re.compile(r"<(?:link|script|img)\b[^>]*>")
_ATTRIBUTE = re.compile(r'\s(rel|src|href|data-later)="([^"]*)"')
_RELS = {"stylesheet", "icon", "manifest"}
# what the search loads: its index, its worker and engine, and what the page adds to the list
_SEARCH = (
    "search/*.js*",
    "search/*/*.json",
    "assets/javascripts/workers/*.js",
    "assets/stylesheets/search-kk.*.css",
)


def references(html: str) -> Iterator[str]:
    """What a page loads from its own site: styles, scripts, pictures, as it names them.

    `data-later` names a script that waits for the reader (hooks/datapages/assets.py).
    """
    for tag in _TAG.findall(html):
        given = dict(_ATTRIBUTE.findall(tag))
        linked = given.get("href") if given.get("rel") in _RELS else None
        for address in (given.get("src"), given.get("data-later"), linked):
            if address and not re.match(r"[a-z]+:|//", address):
                yield re.split("[?#]", address)[0]


def loaded(page: Path) -> set[Path]:
    """The files of the site that a page loads."""
    found = (page.parent / name for name in references(page.read_text(encoding="utf-8")))
    return {path.resolve() for path in found if path.is_file()}


def shell(site: Path) -> list[Path]:
    """What every page needs, and the page that says that there is no connection."""
    own = (site / name for name in (FALLBACK, SCRIPT, *_STARTED))
    return sorted({*loaded(site / "index.html"), *filter(Path.is_file, own)})


def whole(site: Path) -> list[Path]:
    """All pages, what they load, and what the search needs; no files that are downloaded."""
    pages = [path for path in site.rglob("*.html") if not re.fullmatch(r"\d{3}.html", path.name)]
    found = {*pages, *shell(site)}.union(*(loaded(page) for page in pages))
    found.update(*(site.glob(name) for name in _SEARCH))
    return sorted(found)


def address(site: Path, path: Path) -> str:
    """The address of a file, from the root of the site: «» for the home page."""
    return path.relative_to(site).as_posix().removesuffix("index.html")


def write(site: Path) -> None:
    """Tell the worker of a built site its shell, and list what the whole site is."""
    site = site.resolve()
    digest = hashlib.sha256()
    for path in (inner := shell(site)):
        digest.update(path.read_bytes())
    build = {
        "version": digest.hexdigest()[:16],
        "shell": [address(site, path) for path in inner],
        "fallback": FALLBACK,
    }
    worker = site / WORKER
    text = worker.read_text(encoding="utf-8").replace(MARK, json.dumps(build))
    worker.write_text(text, encoding="utf-8")
    files = whole(site)
    listed = {
        "bytes": sum(path.stat().st_size for path in files),
        "files": [address(site, path) for path in files],
    }
    (site / LIST).write_text(json.dumps(listed, separators=(",", ":")), encoding="utf-8")
