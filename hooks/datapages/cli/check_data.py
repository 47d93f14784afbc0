"""`make check-data`: validate data/ and say all that is wrong, without building the site."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ..base.diagnostics import ContentError
from ..content import data_links
from ..model import catalogue, loader


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
    print("\n".join(lines))  # at once: whoever reads the first line alone breaks no pipe
    return 0


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
    return "\n".join(
        (
            f"figures: {len(observed)} observed, {len(compared)} compared, {computed} computed",
            "figures by rank of source: " + _counted(figures),
            "sources of indicators by rank: " + _counted(sources),
            "observations by status: " + _counted(statuses),
        )
    )


def _counted(counts: Counter[Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
