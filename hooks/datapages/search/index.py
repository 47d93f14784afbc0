"""The search of the site: its index, the worker in the place of Material's, and the page's script.

The index, the engine and what readers see of them are made by hooks/search_kk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from search_kk import documents as built_documents
from search_kk import index, scripts
from search_kk.documents import Document
from search_kk.figures import Figures
from search_kk.kazakh_stemmer import HERE

from ..base.cache import cached, key
from ..model.unit_tree import UnitTree
from ..output import bundles
from ..output.folder import BuiltFolder
from . import documents
from .figures import figures

INDEX = "search/search_index.json"  # Material fetches it with every first page; no documents
FOLDER = "search"
OFFLINE = "search/search_index.js"  # Material's offline plugin was here
WORKERS = "assets/javascripts/workers"
PAGE_STYLE = "assets/stylesheets/search-kk.css"  # comes with the first touch of the box
PAGE_SCRIPT = "assets/javascripts/search-kk.js"  # linked before Material's script


@dataclass(frozen=True)
class Content:
    """What a site hands to its search."""

    documents: Sequence[Document]
    figures: Figures
    terms: Sequence[str]  # words that stand as they are in the lexicon
    equivalents: Mapping[str, str]  # what is typed → what the site says
    kinds: Mapping[str, float]  # of documents → what the score is multiplied by
    defining: Collection[str]  # kinds whose documents tell what their titles mean
    languages: Mapping[str, str]  # kinds whose documents are in another language → which
    samples: Sequence[str]  # queries that are offered before typing


def content(
    pages: Iterable[documents.Page], tree: UnitTree, sources_page: str, url: Callable[[str], str]
) -> Content:
    """All that the search of the site is made of.

    `url` gives the address of a page under docs/, from the root of the site.
    """
    data = tree.catalogue
    return Content(
        documents=documents.documents(pages, tree, sources_page),
        figures=figures(tree, url),
        terms=sorted(documents.terms(data)),
        equivalents=dict(sorted(documents.equivalents(data).items())),
        kinds=documents.BOOSTS,
        defining=[documents.TERM],
        languages={kind: language for language, kind in documents.TONGUES.items()},
        samples=data.search.samples if data.search else (),
    )


def add(folder: BuiltFolder, found: Content, cache: Path) -> dict[str, str]:
    """Add index, engine, worker and page script to a built site.

    Gives the name of Material's worker, which pages hold, and what they should name instead.
    """
    if INDEX not in folder or OFFLINE in folder:  # no search, or one without a host
        return {}
    messages = scripts.messages()
    titles = messages.pop("kinds")
    kinds = [
        index.Kind(
            id,
            titles.get(id.split("-")[0], id),
            round(boost, 3),
            defines=id in found.defining,
            counts=id.split("-")[0] == documents.INDICATOR,
            language=found.languages.get(id.split("-")[0], ""),
        )
        for id, boost in found.kinds.items()
    ]
    files = _index(found, kinds, cache)
    parts = f"{FOLDER}/index.{index.version(files)}.parts/"  # the hash of all of them
    for name, text in files.items():
        folder.write(f"{parts}{name}.json", text)
    folder.hashed.add(parts)
    parts = "../" * (WORKERS.count("/") + 1) + parts
    engine = _script(folder, f"{WORKERS}/engine.js", scripts.engine_js())
    worker = _script(folder, f"{WORKERS}/search.js", scripts.worker_js(engine, parts))
    style = folder.add_hashed(PAGE_STYLE, (HERE / "search.css").read_text(encoding="utf-8"))
    given = scripts.Page(messages, engine, parts, found.samples, style=f"../../../{style}")
    page = _script(folder, f"{WORKERS}/page.js", scripts.page_js(given))
    folder.write(PAGE_SCRIPT, scripts.boot_js(page, engine, parts, messages))
    (stock,) = folder.glob(f"{WORKERS}/search.*.min.js")
    folder.delete(stock)
    return {PurePosixPath(stock).name: worker}


def _script(folder: BuiltFolder, path: str, text: str) -> str:
    return PurePosixPath(folder.add_hashed(path, bundles.minified({path: text}))).name


def _index(found: Content, kinds: Sequence[index.Kind], cache: Path) -> dict[str, str]:
    """The files of the index; kept in `cache` until what they are made of changes."""
    sources = sorted([*HERE.glob("*.py"), *HERE.glob("*.yml"), HERE / "stems.txt"])
    asked = json.dumps([found, kinds], default=vars, ensure_ascii=False)
    name = key((asked, *(path.read_bytes() for path in sources)))

    def make() -> bytes:
        files = index.build(
            found.documents,
            equivalents=found.equivalents,
            kinds=kinds,
            terms=found.terms,
            figures=found.figures,
        )
        return json.dumps(files, ensure_ascii=False).encode()

    made: dict[str, str] = json.loads(cached(cache / f"{name}.json", make))
    return made


def folder_of(site: Path) -> Path:
    """Where the index of a built site lies."""
    found = built_documents.folder_of(site)
    assert found is not None, f"{site} has no index"
    return found
