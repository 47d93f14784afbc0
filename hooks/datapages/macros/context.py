"""What a macro may ask: of the site, and of the page that it stands on."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args

import jinja2
from markupsafe import Markup

from ..content.manuscript import Manuscript
from ..content.notation import Heading, NotationError
from ..content.pages import SourcePage
from ..exports.publication import Publication
from ..language import grammar
from ..language.grammar import Case
from ..model import derived, observations
from ..model.catalogue import Catalogue
from ..model.records.indicators import Indicator, Observation, Series
from ..model.records.sources import Source
from ..model.records.units import Unit
from ..model.unit_tree import Places
from .api import Download, Fragment

MANY = 30  # names beyond which an error lists only the likely ones
T = TypeVar("T")
Link = Callable[[str, str], str]


@dataclass(frozen=True)
class SiteContext:
    """What all pages of one build share.

    `sources_page` is the page with the bibliography, `downloadable` names the tables that have
    files, `schemas` are the published JSON Schemas; `cache` keeps drawn charts.
    """

    tree: Places
    templates: jinja2.Environment
    manuscript: Manuscript
    sources_page: str
    schemas: tuple[str, ...] = ()
    publication: Publication | None = None
    downloadable: frozenset[str] = frozenset()
    cache: Path | None = None

    @property
    def catalogue(self) -> Catalogue:
        """Everything in data/."""
        return self.tree.catalogue


@dataclass(frozen=True)
class PageContext:
    """One page, for a call at one line of it.

    `link(page, anchor)` gives an address as seen from the page.
    """

    site: SiteContext
    source: SourcePage
    link: Link
    line: int = 0
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
    def heading_above(self) -> Heading | None:
        """The last heading above the call."""
        return self.source.heading_above(self.line)

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The labels of the page's tables and figures by anchor."""
        return self.site.manuscript.numbering.labels(self.path)

    def title_of(self, page: str) -> str:
        """The title of a page, else its path."""
        return self.site.manuscript.titles.get(page, page)

    # ---- data, by the names that a call gives ----

    def indicator(self, name: str) -> Indicator:
        """An indicator; NotationError with the known names for an unknown one."""
        return known(self.catalogue.indicators, name, "indicator")

    def observation(
        self, indicator: Indicator, period: int | str, series: str | None
    ) -> tuple[Series, Observation]:
        """A figure of a series (None: of the first one) at a period."""
        by_id = {one.id: one for one in indicator.series}
        chosen = known(by_id, series or observations.first(indicator), "series")
        by_period = {point.period: point for point in chosen.observations}
        return chosen, known(by_period, str(period), "period")

    def unit(self, id: str) -> Unit:
        """A unit of data/units/."""
        found = self.catalogue.by_id.get(id)
        if found is None:
            raise NotationError(f"there is no unit «{id}» in data/units/")
        return found

    def unit_name(self, id: str) -> str:
        """The Kazakh name of a unit."""
        return self.catalogue.unit(id).names.kk

    def territory_names(self, indicator: Indicator) -> dict[str, str]:
        """The Kazakh names of the territories of an indicator, by id."""
        return {id: self.unit_name(id) for id in observations.territories(indicator)}

    def of_territory(self, indicator: Indicator, territory: str) -> Indicator:
        """What an indicator knows of one unit."""
        series = tuple(one for one in indicator.series if one.territory == territory)
        if not series:
            raise unknown("territory", territory, {s.territory: 0 for s in indicator.series})
        ids = {one.id for one in series}
        breaks = tuple(b for b in indicator.breaks if not b.series or ids & set(b.series))
        breaks = tuple(b.model_copy(update={"series": ()}) for b in breaks)
        title = indicator.title
        if indicator.unit_title:
            genitive = grammar.decline(self.unit_name(territory), "genitive")
            title = f"{genitive} {indicator.unit_title}"
        return indicator.model_copy(update={"series": series, "breaks": breaks, "title": title})

    def case(self, case: str) -> Case:
        """A grammatical case, or an error that names them all."""
        if case not in get_args(Case):
            raise NotationError(f"there is no case «{case}»: expected one of {get_args(Case)}")
        return case  # type: ignore[return-value]

    # ---- addresses ----

    def source_url(self, id: str) -> str:
        """The address of a source in the bibliography."""
        return self.link(self.site.sources_page, id)

    def sources(self, ids: Iterable[str]) -> list[tuple[int, Source, str]]:
        """Sources with their numbers and addresses, in the order of the bibliography."""
        data = self.catalogue
        ordered = sorted(dict.fromkeys(ids), key=data.number)
        return [(data.number(id), data.sources[id], self.source_url(id)) for id in ordered]

    def sources_of(self, series: Series, point: Observation) -> list[tuple[int, Source, str]]:
        """The sources of a figure."""
        return self.sources(derived.sources_of(series, point))

    def unit_url(self, unit: Unit) -> str:
        """The address of a unit."""
        return self.link(*self.site.tree.address(unit))

    def row_url(self, indicator: Indicator, series: Series, period: str) -> str:
        """The address of a figure's row: on the page of its unit, or of its indicator."""
        if indicator.unit_title is None:
            return self.link(indicator.page, observations.row_id(indicator, series.id, period))
        tree = self.site.tree
        page = tree.page(self.catalogue.by_id[series.territory])
        about = self.of_territory(indicator, series.territory)
        return self.link(page, observations.row_id(about, series.id, period))

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
        if name not in self.site.downloadable:
            return ()
        return self.files({"CSV": f"{name}.csv", "JSON": f"{name}.json"}, name)

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
            "unit_url": self.unit_url,
            "files": (),
            "searched": True,
        }
        html = self.site.templates.get_template(template).render(shared | context)
        return Markup(html.strip())  # noqa: S704 - templates escape what they are given

    def fragment(self, template: str, **context: Any) -> Fragment:
        """A block of HTML."""
        return Fragment(self.render(template, **context))

    def inline(self, template: str, text: str, **context: Any) -> Fragment:
        """HTML that stands in a line; its template is given the `text` that a reader sees."""
        return Fragment(self.render(template, text=text, **context), inline=True, text=text)


def known(among: Mapping[str, T], name: str, what: str) -> T:
    """What is called `name`; NotationError with the known names if there is no such thing."""
    if name not in among:
        raise unknown(what, name, among)
    return among[name]


def unknown(what: str, name: str, names: Iterable[str]) -> NotationError:
    """The error for an unknown name, with the names that were expected."""
    listed = list(names)
    near = difflib.get_close_matches(str(name), listed, 8, 0.4) if len(listed) > MANY else listed
    expected = ", ".join(near or listed)
    return NotationError(f"there is no {what} «{name}»: expected one of {expected}")
