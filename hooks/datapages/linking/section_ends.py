"""What is added to the ends of pages: their sources, links back and boxes to cite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import jinja2

from ..model.records.sources import Source
from ..permalinks import anchors, redirects
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


def at_the_end(page: RenderedPage, html: str) -> None:
    """Put a piece of HTML at the end of a page, after what was put there before."""
    page.ends.setdefault(last_inside(page.html).get("", ""), []).append(html)


def cited(page: RenderedPage, sources_page: str) -> list[str]:
    """The ids of the sources that a page cites, in the order of first use."""
    links = (where for where, link in page.links if "cite" in link.classes)
    return [*dict.fromkeys(id for path, id in links if path == sources_page and id)]


def add_sources(
    pages: list[RenderedPage],
    templates: jinja2.Environment,
    sources: Mapping[str, Source],
    sources_page: str,
) -> None:
    """The list of what a page cites at its foot."""
    template = templates.get_template("page_sources.html")
    numbers = {id: number for number, id in enumerate(sources, start=1)}
    for page in pages:
        found = [
            (numbers[id], sources[id], redirects.relative(page.page, (sources_page, id)))
            for id in sorted(cited(page, sources_page), key=numbers.__getitem__)
        ]
        if found:
            at_the_end(page, template.render(sources=found, language=page.language))


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
        files = {end: cite_formats.file_name(page.page, end) for end in cite_formats.FILES}
        html = template.render(
            language=page.language,
            forms=cite_formats.forms(work),
            sections=sections,
            files={end: path.rpartition("/")[2] for end, path in files.items()},
        )
        at_the_end(page, html)


def close(pages: list[RenderedPage]) -> None:
    """Put what was added to the ends of sections into the pages."""
    for page in pages:
        page.html = with_section_ends(page.html, page.ends)
