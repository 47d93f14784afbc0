"""`{{ dictionary() }}`."""

from __future__ import annotations

from ...exports import tables
from ...language.messages import t
from ...views.search_rows import SearchRow
from ..api import Download, Fragment, macro
from ..context import PageContext


@macro()
def dictionary(page: PageContext) -> Fragment:
    """`{{ dictionary() }}`: each table of the package, its columns and their meaning."""
    folder = page.published().package
    package = tables.package(page.catalogue)
    downloads = tuple(
        Download("CSV", page.link(f"{folder}/{frame.name}.csv", ""), frame.name)
        for frame in package
    )
    html = page.render("dictionary.html", tables=[*zip(package, downloads, strict=True)])
    rows = tuple(_row(frame, column) for frame in package for column in frame.fields)
    return Fragment(html, rows=rows, downloads=downloads)


def _row(frame: tables.Frame, column: tables.Field) -> SearchRow:
    meaning = f"{column.title}. {column.description}" if column.description else column.title
    name = f"{column.name} {t('dictionary.key')}" if column.name in frame.key else column.name
    cells = (
        (t("dictionary.type"), tables.TYPES[column.type]),
        (t("dictionary.meaning"), meaning),
    )
    return SearchRow(f"dictionary-{frame.name}-{column.name.replace('_', '-')}", name, cells)
