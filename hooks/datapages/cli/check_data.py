"""`make check-data`: validate data/ and say all that is wrong, without building the site."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from ..base import command
from ..base.diagnostics import ContentError
from ..content import data_links
from ..exports import data_package
from ..model import catalogue, loader
from ..model.unit_tree import SECOND_LEVEL, UnitTree

YEARS = 2  # after which a series waits for its next figures


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when data/ is sound, 1 when it is not."""
    parser = argparse.ArgumentParser(prog="check-data", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    options = parser.parse_args(arguments)
    try:
        found = loader.load(options.data, data_links.check(options.docs))
    except ContentError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' * (count > 1)} in {options.data}/", file=sys.stderr)
        return 1
    units = sum(len(table.units) for table in found.units.values())
    lines = [
        f"{found.files} files are sound: {len(found.sources)} sources, {units} units,"
        f" {len(found.indicators)} indicators",
        tally(found),
    ]
    if unused := data_links.unused_sources(found, options.data, options.docs):
        lines.append(f"warning: {len(unused)} sources are named nowhere: {', '.join(unused)}")
    lines += old(found, date.today())
    print("\n".join(lines))
    return 0


def old(data: catalogue.Catalogue, today: date) -> list[str]:
    """What ought to be renewed: series that end early, sources that were read long ago."""
    series = [
        f"  {indicator.id}/{one.id} ends in {one.known[-1].period}"
        for indicator in data.indicators.values()
        for one in indicator.series
        if one.known and not one.derived and int(one.known[-1].period[:4]) < today.year - YEARS
    ]
    a_year_ago = (today - timedelta(days=365)).isoformat()
    sources = [
        f"  {one.id} was read on {one.accessed}"
        for one in data.sources.values()
        if one.accessed and one.accessed < a_year_ago
    ]
    return [
        f"old: {len(series)} series end more than {YEARS} years ago",
        *series,
        f"old: {len(sources)} sources were not read for a year",
        *sources,
    ]


def tally(data: catalogue.Catalogue) -> str:
    """How many figures there are, of which kind, and from what rank of source."""
    points = [point for indicator in data.indicators.values() for point in indicator.points]
    observed = [point for point in points if not point.is_derived]
    ranked = [one.comparison for one in data.indicators.values() if one.comparison]
    compared = [one for one in ranked for value in one.values.values() if value is not None]
    used = {point.source for point in observed} | {one.source for one in ranked}
    figures = Counter(data.sources[point.source].rank for point in observed)
    figures += Counter(data.sources[one.source].rank for one in compared)
    sources = Counter(data.sources[id].rank for id in used)
    statuses = Counter(point.status for point in observed)
    computed = len(points) - len(observed)
    tree = UnitTree(data, "")
    units = data.by_id.values()
    peopled = sum(tree.latest(unit) is not None for unit in units)
    second = [unit for unit in units if unit.kind in SECOND_LEVEL]
    known = sum(tree.latest(unit) is not None for unit in second)
    measured = sum(unit.area is not None for unit in units)
    of_units = sum(2 if any(True for _ in tree.rows(one)) else 1 for one in tree.with_pages)
    return "\n".join(
        (
            f"figures: {len(observed)} observed, {len(compared)} compared, {computed} computed",
            "figures by rank of source: " + _counted(figures),
            "sources of indicators by rank: " + _counted(sources),
            "observations by status: " + _counted(statuses),
            f"units: {peopled} of {len(units)} with a population, {known} of {len(second)}"
            f" districts and towns of regions among them; {measured} with an area",
            f"tables with CSV, JSON and XLSX: {len(data_package.names(data))} of data/,"
            f" {of_units} of the pages of units",
        )
    )


def _counted(counts: Counter[Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(command.run("check-data", main))
