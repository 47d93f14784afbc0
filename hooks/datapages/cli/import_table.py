"""`make import FILE=… INDICATOR=… SOURCE=…`: a table of the Bureau into an indicator's file."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from ..base import command, near, source_files
from ..base.diagnostics import ContentError
from ..imports import matching, periods, sheets, writing
from ..imports.matching import Difference
from ..imports.names import Names
from ..language.messages import group
from ..model import loader
from ..model.catalogue import Catalogue
from ..model.records.indicators import Indicator

ASK = """\
{count} known figures changed; nothing was written. Choose one:
  CHANGED=keep      write only what is new
  CHANGED=revise    the source has corrected them: put the new figures in place of the old
  BREAK=<period> LABEL=… WHY=…  they were counted in another way from that period on"""


def main(arguments: list[str] | None = None) -> int:
    """Exit status 0 when the file was written or nothing is new, 1 when an answer is needed."""
    options = _options(arguments)
    try:
        return _run(options)
    except (ValueError, OSError, ContentError) as error:
        print(error, file=sys.stderr)
        return 1


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="import", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("indicator")
    parser.add_argument("source")
    parser.add_argument("--sheet")
    parser.add_argument("--column", default="", help="the word of the lower head to read")
    parser.add_argument("--series", default="", help="where a unit has several")
    parser.add_argument("--changed", choices=("keep", "revise"))
    parser.add_argument("--break", dest="before", metavar="PERIOD")
    parser.add_argument("--label", default="")
    parser.add_argument("--why", default="")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--data", type=Path, default=Path("data"))
    return parser.parse_args(arguments)


def _run(options: argparse.Namespace) -> int:
    if not (options.file.name and options.indicator and options.source):
        raise ValueError("say what to import: make import FILE=… INDICATOR=… SOURCE=…")
    catalogue = loader.load(options.data)
    if options.indicator not in catalogue.indicators:
        likely = near.hint(options.indicator, catalogue.indicators)
        raise ValueError(f"there is no indicator «{options.indicator}» in {options.data}/{likely}")
    if options.source not in catalogue.sources:
        likely = near.hint(options.source, catalogue.sources)
        wanted = likely or ": add it to data/sources.yml first"
        raise ValueError(f"unknown source «{options.source}»{wanted}")
    if options.before and not (options.label and options.why):
        raise ValueError("a break needs LABEL=… (a word for the chart) and WHY=…")
    indicator = catalogue.indicators[options.indicator].record
    differences = _read(options, catalogue, indicator)
    changed = [one for one in differences if not one.is_new]
    if changed and not (options.changed or options.before):
        print(ASK.format(count=len(changed)))
        return 1
    if options.before:
        early = [one for one in changed if one.period < options.before]
        chosen = [one for one in differences if one not in early]
        if early:
            print(f"{len(early)} changed before {options.before}: those stay as they were")
    else:
        chosen = [one for one in differences if one.is_new or options.changed == "revise"]
    if options.dry_run or not chosen:
        print("nothing was written")
        return 0
    return _write(options, indicator, chosen)


def _read(
    options: argparse.Namespace, catalogue: Catalogue, indicator: Indicator
) -> list[Difference]:
    """Read the table, and print what is in it."""
    given = [series for series in indicator.series if series.derived is None]
    lengths = Counter(len(one.period) for series in given for one in series.observations)
    if not lengths:
        raise ValueError(f"«{indicator.id}» is computed: import the series that it is made of")
    wanted = periods.kind_of(lengths.most_common(1)[0][0], indicator.span)
    territories = {series.territory for series in given}
    names = Names(catalogue.by_id.values(), group("import-kind"), territories)
    sheet = sheets.read(options.file, options.sheet)
    if sheet.hidden:
        print(f"hidden, and not read: {', '.join(sheet.hidden)}")
    try:
        found = matching.read_table(sheet.grid, names, wanted, indicator.measure, options.column)
    except ValueError as error:
        others = f"; other sheets: {', '.join(sheet.others)}, SHEET=…" if sheet.others else ""
        raise ValueError(f"{options.file.name}: {error}{others}") from None
    if found.scales:
        scales = ", ".join(f"«{word}»" for word in found.scales)
        print(f"the table says {scales}, the indicator is in {indicator.measure}:"
              f" figures are multiplied by {found.factor:f}")  # fmt: skip
    differences = matching.differences(indicator, found, options.series)
    for one in differences:
        print(one)
    for text in found.unmatched:
        print(f"unmatched {text}")
    new = sum(one.is_new for one in differences)
    print(
        f"{len(found.figures)} figures read: {new} new, {len(differences) - new} changed,"
        f" {len(found.unmatched)} rows or cells not matched"
    )
    return differences


def _write(options: argparse.Namespace, indicator: Indicator, chosen: list[Difference]) -> int:
    """Write the file; it stays as it was where the data would not be sound."""
    path = options.data / "indicators" / f"{indicator.id}.yml"
    written = path.read_bytes()
    before = written.decode()
    ends = "\r\n" if "\r\n" in before else "\n"
    before = before.replace("\r\n", "\n")
    after = writing.with_figures(before, indicator, chosen, options.source)
    if options.before:
        after = writing.with_break(
            after, options.before, options.label, options.why, options.series
        )
    source_files.write_whole(path, after.replace("\n", ends).encode())
    try:
        loader.load(options.data)
    except BaseException as error:
        source_files.write_whole(path, written)
        if isinstance(error, ContentError):
            print(f"{path} was left as it was: with these figures the data is not sound")
        raise
    print(f"{len(chosen)} figures written to {path}; next: make check-data, git diff {path}")
    return 0


if __name__ == "__main__":
    sys.exit(command.run("import", main))
