"""What each kind of file in data/ may hold: typed frozen records.

They are the single source of the JSON Schemas in data/schemas/ (`make schemas`). Texts that a
reader sees are Kazakh; `kato` and other codes are strings; an unknown value is `null`.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)


def _real_date(text: str) -> str:
    year, month, day = (*text.split("-"), "1", "1")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("expected a day of the calendar") from None
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_date)
]
Period = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"),
    AfterValidator(_real_date),
]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s\"'<>\\`]+$")]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md$")]
Kato = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Count = Annotated[int, Field(ge=0)]
Number = Annotated[int, Field()] | Annotated[float, Field(allow_inf_nan=False)]
SourceId = Annotated[Id, Field(description="id of a record in sources.yml")]

# unverified: a figure of an official body that was read elsewhere than in its own publication.
Status = Literal["official", "preliminary", "estimate", "derived", "unverified"]
Rank = Literal["official", "secondary", "weak"]
Measure = Literal[
    "persons",
    "families",
    "percent",
    "tenge",
    "million-tenge",
    "square-metres",
    "square-kilometres",
    "kilometres",
    "years",
    "pieces",
    "beds",
    "tonnes",
    "thousand-tonnes",
    "million-tonne-kilometres",
    "million-passenger-kilometres",
    "milligrams-per-cubic-metre",
    "per-thousand",
    "per-ten-thousand",
    "per-hundred-thousand",
    "index",
]


class Record(BaseModel):
    """Strict, closed and immutable: no value is converted, no key is passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


def _many(minimum: int = 0) -> Any:
    # A YAML list becomes a tuple: the one conversion that strict mode must be told to allow.
    return Field(strict=False, min_length=minimum)


class Source(Record):
    """Where a fact comes from: a CSL-like record with a rank."""

    id: Id
    type: Literal[
        "legislation",
        "book",
        "chapter",
        "article-journal",
        "article-newspaper",
        "webpage",
        "dataset",
        "report",
        "manuscript",
    ]
    title: Text
    language: Literal["kk", "ru", "en"] | None = Field(
        default=None, description="where the letters of the title mislead"
    )
    author: Annotated[tuple[Text, ...], _many()] = ()
    number: Text | None = None
    act: Annotated[str, StringConstraints(pattern=r"^\S.*….*\S$")] | None = Field(
        default=None, description="of a law: «Қазақстан Республикасының … Заңы», … for its date"
    )
    edition: Text | None = Field(default=None, description="which edition of a law is spoken of")
    container: Text | None = Field(default=None, description="journal, newspaper, book, site")
    volume: Text | None = None
    issue: Text | None = None
    pages: Text | None = None
    place: Text | None = Field(default=None, description="town of the publisher")
    issued: Period | None
    publisher: Text | None = None
    url: Url | None
    accessed: Day | None = None
    rank: Rank
    read: Text | None = Field(default=None, description="which edition or copy was read")
    note: Text | None = None


class SourcesFile(Record):
    """data/sources.yml"""

    sources: Annotated[tuple[Source, ...], _many(1)]


class Names(Record):
    """A name in the three languages of the classifiers."""

    kk: Text
    ru: Text
    en: Text | None = None


class Centre(Record):
    """The administrative centre of a unit."""

    kk: Text
    en: Text | None = None
    source: SourceId | None = None


class Area(Record):
    """Area in square kilometres."""

    km2: Number
    source: SourceId
    note: Text | None = None


class Founded(Record):
    """The day, or the year, in which a unit was formed."""

    date: Period
    source: SourceId


class Headcount(Record):
    """Population on a day, in persons."""

    date: Day
    value: Count | None
    source: SourceId
    status: Status = "official"


class Subunits(Record):
    """Number of second-level units on a day."""

    districts: Count
    cities: Count
    city_districts: Count
    date: Day
    source: SourceId


UnitKind = Literal[
    "country",
    "oblast",
    "republican-city",
    "district",
    "oblast-city",
    "city-district",
    "town",
    "rural-okrug",
    "village-okrug",
    "kent",
    "village",
    "place",
]


class Unit(Record):
    """An administrative unit; `parent` is the id of the unit that it lies in."""

    id: Id
    kato: Kato | None
    iso: Annotated[str, StringConstraints(pattern=r"^KZ-[0-9]{2}$")] | None = None
    kind: UnitKind
    parent: Id | None = None
    names: Names
    centre: Centre | None = None
    founded: Founded | None = None
    area: Area | None = None
    population: Annotated[tuple[Headcount, ...], _many()] = ()
    subunits: Subunits | None = None
    charts: Annotated[tuple[Id, ...], _many()] = Field(
        default=(), description="indicators drawn on its page that have a page of their own"
    )
    source: SourceId = Field(description="where names and codes come from")


class UnitsFile(Record):
    """data/units/<id>.yml: the units of one level."""

    id: Id
    title: Text
    page: PagePath | None = Field(
        default=None, description="the page of docs/ where its table stands"
    )
    notes: Annotated[tuple[Text, ...], _many()] = ()
    boundaries: Text | None = Field(
        default=None, description="a sentence on their boundaries, told where no map can be drawn"
    )
    units: Annotated[tuple[Unit, ...], _many(1)]


CountsKey = Literal[
    "oblasts",
    "republican_cities",
    "districts",
    "city_districts",
    "all_districts",
    "cities",
    "kents",
    "rural_okrugs",
    "villages",
]


class CountsRow(Record):
    """How many units there were at a time, as one source counts them."""

    date: Period
    label: Text | None = Field(default=None, description="shown for the date where it is vague")
    oblasts: Count | None = None
    republican_cities: Count | None = None
    districts: Count | None = Field(default=None, description="without districts in cities")
    city_districts: Count | None = None
    all_districts: Count | None = Field(default=None, description="districts of both kinds")
    cities: Count | None = None
    kents: Count | None = None
    rural_okrugs: Count | None = None
    villages: Count | None = None
    apart: Annotated[tuple[CountsKey, ...], _many()] = Field(
        default=(), description="figures of this row that no other row may be compared with"
    )
    source: SourceId
    note: Text | None = None

    @model_validator(mode="after")
    def _apart_is_known(self) -> Self:
        for key in self.apart:
            if getattr(self, key) is None:
                raise ValueError(f"apart names {key}, which this row does not hold")
        return self


class CountsFile(Record):
    """data/units/counts.yml: rows in the order of time."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    rows: Annotated[tuple[CountsRow, ...], _many(1)]


class MapFile(Record):
    """data/geo/<id>.yml: what a file of boundaries holds, and how it is drawn."""

    id: Id
    title: Text
    units: Id = Field(description="id of the file of units whose shapes these are")
    file: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+\.topojson$")]
    key: Literal["kato", "iso"] = Field(description="the property that names a shape's unit")
    parallels: Annotated[tuple[Number, Number], Field(strict=False)] = Field(
        description="standard parallels of the conic projection"
    )
    meridian: Number
    source: SourceId
    licence: Text
    attribution: Text


class Edition(Record):
    """An edition of the law, and the days on which it held."""

    id: Id
    title: Text
    law: SourceId
    start: Day
    end: Day | None
    read: Text = Field(description="how the text was read, in Kazakh")


class Norm(Record):
    """What an edition asks of a category; `minimum`/`maximum` count residents."""

    edition: Id
    minimum: Count | None = None
    strictly_more: bool = Field(default=False, description="«more than», not «at least»")
    maximum: Count | None = None
    condition: Text | None = Field(default=None, description="other conditions, in Kazakh")
    place: Text = Field(description="article and paragraph, in Kazakh")


class Category(Record):
    """A legal category of settlement or unit."""

    id: Id
    name: Text
    old_name: Text | None = None
    group: Literal["settlement", "unit"] = "settlement"
    norms: Annotated[tuple[Norm, ...], _many(1)]


class CategoriesFile(Record):
    """data/units/categories.yml"""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    editions: Annotated[tuple[Edition, ...], _many(1)]
    categories: Annotated[tuple[Category, ...], _many(1)]


class Observation(Record):
    """One figure; `source` and `status` when they differ from the series'."""

    period: Period
    value: Number | None
    source: SourceId | None = None
    status: Status | None = None
    note: Text | None = None


class Derived(Record):
    """A series that the build computes period by period from other series.

    `inputs` are «indicator/series»; difference and ratio take two, sum two or more. `share` is
    the first in per cent of the second.
    """

    operation: Literal["difference", "sum", "ratio", "share"]
    inputs: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")], ...],
        _many(2),
    ]


class Series(Record):
    """Observations made in one way for one territory, in the order of time."""

    id: Id
    title: Text
    territory: Id = Field(description="id of a unit")
    source: SourceId | None = Field(default=None, description="null for a derived series")
    status: Status = "official"
    joined: bool = Field(default=True, description="a chart joins its points by a line")
    jumps: Text | None = Field(
        default=None, description="why neighbours differ by more than half with no break between"
    )
    note: Text | None = None
    observations: Annotated[tuple[Observation, ...], _many()] = ()
    derived: Derived | None = None

    @model_validator(mode="after")
    def _given_or_derived(self) -> Self:
        if bool(self.observations) == bool(self.derived):
            raise ValueError("expected either observations or derived")
        if self.observations and self.source is None:
            raise ValueError("observations need a source")
        return self


class Comparison(Record):
    """One period's figures for many territories."""

    period: Period
    source: SourceId
    status: Status = "official"
    note: Text | None = None
    values: dict[Id, Number | None] = Field(description="unit id → figure")


class Break(Record):
    """Figures before and after it may not be compared; `label` is for the chart."""

    before: Period
    label: Text
    why: Text
    source: SourceId | None = None
    series: Annotated[tuple[Id, ...], _many()] = ()  # those that it cuts; none: all of them

    def cuts(self, series: str) -> bool:
        """Whether this break goes through the series with that id."""
        return not self.series or series in self.series


class Indicator(Record):
    """data/indicators/<id>.yml; the first series is the one that `value()` quotes."""

    id: Id
    title: Text
    measure: Measure
    definition: Text = Field(description="what is counted, and how")
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    unit_title: Text | None = Field(
        default=None,
        description="given: each series stands on its unit's page, titled «… облысының халқы»",
    )
    series: Annotated[tuple[Series, ...], _many(1)]
    breaks: Annotated[tuple[Break, ...], _many()] = ()
    comparison: Comparison | None = None


class Place(Record):
    """A source and the place in it, as `[@source, place]` in a chapter."""

    source: SourceId
    place: Text | None = None


class TextRow(Record):
    """A row of sentences; null where nothing is said."""

    id: Id
    cells: Annotated[tuple[Text | None, ...], _many(1)]
    sources: Annotated[tuple[Place, ...], _many(1)]


class TextTable(Record):
    """data/tables/<id>.yml: a table of sentences; the first column heads the row."""

    id: Id
    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    columns: Annotated[tuple[Text, ...], _many(2)]
    rows: Annotated[tuple[TextRow, ...], _many(1)]


class Told(Record):
    """A sentence about a country, with its source."""

    text: Text
    source: SourceId


class Municipalities(Record):
    """Number of municipalities of one kind on a day."""

    count: Count | None
    what: Text
    date: Period
    source: SourceId


class Share(Record):
    """A share in per cent; only shares of one method are `comparable`."""

    percent: Number
    year: Period
    method: Text
    comparable: bool
    source: SourceId


class Charter(Record):
    """A country and the European Charter of Local Self-Government."""

    text: Text
    date: Day | None
    source: SourceId


class Country(Record):
    """Local government of a country."""

    id: Id
    name: Text
    state: Literal["unitary", "federal"]
    model: Literal["anglo-saxon", "continental", "mixed"] | None
    model_source: SourceId | None
    tiers: Told
    municipalities: Municipalities | None
    head: Told | None
    own_revenue: Told | None
    spending_share: Share | None
    charter: Charter | None


class CountriesFile(Record):
    """data/countries.yml."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    countries: Annotated[tuple[Country, ...], _many(1)]


class Equivalent(Record):
    """What readers type, in Russian or an old spelling, for what the site says."""

    said: Text
    typed: Annotated[tuple[Text, ...], _many(1)]


# What readers type: words, numbers and the signs between them.
Typed = Annotated[str, StringConstraints(pattern=r"^[\w.,&’/()«»%-]+( [\w.,&’/()«»%-]+)*$")]


class SearchNames(Record):
    """What readers call an indicator, one of its series («population/census»), or a fact."""

    of: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]
    title: Typed | None = Field(default=None, description="of a fact, which has no other title")
    kk: Annotated[tuple[Typed, ...], _many()] = ()
    ru: Annotated[tuple[Typed, ...], _many()] = ()
    en: Annotated[tuple[Typed, ...], _many()] = ()


class SearchFile(Record):
    """data/search.yml."""

    equivalents: Annotated[tuple[Equivalent, ...], _many(1)]
    names: Annotated[tuple[SearchNames, ...], _many()] = Field(
        default=(), description="other names of indicators and of their series"
    )
    facts: Annotated[tuple[SearchNames, ...], _many()] = Field(
        default=(), description="names of the figures of units: area, density, …"
    )
    samples: Annotated[tuple[Typed, ...], _many()] = Field(
        default=(), description="queries that are offered before anything is typed"
    )


class LawChange(Record):
    """A norm that a chapter tells of: then and now."""

    id: Id
    topic: Text
    page: PagePath
    anchor: Id = Field(description="heading of the page under which the norm is told")
    then: Text
    then_sources: Annotated[tuple[Place, ...], _many()] = ()
    now: Text | None
    now_sources: Annotated[tuple[Place, ...], _many()] = ()
    since: Period | None
    note: Text | None = None


class LawChangesFile(Record):
    """data/law_changes.yml: chapters beside today's law."""

    title: Text
    page: PagePath
    notes: Annotated[tuple[Text, ...], _many()] = ()
    changes: Annotated[tuple[LawChange, ...], _many(1)]


class Level(Record):
    """A row of a diagram."""

    id: Id
    label: Text


class Node(Record):
    """A box of a diagram: in the row of its level, in a column from 0."""

    id: Id
    label: Text
    level: Id
    column: Count
    kind: Literal["people", "representative", "executive", "audit", "community"]


class Edge(Record):
    """A relation between two boxes; only elections and appointments are drawn."""

    start: Id
    end: Id
    kind: Literal["elects", "appoints", "consents", "reports"]
    label: Text
    sources: Annotated[tuple[Place, ...], _many(1)]


class Diagram(Record):
    """data/diagrams/<id>.yml: bodies and their relations."""

    id: Id
    title: Text
    page: PagePath
    description: Text
    notes: Annotated[tuple[Text, ...], _many()] = ()
    levels: Annotated[tuple[Level, ...], _many(1)]
    nodes: Annotated[tuple[Node, ...], _many(1)]
    edges: Annotated[tuple[Edge, ...], _many(1)]


class Change(Record):
    """One change of the site that its readers should know of."""

    date: Day
    title: Text
    text: Text
    pages: Annotated[tuple[PagePath, ...], _many(1)]


class ChangesFile(Record):
    """data/changes.yml: what readers follow in the feed, the newest first."""

    changes: Annotated[tuple[Change, ...], _many(1)]


class Term(Record):
    """An entry of the glossary."""

    id: Id
    kk: Text
    ru: Text
    en: Text
    definition: Text = Field(description="in our own words; the first sentence is the tooltip")
    old: Annotated[tuple[Text, ...], _many()] = ()  # spellings of the thesis and of old laws
    also: Annotated[tuple[Text, ...], _many()] = ()  # other wordings that a text may use
    sources: Annotated[tuple[Place, ...], _many()] = ()
    marked: bool = Field(default=True, description="false: a common word, never marked in texts")


class GlossaryFile(Record):
    """data/glossary.yml"""

    page: PagePath = Field(description="the page of docs/ where the glossary stands")
    terms: Annotated[tuple[Term, ...], _many(1)]
