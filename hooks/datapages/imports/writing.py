"""Figures written into an indicator's file, in its order and style; comments stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..base import yaml_reader
from ..model.records.indicators import Indicator, Series
from .matching import Difference


def with_figures(
    text: str, indicator: Indicator, differences: Iterable[Difference], source: str
) -> str:
    """The text of the file with new figures put in and changed ones put in place of the old."""
    for difference in differences:
        document = yaml_reader.parse(text, "")
        if difference.is_new:
            text = _inserted(text, document, indicator, difference, source)
        else:
            text = _replaced(text, document, indicator, difference, source)
    return text


def with_break(text: str, before: str, label: str, why: str, series: str = "") -> str:
    """The text of the file with a break, of one series or of all; breaks stand in order of time."""
    quoted = [value.replace("'", "''") for value in (before, label, why)]
    lines = text.rstrip("\n").split("\n")
    entry = [
        f"  - before: '{quoted[0]}'", f"    label: '{quoted[1]}'", f"    why: '{quoted[2]}'",
        *([f"    series: [{series}]"] if series else []),
    ]  # fmt: skip
    document = yaml_reader.parse(text, "")
    breaks = document.value.get("breaks") or []
    if not breaks:
        return "\n".join([*lines, "", "breaks:", *entry]) + "\n"
    later = [at for at, one in enumerate(breaks) if one["before"] > before]
    if later:
        at = document.line(("breaks", later[0])) - 1
    else:
        at = _end(lines, document.line(("breaks", len(breaks) - 1)) - 1)
    return "\n".join([*lines[:at], *entry, *lines[at:]]) + "\n"


def _inserted(
    text: str,
    document: yaml_reader.Document,
    indicator: Indicator,
    difference: Difference,
    source: str,
) -> str:
    lines = text.split("\n")
    path = _path(indicator, difference.series)
    written = document.value["series"][path[1]]["observations"]
    places = [document.line((*path, at)) - 1 for at in range(len(written))]
    later = [at for at, one in enumerate(written) if one["period"] > difference.period]
    at = places[later[0]] if later else _end(lines, places[-1])
    indent = re.match(r" *", lines[places[0]])
    assert indent
    own = "" if source == difference.series.source else f", source: {source}"
    line = f"{indent[0]}- {{ period: '{difference.period}', value: {difference.new}{own} }}"
    return "\n".join([*lines[:at], line, *lines[at:]])


def _replaced(
    text: str,
    document: yaml_reader.Document,
    indicator: Indicator,
    difference: Difference,
    source: str,
) -> str:
    lines = text.split("\n")
    path = _path(indicator, difference.series)
    written = document.value["series"][path[1]]["observations"]
    place = next(at for at, one in enumerate(written) if one["period"] == difference.period)
    at = document.line((*path, place, "value")) - 1
    line = re.sub(r"(\bvalue: )(null|-?[\d.]+)", rf"\g<1>{difference.new}", lines[at], count=1)
    has_own = "source" in written[place]
    if not has_own and source != difference.series.source and line.rstrip().endswith("}"):
        line = re.sub(r" *\}\s*$", f", source: {source} }}", line)
    lines[at] = line
    return "\n".join(lines)


def _path(indicator: Indicator, series: Series) -> tuple[str, int, str]:
    return "series", [one.id for one in indicator.series].index(series.id), "observations"


def _end(lines: list[str], start: int) -> int:
    """The line after an item of a list that begins at `start`."""
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines) and lines[end].strip() and _depth(lines[end]) > depth:
        end += 1
    return end


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip())
