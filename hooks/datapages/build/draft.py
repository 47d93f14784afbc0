"""The second stage: all pages as they are written, and each of them turned into HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ..base.diagnostics import Problem
from ..content import pages
from ..content.manuscript import Manuscript
from ..content.pages import SourcePage
from ..exports import plain_tables
from ..extensions import written_tables
from ..extensions.current_page import CurrentPage
from ..graphics import studio
from ..graphics.standalone_svg import Caption
from ..graphics.studio import Files, Sheet
from ..linking import backlinks, section_ends
from ..linking.rendered_page import RenderedPage
from ..macros import builders
from ..macros.api import Fragment
from ..macros.context import PageContext, SiteContext
from ..macros.expander import PageExpander
from ..views.search_rows import SearchRow
from .linked import Linked

if TYPE_CHECKING:
    from .model import Link, Model

CARDS = "assets/cards"  # pictures for messengers, one a page


class Asked(NamedTuple):
    """What a page is made of, by the names under which it was asked for."""

    indicators: set[str]
    templates: set[str]


@dataclass(frozen=True)
class Draft:
    """The pages by their paths under docs/, with numbers, quotes and mentions."""

    model: Model
    context: SiteContext

    @property
    def manuscript(self) -> Manuscript:
        """All pages as they are written."""
        return self.context.manuscript

    def source(self, path: str, markdown: str) -> SourcePage:
        """A page of the manuscript, with its `markdown` as another plugin may have changed it."""
        source = self.manuscript.pages[path]
        return source if markdown == source.markdown else replace(source, markdown=markdown)

    def expand(self, source: SourcePage, address: str, link: Link) -> ExpandedPage:
        """Check a page («/kirispe/») and put marks in place of its notation.

        `link` gives addresses as seen from the page. Python-Markdown is to convert it next.
        """
        asked = Asked(set(), set())
        self.model.templates.asked = asked.templates
        catalogue = self.context.catalogue.noting(asked.indicators)
        context = replace(self.context, tree=replace(self.context.tree, catalogue=catalogue))
        expander = PageExpander(PageContext(context, source, link))
        marked, problems = expander.expand()
        current = CurrentPage(
            None if source.generated else address, self._glossary(source, link), source.language
        )
        self.model.cursor.page = current
        problems = [
            *source.in_file(problems),
            *pages.check(source),
            *pages.typed(source, catalogue),
        ]
        name = self.manuscript.titles[source.path]
        return ExpandedPage(
            source, address, marked, expander, current, tuple(problems), asked, name
        )

    def _glossary(self, source: SourcePage, link: Link) -> Callable[[str], str] | None:
        glossary = self.model.catalogue.glossary
        own = source.generated or (glossary is not None and glossary.page == source.path)
        if glossary is None or own or source.language != "kk":
            return None
        return partial(link, glossary.page)

    def problems(self, rendered: Iterable[RenderedPage]) -> list[Problem]:
        """Every mistake of every page; of addresses only where nothing is missing."""
        model, done = self.model, list(rendered)
        shown = {page.path: page.shows for page in done}
        return [
            *(problem for page in done for problem in page.problems),
            *pages.unshown(model.catalogue.indicators.values(), shown),
            *([] if model.problems else [*model.addresses.check(done), *self._uncited(done)]),
            *pages.repeated_languages(self.manuscript.pages.values()),
            *([] if model.problems else _unasked(done)),
        ]

    def _uncited(self, rendered: list[RenderedPage]) -> Iterable[Problem]:
        """Sources that pages cite, and that do not stand where their citations lead to."""
        file = f"docs/{self.context.sources_page}"
        there = next((one for one in rendered if f"docs/{one.path}" == file), None)
        if there is None:
            yield Problem(file, 0, "", "this page is required: citations lead to it")
            return
        cited = (id for page in rendered for id in section_ends.cited(page, there.page))
        if lost := [id for id in dict.fromkeys(cited) if id not in there.addresses]:
            wanted = "expected {{ sources() }} on this page"
            yield Problem(file, 0, "", f"«{lost[0]}» is cited and does not stand here: {wanted}")

    def link(self, rendered: Iterable[RenderedPage], group: Callable[[str], str]) -> Linked:
        """Link pages that have no `problems` with each other.

        `group` names the part of the site that a page belongs to.
        """
        model, done = self.model, list(rendered)
        addresses, templates = model.addresses, model.templates
        addresses.add_moved_anchors(done, templates)
        sources = next((page for page in done if page.path == self.context.sources_page), None)
        linked = Linked.of(model, self.manuscript.menu, done, group, sources)
        if sources:
            chapters = [page for page in done if page.lists_sources]
            section_ends.add_sources(chapters, templates, model.catalogue.sources, sources.page)
        # The sources' page is cited everywhere; add_uses tells where, an entry at a time.
        linked_to = [page for page in done if page is not sources]
        backlinks.add_backlinks(done, linked_to, templates, model.catalogue.indicators)
        section_ends.add_citations(done, templates, linked.works)
        if sources:
            backlinks.add_uses(done, templates, sources.page)
        section_ends.close(done)
        return linked


def _unasked(rendered: Iterable[RenderedPage]) -> Iterable[Problem]:
    """Questions of readers that front matter leads to what does not stand on its page."""
    for page in rendered:
        known = {"page", *page.addresses, *(row.id for row in page.rows)}
        for id in (page.meta.get("search") or {}).get("asked", {}):
            if id not in known:
                message = "no section and no row of this page has this address"
                yield Problem(f"docs/{page.path}", 0, f"search.asked.{id}", message)


@dataclass(frozen=True)
class ExpandedPage:
    """A page whose `markdown` has marks in place of notation."""

    source: SourcePage
    address: str
    markdown: str
    expander: PageExpander
    current: CurrentPage
    problems: tuple[Problem, ...]
    asked: Asked
    menu_title: str = ""

    def fill(self, html: str, contents: Iterable[Any]) -> RenderedPage:
        """Put the HTML of tables, charts and figures where their marks stand.

        `html` is what Python-Markdown made of `markdown`, `contents` the page's table of contents:
        entries with `id`, `title` and `children`.
        """
        source, tables = self.source, self._tables()
        fragments = [*self.expander.fragments, *tables]
        whole = written_tables.PLACE.sub(
            lambda place: str(tables[int(place[1])].html), self.expander.fill(html)
        )
        card = self._card()
        drawings = {stem: made for one in fragments for stem, made in one.drawings.items()} | card
        page = RenderedPage(
            path=source.path,
            page=self.address,
            title=source.title,
            menu_title=self.menu_title,
            html=whole,
            meta=source.meta,
            generated=source.generated,
            problems=(*self.problems, *pages.forbidden(source, html, whole)),
            rows=tuple(self._rows()),
            files={path: made for one in fragments for path, made in one.files.items()},
            drawings=drawings,
            card="".join(f"{stem}.png" for stem in card),
            downloads=tuple(file for one in fragments for file in one.downloads),
            lists_sources=self.expander.context.lists_sources,
            shows=frozenset(self.expander.lacking).union(*(one.shows for one in fragments)),
        )
        page.read(self.current.blocks, contents)
        return page

    def _tables(self) -> list[Fragment]:
        """The files of each table that is typed, under the name of its page and heading."""
        page, stem = self.expander.context, self.address.strip("/").replace("/", "-")
        made: list[Fragment] = []
        names: Counter[str] = Counter()
        for table in self.current.tables:
            name = "-".join(part for part in (stem, table.heading) if part)
            names[name] += 1
            if names[name] > 1:
                name = f"{name}-{names[name]}"
            head, *rows = [[*map(self.expander.text, row)] for row in table.rows]
            resource = plain_tables.of_texts(name, table.title or self.source.title, head, rows)
            files = builders.files_of(page, resource, table.heading)
            html = page.render("written_table.html", files=files.downloads)
            made.append(replace(files, html=html))
        return made

    def _card(self) -> dict[str, Future[Files]]:
        """The picture that messengers show beside a link (path without suffix → what is drawn).

        It is the page's first picture that reads at that size; a chapter without one shows its
        title. The home page speaks of the whole site and keeps the site's picture.
        """
        name = self.address.strip("/").replace("/", "-")
        cards = (one.card for one in self.expander.fragments if one.card)
        sheet = next((one for one in cards if one.reads_on_a_card), None)
        site = self.expander.context.site
        if sheet is None and self.source.meta.get("origin") and site.publication:
            meta = self.source.meta
            caption = Caption(
                self.source.title, str(meta["description"]), (site.publication.signed,)
            )
            sheet = Sheet("", caption)
        if not name or sheet is None:
            return {}
        return {f"{CARDS}/{name}": studio.card(sheet, site.cache)}

    def _rows(self) -> Iterable[SearchRow]:
        """The rows of the page's tables: those made of data, and those written in Markdown."""
        for fragment in self.expander.fragments:
            yield from fragment.rows
        for id, title in self.current.rows:
            if text := self.expander.text(title):
                yield SearchRow(id, text, ())
