"""Tables of legal categories and of changes of law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..language import formats, grammar
from ..language.messages import t
from ..model.observations import decimal_year
from ..model.records.law import CategoriesFile, Category, Edition, LawChange, LawChangesFile, Norm
from ..model.words import PERSONS
from .table import (
    Cell,
    ChoiceError,
    Column,
    Pairs,
    Table,
    blank_cell,
    cited,
    column,
    filled,
    missing_cell,
    unique,
)


def categories_table(table: CategoriesFile, chosen: list[str] | None = None) -> Table:
    """One row a category, one column an edition of the law: those `chosen` by id, else all.

    The edition in force comes first.

    ChoiceError for an unknown edition.
    """
    known = {edition.id: edition for edition in table.editions}
    for id in chosen or ():
        if id not in known:
            raise ChoiceError("edition", id, known)
    editions = [known[id] for id in chosen] if chosen else list(known.values())
    pairs: Pairs[Category] = [
        (column("category"), lambda one: Cell(one.name, detail=one.old_name or "")),
        *(
            (Column(edition.id, edition.title), _norm_cell(edition))
            for edition in sorted(editions, key=lambda edition: edition.start, reverse=True)
        ),
    ]
    shown = {edition.id for edition in editions}
    items = [
        (f"categories-{category.id}", category)
        for category in table.categories
        if {norm.edition for norm in category.norms} & shown
    ]
    columns, rows = filled(pairs, items)
    return Table(table.title, columns, rows, unique(one.law for one in editions), table.notes)


def _norm_cell(edition: Edition) -> Callable[[Category], Cell]:
    """What fills the cells of an edition's column."""

    def cell(category: Category) -> Cell:
        norm = next((norm for norm in category.norms if norm.edition == edition.id), None)
        if norm is None:
            return Cell(t("cell.no-norm"), missing=True)
        sort = norm.minimum if norm.minimum is not None else norm.maximum
        text = norm_text(norm)
        detail = "; ".join(part for part in (norm.condition if text else "", norm.place) if part)
        return Cell(text or norm.condition or t("cell.no-limit"), sort=sort, detail=detail)

    return cell


def norm_text(norm: Norm) -> str:
    """The number a norm asks for: «50 000 адамнан астам», «кемінде 50 адам», or nothing."""
    parts = []
    if norm.minimum is not None:
        figure = PERSONS.write(norm.minimum)
        more = grammar.decline(figure, "ablative")
        parts.append(
            t("norm.more-than", figure=more)
            if norm.strictly_more
            else t("norm.least", figure=figure)
        )
    if norm.maximum is not None:
        parts.append(t("norm.most", figure=PERSONS.write(norm.maximum)))
    return ", ".join(parts)


def law_changes_table(table: LawChangesFile) -> Table:
    """One row a norm: where the chapter tells it, then, now, since when."""
    pairs: Pairs[LawChange] = [
        (column("norm"), lambda one: Cell(one.topic, page=one.page, anchor=one.anchor)),
        (column("then"), lambda one: Cell(one.then, cites=one.then_sources)),
        (column("now"), _now),
        (column("since"), _since),
    ]
    columns, rows = filled(pairs, [(f"law-{one.id}", one) for one in table.changes])
    return Table(table.title, columns, rows, cited(rows), table.notes, sentences=True)


def _now(change: LawChange) -> Cell:
    made = missing_cell() if change.now is None else Cell(change.now)
    return replace(made, detail=change.note or "", cites=change.now_sources)


def _since(change: LawChange) -> Cell:
    if not change.since:
        return blank_cell()
    return Cell(formats.period(change.since), sort=decimal_year(change.since))
