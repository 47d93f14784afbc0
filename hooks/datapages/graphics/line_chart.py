"""Line charts as inline SVG, made at build time by Vega-Lite (vl-convert).

Colours are CSS variables, so a chart follows the scheme of the page. Where everything stands is
worked out here (plot.py, labels.py), by the face of typeface.py; Vega paints it. Hence the same
bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from ..language import formats, grammar
from ..language.messages import t
from ..language.scale import Scale, scale
from ..model import comparability, sentence, words
from ..model.observations import DataPoint, JoinedIndicator, decimal_year
from ..model.records.indicators import Break
from . import labels, typeface
from .labels import Box, Label
from .plot import Plot, year_ticks
from .svg_compact import LINE_WIDTH, POINT_AREA, POINT_EDGE
from .vega import CONFIG, FONT_SIZE, Size

MOST = 4  # series that one chart can bear: there are as many colours and shapes
_GUTTER = {"narrow": 96, "panel": 96, "wide": 168}  # room for the names at the ends of lines
_WRAPPED = {"narrow": 2, "panel": 2, "wide": 3}  # lines that one of them may take
_LINE = 13  # from one line of a label to the next
_EDGE = 8  # between the last point and its label
_TOP, _BREAKS, _BOTTOM = 14, 20, 26  # above the plot, for numbers of breaks, for years
_BELOW = 6  # the labels of ends may reach below the plot, beside the years


@dataclass(frozen=True)
class Mark:
    """A figure and its place on the plot."""

    point: DataPoint
    series: int
    segment: str
    x: float
    y: float

    @property
    def is_soft(self) -> bool:
        """Whether it is drawn hollow."""
        return not self.point.is_firm


class LineChart:
    """The series of an indicator from the period `since` on, laid out for one size.

    ValueError where there is nothing to draw, or more than a chart can bear. `shrink` is the scale
    of the axis where several charts share it.
    """

    def __init__(
        self,
        indicator: JoinedIndicator,
        size: Size,
        since: str | None = None,
        shrink: Scale | None = None,
    ) -> None:
        self.indicator, self.size = indicator, size
        self.shrink = shrink or unit_of(indicator, since)
        self.shown = [
            [point for point in series.since(since) if point.value is not None]
            for series in indicator.series
        ]
        if len(self.shown) > MOST:
            raise ValueError(
                f"{len(self.shown)} series are more than the {MOST} that a chart can bear"
            )

    # ---- where things stand ----

    @cached_property
    def plot(self) -> Plot:
        """The rectangle of the lines."""
        known = [point for some in self.shown for point in some]
        top = _TOP + (_BREAKS if self.indicator.breaks else 0)
        ends = [line for block in self._blocks for line, _ in block]
        right = max((typeface.width(line, FONT_SIZE, bold=True) for line in ends), default=0)
        return Plot.of(
            [point.year for point in known],
            [float(point.value or 0) for point in known],
            (self.size.width, self.size.height),
            lambda value: typeface.width(self._tick(value), FONT_SIZE),
            (top, _EDGE + right + 2, _BOTTOM),
        )

    @cached_property
    def names(self) -> list[str]:
        """The series without the place that they share, which stands above the chart."""
        titles = [series.title for series in self.indicator.series]
        if len(titles) == 1:
            return [""]
        if len(self.indicator.units) == 1:
            home = f"{self.indicator.first.unit.names.kk}: "
            titles = [title.removeprefix(home) for title in titles]
        return titles

    @cached_property
    def is_named(self) -> bool:
        """Whether the names of several series stand at the ends of their lines.

        Not where they would leave the lines too little room.
        """
        if any(len(self._wrapped(name)) > _WRAPPED[self.size.name] for name in self.names):
            return False
        room = (
            self.size.height - _BOTTOM + _BELOW - (_TOP + _BREAKS if self.indicator.breaks else 0)
        )
        high = sum(len(block) * _LINE + 2 for block in self._named_blocks)
        return len(self.shown) == 1 or high <= room

    @cached_property
    def _named_blocks(self) -> list[list[tuple[str, bool]]]:
        return [self._block(number, name) for number, name in enumerate(self.names)]

    @cached_property
    def _blocks(self) -> list[list[tuple[str, bool]]]:
        """What stands at the end of each line: (text, bold) from above."""
        if self.is_named:
            return self._named_blocks
        return [self._block(number, "") for number, _ in enumerate(self.names)]

    def _wrapped(self, name: str) -> list[str]:
        return typeface.wrap(name, FONT_SIZE, _GUTTER[self.size.name])

    def _block(self, number: int, name: str) -> list[tuple[str, bool]]:
        if not (some := self.shown[number]):
            return []
        last = some[-1]
        latest = max(point.year for points in self.shown for point in points)
        value = label(last.value or 0, self.shrink)
        figure = value if last.year == latest else f"{value} ({last.period[:4]})"
        lines = [(figure, True)]
        lines += [(line, False) for line in self._wrapped(name) if line]
        if not last.is_firm:
            lines.append((words.STATUSES[last.status], False))
        return lines

    @cached_property
    def marks(self) -> list[Mark]:
        """The figures of all series."""
        marks = []
        for number, some in enumerate(self.shown):
            for point, cut in zip(some, _cuts(some), strict=True):
                at = self.plot.x(point.year), self.plot.y(float(point.value or 0))
                marks.append(Mark(point, number, f"{number}.{cut}", *at))
        return marks

    @cached_property
    def dotted(self) -> frozenset[Mark]:
        """The figures that a point of their own shows.

        Where series are told apart by the shapes of points, all; else those at the ends of a line,
        those that are not firm, and those beside a gap, where a line says less than its length.
        """
        if len(self.shown) > 1 or not self.indicator.first.joined:
            return frozenset(self.marks)
        years = [mark.point.year for mark in self.marks]
        steps = [after - before for before, after in pairwise(years)]
        usual = 1.5 * min(steps, default=0)
        found = set()
        for place, mark in enumerate(self.marks):
            beside = [self.marks[at] for at in (place - 1, place + 1) if 0 <= at < len(years)]
            inside = len(beside) > 1 and all(
                one.segment == mark.segment and abs(one.point.year - mark.point.year) <= usual
                for one in beside
            )
            if mark.is_soft or not inside:
                found.add(mark)
        return frozenset(found)

    @cached_property
    def rules(self) -> list[tuple[float, int, Break]]:
        """The breaks with their place across and their number in the notes."""
        years = [mark.point.year for mark in self.marks]
        rules = []
        for number, brk in self.indicator.numbered_breaks:
            at = decimal_year(brk.before)
            earlier = [year for year in years if year < at]
            if earlier:
                rules.append((self.plot.x((max(earlier) + at) / 2), number, brk))
        return rules

    @cached_property
    def labels(self) -> list[Label]:
        """All texts of the plot: breaks above it, first values in it, ends beside it."""
        known = self._ends()
        obstacles = [*self._ink(), *(one.box for one in known)]
        for number, some in enumerate(self._by_series()):
            if len(some) > 1:
                first = label(some[0].point.value or 0, self.shrink)
                at = (some[0].x, some[0].y)
                found = labels.beside(at, first, self._tone(number), obstacles, self.plot.height)
                if found:
                    known.append(found)
                    obstacles.append(found.box)
        return [*known, *self._break_labels()]

    def _by_series(self) -> list[list[Mark]]:
        return [
            [mark for mark in self.marks if mark.series == number]
            for number in range(len(self.shown))
        ]

    def _tone(self, number: int) -> str:
        """The colour of a label: that of its line where there are several."""
        return f"var(--chart-{number + 1})" if len(self.shown) > 1 else "currentColor"

    def _ends(self) -> list[Label]:
        blocks, marks = self._blocks, self._by_series()
        wanted = [
            (some[-1].y, len(block) * _LINE)
            for some, block in zip(marks, blocks, strict=True)
            if some
        ]
        above = -_EDGE if self.rules else 2 - self.plot.top
        tops = iter(labels.spread(wanted, above, self.plot.height + _BELOW))
        at = self.plot.width + _EDGE
        found = []
        for number, block in enumerate(blocks):
            top = next(tops) if block else 0
            found += [
                Label(line, at, top + _LINE * (place + 1) - 3, self._tone(number), bold=bold)
                for place, (line, bold) in enumerate(block)
            ]
        return found

    def _ink(self) -> list[Box]:
        """What a label may not touch: lines, points, rules of breaks."""
        ink = [Box(mark.x - 5, mark.y - 5, mark.x + 5, mark.y + 5) for mark in self.marks]
        ink += [Box(x - 2, 0, x + 2, self.plot.height) for x, _, _ in self.rules]
        for before, after in zip(self.marks, self.marks[1:], strict=False):
            if before.segment == after.segment and self.indicator.series[after.series].joined:
                ink += labels.along((before.x, before.y), (after.x, after.y))
        return ink

    def _break_labels(self) -> list[Label]:
        """Numbers of breaks as in the notes, with their words where there is room for them."""
        at = -float(_BREAKS) + 6
        groups = labels.merged([(x, str(number), brk.label) for x, number, brk in self.rules])
        right = self.plot.width + self.plot.right - 4
        found = []
        for place, (x, number, words_) in enumerate(groups):
            found.append(Label(number, x, at, "currentColor", anchor="middle", bold=True))
            half = typeface.width(number, FONT_SIZE, bold=True) / 2 + 4
            ends = groups[place + 1][0] - 12 if place + 1 < len(groups) else right
            wide = typeface.width(words_, FONT_SIZE)
            if words_ and x + half + wide <= ends:
                found.append(Label(words_, x + half, at))
            elif words_ and place == 0 and x - half - wide >= 4 - self.plot.left:
                found.append(Label(words_, x - half, at, anchor="end"))
        return found

    @property
    def axis(self) -> str:
        """Where years stand across and the plot up and down, for the script that points at them."""
        plot = self.plot
        first, last = plot.years
        ends = (plot.left + plot.x(first), first, plot.left + plot.x(last), last)
        return " ".join(f"{number:g}" for number in (*ends, plot.top, plot.top + plot.height))

    def _tick(self, value: float) -> str:
        return formats.number(round(value / self.shrink.divisor, 3))

    # ---- what Vega paints ----

    def specification(self) -> dict[str, Any]:
        """A Vega-Lite description of the series, cut at their breaks."""
        plot = self.plot
        colours = [f"var(--chart-{place + 1})" for place in range(len(self.shown))]
        by_series = {
            "field": "series",
            "type": "ordinal",
            "scale": {"domain": list(range(len(self.shown))), "range": colours},
            "legend": None,
        }
        x = {
            "field": "x",
            "type": "quantitative",
            "scale": {"domain": list(plot.span), "nice": False, "zero": False},
            "axis": {
                "title": None,
                "format": "d",
                "grid": False,
                "values": year_ticks(plot.years, self.size.ticks),
            },
        }
        y = {
            "field": "y",
            "type": "quantitative",
            "scale": {"domain": [plot.ticks[0], plot.ticks[-1]], "nice": False},
            "axis": {
                "title": None,
                "ticks": False,  # the lines of the grid say it
                "domain": False,
                "values": list(plot.ticks),
                "labelExpr": f"replace(replace(format(datum.value / {self.shrink.divisor}, ',~f'),"
                f" /,/g, '{formats.NBSP}'), '.', ',')",
            },
        }
        shapes = {"domain": [0, 1, 2, 3], "range": ["circle", "square", "diamond", "triangle"]}
        soft = any(mark.is_soft for mark in self.marks)
        layers: list[dict[str, Any]] = [
            {
                "data": {"values": [{"x": plot.year(x)} for x, _, _ in self.rules]},
                "mark": {"type": "rule", "strokeDash": [4, 4], "color": "var(--chart-break)"},
                "encoding": {"x": x},
            },
            {
                "mark": {"type": "line", "strokeWidth": LINE_WIDTH},
                "transform": [{"filter": "datum.line"}],
                "encoding": {"x": x, "y": y, "color": by_series, "detail": {"field": "segment"}},
            },
            {
                "transform": [{"filter": "datum.dot"}],
                "mark": {"type": "point", "filled": True, "size": POINT_AREA, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": y,
                    "color": by_series,
                    **(_hollow(by_series) if soft else {}),
                    "shape": {"field": "series", "scale": shapes, "legend": None},
                },
            },
            *(one.layer() for one in self.labels),
        ]
        return {
            "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
            "width": plot.width,
            "height": plot.height,
            "padding": {
                "left": plot.left, "right": plot.right, "top": plot.top, "bottom": plot.bottom,
            },
            "autosize": {"type": "none"},
            "background": None,
            "data": {"values": [self._datum(mark) for mark in self.marks]},
            "layer": layers,
            "config": CONFIG,
        }  # fmt: skip

    def _datum(self, mark: Mark) -> dict[str, Any]:
        return {
            "x": mark.point.year,
            "y": mark.point.value,
            "series": mark.series,
            "segment": mark.segment,
            # A census is an event, not a flow of years: its points are not joined.
            "line": self.indicator.series[mark.series].joined,
            "soft": mark.is_soft,
            "dot": mark in self.dotted,
        }


def specification(
    indicator: JoinedIndicator, size: Size, since: str | None = None
) -> dict[str, Any]:
    """A Vega-Lite description of the indicator's series, cut at its breaks."""
    return LineChart(indicator, size, since).specification()


def _hollow(by_series: dict[str, Any]) -> dict[str, Any]:
    """A figure that is not firm has a hollow point."""
    paper = {"test": "datum.soft", "value": "var(--paper-raised)"}
    return {
        "fill": by_series | {"condition": paper},
        "stroke": by_series,
        "strokeWidth": {"value": POINT_EDGE},
    }


def soft(indicators: Iterable[JoinedIndicator], since: str | None = None) -> list[str]:
    """What hollow points of these charts mean, in words: «алдын ала»."""
    found = {
        point.status
        for indicator in indicators
        for series in indicator.series
        for point in series.since(since)
        if point.value is not None and not point.is_firm
    }
    return [word for status, word in words.STATUSES.items() if status in found]


def unit_of(indicator: JoinedIndicator, since: str | None = None) -> Scale:
    """The scale of an indicator's axis; ValueError where there is no figure."""
    values = [
        abs(point.value)
        for series in indicator.series
        for point in series.since(since)
        if point.value is not None
    ]
    if not values:
        raise ValueError("no figure to draw")
    return scale(max(values))


def shared_unit(indicators: Iterable[JoinedIndicator]) -> Scale:
    """The scale that charts side by side share: that of the one with the least figures."""
    return min((unit_of(one) for one in indicators), key=lambda found: found.divisor)


def label(value: float, unit: Scale) -> str:
    """A figure on the scale of its axis, with as many decimals as three digits ask for."""
    shown = value / unit.divisor
    digits = 0 if abs(shown) >= 100 else 1 if abs(shown) >= 10 else 2
    return formats.number(formats.rounded(shown, digits))


def _cuts(points: list[DataPoint]) -> list[int]:
    """How many breaks stand before each of the points."""
    runs = comparability.unbroken(points)
    return [number for number, run in enumerate(runs) for _ in run]


def describe(indicator: JoinedIndicator, since: str | None = None) -> str:
    """The picture in words, for those who do not see it: ends of each series, and its breaks.

    Figures that a break parts do not stand in one clause; each sentence says in which prices
    they are.
    """
    prices = [f"{t('chart.nominal')}"] if indicator.is_nominal else []
    opening = f"{t('prices.current')} " if indicator.is_nominal else ""
    sentences = []
    for series in indicator.series:
        shown = [point for point in series.since(since) if point.value is not None]
        runs = (dict.fromkeys((run[0], run[-1])) for run in comparability.unbroken(shown))
        clauses = [", ".join(sentence.clause(point) for point in ends) for ends in runs]
        if clauses:
            sentences.append(f"{grammar.subtitled(series.title, opening + '; '.join(clauses))}.")
    for number, brk in indicator.numbered_breaks:
        when = formats.period(brk.before)
        sentences.append(t("chart.break", number=number, period=when, label=brk.label))
    return " ".join([*sentences, *prices])
