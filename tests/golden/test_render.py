"""Golden files: what templates make of tests/other_city, sign for sign.

After a wanted change: GOLDEN=write .venv/bin/python -m pytest tests/golden, then read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest

from datapages import catalogue, charts, indicator_views, pictures, render
from tests.conftest import ROOT
from tests.golden.conftest import Check

HERE = Path(__file__).parent
CITY = ROOT / "tests/other_city"

CASES = {
    "table-units": '{{ table("birlikter") }}',
    "table-categories": '{{ table("categories") }}',
    "table-categories-one-edition": '{{ table("categories", editions=["jana"]) }}',
    "table-indicator": '{{ table("adamdar") }}',
    "chart-with-its-table": '{{ chart("adamdar", since=2001) }}',
    "chart-beside-the-table": '{{ chart("adamdar") }}\n\n{{ table("adamdar") }}',
    "value": '{{ value("adamdar", 2001) }} {{ value("adamdar", 2003) }}',
    "value-of-another-series": '{{ value("adamdar", "2002-03", series="sanaq") }}',
    "ref": '{{ table("adamdar") }} {{ ref("table-adamdar", "ablative") }}',
    "cite": "[@anyqtama, 5-бет] [@bet]",
    "sources": "{{ sources() }}",
}


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> render.Workshop:
    return render.Workshop(
        catalogue=catalogue.load(CITY / "data", CITY / "docs"),
        templates=render.environment(ROOT / "hooks/templates"),
        sources_page="derekter.md",
        cache=tmp_path_factory.mktemp("charts"),
    )


def rendered(workshop: render.Workshop, markdown: str) -> str:
    page = render.PageRenderer(workshop, "index.md", lambda page, anchor: f"/{page}#{anchor}")
    expanded, problems = page.expand(markdown)
    assert not problems
    return page.fill(expanded) + "\n"


@pytest.mark.parametrize("case", CASES)
def test_templates_write_what_they_wrote(
    workshop: render.Workshop, as_before: Check, case: str
) -> None:
    as_before(HERE / f"{case}.html", rendered(workshop, CASES[case]))


def test_no_golden_file_is_left_over() -> None:
    assert {path.stem for path in HERE.glob("*.html")} == set(CASES)


@pytest.mark.parametrize("case", CASES)
def test_data_never_becomes_markup(workshop: render.Workshop, case: str) -> None:
    html = rendered(workshop, CASES[case])
    assert "<script>" not in html
    assert "<b>кітап" not in html


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ('{{ table("zhoq") }}', "there is no table «zhoq»: expected one of categories, birlikter"),
        ('{{ table("categories", editions=["zhoq"]) }}', "there is no edition 'zhoq'"),
        ('{{ chart("zhoq") }}', "there is no indicator «zhoq»"),
        ('{{ chart("adamdar", since=2050) }}', "no figure to draw since 2050"),
        ('{{ value("adamdar", 1990) }}', "there is no period «1990»: expected one of 2000, 2001"),
        ('{{ value("adamdar", 2001, series="zhoq") }}', "there is no series «zhoq»"),
        ('{{ value("adamdar") }}', "missing a required argument: 'period'"),
        ('{{ ref("table-adamdar") }}', "no table or chart «table-adamdar» on this page"),
        ('{{ table("adamdar") }} {{ ref("table-adamdar", "x") }}', "there is no case «x»"),
        ('{{ table("adamdar") }} {{ table("adamdar") }}', "#table-adamdar stands twice"),
        ('{{ table(name="adamdar") }}', "say what to show first"),
        ('{{ value(["adamdar"], 2001) }}', "name: expected text in quotes"),
        ("{{ open('/etc/passwd') }}", "there is no «open»: expected one of "),
        ("[@zhoq, 1-бап]", "unknown source «zhoq»"),
    ],
)
def test_a_slip_in_the_notation_is_told_with_its_line(
    workshop: render.Workshop, notation: str, message: str
) -> None:
    page = render.PageRenderer(workshop, "index.md", lambda page, anchor: "")
    _, problems = page.expand(f"мәтін\n\n{notation}\n")
    assert [(problem.file, problem.line) for problem in problems] == [("docs/index.md", 3)]
    assert message in problems[0].message


def test_charts_follow_the_page_and_are_the_same_each_time(workshop: render.Workshop) -> None:
    indicator = workshop.catalogue.indicators["adamdar"]
    specification = charts.specification(indicator, charts.SIZES[0])
    first, second = (charts.draw(specification, None) for _ in range(2))
    assert first == second
    assert not re.search(r"style=|#[0-9a-f]{6}| width=|aria-|<script", first)
    rules = pictures.RULES.read_text("utf-8")
    classes = set(" ".join(re.findall(r'class="([^"]+)"', first)).split())
    assert {"c1", "grid"} <= classes
    assert all(f".{name} " in rules for name in classes)
    assert not re.search(r"#[0-9a-f]{3}", rules), "colours are the page's"


def test_the_table_beside_a_chart_begins_where_the_chart_does(workshop: render.Workshop) -> None:
    indicator = workshop.catalogue.indicators["adamdar"]
    names = indicator_views.names(workshop.catalogue, [indicator])
    whole, late = (
        indicator_views.beside_chart(indicator, names, start) for start in (None, "2002-02")
    )
    assert whole.rows[0].cells[0].text == "2000"
    assert len(late.rows) == 2
    figures = [
        seen
        for series in indicator.series
        for seen in series.observations
        if seen.value is not None
    ]
    shown = [cell for row in whole.rows for cell in row.cells[1:] if not cell.missing]
    assert sorted(cell.sort or 0 for cell in shown) == sorted(seen.value or 0 for seen in figures)


def test_a_line_is_cut_at_a_break(workshop: render.Workshop) -> None:
    points = charts.specification(workshop.catalogue.indicators["adamdar"], charts.SIZES[0])
    segments = {point["x"]: point["segment"] for point in points["data"]["values"]}
    assert segments[2000] == segments[2001] != segments[2002]


def test_a_paragraph_may_begin_with_notation(workshop: render.Workshop) -> None:
    """Markdown must not take what stands for notation for a block of its own."""
    page = render.PageRenderer(workshop, "index.md", lambda page, anchor: f"/{page}#{anchor}")
    expanded, _ = page.expand(
        '{{ table("adamdar") }}\n\n{{ ref("table-adamdar") }} және [@bet] мен [@anyqtama] бар.\n'
    )
    html = page.fill(markdown.markdown(expanded))
    assert "<p><figure" not in html
    assert re.search(r"<p><a class=\"ref\".*\[2\]</a> мен .*\[1\]</a> бар\.</p>", html, re.DOTALL)
