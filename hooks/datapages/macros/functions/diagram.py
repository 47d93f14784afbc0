"""`{{ diagram("structure") }}`."""

from __future__ import annotations

from ...exports import text_tables
from ...graphics import diagram_layout
from ...views import search_rows, texts
from ..api import Fragment, macro
from ..context import PageContext, known


@macro(numbers="figure")
def diagram(page: PageContext, name: str) -> Fragment:
    """`{{ diagram("structure") }}`: bodies and their relations, drawn and listed."""
    found = known(page.catalogue.diagrams, name, "diagram")
    anchor = f"diagram-{name}"
    table = texts.relations(found)
    files = page.table_files(text_tables.relations_name(found))
    html = page.render(
        "diagram.html",
        diagram=found,
        drawing=diagram_layout.draw(found),
        anchor=anchor,
        label=page.labels[anchor],
        table=table,
        sources=page.sources(table.sources),
        files=files,
    )
    rows = search_rows.of_table(table, page.catalogue.number)
    return Fragment(html, rows=rows, downloads=files)
