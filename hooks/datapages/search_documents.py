"""How this site becomes documents and figures for its search: the one adapter to search_kk.

Sections are read from the pages, rows from their tables; units, terms and sources are named from
data/. The figures of indicators are no documents: they are answered by the card of figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from search_kk.documents import Document, plain
from search_kk.figures import Figures, Measured, Place, Value

from . import bibliography, derive, indicator_views, kazakh, search, views
from .catalogue import Catalogue
from .places import Places
from .records import Indicator, SearchNames, Series, Unit

CHAPTER, INDICATOR, UNIT, LAW, TERM, SOURCE, PAGE = (
    "chapter", "indicator", "unit", "law", "term", "source", "page",
)  # fmt: skip
# What the score of a kind is multiplied by: of equal results the text that explains comes first.
BOOSTS = {CHAPTER: 1.1, INDICATOR: 1.0, UNIT: 0.95, LAW: 0.95, TERM: 0.8, SOURCE: 0.4, PAGE: 0.9}
# A row is of the kind of its page; of equal results a text comes before it.
ROW = "-row"
# The text around a list of entries, and the list's page.
LIST = "-list"
BOOSTS |= {f"{kind}{LIST}": BOOSTS[PAGE] for kind in (TERM, SOURCE)}
BOOSTS |= {f"{kind}{ROW}": 0.7 * boost for kind, boost in BOOSTS.items() if LIST not in kind}

LONG = 60  # letters of a passage that is told only once
# Rows that are no documents: figures that the card answers, columns of files, and what the document
# of a unit's page says by its title and names.
_UNSAID = re.compile(r"comparison-|dictionary-|fact-(?:kind|parent|ru|en)$")
_WORD = re.compile(r"[^\W\d_]+")
_BRACKET = re.compile(r"\s*\([^)]*\)")

Url = Callable[[str], str]  # a page under docs/ → its address from the root of the site


class Page(NamedTuple):
    """A page to be found: `options` is `search` in its front matter, as Material reads it."""

    path: str  # under docs/
    url: str  # from the root of the site, without a slash before it
    title: str
    html: str
    options: Mapping[str, Any] = {}
    is_chapter: bool = False


def content(pages: Iterable[Page], places: Places, sources_page: str, url: Url) -> search.Content:
    """All that the search of the site is made of."""
    data = places.catalogue
    return search.Content(
        documents=documents(pages, places, sources_page),
        figures=figures(places, url),
        terms=sorted(terms(data)),
        equivalents=dict(sorted(equivalents(data).items())),
        kinds=BOOSTS,
        defining=[TERM],
        samples=data.search.samples if data.search else (),
    )


def documents(pages: Iterable[Page], places: Places, sources_page: str) -> list[Document]:
    """Every place that can be found, the sections of each page before its rows."""
    maker = _Documents(places.catalogue, places, sources_page)
    found = (page for page in pages if not page.options.get("exclude"))
    return _once([doc for page in found for doc in maker.of(page)])


def _once(docs: list[Document]) -> list[Document]:
    """Without long passages that stand twice: the page deepest in the site keeps them."""
    homes: dict[str, int] = {}
    for place in sorted(range(len(docs)), key=lambda n: -docs[n].page.count("/")):
        for line in docs[place].text.split("\n"):
            if len(line) >= LONG:
                homes.setdefault(line, place)

    def kept(place: int, text: str) -> str:
        lines = dict.fromkeys(text.split("\n"))  # in a section each stands once, too
        return "\n".join(line for line in lines if homes.get(line, place) == place)

    return [replace(doc, text=kept(place, doc.text)) for place, doc in enumerate(docs)]


class _Documents:
    def __init__(self, data: Catalogue, places: Places, sources_page: str) -> None:
        self.data = data
        self.places = places
        self.sources_page = sources_page
        self.names = names(data)
        self.indicators = {indicator.page for indicator in data.indicators.values()}
        glossary = getattr(data, "glossary", None)
        self.glossary = glossary
        laws = [data.categories, data.law_changes]
        self.laws = {file.page for file in laws if file is not None}
        tables = data.units.values()
        self.units = {table.page for table in tables if table.page}
        if data.counts:
            self.units.add(data.counts.page)
        self.own_page = {places.page(unit): unit for unit in places.with_pages}

    def kind(self, page: Page) -> str:
        if page.path in self.own_page or page.path in self.units:
            return UNIT
        if page.path in self.indicators:
            return INDICATOR
        if page.path in self.laws:
            return LAW
        if page.path == self.sources_page:
            return SOURCE
        if self.glossary and page.path == self.glossary.page:
            return TERM
        return CHAPTER if page.is_chapter else PAGE

    def of(self, page: Page) -> Iterator[Document]:
        kind = self.kind(page)
        entries = [*self._entries(page)]
        for section in search.sections(page.html):
            text = "" if entries else plain("".join(section.text))
            title = plain("".join(section.title)) or page.title
            yield Document(
                location=f"{page.url}#{section.id}" if section.id else page.url,
                title=title.replace("\n", " "),
                text=text,
                kind=f"{kind}{LIST}" if entries else kind,
                names=self._section_names(page, section.id),
            )
        yield from entries
        for row in search.rows(page.html):
            if self._is_figure(page, row.id) or _UNSAID.match(row.id):
                continue
            yield self._row(page, kind, row)

    def _section_names(self, page: Page, id: str) -> tuple[str, ...]:
        if not id and (unit := self.own_page.get(page.path)):
            return _unit_names(unit)
        return self.names.get(id, ()) if id in self.data.indicators else ()

    def _is_figure(self, page: Page, id: str) -> bool:
        """Whether a row is an observation of an indicator that is shown on the page."""
        if re.search(r"-(?:1[89]|20)\d\d(?:-\d\d)*$", id) is None:
            return False
        name = re.split(r"-(?=(?:1[89]|20)\d\d)", id)[0]
        return any(name == one or name.startswith(f"{one}-") for one in self.data.indicators)

    def _row(self, page: Page, kind: str, row: search.Row) -> Document:
        text = "\n".join(f"{column}: {cell}" for column, cell in row.cells)
        title, found = row.title, tuple[str, ...]()
        unit = self.own_page.get(page.path)
        if unit and row.id.startswith("fact-"):
            title = f"{unit.names.kk}: {row.title}"
            text = "\n".join(cell for _, cell in row.cells)
        elif named := self._unit(row.id):
            found = _unit_names(named)
        if title[:4].isdigit():  # a row of a time says of what
            title = f"{page.title}: {title}"
        return Document(f"{page.url}#{row.id}", title, text, kind + ROW, found)

    def _unit(self, id: str) -> Unit | None:
        """The unit whose row it is: its id, or that after the name of its file."""
        if unit := self.data.by_id.get(id):
            return unit
        for table in self.data.units:
            if id.startswith(f"{table}-") and (unit := self.data.by_id.get(id[len(table) + 1 :])):
                return unit
        return None

    def _entries(self, page: Page) -> Iterator[Document]:
        """Terms of the glossary and sources: each is found and opened by itself."""
        if self.glossary and page.path == self.glossary.page:
            for term in self.glossary.terms:
                old = tuple(getattr(term, "old", ()))
                also = tuple(getattr(term, "also", ()))
                said = f"{term.ru}; {term.en}. {term.definition}\n" + ", ".join((*also, *old))
                named = (*_parts(term.ru), *_parts(term.en), *old, *also)
                yield Document(f"{page.url}#{term.id}", term.kk, said, TERM, named)
        if page.path == self.sources_page:
            for source in self.data.sources.values():
                described = bibliography.reference(source)
                text = "\n".join(filter(None, (described.text, source.note, source.edition)))
                yield Document(f"{page.url}#{source.id}", source.title, plain(text), SOURCE)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part for one in text.split(",") if (part := _BRACKET.sub("", one).strip()))


def _unit_names(unit: Unit) -> tuple[str, ...]:
    return tuple(name for name in (unit.names.ru, unit.names.en) if name)


def terms(data: Catalogue) -> set[str]:
    """Words of proper names in data/, and terms of one word: stems that no common list has."""
    named = (unit.names.kk for unit in data.by_id.values())
    proper = {word for name in named for word in _WORD.findall(name) if word[0].isupper()}
    glossary = getattr(getattr(data, "glossary", None), "terms", ())
    return {word.lower() for word in (*proper, *(term.kk for term in glossary))}


def names(data: Catalogue) -> dict[str, tuple[str, ...]]:
    """What else each indicator, series and fact is called, by id."""
    if not data.search:
        return {}
    listed = (*data.search.names, *data.search.facts)
    return {one.of: (*one.kk, *one.ru, *one.en) for one in listed}


def equivalents(data: Catalogue) -> dict[str, str]:
    """What a reader may type → what the site says: Russian and English terms, old spellings."""
    said: dict[str, str] = {}
    for term in getattr(getattr(data, "glossary", None), "terms", ()):
        for text in (*_parts(term.ru), *_parts(term.en or ""), *term.old):
            typed = text.strip().lower()
            if typed != term.kk.lower():
                said[typed] = term.kk.lower()
    for entry in data.search.equivalents if data.search else ():
        said |= dict.fromkeys(entry.typed, entry.said)
    return said


# ---- figures ----


def figures(places: Places, url: Url) -> Figures:
    """Every figure of data/: indicators, comparisons, and what is known of units."""
    data = places.catalogue
    found = [*_indicators(places, url), *_facts(places, url)]
    held = {value.place for one in found for value in one.values}
    order = _preferred(data, places)
    return Figures(
        indicators=found,
        places=[
            Place(unit.id, unit.names.kk, _unit_names(unit), _holding(places, unit, held))
            for unit in order
            if unit.id in held
        ],
        statuses={status: word for status, word in views.STATUSES.items() if status != "official"},
    )


def _preferred(data: Catalogue, places: Places) -> list[Unit]:
    """Units with the larger first: of a region and a district of one name the region is meant."""
    kinds = ("country", "republican-city", "oblast", "oblast-city", "district")
    rank = {kind: n for n, kind in enumerate(kinds)}
    return sorted(data.by_id.values(), key=lambda unit: rank.get(unit.kind, len(kinds)))


def _holding(places: Places, unit: Unit, held: set[str]) -> str:
    above = places.parent(unit)
    while above is not None and above.id not in held:
        above = places.parent(above)
    return above.id if above else ""


def _indicators(places: Places, url: Url) -> Iterator[Measured]:
    data = places.catalogue
    known = names(data)
    for indicator in data.indicators.values():
        apart = [one for one in indicator.series if f"{indicator.id}/{one.id}" in known]
        chart = f"{url(indicator.page)}#{indicator.id}"
        values = [
            value
            for series in indicator.series
            if series not in apart
            for value in _observations(indicator, series, places, url)
        ]
        values += _compared(indicator, data, url)
        if values:
            title = indicator.title
            yield Measured(indicator.id, title, known.get(indicator.id, ()), chart, tuple(values))
        for series in apart:
            id = f"{indicator.id}/{series.id}"
            own = tuple(_observations(indicator, series, places, url))
            if own:
                yield Measured(id, f"{indicator.title}. {series.title}", known[id], chart, own)


def _observations(
    indicator: Indicator, series: Series, places: Places, url: Url
) -> Iterator[Value]:
    data = places.catalogue
    unit = data.by_id[series.territory]
    on_unit = indicator.unit_title is not None
    page = places.page(unit) if on_unit else indicator.page
    first = views.first(indicator)
    # a unit's page has one series; in a table of years and series the row is that of the first
    shown = first if on_unit or _is_wide(indicator) else series.id
    several = [one for one in indicator.series if one.territory == series.territory]
    for seen in series.observations:
        status = derive.status_of(series, seen)
        source = derive.sources_of(series, seen)[0]
        yield Value(
            place=series.territory,
            period=seen.period,
            text=_written(seen.value, indicator),
            location=f"{url(page)}#{views.row_id(indicator, shown, seen.period)}",
            source=data.sources[source].title,
            status="" if status == "official" else status,
            when=kazakh.period(seen.period),
            label=series.title if len(several) > 1 else "",
        )


def _is_wide(indicator: Indicator) -> bool:
    """Whether its table has a row a period, with all series side by side."""
    rows = indicator_views.table(indicator, {one.territory: "" for one in indicator.series}).rows
    own = {views.row_id(indicator, one.id, seen.period)
           for one in indicator.series[1:] for seen in one.observations}  # fmt: skip
    return not any(row.id in own for row in rows)


def _compared(indicator: Indicator, data: Catalogue, url: Url) -> Iterator[Value]:
    """The figures of a comparison, of units that have no figure of that period in a series."""
    comparison = indicator.comparison
    if comparison is None:
        return
    known = {
        (series.territory, seen.period)
        for series in indicator.series
        for seen in series.observations
        if seen.value is not None
    }
    for unit, number in comparison.values.items():
        if number is None or (unit, comparison.period) in known:
            continue
        yield Value(
            place=unit,
            period=comparison.period,
            text=_written(number, indicator),
            location=f"{url(indicator.page)}#comparison-{indicator.id}-{unit}",
            source=data.sources[comparison.source].title,
            status="" if comparison.status == "official" else comparison.status,
            when=kazakh.period(comparison.period),
        )


def _written(value: float | int | None, indicator: Indicator) -> str:
    return "" if value is None else views.with_unit(value, views.MEASURES[indicator.measure])


def _facts(places: Places, url: Url) -> Iterator[Measured]:
    """Area, density, headcounts and composition of units."""
    data = places.catalogue
    for fact in data.search.facts if data.search else ():
        make = _FACTS.get(fact.of)
        values = tuple(make(places, url)) if make else ()
        if values:
            yield Measured(
                fact.of, fact.title or fact.of, _called(fact), values[0].location, values
            )


def _called(fact: SearchNames) -> tuple[str, ...]:
    return (*fact.kk, *fact.ru, *fact.en)


def _source(data: Catalogue, id: str | None) -> str:
    return data.sources[id].title if id else ""


def _areas(places: Places, url: Url) -> Iterator[Value]:
    for unit in places.with_pages:
        if unit.area:
            text = f"{kazakh.number(unit.area.km2)}{kazakh.NBSP}км²"
            source = _source(places.catalogue, unit.area.source)
            yield Value(unit.id, "", text, f"{url(places.page(unit))}#fact-area", source)


def _densities(places: Places, url: Url) -> Iterator[Value]:
    for unit in places.with_pages:
        headcount = places.latest(unit)
        density = places.density(unit, headcount)
        if density is None or headcount is None:
            continue
        text = f"1 км²-ге {kazakh.number(density)}{kazakh.NBSP}адам"
        yield Value(
            place=unit.id,
            period=headcount.period,
            text=text,
            location=f"{url(places.page(unit))}#fact-density",
            source=_source(places.catalogue, headcount.source),
            status="derived",
            when=kazakh.period(headcount.period),
        )


def _headcounts(places: Places, url: Url) -> Iterator[Value]:
    for unit in places.catalogue.by_id.values():
        page, anchor = places.address(unit)
        if places.indicator(unit) or not page:
            continue
        for count in unit.population:
            if count.value is not None:
                yield Value(
                    place=unit.id,
                    period=count.date,
                    text=f"{kazakh.number(count.value)}{kazakh.NBSP}адам",
                    location=f"{url(page)}#{anchor or 'fact-population'}",
                    source=_source(places.catalogue, count.source),
                    status="" if count.status == "official" else count.status,
                    when=kazakh.period(count.date),
                )


def _counted(*kinds: str) -> Callable[[Places, Url], Iterator[Value]]:
    """How many units of some kinds lie in each unit, as the classifier lists them."""

    def values(places: Places, url: Url) -> Iterator[Value]:
        counts = places.catalogue.counts
        key = {"district": "districts", "oblast": "oblasts", "village": "villages",
               "rural-okrug": "rural_okrugs"}.get(kinds[0])  # fmt: skip
        for unit in places.with_pages:
            number = sum(one.kind in kinds for one in places.rows(unit))
            if number:
                yield Value(
                    place=unit.id,
                    period="",
                    text=kazakh.number(number),
                    location=f"{url(places.page(unit))}#fact-units",
                    source=_source(places.catalogue, unit.source),
                )
        country = next((u for u in places.catalogue.by_id.values() if u.kind == "country"), None)
        for row in counts.rows if counts and key and country else ():
            known = getattr(row, str(key))
            if known is not None and country is not None:
                yield Value(
                    place=country.id,
                    period=row.date,
                    text=kazakh.number(known),
                    location=f"{url(counts.page if counts else '')}#counts-{row.date}",
                    source=_source(places.catalogue, row.source),
                    when=row.label or kazakh.period(row.date),
                )

    return values


_FACTS: dict[str, Callable[[Places, Url], Iterator[Value]]] = {
    "area": _areas,
    "density": _densities,
    "headcount": _headcounts,
    "districts": _counted("district"),
    "cities": _counted("oblast-city"),
    "oblasts": _counted("oblast"),
    "rural-okrugs": _counted("rural-okrug"),
    "villages": _counted("village"),
}
