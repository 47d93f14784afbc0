"""The table of countries."""

from __future__ import annotations

from ..language import formats
from ..model.records.base import Place
from ..model.records.countries import CountriesFile, Country, Told
from .table import Bars, Cell, Column, Row, Table, unique

STATES = {"unitary": "унитарлы", "federal": "федерация"}
MODELS = {"anglo-saxon": "англосаксондық", "continental": "континенттік", "mixed": "аралас"}


def countries_table(table: CountriesFile) -> Table:
    """One row a country; each cell with its source and year."""
    columns = (
        Column("Ел"),
        Column("Мемлекет түрі"),
        Column("Үлгісі"),
        Column("Деңгейлері"),
        Column("Муниципалитеттер", "number"),
        Column("Басшысы"),
        Column("Кірісі"),
        Column("Мемлекеттік шығыстағы үлесі", "number", "%"),
        Column("Хартия"),
    )
    rows = tuple(
        Row(f"countries-{country.id}", _country_cells(country)) for country in table.countries
    )
    cited = (place for row in rows for cell in row.cells for place in cell.cites)
    return Table(
        table.title, columns, rows, unique(place.source for place in cited), table.notes,
        sentences=True,
    )  # fmt: skip


def _country_cells(country: Country) -> tuple[Cell, ...]:
    unknown = Cell(formats.MISSING, missing=True)
    number, share, charter = country.municipalities, country.spending_share, country.charter
    cells = [Cell(country.name), Cell(STATES[country.state])]
    if country.model and country.model_source:
        cells.append(Cell(MODELS[country.model], cites=(Place(source=country.model_source),)))
    else:
        cells.append(unknown)
    cells.append(_told(country.tiers))
    if number and number.count is not None:
        detail = f"{number.what}, {formats.period(number.date)}"
        cites = (Place(source=number.source),)
        cells.append(Cell(formats.number(number.count), number.count, detail=detail, cites=cites))
    else:
        cells.append(unknown)
    cells += [_told(country.head), _told(country.own_revenue)]
    if share:
        detail = f"{formats.period(share.year)}; {share.method}"
        cites = (Place(source=share.source),)
        cells.append(Cell(formats.number(share.percent), share.percent, detail=detail, cites=cites))
    else:
        cells.append(unknown)
    if charter:
        detail = formats.day(charter.date) if charter.date else ""
        cells.append(Cell(charter.text, detail=detail, cites=(Place(source=charter.source),)))
    else:
        cells.append(unknown)
    return tuple(cells)


def _told(told: Told | None) -> Cell:
    if told is None:
        return Cell(formats.MISSING, missing=True)
    return Cell(told.text, cites=(Place(source=told.source),))


def spending_share(table: CountriesFile) -> Bars:
    """Shares of public expenditure, of those countries alone that were measured alike."""
    shares = [
        (country.name, country.spending_share)
        for country in table.countries
        if country.spending_share and country.spending_share.comparable
    ]
    return Bars(
        title="Жергілікті деңгейдің мемлекеттік шығыстағы үлесі",
        unit="%",
        bars=tuple((name, share.percent) for name, share in shares),
        method="; ".join(dict.fromkeys(f"{share.method}, {share.year}" for _, share in shares)),
        sources=unique(share.source for _, share in shares),
        page=table.page,
        anchor="table-countries",
    )
