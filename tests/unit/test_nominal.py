"""Growth of a series in current prices says so, wherever the build puts it into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from datapages.build import Model, Settings
from datapages.content.pages import SourcePage
from datapages.graphics import line_chart
from datapages.language.messages import Language, t
from datapages.model import comparability, derived
from datapages.model.observations import DataPoint, JoinedIndicator, JoinedSeries
from datapages.views import findings, indicators
from tests.conftest import ROOT

LANGUAGES: tuple[Language, ...] = ("kk", "ru", "en")
HEAD = "---\ntitle: Бет\ndescription: {}\n{}---\n"


@cache
def model() -> Model:
    return Model.load(
        Settings(
            root=ROOT,
            docs=ROOT / "docs",
            templates=ROOT / "hooks/templates",
            options={
                "data": "data",
                "sources_page": "derekkozder.md",
                "units_folder": "birlikter",
                "stemmer": ROOT / "hooks/search_kk",
            },
            name="Сайт",
            url="http://127.0.0.1/",
        )
    )


def nominal() -> list[JoinedIndicator]:
    return [one for one in model().catalogue.indicators.values() if one.is_nominal]


def pairs() -> Iterator[tuple[JoinedIndicator, JoinedSeries, DataPoint, DataPoint]]:
    """The ends of every unbroken run whose growth may be told."""
    for indicator in nominal():
        for series in indicator.series:
            for run in comparability.unbroken(series.known):
                try:
                    derived.growth(run[0], run[-1])
                except derived.RefusedError:
                    continue
                yield indicator, series, run[0], run[-1]


def test_money_is_nominal_unless_its_prices_are_constant() -> None:
    assert len(nominal()) > 15
    for one in model().catalogue.indicators.values():
        if one.measure in ("tenge", "million-tenge"):
            assert one.is_nominal or one.record.prices == "constant"


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_and_captions_say_which_prices(language: Language) -> None:
    told = 0
    for one in nominal():
        shown = [one, *(one.only([series]) for series in one.series)]
        for panel in (*shown, *(panel.indicator for panel in indicators.panels(one))):
            text = findings.finding(panel, None, language).text
            if len(re.findall(r"(?:19|20)\d\d", text)) > 1:
                assert t("prices.current", language) in text, (one.id, text)
                told += 1
            described = line_chart.describe(panel)
            assert t("chart.nominal") in described
            lines = sum(bool(series.known) for series in panel.series)
            assert described.count(t("prices.current")) == lines, "in each sentence"
    assert told > 40


@pytest.mark.parametrize(
    ("language", "case"), [("kk", ""), ("kk", ', case="ablative"'), ("ru", ""), ("en", "")]
)
def test_growth_in_a_sentence_says_which_prices(language: Language, case: str) -> None:
    calls = [
        f'{{{{ growth("{i.id}", "{first.period}", "{last.period}", series="{s.id}"{case}) }}}}'
        for i, s, first, last in pairs()
    ]
    assert len(calls) > 40
    spoken = "" if language == "kk" else f"language: {language}\n"
    head = HEAD.format("Бет " * 15 + "бет", spoken)
    source = SourcePage.read("bet.md", head + "\n\n".join(calls))
    draft = model().read([source], {source.path: "Бет"})
    page = draft.expand(source, "/bet/", "../{}#{}".format)
    rendered = page.fill(page.markdown, [])
    assert not rendered.problems
    shown = re.findall(r"<button[^>]*>(.*?)</button>", rendered.html, re.DOTALL)
    for call, text in zip(calls, shown, strict=True):
        assert t("prices.current", language) in text, (call, text)
