"""data/indicators/: series of figures, their breaks, comparisons of units."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from .base import (
    Id,
    Measure,
    NamedRecord,
    Number,
    PagePath,
    Period,
    Record,
    SourceId,
    Status,
    Text,
    many,
)

Span = Literal["quarter", "half-year"]
ENDS: dict[Span, tuple[str, ...]] = {"quarter": ("03", "06", "09", "12"), "half-year": ("06",)}


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
        many(2),
    ]


class Wording(Record):
    """Words that make a clause of a figure: «[жұмыс күші] 195 990 [адам] [болды]»."""

    verb: Text = Field(description="«туды», «болды»: of what was observed")
    planned: Text | None = Field(default=None, description="«болуға тиіс»: of what is planned")
    subject: Text | None = Field(default=None, description="what stands before the figure")
    counted: Text | None = Field(default=None, description="instead of the measure: «бала»")


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
    wording: Wording | None = Field(default=None, description="where the indicator's does not fit")
    observations: Annotated[tuple[Observation, ...], many()] = ()
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
    series: Annotated[tuple[Id, ...], many()] = ()  # those that it cuts; none: all of them

    def cuts(self, series: str) -> bool:
        """Whether this break goes through the series with that id."""
        return not self.series or series in self.series


class OtherNames(Record):
    """What an indicator is called elsewhere."""

    ru: Text
    en: Text
    short: Annotated[tuple[Text, ...], many()] = Field(
        default=(), description="usual abbreviations in any language: ЖӨӨ, ВРП, GRP"
    )


class Indicator(NamedRecord):
    """data/indicators/<id>.yml; the first series is the one that `value()` quotes."""

    title: Text
    names: OtherNames | None = None
    measure: Measure
    prices: Literal["current", "constant"] | None = Field(
        default=None, description="of series in money: current prices grow with inflation"
    )
    span: Span | None = Field(
        default=None, description="what ends with the month of each period: 2025-06"
    )
    signed: bool = Field(default=False, description="a balance, which may be negative")
    wording: Wording | None = None
    definition: Text = Field(description="what is counted, and how")
    page: PagePath
    notes: Annotated[tuple[Text, ...], many()] = ()
    unit_title: Text | None = Field(
        default=None,
        description="given: each series stands on its unit's page, titled «… облысының халқы»",
    )
    series: Annotated[tuple[Series, ...], many(1)]
    breaks: Annotated[tuple[Break, ...], many()] = ()
    comparison: Comparison | None = None

    @model_validator(mode="after")
    def _money_tells_its_prices(self) -> Self:
        if self.measure in ("tenge", "million-tenge") and self.prices is None:
            raise ValueError("money needs prices: current, or constant where inflation is out")
        return self
