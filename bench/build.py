"""Time the full build beside a build of the same Markdown without hooks.

The bare project holds the same texts, theme and settings; its Markdown keeps the notation as
plain text, since nothing is there to replace it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
RUNS = 5


def bare(folder: Path) -> None:
    """A copy of the project whose mkdocs.yml names no hooks."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "hooks/theme", folder / "hooks/theme")
    (folder / "data").mkdir()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("hooks:\n  - hooks/events.py\n", "").replace("strict: true\n", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def seconds(project: Path, site: Path) -> float:
    """Wall time of one `mkdocs build`, Python's start included."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", site],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


def main() -> None:
    """Print medians of paired runs: first build (charts drawn), later builds, without hooks."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bare").mkdir()
        bare(folder / "bare")
        shutil.rmtree(ROOT / ".cache/charts", ignore_errors=True)
        first = seconds(ROOT, folder / "site")
        pairs = [
            (seconds(ROOT, folder / "site"), seconds(folder / "bare", folder / "bare-site"))
            for _ in range(RUNS)
        ]
        pages = len(list((folder / "site").rglob("*.html")))
    full, plain = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"pages: {pages}; median of {RUNS} paired runs, whole processes")
    print(f"first build, charts drawn: {first:.2f} s")
    print(f"build: {full:.2f} s; without hooks: {plain:.2f} s; ratio {ratio:.2f}")


if __name__ == "__main__":
    main()
