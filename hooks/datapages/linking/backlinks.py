"""Links back to a section, and uses of a source."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass

import jinja2

from ..permalinks import redirects
from ..permalinks.ledger import Address
from . import section_ends
from .rendered_page import RenderedPage

# Links that say nothing of their own: of the page's furniture, of terms, to sources.
SILENT = frozenset({"headerlink", "cite", "term", "source", "md-button"})


@dataclass(frozen=True)
class Back:
    """A place that links here, as a reader of this page sees it."""

    place: Address
    title: str


def sections_of(page: RenderedPage) -> dict[str, str]:
    """Which section each address of a page lies in: id → id of its heading («»: the top)."""
    inside, heading = {}, ""
    for id, entry in page.addresses.items():
        heading = id if entry.kind == "heading" else heading
        inside[id] = heading
    return inside


def _kazakh(pages: list[RenderedPage]) -> list[RenderedPage]:
    """Without the pages in other languages, which tell anew what the others say."""
    return [page for page in pages if page.language == "kk"]


def links_back(pages: list[RenderedPage]) -> dict[Address, list[Back]]:
    """Section (page, id of its heading) → the places of other pages that link into it."""
    section = {page.page: sections_of(page) for page in pages}
    found: dict[Address, dict[str, Back]] = {}  # a place by its title: each is told once
    for page in _kazakh(pages):
        for (path, id), link in page.links:
            if path == page.page or path not in section or link.classes & SILENT:
                continue
            if id not in section[path] or (not id and path.startswith(page.page)):
                continue  # a chapter's own list of its sections says nothing new
            place = (page.page, link.block)
            target = (path, section[path][id])
            found.setdefault(target, {}).setdefault(page.name, Back(place, page.name))
    return {target: list(backs.values()) for target, backs in found.items()}


def uses(pages: list[RenderedPage], sources_page: str) -> dict[str, dict[str, list[Back]]]:
    """Source → title of a page → the sections that cite it, each by its first citation."""
    found: dict[str, dict[str, list[Back]]] = {}
    for page in _kazakh(pages):
        for (path, id), link in page.links:
            if path == sources_page and "cite" in link.classes and page.page != sources_page:
                back = Back((page.page, link.block), page.titles.get(link.heading, page.name))
                backs = found.setdefault(id, {}).setdefault(page.name, [])
                if back.title not in [other.title for other in backs]:
                    backs.append(back)
    return found


def add_backlinks(
    pages: list[RenderedPage],
    to: Iterable[RenderedPage],
    templates: jinja2.Environment,
    listing: Container[str] = (),
) -> None:
    """«Осы бетке сілтемелер» at the end of each page of `to` that others link to, by its sections.

    `listing` are the ids of sections that list such places themselves.
    """
    found = links_back(pages)
    template = templates.get_template("backlinks.html")
    for page in to:
        sections = [
            (
                f"#{heading}" if heading else "",
                page.titles.get(heading, ""),
                [(redirects.relative(page.page, back.place), back.title) for back in backs],
            )
            for heading in ("", *page.titles)
            if heading not in listing and (backs := found.get((page.page, heading)))
        ]
        if sections:
            count = sum(len(backs) for _, _, backs in sections)
            section_ends.at_the_end(page, template.render(sections=sections, count=count))


def add_uses(pages: list[RenderedPage], templates: jinja2.Environment, sources_page: str) -> None:
    """The way back from each source to the pages that cite it, where a mark asks for it."""
    found = uses(pages, sources_page)
    template = templates.get_template("uses.html")
    for page in pages:
        if "<!--uses:" not in page.html:
            continue

        def listed(match: re.Match[str], here: str = page.page) -> str:
            if match[1] not in found:
                return ""
            places = [
                (title, redirects.relative(here, backs[0].place), len(backs))
                for title, backs in found[match[1]].items()
            ]
            return template.render(uses=places)

        page.html = re.sub(r"<!--uses:([a-z0-9-]+)-->", listed, page.html)
