"""One build of the site, step by step, for whatever builder: it hands in texts and takes texts.

In this order: `load`, `read`, `number`; of each page `expand` and `fill`; `finish`; of each page
`head`; `complete`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from . import (
    assets,
    catalogue,
    downloads,
    edition,
    finish,
    head,
    hosting,
    mentions,
    news,
    offline,
    pages,
    policy,
    render,
    schemas,
    search,
    search_documents,
    stems,
    terms,
    unit_pages,
    usage,
)
from .citing import Work
from .pages import PageSource
from .problems import ContentError, Problem
from .weave import Finished

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


@dataclass
class Site:
    """What one build carries from step to step; pages go by their paths under docs/."""

    settings: Settings
    workshop: render.Workshop
    addresses: finish.Addresses
    terms: terms.Terms
    day: str  # of the edition
    sources: dict[str, PageSource] = field(default_factory=dict)
    made: set[str] = field(default_factory=set)  # pages that nobody wrote
    order: list[str] = field(default_factory=list)  # of the menu
    renderers: dict[str, render.PageRenderer] = field(default_factory=dict)
    pages: dict[str, Finished] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def load(cls, settings: Settings) -> Site:
        """Read data/ and addresses/; ContentError with every mistake."""
        root, options = settings.root, settings.options
        data = catalogue.load(root / options["data"], settings.docs)
        stem = stems.load(root / options.get("stemmer", "hooks/search_kk"))
        glossary = data.glossary.terms if data.glossary else ()
        workshop = render.Workshop(
            catalogue=data,
            templates=render.environment(settings.templates, root / ".cache/templates"),
            sources_page=options["sources_page"],
            units_folder=options.get("units_folder"),
            schemas=schemas.names(),
            cache=root / ".cache/charts",
        )
        return cls(
            settings=settings,
            workshop=workshop,
            addresses=finish.Addresses.load(root / options.get("addresses", "addresses")),
            terms=terms.Terms(terms.Finder(glossary, stem or stems.exact)),
            day=edition.day(root, data),
        )

    @property
    def extensions(self) -> list[Any]:
        """What Python-Markdown needs besides: addresses of blocks, links of terms."""
        return [self.addresses.blocks, self.terms]

    def read(self, written: Collection[PageSource], address: Link) -> dict[str, str | bytes]:
        """Learn what the written pages speak of; the files to publish beside them.

        `address` gives full addresses.
        """
        titles = {one.path: str(one.meta.get("title", one.path)) for one in written}
        self.workshop = replace(
            self.workshop,
            uses=usage.find((one.path, titles[one.path], one.markdown) for one in written),
            titles=titles,
            sections=tuple(
                section
                for one in written
                if one.meta.get("origin")
                for section in mentions.sections(one.path, titles[one.path], one.markdown)
            ),
        )
        files: dict[str, str | bytes] = {search.PAGE_SCRIPT: ""}  # filled by search.finish
        files |= {f"{schemas.FOLDER}/{name}": text for name, text in schemas.schemas().items()}
        return files | self._downloads(address)

    def _downloads(self, address: Link) -> dict[str, bytes]:
        options = self.settings.options.get("downloads")
        if not options:
            return {}
        data = self.workshop.catalogue
        publication = downloads.Publication(
            folder=options["folder"],
            name=options["name"],
            title=self.settings.name,
            licence=options["licence"],
            address=address,
        )
        self.workshop = replace(
            self.workshop, publication=publication, downloadable=downloads.names(data)
        )
        return downloads.files(data, publication, self.settings.root / ".cache/downloads")

    def unit_pages(self) -> Iterator[tuple[str, str]]:
        """(path under docs/, Markdown) of the pages of units."""
        return unit_pages.pages(self.workshop.places, self.workshop.templates)

    def number(self, titles: Mapping[str, str], texts: Iterable[tuple[str, str]]) -> None:
        """Number tables and pictures: `texts` are (path, Markdown) in the order of the menu."""
        self.workshop.titles.update(titles)
        plain = render.PageRenderer(self.workshop, "", lambda page, anchor: "")
        listed = list(texts)
        self.order = [path for path, _ in listed]
        self.workshop.labels.read(listed, plain.labelled)

    def expand(self, source: PageSource, address: str, link: Link, *, made: bool) -> str:
        """Check a page («/kirispe/») and put marks in place of its notation.

        `link` gives addresses as seen from the page; `made`: nobody wrote it.
        """
        renderer = render.PageRenderer(self.workshop, source.path, link)
        expanded, problems = renderer.expand(source.markdown)
        self.problems += source.in_file(problems) + pages.check(source)
        self.sources[source.path], self.renderers[source.path] = source, renderer
        if made:
            self.made.add(source.path)
        self.addresses.blocks.begin(None if made else address)
        glossary = self.workshop.catalogue.glossary
        marked = not made and glossary is not None and glossary.page != source.path
        self.terms.begin(partial(link, glossary.page) if glossary and marked else None)
        return expanded

    def fill(self, path: str, address: str, html: str, contents: Iterable[Any]) -> str:
        """Put the HTML of tables, charts and figures where their marks stand.

        `contents` is the page's table of contents, as `Finished.read` wants it.
        """
        whole = self.renderers[path].fill(html)
        finished = Finished(address, str(self.sources[path].meta.get("title", path)), whole)
        finished.read(self.addresses.blocks.seen.get(address, {}), contents)
        self.pages[path] = finished
        return whole

    def finish(self, group: Callable[[str], str]) -> dict[str, str]:
        """All pages are read: ContentError if anything is wrong, else finish them together.

        `group` names the part of the site that a page belongs to. Gives the files to add.
        """
        done, addresses = [*self.pages.values()], self.addresses
        templates = self.workshop.templates
        if self.settings.options.get("ledger") == "write":
            addresses.write(done)
        self._check(done)
        addresses.lead_on(done, templates)
        finish.add_backlinks(done, templates)
        works = {page.page: self._work(page) for page in done}
        finish.add_citations(done, templates, works, {self.pages[path].page for path in self.made})
        if sources := self.pages.get(self.workshop.sources_page):
            finish.add_uses(done, templates, sources.page)
        finish.close(done)
        files = addresses.gone(done, templates, self.settings.url) | self._news(group)
        for renderer in self.renderers.values():
            files |= renderer.drawings
        return files

    def _check(self, done: list[Finished]) -> None:
        shown = {path: renderer.shown for path, renderer in self.renderers.items()}
        unshown = pages.unshown(self.workshop.catalogue.indicators.values(), shown)
        if problems := [*self.problems, *unshown, *self.addresses.check(done)]:
            raise ContentError(problems)

    def notes(self) -> Iterator[str]:
        """What the one who builds may want to know."""
        finder = self.terms.finder
        if self.workshop.catalogue.glossary and finder and finder.stem is stems.exact:
            yield "no stemmer: terms are marked where they stand uninflected"
        known = self.addresses.ledger.pages
        if known and (unknown := self.addresses.unknown([*self.pages.values()])):
            yield f"{len(unknown)} addresses are not in the ledger yet: run `make ledger`"

    def _news(self, group: Callable[[str], str]) -> dict[str, str]:
        """The feed and llms.txt."""
        listed, groups = {}, dict[str, list[news.Listed]]()
        place = {path: number for number, path in enumerate(self.order)}
        for path, page in sorted(self.pages.items(), key=lambda one: place.get(one[0], len(place))):
            listed[path] = news.Listed(page.title, self._url(page), self._description(path))
            if path not in self.made:
                groups.setdefault(group(path), []).append(listed[path])
        home = next((page for page in listed.values() if page.url == self.settings.url), None)
        about = home.description if home else ""
        whole = news.Listed(self.settings.name, self.settings.url, about)
        files = {news.LLMS: news.llms(whole, groups)}
        if changes := self.workshop.catalogue.changes:
            urls = {path: one.url for path, one in listed.items()}
            files[news.FEED] = news.feed(self.workshop.templates, changes, whole, urls)
        return files

    def head(self, path: str, trail: Iterable[tuple[str, str]], feed: str) -> str:
        """What machines read in a page's head.

        `trail` has titles and addresses of what stands between the home page and this one, `feed`
        is the address of the feed as seen from here.
        """
        page, url = self.pages[path], self.settings.url
        facts = head.PageFacts(
            work=self._work(page),
            path=path,
            description=self._description(path),
            origin=self.sources[path].meta.get("origin"),
            trail=((self.settings.name, url), *trail, (page.title, self._url(page))),
            picture=f"{url}assets/site.png",
            html=page.html,
        )
        data = self.workshop.catalogue
        return self.workshop.templates.get_template("head.html").render(
            facts=facts,
            linked_data=head.linked_data(facts, data),
            feed=feed if data.changes else "",
        )

    def complete(self, folder: Path, *, served: bool) -> None:
        """All pages are written: what needs all of them, in the order of what it needs.

        The search made Kazakh, styles and scripts joined, the policy put into each page; then
        hosts are told their headers, and the service worker what to keep. `served`: by the
        writer's own server, which puts a script into each page and wants nothing kept.
        """
        cache, base = self.settings.root / ".cache", urlsplit(self.settings.url or "/").path
        assets.finish(folder, base, self._search(folder, cache / "search"), cache / "styles")
        policy.write(folder, strict=not served)
        if not served:  # else the worker stays unfilled and removes itself
            offline.write(folder)
            hosting.write(folder)

    def _search(self, folder: Path, cache: Path) -> dict[str, str]:
        """Make the search of a built site; what the pages should name otherwise."""
        urls = {path: page.page.removeprefix("/") for path, page in self.pages.items()}
        content = search_documents.content(
            self._found(),
            self.workshop.places,
            self.workshop.sources_page,
            lambda path: urls.get(path, ""),
        )
        return search.finish(folder, content, cache)

    def _found(self) -> Iterator[search_documents.Page]:
        """The pages as the search reads them."""
        for path, page in self.pages.items():
            meta = self.sources[path].meta
            yield search_documents.Page(
                path=path,
                url=page.page.removeprefix("/"),
                title=page.title,
                html=page.html,
                options=meta.get("search") or {},
                is_chapter=bool(meta.get("origin")),
            )

    def _description(self, path: str) -> str:
        return str(self.sources[path].meta.get("description", ""))

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
