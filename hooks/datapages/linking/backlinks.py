"""Links back to a section, and uses of a source."""

from __future__ import annotations

import re
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


def links_back(pages: list[RenderedPage]) -> dict[Address, list[Back]]:
    """Section (page, id of its heading) → the places of other pages that link into it."""
    section = {page.page: sections_of(page) for page in pages}
    found: dict[Address, dict[str, Back]] = {}  # a place by its title: each is told once
    for page in pages:
        for (path, id), link in page.links:
            if path == page.page or path not in section or link.classes & SILENT:
                continue
            if id not in section[path] or (not id and path.startswith(page.page)):
                continue  # a chapter's own list of its sections says nothing new
            place = (page.page, link.block)
            title = page.titles.get(link.heading, "")
            name = f"{page.title}: {title}" if title else page.title
            target = (path, section[path][id])
            found.setdefault(target, {}).setdefault(name, Back(place, name))
    return {target: list(backs.values()) for target, backs in found.items()}


def uses(pages: list[RenderedPage], sources_page: str) -> dict[str, dict[str, list[Back]]]:
    """Source → title of a page → the sections that cite it, each by its first citation."""
    found: dict[str, dict[str, list[Back]]] = {}
    for page in pages:
        for (path, id), link in page.links:
            if path == sources_page and "cite" in link.classes and page.page != sources_page:
                back = Back((page.page, link.block), page.titles.get(link.heading, page.title))
                backs = found.setdefault(id, {}).setdefault(page.title, [])
                if back.title not in [other.title for other in backs]:
                    backs.append(back)
    return found


def add_backlinks(pages: list[RenderedPage], templates: jinja2.Environment) -> None:
    """«Осы бөлімге сілтемелер» at the foot of each section that other pages link to."""
    found = links_back(pages)
    template = templates.get_template("backlinks.html")
    by_page = {page.page: page for page in pages}
    for (path, heading), backs in found.items():
        page = by_page[path]
        seen = [(redirects.relative(path, back.place), back.title) for back in backs]
        # Links to the page as a whole stand at its very end.
        foot = heading or section_ends.last_inside(page.html).get("", "")
        html = template.render(backs=seen, section=bool(heading))
        page.ends.setdefault(foot, []).append(html)


def add_uses(pages: list[RenderedPage], templates: jinja2.Environment, sources_page: str) -> None:
    """In the bibliography, the way back from each entry to the places that cite it."""
    found = uses(pages, sources_page)
    template = templates.get_template("uses.html")
    page = next((page for page in pages if page.page == sources_page), None)
    if page is None:
        return

    def one(match: re.Match[str]) -> str:
        if match[1] not in found:
            return ""
        places = [
            (title, [(redirects.relative(sources_page, back.place), back.title) for back in backs])
            for title, backs in found[match[1]].items()
        ]
        return template.render(uses=places, count=sum(len(backs) for _, backs in places))

    page.html = re.sub(r"<!--uses:([a-z0-9-]+)-->", one, page.html)
