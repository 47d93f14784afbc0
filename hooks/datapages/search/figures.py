"""Every figure of data/ as the card of figures answers it: what, where, when, whence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

from search_kk.figures import Figures, Measured, Place, Value

from ..language import formats
from ..language.messages import t
from ..model import comparability, sentence
from ..model.catalogue import Catalogue
from ..model.observations import DataPoint, JoinedIndicator, JoinedSeries
from ..model.records.base import FIRM
from ..model.records.units import Unit, UnitKind
from ..model.unit_tree import UnitTree
from ..model.words import DENSITY, PERSONS, STATUSES, unit_of, with_measure
from ..views import indicators
from .documents import names, unit_names

Url = Callable[[str], str]  # a page under docs/ → its address from the root of the site
Facts = Callable[[UnitTree, Url], Iterator[Value]]

# Of units with one name the larger is meant.
_PREFERRED = ("country", "capital", "republican-city", "oblast", "oblast-city", "district")


def figures(tree: UnitTree, url: Url) -> Figures:
    """Every figure of data/: indicators, comparisons, and what is known of units."""
    found = [*_indicators(tree, url)]
    known = Counter(value.place for one in found for value in one.values)
    # of a fact without a place that of the unit is meant of which most is known
    found += [
        replace(one, values=tuple(sorted(one.values, key=lambda value: -known[value.place])))
        for one in _facts(tree, url)
    ]
    held = {value.place for one in found for value in one.values}
    rank = {kind: number for number, kind in enumerate(_PREFERRED)}
    units = tree.catalogue.by_id.values()
    called = names(tree.catalogue)
    order = sorted(units, key=lambda unit: rank.get(unit.kind, len(rank)))
    firm = [status for status in FIRM if status != "official"]
    soft = [status for status in STATUSES if status not in FIRM]
    return Figures(
        indicators=found,
        places=[
            Place(
                unit.id,
                unit.names.kk,
                (*unit_names(unit), *called.get(unit.id, ())),
                _holding(tree, unit, held),
            )
            for unit in order
            if unit.id in held
        ],
        statuses={
            **{one: STATUSES[one] for one in (*firm, *soft)},
            **{f"{one}-parted": t("search.parted", status=STATUSES[one]) for one in soft},
        },
        firm=len(firm),
        elsewhere=tree.catalogue.search.elsewhere if tree.catalogue.search else (),
    )


def _holding(tree: UnitTree, unit: Unit, held: set[str]) -> str:
    above = tree.parent(unit)
    while above is not None and above.id not in held:
        above = tree.parent(above)
    return above.id if above else ""


def _indicators(tree: UnitTree, url: Url) -> Iterator[Measured]:
    """Every indicator, in the order of data/search.yml: of those alike the first counts."""
    data = tree.catalogue
    known = names(data)
    order = {id: number for number, id in enumerate(known)}
    for indicator in sorted(data.indicators.values(), key=lambda one: order[one.id]):
        apart = [one for one in indicator.series if f"{indicator.id}/{one.id}" in known]
        chart = f"{url(indicator.page)}#{indicator.id}"
        values = [
            value
            for series in indicator.series
            if series not in apart
            for value in _observations(indicator, series, tree, url)
        ]
        values += _compared(indicator, data, url)
        if values:
            called = known[indicator.id]
            yield Measured(
                indicator.id,
                _title(indicator),
                called,
                chart,
                tuple(values),
                nominal=indicator.is_nominal,
            )
        for series in apart:
            id = f"{indicator.id}/{series.id}"
            own = tuple(_observations(indicator, series, tree, url))
            if own:
                title = f"{_title(indicator)}. {series.title}"
                yield Measured(id, title, known[id], chart, own, nominal=indicator.is_nominal)


def _title(indicator: JoinedIndicator) -> str:
    """Of money in the prices of each year its title says so: a card shows two years at times."""
    title = indicator.title
    return t("finding.nominal", figures=title) if indicator.is_nominal else title


def _observations(
    indicator: JoinedIndicator, series: JoinedSeries, tree: UnitTree, url: Url
) -> Iterator[Value]:
    """The figures of a series."""
    data = tree.catalogue
    is_wide = indicators.is_wide(indicator)
    several = [one for one in indicator.series if one.territory == series.territory]
    parted = comparability.ends(series.known).parted if series.known else None
    for point in series.observations:
        page, anchor = tree.row_of(point)
        status: str = "" if point.status == "official" else point.status
        if parted and point.period >= parted.before and not point.is_firm:
            status = f"{status}-parted"
        if page == indicator.page and is_wide:
            anchor = f"{indicator.id}-{point.period}"
        yield Value(
            place=series.territory,
            period=point.period,
            text=_written(point),
            location=f"{url(page)}#{anchor}",
            source=data.sources[point.sources[0]].name,
            status=status,
            when=point.when,
            label=series.title if len(several) > 1 else "",
        )


def _written(point: DataPoint) -> str:
    """The whole figure with what it counts: «10 764 бала»."""
    if point.value is None:
        return ""
    if noun := sentence.noun(point):
        return f"{formats.number(point.value)}{formats.NBSP}{noun}"
    return with_measure(point.value, point.indicator.measure)


def _compared(indicator: JoinedIndicator, data: Catalogue, url: Url) -> Iterator[Value]:
    """The figures of a comparison, of units that have no figure of that period in a series."""
    comparison = indicator.comparison
    if comparison is None:
        return
    known = {(point.unit.id, point.period) for point in indicator.known}
    for unit, number in comparison.values.items():
        if number is None or (unit, comparison.period) in known:
            continue
        yield Value(
            place=unit,
            period=comparison.period,
            text=with_measure(number, indicator.measure),
            location=f"{url(indicator.page)}#comparison-{indicator.id}-{unit}",
            source=data.sources[comparison.source].name,
            status="" if comparison.status == "official" else comparison.status,
            when=formats.period(comparison.period),
        )


def _facts(tree: UnitTree, url: Url) -> Iterator[Measured]:
    """Area, density, headcounts and composition of units, as data/search.yml names them."""
    for fact in tree.catalogue.search.facts if tree.catalogue.search else ():
        make = _FACTS.get(fact.of)
        values = tuple(make(tree, url)) if make else ()
        if values:
            called = (*fact.kk, *fact.ru, *fact.en)
            yield Measured(fact.of, fact.title or fact.of, called, "", values)


def _areas(tree: UnitTree, url: Url) -> Iterator[Value]:
    unit_of_area = unit_of("square-kilometres")
    for unit in tree.with_pages:
        if unit.area:
            source = tree.catalogue.sources[unit.area.source].name
            text = unit_of_area.write(unit.area.km2)
            yield Value(unit.id, "", text, f"{url(tree.page(unit))}#fact-area", source)


def _densities(tree: UnitTree, url: Url) -> Iterator[Value]:
    for unit in tree.with_pages:
        headcount = tree.latest(unit)
        density = tree.density(unit, headcount)
        if density is None or headcount is None:
            continue
        yield Value(
            place=unit.id,
            period=headcount.period,
            text=DENSITY.write(density),
            location=f"{url(tree.page(unit))}#fact-density",
            source=tree.catalogue.sources[headcount.source].name,
            status="derived",
            when=formats.period(headcount.period),
        )


def _headcounts(tree: UnitTree, url: Url) -> Iterator[Value]:
    for unit in tree.catalogue.by_id.values():
        page, anchor = tree.address(unit)
        if tree.indicator(unit) or not page:
            continue
        for count in unit.population:
            if count.value is not None:
                yield Value(
                    place=unit.id,
                    period=count.date,
                    text=PERSONS.write(count.value),
                    location=f"{url(page)}#{anchor or 'fact-population'}",
                    source=tree.catalogue.sources[count.source].name,
                    status="" if count.status == "official" else count.status,
                    when=formats.period(count.date),
                )


def _counted(kind: UnitKind, column: str = "") -> Facts:
    """How many units of a kind lie in each unit, as the classifier lists them.

    `column` of data/units/counts.yml holds the same of the country by years.
    """

    def values(tree: UnitTree, url: Url) -> Iterator[Value]:
        data = tree.catalogue
        for unit in tree.with_pages:
            number = sum(one.kind == kind for one in tree.rows(unit))
            if kind == "district" and not number:  # a city is divided into districts of its own
                number = sum(one.kind == "city-district" for one in tree.children.get(unit.id, []))
            if number:
                place = f"{url(tree.page(unit))}#fact-units"
                source = data.sources[unit.source].name
                yield Value(unit.id, "", formats.number(number), place, source)
        country = next((unit for unit in data.by_id.values() if unit.kind == "country"), None)
        if data.counts is None or country is None or not column:
            return
        for row in data.counts.rows:
            known = getattr(row, column)
            if known is not None:
                yield Value(
                    place=country.id,
                    period=row.date,
                    text=formats.number(known),
                    location=f"{url(data.counts.page)}#counts-{row.date}",
                    source=data.sources[row.source].name,
                    when=row.label or formats.period(row.date),
                )

    return values


_FACTS: dict[str, Facts] = {
    "area": _areas,
    "density": _densities,
    "headcount": _headcounts,
    "districts": _counted("district", "districts"),
    "cities": _counted("oblast-city"),
    "oblasts": _counted("oblast", "oblasts"),
    "rural-okrugs": _counted("rural-okrug", "rural_okrugs"),
    "villages": _counted("village", "villages"),
}
