"""What a page fetches for who chooses units, periods and pictures: all of it made by the build."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ..language import formats
from ..model import words
from ..model.catalogue import Catalogue
from ..model.choices import Choice
from ..model.records.units import Unit
from . import ranking


def described(choice: Choice, data: Catalogue, unit: str) -> dict[str, Any]:
    """Names of the units and, a period, figures as they are written, ranks and lengths of bars.

    The figures of a period stand in the order of the units; None where there is none. Units that
    only lines know follow those that are ranked.
    """
    ranked = {unit.id for unit in choice.units}
    others = [one.unit for id, one in choice.lines.items() if id not in ranked]
    return {
        "title": choice.indicator.title,
        "unit": unit,
        "own": own(choice, data) or "" if choice.periods else "",
        "units": [[one.id, one.names.kk] for one in (*choice.units, *others)],
        "periods": [_period(choice, period, data) for period in reversed(choice.periods)],
    }


def own(choice: Choice, data: Catalogue) -> str | None:
    """The unit that the site is about, among those of the choice."""
    return ranking.own_unit(choice.indicator, choice.comparison(choice.last), data)


def _period(choice: Choice, period: str, data: Catalogue) -> dict[str, Any]:
    rows = ranking.ranking(choice.indicator, choice.comparison(period), data)
    by_unit = {row.unit: row for row in rows}
    digits = formats.decimals(row.value for row in rows if row.value is not None)
    ordered = [by_unit[unit.id] for unit in choice.units]
    return {
        "id": period,
        "name": formats.period(period) + words.mark(choice.statuses[period]),
        "values": [
            None if row.value is None else formats.number(row.value, digits) for row in ordered
        ],
        "ranks": [row.rank for row in ordered],
        "widths": [row.width or 0 for row in ordered],
        "notes": choice.notes(period),
    }


def classes(colours: dict[str, int], units: Sequence[Unit]) -> list[int]:
    """The class of each unit on a map; 0 for the unknown."""
    return [colours.get(unit.id, 0) for unit in units]


def written(whole: dict[str, Any]) -> str:
    """As a file."""
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
