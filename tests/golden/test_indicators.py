"""Golden files of what speaks of indicators; after a wanted change as in test_render.py."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from datapages import catalogue, downloads, render, usage
from tests.conftest import ROOT
from tests.golden.conftest import Check

HERE = Path(__file__).parent / "indicators"
CITY = ROOT / "tests/other_city"
PAGE = "korset/halyq.md"

CASES = {
    "indicator": '## Үй { #ui }\n\n{{ indicator("ui") }}',
    "indicator-derived": '## Үлес { #ui-ulesi }\n\n{{ indicator("ui-ulesi") }}',
    "comparison": '{{ comparison("ui") }}',
    "glance": '{{ glance(["ui", "ui/el", "ui-ulesi", "adamdar/sanaq"]) }}',
    "indicators": "{{ indicators() }}",
    "growth": '{{ growth("ui", 2002, 2003) }} {{ growth("ui", 2000, 2001, case="ablative") }}',
    "share": '{{ share("ui", 2003, of="el", case="accusative") }} {{ share("ui", 2001, of="ui/el") }}',  # noqa: E501
    "value-derived": '{{ value("ui-ulesi", 2003, case="dative") }} {{ value("ui", 2001, case="locative") }}',  # noqa: E501
    "downloads": "{{ downloads() }}",
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> render.Workshop:
    data = catalogue.load(CITY / "data", CITY / "docs")
    return render.Workshop(
        catalogue=data,
        templates=render.environment(ROOT / "hooks/templates"),
        sources_page="derekter.md",
        cache=tmp_path_factory.mktemp("charts"),
        publication=downloads.Publication(
            folder="fail",
            name="bar-derek",
            title="Үлгі",
            licence={"name": "CC0-1.0", "title": "CC0", "path": "https://example.org/cc0"},
            address=lambda page, anchor: f"https://example.org/{page}#{anchor}",
        ),
        downloadable=downloads.names(data),
        uses=usage.find([("index.md", "Басты", '## А { #a }\n\n{{ value("ui", 2000) }}')]),
        titles={PAGE: "Халық"},
    )


def renderer(workshop: render.Workshop) -> render.PageRenderer:
    return render.PageRenderer(workshop, PAGE, lambda page, anchor: f"/{page}#{anchor}")


def rendered(workshop: render.Workshop, markdown: str) -> str:
    page = renderer(workshop)
    expanded, problems = page.expand(markdown)
    assert not problems
    return page.fill(expanded) + "\n"


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.html")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_templates_write_what_they_wrote(
    workshop: render.Workshop, as_before: Check, case: str
) -> None:
    as_before(HERE / f"{case}.html", rendered(workshop, CASES[case]))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ('{{ indicator("ui") }}', "expected a heading of its own above: ## … { #ui }"),
        ('## А { #ui-ulesi }\n\n{{ indicator("ui") }}', "expected a heading of its own"),
        ('## А { #adam }\n\n{{ indicator("adam") }}', "there is no indicator «adam»"),
        ('{{ growth("ui", 2001, 2002) }}', "no growth across a break: «ui/qala»"),
        ('{{ growth("ui-ulesi", 2001, 2002) }}', "no growth across a break: «ui-ulesi/qala»"),
        ('{{ growth("ui", 2002, 2001) }}', "two periods in their order"),
        ('{{ growth("ui", 2002, 2003, case="zhoq") }}', "there is no case «zhoq»"),
        ('{{ growth("ui", 2002, 2009) }}', "there is no period «2009»"),
        ('{{ share("ui", 2003, of="adamdar/esep") }}', "figures of one measure"),
        ('{{ share("ui", 2003, series="el", of="qala") }}', "a part in its whole"),
        ('{{ share("ui-ulesi", 2003, of="qala") }}', "do not add up to a whole"),
        ('{{ comparison("adamdar") }}', "«adamdar» has no comparison of units"),
        ('{{ glance(["ui/zhoq"]) }}', "no figure in «ui/zhoq»: expected one of ui/qala, ui/el"),
        ('{{ value("ui", 2001, case="zhoq") }}', "there is no case «zhoq»"),
    ],
)
def test_a_slip_is_told_with_what_was_expected(
    workshop: render.Workshop, markdown: str, expected: str
) -> None:
    _, problems = renderer(workshop).expand(markdown)
    assert len(problems) == 1
    assert expected in problems[0].message


def test_preliminary_figures_are_marked_wherever_they_stand(workshop: render.Workshop) -> None:
    section = rendered(workshop, CASES["indicator"])
    assert "Бос белгі – алдын ала дерек" in section
    assert re.search(r'<td class="is-number">126.*?<small>алдын ала</small>', section)
    assert "алдын ала" in rendered(workshop, '{{ value("ui", 2003) }}').partition("</button>")[0]
    for case in ("growth", "share", "glance", "comparison", "value-derived"):
        assert "алдын ала" in rendered(workshop, CASES[case]), case


def test_a_city_and_its_country_never_share_a_line(workshop: render.Workshop) -> None:
    section = rendered(workshop, CASES["indicator"])
    assert section.count('class="panel"') == 2
    assert section.count("<svg") == 3, "two charts and one bar"


def test_pictures_are_published_whole(workshop: render.Workshop) -> None:
    page = renderer(workshop)
    page.expand(CASES["indicator"])
    assert set(page.drawings) == {
        "fail/ui-qala.svg",
        "fail/ui-el.svg",
        "fail/ui-comparison.svg",
    }
    for picture in page.drawings.values():
        assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        for part in ("Жаңа үй", "Дереккөз: [", "https://example.org/korset/halyq.md#ui", "CC0"):
            assert part in picture


def test_data_never_becomes_markup(workshop: render.Workshop) -> None:
    assert "<b>тек</b>" not in rendered(workshop, CASES["indicator"])
