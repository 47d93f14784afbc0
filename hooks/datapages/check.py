"""`make check-data`: validate data/ and say all that is wrong, without building the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from . import catalogue
from .problems import ContentError


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when data/ is sound, 1 when it is not."""
    parser = argparse.ArgumentParser(prog="check-data", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("data"))
    parser.add_argument("--docs", type=Path, default=Path("docs"))
    options = parser.parse_args(arguments)
    try:
        found = catalogue.load(options.data, options.docs)
    except ContentError as error:
        print(error, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' * (count > 1)} in {options.data}/", file=sys.stderr)
        return 1
    print(
        f"{found.files} files are sound: {len(found.sources)} sources,"
        f" {sum(len(table.units) for table in found.units.values())} units,"
        f" {len(found.categories.categories)} categories,"
        f" {len(found.indicators)} indicators"
    )
    if unused := catalogue.unused_sources(found, options.data, options.docs):
        print(f"warning: {len(unused)} sources are named nowhere: {', '.join(unused)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
