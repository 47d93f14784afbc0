"""Kazakh words for measures, statuses and ranks."""

from __future__ import annotations

from ..language import formats
from .records.base import Measure, Rank, Status

# What stands after a figure; empty where the figure needs no word.
MEASURES: dict[Measure, str] = {
    "persons": "адам",
    "families": "отбасы",
    "percent": "%",
    "tenge": "теңге",
    "million-tenge": "млн теңге",
    "square-metres": "м²",
    "square-kilometres": "км²",
    "kilometres": "км",
    "years": "жас",
    "pieces": "",
    "beds": "төсек",
    "tonnes": "т",
    "thousand-tonnes": "мың т",
    "million-tonne-kilometres": "млн т·км",
    "million-passenger-kilometres": "млн жолаушы·км",
    "milligrams-per-cubic-metre": "мг/м³",
    "per-thousand": "1000-ға шаққанда",
    "per-ten-thousand": f"10{formats.NBSP}000-ға шаққанда",
    "per-hundred-thousand": f"100{formats.NBSP}000-ға шаққанда",
    "index": "%",
}
STATUSES: dict[Status, str] = {
    "official": "ресми",
    "preliminary": "алдын ала",
    "estimate": "бағалау",
    "derived": "есептелген",
    "unverified": "расталмаған",
}


def with_unit(value: float, unit: str) -> str:
    """435876, "адам" → «435 876 адам»; 12.5, "%" → «12,5%»; of a rate the unit stands first."""
    text = formats.number(value)
    if unit.endswith("шаққанда"):
        return f"{unit}{formats.NBSP}{text}"
    return f"{text}{unit}" if unit in ("", "%") else f"{text}{formats.NBSP}{unit}"


RANKS: dict[Rank, str] = {"official": "ресми", "secondary": "жанама", "weak": "әлсіз"}
