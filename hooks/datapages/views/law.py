"""Tables of legal categories and of changes of law."""

from __future__ import annotations

from ..language import formats, grammar
from ..model.observations import decimal_year
from ..model.records.law import CategoriesFile, Category, Edition, LawChangesFile, Norm
from .table import Cell, ChoiceError, Column, Row, Table, unique


def categories_table(table: CategoriesFile, chosen: list[str] | None = None) -> Table:
    """One row a category, one column an edition of the law: those `chosen` by id, else all.

    ChoiceError for an unknown edition.
    """
    known = {edition.id: edition for edition in table.editions}
    for id in chosen or ():
        if id not in known:
            raise ChoiceError("edition", id, known)
    editions = [known[id] for id in chosen] if chosen else list(known.values())
    columns = (Column("Санаты"), *(Column(edition.title) for edition in editions))
    rows = tuple(
        Row(f"categories-{category.id}", _category_cells(category, editions))
        for category in table.categories
        if {norm.edition for norm in category.norms} & {edition.id for edition in editions}
    )
    sources = unique(edition.law for edition in editions)
    return Table(table.title, columns, rows, sources, table.notes)


def _category_cells(category: Category, editions: list[Edition]) -> tuple[Cell, ...]:
    norms = {norm.edition: norm for norm in category.norms}
    name = Cell(category.name, detail=category.old_name or "")
    return (name, *(_norm_cell(norms.get(edition.id)) for edition in editions))


def _norm_cell(norm: Norm | None) -> Cell:
    if norm is None:
        return Cell("көзделмеген", missing=True)
    sort = norm.minimum if norm.minimum is not None else norm.maximum
    text = norm_text(norm)
    detail = "; ".join(part for part in (norm.condition if text else "", norm.place) if part)
    return Cell(text or norm.condition or "сан шегі жоқ", sort=sort, detail=detail)


def norm_text(norm: Norm) -> str:
    """The number a norm asks for: «50 000 адамнан астам», «кемінде 50 адам», or nothing."""
    parts = []
    if norm.minimum is not None:
        figure = formats.number(norm.minimum) + formats.NBSP + "адам"
        more = grammar.decline(figure, "ablative") + " астам"
        parts.append(more if norm.strictly_more else f"кемінде {figure}")
    if norm.maximum is not None:
        parts.append(f"ең көбі {formats.number(norm.maximum)}{formats.NBSP}адам")
    return ", ".join(parts)


def law_changes_table(table: LawChangesFile) -> Table:
    """One row a norm: where the chapter tells it, then, now, since when."""
    columns = (
        Column("Норма"),
        Column("Дипломда"),
        Column("Қазір"),
        Column("Қашаннан"),
    )
    rows = tuple(
        Row(
            f"law-{change.id}",
            (
                Cell(change.topic, page=change.page, anchor=change.anchor),
                Cell(change.then, cites=change.then_sources),
                Cell(change.now or formats.MISSING, missing=change.now is None,
                     detail=change.note or "", cites=change.now_sources),
                Cell(formats.period(change.since) if change.since else "–",
                     sort=decimal_year(change.since) if change.since else None),
            ),
        )
        for change in table.changes
    )  # fmt: skip
    cited = (place for row in rows for cell in row.cells for place in cell.cites)
    return Table(
        table.title, columns, rows, unique(place.source for place in cited), table.notes,
        sentences=True,
    )  # fmt: skip
