"""Which sections of the pages quote an indicator, and which speak of a unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..model.records.units import Unit
from ..model.unit_tree import short_name
from .notation import Call
from .pages import SourcePage


@dataclass(frozen=True)
class Quote:
    """A section that quotes an indicator; `anchor` and `heading` are empty above the first one."""

    page: str
    title: str
    anchor: str
    heading: str


def quotes(
    pages: Iterable[SourcePage], quoted: Callable[[Call], str | None]
) -> dict[str, tuple[Quote, ...]]:
    """Indicator → the sections that quote it; `quoted` names what a call quotes."""
    found: dict[str, dict[Quote, None]] = {}
    for page in pages:
        for call in page.calls:
            if (name := quoted(call)) is not None:
                above = page.heading_above(call.line)
                anchor, heading = (above.id, above.title) if above else ("", "")
                quote = Quote(page.path, page.title, anchor, heading)
                found.setdefault(name, {})[quote] = None
    return {name: tuple(listed) for name, listed in found.items()}


_NOTATION = re.compile(  # a search for an end stops where the same thing begins anew
    r"\{\{(?:(?!\{\{).)*?\}\}|\[@[^\[\]\n]*\]|\]\((?:(?!\]\()[^)\n])*\)|<!--(?:(?!<!--).)*?-->",
    re.DOTALL,
)
_NAME = r"[А-ЯӘІҢҒҮҰҚӨҺЁ]\w+(?: [А-ЯӘІҢҒҮҰҚӨҺЁ]\w+)?"


@dataclass(frozen=True)
class Section:
    """A section of a page: its heading and anchor ("" for what stands before the first)."""

    page: str
    title: str
    heading: str
    anchor: str
    text: str


def sections(page: SourcePage) -> list[Section]:
    """The sections of a page, by its second-level headings and those below."""
    lines = page.markdown.splitlines()
    starts = [(0, "", "")] + [(h.line - 1, h.title, h.id) for h in page.headings]
    ends = [start for start, _, _ in starts[1:]] + [len(lines)]
    return [
        Section(
            page.path, page.title, heading, anchor, _NOTATION.sub(" ", "\n".join(lines[start:end]))
        )
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


def sections_naming(unit: Unit, sections: Iterable[Section]) -> list[Section]:
    """The sections that speak of a unit, in their order."""
    name = short_name(unit)
    opening, sought = name.split()[0], pattern(unit)
    return [s for s in sections if opening in s.text and sought.search(s.text)]
