"""`{{ books() }}`."""

from __future__ import annotations

from ...exports.shelf import Kind
from ..api import LANGUAGES, Fragment, macro
from ..context import PageContext


@macro(languages=LANGUAGES)
def books(page: PageContext) -> Fragment:
    """`{{ books() }}`: the finished books of this edition and its copy for the disk, if any."""
    order = [*Kind]
    whole = sorted(
        (item for item in page.site.shelf.items if item.kind is not Kind.CHAPTER),
        key=lambda item: (item.kind is Kind.COPY, item.latin, order.index(item.kind)),
    )
    listed = [(item, page.link(item.path, "")) for item in whole]
    return page.fragment("books.html", listed=listed, day=page.site.day)
