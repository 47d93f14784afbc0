"""Tables of sentences, and of the relations that a diagram draws."""

from __future__ import annotations

from ..model.records.texts import Diagram, TextTable
from .table import Cell, Column, Row, Table, unique


def text_table(table: TextTable) -> Table:
    """A table of sentences; the last column cites the sources of the row."""
    columns = (*(Column(title) for title in table.columns), Column("Дереккөз", "source"))
    rows = tuple(
        Row(
            f"{table.id}-{row.id}",
            (*(Cell(text or "–") for text in row.cells), Cell("", cites=row.sources)),
        )
        for row in table.rows
    )
    sources = unique(place.source for row in table.rows for place in row.sources)
    return Table(table.title, columns, rows, sources, table.notes, sentences=True)


def relations(diagram: Diagram) -> Table:
    """Every edge as a row."""
    names = {node.id: node.label for node in diagram.nodes}
    rows = tuple(
        Row(
            f"{diagram.id}-{edge.start}-{edge.end}-{edge.kind}",
            (
                Cell(names[edge.start]),
                Cell(edge.label),
                Cell(names[edge.end]),
                Cell("", cites=edge.sources),
            ),
        )
        for edge in diagram.edges
    )
    columns = (
        Column("Кім"),
        Column("Не істейді"),
        Column("Кімге қатысты"),
        Column("Дереккөз", "source"),
    )
    sources = tuple(dict.fromkeys(p.source for edge in diagram.edges for p in edge.sources))
    caption = f"{diagram.title}: барлық байланыс"
    return Table(caption, columns, rows, sources, diagram.notes, sentences=True)
