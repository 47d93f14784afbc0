"""Addresses that were renamed or deleted, and where their readers are led.

`addresses/redirects.yml` names them; a lost address that it does not name stops the build.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import relpath
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from ..base import yaml_reader
from ..base.diagnostics import ContentError, Problem
from ..base.source_files import read_text
from ..base.validation import schema_problems
from . import anchors
from .ledger import Address, Entry, Ledger
from .matching import ALIKE, likeness

LONG = 2 * 5  # signs of a fingerprint: shorter texts are alike by chance
Target = Annotated[str, StringConstraints(pattern=r"^/([a-z0-9-]+/)*(#[a-z0-9-]+)?$")]
Known = Mapping[str, Mapping[str, Entry]]  # page → id → entry, of the site as it is now
FILE = "redirects.yml"


class _Record(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Redirect(_Record):
    """One address that was: `/kirispe/#maqsat`, or a whole page with all that it held."""

    old: Annotated[Target, Field(alias="from")]
    to: Target


class _File(_Record):
    redirects: Annotated[tuple[Redirect, ...], Field(strict=False)] = ()


@dataclass(frozen=True)
class Redirects:
    """Old address → new address; both as (page, id)."""

    targets: dict[Address, Address]
    lines: dict[Address, int]
    file: str = FILE

    def problem(self, old: Address, message: str) -> Problem:
        """A problem at the line of a redirect."""
        return Problem(self.file, self.lines.get(old, 0), format_address(old), message)


def load(folder: Path) -> Redirects:
    """Read `redirects.yml`; ContentError with every mistake. No file: no redirects."""
    path, name = folder / FILE, f"{folder.name}/{FILE}"
    document = yaml_reader.parse(read_text(path, name) if os.path.lexists(path) else "{}", name)
    if document.problems:
        raise ContentError(document.problems)
    try:
        file = _File.model_validate(document.value)
    except ValidationError as error:
        raise ContentError(schema_problems(document, error, _File)) from None
    found = Redirects({}, {}, name)
    problems = []
    for place, redirect in enumerate(file.redirects):
        old, line = address(redirect.old), document.line(("redirects", place))
        if old in found.targets:
            problems.append(Problem(name, line, redirect.old, "stands twice"))
        found.targets[old], found.lines[old] = address(redirect.to), line
    if problems:
        raise ContentError(problems)
    return found


def address(text: str) -> Address:
    """`/kirispe/#maqsat` → («/kirispe/», «maqsat»)."""
    page, _, id = text.partition("#")
    return page, id


def format_address(place: Address) -> str:
    """The other way round."""
    return f"{place[0]}#{place[1]}" if place[1] else place[0]


def check(
    ledger: Ledger, redirects: Redirects, now: Known, unsure: Collection[str] = ()
) -> Iterator[Problem]:
    """Addresses of the ledger that lead nowhere, and redirects that are wrong.

    `unsure` are pages with mistakes, which may hold more addresses than it seems.
    """

    def may_stand(place: Address) -> bool:
        return place[0] in unsure or _stands(place, now)

    known = set(ledger.addresses())
    for old, new in redirects.targets.items():
        if _stands(old, now):
            yield redirects.problem(old, "stands on the site again: remove this redirect")
        elif known and old not in known:
            yield redirects.problem(old, "was never an address (addresses/ledger.tsv)")
        if not may_stand(new):
            yield redirects.problem(old, f"there is no {format_address(new)} to lead to")
        if old[1] and old[0] not in now and (old[0], "") not in redirects.targets:
            yield redirects.problem(old, f"add a redirect of the page {old[0]} too")
    answered = whole(ledger, redirects, now).targets
    for old in sorted(known):
        page_too = (old[0], "") in redirects.targets and old[0] not in now
        if not may_stand(old) and old not in answered and not page_too:
            if old[1] and old[0] not in now:
                continue  # told once, for the page
            suggested = format_address(suggestion(old, ledger, now))
            message = (
                "this published address is lost: give it back, or add under «redirects:»"
                f' - {{from: "{format_address(old)}", to: "{suggested}"}}'
            )
            yield redirects.problem(old, message)


def whole(ledger: Ledger, redirects: Redirects, now: Known) -> Redirects:
    """These redirects, and those that follow: with a heading go the blocks numbered after it.

    A block leads to the same id on the page that its heading leads to, if it is there, else to
    that heading.
    """
    targets = dict(redirects.targets)
    for page, id in ledger.addresses():
        heading, _, number = id.rpartition("-")
        new = redirects.targets.get((page, heading))
        if heading and number.isdigit() and new and not _stands((page, id), now):
            targets.setdefault((page, id), (new[0], id) if id in now.get(new[0], ()) else new)
    return Redirects(targets, redirects.lines, redirects.file)


def _stands(place: Address, now: Known) -> bool:
    return place[0] in now and (not place[1] or place[1] in now[place[0]])


def suggestion(old: Address, ledger: Ledger, now: Known) -> Address:
    """Where an old address most probably went: the same words, the same id, its section."""
    page, id = old
    words = ledger.page(page)[id].words if id else ""
    if len(words) >= LONG:
        best = max(
            ((likeness(words, e.words), p, e.id) for p, all in now.items() for e in all.values()),
            default=(0.0, "", ""),
        )
        if best[0] >= ALIKE:
            return best[1], best[2]
    elsewhere = [other for other in now if id and not words and id in now[other]]
    if elsewhere:
        return elsewhere[0], id
    if page in now and (heir := _heading_of_blocks(id, now[page])):
        return page, heir
    heading = id.rpartition("-")[0]
    while page in now and heading and heading not in now[page]:
        heading = heading.rpartition("-")[0]
    while page not in now and page != "/":
        page = page.rstrip("/").rpartition("/")[0] + "/"
    return page, heading if heading in now.get(page, ()) else ""


def _heading_of_blocks(lost: str, page: Mapping[str, Entry]) -> str:
    """The heading under which the first block of a lost heading stands now."""
    heading = ""
    for id, entry in page.items():
        heading = id if entry.kind == "heading" else heading
        start, _, number = id.rpartition("-")
        if start == lost and number.isdigit() and heading:
            return heading
    return ""


@dataclass(frozen=True)
class Moved:
    """What a template needs to lead a reader on: the old id, and the address as seen from it."""

    id: str
    url: str


def on_page(page: str, redirects: Redirects) -> tuple[list[tuple[str, str]], list[Moved]]:
    """Old ids of a page that stands: (old id, id on the same page), and those that moved away."""
    inside, away = [], []
    for (old_page, old), new in redirects.targets.items():
        if old_page != page or not old:
            continue
        if new[0] == page:
            inside.append((old, new[1]))
        else:
            away.append(Moved(old, relative(page, new)))
    return inside, away


def anchored(html: str, inside: list[tuple[str, str]], anchor: str) -> str:
    """The page's HTML with an empty anchor of each old id in the block that took its place.

    `anchor` has `{id}` where the old id goes.
    """
    for old, new in inside:
        place = max(anchors.place_inside(html, new), 0) if new else 0
        html = html[:place] + anchor.format(id=old) + html[place:]
    return html


def redirect_pages(redirects: Redirects, now: Known) -> Iterator[tuple[str, Address, list[Moved]]]:
    """Pages that are no more: address, target, and the ids that have a target of their own."""
    for (page, id), target in redirects.targets.items():
        if not id and page not in now:
            own = [
                Moved(old, relative(page, new))
                for (old_page, old), new in redirects.targets.items()
                if old_page == page and old
            ]
            yield page, target, own


def relative(page: str, target: Address) -> str:
    """An address as seen from a page."""
    fragment = f"#{target[1]}" if target[1] else ""
    return fragment if fragment and target[0] == page else relpath(target[0], page) + "/" + fragment
