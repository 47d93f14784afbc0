"""What macros refuse, mark, publish and count."""

from __future__ import annotations

import dataclasses
import re

import markdown
import pytest
from bs4 import BeautifulSoup

from datapages.graphics import standalone_svg
from datapages.language.messages import t
from datapages.macros.functions.indicators import _last
from datapages.model.catalogue import Catalogue
from datapages.output import csp
from tests.macros import city

INDICATOR = '## Үй { #ui }\n\n{{ indicator("ui") }}'
PAGE = "korset/halyq.md"


@pytest.mark.parametrize(
    ("notation", "message"),
    [
        ('{{ table("zhoq") }}', "there is no table «zhoq»: expected one of categories, countries"),
        (
            '{{ table("categories", editions=["zhoq"]) }}',
            "there is no edition «zhoq»: expected",
        ),
        ('{{ chart("zhoq") }}', "there is no indicator «zhoq»"),
        ('{{ chart("adamdar", since=2050) }}', "no figure to draw since 2050"),
        ('{{ value("adamdar", 1990) }}', "there is no period «1990»: expected one of 2000, 2001"),
        ('{{ value("adamdar", 2001, series="zhoq") }}', "there is no series «zhoq»"),
        ('{{ value("ui", 2001, noun=True) }}', "«ui» names no noun: give it `counted`"),
        (
            '{{ value("adamdar", "2002-03", series="sanaq") }} тұрғынға',
            "its noun follows: write noun=True for «тұрғын»",
        ),
        ('{{ value("adamdar") }}', "missing a required argument: 'period'"),
        ('{{ ref("table-adamdar") }}', "no table or chart «table-adamdar» on this page"),
        ('{{ table("adamdar") }} {{ ref("table-adamdar", "x") }}', "there is no case «x»"),
        ('{{ table("adamdar") }} {{ table("adamdar") }}', "#table-adamdar stands twice"),
        ('{{ table(name="adamdar") }}', "say what to show first"),
        ('{{ value(["adamdar"], 2001) }}', "name: expected text in quotes"),
        ("{{ open('/etc/passwd') }}", "there is no «open»: expected one of "),
        ("[@zhoq, 1-бап]", "unknown source «zhoq»"),
        ('{{ indicator(name="ui") }}', "say what to show first"),
        ('{{ map("zhoq") }}', "there is no map «zhoq»: expected one of shekara"),
        ('{{ map("shekara", by="uii") }}', "there is no theme «uii»: expected one of ui, "),
        ('{{ map("shekara", by="zhoq") }}', "there is no theme «zhoq»: expected one of popul"),
        ('{{ place("oblys") }}', "no map has the shape of «oblys»"),
        ('{{ facts("zhoq") }}', "there is no unit «zhoq» in data/units/"),
        ('{{ subunits("bir") }}', "no unit lies in «bir»"),
        ('{{ tiles("bir") }}', "no population is known of the units in «bir»"),
        ('{{ diagram("zhoq") }}', "there is no diagram «zhoq»: expected one of qurylym"),
        ('{{ changed("zhoq") }}', "there is no change of law «zhoq»: expected one of merzim"),
        ("{{ calculator() }}", 'the page needs {{ table("categories") }}'),
        ('{{ ref("zhoq/bet") }}', "there is no page «zhoq/bet»: expected <page>#<id> without .md"),
        ('{ value("ui", 2001) }', "this is shown as it is: expected {{ value(…) }}"),
        ("{{ value(«ui», 2001) }}", 'write " for quotes'),
        ("[anyqtama, 5-бет]", "this is shown as it is: expected [@anyqtama, …]"),
        ('{{ ref("bastyy#uy") }}', "there is no page «bastyy»: did you mean basty?"),
        ('{{ ref("basty#uyy") }}', "there is no «uyy» on docs/basty.md: it has uy"),
        ('{{ ref("basty#uy") }}', "«basty» is no section of a chapter and has no number"),
    ],
)
def test_a_slip_in_the_notation_is_told_with_its_line(
    catalogue: Catalogue, notation: str, message: str
) -> None:
    _, problems = city.page(catalogue, f"мәтін\n\n{notation}\n").expand()
    assert [(problem.file, problem.line) for problem in problems] == [("docs/index.md", 3)]
    assert message in problems[0].message


@pytest.mark.parametrize(
    ("text", "expected"),
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
    catalogue: Catalogue, text: str, expected: str
) -> None:
    _, problems = city.page(catalogue, text, PAGE).expand()
    assert len(problems) == 1
    assert expected in problems[0].message


def test_preliminary_figures_are_marked_wherever_they_stand(catalogue: Catalogue) -> None:
    section = city.rendered(catalogue, INDICATOR, PAGE)
    assert "Бос белгідегі деректің мәртебесі: алдын ала, бағалау." in section
    assert re.search(r'<td class="is-number[^"]*">126.*?<small>алдын ала</small>', section)
    for call in (
        'value("ui", 2003)',
        'growth("ui", 2002, 2003)',
        'share("ui", 2003, of="el")',
        'glance(["ui"])',
        'comparison("ui")',
    ):
        html = city.rendered(catalogue, f"{{{{ {call} }}}}")
        assert "алдын ала" in html.partition("</button>")[0], call


def test_a_city_and_its_country_never_share_a_line(catalogue: Catalogue) -> None:
    section = city.rendered(catalogue, INDICATOR, PAGE)
    assert section.count('class="panel"') == 2
    assert section.count("<svg") == 3, "two charts and one bar"


def test_pictures_are_published_whole(catalogue: Catalogue) -> None:
    page = city.page(catalogue, INDICATOR, PAGE)
    page.expand()
    (fragment,) = page.fragments
    names = {f"ui-{name}" for name in ("qala", "el", "comparison")}
    assert set(fragment.drawings) == {f"fail/{name}" for name in names}
    for drawing in fragment.drawings.values():
        drawn = drawing.result()
        assert drawn[".png"].startswith(b"\x89PNG")
        picture = drawn[".svg"].decode()
        assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg"')
        for part in (
            "Жаңа үй",
            t("picture.sources", sources="["),
            "https://example.org/korset/halyq.md#ui",
            "CC0",
        ):
            assert part in picture
    frames = {path: str(html) for path, html in fragment.files.items() if path.endswith(".html")}
    assert set(frames) == {f"qosu/{name}.html" for name in names}
    for html in frames.values():
        assert csp.source(standalone_svg.FRAME) in html
        assert "https://example.org/korset/halyq.md#ui" in html


def test_a_section_tells_what_it_shows_and_offers(catalogue: Catalogue) -> None:
    page = city.page(catalogue, INDICATOR, PAGE)
    page.expand()
    (fragment,) = page.fragments
    assert fragment.shows == {"ui"}
    assert {(file.kind, file.table) for file in fragment.downloads if file.table} == {
        ("CSV", "ui"),
        ("JSON", "ui"),
        ("XLSX", "ui"),
        ("XLSX", "ui-comparison"),
        ("CSV", "ui-comparison"),
        ("JSON", "ui-comparison"),
    }
    for file in fragment.downloads:
        opens = f'data-frame="{file.size}"' if file.size else "download"
        assert f'href="{file.url}" {opens}' in page.fill("\ue0000\ue001")


@pytest.mark.parametrize(
    "notation",
    [
        '{{ table("birlikter") }}',
        '{{ table("law-changes") }}',
        '{{ table("countries") }}',
        '{{ comparison("ui") }}',
        '{{ diagram("qurylym") }}',
        '{{ subunits("oblys") }}',
        "{{ dictionary() }}",
    ],
)
def test_the_search_is_told_what_stands_in_the_rows(catalogue: Catalogue, notation: str) -> None:
    page = city.page(catalogue, notation)
    page.expand()
    (fragment,) = page.fragments
    html = BeautifulSoup(str(fragment.html), "html.parser")
    for note in html.find_all("sup"):
        note.decompose()
    shown = {str(row["id"]): _squeezed(row.get_text()) for row in html.select("tbody tr[id]")}
    assert {row.id for row in fragment.rows} == set(shown)
    for row in fragment.rows:
        for text in (row.title, *(text for _, text in row.cells)):
            assert _squeezed(text) in shown[row.id]
    heads = _squeezed(html.thead.get_text() if html.thead else "")
    columns = {column for row in fragment.rows for column, _ in row.cells}
    assert columns
    assert all(_squeezed(column) in heads for column in columns)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_figures_of_a_page_are_counted_in_its_order(catalogue: Catalogue) -> None:
    page = city.page(catalogue, f'{INDICATOR}\n\n{{{{ table("adamdar") }}}}', PAGE)
    assert page.context.labels == {
        "chart-ui": "1-сурет",
        "table-ui": "1-кесте",
        "comparison-ui": "2-кесте",
        "table-adamdar": "3-кесте",
    }


def test_a_paragraph_may_begin_with_notation(catalogue: Catalogue) -> None:
    """Markdown must not take what stands for notation for a block of its own."""
    page = city.page(
        catalogue,
        '{{ table("adamdar") }}\n\n{{ ref("table-adamdar") }} және [@bet] мен [@anyqtama] бар.\n',
    )
    expanded, _ = page.expand()
    html = page.fill(markdown.markdown(expanded))
    assert "<p><figure" not in html
    assert re.search(r"<p><a class=\"ref\".*\[2\]</a> мен .*\[1\]</a> бар\.</p>", html, re.DOTALL)


def test_a_text_of_the_page_may_hold_marks(catalogue: Catalogue) -> None:
    page = city.page(catalogue, '{{ value("ui", 2001) }} [@bet, 2-бап]')
    expanded, _ = page.expand()
    assert page.text(f"Үй: {expanded}.") == "Үй: 120\u00a0м² [2, 2-бап]."


def test_a_bracket_stands_in_one_piece_with_its_figure(catalogue: Catalogue) -> None:
    page = city.page(catalogue, 'үйге ({{ value("ui", 2001) }}) жақын')
    html = page.fill(markdown.markdown(page.expand()[0]))
    assert 'үйге <span class="value">(<button' in html
    assert "</small>)</span> жақын" in html


def test_of_several_series_of_a_unit_none_stands_for_the_indicator(catalogue: Catalogue) -> None:
    known = catalogue.indicators["adamdar"]
    unit = next(one for one in known.units.values() if one.id == "qala")
    official = next(one for one in known.series if one.unit is unit and one.known)
    assert _last(dataclasses.replace(known, series=(official,)), unit)
    assert not _last(dataclasses.replace(known, series=(official, official)), unit)
