"""`{{ diagram("structure") }}`."""

from __future__ import annotations

from dataclasses import replace

from ...exports import text_tables
from ...graphics import diagram_layout, static_svg
from ...language.messages import t
from ...views import search_rows, texts
from .. import builders
from ..api import Fragment, macro
from ..context import PageContext, known


@macro(numbers="figure")
def diagram(page: PageContext, name: str) -> Fragment:
    """`{{ diagram("structure") }}`: bodies and their relations, drawn and listed."""
    found = known(page.catalogue.diagrams, name, "diagram")
    anchor = f"diagram-{name}"
    drawing = diagram_layout.draw(found)
    table = texts.relations(found)
    keys = {kind: t(f"diagram.{kind}") for kind in diagram_layout.DRAWN}
    taken = builders.take_away(
        page,
        builders.Picture(
            anchor,
            static_svg.diagram(drawing, keys),
            found.title,
            "",
            (page.path, anchor),
            table.sources,
            found.notes,
        ),
    )
    files = page.table_files(text_tables.relations_name(found)) + taken.downloads
    html = page.render(
        "diagram.html",
        diagram=found,
        drawing=drawing,
        anchor=anchor,
        label=page.labels[anchor],
        table=table,
        sources=page.sources(table.sources),
        files=files,
    )
    rows = search_rows.of_table(table, page.catalogue.number)
    return replace(taken, html=html, rows=rows, downloads=files)
