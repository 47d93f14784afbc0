"""`{{ schemas() }}`."""

from __future__ import annotations

from ...exports import json_schemas
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def schemas(page: PageContext) -> Fragment:
    """`{{ schemas() }}`: links to the published JSON Schemas."""
    links = [(name, page.link(f"{json_schemas.FOLDER}/{name}", "")) for name in page.site.schemas]
    return page.fragment("schemas.html", schemas=links)
