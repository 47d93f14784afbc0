"""The site's search beside stock Material's, in Material's own worker in Chromium, in one run.

    python -m bench.search [--outside FOLDER]

Stock is Material with its Russian (`lang: ru`) on the same documents. Quality is that of
tests/search/queries.tsv; «b» is the half of it that did not guide the tuning, though it has been
read since. A made index of 3000 documents shows what a large site would cost. FOLDER (or
$SEARCH_EVAL) may hold outside gold sets, which are not part of the repository: ud_kazakh_ktb*.tsv,
unimorph_kaz_nouns*.tsv, kazqad*.jsonl.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import math
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from datapages.search import material_worker
from datapages.search.index import page_script
from search_kk import kazakh_stemmer, plugin_file, worker
from search_kk.bench.pairwise import pairwise, read_gold
from tests import chromium
from tests.conftest import ROOT, build
from tests.search import evaluation

MADE = 3000
PLUGIN = "assets/javascripts/lunr/min/lunr.kk.min.js"
RUNS = 5  # set-ups

Docs = Sequence[Mapping[str, Any]]
Config = Mapping[str, Any]


def size(text: str) -> str:
    """Kilobytes after gzip."""
    return f"{len(gzip.compress(text.encode(), 9)) / 1000:.1f} kB"


def times(engine: worker.Engine, config: Config, docs: Docs, texts: Sequence[str]) -> str:
    """Median set-up, first query, median and 95th percentile of queries, in milliseconds."""
    setups = [engine.start(config, docs, suggest=True) for _ in range(RUNS)]
    first = float(engine.ask(texts[0])["time"])
    for text in texts[:5]:
        engine.ask(text)
    spent = sorted(float(engine.ask(text)["time"]) for text in texts)
    p95 = spent[math.ceil(0.95 * len(spent)) - 1]
    setup, median = statistics.median(setups), statistics.median(spent)
    return f"{setup:8.0f} {first:8.1f} {median:8.1f} {p95:8.1f}"


def made(docs: Docs, count: int) -> list[dict[str, Any]]:
    """Documents of this site's own sentences, shuffled: as many words, as long a vocabulary."""
    chance = random.Random(3)  # noqa: S311 - the same documents at each run
    words = " ".join(evaluation.plain(doc) for doc in docs).split()
    found = []
    for number in range(count):
        page, section = divmod(number, 10)
        start = chance.randrange(len(words) - 200)
        text = " ".join(words[start : start + chance.randint(40, 160)])
        own = "".join(chance.choices("абдеклмнорстуы", k=8))  # words that stand nowhere else
        anchor = f"#s{section}" if section else ""
        title = " ".join(chance.sample(words, 4))
        text = html.escape(f"{text} {own}", quote=False)
        found.append(
            {"location": f"p{page}/{anchor}", "title": html.escape(title), "text": f"<p>{text}</p>"}
        )
    return found


def row(name: str, scores: Sequence[evaluation.Score]) -> str:
    """One line of the table of quality."""
    mean = evaluation.average(scores)

    def shown(value: float | None) -> str:
        return "     –" if value is None else f"{value:6.3f}"

    figures = " ".join(map(shown, (mean.hit, mean.recall, mean.precision, mean.mrr)))
    return f"{name:<12}{len(scores):>4}  {figures}"


def quality(engine: worker.Engine, config: Config, docs: Docs) -> list[str]:
    """Hit, recall, precision and MRR by class."""
    engine.start(config, docs, suggest=True)
    scores = evaluation.run(
        evaluation.queries(), docs, lambda text: [item["location"] for item in engine.found(text)]
    )
    kinds = dict.fromkeys(query.kind for query in scores)
    lines = [row(kind, [s for q, s in scores.items() if q.kind == kind]) for kind in kinds]
    for half in "ab":
        lines.append(row(f"half {half}", [s for q, s in scores.items() if q.half == half]))
    return [*lines, row("all", list(scores.values()))]


def ndcg(engine: worker.Engine, config: Config, path: Path) -> str:
    """nDCG@10 of questions over the passages that answer them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines if line]
    places: dict[str, str] = {}
    docs: list[dict[str, str]] = []
    wanted: dict[str, set[str]] = {}
    for given in rows:
        context = given["context"]
        if context not in places:
            places[context] = f"p{len(docs)}/"
            title = html.escape(given["title"], quote=False)
            text = f"<p>{html.escape(context, quote=False)}</p>"
            docs.append({"location": places[context], "title": title, "text": text})
        wanted.setdefault(given["question"], set()).add(places[context])
    engine.start(config, docs)
    gains = []
    for question, right in wanted.items():
        groups = engine.ask(question)["data"]["items"][:10]
        found = [group[0]["location"] for group in groups]
        gain = sum(1 / math.log2(i + 2) for i, place in enumerate(found) if place in right)
        gains.append(gain / sum(1 / math.log2(i + 2) for i in range(min(10, len(right)))))
    return f"{statistics.mean(gains):.3f} ({len(docs)} passages, {len(gains)} questions)"


def outside(engine: worker.Engine, folder: Path) -> None:
    """Print the figures of the gold sets that lie in a folder."""
    stemmer = kazakh_stemmer.default_stemmer()
    for path in sorted([*folder.glob("ud_*.tsv"), *folder.glob("unimorph_*.tsv")]):
        precision, recall, f1 = pairwise(read_gold(path), stemmer.stem)
        print(f"{path.name}: F1 {100 * f1:.1f} (precision {100 * precision:.1f},", end=" ")
        print(f"recall {100 * recall:.1f})")
    for path in sorted(folder.glob("kazqad*.jsonl")):
        print(f"{path.name}: nDCG@10 kk {ndcg(engine, worker.KAZAKH, path)}", end="; ")
        print(f"stock {ndcg(engine, worker.STOCK, path)}")


def main() -> None:
    """Build the site, then print quality, times and sizes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--outside", type=Path, default=os.environ.get("SEARCH_EVAL"))
    arguments = parser.parse_args()
    worker.browser(chromium.find())
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        done = build(ROOT, site)
        if done.returncode:
            sys.exit(done.stderr)
        index = json.loads(material_worker.index_of(site).read_text(encoding="utf-8"))
        docs = index["docs"]
        with worker.engine_of(site) as engine:
            print(f"{len(docs)} documents; class, queries, hit, recall, precision, MRR")
            pairs = [quality(engine, config, docs) for config in (index["config"], worker.STOCK)]
            for ours, stock in zip(*pairs, strict=True):
                print(f"{ours}   stock {stock[18:]}")
            texts = [query.text for query in evaluation.queries()]
            many = made(docs, MADE)
            print(f"\nmilliseconds: set-up (median of {RUNS}), first query, median, p95")
            for label, given in (("site", docs), (f"{MADE} made", many)):
                print(f"{label:<12} kk   {times(engine, index['config'], given, texts)}")
                print(f"{label:<12} stock{times(engine, worker.STOCK, given, texts)}")
            plugin = (site / PLUGIN).read_text(encoding="utf-8")
            code = plugin_file.bundle(plugin_file.PLUGIN)
            page = page_script()
            data = plugin[plugin.rindex("start(scope,") :]
            text = material_worker.index_of(site).read_text(encoding="utf-8")
            print(
                f"\ngzip: code {size(code)}, data {size(data)}, page script {size(page)},", end=" "
            )
            print(f"index {size(text)}")
            if arguments.outside:
                outside(engine, arguments.outside)


if __name__ == "__main__":
    main()
