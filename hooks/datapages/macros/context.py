"""What a macro may ask: of the site, and of the page that it stands on."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args

import jinja2
from markupsafe import Markup

from ..base import near
from ..content.manuscript import Manuscript
from ..content.notation import Heading, NotationError
from ..content.pages import SourcePage
from ..exports.publication import Publication
from ..exports.shelf import Shelf
from ..language.grammar import Case
from ..language.messages import Language
from ..model.catalogue import Catalogue
from ..model.observations import DataPoint, JoinedIndicator
from ..model.records.sources import Source
from ..model.records.units import Unit
from ..model.unit_tree import UnitTree
from ..model.withheld import Withheld
from ..views import names
from .api import NOTHING, Download, Fragment

TABLE_FILES = ("CSV", "JSON", "XLSX")
_SENTENCE_ENDS = (". ", ".\n", "\n\n", "\n- ", "! ", "? ")
_KAZAKH = Markup('<span lang="kk">{}</span>')
T = TypeVar("T")
Link = Callable[[str, str], str]


@dataclass(frozen=True)
class SiteContext:
    """What all pages of one build share.

    `sources_page` is the page with the bibliography, `downloadable` names the tables that have
    files, `schemas` are the published JSON Schemas; `cache` keeps drawn charts, `workbooks` those
    of tables that one page has; `day` is that of the edition, `shelf` holds its finished books;
    `withheld` are the names that are unknown only because their files have mistakes.
    """

    tree: UnitTree
    templates: jinja2.Environment
    manuscript: Manuscript
    sources_page: str
    schemas: tuple[str, ...] = ()
    publication: Publication | None = None
    downloadable: frozenset[str] = frozenset()
    cache: Path | None = None
    workbooks: Path | None = None
    day: str = ""
    shelf: Shelf = field(default_factory=Shelf)
    withheld: Withheld = field(default_factory=Withheld)

    @property
    def catalogue(self) -> Catalogue:
        """Everything in data/."""
        return self.tree.catalogue


@dataclass(frozen=True)
class PageContext:
    """One page, for a call at one line of it.

    `link(page, anchor)` gives an address as seen from the page; the call stands at `start` of
    the page's Markdown.
    """

    site: SiteContext
    source: SourcePage
    link: Link
    line: int = 0
    start: int = 0
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    # ---- the site and the page ----

    @property
    def catalogue(self) -> Catalogue:
        """Everything in data/."""
        return self.site.catalogue

    @property
    def path(self) -> str:
        """The page's path under docs/."""
        return self.source.path

    @property
    def language(self) -> Language:
        """The language that the page is written in."""
        return self.source.language

    @property
    def heading_above(self) -> Heading | None:
        """The last heading above the call."""
        return self.source.heading_above(self.line)

    @property
    def sentence(self) -> tuple[str, str]:
        """What stands in the call's sentence before it, and from it on, as it is written."""
        text = self.source.body
        begin = max((text.rfind(end, 0, self.start) for end in _SENTENCE_ENDS), default=-1)
        ends = [at for end in _SENTENCE_ENDS if (at := text.find(end, self.start)) >= 0]
        return text[begin + 1 : self.start], text[self.start : min(ends, default=len(text))]

    @cached_property
    def lists_sources(self) -> bool:
        """Whether its sources are listed at its foot: so they are of a chapter's text.

        Pages of indicators tell them below each figure.
        """
        is_text = bool(self.source.meta.get("origin")) or self.language != "kk"
        return is_text and self.path not in self.catalogue.pages_of_indicators

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The labels of the page's tables and figures by anchor."""
        return self.site.manuscript.numbering.labels(self.path)

    def title_of(self, page: str) -> str:
        """The title of a page, else its path."""
        return self.site.manuscript.titles.get(page, page)

    # ---- data, by the names that a call gives ----

    def indicator(self, name: str) -> JoinedIndicator:
        """An indicator; NotationError with the known names for an unknown one."""
        return known(self.catalogue.indicators, name, "indicator")

    def point(self, name: str, period: int | str, series: str | None = None) -> DataPoint:
        """A figure of an indicator at a period, of its first series where none is named."""
        indicator = self.indicator(name)
        by_id = {one.id: one for one in indicator.series}
        chosen = known(by_id, series or indicator.first.id, "series")
        by_period = {point.period: point for point in chosen.observations}
        return known(by_period, str(period), "period")

    def unit(self, id: str) -> Unit:
        """A unit of data/units/."""
        found = self.catalogue.by_id.get(id)
        if found is None:
            hint = near.hint(id, self.catalogue.by_id)
            raise UnknownNameError(f"there is no unit «{id}» in data/units/{hint}")
        return found

    def case(self, case: str) -> Case:
        """A grammatical case, or an error that names them all."""
        if self.language != "kk" and case != "nominative":
            raise NotationError(f"a page in «{self.language}» has no cases: leave it out")
        if case not in get_args(Case):
            raise unknown("case", case, get_args(Case))
        return case  # type: ignore[return-value]

    def indicator_name(self, indicator: JoinedIndicator) -> str:
        """What an indicator is called in the language of the page."""
        return _named(names.of_indicator, indicator, self.language)

    def place_name(self, unit: Unit) -> str:
        """What a unit is called in the language of the page."""
        return _named(names.of_unit, unit, self.language)

    def own_words(self, text: str) -> Markup:
        """A text that data/ has in Kazakh alone, marked as such on a page in another language."""
        return NOTHING + text if self.language == "kk" else _KAZAKH.format(text)

    # ---- addresses ----

    def source_url(self, id: str) -> str:
        """The address of a source in the bibliography."""
        return self.link(self.site.sources_page, id)

    def sources(self, ids: Iterable[str]) -> list[tuple[int, Source, str]]:
        """Sources with their numbers and addresses, in the order of the bibliography."""
        data = self.catalogue
        ordered = sorted(dict.fromkeys(ids), key=data.number)
        return [(data.number(id), data.sources[id], self.source_url(id)) for id in ordered]

    def unit_url(self, unit: Unit) -> str:
        """The address of a unit."""
        return self.link(*self.site.tree.address(unit))

    def row_url(self, point: DataPoint) -> str:
        """The address of a figure's row: on the page of its unit, or of its indicator."""
        return self.link(*self.site.tree.row_of(point))

    def files(self, names: Mapping[str, str], table: str = "") -> tuple[Download, ...]:
        """Files in the folder of downloads, by kind («CSV»); none where nothing is published."""
        publication = self.site.publication
        if publication is None:
            return ()
        return tuple(
            Download(kind, self.link(f"{publication.folder}/{name}", ""), table)
            for kind, name in names.items()
        )

    def table_files(self, name: str) -> tuple[Download, ...]:
        """The files of a page's table; none for a table that is not data."""
        return self.named_files(name) if name in self.site.downloadable else ()

    def named_files(self, name: str) -> tuple[Download, ...]:
        """The three files of a table, under its name."""
        return self.files({kind: f"{name}.{kind.lower()}" for kind in TABLE_FILES}, name)

    def published(self) -> Publication:
        """How the data is published; NotationError where it is not."""
        if self.site.publication is None:
            raise NotationError("nothing is published: set extra.datapages.downloads in mkdocs.yml")
        return self.site.publication

    # ---- HTML ----

    def render(self, template: str, **context: Any) -> Markup:
        """A template filled in."""
        shared = {
            "page_url": self.link,
            "source_url": self.source_url,
            "source_number": self.catalogue.number,
            "source_of": self.catalogue.sources.__getitem__,
            "unit_url": self.unit_url,
            "language": self.language,
            "own_words": self.own_words,
            "files": (),
            "sources_at_foot": self.lists_sources,
            "searched": True,
        }
        html = self.site.templates.get_template(template).render(shared | context)
        return Markup(html.strip())  # noqa: S704 - templates escape what they are given

    def fragment(self, template: str, **context: Any) -> Fragment:
        """A block of HTML."""
        return Fragment(self.render(template, **context))

    def fragment_with_files(self, template: str, table: str, **context: Any) -> Fragment:
        """A block of HTML that offers the files of a table."""
        files = self.table_files(table)
        return Fragment(self.render(template, files=files, **context), downloads=files)

    def inline(self, template: str, text: str, **context: Any) -> Fragment:
        """HTML that stands in a line; its template is given the `text` that a reader sees."""
        return Fragment(self.render(template, text=text, **context), inline=True, text=text)


class UnknownNameError(NotationError):
    """A name that nothing bears, whatever else data/ may hold."""


def _named(name: Callable[[T, Language], str], thing: T, language: Language) -> str:
    try:
        return name(thing, language)
    except LookupError as error:
        raise NotationError(str(error.args[0])) from None


def known(among: Mapping[str, T], name: str, what: str) -> T:
    """What is called `name`; NotationError with the known names if there is no such thing."""
    if name not in among:
        raise unknown(what, name, among)
    return among[name]


def unknown(what: str, name: str, names: Iterable[str]) -> UnknownNameError:
    """The error for an unknown name, with the names that were expected, the likely ones first."""
    expected = ", ".join(near.nearest_first(str(name), names))
    expected = f": expected one of {expected}" if expected else ""
    return UnknownNameError(f"there is no {what} «{name}»{expected}")
