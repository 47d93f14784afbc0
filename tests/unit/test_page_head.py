"""What the head of a chapter tells; how a page links back."""

from __future__ import annotations

import pytest

from datapages import templating
from datapages.linking import backlinks, page_head
from datapages.linking.rendered_page import RenderedPage
from tests.conftest import ROOT


def test_the_time_to_read_counts_what_is_read_through() -> None:
    prose = f"<p>{'сөз ' * 3 * page_head.PACE}</p>"
    aside = f"<figure><td>{'сан ' * 9 * page_head.PACE}</td></figure><details>{prose}</details>"
    assert page_head.minutes(prose) == page_head.minutes(prose + aside) == 3
    assert page_head.minutes("<p>Бір сөз.</p>") == 1


def test_links_back_stand_at_the_end_by_section_and_not_where_they_are_told() -> None:
    here = RenderedPage(
        "a.md",
        "/a/",
        "А",
        '<h2 id="x">Икс</h2><p id="x-1">б</p><h2 id="y">Игрек</h2>',
        menu_title="а",
    )
    there = RenderedPage(
        "b.md",
        "/b/",
        "Толық атауы",
        '<p id="basy-1"><a href="../a/#x-1">1</a> <a href="../a/#x">2</a> '
        '<a href="../a/#y">3</a></p>',
        menu_title="Б",
    )
    for page in (here, there):
        page.read({}, ())
    here.titles = {"x": "Икс", "y": "Игрек"}
    backlinks.add_backlinks(
        [here, there], [here, there], templating.environment(ROOT / "hooks/templates"), {"y"}
    )
    assert list(here.ends) == ["y"], "after the last heading"
    (html,) = here.ends["y"]
    assert "сілтемелер: 1<" in html, "a page is named once a section"
    assert '<a href="#x">Икс</a>' in html
    assert '<a href="../b/#basy-1">Б</a>' in html
    assert "Игрек" not in html
    assert not there.ends


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://kk.wikipedia.org/wiki/%D0%A2%D0%B0%D1%80%D0%B0%D0%B7", "wiki/Тараз"),
        ("https://example.org/a%2Fb?c=%22", "a%2Fb?c=%22"),
        ("https://example.org/%D0", "/%D0"),
    ],
)
def test_an_address_is_read_by_its_letters_and_stays_the_same(url: str, shown: str) -> None:
    assert templating._readable(url).endswith(shown)


def test_a_unit_may_stand_below_its_figure() -> None:
    assert templating._unit_wraps("1\u00a0222\u00a0391\u00a0адам") == "1\u00a0222\u00a0391 адам"
    assert templating._unit_wraps("1\u00a0222") == "1\u00a0222"
    assert templating._unit_wraps("9\u00a0адам/км²") == '9 <span class="whole">адам/км²</span>'
