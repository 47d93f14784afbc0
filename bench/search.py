"""The site's search beside stock Material's on the same documents, in Chromium, in one run.

    python -m bench.search [--site FOLDER] [--outside FOLDER] [--no-growth]

Stock is Material's own worker with its Russian (`lang: ru`). Quality is that of
tests/search/queries.tsv; «b» is the half of it that did not guide the tuning, though it has been
read since. A set-up is counted twice, alike for both: from a new worker and message 0 to message 1
(all that stock does before it can answer, and for ours hardly anything), and from there on to the
answer to a first query, for which ours fetches its engine and what it needs of the index. The
second is the fair one. Bytes are those that the site's pages fetch, from the touch of the box to
the first results, after gzip; on the slow phone the time runs from the event of the touch until the
first results are painted. A made index with 50 times the documents shows what a large site would
cost.
The outside folder (or $SEARCH_EVAL) may hold gold sets, which are not part of the repository:
ud_kazakh_ktb*.tsv, unimorph_kaz_nouns*.tsv, kazqad*.jsonl; questions*.tsv (bench/questions.py).
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import html
import http.server
import json
import math
import mimetypes
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Request

from bench import questions
from datapages.search import index as site_index
from search_kk import documents, index, kazakh_stemmer, node, scripts, worker
from search_kk.bench.pairwise import pairwise, read_gold
from search_kk.documents import Document
from tests import chromium
from tests.conftest import ROOT, build
from tests.search import evaluation

GROWTH = 50  # times the documents of the site
RUNS = 5  # set-ups
PHONES = 3  # first searches of each query
SAMPLES = ("мәслихат", "тараз халқы 2021", "қала бюджетін кім бекітеді", "жамбыл облысы")

# A slow phone: CPU, bytes a second, milliseconds.
SLOWER, BANDWIDTH, LATENCY = 4, 1_600_000 // 8, 150

Docs = Sequence[Mapping[str, Any]]


def stock_docs(docs: Iterable[Document]) -> list[dict[str, str]]:
    """Documents as Material's worker takes them."""

    def escaped(text: str) -> str:
        return html.escape(text, quote=False)

    return [
        {
            "location": doc.location,
            "title": escaped(doc.title),
            "text": "".join(f"<p>{escaped(line)}</p>" for line in doc.text.split("\n")),
        }
        for doc in docs
    ]


def times(
    engine: worker.Engine, config: Mapping[str, Any], docs: Docs, texts: Sequence[str]
) -> str:
    """Median set-up, without and with a first answer, median and 95th percentile of queries.

    In milliseconds.
    """
    setups, answered = [], []
    for _ in range(RUNS):
        setups.append(engine.start(config, docs, suggest=True))
        answered.append(setups[-1] + float(engine.ask(SAMPLES[0])["time"]))
    for text in texts:  # parts of the index are fetched once
        engine.ask(text)
    spent = sorted(float(engine.ask(text)["time"]) for text in texts)
    p95 = spent[math.ceil(0.95 * len(spent)) - 1]
    setup, first, median = map(statistics.median, (setups, answered, spent))
    return f"{setup:8.0f} {first:8.0f} {median:8.1f} {p95:8.1f}"


def made(docs: Sequence[Document], count: int) -> list[Document]:
    """Documents of this site's own sentences, shuffled: as long as its own, and a word of each."""
    chance = random.Random(3)  # noqa: S311 - the same documents at each run
    words = " ".join(f"{doc.title} {doc.text}" for doc in docs).split()
    lengths = [len(doc.text.split()) for doc in docs]
    found = []
    for number in range(count):
        page, section = divmod(number, 10)
        start = chance.randrange(len(words) - 600)
        text = " ".join(words[start : start + min(chance.choice(lengths), 600)])
        own = "".join(chance.choices("абдеклмнорстуы", k=8))  # words that stand nowhere else
        anchor = f"#s{section}" if section else ""
        title = " ".join(chance.sample(words, 4))
        found.append(Document(f"p{page}/{anchor}", title, f"{text} {own}"))
    return found


def site_of(docs: Sequence[Document], folder: Path) -> Path:
    """A folder with nothing but an index of these documents, the engine and the worker."""
    index.write(index.build(docs), folder / "search")
    workers = folder / "assets/javascripts/workers"
    workers.mkdir(parents=True)
    (workers / "engine.js").write_text(scripts.engine_js(), encoding="utf-8")
    text = scripts.worker_js("engine.js", "../../../search/")
    (workers / "search.js").write_text(text, encoding="utf-8")
    return folder


def row(name: str, scores: Sequence[evaluation.Score]) -> str:
    """One line of the table of quality."""
    mean = evaluation.average(scores)

    def shown(value: float | None) -> str:
        return "     –" if value is None else f"{value:6.3f}"

    figures = " ".join(map(shown, (mean.hit, mean.recall, mean.precision, mean.mrr)))
    return f"{name:<12}{len(scores):>4}  {figures}"


def quality(find: evaluation.Find, docs: Docs) -> list[str]:
    """Hit, recall, precision and MRR by class."""
    scores = evaluation.run(evaluation.wanted(evaluation.queries(), docs), find)
    kinds = dict.fromkeys(query.kind for query in scores)
    lines = [row(kind, [s for q, s in scores.items() if q.kind == kind]) for kind in kinds]
    for half in "ab":
        lines.append(row(f"half {half}", [s for q, s in scores.items() if q.half == half]))
    return [*lines, row("all", list(scores.values()))]


def _size_of(site: Path, address: str, urls: Iterable[str]) -> int:
    files = {site / url.removeprefix(address).split("?")[0] for url in urls}
    return sum(len(gzip.compress(f.read_bytes(), 9)) for f in files if f.is_file())


def fetched(site: Path, path: str = "") -> dict[str, tuple[int, int, float]]:
    """Bytes after gzip, and milliseconds, from the touch of the box to the first results.

    Between the two: the bytes with all that the rest of the list then fetches.
    """
    found = {}
    with worker.served(site) as address:
        for query in SAMPLES:
            context = worker.browser().new_context(service_workers="block")
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_load_state("networkidle")
            urls: list[str] = []
            page.wait_for_timeout(500)  # what the page itself loads late is not the search's
            page.on("request", _noting(urls))
            begun = time.monotonic()
            box = page.locator("[data-md-component=search-query]")
            box.click()
            box.fill(query)
            page.locator(".md-search-result__link").first.wait_for()
            spent = 1000 * (time.monotonic() - begun)
            first = list(urls)
            page.wait_for_timeout(1000)
            sizes = [_size_of(site, address, some) for some in (first, urls)]
            found[query] = (sizes[0], sizes[1], spent)
            context.close()
    return found


class _Line(http.server.ThreadingHTTPServer):
    """Serves a folder, gzipped, over a line that is slow once `slow` is set.

    The line is here and not in the browser, whose own throttle leaves the requests of workers out.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _OnLine)
        self.folder = folder
        self.slow = threading.Event()
        self._free, self._lock = 0.0, threading.Lock()

    def carry(self, size: int) -> None:
        """Wait as long as so many bytes take, which share the line with all others."""
        if not self.slow.is_set():
            return
        time.sleep(LATENCY / 1000)
        with self._lock:
            self._free = max(self._free, time.monotonic()) + size / BANDWIDTH
            end = self._free
        time.sleep(max(0, end - time.monotonic()))

    def handle_error(self, request: object, client_address: object) -> None:
        """A page that is closed leaves its requests: nothing to tell."""


class _OnLine(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Line

    def do_GET(self) -> None:
        path = self.server.folder / self.path.split("?")[0].lstrip("/")
        file = path / "index.html" if path.is_dir() else path
        body = gzip.compress(file.read_bytes(), 6) if file.is_file() else b""
        self.server.carry(len(body))
        self.send_response(200 if body else 404)
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        headers = {"Content-Type": kind, "Content-Length": str(len(body))}
        if body:
            headers |= {"Content-Encoding": "gzip", "Cache-Control": "max-age=600"}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


# On the page: when it was touched, and when the first results were painted.
_STOPWATCH = """
window.results = new Promise(done => {
  let touched
  addEventListener("pointerdown", event => { touched ??= event.timeStamp }, { capture: true })
  const observer = new MutationObserver(() => {
    if (!document.querySelector(".md-search-result__link")) return
    observer.disconnect()
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - touched)))
  })
  observer.observe(document, { childList: true, subtree: true })
})
"""


def on_a_slow_phone(site: Path, query: str) -> float:
    """Milliseconds from the touch of the box to the first results, of a page that is at rest."""
    with _Line(site) as line:
        threading.Thread(target=line.serve_forever, daemon=True).start()
        context = worker.browser().new_context(
            service_workers="block",
            viewport={"width": 375, "height": 800},
            is_mobile=True,
            has_touch=True,
        )
        page = context.new_page()
        page.add_init_script(_STOPWATCH)
        page.goto(f"http://127.0.0.1:{line.server_port}/")
        page.wait_for_load_state("networkidle")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        line.slow.set()
        page.locator("header label[for=__search]").locator("visible=true").first.tap()
        page.keyboard.insert_text(query)
        spent = float(page.evaluate("results"))
        context.close()
        line.shutdown()
    return spent


def _noting(urls: list[str]) -> Callable[[Request], None]:
    return lambda request: urls.append(request.url)


def ndcg(
    rows: Sequence[Mapping[str, str]], find: evaluation.Find, places: Mapping[str, str]
) -> float:
    """nDCG@10 of questions over the passages that answer them."""
    wanted: dict[str, set[str]] = {}
    for given in rows:
        wanted.setdefault(given["question"], set()).add(places[given["context"]])
    gains = []
    for question, right in wanted.items():
        found = find(question)[:10]
        gain = sum(1 / math.log2(i + 2) for i, place in enumerate(found) if place in right)
        gains.append(gain / sum(1 / math.log2(i + 2) for i in range(min(10, len(right)))))
    return statistics.mean(gains)


def outside(folder: Path, temporary: Path) -> None:
    """Print the figures of the gold sets that lie in a folder."""
    stemmer = kazakh_stemmer.default_stemmer()
    for path in sorted([*folder.glob("ud_*.tsv"), *folder.glob("unimorph_*.tsv")]):
        precision, recall, f1 = pairwise(read_gold(path), stemmer.stem)
        print(f"{path.name}: F1 {100 * f1:.1f} (precision {100 * precision:.1f},", end=" ")
        print(f"recall {100 * recall:.1f})")
    for path in sorted(folder.glob("kazqad*.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line]
        places = {
            text: f"p{n}/" for n, text in enumerate(dict.fromkeys(r["context"] for r in rows))
        }
        titles = {given["context"]: given["title"] for given in rows}
        docs = [Document(place, titles[text], text) for text, place in places.items()]
        index.write(index.build(docs), temporary / path.stem)
        with node.Engine(temporary / path.stem) as engine:
            own = ndcg(
                rows, lambda text: [r["location"] for r in engine.ask(text)["results"]], places
            )
        with worker.stock() as stock:
            stock.start(worker.STOCK, stock_docs(docs))
            other = ndcg(rows, lambda text: _groups(stock, text), places)
        print(f"{path.name}: nDCG@10 kk {own:.3f}; stock {other:.3f} ({len(docs)} passages)")


def _finding(engine: worker.Engine) -> evaluation.Find:
    return lambda text: [item["location"] for item in engine.found(text)]


def _groups(engine: worker.Engine, text: str) -> list[str]:
    return [group[0]["location"] for group in engine.ask(text)["data"]["items"]]


def main() -> None:
    """Build the site, then print quality, times and sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--outside", type=Path, default=os.environ.get("SEARCH_EVAL"))
    parser.add_argument("--site", type=Path, help="a built site, instead of a build")
    parser.add_argument("--no-growth", action="store_true", help=f"not {GROWTH} times as many")
    arguments = parser.parse_args()
    worker.browser(chromium.find(worker.WHOLE))
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        site = arguments.site or temporary / "site"
        if not arguments.site and (done := build(ROOT, site)).returncode:
            sys.exit(done.stderr)
        print(f"load of the machine: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
        docs = documents.of_site(site)
        given = stock_docs(docs)
        texts = [query.text for query in evaluation.queries()]
        print(f"{len(docs)} documents; class, queries, hit, recall, precision, MRR")
        with worker.engine_of(site) as own, worker.stock() as stock:
            own.start({}, [], suggest=True)
            stock.start(worker.STOCK, given, suggest=True)
            pairs = [quality(_finding(one), given) for one in (own, stock)]
            for ours, theirs in zip(*pairs, strict=True):
                print(f"{ours}   stock {theirs[18:]}")
            print(f"\nmilliseconds (medians of {RUNS}): set-up, the same with a first answer;")
            print("then of queries the median and the 95th percentile")
            print(f"site   kk   {times(own, {}, [], texts)}")
            print(f"site   stock{times(stock, worker.STOCK, given, texts)}")
        for query, (size, all_in_all, spent) in fetched(site).items():
            print(
                f"«{query}»: {size / 1024:.1f} KiB from touch to first results, {spent:.0f} ms; "
                f"{all_in_all / 1024:.1f} KiB with the rest of the list"
            )
        for query in SAMPLES:
            phone = statistics.median(on_a_slow_phone(site, query) for _ in range(PHONES))
            print(f"«{query}» on a slow phone, the scripts not yet there: {phone:.0f} ms")
        if not arguments.no_growth:
            many = site_of(made(docs, GROWTH * len(docs)), temporary / "many")
            parts = many / "search"
            print(f"\n{GROWTH} times as many: {len([*parts.glob('*.json')])} parts,", end=" ")
            print(f"{sum(p.stat().st_size for p in parts.glob('*.json')) / 2**20:.0f} MiB")
            with worker.engine_of(many) as engine:
                print(f"made   kk   {times(engine, {}, [], texts)}")
                for query in SAMPLES:
                    print(f"«{query}»: {_fresh(engine, many, query) / 1024:.1f} KiB")
        if arguments.outside:
            print()
            with node.Engine(site_index.folder_of(site)) as engine:
                for path in sorted(arguments.outside.glob("questions*.tsv")):
                    print("\n".join(questions.measure(site, engine, path)))
            outside(arguments.outside, temporary)


def _fresh(engine: worker.Engine, site: Path, query: str) -> int:
    """Bytes after gzip that one query fetches with a new worker, engine and index included."""
    urls: list[str] = []
    note = _noting(urls)
    engine.page.context.on("request", note)
    engine.start({}, [])
    engine.ask(query)
    engine.page.context.remove_listener("request", note)
    files = {site / url.split("/", 3)[3] for url in urls}
    return sum(len(gzip.compress(file.read_bytes(), 9)) for file in files if file.is_file())


if __name__ == "__main__":
    main()
