"""The search of the site: rows of tables for its index, and what is served.

search_documents.py makes documents and figures; search_kk makes the index, the worker that takes
the place of Material's, the engine and the page script.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from search_kk import documents, index, scripts
from search_kk.documents import Document
from search_kk.figures import Figures
from search_kk.kazakh_stemmer import HERE

from . import assets, kept
from .sections import sections

__all__ = ["Row", "finish", "folder_of", "rows", "sections"]

INDEX = "search/search_index.json"  # Material fetches it with every first page; no documents
FOLDER = "search"
OFFLINE = "search/search_index.js"  # Material's offline plugin was here
WORKERS = "assets/javascripts/workers"
PAGE_STYLE = "assets/stylesheets/search-kk.css"  # comes with the first touch of the box
PAGE_SCRIPT = "assets/javascripts/search-kk.js"  # linked before Material's script

_TAG = re.compile(r"<[^>]+>")
_SPACE = re.compile(r"[ \n\t]+")
_TABLE = re.compile(r"<table(?=[\s>])")
_ROW = re.compile(r"<tr((?:\s[^<>]*)?)>")
_CELL = re.compile(r"<t[hd]((?:\s[^<>]*)?)>")
_ID = re.compile(r'\sid="([^"]*)"')
_KIND = re.compile(r'\sdata-kind="([^"]*)"')
_LINK = re.compile(r"<a\b.*?</a>", re.DOTALL)
_NOTE = re.compile(r"<sup[\s>].*?</sup>", re.DOTALL)
_BREAK = re.compile(r"(?=<(?:small|br|li|p)[\s>/])")


@dataclass
class Row:
    """A row of a table: its address on the page, its header, its cells with their columns."""

    id: str
    title: str = ""
    cells: list[tuple[str, str]] = field(default_factory=list)


def rows(page: str) -> list[Row]:
    """The rows of a page's tables that have an address.

    The HTML is that of our own templates (see scan.py): a start tag ends what stands before it.
    """
    return [row for table in _TABLE.split(page)[1:] for row in _rows(table.split("</table>")[0])]


def _rows(table: str) -> Iterator[Row]:
    columns: list[tuple[str, str]] = []  # title and kind
    _, *parts = _ROW.split(table)
    for attributes, inside in zip(parts[::2], parts[1::2], strict=True):
        cells = [*_cells(inside)]
        columns += [(text, kind) for text, kind, is_head in cells if is_head]
        id = _ID.search(attributes)
        said = [(text, missing) for text, missing, is_head in cells if not is_head]
        if not id or not said or not said[0][0]:
            continue
        yield Row(
            html.unescape(id[1]),
            said[0][0],
            [
                (title, text)
                for (title, kind), (text, missing) in zip(columns[1:], said[1:], strict=False)
                if text not in {"", "–"} and not missing and kind != "source"
            ],
        )


def _cells(row: str) -> Iterator[tuple[str, str, bool]]:
    """Text of each cell; the kind of its column or whether it is missing; is it a column's head."""
    _, *parts = _CELL.split(row)
    for attributes, inside in zip(parts[::2], parts[1::2], strict=True):
        head = 'scope="col"' in attributes
        said = _LINK.sub("", inside) if head else inside  # in a head it is the number of a source
        text = _TAG.sub("", _BREAK.sub(" ", _NOTE.sub("", said)))
        text = _SPACE.sub(" ", html.unescape(text)).strip()
        if head:
            kind = _KIND.search(attributes)
            yield text, kind[1] if kind else "", True
        else:
            yield text, "missing" if "is-missing" in attributes else "", False


@dataclass(frozen=True)
class Content:
    """What a site hands to its search."""

    documents: Sequence[Document]
    figures: Figures
    terms: Sequence[str]  # words that stand as they are in the lexicon
    equivalents: Mapping[str, str]  # what is typed → what the site says
    kinds: Mapping[str, float]  # of documents → what the score is multiplied by
    defining: Collection[str]  # kinds whose documents tell what their titles mean
    samples: Sequence[str]  # queries that are offered before typing


def finish(site: Path, content: Content, cache: Path) -> dict[str, str]:
    """Write index, engine, worker and page script of a built site.

    Gives the name of Material's worker, which pages hold, and what they should name instead.
    """
    if not (site / INDEX).is_file() or (site / OFFLINE).is_file():  # no search, or one without host
        return {}
    messages = scripts.messages()
    titles = messages.pop("kinds")
    kinds = [
        index.Kind(id, titles.get(id.split("-")[0], id), boost, defines=id in content.defining)
        for id, boost in content.kinds.items()
    ]
    files = _index(content, kinds, cache)
    folder = f"{FOLDER}/index.{index.version(files)}.parts/"  # the hash of all of them
    index.write(files, site / folder)
    folder = "../" * (WORKERS.count("/") + 1) + folder
    engine = _script(site, f"{WORKERS}/engine.js", scripts.engine_js())
    worker = _script(site, f"{WORKERS}/search.js", scripts.worker_js(engine, folder))
    style = assets.put(site, PAGE_STYLE, (HERE / "search.css").read_text(encoding="utf-8"))
    given = scripts.Page(messages, engine, folder, content.samples, style=f"../../../{style}")
    page = _script(site, f"{WORKERS}/page.js", scripts.page_js(given))
    (site / PAGE_SCRIPT).write_text(scripts.boot_js(page, messages), encoding="utf-8")
    (stock,) = site.glob(f"{WORKERS}/search.*.min.js")
    stock.unlink()
    return {stock.name: worker}


def _script(site: Path, path: str, text: str) -> str:
    return Path(assets.put(site, path, assets.joined({path: text}))).name


def _index(content: Content, kinds: Sequence[index.Kind], cache: Path) -> dict[str, str]:
    """The files of the index; kept in `cache` until what they are made of changes."""
    sources = sorted([*HERE.glob("*.py"), *HERE.glob("*.yml"), HERE / "stems.txt"])
    asked = json.dumps([asdict(content), [asdict(kind) for kind in kinds]], ensure_ascii=False)
    name = kept.key((asked, *(path.read_bytes() for path in sources)))

    def make() -> bytes:
        files = index.build(
            content.documents,
            equivalents=content.equivalents,
            kinds=kinds,
            terms=content.terms,
            figures=content.figures,
        )
        return json.dumps(files, ensure_ascii=False).encode()

    made: dict[str, str] = json.loads(kept.kept(cache / f"{name}.json", make))
    return made


def folder_of(site: Path) -> Path:
    """Where the index of a built site lies."""
    found = documents.folder_of(site)
    assert found is not None, f"{site} has no index"
    return found
