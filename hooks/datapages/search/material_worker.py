"""Material's worker and index, fetched only when a reader searches."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

from ..output import bundles
from ..output.folder import BuiltFolder
from .index import INDEX

KEPT = "search/index.json"  # the index itself, fetched with the first search; its name is marked
OFFLINE = "search/search_index.js"  # Material's offline plugin was here
WORKERS = "assets/javascripts/workers"
LATER = f"{WORKERS}/later.js"


def postpone(folder: BuiltFolder) -> dict[str, str]:
    """Keep the index and Material's worker until a reader wants them.

    In the index's place stands one without documents, in the worker's place hooks/theme's own.
    Gives the name of the worker that pages hold, and what they should name instead.
    """
    if INDEX not in folder or OFFLINE in folder:
        return {}
    (worker,) = (PurePosixPath(path).name for path in folder.glob(f"{WORKERS}/search.*.min.js"))
    text = folder.read_text(INDEX)
    index = folder.add_hashed(KEPT, text)
    folder.write(INDEX, json.dumps(json.loads(text) | {"docs": []}))
    script = folder.read_text(LATER)
    for mark, name in {"@index@": index, "@search@": worker}.items():
        script = script.replace(mark, name)
    folder.delete(LATER)
    later = folder.add_hashed(LATER, bundles.minified({LATER: script}))
    return {worker: PurePosixPath(later).name}


def index_of(site: Path) -> Path:
    """The whole index of a built site."""
    (found,) = site.glob("search/index.*.json")
    return found
