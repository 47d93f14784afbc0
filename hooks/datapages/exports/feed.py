"""What the site tells those who do not read it page by page: the feed and llms.txt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import jinja2

from ..model.records.texts import ChangesFile

FEED = "ozgerister.xml"
LLMS = "llms.txt"


@dataclass(frozen=True)
class Listed:
    """A page as a list names it."""

    title: str
    url: str
    description: str


def feed(
    templates: jinja2.Environment, changes: ChangesFile, site: Listed, urls: Mapping[str, str]
) -> str:
    """The Atom feed of data/changes.yml; `urls` has the address of each page of docs/."""
    entries = [
        (change, [urls[page] for page in change.pages], f"{site.url}#{change.date}-{place}")
        for place, change in zip(range(len(changes.changes), 0, -1), changes.changes, strict=True)
    ]
    return templates.get_template("feed.xml").render(site=site, entries=entries, feed=FEED)


def llms(site: Listed, groups: Mapping[str, list[Listed]]) -> str:
    """llms.txt: what the site is and what is where, in Markdown."""
    lines = [f"# {_line(site.title)}", "", f"> {_line(site.description)}"]
    for name, pages in groups.items():
        lines += ["", f"## {_line(name)}", ""]
        lines += [
            f"- [{_line(page.title)}]({page.url}): {_line(page.description)}" for page in pages
        ]
    return "\n".join(lines) + "\n"


def _line(text: str) -> str:
    """A text on its own line, which closes no link that it names and opens no element."""
    return re.sub(r"[\\\[\]<`]", r"\\\g<0>", " ".join(text.split()))
