"""Tables in the shapes that the Bureau publishes, brought into a copy of data/."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from datapages.cli import import_table
from datapages.imports import matching, periods, sheets
from datapages.imports.names import Names
from datapages.imports.periods import Kind
from datapages.language.messages import group
from datapages.model import loader
from tests import own_data
from tests.conftest import ROOT

Rows = Sequence[Sequence[Any]]


# Every import reads data/ twice: these are enough. A unit has a chart of the last.
INDICATORS = ("births", "deaths", "employed", "investment", "natural-increase", "unemployed",
              "unemployment-rate", "population")  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the project's data, so that the files have their real order, style, comments."""
    left_out = shutil.ignore_patterns("schemas", "compositions", "indicators")
    copy = shutil.copytree(ROOT / "data", tmp_path / "data", ignore=left_out)
    (copy / "indicators").mkdir()
    for name in INDICATORS:
        shutil.copy(ROOT / f"data/indicators/{name}.yml", copy / "indicators")
    return copy


def workbook(path: Path, rows: Rows, merged: Sequence[str] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def changed(data: Path, indicator: str) -> list[str]:
    """The lines that the import added and took away, with + and -."""
    name = f"indicators/{indicator}.yml"
    before = (ROOT / "data" / name).read_text(encoding="utf-8").splitlines()
    after = (data / name).read_text(encoding="utf-8").splitlines()
    lines = difflib.unified_diff(before, after, lineterm="", n=0)
    return [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]


def run(data: Path, file: Path, indicator: str, source: str, *more: str) -> int:
    return import_table.main([str(file), indicator, source, "--data", str(data), *more])


def test_years_across_with_codes_and_russian_names(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [
        ["Число родившихся, человек"],
        ["КАТО", "Регион", "2023", "2024", "2025"],
        ["310000000", "Жамбылская область", 25872, 24181, 23500],
        ["311010000", "г. Тараз", 8826, 8106, 8001],
        ["999999999", "Неизвестный район", 1, 2, 3],
    ]
    assert run(data, workbook(tmp_path / "a.xlsx", rows), "births", "uky-tuu") == 0
    assert changed(data, "births") == [
        "+      - { period: '2025', value: 8001 }",
        "+      - { period: '2025', value: 23500 }",
    ]
    told = capsys.readouterr().out
    assert "new      taraz 2025: 8001" in told
    assert "unmatched row 5: «999999999 Неизвестный район»" in told
    assert "6 figures read: 2 new, 0 changed, 1 rows or cells not matched" in told
    assert loader.load(data).indicators["births"].first.known[-1].value == 8001


def test_merged_heads_ask_which_column_is_meant(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [
        ["", "2024 год", None, "2025 год", None],
        ["", "Всего", "город", "Всего", "город"],
        ["Тараз қаласы", 8106, 8000, 8001, 7900],
    ]
    file = workbook(tmp_path / "b.xlsx", rows, ("B1:C1", "D1:E1"))
    assert run(data, file, "births", "uky-tuu") == 1
    told = capsys.readouterr().err
    assert "8106 (row 3, «всего») and 8000 (row 3, «город»)" in told
    assert "say which is meant, COLUMN=…" in told
    assert run(data, file, "births", "uky-tuu", "--column", "всего") == 0
    assert changed(data, "births") == ["+      - { period: '2025', value: 8001 }"]


def test_footnotes_decimal_commas_and_blanks(data: Path, tmp_path: Path) -> None:
    rows: Rows = [
        ["", "2024*", "2025¹", "2026"],
        ["Жамбыл облысы", "4,8", "4,6¹", "…"],
        ["Республика Казахстан", "4,7 1)", "4,5*", "-"],
        ["* предварительные данные"],
    ]
    file = workbook(tmp_path / "c.xlsx", rows)
    before = own_data.catalogue().indicators["unemployment-rate"]
    assert run(data, file, "unemployment-rate", "uky-jumyssyzdyq", "--changed", "keep") == 0
    for line in changed(data, "unemployment-rate"):
        assert line.startswith("+      - { period: '202")
    after = loader.load(data).indicators["unemployment-rate"]
    assert len(after.known) >= len(before.known)
    assert not [point for point in after.points if point.period == "2026"]


SCALE = "figures are multiplied by"


def read(rows: Rows | sheets.Sheet, indicator: str, column: str = "") -> dict[tuple[str, str], Any]:
    """What the import reads of rows of cells, for an indicator of data/."""
    catalogue = own_data.catalogue()
    known = catalogue.indicators[indicator]
    names = Names(catalogue.by_id.values(), group("import-kind"), known.units)
    wanted = periods.kind_of(len(known.known[-1].period), known.record.span)
    grid = [list(row) for row in rows] if not isinstance(rows, sheets.Sheet) else rows.grid
    return dict(matching.read_table(grid, names, wanted, known.measure, column).figures)


TARAZ, REGION = "taraz", "zhambyl"

# Shapes of tables beside those above: indicator, rows, COLUMN, what is read. None: it is refused.
SHAPES: dict[str, tuple[str, Rows, str, dict[tuple[str, str], Any]]] = {
    "a year over quarters, for quarters": (
        "employed",
        [
            ["", "2025", None, None, None, "2026", None],
            ["", "I квартал", "II квартал", "III квартал", "IV квартал", "I квартал", "9 месяцев"],
            ["Жамбылская область", 1, 2, 3, 4, 5, 6],
        ],
        "",
        {
            (REGION, "2025-03"): 1, (REGION, "2025-06"): 2, (REGION, "2025-09"): 3,
            (REGION, "2025-12"): 4, (REGION, "2026-03"): 5,
        },
    ),
    "totals between the rows, and parts of the table": (
        "births",
        [
            ["", "2024", "2025"],
            ["Все население"],
            ["Жамбылская область", 24181, 23500],
            ["Итого по городам", 9000, 9100],
            ["г. Тараз", 8106, 8001],
            ["Сельское население"],
            ["Жамбылская область", 14000, 14100],
        ],
        "все население",
        {(REGION, "2024"): 24181, (REGION, "2025"): 23500, (TARAZ, "2024"): 8106,
         (TARAZ, "2025"): 8001},
    ),
    "rows of one unit under its name": (
        "births",
        [
            ["", "2024 ж.", "2025 ж."],
            ["Тараз қаласы", None, None],
            ["Барлығы", 8106, 8001],
            ["оның ішінде ұлдар", 4100, 4050],
        ],
        "барлығы",
        {(TARAZ, "2024"): 8106, (TARAZ, "2025"): 8001},
    ),
    "one year, said in the title": (
        "births",
        [
            ["Число родившихся в 2025 году, человек"],
            ["КАТО", "", "Всего", "Город", "Село"],
            ["311000000", "г. Тараз", 8001, 8001, "-"],
            ["310000000", "Жамбылская область", 23500, 9400, 14100],
        ],
        "всего",
        {(TARAZ, "2025"): 8001, (REGION, "2025"): 23500},
    ),
    "thousands, said above the table": (
        "births",
        [["Родившиеся", None, "тыс. человек"], ["", "2024", "2025"], ["Тараз", "8,106", "8,001"]],
        "",
        {(TARAZ, "2024"): 8106, (TARAZ, "2025"): 8001},
    ),
    "thousands of tenge of what is counted in millions": (
        "investment",
        [["", "2025 год, тыс. тенге", "2026 год, тыс. тенге"], ["Жамбылская область", 7e8, 8e8]],
        "",
        {(REGION, "2025"): 700000, (REGION, "2026"): 800000},
    ),
    "years down, the unit in the title": (
        "births",
        [
            ["Тараз қаласы"],
            ["Жыл", "Барлығы", "Ұлдар"],
            [2024, 8106, 4100],
            [2025, 8001, 4050],
        ],
        "барлығы",
        {(TARAZ, "2024"): 8106, (TARAZ, "2025"): 8001},
    ),
    "a region and its parts in two columns": (
        "births",
        [
            ["Область", "Район", "2025"],
            ["Жамбылская область", "г. Тараз", 8001],
            ["Жамбылская область", "Таласский район", 1200],
            ["Жамбылская область", "Неведомый район", 1300],
        ],
        "",
        {(TARAZ, "2025"): 8001},
    ),
    "the town and the countryside of a region are not the region": (
        "births",
        [["", "2025"], ["Жамбылская область, город", 9400], ["г. Тараз", 8001]],
        "",
        {(TARAZ, "2025"): 8001},
    ),
    "a long table with more columns than one": (
        "births",
        [
            ["kato", "period", "sex", "value", "percent"],
            ["311000000", "2025", "all", 8001, 98.7],
            ["311000000", "2024", "all", 8106, 99.1],
        ],
        "",
        {(TARAZ, "2024"): 8106, (TARAZ, "2025"): 8001},
    ),
    "notes under the table speak of years and of units": (
        "births",
        [
            ["", "2024", "2025*"],
            ["г.Тараз¹⁾", 8106, 8001],
            ["* предварительные данные за 2025 год"],
            ["1) г. Тараз: в границах 2024 года"],
            ["Источник: БНС", None, "31.03.2026"],
        ],
        "",
        {(TARAZ, "2024"): 8106, (TARAZ, "2025"): 8001},
    ),
    "figures that look like years": (
        "births",
        [["", "2024", "2025"], ["г. Тараз", 2011, 1998], ["Жамбылская область", 2003, 2010]],
        "",
        {(TARAZ, "2024"): 2011, (TARAZ, "2025"): 1998, (REGION, "2024"): 2003,
         (REGION, "2025"): 2010},
    ),
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_of_table_is_read(shape: str) -> None:
    indicator, rows, column, expected = SHAPES[shape]
    assert read(rows, indicator, column) == expected


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([["", "январь-сентябрь 2024", "январь-сентябрь 2025"], ["Тараз", 6000, 6100]],
         "no year in the heads of this table: «январь-сентябрь 2024», «январь-сентябрь 2025»"),
        ([["", "2024 год", None], ["", "I квартал", "II квартал"], ["Тараз", 2000, 2100]],
         "no year in the heads of this table: «2024 год I квартал»"),
        ([["", "2024 год"], ["", "I квартал"], ["Тараз", 2000]], "no year"),
        ([["Число родившихся, 2024 год"], ["", "I квартал"], ["Тараз", 2000]], "names periods"),
        ([["", "2024, %", "2025, %"], ["Тараз", 33.1, 34.2]], "«2024, %» speaks of per cent"),
        ([["", "План на 2025 год", "План на 2026 год"], ["Тараз", 2000, 2100]], "no year"),
        ([["", "2025"], ["Все"], ["Тараз", 8001], ["Село"], ["Тараз", 10]],
         "8001 (row 3, «все») and 10 (row 5, «село»): say which is meant"),
        ([["тыс. человек", "", "млн человек"], ["", "2024", "2025"], ["Тараз", 8, 8]], "scales"),
        ([["", "2024", "2025"], ["Джамбулская область", 1, 2]], "names periods and units"),
    ],
)  # fmt: skip
def test_what_may_be_misread_is_refused(rows: Rows, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        read(rows, "births")


def test_what_a_spreadsheet_hides_is_not_read_and_its_formats_count(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["", "2024", "2024 (черновик)", "2025"],
        ["Жамбылская область", 0.0466, 1, 0.04512],
        ["Казахстан", 0.05, 1, 0.9],
    ]:
        sheet.append(row)
    for column in "BCD":
        sheet[f"{column}2"].number_format = "0.0%"
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("Методика")
    book.save(tmp_path / "k.xlsx")
    found = sheets.read(tmp_path / "k.xlsx")
    assert found.hidden == ("column C", "row 3")
    assert found.others == ("Методика",)
    assert read(found, "unemployment-rate") == {
        (REGION, "2024"): 4.7, (REGION, "2025"): 4.5,
    }  # fmt: skip
    run(data, tmp_path / "k.xlsx", "unemployment-rate", "uky-jumyssyzdyq", "--dry-run")
    assert "hidden, and not read: column C, row 3" in capsys.readouterr().out


def test_another_scale_is_told(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Rows = [["Число родившихся, тыс. человек"], ["", 2024, 2025], ["Тараз", "8,106", "8,001"]]
    assert run(data, workbook(tmp_path / "l.xlsx", rows), "births", "uky-tuu") == 0
    assert f"«тыс», the indicator is in persons: {SCALE} 1000" in capsys.readouterr().out
    assert changed(data, "births") == ["+      - { period: '2025', value: 8001 }"]


def test_what_is_computed_is_not_imported(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workbook(tmp_path / "m.xlsx", [["", 2024], ["Тараз", 1]])
    assert run(data, file, "natural-increase", "uky-tuu") == 1
    assert "«natural-increase» is computed" in capsys.readouterr().err


def test_periods_down_and_units_across_in_kazakh(data: Path, tmp_path: Path) -> None:
    rows: Rows = [
        ["Жыл", "Тараз қаласы", "Жамбыл облысы"],
        ["2024 жыл", "2 607", "9\u00a0000"],
        ["2025 жыл", "2 650", "9\u00a0100"],
    ]
    file = workbook(tmp_path / "d.xlsx", rows)
    assert run(data, file, "deaths", "uky-olim", "--changed", "keep") == 0
    added = changed(data, "deaths")
    assert "+      - { period: '2025', value: 2650 }" in added
    assert all(line.startswith("+") for line in added)


def test_a_figure_that_looks_like_a_year_is_a_figure(data: Path, tmp_path: Path) -> None:
    rows: Rows = [
        ["Год", "г. Тараз", "Жамбылская область"],
        [2024, 2024, 2009],
        [2025, 2010, 2011],
    ]
    file = workbook(tmp_path / "j.xlsx", rows)
    grid = sheets.read(file).grid
    assert grid[1] == [2024, 2024, 2009]
    units = loader.load(data).by_id
    wanted = ("taraz", "zhambyl")
    names = Names([units[id] for id in wanted], group("import-kind"), wanted)
    assert matching.read_table(grid, names, "year", "persons").figures == {
        ("taraz", "2024"): 2024,
        ("zhambyl", "2024"): 2009,
        ("taraz", "2025"): 2010,
        ("zhambyl", "2025"): 2011,
    }


def test_a_csv_of_windows_with_semicolons(data: Path, tmp_path: Path) -> None:
    text = "Регион;2024;2025\r\nЖамбылская обл.;24181;23500\r\nг.Тараз;8106;8001\r\n"
    file = tmp_path / "e.csv"
    file.write_bytes(text.encode("cp1251"))
    assert run(data, file, "births", "uky-olim") == 0
    assert changed(data, "births") == [
        "+      - { period: '2025', value: 8001, source: uky-olim }",
        "+      - { period: '2025', value: 23500, source: uky-olim }",
    ]


def test_a_long_table_of_quarters(data: Path, tmp_path: Path) -> None:
    last = loader.load(data).indicators["unemployed"].first.known[-1]
    year = int(last.period[:4]) + 1
    file = tmp_path / "f.csv"
    quarters = enumerate(("I", "II"), start=1)
    rows = [f"310000000,{roman} квартал {year} года,{round(last.value or 0) + number}"
            for number, roman in quarters]  # fmt: skip
    text = "\n".join(["kato,period,value", *rows])
    file.write_text(text, encoding="utf-8-sig")
    source = loader.load(data).indicators["unemployed"].first.source
    assert source
    assert run(data, file, "unemployed", source, "--dry-run") == 0
    assert changed(data, "unemployed") == []


def test_what_changed_is_never_overwritten_silently(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["", 2022, 2023, 2024], ["Тараз", 9081, 9000, 8200]]
    file = workbook(tmp_path / "g.xlsx", rows)
    assert run(data, file, "births", "uky-tuu") == 1
    told = capsys.readouterr().out
    assert "changed  taraz 2023: 8826 → 9000 (+2.0 %)" in told
    assert "2 known figures changed; nothing was written" in told
    assert changed(data, "births") == []
    assert run(data, file, "births", "uky-tuu", "--changed", "revise") == 0
    assert changed(data, "births")[:2] == [
        "-      - { period: '2023', value: 8826 }",
        "-      - { period: '2024', value: 8106 }",
    ]


def test_a_break_parts_the_old_figures_from_the_new(data: Path, tmp_path: Path) -> None:
    file = workbook(tmp_path / "h.xlsx", [["", 2023, 2024], ["Тараз", 9000, 8200]])
    break_ = ("--break", "2024", "--label", "жаңа шекара", "--why", "Шекара өзгерді")
    assert run(data, file, "births", "uky-tuu", *break_) == 0
    (brk,) = loader.load(data).indicators["births"].breaks
    assert (brk.before, brk.label) == ("2024", "жаңа шекара")
    values = {p.period: p.value for p in loader.load(data).indicators["births"].first.known}
    assert (values["2023"], values["2024"]) == (8826, 8200), "before the break nothing changes"


def test_a_break_of_one_series_is_its_own_and_says_what_it_leaves(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [["", 2023, 2024], ["Тараз", 9000, 8200], ["Жамбыл облысы", 25000, 24181]]
    file = workbook(tmp_path / "h.xlsx", rows)
    break_ = ("--break", "2024", "--label", "жаңа шекара", "--why", "Шекара өзгерді")
    assert run(data, file, "births", "uky-tuu", "--series", "taraz", *break_) == 0
    (brk,) = loader.load(data).indicators["births"].breaks
    assert tuple(brk.series or ()) == ("taraz",)
    assert "1 changed before 2024: those stay as they were" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "asked", "said"),
    [
        ("page.xlsx", ("births", "uky-tuu"), "page.xlsx: no workbook, whatever its name says"),
        ("empty.xlsx", ("births", "uky-tuu"), "empty.xlsx: no workbook, whatever its name says"),
        ("none.xlsx", ("births", "uky-tuu"), "none.xlsx: there is no such file"),
        ("page.xlsx", ("birth", "uky-tuu"), "there is no indicator «birth»"),
        ("page.xlsx", ("birth", "uky-tuu"), "did you mean births?"),
        ("page.xlsx", ("births", "uky-tu"), "unknown source «uky-tu»: did you mean uky-tuu?"),
        ("page.xlsx", ("births", "zzzz"), "«zzzz»: add it to data/sources.yml first"),
        ("page.xlsx", ("", ""), "say what to import: make import FILE=… INDICATOR=… SOURCE=…"),
    ],
)
def test_what_cannot_be_imported_is_told_in_a_sentence(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    file: str, asked: tuple[str, str], said: str,
) -> None:  # fmt: skip
    (tmp_path / "page.xlsx").write_text("<html>Сайтқа кіріңіз</html>", encoding="utf-8")
    with ZipFile(tmp_path / "empty.xlsx", "w"):
        pass
    assert run(data, tmp_path / file, *asked) == 1
    assert said in capsys.readouterr().err


def test_a_leap_leaves_the_file_as_it_was(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = workbook(tmp_path / "i.xlsx", [["", 2024, 2025], ["Тараз", 8106, 81060]])
    assert run(data, file, "births", "uky-tuu") == 1
    assert "expected a break between them" in capsys.readouterr().err
    assert changed(data, "births") == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1 234,5*", 1234.5), ("12,5¹", 12.5), ("12,5 1)", 12.5), ("−3", -3), ("…", None),
        ("-", None), ("", None), (12.600000000000001, 12.6), (7, 7), ("1\u00a0000\u00a0000", 10**6),
    ],
)  # fmt: skip
def test_a_cell_is_a_figure(cell: Any, expected: float | None) -> None:
    assert sheets.figure(cell) == expected


@pytest.mark.parametrize("cell", ["сведения", "1,2,3", "12 34"])
def test_other_words_are_no_figure(cell: str) -> None:
    with pytest.raises(ValueError, match="no figure"):
        sheets.figure(cell)


@pytest.mark.parametrize(
    ("head", "wanted", "expected"),
    [
        ("2024 год", "year", "2024"), ("2024*", "year", "2024"), ("2024 ж.", "year", "2024"),
        ("за 2024г.", "year", "2024"), ("01.01.2025", "year", "2025"),
        ("на 1 января 2025 года", "year", "2025"), ("2025 жылдың басы", "year", "2025"),
        ("январь-декабрь 2024", "year", "2024"), ("12 месяцев 2024 года", "year", "2024"),
        ("I квартал 2024 г.", "quarter", "2024-03"), ("2024 жылғы 3-тоқсан", "quarter", "2024-09"),
        ("3 кв. 2024", "quarter", "2024-09"), ("2024 ж. ІІ тоқсан", "quarter", "2024-06"),
        ("январь-март 2024", "quarter", "2024-03"),
        ("январь-июнь 2024", "half-year", "2024-06"), ("6 месяцев 2024", "half-year", "2024-06"),
        ("2024 жылғы қаңтар–маусым", "half-year", "2024-06"),
        ("I полугодие 2024 года", "half-year", "2024-06"),
        ("май 2024", "month", "2024-05"), ("01.01.2025", "day", "2025-01-01"),
        # of another kind, or of none
        ("I квартал 2024 г.", "year", ""), ("3 кв. 2024", "year", ""),
        ("январь-сентябрь 2024 года", "year", ""), ("9 месяцев 2024", "year", ""),
        ("январь 2024", "year", ""), ("II квартал 2024", "half-year", ""),
        ("январь-июнь 2024", "quarter", ""), ("II полугодие 2024", "half-year", ""),
        ("план на 2025 год", "year", ""), ("2024, прогноз", "year", ""),
        ("2024 год в % к 2023", "year", ""), ("2024, % к итогу", "year", ""),
        ("на 31 декабря 2024", "year", ""), ("30.02.2024", "day", ""),
        ("2009-2024 годы", "year", ""), ("Тараз", "year", ""), ("8106", "year", ""),
    ],
)  # fmt: skip
def test_a_head_is_a_period_where_all_of_it_is_understood(
    head: str, wanted: Kind, expected: str
) -> None:
    assert periods.period(sheets.text_of(head), wanted) == expected


def edited(path: Path, edit: Callable[[dict[str, bytes]], object]) -> Path:
    """A small workbook whose parts were changed."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["B2"] = 1, "x"
    book.save(path)
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    edit(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


_SHEET = "xl/worksheets/sheet1.xml"
# what is changed in the XML of a sheet, and what is said
HOSTILE_SHEETS: dict[str, tuple[bytes, bytes, str]] = {
    "billions of merged cells": (
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "expected at most 500000 cells that are merged",
    ),
    "a cell far away": (b'r="B2"', b'r="XFD1048576"', "expected at most 500000 cells"),
    "a row without end": (b'r="A1"', b'r="A99999999999"', "expected at most 500000 cells"),
    "small as packed": (b"<sheetData>", b"<sheetData>" + b" " * 1_000_000, "at most 0 MB once"),
    "cut": (b"</sheetData>", b"", "no workbook, whatever its name says"),
    "no cell that is merged": (
        b"</sheetData>",
        b'</sheetData><mergeCells><mergeCell ref="ZZZ1:C9"/></mergeCells>',
        "no workbook, whatever its name says",
    ),
    "a number of 5,000 digits": (b"<v>1</v>", b"<v>" + b"1" * 5000 + b"</v>", "no workbook"),
}


@pytest.mark.parametrize("name", HOSTILE_SHEETS)
def test_a_hostile_workbook_is_refused_in_a_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, said = HOSTILE_SHEETS[name]
    if "MB" in said:
        monkeypatch.setattr(sheets, "MOST_BYTES", 900_000)

    def edit(parts: dict[str, bytes]) -> None:
        assert old in parts[_SHEET]
        parts[_SHEET] = parts[_SHEET].replace(old, new)

    with pytest.raises(ValueError, match=said) as refused:
        sheets.read(edited(tmp_path / "a.xlsx", edit))
    assert len(str(refused.value).splitlines()) == 1


def test_a_workbook_without_a_sheet_of_cells_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="there is no table in it"):
        sheets.read(edited(tmp_path / "a.xlsx", lambda parts: parts.pop(_SHEET)))


def test_figures_and_formats_beyond_all_sense_make_no_error(tmp_path: Path) -> None:
    def edit(parts: dict[str, bytes]) -> None:
        parts[_SHEET] = parts[_SHEET].replace(b"<v>1</v>", b"<v>1e400</v>")

    ((infinite, _), _) = sheets.read(edited(tmp_path / "a.xlsx", edit)).grid
    assert infinite == "inf"
    for cell in (infinite, float("nan"), float("inf"), 1e300, 10**400, "9" * 400):
        with pytest.raises(ValueError, match="no figure"):
            sheets.figure(cell)
    book = openpyxl.Workbook()
    book.active["A1"] = 1.5
    book.active["A1"].number_format = "0." + "0" * 5000
    book.save(tmp_path / "b.xlsx")
    assert sheets.read(tmp_path / "b.xlsx").grid == [[1.5]]


@pytest.mark.parametrize("content", [b'"' + b"a" * 200_000, b"a\x98;b\n1;2"])
def test_a_hostile_csv_is_refused_in_a_sentence(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    with pytest.raises(ValueError, match=r"a\.csv: no CSV of UTF-8 or Windows-1251"):
        sheets.read(tmp_path / "a.csv")


def test_line_ends_stay_and_a_full_disk_leaves_the_file_as_it_was(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = data / "indicators/births.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    before = file.read_bytes()
    table = workbook(tmp_path / "j.xlsx", [["", 2023], ["Тараз", 8900]])

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert run(data, table, "births", "uky-tuu", "--changed", "revise") == 1
    assert file.read_bytes() == before
    assert [path for path in file.parent.iterdir() if path.name.startswith(".")] == []
    assert run(data, table, "births", "uky-tuu", "--changed", "revise") == 0
    assert file.read_bytes() == before.replace(b"'2023', value: 8826", b"'2023', value: 8900")
