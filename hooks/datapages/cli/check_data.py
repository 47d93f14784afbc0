"""`make check-data`: validate data/ and say all that is wrong, without building the site."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from ..base.diagnostics import ContentError
from ..content import data_links
from ..model import catalogue, derived, loader


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
    print(
        f"{found.files} files are sound: {len(found.sources)} sources,"
        f" {sum(len(table.units) for table in found.units.values())} units,"
        f" {len(found.indicators)} indicators"
    )
    print(tally(found))
    if unused := data_links.unused_sources(found, options.data, options.docs):
        print(f"warning: {len(unused)} sources are named nowhere: {', '.join(unused)}")
    return 0


def tally(data: catalogue.Catalogue) -> str:
    """How many figures there are, of which kind, and from what rank of source."""
    series = [one for indicator in data.indicators.values() for one in indicator.series]
    seen = [(one, figure) for one in series if not one.derived for figure in one.observations]
    ranked = [one.comparison for one in data.indicators.values() if one.comparison]
    compared = [
        (one, value) for one in ranked for value in one.values.values() if value is not None
    ]
    used = {source for one, figure in seen for source in derived.sources_of(one, figure)}
    used |= {one.source for one in ranked}
    figures = Counter(data.sources[derived.sources_of(*pair)[0]].rank for pair in seen)
    figures += Counter(data.sources[one.source].rank for one, _ in compared)
    sources = Counter(data.sources[id].rank for id in used)
    statuses = Counter(derived.status_of(*pair) for pair in seen)
    computed = sum(len(one.observations) for one in series if one.derived)
    return "\n".join(
        (
            f"figures: {len(seen)} observed, {len(compared)} compared, {computed} computed",
            "figures by rank of source: " + _counted(figures),
            "sources of indicators by rank: " + _counted(sources),
            "observations by status: " + _counted(statuses),
        )
    )


def _counted(counts: Counter[Any]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
