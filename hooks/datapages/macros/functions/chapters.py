"""`{{ chapters() }}`."""

from __future__ import annotations

from ..api import Fragment, macro
from ..context import PageContext


@macro()
def chapters(page: PageContext) -> Fragment:
    """`{{ chapters() }}`: the parts of the text in the order of reading, each with what it says."""
    manuscript = page.site.manuscript
    of_text = {path for path in manuscript.menu if manuscript.pages[path].meta.get("origin")}
    folders = {path.rpartition("/")[0] for path in of_text} - {""}
    listed = [
        (
            page.title_of(path),
            page.link(path, ""),
            manuscript.pages[path].meta.get("description", ""),
            path not in of_text,
        )
        for path in manuscript.menu
        if path in of_text or path.removesuffix("/index.md") in folders
    ]
    return page.fragment("chapters.html", chapters=listed)
