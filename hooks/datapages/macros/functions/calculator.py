"""`{{ calculator() }}`."""

from __future__ import annotations

from ...content.notation import NotationError
from ...views import law
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def calculator(page: PageContext) -> Fragment:
    """`{{ calculator() }}`: which category a number of people fits, by the law of a day.

    It quotes the page's table of categories, which answers where there is no JavaScript.
    """
    table = page.catalogue.categories
    if table is None or "table-categories" not in page.labels:
        raise NotationError('the page needs {{ table("categories") }}, which it quotes')
    editions = [
        {
            "id": edition.id,
            "title": edition.title,
            "start": edition.start,
            "end": edition.end,
            "law": page.catalogue.sources[edition.law].number or edition.law,
            "url": page.source_url(edition.law),
        }
        for edition in law.newest_first(table.editions)
    ]
    categories = [
        {
            "id": category.id,
            "name": category.name,
            "group": category.group,
            "norms": {n.edition: [n.minimum, n.strictly_more, n.maximum] for n in category.norms},
        }
        for category in table.categories
    ]
    data = {"editions": editions, "categories": categories}
    return page.fragment("calculator.html", data=data, first=editions[-1]["start"])
