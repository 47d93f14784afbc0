"""Local government of countries: their table, and shares of public spending."""

from __future__ import annotations

from ..language import formats
from ..language.messages import t
from ..model.records.base import Place
from ..model.records.countries import CountriesFile, Country, Statement
from .table import Bars, Cell, Pairs, Table, cited, column, filled, missing_cell, unique


def countries_table(table: CountriesFile) -> Table:
    """One row a country; each cell with its source and year."""
    pairs: Pairs[Country] = [
        (column("country"), lambda country: Cell(country.name)),
        (column("state"), lambda country: Cell(t(f"state.{country.state}"))),
        (column("model"), _model),
        (column("tiers"), lambda country: _sentence(country.tiers)),
        (column("municipalities", "number"), _municipalities),
        (column("head"), lambda country: _sentence(country.head)),
        (column("own_revenue"), lambda country: _sentence(country.own_revenue)),
        (column("spending_share", "number", "%"), _spending_share),
        (column("charter"), _charter),
    ]
    items = [(f"countries-{country.id}", country) for country in table.countries]
    columns, rows = filled(pairs, items)
    sources = cited(rows)
    return Table(table.title, columns, rows, sources, table.notes, sentences=True)


def _model(country: Country) -> Cell:
    if not country.model or not country.model_source:
        return missing_cell()
    return Cell(t(f"model.{country.model}"), cites=(Place(source=country.model_source),))


def _municipalities(country: Country) -> Cell:
    number = country.municipalities
    if number is None or number.count is None:
        return missing_cell()
    detail = f"{number.what}, {formats.period(number.date)}"
    cites = (Place(source=number.source),)
    return Cell(formats.number(number.count), number.count, detail=detail, cites=cites)


def _spending_share(country: Country) -> Cell:
    share = country.spending_share
    if share is None:
        return missing_cell()
    detail = f"{formats.period(share.year)}; {share.method}"
    cites = (Place(source=share.source),)
    return Cell(formats.number(share.percent), share.percent, detail=detail, cites=cites)


def _charter(country: Country) -> Cell:
    charter = country.charter
    if charter is None:
        return missing_cell()
    detail = formats.day(charter.date) if charter.date else ""
    return Cell(charter.text, detail=detail, cites=(Place(source=charter.source),))


def _sentence(sentence: Statement | None) -> Cell:
    return (
        Cell(sentence.text, cites=(Place(source=sentence.source),)) if sentence else missing_cell()
    )


def spending_share(table: CountriesFile) -> Bars:
    """Shares of public expenditure, of those countries alone that were measured alike."""
    shares = [
        (country.name, country.spending_share)
        for country in table.countries
        if country.spending_share and country.spending_share.comparable
    ]
    return Bars(
        title=t("chart.spending-share"),
        unit="%",
        bars=tuple((name, share.percent) for name, share in shares),
        method="; ".join(dict.fromkeys(f"{share.method}, {share.year}" for _, share in shares)),
        sources=unique(share.source for _, share in shares),
        page=table.page,
        anchor="table-countries",
    )
