"""`{{ changed("capital") }}`."""

from __future__ import annotations

from ...language.messages import t
from ..api import Fragment, macro
from ..context import PageContext, known, unknown


@macro()
def changed(page: PageContext, id: str) -> Fragment:
    """`{{ changed("capital") }}`: a way to the row that sets then beside now."""
    file = page.catalogue.law_changes
    if file is None:
        raise unknown("change of law", id, ())
    change = known({change.id: change for change in file.changes}, id, "change of law")
    url = page.link(file.page, f"law-{id}")
    return page.inline("changed.html", t("changed.compare"), topic=change.topic, url=url)
