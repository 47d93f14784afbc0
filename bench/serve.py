"""Time from saving a file to seeing the change on the page that `mkdocs serve` shows.

A chapter, a data file and a template of a copy of the project are changed in turn; beside them the
same chapter on Material alone with the same pages (bench/build.py).
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.build import ROOT, same_pages, staged

RUNS = 3
LETTERS = str.maketrans("0123456789", "абвгдежзик")  # a figure typed into a chapter is refused
PATIENCE = 60.0  # seconds until a change is given up
# Pictures name the address of their site and are drawn anew for another: always the same, and the
# one that the tests build for, whose pictures are there.
PORT = 40000


class Edit(NamedTuple):
    """A change of one line: `{mark}` in `new` is what is looked for on the page."""

    name: str
    file: str
    old: str
    new: str
    page: str


CHAPTER = Edit("chapter", "docs/qorytyndy.md", r"\Z", "\n\nСынақ {mark}.\n", "qorytyndy/")
STOCK = Edit(
    "Material", "docs/qorytyndy.md", r'(?m)^(description: "?)', r"\g<1>{mark} ", "qorytyndy/"
)  # a text of the head: the article is handed over ready
EDITS = (
    CHAPTER,
    Edit("data file", "data/indicators/births.yml", r"(?m)^definition: ",
         "definition: Сынақ {mark}. ", "korsetkishter/halyq/"),
    Edit("template", "hooks/templates/head.html", r"\A",
         '<meta name="synaq" content="{mark}">\n', "qorytyndy/"),
)  # fmt: skip


def main() -> None:
    """Print the median of each kind of change."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours, stock = folder / "ours", folder / "stock"
        copy(ours)
        _, built = staged(folder / "built")
        stock.mkdir()
        same_pages(stock, built, folder / "built")
        print(f"seconds from saving to seeing, medians of {RUNS}")
        with served(ours) as address:
            for edit in EDITS:
                print(f"  {edit.name:<12} {median(ours, edit, address):5.1f}")
        with served(stock) as address:
            print(f"  {STOCK.name:<12} {median(stock, STOCK, address):5.1f}")


def copy(project: Path) -> None:
    """What the site is made from, with the charts drawn earlier."""
    for folder in ("docs", "data", "hooks", "addresses"):
        shutil.copytree(ROOT / folder, project / folder)
    shutil.copy(ROOT / "mkdocs.yml", project)
    (project / ".cache").symlink_to(ROOT / ".cache")


@contextmanager
def served(project: Path) -> Iterator[str]:
    """`mkdocs serve` of a project, once it answers: its address."""
    with socket.socket() as probe:
        if not probe.connect_ex(("127.0.0.1", PORT)):
            sys.exit(f"port {PORT} is taken: something answers there already")
    address = f"http://127.0.0.1:{PORT}/"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "-a", f"127.0.0.1:{PORT}"],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(address, "<html")
        yield address
    finally:
        process.terminate()
        process.wait()


def median(project: Path, edit: Edit, address: str) -> float:
    """Seconds until a change is seen; the file is put back after each."""
    path = project / edit.file
    before = path.read_text(encoding="utf-8")
    spent = []
    for run in range(RUNS):
        mark = f"{time.time_ns() % 10**9 + run}".translate(LETTERS)
        started = time.perf_counter()
        new = edit.new.format(mark=mark)
        path.write_text(re.sub(edit.old, new, before, count=1), "utf-8")
        wait_for(address + edit.page, mark)
        spent.append(time.perf_counter() - started)
        path.write_text(before, encoding="utf-8")
        wait_for(address + edit.page, mark, gone=True)
    return statistics.median(spent)


def wait_for(address: str, text: str, *, gone: bool = False) -> None:
    """Ask until a page holds a text (`gone`: does not); TimeoutError after a minute."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310
                if (text in answer.read().decode()) is not gone:
                    return
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.05)
    raise TimeoutError(f"{address} does not show {text}")


if __name__ == "__main__":
    main()
