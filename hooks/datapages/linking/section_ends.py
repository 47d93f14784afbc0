"""What is added to the ends of sections: links back and boxes to cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import jinja2

from ..permalinks import anchors
from ..views import cite_formats
from ..views.cite_formats import Work
from .rendered_page import RenderedPage


def with_section_ends(html: str, ends: Mapping[str, list[str]]) -> str:
    """The page with pieces of HTML at the end of each section that `ends` names."""
    return "".join(_pieces(html, ends))


def _pieces(html: str, ends: Mapping[str, list[str]]) -> Iterator[str]:
    for id, start, end in anchors.sections(html):
        yield html[start:end]
        yield from (f"\n{piece}\n" for piece in ends.get(id, ()))


def last_inside(html: str) -> dict[str, str]:
    """Each second-level heading, and the last heading inside its section; «» for the page."""
    last: dict[str, str] = {}
    chapter = ""
    for tag in anchors.headings(html):
        id = tag.attributes["id"]
        chapter = id if tag.name == "h2" else chapter
        last[chapter] = last[""] = id
    return last


def add_citations(
    pages: list[RenderedPage],
    templates: jinja2.Environment,
    works: Mapping[str, Work],
) -> None:
    """«Бетке сілтеме жасау» at the foot of each page.

    `works` are by path under docs/. Of second-level sections the page's script makes such boxes;
    a page that is made of data is cited as a whole.
    """
    template = templates.get_template("cite_box.html")
    for page in pages:
        work = works[page.path]
        last = last_inside(page.html)
        sections = not page.generated and len(last) > 1
        html = template.render(forms=cite_formats.forms(work), sections=sections)
        page.ends.setdefault(last.get("", ""), []).append(html)


def close(pages: list[RenderedPage]) -> None:
    """Put what was added to the ends of sections into the pages."""
    for page in pages:
        page.html = with_section_ends(page.html, page.ends)
