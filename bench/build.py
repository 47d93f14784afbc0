"""Time the full build beside builds without hooks, and say where the time goes.

Two bare projects have the same texts, theme and settings:

- `as written`: nothing replaces the notation, which stays as plain text; no pages of units.
- `same pages`: Material is handed what the hooks make of it, as a writer would who had typed all
  of that: the pages of units, the HTML of tables and charts, the files. Its one hook of a line
  puts the ready HTML of a page in its place.

Wall time is what one waits; the processor's time tells more where other work runs beside.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
RUNS = 5
KEPT = ("charts", "downloads", "pages", "search", "styles", "templates")  # of earlier builds
GIVEN = """\
import json
from pathlib import Path
PAGES = json.loads((Path(__file__).parent / "pages.json").read_text(encoding="utf-8"))
def on_page_content(html, page, config, files): return PAGES[page.file.src_uri]
"""


class Spent(NamedTuple):
    """Seconds of one build, Python's start included."""

    wall: float
    processor: float


def spent(project: Path, site: Path) -> Spent:
    """What one `mkdocs build` takes."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "--no-strict", "--site-dir", site],
        cwd=project,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    assert status == 0, f"the build of {project} failed"
    return Spent(time.perf_counter() - started, used.ru_utime + used.ru_stime)


def as_written(folder: Path) -> None:
    """A copy of the project whose mkdocs.yml names no hooks."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(ROOT / "hooks/theme", folder / "hooks/theme")
    (folder / "data").mkdir()
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("hooks:\n  - hooks/events.py\n", "").replace("strict: true\n", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def same_pages(folder: Path, events: Any, site: Path) -> None:
    """The bare project, handed what a build has made; `events` the module of its events."""
    as_written(folder)
    for path, source in events._draft.manuscript.pages.items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(source.text, encoding="utf-8")
    for path in site.rglob("*"):
        name = path.relative_to(site)
        if path.is_file() and path.suffix != ".html" and name.parts[0] not in ("assets", "search"):
            (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, folder / "docs" / name)
    pages = {path: page.html for path, page in events._linked.pages.items()}
    (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    (folder / "given.py").write_text(GIVEN, encoding="utf-8")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write("\nhooks: [given.py]\n")


class Stages:
    """Time by stage; what a stage calls of another stage is the other's."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inner: list[float] = []

    def timed(self, name: str, owner: Any, *functions: str) -> None:
        """Count the time inside these functions for a stage."""
        for function in functions:
            setattr(owner, function, self._timed(name, getattr(owner, function)))

    def _timed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            self._inner.append(0.0)
            try:
                return function(*arguments, **options)
            finally:
                whole = time.process_time() - started
                self.spent[name] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return run


def staged(site: Path) -> tuple[Stages, Any]:
    """One build in this process, its time by stages, and the module of its events."""
    from markdown import Markdown
    from material.plugins.search.plugin import SearchPlugin
    from mkdocs.commands import build
    from mkdocs.config import load_config

    stages = Stages()
    # Material's plugin is bound when the settings are read, so it is wrapped before.
    stages.timed("Material: index of the search", SearchPlugin, "on_page_context", "on_post_build")
    sys.path.insert(0, str(ROOT / "hooks"))
    started = time.process_time()
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(site))
    stages.spent["MkDocs: settings, theme, modules of the hooks"] = time.process_time() - started

    from datapages.build import Draft, ExpandedPage, Linked, Model

    stages.timed("hooks: data read and checked", Model, "load")
    stages.timed("hooks: files to take away", Model, "published")
    stages.timed("hooks: notation to HTML", Model, "read", "unit_pages")
    stages.timed("hooks: notation to HTML", Draft, "expand")
    stages.timed("hooks: addresses, links between pages, heads", ExpandedPage, "fill")
    stages.timed("hooks: addresses, links between pages, heads", Draft, "link")
    stages.timed("hooks: addresses, links between pages, heads", Linked, "head")
    stages.timed("hooks: search, policy, last touches", Linked, "complete")
    stages.timed("Python-Markdown", Markdown, "convert")
    stages.timed("Material: templates of pages", build, "_build_page", "_build_theme_template")
    stages.timed("MkDocs: the rest", build, "build")
    config.plugins.on_startup(command="build", dirty=False)
    build.build(config)
    events = sys.modules[next(name for name in sys.modules if name.endswith("events.py"))]
    return stages, events


def main() -> None:
    """Print medians of runs side by side, then the stages of one build."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for bare in ("written", "same"):
            (folder / bare).mkdir()
        for kept in KEPT:
            shutil.rmtree(ROOT / ".cache" / kept, ignore_errors=True)
        first = spent(ROOT, folder / "site")
        stages, built = staged(folder / "site")
        as_written(folder / "written")
        same_pages(folder / "same", built, folder / "site")
        projects = {"full": ROOT, "as written": folder / "written", "same pages": folder / "same"}
        runs = [
            {name: spent(project, folder / f"{name}-site") for name, project in projects.items()}
            for _ in range(RUNS)
        ]
        counts = {name: len(list((folder / f"{name}-site").rglob("*.html"))) for name in projects}
    print(f"first build, nothing kept: {first.wall:.2f} s, processor {first.processor:.2f} s\n")
    print(f"medians of {RUNS} runs in turn, whole processes")
    print(
        f"{'project':12} {'pages':>5} {'wall, s':>8} {'processor, s':>12} {'full is … of it':>20}"
    )
    for name, pages in counts.items():
        wall, processor = (
            statistics.median(column) for column in zip(*(run[name] for run in runs), strict=True)
        )
        ratios = (
            statistics.median(run["full"][kind] / run[name][kind] for run in runs)
            for kind in (0, 1)
        )
        beside = " / ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"{name:12} {pages:5} {wall:8.2f} {processor:12.2f} {beside:>20}")
    whole = sum(stages.spent.values())
    print("\nwhere the processor's time goes in one full build")
    for name, seconds in sorted(stages.spent.items(), key=lambda stage: -stage[1]):
        print(f"{seconds:6.2f} s {seconds / whole:5.0%}  {name}")


if __name__ == "__main__":
    main()
