"""The ledger is checked; moved and deleted addresses lead on."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import jinja2

from ..base.diagnostics import Problem
from ..base.source_files import read_text, write_whole
from ..permalinks import redirects
from ..permalinks.ledger import Entry, Ledger
from ..permalinks.redirects import Redirects
from .rendered_page import RenderedPage

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

    @classmethod
    def load(cls, folder: Path) -> Addresses:
        """Read addresses/; ContentError with every mistake."""
        path, name = folder / LEDGER, f"{folder.name}/{LEDGER}"
        text = read_text(path, name) if os.path.lexists(path) else ""
        ledger = Ledger.parse(text, name)
        return cls(folder, ledger, redirects.load(folder))

    @classmethod
    def empty(cls, folder: Path) -> Addresses:
        """No address that is to be kept."""
        return cls(folder, Ledger.parse("", LEDGER), Redirects({}, {}))

    def joined(self, pages: list[RenderedPage]) -> Ledger:
        """The ledger with the addresses of this build."""
        return self.ledger.joined({page.page: page.addresses.values() for page in pages})

    def write(self, pages: list[RenderedPage]) -> None:
        """`make ledger`: commit to the addresses of this build."""
        self.folder.mkdir(exist_ok=True)
        write_whole(self.folder / LEDGER, self.joined(pages).text().encode())

    def unknown(self, pages: list[RenderedPage]) -> list[str]:
        """Addresses of this build that are not in the ledger yet."""
        known = set(self.ledger.addresses())
        now = [(page.page, id) for page in pages for id in page.addresses]
        return [redirects.format_address(place) for place in now if place not in known]

    def check(self, pages: list[RenderedPage]) -> list[Problem]:
        """Lost addresses and wrong redirects."""
        unsure = {page.page for page in pages if page.problems}
        return list(redirects.check(self.ledger, self.redirects, _now(pages), unsure))

    def add_moved_anchors(self, pages: list[RenderedPage], templates: jinja2.Environment) -> None:
        """Put the anchors of moved addresses into the pages that stand."""
        away_note = templates.get_template("moved_away.html")
        targets = redirects.whole(self.ledger, self.redirects, _now(pages))
        for page in pages:
            inside, away = redirects.on_page(page.page, targets)
            page.html = redirects.anchored(page.html, inside, ANCHOR)
            if away:
                page.html += away_note.render(away=away)

    def redirect_pages(
        self, pages: list[RenderedPage], templates: jinja2.Environment, site: str
    ) -> dict[str, str]:
        """Files for the pages that are no more: path under the site → HTML."""
        titles, now, made = {page.page: page.title for page in pages}, _now(pages), {}
        targets = redirects.whole(self.ledger, self.redirects, now)
        for page, target, own in redirects.redirect_pages(targets, now):
            made[f"{page.lstrip('/')}index.html"] = templates.get_template("gone.html").render(
                url=redirects.relative(page, target),
                canonical=site.rstrip("/") + target[0],
                title=titles.get(target[0], ""),
                own=own,
                script=redirects.relative(page, ("/", "")) + "assets/javascripts/gone.js",
            )
        return made


def _now(pages: list[RenderedPage]) -> dict[str, dict[str, Entry]]:
    return {page.page: page.addresses for page in pages}
