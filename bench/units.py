"""What the pages of units cost: builds without them, with them, and with 10 and 50 times as many.

Seconds are of the processor, user and system, so that a busy machine does not count. The copies
bear the same figures under other ids, hence their charts come from the cache; they have no codes
and no boundaries.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from datapages.model import loader
from datapages.model.unit_tree import UnitTree

ROOT = Path(__file__).parent.parent
UNITS = ("regions", "districts", "city-districts", "zhambyl")
INDICATORS = ("population-regions", "population-districts")


def project(folder: Path, copies: int, pages: bool = True) -> Path:
    """The site with `copies` of its units, with or without pages of units."""
    for name in ("docs", "data", "hooks"):
        shutil.copytree(ROOT / name, folder / name)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    if not pages:
        settings = re.sub(r"\n *units_folder:.*", "", settings)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / ".cache").symlink_to(ROOT / ".cache")
    for number in range(2, copies + 1):
        _copy(folder / "data", f"n{number}")
    return folder


def _copy(data: Path, prefix: str) -> None:
    """The units and their figures once more, with `prefix` before every id."""
    for name in UNITS:
        text = (data / f"units/{name}.yml").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^( *- id: |id: )", rf"\g<1>{prefix}-", text)
        text = re.sub(r"(?m)^( *parent: )(?!kazakhstan)", rf"\g<1>{prefix}-", text)
        text = re.sub(r"(?m)^( *kato: ).*", r"\g<1>null", text)
        text = re.sub(r"(?m)^ *(iso|charts): .*\n", "", text)
        text = re.sub(r"names: \{ kk: (\"?)", rf"names: {{ kk: \g<1>{prefix.upper()} ", text)
        (data / f"units/{prefix}-{name}.yml").write_text(text, encoding="utf-8")
    for name in INDICATORS:
        text = (data / f"indicators/{name}.yml").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^id: ", f"id: {prefix}-", text)
        text = re.sub(r"(?m)^( *territory: )(?!kazakhstan)", rf"\g<1>{prefix}-", text)
        (data / f"indicators/{prefix}-{name}.yml").write_text(text, encoding="utf-8")


def measure(folder: Path, runs: int) -> tuple[float, float, int]:
    """Least seconds of a build, seconds of reading data/, and HTML pages made."""
    site = folder / "site"
    least = min(_seconds(folder, site) for _ in range(runs))
    started = time.process_time()
    loader.load(folder / "data")
    return least, time.process_time() - started, len(list(site.rglob("*.html")))


def _seconds(folder: Path, site: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", site],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--copies", type=int, nargs="*", default=[1, 10, 50])
    options.add_argument("--runs", type=int, default=2)
    chosen = options.parse_args()
    data = loader.load(ROOT / "data")
    places = UnitTree(data, "birlikter")
    rows = sum(len(list(places.rows(unit))) for unit in places.with_pages)
    print(f"{len(data.by_id)} units: {len(places.with_pages)} pages made, {rows} rows on them")
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        plain, reading, count = measure(project(home / "plain", 1, pages=False), chosen.runs)
        print(f"without pages of units: {plain:.2f} s, {count} pages, data read in {reading:.2f} s")
        least = count
        for copies in chosen.copies:
            folder = project(home / f"x{copies}", copies)
            total, reading, count = measure(folder, chosen.runs)
            page = (total - plain) / (count - least)
            print(
                f"{copies:3} x: {total:.2f} s, {count} pages, data read in {reading:.2f} s;"
                f" {1000 * page:.1f} ms a page of a unit, its rows and data included"
            )
            if copies == 1:
                heaviest(folder / "site")
            shutil.rmtree(folder)


def heaviest(site: Path) -> None:
    """Print the three heaviest pages of units."""
    pages = {
        p: len(gzip.compress(p.read_bytes(), 9)) for p in (site / "birlikter").glob("*/**/*.html")
    }
    for path in sorted(pages, key=lambda path: -pages[path])[:4]:
        print(f"       {pages[path] / 1000:.1f} kB gzip: {path.parent.relative_to(site)}/")


if __name__ == "__main__":
    main()
