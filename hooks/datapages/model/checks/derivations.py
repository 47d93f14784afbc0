"""What may be computed from what, and which figures need an explanation.

Each function yields Problems of one sort; `check_figures` calls them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ...base import yaml_reader
from ...base.diagnostics import Problem
from ...base.yaml_reader import Document
from ...language.messages import t
from ..comparability import between
from ..derived import ratio_factor
from ..measures import RATES, fault
from ..observations import status_of
from ..records.base import FIRM, Measure, Number
from ..records.indicators import Derived, Indicator, Series
from ..records.sources import Source, SourcesFile
from .files import LoadedFiles

STEPS = 20  # from a figure that is published to one that is computed
LEAP = 10  # times: no note explains such a change, only a break
JUMP = 0.5  # a change beyond it, up or down, is a slip of the pen until it is explained
Files = list[tuple[Document, Indicator]]
Parents = Mapping[str, str | None]


def check_figures(loaded: LoadedFiles) -> Iterator[Problem]:
    """Derived series, and figures that need an explanation, of the indicators that are valid."""
    files = list(loaded.of(Indicator))
    sources = {source.id: source for _, file in loaded.of(SourcesFile) for source in file.sources}
    yield from derivations(files, loaded.parents())
    yield from jumps(files)
    yield from impossible(files)
    yield from ahead_of_time(files, sources)
    yield from false_status(files, sources)
    yield from overclaimed(files)


def incompatible(
    derived: Derived,
    inputs: list[tuple[Measure, str]],
    result: tuple[Measure, str],
    parents: Parents,
) -> str:
    """Why these (measure, territory) pairs may not be joined so; empty where they may."""
    if derived.operation != "sum" and len(inputs) != 2:
        return f"a {derived.operation} takes two inputs, got {len(inputs)}"
    measures, places = [one for one, _ in inputs], [place for _, place in inputs]
    message = _wrong_measures(derived, measures, result[0])
    return message or _wrong_places(derived, places, result[1], parents)


def _wrong_measures(derived: Derived, measures: list[Measure], result: Measure) -> str:
    if derived.operation in ("difference", "sum"):
        if derived.operation == "sum" and result in RATES:
            return f"no sum of figures in {result}: they do not add up"
        fits = set(measures) == {result}
        return "" if fits else f"expected inputs in {result}, got {', '.join(measures)}"
    if derived.operation == "ratio":
        try:
            ratio_factor(tuple(measures), result)
        except KeyError:
            return f"there is no ratio of {measures[0]} to {measures[1]} in {result}"
        return ""
    if measures[0] != measures[1]:
        return f"a share is of figures of one measure, got {measures[0]} and {measures[1]}"
    if measures[0] in RATES:
        return f"no share of figures in {measures[0]}: they do not add up to a whole"
    return "" if result == "percent" else f"a share is in percent, but the indicator is in {result}"


def _wrong_places(derived: Derived, places: list[str], own: str, parents: Parents) -> str:
    if places[0] != own:
        return f"the first input is of «{places[0]}», the series of «{own}»"
    for place in places[1:]:
        is_part = derived.operation == "share" and lies_in(own, place, parents)
        if place != own and not is_part:
            return (
                f"figures of «{own}» and «{place}» may not be joined:"
                " only a share may be of a part in its whole"
            )
    return ""


def lies_in(unit: str, whole: str, parents: Parents) -> bool:
    """Whether a unit is a part of another, by way of its parents.

    It may be where one of them is not known, as where its file has mistakes: that is told there.
    """
    if whole not in parents:
        return True
    visited: set[str] = set()
    at: str | None = unit
    while at is not None and at not in visited:
        visited.add(at)
        if at not in parents:
            return True
        at = parents[at]
        if at == whole:
            return True
    return False


def derivations(files: Files, parents: Parents) -> Iterator[Problem]:
    """Derived series whose inputs do not fit together, form a circle, or share no period."""
    known = {f"{i.id}/{one.id}": (i, one) for _, i in files for one in i.series}
    order = _in_order(
        {key: one.derived.inputs if one.derived else () for key, (_, one) in known.items()}
    )
    periods: dict[str, set[str]] = {}
    for key in order:
        periods[key] = _common_periods(known[key][1], periods)
    for document, indicator in files:
        for row, series in enumerate(indicator.series):
            if series.derived is None:
                continue
            path = ("series", row, "derived", "inputs")
            inputs = [known[name] for name in series.derived.inputs if name in known]
            if len(inputs) < len(series.derived.inputs):
                continue  # reported as unknown already
            key = f"{indicator.id}/{series.id}"
            if key not in order:
                if _reaches_itself(key, known):
                    yield document.problem(path, "the series is computed from itself")
                continue
            if order[key] > STEPS:
                yield document.problem(path, f"expected at most {STEPS} steps from given figures")
                continue
            pairs = [(i.measure, one.territory) for i, one in inputs]
            own = (indicator.measure, series.territory)
            if message := incompatible(series.derived, pairs, own, parents):
                yield document.problem(path, message)
            elif not periods[key]:
                yield document.problem(path, "the inputs have no period in common")


def _in_order(inputs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Each series after its inputs, with the number of steps that lead to it.

    What lies on a circle, or is computed from what does, is left out.
    """
    waits = {key: len({one for one in of if one in inputs}) for key, of in inputs.items()}
    needed: dict[str, list[str]] = {}
    for key, of in inputs.items():
        for one in {*of}:
            needed.setdefault(one, []).append(key)
    done = {key: 0 for key, count in waits.items() if not count}
    ahead = [*done]
    for key in ahead:  # which grows
        for later in needed.get(key, ()):
            waits[later] -= 1
            if not waits[later]:
                done[later] = 1 + max(done[one] for one in inputs[later] if one in done)
                ahead.append(later)
    return done


def _reaches_itself(key: str, known: Mapping[str, tuple[Indicator, Series]]) -> bool:
    ahead, visited = [key], set[str]()
    while ahead:
        name = ahead.pop()
        derived = known[name][1].derived if name in known else None
        new = [one for one in derived.inputs if one not in visited] if derived else []
        if key in new:
            return True
        visited.update(new)
        ahead += new
    return False


def _common_periods(series: Series, known: Mapping[str, set[str]]) -> set[str]:
    """The periods of a series; `known` are those of its inputs."""
    if series.derived is None:
        return {observation.period for observation in series.observations}
    inputs = [known[name] for name in series.derived.inputs if name in known]
    return set.intersection(*inputs) if inputs else set()


def jumps(files: Files) -> Iterator[Problem]:
    """Neighbours that differ by more than half with nothing said about it."""
    for document, indicator in files:
        for row, series in enumerate(indicator.series):
            known = [
                (index, observation)
                for index, observation in enumerate(series.observations)
                if observation.value is not None
            ]
            for (_, before), (index, after) in pairwise(known):
                assert before.value is not None
                assert after.value is not None
                if between(indicator, series, before.period, after.period):
                    continue
                path = ("series", row, "observations", index, "value")
                if is_leap(before.value, after.value):
                    message = (
                        f"from {before.value} ({before.period}) to {after.value} ({after.period})"
                        f" is a change of {LEAP} times or more: expected a break between them"
                    )
                    yield document.problem(path, message)
                    continue
                if not _is_jump(before.value, after.value):
                    continue
                if series.jumps or before.note or after.note:
                    continue
                message = (
                    f"from {before.value} ({before.period}) to {after.value} ({after.period}) is a"
                    " change of more than 50 %: expected a break between them, a note on one of"
                    " them, or `jumps` on the series"
                )
                yield document.problem(path, message)


def is_leap(before: Number, after: Number) -> bool:
    """Whether one figure is ten times the other or more."""
    least, most = sorted((abs(before), abs(after)))
    return 0 < least <= most / LEAP


def _is_jump(before: Number, after: Number) -> bool:
    return abs(after - before) > JUMP * abs(before)


def impossible(files: Files) -> Iterator[Problem]:
    """Figures that their measure does not allow: below zero, too large, too fine."""
    for document, indicator in files:
        for path, value in _figures(indicator):
            if value is not None and (
                message := fault(value, indicator.measure, signed=indicator.signed)
            ):
                yield document.problem(path, message)


def _figures(indicator: Indicator) -> Iterator[tuple[yaml_reader.Path, Number | None]]:
    """Every figure that is written in a file, with its place."""
    for row, series in enumerate(indicator.series):
        for index, observation in enumerate(series.observations):
            yield ("series", row, "observations", index, "value"), observation.value
    if indicator.comparison:
        for unit, value in indicator.comparison.values.items():
            yield ("comparison", "values", unit), value


def ahead_of_time(files: Files, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Figures of a time after their source was read, and not called a plan."""
    last = max((one.accessed for one in sources.values() if one.accessed), default="")
    for document, indicator in files:
        for row, series in enumerate(indicator.series):
            for index, observation in enumerate(series.observations):
                source = sources.get(observation.source or series.source or "")
                read = (source.accessed if source else None) or last
                late = read and observation.period > read[: len(observation.period)]
                if late and status_of(series, observation) != "planned":
                    message = (
                        f"{observation.period} was still to come when its source was read"
                        f" ({read}): expected status: planned, or an earlier period"
                    )
                    path = ("series", row, "observations", index, "period")
                    yield document.problem(path, message)


def overclaimed(files: Files) -> Iterator[Problem]:
    """Series whose title calls all their figures official, though some are not."""
    word = t("status.official").casefold()
    for document, indicator in files:
        for row, series in enumerate(indicator.series):
            not_firm = [one for one in series.observations if status_of(series, one) not in FIRM]
            if not_firm and word in f"{indicator.title} {series.title}".casefold():
                status = status_of(series, not_firm[0])
                message = (
                    f"the title says «{word}», but the figure of {not_firm[0].period} is {status}"
                )
                yield document.problem(("series", row, "title"), message)


def false_status(files: Files, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Figures called official whose source is not."""
    for document, indicator in files:
        for row, series in enumerate(indicator.series):
            for index, observation in enumerate(series.observations):
                source = sources.get(observation.source or series.source or "")
                official = status_of(series, observation) == "official"
                if source and official and source.rank != "official":
                    message = f"«official», but its source «{source.id}» is {source.rank}"
                    path = ("series", row, "observations", index, "status")
                    yield document.problem(path, message)
        if (compared := indicator.comparison) and compared.status == "official":
            source = sources.get(compared.source)
            if source and source.rank != "official":
                message = f"«official», but its source «{source.id}» is {source.rank}"
                yield document.problem(("comparison", "status"), message)
