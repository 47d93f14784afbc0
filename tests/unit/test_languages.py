"""Figures, dates and names on pages in Russian and English."""

from __future__ import annotations

import pytest

from datapages.content import typed_figures
from datapages.language import formats
from datapages.language.messages import Language
from datapages.model.catalogue import Catalogue
from datapages.model.records.base import Measure, Number
from datapages.views import figures
from tests.macros import city


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return city.load(tmp_path_factory.mktemp("languages"))


@pytest.mark.parametrize(
    ("value", "measure", "ru", "en"),
    [
        (435876, "persons", "435 876 человек", "435,876 people"),
        (1, "persons", "1 человек", "1 person"),
        (-2375, "persons", "−2 375 человек", "−2,375 people"),
        (488133, "persons", "488 133 человека", "488,133 people"),
        (59_800_000, "persons", "59,8 млн человек", "59.8 million people"),
        (74.87, "years", "74,87 года", "74.87 years"),
        (75, "years", "75 лет", "75 years"),
        (18.5, "square-metres", "18,5 м²", "18.5 m²"),
        (494300.5, "million-tenge", "494,3 млрд тенге", "494.3 billion tenge"),
        (29.1, "percent", "29,1%", "29.1%"),
        (11.58, "per-thousand", "11,58 на 1000", "11.58 per 1,000"),
        (52, "pieces", "52", "52"),
        (22, "beds", "22 койки", "22 beds"),
        (None, "persons", "нет данных", "no data"),
    ],
)
def test_a_figure_with_its_unit(value: Number | None, measure: Measure, ru: str, en: str) -> None:
    written = {
        language: figures.format_value(value, measure, language=language).replace("\u00a0", " ")
        for language in ("ru", "en")
    }
    assert written == {"ru": ru, "en": en}


@pytest.mark.parametrize(
    ("iso", "language", "wanted"),
    [
        ("2025", "en", "2025"),
        ("2021-07", "en", "July 2021"),
        ("2021-07-25", "en", "25 July 2021"),
        ("2021-07", "ru", "июль 2021 года"),
        ("2021-07-25", "ru", "25 июля 2021 года"),
        ("2021-07-25", "kk", "2021 жылғы 25 шілде"),
    ],
)
def test_a_period(iso: str, language: Language, wanted: str) -> None:
    assert formats.period(iso, language).replace("\u00a0", " ") == wanted


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{{ table("ui") }}', "«table» has no words in «en»: expected one of books, captions"),
        ('{{ value("adamdar", 2001) }}', "«adamdar» has no names: expected names:"),
        ('{{ value("ui", 2001, case="dative") }}', "a page in «en» has no cases"),
        ('{{ term("akym") }}', "there is no term «akym» in data/glossary.yml: did you mean akim?"),
        ('{{ captions(["ui/zhoq"]) }}', "there is no series «zhoq»: expected one of qala, el"),
    ],
)
def test_a_slip_on_a_page_in_english(small: Catalogue, text: str, message: str) -> None:
    _, problems = city.page(small, text, language="en").expand()
    assert len(problems) == 1
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("It had 435,876 people.", "en", ["435,876"]),
        ("In 2025 it was 12.5%, or 3 million tenge.", "en", ["12.5%", "3 million"]),
        ("In 2025, on 1 July, 17 of 20.", "en", []),
        ("В 2025 году 435 876 человек, 12,5% или 3 тыс.", "ru", ["435 876", "12,5%", "3 тыс"]),
        ("1 июля 2026 года", "ru", []),
    ],
)
def test_typed_figures(small: Catalogue, text: str, language: Language, found: list[str]) -> None:
    problems = typed_figures.typed(text, "docs/en/index.md", small, language)
    assert [problem.key for problem in problems] == found
