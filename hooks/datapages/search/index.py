"""The search of the site: its index, fit for Kazakh, and the scripts that search it.

Material's plugin leaves its settings, in an index without documents. The documents are made here:
the sections of pages (prose_sections.py), and the rows of their tables, which open at the row; what
stands twice is dropped; and the site's words teach the stemmer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from search_kk import kazakh_stemmer, plugin_file
from search_kk.protected import protected_stems

from ..base.cache import kept, key
from ..model.catalogue import Catalogue
from ..output.folder import BuiltFolder
from .documents import TAG, Page, documents

INDEX = "search/search_index.json"  # Material fetches it with every first page
PLUGIN = "assets/javascripts/lunr/min/lunr.kk.min.js"  # where Material's worker looks for it
PAGE_SCRIPT = "assets/javascripts/search-kk.js"  # to be named in extra_javascript
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\s*\([^)]*\)")


def filled(index: str, pages: Iterable[Page]) -> str:
    """An index with the documents of these pages in place of its own: UTF-8, without escapes."""
    data = json.loads(index) | {"docs": documents(pages)}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def words(index: str) -> list[str]:
    """Every word of the text of an index, in small letters, once, in order."""
    return sorted(set(_WORD.findall(TAG.sub(" ", index).lower())))


def names(data: Catalogue) -> set[str]:
    """Words of proper names in data/, and terms of one word: stems that no common list has."""
    units = (unit for table in data.units.values() for unit in table.units)
    proper = {word for unit in units for word in _WORD.findall(unit.names.kk) if word[0].isupper()}
    return {word.lower() for word in (*proper, *(term.kk for term in _terms(data)))}


def _terms(data: Catalogue) -> Iterable[Any]:
    """The glossary's terms, where the site has a glossary."""
    glossary = getattr(data, "glossary", None)
    return glossary.terms if glossary else ()


def equivalents(data: Catalogue) -> dict[str, str]:
    """What a reader may type → what the site says: Russian terms, old spellings."""
    said: dict[str, str] = {}
    for term in _terms(data):
        for text in (*term.ru.split(","), *term.old):
            typed, wanted = (_BRACKET.sub("", part).strip().lower() for part in (text, term.kk))
            if typed != wanted:
                said[typed] = wanted
    for entry in data.search.equivalents if data.search else ():
        said |= dict.fromkeys(entry.typed, entry.said)
    return said


def plugin(found: list[str], data: Catalogue, cache: Path) -> str:
    """The language plugin for a site that has these words; kept in `cache` until one changes."""
    terms, said = sorted(names(data)), equivalents(data)
    sources = [*kazakh_stemmer.HERE.glob("*.*"), *kazakh_stemmer.HERE.glob("src/*.js")]
    asked = json.dumps([found, terms, sorted(said.items())])
    name = key((asked, *(path.read_bytes() for path in sorted(sources))))
    return kept(cache / f"{name}.js", lambda: _plugin(found, terms, said).encode()).decode()


def _plugin(found: list[str], terms: list[str], said: dict[str, str]) -> str:
    stems = kazakh_stemmer.read_stems((kazakh_stemmer.HERE / "stems.txt").read_text("utf-8"))
    stems |= protected_stems(found, stems, terms)
    return plugin_file.plugin_js(kazakh_stemmer.load(), stems, said)


def page_script() -> str:
    """The script of a page: marks found words, suggests another."""
    return plugin_file.page_js()


def add(folder: BuiltFolder, pages: Iterable[Page], data: Catalogue, cache: Path) -> None:
    """Fill the index of a built site and put the plugin beside it."""
    if INDEX not in folder:  # the site has no search
        return
    text = filled(folder.read_text(INDEX), pages)
    folder.write(INDEX, text)
    folder.write(PLUGIN, plugin(words(text), data, cache))
