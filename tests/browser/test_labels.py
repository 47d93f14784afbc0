"""Texts inside the drawings: in whatever face they come, none is cut, none lies upon another."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open, resize

PAGES = (
    "", "2-taraz/2-3-qurylym/", "2-taraz/2-5-qurylys-kolik/", "birlikter/zhambyl/",
    "korsetkishter/ekonomika/", "korsetkishter/halyq/", "korsetkishter/kolik-bailanys/",
)  # fmt: skip

FAULTS = """() => [...document.querySelectorAll("figure .chart__picture")]
  .filter(svg => svg.checkVisibility())
  .flatMap(svg => {
    const edge = svg.getBoundingClientRect()
    const texts = [...svg.querySelectorAll("text")]
      .map(one => [one.textContent.trim(), one.getBoundingClientRect()])
      .filter(([text]) => text)
    const cut = texts
      .filter(([, box]) => box.left < edge.left - .5 || box.right > edge.right + .5)
      .map(([text]) => `cut: ${text}`)
    const upon = texts.flatMap(([text, a], place) => texts.slice(place + 1)
      .filter(([, b]) => Math.min(a.right, b.right) > Math.max(a.left, b.left)
        && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3)
      .map(([other]) => `${text} upon ${other}`))
    return [...cut, ...upon].map(fault => `${svg.closest("figure").id}: ${fault}`)
  })"""


@pytest.mark.parametrize("path", PAGES)
def test_no_text_of_a_chart_is_cut_or_lies_upon_another(visit: Open, path: str) -> None:
    page = visit(path)
    found = set()
    for width in (1280, 375, 320):
        resize(page, width)
        assert page.locator("figure .chart__picture").count(), "there are charts to look at"
        found |= {f"{width}: {fault}" for fault in page.evaluate(FAULTS)}
    assert not found


def test_a_legend_stands_only_where_lines_have_no_names(visit: Open) -> None:
    page = visit("")
    legend = page.locator("#chart-population .chart__legend")
    assert not legend.is_visible(), "the names stand at the ends of lines"
    resize(page, 375)
    assert legend.is_visible()
    assert legend.evaluate("one => getComputedStyle(one).display") == "flex"
