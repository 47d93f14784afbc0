"""A copy of a built site that opens from the disk, packed as a ZIP.

    python -m datapages.output.offline_copy site dist/name.zip

A folder on the disk has no index page, so links to folders are made to end in index.html. What
needs a host (search, service worker) stays out. The policy of the pages holds on the disk, too.
The same site gives the same bytes.
"""

from __future__ import annotations

import os
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from ..base import command
from ..language.messages import t

STYLE = "assets/copy.css"

# Material's search runs in a worker, which browsers refuse to pages from the disk.
HIDDEN = '.md-search, [for="__search"] { display: none !important; }\n'
INDEX = "search/search_index.js"  # which it loads all the same
EMPTY = 'var __index = {"config": {"lang": ["kk"], "separator": " ", "pipeline": []}, "docs": []}\n'
FIRST = "OQYNYZ.txt"
_LEFT_OUT = re.compile(
    r"\d{3}\.html|sw\.js|_headers|offline\.json|sitemap\.xml(\.gz)?|search/.*"
    r"|assets/javascripts/(lunr|workers)/.*|.*\.map"
)

# Of the one who publishes, as the `.git` of a branch.
_HIDDEN = re.compile(r"(.*/)?\.")

# an address without a host: in an attribute, or where a page that has moved leads
_LINK = re.compile(r'((?:\s(?:href|src|xlink:href)=|\scontent="0; url=)"?)([^"#?:\s]+)(?=[#?"])')

# A page from the disk has no origin that a browser would compare digests for.
_INTEGRITY = re.compile(r' (?:data-(?:style-)?)?integrity="[^"]*"')

# Material's instant navigation ends all scripts of a page that comes from the disk
_INSTANT = re.compile(r'"navigation\.instant[.\w]*", ?')


def page(html: str, place: Path) -> str:
    """A page as it works from the disk; `place` is its folder in the built site."""

    def link(found: re.Match[str]) -> str:
        path = found[2]
        folder = path.endswith("/") or _is_folder(place / path)
        return f"{found[1]}{path.removesuffix('/')}/index.html" if folder else found[0]

    return _INSTANT.sub("", _LINK.sub(link, _INTEGRITY.sub("", html)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):  # no name that a disk can bear
        return False


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the copy, in order: their paths and bytes."""
    yield FIRST, t("copy.readme").encode()
    yield STYLE, HIDDEN.encode()
    yield INDEX, EMPTY.encode()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_dir() or _LEFT_OUT.fullmatch(name) or _HIDDEN.match(name):
            continue
        if path.suffix != ".html":
            yield name, path.read_bytes()
            continue
        up = "../" * name.count("/")
        own = f'<link rel="stylesheet" href="{up}{STYLE}"></head>'
        html = path.read_text(encoding="utf-8").replace("</head>", own, 1)
        yield name, page(html, path.parent).encode()


def pack(site: Path, target: Path) -> int:
    """Write the copy as a ZIP, in a folder of the ZIP's own name; the number of its bytes."""
    if not (site / "index.html").is_file():
        raise ValueError(f"{site}/index.html: there is no such page; is the site built?")
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(
        f".{target.name}.{os.getpid()}"
    )  # what is there stays until it is whole
    try:
        _write(part, target.stem, site)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target.stat().st_size


def _write(part: Path, top: str, site: Path) -> None:
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files(site):
            entry = zipfile.ZipInfo(f"{top}/{name}")  # dated 1980: no day in the bytes
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def main(site: str, target: str) -> None:
    """Pack a built site and say how large the copy is."""
    print(f"{target}: {pack(Path(site), Path(target)) / 1e6:.1f} MB")


if __name__ == "__main__":
    sys.exit(command.run("offline_copy", main, *sys.argv[1:]))
