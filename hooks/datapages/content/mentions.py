"""Which sections of the pages quote an indicator, and which speak of a unit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.records.units import Unit
from ..model.unit_tree import short_name
from . import notation
from .notation import Call

QUOTING = ("value", "growth", "share", "chart", "table", "comparison")


@dataclass(frozen=True)
class Use:
    """A section that quotes an indicator; `anchor` and `heading` are empty above the first one."""

    page: str
    title: str
    anchor: str
    heading: str


def find(pages: Iterable[tuple[str, str, str]]) -> dict[str, list[Use]]:
    """Indicator → the sections that quote it; `pages` are (path, title, Markdown)."""
    found: dict[str, list[Use]] = {}
    for page, title, markdown in pages:
        headings = notation.headings(markdown)
        for piece in notation.pieces(markdown):
            if not isinstance(piece, Call) or piece.name not in QUOTING or not piece.arguments:
                continue
            above = next((one for one in reversed(headings) if one.line < piece.line), None)
            use = Use(page, title, above.id if above else "", above.title if above else "")
            uses = found.setdefault(str(piece.arguments[0]), [])
            if use not in uses:
                uses.append(use)
    return found


def elsewhere(uses: Mapping[str, list[Use]], indicator: str, page: str) -> list[Use]:
    """The sections of other pages that quote an indicator."""
    return [use for use in uses.get(indicator, []) if use.page != page]


_NOTATION = re.compile(r"\{\{.*?\}\}|\[@[^\]\n]*\]|\]\([^)\n]*\)|<!--.*?-->", re.DOTALL)
_NAME = r"[А-ЯӘІҢҒҮҰҚӨҺЁ]\w+(?: [А-ЯӘІҢҒҮҰҚӨҺЁ]\w+)?"


@dataclass(frozen=True)
class Section:
    """A section of a page: its heading and anchor ("" for what stands before the first)."""

    page: str
    title: str
    heading: str
    anchor: str
    text: str


def sections(page: str, title: str, markdown: str) -> list[Section]:
    """The sections of a page, by its second-level headings and those below."""
    lines = markdown.splitlines()
    starts = [(0, "", "")] + [(h.line - 1, h.title, h.id) for h in notation.headings(markdown)]
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    return [
        Section(page, title, heading, anchor, _NOTATION.sub(" ", "\n".join(lines[start:end])))
        for (start, heading, anchor), end in zip(starts, ends, strict=True)
    ]


def pattern(unit: Unit) -> re.Pattern[str]:
    """What a text calls the unit: «Шал ауданының», «Есіл, Шал аудандары», «Семейдегі».

    A city goes by its bare name, unless an oblast or a district of that name is meant.
    """
    name = re.escape(short_name(unit)).replace(r"\ ", r"\s+")
    if unit.kind in ("district", "oblast", "city-district"):
        word = "облыс" if unit.kind == "oblast" else "аудан"
        others = rf"(?:(?:,| және| мен| пен| бен)\s+{_NAME})*"
        return re.compile(rf"(?<!\w){name}{others}\s+(?:атындағы\s+)?{word}")
    return re.compile(rf"(?<!\w){name}(?!\w*\s+(?:облыс|аудан))")


def of(unit: Unit, among: Iterable[Section]) -> list[Section]:
    """The sections that speak of a unit, in their order."""
    name = short_name(unit)
    opening, sought = name.split()[0], pattern(unit)
    return [s for s in among if opening in s.text and sought.search(s.text)]
