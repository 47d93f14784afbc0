"""The first stage: data/ and addresses/ are read and checked; nothing of docs/ is known yet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .. import templating
from ..base import source_files
from ..base.diagnostics import ContentError, Problem
from ..content import data_links, unit_pages
from ..content.pages import SourcePage
from ..exports import data_package, json_schemas
from ..exports.publication import Publication
from ..exports.shelf import Shelf
from ..extensions import stemming
from ..extensions.block_ids import BlockIds
from ..extensions.current_page import Cursor
from ..extensions.glossary_links import Finder, GlossaryLinks
from ..extensions.standard_markup import StandardMarkup
from ..extensions.written_tables import WrittenTables
from ..linking.moved_addresses import Addresses
from ..macros import expander
from ..macros.context import SiteContext
from ..model import edition, loader
from ..model.catalogue import Catalogue
from ..model.unit_tree import UnitTree
from ..model.withheld import Withheld
from ..search import index
from .draft import Draft

Link = Callable[[str, str], str]  # (page or file, anchor) → address


@dataclass(frozen=True)
class Settings:
    """Where the project is, what the site is called, and what its settings tell the data pages."""

    root: Path
    docs: Path
    templates: Path
    options: Mapping[str, Any]
    name: str
    url: str  # of the site, with a slash at its end; empty if unknown
    author: str = ""
    assets: frozenset[str] = frozenset()  # stylesheets and scripts of the theme and mkdocs.yml

    @property
    def cache(self) -> Path:
        """The folder of what is slow to make."""
        return self.root / ".cache"


@dataclass(frozen=True)
class Published:
    """Files that stand beside the pages, by path, and under what name the data goes out."""

    files: Mapping[str, str | bytes]
    publication: Publication | None


@dataclass(frozen=True)
class Model:
    """What is known apart from the pages."""

    settings: Settings
    tree: UnitTree
    templates: templating.Environment
    addresses: Addresses
    finder: Finder
    day: str  # of the edition
    shelf: Shelf = field(default_factory=Shelf)  # books of this edition, made earlier
    cursor: Cursor = field(default_factory=Cursor)
    problems: tuple[Problem, ...] = ()  # for which this is less than there is
    withheld: Withheld = field(default_factory=Withheld)

    @classmethod
    def load(cls, settings: Settings) -> Model:
        """Read data/ and addresses/; ContentError with every mistake."""
        model = cls.load_sound(settings)
        if model.problems:
            raise ContentError(list(model.problems))
        return model

    @classmethod
    def load_sound(cls, settings: Settings) -> Model:
        """Read data/ and addresses/ as far as they are sound, so that pages are checked beside.

        The mistakes are its `problems`; ContentError where it is not safe to read the files.
        """
        root, options = settings.root, settings.options
        addresses = root / options.get("addresses", "addresses")
        if problems := [*source_files.check(settings.docs, addresses), *_missing(settings)]:
            raise ContentError(problems)
        data, problems, withheld = loader.load_sound(
            root / options["data"], data_links.check(settings.docs)
        )
        try:
            kept = Addresses.load(addresses)
        except ContentError as error:
            problems += error.problems
            kept = Addresses.empty(addresses)
        stem = stemming.load(root / options.get("stemmer", "hooks/search_kk"))
        glossary = data.glossary.terms if data.glossary else ()
        day = edition.day(root, data)
        shelf = options.get("shelf")
        return cls(
            settings=settings,
            tree=UnitTree(data, options.get("units_folder")),
            templates=templating.environment(settings.templates, settings.cache / "templates"),
            addresses=kept,
            finder=Finder(glossary, stem or stemming.identity_stem),
            day=day,
            shelf=Shelf.read(root / shelf, day) if shelf else Shelf(),
            problems=tuple(problems),
            withheld=withheld,
        )

    @property
    def catalogue(self) -> Catalogue:
        """Everything in data/."""
        return self.tree.catalogue

    def extensions(self) -> list[Any]:
        """What Python-Markdown needs besides: ids of blocks, links of terms, words of ours."""
        return [
            BlockIds(self.addresses.ledger, self.cursor),
            GlossaryLinks(self.finder, self.cursor),
            StandardMarkup(self.cursor),
            WrittenTables(self.cursor),
        ]

    def published(self, address: Link) -> Published:
        """The files to publish beside the pages; `address` gives full addresses."""
        files: dict[str, str | bytes] = {index.PAGE_SCRIPT: ""}  # filled when the site is built
        files |= {
            f"{json_schemas.FOLDER}/{name}": text for name, text in json_schemas.schemas().items()
        }
        files |= self.shelf.files()
        options = self.settings.options.get("downloads")
        if not options or self.withheld:
            return Published(files, None)
        publication = Publication(
            folder=options["folder"],
            name=options["name"],
            title=self.settings.name,
            licence=options["licence"],
            address=address,
            site=self.settings.url,
            frames=options.get("frames", ""),
            sources_page=self.settings.options["sources_page"],
        )
        cache = self.settings.cache / "downloads"
        return Published(
            files | data_package.files(self.catalogue, publication, cache), publication
        )

    def unit_pages(self) -> Iterator[tuple[str, str]]:
        """(path under docs/, Markdown) of the pages of units."""
        return unit_pages.pages(self.tree, self.templates)

    def read(
        self,
        sources: Iterable[SourcePage],
        menu: Mapping[str, str | None],
        publication: Publication | None = None,
    ) -> Draft:
        """Read all pages: number their figures, note their quotes and mentions.

        `menu` gives the paths of the menu's pages, in order, with the names that it gives them.
        """
        context = SiteContext(
            tree=self.tree,
            templates=self.templates,
            manuscript=expander.manuscript(sources, menu, self.catalogue),
            sources_page=self.settings.options["sources_page"],
            schemas=json_schemas.names(),
            publication=publication,
            downloadable=data_package.names(self.catalogue) if publication else frozenset(),
            cache=self.settings.cache / "charts",
            workbooks=self.settings.cache / "downloads",
            day=self.day,
            shelf=self.shelf,
            withheld=self.withheld,
        )
        return Draft(self, context)


def _missing(settings: Settings) -> Iterator[Problem]:
    """What `extra.datapages` names and is not there: without it pages would be wrong unseen."""
    root, options = settings.root, settings.options
    addresses, stemmer = options.get("addresses"), options.get("stemmer")
    if addresses and (root / addresses).exists() and not (root / addresses).is_dir():
        yield Problem("mkdocs.yml", 0, "extra.datapages.addresses", "expected a folder")
    if stemmer and not (root / stemmer / f"{stemming.MODULE}.py").is_file():
        message = f"there is no {stemming.MODULE}.py in {stemmer}"
        yield Problem("mkdocs.yml", 0, "extra.datapages.stemmer", message)
    page = options.get("sources_page")
    if page and settings.docs.is_dir() and not (settings.docs / page).is_file():
        message = f"there is no page {page} in docs/"
        yield Problem("mkdocs.yml", 0, "extra.datapages.sources_page", message)
