"""`{{ mentions("semei") }}`."""

from __future__ import annotations

from ...content import mentions as in_texts
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def mentions(page: PageContext, unit: str) -> Fragment:
    """`{{ mentions("semei") }}`: the sections of the chapters that speak of a unit."""
    named = page.unit(unit)
    pages: dict[str, list[in_texts.Section]] = {}
    for section in in_texts.sections_naming(named, page.site.manuscript.sections):
        pages.setdefault(section.page, []).append(section)
    entries = [
        (
            page.link(path, ""),
            sections[0].title,
            [(page.link(path, one.anchor), one.heading) for one in sections if one.anchor],
        )
        for path, sections in pages.items()
    ]
    return page.fragment("mentions.html", entries=entries, unit=named)
