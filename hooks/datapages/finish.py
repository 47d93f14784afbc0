"""The last step over all pages: the ledger is checked, then each page gets what others know."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import jinja2

from . import citing, redirects, weave
from .addresses import Entry, Ledger
from .blocks import Blocks
from .citing import Work
from .problems import Problem, read_text
from .redirects import Redirects
from .weave import Finished

LEDGER = "ledger.tsv"
ANCHOR = '<span class="moved" id="{id}"></span>'


@dataclass
class Addresses:
    """The committed ledger and redirects, and what this build has seen.

    `folder` is addresses/; a project without one has no ledger to keep to.
    """

    folder: Path
    ledger: Ledger
    redirects: Redirects
    blocks: Blocks

    @classmethod
    def load(cls, folder: Path) -> Addresses:
        """Read addresses/; ContentError with every mistake."""
        path, name = folder / LEDGER, f"{folder.name}/{LEDGER}"
        text = read_text(path, name) if path.is_file() else ""
        ledger = Ledger.parse(text, name)
        return cls(folder, ledger, redirects.load(folder), Blocks(ledger))

    def joined(self, pages: list[Finished]) -> Ledger:
        """The ledger with the addresses of this build."""
        return self.ledger.joined({page.page: page.addresses.values() for page in pages})

    def write(self, pages: list[Finished]) -> None:
        """`make ledger`: commit to the addresses of this build."""
        self.folder.mkdir(exist_ok=True)
        (self.folder / LEDGER).write_text(self.joined(pages).text(), encoding="utf-8")

    def unknown(self, pages: list[Finished]) -> list[str]:
        """Addresses of this build that are not in the ledger yet."""
        known = set(self.ledger.addresses())
        now = [(page.page, id) for page in pages for id in page.addresses]
        return [redirects.written(place) for place in now if place not in known]

    def check(self, pages: list[Finished]) -> list[Problem]:
        """Lost addresses and wrong redirects."""
        return list(redirects.check(self.ledger, self.redirects, _now(pages)))

    def lead_on(self, pages: list[Finished], templates: jinja2.Environment) -> None:
        """Put the anchors of moved addresses into the pages that stand."""
        away_note = templates.get_template("moved_away.html")
        targets = redirects.whole(self.ledger, self.redirects, _now(pages))
        for page in pages:
            inside, away = redirects.on_page(page.page, targets)
            page.html = redirects.anchored(page.html, inside, ANCHOR)
            if away:
                page.html += away_note.render(away=away)

    def gone(
        self, pages: list[Finished], templates: jinja2.Environment, site: str
    ) -> dict[str, str]:
        """Files for the pages that are no more: path under the site → HTML."""
        titles, now, made = {page.page: page.title for page in pages}, _now(pages), {}
        targets = redirects.whole(self.ledger, self.redirects, now)
        for page, target, own in redirects.gone_pages(targets, now):
            made[f"{page.lstrip('/')}index.html"] = templates.get_template("gone.html").render(
                url=redirects.relative(page, target),
                canonical=site.rstrip("/") + target[0],
                title=titles.get(target[0], ""),
                own=own,
                script=redirects.relative(page, ("/", "")) + "assets/javascripts/gone.js",
            )
        return made


def _now(pages: list[Finished]) -> dict[str, dict[str, Entry]]:
    return {page.page: page.addresses for page in pages}


def add_backlinks(pages: list[Finished], templates: jinja2.Environment) -> None:
    """«Осы бөлімге сілтемелер» at the foot of each section that other pages link to."""
    found = weave.links_back(pages)
    template = templates.get_template("backlinks.html")
    by_page = {page.page: page for page in pages}
    for (path, heading), backs in found.items():
        page = by_page[path]
        seen = [(redirects.relative(path, back.place), back.title) for back in backs]
        # Links to the page as a whole stand at its very end.
        foot = heading or weave.last_inside(page.html).get("", "")
        html = template.render(backs=seen, section=bool(heading))
        page.ends.setdefault(foot, []).append(html)


def add_citations(
    pages: list[Finished],
    templates: jinja2.Environment,
    works: Mapping[str, Work],
    whole: Collection[str] = (),
) -> None:
    """«Дәйексөз алу» at the foot of each page.

    Of its second-level sections the page's script makes such boxes; `whole` are the pages that
    are made of data and are cited as a whole.
    """
    template = templates.get_template("cite_box.html")
    for page in pages:
        work = works[page.page]
        last = weave.last_inside(page.html)
        sections = page.page not in whole and len(last) > 1
        html = template.render(forms=citing.forms(work), sections=sections)
        page.ends.setdefault(last.get("", ""), []).append(html)


def close(pages: list[Finished]) -> None:
    """Put what was added to the ends of sections into the pages."""
    for page in pages:
        page.html = weave.with_section_ends(page.html, page.ends)


def add_uses(pages: list[Finished], templates: jinja2.Environment, sources_page: str) -> None:
    """In the bibliography, the way back from each entry to the places that cite it."""
    found = weave.uses(pages, sources_page)
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
