"""Tables of indicators say once what holds for all their figures."""

from __future__ import annotations

from dataclasses import replace

from datapages.language import formats
from datapages.language.messages import t
from datapages.model.observations import JoinedIndicator
from datapages.views import indicators
from datapages.views.observation_rows import without_repeats
from datapages.views.table import Cell, Row, Table, column
from tests import own_data

COLUMNS = (
    column("period", "period"),
    column("value", "number", "%"),
    column("series"),
    column("status"),
    column("source", "source"),
)


def row(period: str, value: float, series: str, status: str, source: str) -> Row:
    cells = (Cell(period, sort=float(period)), Cell(f"{value:g}", sort=value))
    rest = (Cell(series, note=2), Cell(status), Cell("", source=source))
    return Row(f"x-{period}", (*cells, *rest))


def table(*rows: Row) -> Table:
    return Table("Үлес", COLUMNS, rows, ("a",))


def ids(made: Table) -> list[str]:
    return [column.id for column in made.columns]


def test_columns_of_one_word_go_to_the_head_of_the_figures() -> None:
    same = table(*(row(str(year), year, "Қала", "есептелген", "a") for year in (2020, 2021)))
    made = without_repeats(same)
    assert ids(made) == ["period", "value"]
    assert (made.columns[1].detail, made.columns[1].note) == ("Қала; есептелген", 2)
    assert [len(one.cells) for one in made.rows] == [2, 2]
    assert [one.id for one in made.rows] == [one.id for one in same.rows]


def test_an_official_figure_needs_no_word() -> None:
    made = without_repeats(table(*(row(str(y), y, "Қала", "ресми", "a") for y in (2020, 2021))))
    assert made.columns[1].detail == "Қала"


def test_what_differs_stays_in_its_column() -> None:
    mixed = table(row("2020", 1, "Қала", "ресми", "a"), row("2021", 2, "Облыс", "бағалау", "b"))
    assert without_repeats(mixed) == mixed
    one = table(row("2020", 1, "Қала", "ресми", "a"))
    assert without_repeats(one) == one, "nothing is repeated"
    half = replace(mixed, rows=(mixed.rows[0], row("2021", 2, "Қала", "бағалау", "a")))
    assert ids(without_repeats(half)) == ["period", "value", "status"]


def test_a_column_of_figures_has_one_number_of_decimals() -> None:
    def figure(value: float) -> Row:
        return Row(f"x-{value}", (Cell("2016"), Cell(formats.number(value), sort=value)))

    columns = (column("period", "period"), column("value", "number", "%"))
    made = Table("Үлес", columns, (figure(4.9), figure(5.0), figure(-0.25)), ("a",)).aligned()
    assert [one.cells[1].text for one in made.rows] == ["4,90", "5,00", "−0,25"]
    assert [one.cells[0].text for one in made.rows] == ["2016"] * 3
    whole = Table("Үлес", columns, (figure(4.0), figure(5.0)), ("a",)).aligned()
    assert [one.cells[1].text for one in whole.rows] == ["4", "5"]


def test_a_figure_that_reads_as_it_sorts_is_plain() -> None:
    assert Cell("1 234,5".replace(" ", "\u00a0"), sort=1234.5).sorts_as_text
    assert Cell("−7", sort=-7).sorts_as_text
    assert not Cell("2002 жылғы наурыз", sort=2002.1667).sorts_as_text
    assert not Cell("50\u00a0000 адамнан астам", sort=50000).sorts_as_text
    assert not Cell("12", sort=13).sorts_as_text


def test_shares_that_add_up_but_for_rounding_say_so() -> None:
    known = own_data.catalogue().indicators
    said = {name for name, one in known.items() if t("note.rounded") in notes_of(one)}
    assert "industry-structure" in said, "its four shares make 100.1 in 2012"
    assert not said & {"births", "unemployment-rate", "population-share"}


def notes_of(indicator: JoinedIndicator) -> tuple[str, ...]:
    return indicators.table(indicator).notes


def test_the_rows_of_an_indicator_are_its_periods_or_its_figures() -> None:
    found = [*own_data.catalogue().indicators.values()]
    assert {indicators.is_wide(one) for one in found} == {True, False}
    for one in found:
        rows, wide = {row.id for row in indicators.table(one).rows}, indicators.is_wide(one)
        told = {f"{one.id}-{point.period}" if wide else point.anchor for point in one.points}
        assert told == rows
