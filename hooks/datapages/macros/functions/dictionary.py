"""`{{ dictionary() }}`."""

from __future__ import annotations

from ...exports import tables, text_tables
from ...exports.resource import Field, Resource
from ...language.messages import t
from ...views.search_rows import SearchRow
from .. import builders
from ..api import Download, Fragment, macro
from ..context import PageContext


@macro()
def dictionary(page: PageContext) -> Fragment:
    """`{{ dictionary() }}`: each table of the package, its columns and their meaning."""
    folder = page.published().package
    package = tables.package(page.catalogue)
    downloads = tuple(
        Download("CSV", page.link(f"{folder}/{table.name}.csv", ""), table.name)
        for table in package
    )
    whole = builders.files_of(page, text_tables.dictionary(package), "")
    html = page.render(
        "dictionary.html", tables=[*zip(package, downloads, strict=True)], files=whole.downloads
    )
    rows = tuple(_row(table, column) for table in package for column in table.fields)
    return Fragment(html, rows=rows, files=whole.files, downloads=downloads + whole.downloads)


def _row(table: Resource, column: Field) -> SearchRow:
    meaning = f"{column.title}. {column.description}" if column.description else column.title
    name = f"{column.name} {t('dictionary.key')}" if column.name in table.key else column.name
    cells = (
        (t("dictionary.type"), t(f"type.{column.type}")),
        (t("dictionary.meaning"), meaning),
    )
    return SearchRow(f"dictionary-{table.name}-{column.name.replace('_', '-')}", name, cells)
