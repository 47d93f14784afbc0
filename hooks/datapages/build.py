"""One build of the site, step by step, for whatever builder: it hands in texts and takes texts.

In this order: `load`, `publish`, `read`; of each page `expand` and `fill`; `finish`; of each page
`head`; `complete`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jinja2

from . import templating
from .base.diagnostics import ContentError, Problem
from .content import data_links, pages, unit_pages
from .content.manuscript import Manuscript
from .content.pages import SourcePage
from .exports import data_package, feed, json_schemas
from .exports.publication import Publication
from .extensions import glossary_links, stemming
from .linking import backlinks, metadata, moved_addresses, section_ends
from .linking.rendered_page import Finished
from .macros import expander
from .macros.context import PageContext, SiteContext
from .macros.expander import PageExpander
from .model import edition, loader
from .model.catalogue import Catalogue
from .model.unit_tree import UnitTree
from .output import bundles, csp, host_headers, script_texts, service_worker
from .output.folder import BuiltFolder
from .search import documents, index, material_worker
from .views.cite_formats import Work
from .views.search_rows import SearchRow

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


@dataclass
class Site:
    """What one build carries from step to step; pages go by their paths under docs/."""

    settings: Settings
    tree: UnitTree
    templates: jinja2.Environment
    addresses: moved_addresses.Addresses
    terms: glossary_links.Terms
    day: str  # of the edition
    publication: Publication | None = None
    context: SiteContext = field(init=False)  # from `read` on
    expanders: dict[str, PageExpander] = field(default_factory=dict)
    pages: dict[str, Finished] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def load(cls, settings: Settings) -> Site:
        """Read data/ and addresses/; ContentError with every mistake."""
        root, options = settings.root, settings.options
        data = loader.load(root / options["data"], data_links.check(settings.docs))
        stem = stemming.load(root / options.get("stemmer", "hooks/search_kk"))
        glossary = data.glossary.terms if data.glossary else ()
        return cls(
            settings=settings,
            tree=UnitTree(data, options.get("units_folder")),
            templates=templating.environment(settings.templates, root / ".cache/templates"),
            addresses=moved_addresses.Addresses.load(root / options.get("addresses", "addresses")),
            terms=glossary_links.Terms(glossary_links.Finder(glossary, stem or stemming.exact)),
            day=edition.day(root, data),
        )

    @property
    def catalogue(self) -> Catalogue:
        """Everything in data/."""
        return self.tree.catalogue

    @property
    def manuscript(self) -> Manuscript:
        """All pages as they are written."""
        return self.context.manuscript

    @property
    def extensions(self) -> list[Any]:
        """What Python-Markdown needs besides: addresses of blocks, links of terms."""
        return [self.addresses.blocks, self.terms]

    def publish(self, address: Link) -> dict[str, str | bytes]:
        """The files to publish beside the pages, by path; `address` gives full addresses."""
        files: dict[str, str | bytes] = {index.PAGE_SCRIPT: index.page_script()}
        files |= {
            f"{json_schemas.FOLDER}/{name}": text for name, text in json_schemas.schemas().items()
        }
        return files | self._downloads(address)

    def _downloads(self, address: Link) -> dict[str, bytes]:
        options = self.settings.options.get("downloads")
        if not options:
            return {}
        self.publication = Publication(
            folder=options["folder"],
            name=options["name"],
            title=self.settings.name,
            licence=options["licence"],
            address=address,
        )
        cache = self.settings.root / ".cache/downloads"
        return data_package.files(self.catalogue, self.publication, cache)

    def unit_pages(self) -> Iterator[tuple[str, str]]:
        """(path under docs/, Markdown) of the pages of units."""
        return unit_pages.pages(self.tree, self.templates)

    def read(self, sources: Iterable[SourcePage], menu: Mapping[str, str | None]) -> None:
        """Read all pages: number their figures, note their quotes and mentions.

        `menu` gives the paths of the menu's pages, in order, with the names that it gives them.
        """
        self.context = SiteContext(
            tree=self.tree,
            templates=self.templates,
            manuscript=expander.manuscript(sources, menu, self.catalogue),
            sources_page=self.settings.options["sources_page"],
            schemas=json_schemas.names(),
            publication=self.publication,
            downloadable=data_package.names(self.catalogue) if self.publication else frozenset(),
            cache=self.settings.root / ".cache/charts",
        )

    def expand(self, path: str, address: str, link: Link) -> str:
        """Check a page («/kirispe/») and put marks in place of its notation.

        `link` gives addresses as seen from the page.
        """
        source = self.manuscript.pages[path]
        page = PageExpander(PageContext(self.context, source, link))
        expanded, problems = page.expand()
        self.problems += source.in_file(problems) + pages.check(source)
        self.problems += pages.typed(source, self.catalogue)
        self.expanders[path] = page
        self.addresses.blocks.begin(None if source.generated else address)
        glossary = self.catalogue.glossary
        marked = not source.generated and glossary is not None and glossary.page != path
        self.terms.begin(partial(link, glossary.page) if glossary and marked else None)
        return expanded

    def fill(self, path: str, address: str, html: str, contents: Iterable[Any]) -> str:
        """Put the HTML of tables, charts and figures where their marks stand.

        `contents` is the page's table of contents, as `Finished.read` wants it.
        """
        source = self.manuscript.pages[path]
        self.problems += pages.scripts(source, html)
        whole = self.expanders[path].fill(html)
        finished = Finished(address, source.title, whole)
        finished.read(self.addresses.blocks.seen.get(address, {}), contents)
        self.pages[path] = finished
        return whole

    def finish(self, group: Callable[[str], str]) -> dict[str, str]:
        """All pages are read: ContentError if anything is wrong, else finish them together.

        `group` names the part of the site that a page belongs to. Gives the files to add.
        """
        done, addresses = [*self.pages.values()], self.addresses
        templates = self.templates
        self._check(done)
        addresses.lead_on(done, templates)
        backlinks.add_backlinks(done, templates)
        works = {page.page: self._work(page) for page in done}
        generated = {page.page for path, page in self.pages.items() if self._is_generated(path)}
        section_ends.add_citations(done, templates, works, generated)
        if sources := self.pages.get(self.context.sources_page):
            backlinks.add_uses(done, templates, sources.page)
        section_ends.close(done)
        files = addresses.gone(done, templates, self.settings.url) | self._news(group)
        for page in self.expanders.values():
            for fragment in page.fragments:
                files |= fragment.files
        return files

    def _check(self, done: list[Finished]) -> None:
        shown = {
            path: {name for fragment in page.fragments for name in fragment.shows}
            for path, page in self.expanders.items()
        }
        unshown = pages.unshown(self.catalogue.indicators.values(), shown)
        if problems := [*self.problems, *unshown, *self.addresses.check(done)]:
            raise ContentError(problems)

    def notes(self) -> Iterator[str]:
        """What the one who builds may want to know."""
        finder = self.terms.finder
        if self.catalogue.glossary and finder and finder.stem is stemming.exact:
            yield "no stemmer: terms are marked where they stand uninflected"
        known = self.addresses.ledger.pages
        if known and (unknown := self.addresses.unknown([*self.pages.values()])):
            yield f"{len(unknown)} addresses are not in the ledger yet: run `make ledger`"

    def _news(self, group: Callable[[str], str]) -> dict[str, str]:
        """The feed and llms.txt."""
        listed, groups = {}, dict[str, list[feed.Listed]]()
        place = {path: number for number, path in enumerate(self.manuscript.menu)}
        for path, page in sorted(self.pages.items(), key=lambda one: place.get(one[0], len(place))):
            listed[path] = feed.Listed(page.title, self._url(page), self._description(path))
            if not self._is_generated(path):
                groups.setdefault(group(path), []).append(listed[path])
        home = next((page for page in listed.values() if page.url == self.settings.url), None)
        about = home.description if home else ""
        whole = feed.Listed(self.settings.name, self.settings.url, about)
        files = {feed.LLMS: feed.llms(whole, groups)}
        if changes := self.catalogue.changes:
            urls = {path: one.url for path, one in listed.items()}
            files[feed.FEED] = feed.feed(self.templates, changes, whole, urls)
        return files

    def head(self, path: str, trail: Iterable[tuple[str, str]], feed: str) -> str:
        """What machines read in a page's head.

        `trail` has titles and addresses of what stands between the home page and this one, `feed`
        is the address of the feed as seen from here.
        """
        page, url = self.pages[path], self.settings.url
        facts = metadata.PageFacts(
            work=self._work(page),
            path=path,
            description=self._description(path),
            origin=self.manuscript.pages[path].meta.get("origin"),
            trail=((self.settings.name, url), *trail, (page.title, self._url(page))),
            picture=f"{url}assets/site.png",
            downloads=tuple(
                file for fragment in self.expanders[path].fragments for file in fragment.downloads
            ),
        )
        data = self.catalogue
        return self.templates.get_template("head.html").render(
            facts=facts,
            linked_data=metadata.linked_data(facts, data),
            feed=feed if data.changes else "",
        )

    def serve(self, folder: Path) -> None:
        """The little that pages need while they are written: the texts of their scripts."""
        script_texts.fill_folder(folder)

    def complete(self, folder: Path) -> None:
        """All pages are written: what needs all of them, in the order of what it needs.

        The search made Kazakh, styles and scripts joined, the policy put into each page; then
        hosts are told their headers, and the service worker what to keep.
        """
        cache, base = self.settings.root / ".cache", urlsplit(self.settings.url or "/").path
        site = BuiltFolder.read(folder)
        index.add(site, self._found(), self.catalogue, cache / "search")
        script_texts.fill(site)
        renamed = material_worker.postpone(site)
        bundles.join(site, self.settings.assets, base, renamed, cache / "styles")
        policy = csp.apply(site)
        service_worker.fill(site)
        host_headers.add(site, policy)
        site.save()

    def write_ledger(self) -> None:
        """The build has succeeded: enter its addresses into the ledger, if that was asked for."""
        if self.settings.options.get("ledger") == "write":
            self.addresses.write([*self.pages.values()])

    def _found(self) -> Iterator[documents.Page]:
        """The pages as the search reads them."""
        for path, page in self.pages.items():
            options = self.manuscript.pages[path].meta.get("search") or {}
            url = page.page.removeprefix("/")
            yield documents.Page(url, page.title, page.html, options, self._rows(path))

    def _rows(self, path: str) -> Iterator[SearchRow]:
        """The rows of a page's tables: of those made of data, and of those written in Markdown."""
        expander = self.expanders[path]
        for fragment in expander.fragments:
            yield from fragment.rows
        for id, title in self.addresses.blocks.rows.get(self.pages[path].page, ()):
            if text := expander.text(title):
                yield SearchRow(id, text, ())

    def _is_generated(self, path: str) -> bool:
        return self.manuscript.pages[path].generated

    def _description(self, path: str) -> str:
        return str(self.manuscript.pages[path].meta.get("description", ""))

    def _url(self, page: Finished) -> str:
        return self.settings.url.rstrip("/") + page.page

    def _work(self, page: Finished) -> Work:
        return Work(
            key=page.page.strip("/").replace("/", "-") or "basty-bet",
            title=page.title,
            site=self.settings.name,
            url=self._url(page),
            day=self.day,
            author=self.settings.author,
        )
