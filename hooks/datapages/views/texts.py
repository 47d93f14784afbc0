"""Tables of sentences, and of the relations that a diagram draws."""

from __future__ import annotations

from ..language.messages import t
from ..model.records.texts import Diagram, Edge, TextTable
from .table import Cell, Column, Pairs, Row, Table, cited, column, filled, text_cell


def text_table(table: TextTable) -> Table:
    """A table of sentences; the last column cites the sources of the row."""
    columns = (
        *(Column(f"column-{number}", title) for number, title in enumerate(table.columns, start=1)),
        column("source", "source"),
    )
    rows = tuple(
        Row(f"{table.id}-{row.id}", (*map(text_cell, row.cells), Cell("", cites=row.sources)))
        for row in table.rows
    )
    return Table(table.title, columns, rows, cited(rows), table.notes, sentences=True)


def relations(diagram: Diagram) -> Table:
    """Every edge as a row."""
    names = {node.id: node.label for node in diagram.nodes}
    pairs: Pairs[Edge] = [
        (column("who"), lambda edge: Cell(names[edge.start])),
        (column("does"), lambda edge: Cell(edge.label)),
        (column("to-whom"), lambda edge: Cell(names[edge.end])),
        (column("source", "source"), lambda edge: Cell("", cites=edge.sources)),
    ]
    items = [(f"{diagram.id}-{edge.start}-{edge.end}-{edge.kind}", edge) for edge in diagram.edges]
    columns, rows = filled(pairs, items)
    title = t("caption.relations", diagram=diagram.title)
    return Table(title, columns, rows, cited(rows), diagram.notes, sentences=True)
