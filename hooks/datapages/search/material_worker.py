"""Material's worker and index, fetched only when a reader searches."""

from __future__ import annotations

import json
from pathlib import Path

from ..output import bundles, hashed_names
from .index import INDEX

KEPT = "search/index.json"  # the index itself, fetched with the first search; its name is marked
OFFLINE = "search/search_index.js"  # Material's offline plugin was here
WORKERS = "assets/javascripts/workers"
LATER = f"{WORKERS}/later.js"


def postpone(site: Path) -> dict[str, str]:
    """Keep the index and Material's worker until a reader wants them.

    In the index's place stands one without documents, in the worker's place hooks/theme's own.
    Gives the name of the worker that pages hold, and what they should name instead.
    """
    later, index = site / LATER, site / INDEX
    if not index.is_file() or (site / OFFLINE).is_file():
        return {}
    (worker,) = site.glob(f"{WORKERS}/search.*.min.js")
    text = index.read_text(encoding="utf-8")
    kept = hashed_names.put(site, KEPT, text)
    index.write_text(json.dumps(json.loads(text) | {"docs": []}), encoding="utf-8")
    script = later.read_text(encoding="utf-8")
    for mark, name in {"@index@": kept, "@search@": worker.name}.items():
        script = script.replace(mark, name)
    later.unlink()
    return {worker.name: Path(hashed_names.put(site, LATER, bundles.joined({LATER: script}))).name}


def index_of(site: Path) -> Path:
    """The whole index of a built site."""
    (found,) = site.glob("search/index.*.json")
    return found
