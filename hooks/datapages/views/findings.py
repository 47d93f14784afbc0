"""What a chart says, in its title: made from the figures by a rule that cannot overclaim.

The title speaks of the first series alone and names its place. It tells the two ends of what no
break cuts: nothing is compared across one, nor with a figure that may change or that nobody
confirms. The change between the ends is told where it is more than what happened between them;
else, and of money, which is not worth the same at both ends, the two figures are told, and in
which prices they are.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..language import grammar
from ..language.messages import Language, t
from ..model import derived
from ..model.observations import DataPoint, JoinedIndicator, JoinedSeries
from ..model.records.base import FIRM
from . import figures, names

_MONEY = ("tenge", "million-tenge")
_YEAR = 4


@dataclass(frozen=True)
class Finding:
    """What a finding speaks of, a place or one of its series, and what it says, if anything."""

    subject: str
    text: str

    @property
    def sentence(self) -> str:
        """«Қала: 2009–2024 жылдары 12,3%-ға азайды»."""
        return f"{self.subject}: {self.text}" if self.text else self.subject


def finding(
    indicator: JoinedIndicator, since: str | None = None, language: Language = "kk"
) -> Finding:
    """What the first series shows from `since` on."""
    series = indicator.first
    run = _run(indicator, series, since)
    text = _describe(run, language) if len(run) > 1 else _figure(run[-1], language) if run else ""
    several = sum(one.unit is series.unit for one in indicator.series) > 1
    subject = names.of_unit(series.unit, language)
    if several and language == "kk":  # a title of a series has no translation
        subject = series.title.replace(": ", ", ")
    return Finding(subject, text)


def title(indicator: JoinedIndicator, since: str | None = None) -> str:
    """«Туғандар саны (қала): 2009–2024 жылдары 12,3%-ға азайды»."""
    found = finding(indicator, since)
    named = indicator.title
    if not found.text:
        return named
    if found.subject not in named and len(indicator.series) > 1:
        named = grammar.subtitled(named, _in_brackets(found.subject, indicator.first))
    return grammar.subtitled(named, found.text)


def _in_brackets(subject: str, series: JoinedSeries) -> str:
    """What begins with no name begins with no capital inside a title: «(өңдеу өнеркәсібі)»."""
    if subject.startswith(series.unit.names.kk) or subject[:2].isupper():
        return subject
    return subject[:1].lower() + subject[1:]


def _run(indicator: JoinedIndicator, series: JoinedSeries, since: str | None) -> list[DataPoint]:
    """The firm figures after the last break."""
    firm = [
        point for point in series.since(since) if point.value is not None and point.status in FIRM
    ]
    breaks = indicator.breaks_of(series)
    cuts = [sum(point.period >= brk.before for brk in breaks) for point in firm]
    run = [point for point, cut in zip(firm, cuts, strict=True) if cut == cuts[-1]]
    return run if series.joined else run[-1:]


def _describe(run: list[DataPoint], language: Language) -> str:
    first, last = run[0], run[-1]
    values = [float(point.value or 0) for point in run]
    whole = abs(values[-1] - values[0]) >= 0.5 * (max(values) - min(values))
    years = len(first.period) == len(last.period) == _YEAR
    if whole and years and first.indicator.measure not in _MONEY:
        try:
            change = derived.growth(first, last)
        except derived.RefusedError:
            pass
        else:
            span = {"first": first.period, "last": last.period}
            text = figures.format_change(change, language)
            return t("finding.change", language, **span, change=text)
    both = f"{_figure(first, language)}, {_figure(last, language)}"
    if first.indicator.prices == "current":
        return t("finding.nominal", language, figures=both)
    return both


def _figure(point: DataPoint, language: Language) -> str:
    value = figures.format_value(point.value, point.indicator.measure, language=language)
    return t("finding.value", language, period=point.when_in(language), value=value)
