"""The catalogue as resources: the tables of the Data Package, and those of pages.

A kind of data that is published has a row in PACKAGE (tables of the whole, joined by keys) and in
PAGES (tables as pages show them, with names beside the ids).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from ..language import formats, grammar
from ..language.messages import t
from ..model import words
from ..model.catalogue import Catalogue
from ..model.kinds import BIBLIOGRAPHY, KINDS, name_of
from ..model.observations import JoinedIndicator
from ..model.records.base import Measure, Rank, Record, Status
from ..model.records.compositions import Composition
from ..model.records.countries import CountriesFile
from ..model.records.indicators import Indicator
from ..model.records.law import CategoriesFile, LawChangesFile
from ..model.records.sources import SourcesFile
from ..model.records.texts import ChangesFile, Diagram, GlossaryFile, TextTable
from ..model.records.units import CountsFile, Unit, UnitKind, UnitsFile
from . import plain_tables, text_tables
from .resource import PERIOD, REQUIRED, Resource, Value, column, explained, link, one_of

ID = column("id", constraints=REQUIRED)
TITLE = column("title", constraints=REQUIRED)
INDICATOR = column("indicator", constraints=REQUIRED)
SERIES = column("series", constraints=REQUIRED)
PERIOD_FIELD = column("period", constraints=PERIOD)
VALUE = column("value", "number")
STATUS = replace(
    column("status", constraints=one_of(Status)), description=explained(words.STATUSES)
)
RANK = replace(column("rank", constraints=one_of(Rank)), description=explained(words.RANKS))
SOURCE = column("source", constraints=REQUIRED)
SOURCES = column("sources", constraints=REQUIRED)
NOTE = column("note")
TERRITORY = column("territory", constraints=REQUIRED)
UNIT = column("unit", constraints=REQUIRED)
NAME = column("name", constraints=REQUIRED)
MEASURE = column("measure", constraints=one_of(Measure))
DATE = column("date", "date", REQUIRED)


# ---- the whole ----


def package(data: Catalogue) -> list[Resource]:
    """Every table of the Data Package, those that others point to first."""
    made = (make(data) for kind, makers in PACKAGE.items() if data.of(kind) for make in makers)
    return [resource for one in made for resource in ((one,) if isinstance(one, Resource) else one)]


def _sources(data: Catalogue) -> Resource:
    fields = (
        ID,
        column("type", constraints=REQUIRED),
        TITLE,
        column("title_kk"),
        column("described", "boolean", REQUIRED),
        column("authors"),
        column("number"),
        column("issued"),
        column("publisher"),
        column("url"),
        column("accessed", "date"),
        RANK,
        column("read", text="source-read"),
        NOTE,
    )
    rows = tuple(
        (
            one.id, one.type, one.title, one.title_kk, one.described,
            "; ".join(one.author) or None, one.number, one.issued,
            one.publisher, one.url, one.accessed, one.rank, one.read, one.note,
        )
        for one in data.sources.values()
    )  # fmt: skip
    return Resource("sources", t("figure.sources"), fields, rows, ("id",))


UNIT_FIELDS = (
    column("kato", constraints={"pattern": r"\d{9}"}),
    column("iso"),
    column("kind", constraints=one_of(UnitKind)),
    column("parent"),
    column("name_kk", constraints=REQUIRED),
    column("name_ru", constraints=REQUIRED),
    column("name_en"),
    column("centre"),
    column("founded"),
    column("area_km2", "number"),
    column("area_source"),
    SOURCE,
)


def unit_values(unit: Unit) -> tuple[Value, ...]:
    """What stands in UNIT_FIELDS."""
    return (
        unit.kato, unit.iso, unit.kind, unit.parent,
        unit.names.kk, unit.names.ru, unit.names.en,
        unit.centre.kk if unit.centre else None,
        unit.founded.date if unit.founded else None,
        unit.area.km2 if unit.area else None,
        unit.area.source if unit.area else None,
        unit.source,
    )  # fmt: skip


def _units(data: Catalogue) -> Resource:
    fields = (ID, column("list", constraints=REQUIRED), *UNIT_FIELDS)
    rows = tuple(
        (unit.id, file.id, *unit_values(unit))
        for file in data.units.values()
        for unit in file.units
    )  # fmt: skip
    links = (link("source", to="sources"), link("area_source", to="sources"))
    return Resource("units", t("resource.units"), fields, rows, ("id",), links)


def _unit_population(data: Catalogue) -> Resource:
    fields = (UNIT, DATE, VALUE, SOURCE, STATUS)
    rows = tuple(
        (unit.id, one.date, one.value, one.source, one.status)
        for file in data.units.values()
        for unit in file.units
        for one in unit.population
    )
    links = (link("unit", to="units"), link("source", to="sources"))
    title = t("resource.unit-population")
    return Resource("unit-population", title, fields, rows, ("unit", "date"), links)


def _editions(data: Catalogue) -> Resource:
    fields = (
        ID,
        TITLE,
        column("law", constraints=REQUIRED),
        column("start", "date", REQUIRED),
        column("end", "date"),
        column("read"),
    )
    rows = tuple(
        (one.id, one.title, one.law, one.start, one.end, one.read)
        for file in data.of(CategoriesFile)
        for one in file.editions
    )
    links = (link("law", to="sources"),)
    return Resource("editions", t("resource.editions"), fields, rows, ("id",), links)


_NORM_FIELDS = (
    column("category", constraints=REQUIRED),
    column("edition", constraints=REQUIRED),
    column("name", constraints=REQUIRED, text="category-name"),
    column("minimum", "integer"),
    column("strictly_more", "boolean"),
    column("maximum", "integer"),
    column("condition"),
    column("place", constraints=REQUIRED),
)


def _norm_values(file: CategoriesFile) -> Iterator[tuple[Value, ...]]:
    for one in file.categories:
        for norm in one.norms:
            yield (
                one.id, norm.edition, one.name, norm.minimum, norm.strictly_more, norm.maximum,
                norm.condition, norm.place,
            )  # fmt: skip


def _norms(data: Catalogue) -> Resource:
    rows = tuple(values for file in data.of(CategoriesFile) for values in _norm_values(file))
    key, links = ("category", "edition"), (link("edition", to="editions"),)
    return Resource("norms", t("resource.norms"), _NORM_FIELDS, rows, key, links)


def _indicators(data: Catalogue) -> Resource:
    fields = (
        ID,
        TITLE,
        MEASURE,
        column("unit", text="measure-written"),
        column("name_ru"),
        column("name_en"),
        column("short"),
        column("unit_ru"),
        column("unit_en"),
        column("prices"),
        column("signed", "boolean", REQUIRED),
        column("definition", constraints=REQUIRED),
        column("page", constraints=REQUIRED),
        column("notes"),
    )
    rows = tuple(
        (
            one.id, one.title, one.measure, words.MEASURES[one.measure],
            one.record.names.ru if one.record.names else None,
            one.record.names.en if one.record.names else None,
            " ".join(one.record.names.short) or None if one.record.names else None,
            t(f"measure.{one.measure}", "ru"), t(f"measure.{one.measure}", "en"),
            one.record.prices, one.record.signed, one.definition, one.page,
            " ".join(one.notes) or None,
        )
        for one in data.indicators.values()
    )  # fmt: skip
    return Resource("indicators", t("resource.indicators"), fields, rows, ("id",))


def _series(data: Catalogue) -> Resource:
    fields = (
        INDICATOR,
        column("id", constraints=REQUIRED, text="series-id"),
        TITLE,
        TERRITORY,
        column("source", text="series-source"),
        STATUS,
        column("joined", "boolean", REQUIRED),
        NOTE,
        column("jumps"),
        column("operation"),
        column("inputs"),
    )
    rows = tuple(
        (
            indicator.id, one.id, one.title, one.territory, one.source, one.status, one.joined,
            one.note, one.record.jumps,
            one.derived.operation if one.derived else None,
            " ".join(one.derived.inputs) if one.derived else None,
        )
        for indicator in data.indicators.values()
        for one in indicator.series
    )  # fmt: skip
    links = (
        link("indicator", to="indicators"),
        link("territory", to="units"),
        link("source", to="sources"),
    )
    return Resource("series", t("resource.series"), fields, rows, ("indicator", "id"), links)


def _observations(data: Catalogue) -> Resource:
    fields = (INDICATOR, SERIES, PERIOD_FIELD, VALUE, STATUS, SOURCES, NOTE)
    rows = tuple(
        (
            point.indicator.id, point.series.id, point.period, point.value, point.status,
            " ".join(point.sources), point.note,
        )
        for indicator in data.indicators.values()
        for point in indicator.points
    )  # fmt: skip
    key = ("indicator", "series", "period")
    links = (link("indicator", "series", to="series", at=("indicator", "id")),)
    return Resource("observations", t("resource.observations"), fields, rows, key, links)


def _breaks(data: Catalogue) -> Resource:
    fields = (
        INDICATOR,
        column("before", constraints=PERIOD),
        column("label", constraints=REQUIRED),
        column("why", constraints=REQUIRED),
        column("source", text="break-source"),
        column("series", text="break-series"),
    )
    rows = tuple(
        (one.id, brk.before, brk.label, brk.why, brk.source, " ".join(brk.series) or None)
        for one in data.indicators.values()
        for brk in one.breaks
    )
    links = (link("indicator", to="indicators"), link("source", to="sources"))
    key = ("indicator", "before", "label")
    return Resource("breaks", t("resource.breaks"), fields, rows, key, links)


def _comparisons(data: Catalogue) -> Resource:
    fields = (INDICATOR, UNIT, PERIOD_FIELD, VALUE, STATUS, SOURCE, NOTE)
    rows = tuple(
        (one.id, unit, ranked.period, value, ranked.status, ranked.source, ranked.note)
        for one in data.indicators.values()
        if (ranked := one.comparison)
        for unit, value in ranked.values.items()
    )
    links = (
        link("indicator", to="indicators"),
        link("unit", to="units"),
        link("source", to="sources"),
    )
    title = t("resource.comparisons")
    return Resource("comparisons", title, fields, rows, ("indicator", "unit"), links)


def _composition_parts(data: Catalogue) -> Resource:
    fields = (
        column("composition", constraints=REQUIRED),
        column("part", constraints=REQUIRED),
        TITLE,
        column("name_ru", constraints=REQUIRED),
        column("name_en", constraints=REQUIRED),
        UNIT,
        PERIOD_FIELD,
        VALUE,
        MEASURE,
        STATUS,
        SOURCE,
    )
    rows = tuple(
        (
            one.id, part.id, part.title, part.names.ru, part.names.en, unit, one.period, value,
            one.measure, one.status_of(unit), one.source,
        )
        for one in data.of(Composition)
        for part, unit, value in one.figures()
    )  # fmt: skip
    links = (link("unit", to="units"), link("source", to="sources"))
    key = ("composition", "part", "unit")
    return Resource("compositions", t("resource.compositions"), fields, rows, key, links)


PACKAGE: dict[type[Record], tuple[Callable[[Catalogue], Resource | Iterable[Resource]], ...]] = {
    SourcesFile: (_sources,),
    UnitsFile: (_units, _unit_population),
    CategoriesFile: (_editions, _norms),
    Indicator: (_indicators, _series, _observations, _breaks, _comparisons),
    Composition: (_composition_parts,),
    CountsFile: (lambda data: map(text_tables.counts, data.of(CountsFile)),),
    CountriesFile: (lambda data: map(text_tables.countries, data.of(CountriesFile)),),
    LawChangesFile: (lambda data: map(text_tables.law_changes, data.of(LawChangesFile)),),
    Diagram: (lambda data: map(text_tables.relations, data.of(Diagram)),),
    GlossaryFile: (lambda data: map(text_tables.glossary, data.of(GlossaryFile)),),
    ChangesFile: (lambda data: map(text_tables.changes, data.of(ChangesFile)),),
    TextTable: (lambda data: text_tables.all_sentences(data.of(TextTable)),),
}


# ---- the tables of pages ----


class PageTable(NamedTuple):
    """A table that readers download, with the page and the anchor where it stands.

    No anchor: the page is the whole of it, or shows it in another form.
    """

    resource: Resource
    page: str
    anchor: str


def of_pages(data: Catalogue) -> list[PageTable]:
    """Every table of a page that has files of its own: those of PAGES, and of any other kind."""
    known = [
        made for kind, make in PAGES.items() for one in data.of(kind) for made in make(data, one)
    ]
    others = (one for kind in KINDS if kind.record not in PAGES for one in data.of(kind.record))
    return [*known, *(made for one in others for made in _of_fields(one))]


def _of_fields(file: Record) -> Iterator[PageTable]:
    """The files of a kind that says nothing of its files."""
    if resource := plain_tables.of_file(file):
        yield PageTable(resource, getattr(file, "page", ""), f"table-{resource.name}")


def _of_indicator(data: Catalogue, record: Indicator) -> Iterator[PageTable]:
    """All series of an indicator, one row an observation; and its comparison of units."""
    indicator = data.indicators[record.id]
    fields = (
        PERIOD_FIELD,
        SERIES,
        column("title", constraints=REQUIRED, text="series-title"),
        TERRITORY,
        NAME,
        VALUE,
        MEASURE,
        STATUS,
        SOURCES,
        NOTE,
    )
    rows = tuple(
        (
            point.period, point.series.id, point.series.title, point.unit.id, point.unit.names.kk,
            point.value, indicator.measure, point.status, " ".join(point.sources), point.note,
        )
        for point in indicator.points
    )  # fmt: skip
    anchor = f"table-{indicator.id}" if indicator.unit_title is None else ""
    names = record.names.model_dump(include={"ru", "en"}) if record.names else {}
    key = ("series", "period")
    made = Resource(indicator.id, indicator.title, fields, rows, key, names=names)
    yield PageTable(made, indicator.page, anchor)
    if indicator.comparison:
        ranked = _of_comparison(data, indicator)
        yield PageTable(ranked, indicator.page, f"comparison-{indicator.id}")


def _of_comparison(data: Catalogue, indicator: JoinedIndicator) -> Resource:
    """The figures of many units in one period."""
    ranked = indicator.comparison
    assert ranked
    fields = (UNIT, NAME, PERIOD_FIELD, VALUE, MEASURE, STATUS, SOURCE)
    rows = tuple(
        (
            unit, data.unit(unit).names.kk, ranked.period, value, indicator.measure, ranked.status,
            ranked.source,
        )
        for unit, value in ranked.values.items()
    )  # fmt: skip
    title = grammar.subtitled(indicator.title, t("resource.comparison"))
    return Resource(comparison_name(indicator), title, fields, rows, ("unit",))


def comparison_name(indicator: JoinedIndicator) -> str:
    """What the comparison's files are called."""
    return f"{indicator.id}-comparison"


def _of_composition(data: Catalogue, record: Composition) -> Iterator[PageTable]:
    """A row a part and unit, with its share of the unit's total."""
    fields = (
        column("part", constraints=REQUIRED),
        TITLE,
        column("name_ru", constraints=REQUIRED),
        column("name_en", constraints=REQUIRED),
        UNIT,
        NAME,
        PERIOD_FIELD,
        VALUE,
        MEASURE,
        column("percent", "number"),
        STATUS,
        SOURCE,
    )
    rows = tuple(
        (
            part.id, part.title, part.names.ru, part.names.en, unit, data.unit(unit).names.kk,
            record.period, value, record.measure,
            formats.rounded(100 * value / record.total(unit), 2),
            record.status_of(unit), record.source,
        )
        for part, unit, value in record.figures()
    )  # fmt: skip
    names = record.names.model_dump()
    made = Resource(record.id, record.title, fields, rows, ("part", "unit"), names=names)
    yield PageTable(made, record.page, f"table-{record.id}")


def _of_units(data: Catalogue, file: UnitsFile) -> Iterator[PageTable]:
    """The units of one list, a column of population a day; lists on made pages have no files."""
    if file.page is None:
        return
    days = sorted({one.date for unit in file.units for one in unit.population})
    population = column("population", "integer")
    fields = (
        ID,
        *UNIT_FIELDS,
        *(
            replace(
                population,
                name=f"population_{day}",
                title=f"{population.title}, {day}",
                ru=f"{population.ru}, {day}",
                en=f"{population.en}, {day}",
            )
            for day in days
        ),
    )
    rows = []
    for unit in file.units:
        found = {one.date: one.value for one in unit.population}
        rows.append((unit.id, *unit_values(unit), *(found.get(day) for day in days)))
    made = Resource(file.id, file.title, fields, tuple(rows), ("id",))
    yield PageTable(made, file.page, "")


def _of_categories(data: Catalogue, file: CategoriesFile) -> Iterator[PageTable]:
    """Legal categories and what each edition of the law asks of them."""
    rows = tuple(_norm_values(file))
    name = name_of(file)
    made = Resource(name, file.title, _NORM_FIELDS, rows, ("category", "edition"))
    yield PageTable(made, file.page, f"table-{name}")


def _of(
    make: Callable[[Any], Resource], *, is_table: bool = True
) -> Callable[[Catalogue, Any], Iterator[PageTable]]:
    """The files of a kind that is one table, or that its page shows in another form."""

    def made(data: Catalogue, record: Any) -> Iterator[PageTable]:
        resource = make(record)
        anchor = f"table-{resource.name}" if is_table else ""
        yield PageTable(resource, getattr(record, "page", ""), anchor)

    return made


def _of_diagram(data: Catalogue, file: Diagram) -> Iterator[PageTable]:
    yield PageTable(text_tables.relations(file), file.page, f"diagram-{file.id}")


def _bibliography(data: Catalogue, file: SourcesFile) -> Iterator[PageTable]:
    yield PageTable(replace(_sources(data), name=BIBLIOGRAPHY), "", "")


PAGES: dict[type[Record], Callable[[Catalogue, Any], Iterator[PageTable]]] = {
    UnitsFile: _of_units,
    CategoriesFile: _of_categories,
    Indicator: _of_indicator,
    Composition: _of_composition,
    CountsFile: _of(text_tables.counts),
    CountriesFile: _of(text_tables.countries),
    LawChangesFile: _of(text_tables.law_changes),
    TextTable: _of(text_tables.sentences),
    GlossaryFile: _of(text_tables.glossary, is_table=False),
    ChangesFile: _of(text_tables.changes, is_table=False),
    Diagram: _of_diagram,
    SourcesFile: _bibliography,
}
