"""A small site for the macros: tests/other_city with one file of each other kind of data."""

from __future__ import annotations

import json
import shutil
import string
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import pytest

from datapages import templating
from datapages.content import data_links
from datapages.content.pages import SourcePage
from datapages.exports import data_package
from datapages.exports.publication import Publication
from datapages.exports.shelf import Item, Kind, Shelf
from datapages.language import messages
from datapages.macros import expander
from datapages.macros.context import PageContext, SiteContext
from datapages.macros.expander import PageExpander
from datapages.model import loader
from datapages.model.catalogue import Catalogue
from datapages.model.unit_tree import UnitTree
from tests.conftest import ROOT, link_cache, link_code

HERE = Path(__file__).parent
# Pages besides the one that is tested: one of a chapter, one that quotes and mentions.
PAGES = {
    "1-basqaru/1-1-organdar.md": '## Орган { #organ }\n\nБір ауданы.\n\n{{ table("adamdar") }}\n',
    "basty.md": '## Үй { #uy }\n\n{{ value("ui", 2000) }}\n\n{{ table("ui") }}\n',
}

# What the data asks of the other city's own pages.
MORE = {
    "index.md": "\n\n## Мерзім { #merzim }\n",
    "korset/halyq.md": '\n\n## Облыс { #oblys }\n\n{{ indicator("oblys") }}\n',
}

MENU = {"1-basqaru/1-1-organdar.md": "1.1. Органдар", "basty.md": None}  # path → its name there


def load(folder: Path) -> Catalogue:
    """The data, put together in an empty folder."""
    shutil.copytree(ROOT / "tests/other_city/data", folder / "data")
    shutil.copytree(HERE / "data", folder / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / "tests/other_city/docs", folder / "docs")
    with (folder / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write(MORE["index.md"])
    return loader.load(folder / "data", data_links.check(folder / "docs"))


@contextmanager
def texts_as_keys(folder: Path) -> Iterator[None]:
    """Replace each text of the interface by its key and the names that are filled in.

    «Дереккөз: {sources}» → «‹picture.sources {sources}›», in English «‹en:…›». Words that are read
    at import stay: those of enumerations, whose endings the grammar works out.
    """
    for language in get_args(messages.Language):
        start = "" if language == "kk" else f"{language}:"
        lines = [
            f"{json.dumps(key)} = {json.dumps(_as_key(start + key, text), ensure_ascii=False)}\n"
            for key, text in messages.texts(language).items()
        ]
        (folder / f"{language}.toml").write_text("".join(lines), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(messages, "FOLDER", folder)
        messages.texts.cache_clear()
        messages.group.cache_clear()
        yield
    messages.texts.cache_clear()
    messages.group.cache_clear()


def _as_key(key: str, text: str) -> str:
    names = [f" {{{name}}}" for _, name, _, _ in string.Formatter().parse(text) if name]
    return f"‹{key}{''.join(names)}›" if text else ""


FRONT = """\
---
title: {name}
description: Үлгі қаланың бір беті – {name}; сайт нені қалай көрсететінін осы бетпен тексереміз.
origin: thesis
---

"""


def put_project(folder: Path, macros: Mapping[str, str]) -> None:
    """Write a whole project with this data; each of `macros` (name → Markdown) has a page."""
    shutil.copytree(ROOT / "tests/other_city", folder)
    link_code(folder / "hooks")
    link_cache(folder)
    shutil.copytree(HERE / "data", folder / "data", dirs_exist_ok=True)
    shutil.copytree(ROOT / "data/schemas", folder / "data/schemas")
    written = PAGES | {f"macros/{name}.md": markdown for name, markdown in macros.items()}
    for path, markdown in written.items():
        page = folder / "docs" / path
        page.parent.mkdir(exist_ok=True)
        page.write_text(FRONT.format(name=page.stem) + markdown + "\n", encoding="utf-8")
    for path, more in MORE.items():
        with (folder / "docs" / path).open("a", encoding="utf-8") as page_of_data:
            page_of_data.write(more)
    settings = folder / "mkdocs.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith("nav:")), "utf-8")


SHELF = (
    Item("kitap.pdf", Kind.PDF, 1_234_567),
    Item("kitap-latyn.epub", Kind.EPUB, 43_210, latin=True),
    Item("bir.pdf", Kind.CHAPTER, 1000, page="bir/"),
)


def page(
    catalogue: Catalogue, markdown: str, path: str = "index.md", language: str = "kk"
) -> PageExpander:
    """A page with this Markdown on a site with `PAGES`."""
    source = SourcePage(path, markdown, markdown, {"title": "Бет", "language": language})
    others = [
        SourcePage(path, text, text, {"title": f"«{path}»", "origin": "thesis"})
        for path, text in PAGES.items()
    ]
    site = SiteContext(
        tree=UnitTree(catalogue, "birlikter"),
        templates=templating.environment(ROOT / "hooks/templates"),
        manuscript=expander.manuscript([source, *others], MENU, catalogue),
        sources_page="derekter.md",
        schemas=("table.schema.json",),
        publication=Publication(
            folder="fail",
            name="bar-derek",
            title="Үлгі",
            licence={"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"},
            address=lambda page, anchor: f"https://example.org/{page}#{anchor}",
            site="https://example.org/",
            frames="qosu",
        ),
        downloadable=data_package.names(catalogue),
        cache=ROOT / ".cache/charts",
        day="2024-05-06",
        shelf=Shelf(None, SHELF),
    )
    return PageExpander(PageContext(site, source, lambda page, anchor: f"/{page}#{anchor}"))


def rendered(
    catalogue: Catalogue, markdown: str, path: str = "index.md", language: str = "kk"
) -> str:
    """The HTML of a page without a mistake; its Markdown is not converted."""
    made = page(catalogue, markdown, path, language)
    expanded, problems = made.expand()
    assert not problems
    return made.fill(expanded)
