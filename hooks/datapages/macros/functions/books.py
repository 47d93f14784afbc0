"""`{{ books() }}`."""

from __future__ import annotations

from ...exports.shelf import Kind
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def books(page: PageContext) -> Fragment:
    """`{{ books() }}`: the finished books of this edition and its copy for the disk, if any."""
    whole = [item for item in page.site.shelf.items if item.kind is not Kind.CHAPTER]
    listed = [(item, page.link(item.path, "")) for item in sorted(whole, key=lambda one: one.latin)]
    return page.fragment("books.html", listed=listed, day=page.site.day)
