"""What all records share: their base class, and the types of their fields."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

YEARS = (1200, 2100)  # of which data/ may tell: what lies beyond is a slip of the pen


def _real_date(text: str) -> str:
    year, month, day = (*text.split("-"), "1", "1")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        raise ValueError("expected a day of the calendar") from None
    return text


def _near_date(text: str) -> str:
    if not YEARS[0] <= int(text[:4]) <= YEARS[1]:
        raise ValueError(f"expected a year from {YEARS[0]} to {YEARS[1]}")
    return _real_date(text)


def _real_address(text: str) -> str:
    try:
        parts = urlsplit(text)
        sound = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("expected an address with a host")
    return text


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, pattern=r"^\S(.*\S)?$")]
Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_near_date)
]
_PERIOD = StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
Period = Annotated[str, _PERIOD, AfterValidator(_near_date)]
AnyPeriod = Annotated[str, _PERIOD, AfterValidator(_real_date)]  # a town may be older than figures
Url = Annotated[
    str, StringConstraints(pattern=r"^https?://[^\s\"'<>\\`]+$"), AfterValidator(_real_address)
]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\.md$")]
Kato = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$")]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]  # the people of the largest country
UnitCount = Annotated[int, Field(ge=0, le=100_000)]  # units of one kind in a country
Number = Annotated[int, Field()] | Annotated[float, Field(allow_inf_nan=False)]
SourceId = Annotated[Id, Field(description="id of a record in sources.yml")]

# unverified: a figure of an official body that was read elsewhere than in its own publication;
# planned: what such a body has set for a time ahead.
Status = Literal["official", "preliminary", "estimate", "derived", "unverified", "planned"]
FIRM: tuple[Status, ...] = ("official", "derived")  # every other bears a mark where it is shown
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


def many(minimum: int = 0) -> Any:
    """A list of at least `minimum` items."""
    # A YAML list becomes a tuple: the one conversion that strict mode must be told to allow.
    return Field(strict=False, min_length=minimum)


class NamedRecord(Record):
    """A whole file of data/ that is called by its `id`, the name of the file."""

    id: Id


class Place(Record):
    """A source and the place in it, as `[@source, place]` in a chapter."""

    source: SourceId
    place: Text | None = None
