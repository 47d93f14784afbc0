"""Numbers and dates of every size, sign and form in every field of data/ that holds one.

Each is refused with file and line, or loaded and shown. What is loaded though no such figure can
be is told as silent: `make fuzz` does 10,000, the tests a share of them (tests/unit/test_fuzz.py).
"""

from __future__ import annotations

import math
import random
import re
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from datapages.base.diagnostics import ContentError
from datapages.exports import formats, tables
from datapages.graphics import (
    bar_chart,
    bar_panels,
    choropleth,
    line_chart,
    many_lines,
    sparkline,
    vega,
)
from datapages.language.formats import NBSP
from datapages.model import choices, loader, sentence
from datapages.model.catalogue import Catalogue
from datapages.model.kinds import KINDS, name_of
from datapages.model.observations import JoinedIndicator
from datapages.model.unit_tree import UnitTree
from datapages.views import chooser, figures, findings, indicators, registry, unit_facts
from datapages.views import ranking as rankings

ROOT = Path(__file__).parent.parent
BATCH = 8  # files that are changed at once: what is refused names its file

_NUMBER = re.compile(
    r"(?P<head>^[ \-]*|[{,] )(?P<key>[\w-]+): (?P<old>-?\d+(?:\.\d+)?|null)(?=\s*$|,| })"
)
_DATE = re.compile(r"(?P<head>^[ \-]*|[{,] )(?P<key>[\w-]+): '(?P<old>\d{4}(?:-\d\d){0,2})'")
_LIST = re.compile(r"(?P<head>[\[,] ?)(?P<key>)(?P<old>-?\d+(?:\.\d+)?)(?=[,\]])")

_NUMBERS = """
1e30 -26800 1e-9 1e308 1e400 -0.0 0 -1 -0.5 99999999999999999999 21,5 '21,5' ½ 1/3 3.14159265 0.1
100.1 1000 12% NaN .nan .inf -.inf inf true false yes null ~ '2025' 2025-01-01 +5 0x10 1_000 010
1e3 1. .5 [1] −5 ٣ １２ 1.2.3 5. 1:30 1e-400 0.0000001 1234567890123456789012345
"""
NUMBERS = (
    *_NUMBERS.split(), "'1 234'", "1 234", f"1{NBSP}234", f"'1{NBSP}234,5'", "{a: 1}", "",
)  # fmt: skip
_DATES = """
'2999' '0001' '2031' 2025 '2025-13' '25' '2024-02-30' '9999-12-31' '1066' '' 2025-01-01 null 1e3
'2025-1-1' '2025.01.01' '20250101' '٢٠٢٥' '-2025' '2025-00'
"""
DATES = tuple(_DATES.split())
CHANGES: tuple[Callable[[float], float], ...] = (
    lambda v: -v, lambda v: v * 10, lambda v: v * 11, lambda v: v * 1000, lambda v: v * 1e6,
    lambda v: v / 10, lambda v: v / 1000, lambda v: v + 0.5, lambda v: v * 1.5, lambda v: v + 1,
    lambda v: v * 1e12,
)  # fmt: skip

# ---- what can be: told here apart from the code, in rounder figures ----

WHOLE = {"persons", "families", "pieces", "beds"}
MOST = {"percent": 100, "years": 120, "per-thousand": 1000, "per-ten-thousand": 1e4,
        "per-hundred-thousand": 1e5, "index": 1e4, "milligrams-per-cubic-metre": 1e3}  # fmt: skip
ANY = 1e15  # of any measure
COUNTS = 1e5  # units of one kind in a country, or in a part of it
YEARS = (1200, 2027)  # in which something was counted that is no plan


@dataclass(frozen=True)
class Spot:
    """A place in a file where a number or a date stands."""

    file: Path
    line: int
    span: tuple[int, int]
    key: str
    old: str
    is_date: bool


@dataclass
class Told:
    """What became of the changes: how many of each outcome, and the faults in words."""

    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def spots(file: Path) -> Iterator[Spot]:
    """Every number and date that stands as a value in a file."""
    for number, line in enumerate(file.read_text("utf-8").split("\n")):
        if line.lstrip().startswith("#"):
            continue
        for pattern in (_NUMBER, _DATE, _LIST):
            if pattern is _LIST and "parallels" not in line:
                continue
            for match in pattern.finditer(line):
                quotes = pattern is _DATE
                span = (match.start("old") - quotes, match.end("old") + quotes)
                key = match["key"] or "parallels"
                yield Spot(file, number, span, key, match["old"], quotes)


def changed(spot: Spot, chance: random.Random) -> str:
    """Another text for a spot."""
    if spot.is_date:
        year = int(spot.old[:4]) + chance.choice((-1000, -100, -1, 1, 7, 100))
        return chance.choice((*DATES, f"'{year:04}{spot.old[4:]}'", f"'{year:04}'"))
    if spot.old != "null" and chance.random() < 0.5:
        value = chance.choice(CHANGES)(float(spot.old))
        if value == int(value) and abs(value) < 1e16:
            return str(int(value))
        return f"{value:.12f}".rstrip("0") if abs(value) < 1e16 else f"{value:.0f}"
    return chance.choice(NUMBERS)


def with_text(spot: Spot, text: str, new: str) -> str:
    """The text of the spot's file with a new value."""
    lines = text.split("\n")
    start, end = spot.span
    lines[spot.line] = lines[spot.line][:start] + new + lines[spot.line][end:]
    return "\n".join(lines)


# ---- what is nonsense ----


def nonsense(spot: Spot, text: str) -> str:
    """Why a file that was loaded with a new value should have been refused; "" if it is sound."""
    whole = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - texts alone
    if spot.file.parent.name == "indicators":
        return _indicator(whole)
    if spot.file.parent.name == "compositions":
        return _composition(whole)
    return "; ".join(_plain(whole, ()))


def _number(text: Any) -> float | None:
    """A value as a number; None where it is none, or null."""
    try:
        return float(text) if isinstance(text, str) and text not in ("null", "~", "") else None
    except ValueError:
        return None


def _indicator(whole: dict[str, Any]) -> str:
    measure, signed = whole["measure"], whole.get("signed") == "true"
    for series in whole["series"]:
        known = [(o["period"], o["value"], o.get("status", series.get("status")))
                 for o in series.get("observations", ())]  # fmt: skip
        for period, value, status in known:
            if fault := _figure(value, measure, signed=signed):
                return f"{series['id']} {period}: {fault}"
            year = int(period[:4])
            if not (YEARS[0] <= year and (year <= YEARS[1] or status == "planned")):
                return f"{series['id']} {period}: a year that cannot be"
        firm = [(period, number) for period, value, _ in known
                if (number := _number(value)) is not None]  # fmt: skip
        for (before, first), (after, second) in pairwise(firm):
            least, most = sorted((abs(first), abs(second)))
            if least and most >= 10 * least and not _is_broken(whole, series["id"], before, after):
                return f"{series['id']} {before}–{after}: a change of ten times"
    compared = whole.get("comparison") or {"values": {}, "period": "2000"}
    if not YEARS[0] <= int(compared["period"][:4]) <= YEARS[1]:
        return f"comparison of {compared['period']}"
    values = [v for v in map(_number, compared["values"].values()) if v]
    middle = sorted(map(abs, values))[len(values) // 2] if values else 0
    for unit, value in compared["values"].items():
        if fault := _figure(value, measure, signed=signed):
            return f"comparison, {unit}: {fault}"
        number = _number(value)
        least = 0 if signed or measure in MOST else middle / 1e4
        if number and not least <= abs(number) <= 1e4 * middle:
            return f"comparison, {unit}: {value} among figures of {middle}"
    return ""


def _composition(whole: dict[str, Any]) -> str:
    if not YEARS[0] <= int(whole["period"][:4]) <= YEARS[1]:
        return f"a composition of {whole['period']}"
    for part in whole["parts"]:
        for unit, value in part["values"].items():
            number = _number(value)
            if (
                number is None
                or number <= 0
                or number != int(number)
                or number > LIMITS["value"][1]
            ):
                return f"{part['id']}, {unit}: {value}"
    return "; ".join(_plain(whole, ()))


def _is_broken(whole: dict[str, Any], series: str, before: str, after: str) -> bool:
    return any(before < brk["before"] <= after and series in (brk.get("series") or [series])
               for brk in whole.get("breaks") or ())  # fmt: skip


def _figure(text: Any, measure: str, *, signed: bool) -> str:
    if text in ("null", ""):  # nothing written is nothing known
        return ""
    value = _number(text)
    if value is None or not math.isfinite(value):
        return f"{text!r} is no number"
    if value < 0 and not signed:
        return f"{text} below zero"
    if abs(value) > MOST.get(measure, ANY):
        return f"{text} of {measure}"
    return f"{text} is no whole number" if measure in WHOLE and value != int(value) else ""


_COUNTED = ("oblasts", "republican_cities", "districts", "city_districts", "all_districts",
            "cities", "kents", "rural_okrugs", "villages")  # fmt: skip
LIMITS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(_COUNTED, (0, COUNTS)), "km2": (1e-6, 2e7), "percent": (0, 100),
    "count": (0, 1e7), "minimum": (0, 1e8), "maximum": (0, 1e8), "column": (0, 20),
    "meridian": (-180, 180), "value": (0, 2e9),
}  # fmt: skip
DATES_OF = {"date": YEARS[1], "year": YEARS[1], "start": 2100, "end": 2100, "issued": 2100,
            "accessed": 2100, "since": 2100, "until": 2100, "checked": 2100}  # fmt: skip
FRACTIONS = ("km2", "percent", "meridian")


def _plain(value: Any, path: tuple[Any, ...]) -> Iterator[str]:
    """What cannot be in files of other kinds, key by key."""
    if isinstance(value, list):
        for at, one in enumerate(value):
            yield from _plain(one, (*path, at))
        return
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _plain(one, (*path, key))
        return
    if not path or not isinstance(value, str):
        return
    key, number = str(path[-1]), _number(value)
    if key in LIMITS and value not in ("null", ""):
        least, most = LIMITS[key]
        if number is None or not least <= number <= most:
            yield f"{path}: {value}"
        elif key not in FRACTIONS and number != int(number):
            yield f"{path}: {value} is no whole number"
    is_date = key in DATES_OF and "founded" not in path and "edges" not in path
    if is_date and value not in ("null", ""):  # a town may be older than any figure
        year = re.match(r"[0-9]{4}", value)
        if not (year and YEARS[0] <= int(year[0]) <= DATES_OF[key]):
            yield f"{path}: {value}"


# ---- what is shown ----


def show(data: Catalogue, file: Path) -> None:
    """Make of a file all that pages, charts and downloads make of it, but for drawing it."""
    tree = UnitTree(data, "birlikter")
    if (indicator := data.indicators.get(file.stem)) and file.parent.name == "indicators":
        _show_indicator(data, tree, indicator)
    inside = file.relative_to(next(one for one in file.parents if one.name == "data"))
    kind = next(kind for kind in KINDS if kind.matches(inside))
    for record in data.of(kind.record):
        name = name_of(record)
        if name not in (file.stem, kind.name):
            continue
        if found := registry.table(tree, name, {}):
            [*found.aligned().lines]
        if panels := registry.panels(tree, name):
            parts = [bar_panels.Panel(title, values) for title, values in panels.panels]
            bar_panels.specification(panels.names, parts, panels.marked, vega.SIZES[0])
        for resource, _, _ in tables.PAGES.get(kind.record, lambda *_: ())(data, record):
            formats.as_csv(resource)
    if file.name == "countries.yml":
        shares = registry.chart(data, "spending-share")
        assert shares
        bars = [bar_chart.Bar(name, value) for name, value in shares.bars]
        bar_chart.specification(bars, vega.SIZES[1])
    if file.parent.name == "units":
        for unit in tree.with_pages[:30]:
            unit_facts.facts(tree, unit), unit_facts.subunits(tree, unit)
            unit_facts.sentences(tree, unit)


def _show_indicator(data: Catalogue, tree: UnitTree, indicator: JoinedIndicator) -> None:
    for point in indicator.points:
        figures.format_point(point)
        figures.format_exact(point.value, indicator.measure)
        if point.value is not None:
            sentence.clause(point)
            figures.format_value(point.value, indicator.measure, "dative", "ru")
    for panel in indicators.panels(indicator):
        findings.title(panel.indicator)
        line_chart.describe(panel.indicator)
        for size in vega.SIZES:
            line_chart.specification(panel.indicator, size)
    for series in indicator.series:
        sparkline.line(series, 120, 40)
    choice = choices.choice(indicator, data)
    if choice and choice.periods:
        rows = rankings.ranking(indicator, choice.comparison(choice.last), data)
        marks = [bar_chart.Bar(r.name, r.value, r.own) for r in rows if r.value is not None]
        bar_chart.specification(marks, vega.SIZES[1])
        chooser.described(choice, data, "")
        for period in choice.periods:
            choropleth.legend(choropleth.of_period(choice, period), "a", choice.units)
    if choice and choice.has_lines:
        for lines in choice.scales:
            names = {id: series.unit.names.kk for id, series in lines.items()}
            breaks = choice.indicator.only(lines.values()).numbered_breaks
            many_lines.draw(lines, names, breaks, vega.SIZES[1])


# ---- rounds ----


def fuzz(rounds: int, seed: int) -> Told:
    """Change so many numbers and dates; nothing is raised, all of it is told."""
    chance, told = random.Random(seed), Told()  # noqa: S311 - chance, not secrecy
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        shutil.copytree(ROOT / "data", data)
        known = {file: found for file in sorted(data.rglob("*.yml")) if (found := [*spots(file)])}
        sound = {file: file.read_text("utf-8") for file in known}
        files, weights = [*known], [math.sqrt(len(found)) for found in known.values()]
        while told.counts.total() < rounds:
            wanted = min(BATCH, rounds - told.counts.total())
            chosen = {*chance.choices(files, weights, k=wanted)}
            changes = {}
            for file in sorted(chosen):
                spot = chance.choice(known[file])
                changes[file] = (spot, changed(spot, chance))
                file.write_text(with_text(spot, sound[file], changes[file][1]), "utf-8")
            _judge(data, changes, sound, told)
            for file in chosen:
                file.write_text(sound[file], "utf-8")
    return told


Changes = dict[Path, tuple[Spot, str]]


def _judge(data: Path, changes: Changes, sound: dict[Path, str], told: Told) -> None:
    """Load all the changed files; what is refused is put back until the others are loaded."""
    left = dict(changes)
    while left:
        try:
            found = loader.load(data)
        except ContentError as error:
            refused = {problem.file for problem in error.problems}
            if not all(problem.line > 0 for problem in error.problems):
                raise
            named = [file for file in left if f"data/{file.relative_to(data)}" in refused]
            for file in named or [*left]:
                del left[file]
                file.write_text(sound[file], "utf-8")
                told.counts["refused"] += 1
        except Exception:
            _crash(data, left, sound, told)
            return
        else:
            for spot, new in left.values():
                _loaded(found, spot, new, told)
            return


def _crash(data: Path, left: Changes, sound: dict[Path, str], told: Told) -> None:
    """Find which of the changes it was by trying each alone."""
    for file in left:
        file.write_text(sound[file], "utf-8")
    for file, (spot, new) in left.items():
        file.write_text(with_text(spot, sound[file], new), "utf-8")
        try:
            _loaded(loader.load(data), spot, new, told)
        except ContentError:
            told.counts["refused"] += 1
        except Exception:
            _fault(told, "traceback", spot, new, traceback.format_exc(limit=-3))
        file.write_text(sound[file], "utf-8")


def _loaded(found: Catalogue, spot: Spot, new: str, told: Told) -> None:
    if why := nonsense(spot, spot.file.read_text("utf-8")):
        _fault(told, "silent", spot, new, why)
        return
    try:
        show(found, spot.file)
    except Exception:
        _fault(told, "traceback", spot, new, traceback.format_exc(limit=-3))
    else:
        told.counts["loaded right"] += 1


def _fault(told: Told, kind: str, spot: Spot, new: str, why: str) -> None:
    told.counts[kind] += 1
    place = f"{spot.file.name}:{spot.line + 1}"
    told.faults.append(f"{kind}: {place} {spot.key}: {spot.old} → {new}: {why}")


def main(arguments: Sequence[str], say: Callable[[str], object] = sys.stdout.write) -> int:
    """`[rounds] [seed]`: change so many numbers and print what became of them."""
    rounds, seed = (*map(int, arguments), 10_000, 2026)[:2] if arguments else (10_000, 2026)
    started = time.perf_counter()
    told = fuzz(rounds, seed)
    for fault in told.faults:
        say(f"{fault}\n")
    for kind in ("refused", "loaded right", "traceback", "silent"):
        say(f"{told.counts[kind]:6} {kind}\n")
    say(f"{rounds:6} numbers in {time.perf_counter() - started:.0f} s, seed {seed}\n")
    return 1 if told.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
