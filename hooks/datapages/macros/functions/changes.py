"""`{{ changes() }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def changes(page: PageContext) -> Fragment:
    """`{{ changes() }}`: what changed on the site, the newest first."""
    file = page.catalogue.changes
    if file is None:
        raise NotationError("there is no data/changes.yml")
    listed = [
        (change, [(page.link(path, ""), page.title_of(path)) for path in change.pages])
        for change in file.changes
    ]
    return page.fragment_with_files("changes.html", "changes", changes=listed)
