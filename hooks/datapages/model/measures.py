"""What the figures of each measure may be: their range, their decimals, whether they add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from .records.base import Measure, Number


@dataclass(frozen=True)
class Limits:
    """`most` and `decimals` are generous: what goes beyond is a slip of the pen.

    `adds`: the figure grows with the size of a place, so that a sum of two places has a meaning.
    """

    most: float
    decimals: int = 0
    adds: bool = True
    zero: bool = True  # whether nothing at all can be found when it is measured


LIMITS: Mapping[Measure, Limits] = {
    "persons": Limits(1e11),  # passengers are persons too, counted by the journey
    "families": Limits(1e9),
    "percent": Limits(100, 2, adds=False),
    "tenge": Limits(1e15, 2),
    "million-tenge": Limits(1e10, 4),
    "square-metres": Limits(1e10, 2),
    "square-kilometres": Limits(2e7, 2),
    "kilometres": Limits(1e7, 2),
    "years": Limits(120, 2, adds=False, zero=False),
    "pieces": Limits(1e9),
    "beds": Limits(1e7),
    "tonnes": Limits(1e12, 3),
    "thousand-tonnes": Limits(1e8, 6),
    "million-tonne-kilometres": Limits(1e8, 3),
    "million-passenger-kilometres": Limits(1e8, 3),
    "milligrams-per-cubic-metre": Limits(1000, 4, adds=False, zero=False),
    "per-thousand": Limits(1e3, 3, adds=False),
    "per-ten-thousand": Limits(1e4, 3, adds=False),
    "per-hundred-thousand": Limits(1e5, 3, adds=False),
    "index": Limits(1000, 2, adds=False, zero=False),
}

# What does not grow with the size of a place: it may be compared between places, not added up.
RATES: tuple[Measure, ...] = tuple(one for one, limits in LIMITS.items() if not limits.adds)

# In money: of such series it must be said whether prices have grown in them too.
MONEY: tuple[Measure, ...] = ("tenge", "million-tenge")


@lru_cache(maxsize=1 << 14, typed=True)  # asked of every figure whenever data/ is read
def fault(value: Number, measure: Measure, *, signed: bool = False) -> str:
    """Why a figure cannot be one of this measure; empty where it can.

    `signed`: of a balance, which may fall below zero.
    """
    limits = LIMITS[measure]
    if value == 0 and not limits.zero:
        return f"zero {measure} is no measurement: write null, and a note on what the source says"
    least = -limits.most if signed else 0
    if not least <= value <= limits.most:
        sign = "" if signed or value >= 0 else "; a balance may be negative: `signed: true`"
        return f"expected {least:,.0f} to {limits.most:,.0f} ({measure}), got {value}{sign}"
    # Not counted in the text of the figure: that of 0.0000001 is 1e-07.
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    if isinstance(exponent, int) and -exponent > limits.decimals:
        if not limits.decimals:
            return f"expected a whole number of {measure}, got {value}"
        return f"expected {limits.decimals} decimals at most ({measure}), got {value}"
    return ""
