"""Compositions: parts that must add up, what is computed of them, and their shares."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.exports import formats, tables
from datapages.graphics import bar_panels, typeface, vega
from datapages.model import loader
from datapages.model.catalogue import Catalogue
from datapages.model.records.compositions import Composition
from datapages.model.unit_tree import UnitTree
from datapages.views import compositions
from tests import own_data

NAME = "compositions/groups.yml"
GROUPS = """\
id: groups
title: Топтар
names: { ru: Группы, en: Groups }
chart_title: Топтардың үлесі
part: Топ
measure: persons
page: index.md
period: '2020'
source: table
whole: kazakhstan
totals: { kazakhstan: heads/all, abai: heads/abai, akmola: heads/akmola }
parts:
  - id: big
    title: Үлкендер
    names: { ru: Большие, en: Big }
    series: [heads/big]
    values: { abai: 70, akmola: 20 }
  - id: small
    title: Кішілер
    names: { ru: Малые, en: Small }
    values: { akmola: 10 }
"""
HEADS = """\
id: heads
title: Адамдар
measure: persons
definition: Адамдар саны
page: halyq.md
series:
""" + "".join(
    f"  - {{ id: {id}, title: А, territory: {unit}, source: table,"
    f" observations: [{{ period: '2020', value: {value} }}] }}\n"
    for id, unit, value in (
        ("all", "kazakhstan", 100), ("abai", "abai", 70), ("akmola", "akmola", 30),
        ("big", "kazakhstan", 90), ("none", "abai", "null"),
    )
)  # fmt: skip


@pytest.fixture
def folder(data: Path) -> Path:
    """Sound data with a composition and the series of its totals."""
    (data / NAME).parent.mkdir()
    (data / NAME).write_text(GROUPS, "utf-8")
    (data / "indicators/heads.yml").write_text(HEADS, "utf-8")
    return data


def test_the_whole_is_computed_and_what_is_not_listed_is_none(folder: Path) -> None:
    found = loader.load(folder)
    (groups,) = found.of(Composition)
    big, small = groups.parts
    assert [groups.value(big, unit) for unit in groups.totals] == [90, 70, 20]
    assert [groups.value(small, unit) for unit in groups.totals] == [10, 0, 10]
    assert [groups.status_of(unit) for unit in groups.totals] == ["derived", "official", "official"]
    table = compositions.composition_table(groups, UnitTree(found, "b"))
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Үлкендер", "90", "70", "20"],
        ["Кішілер", "10", "–", "10"],
        ["Барлығы", "100", "70", "30"],
    ]
    shares = compositions.largest_shares(groups, UnitTree(found, "b"))
    assert [title for title, _ in shares.panels] == ["Үлкендер", "Кішілер"]
    assert shares.panels[0][1] == pytest.approx((90, 100, 200 / 3))
    assert shares.marked == (True, False, False)


# text to change, what to put there (¶ on the line to be told), key, words of the message
FAULTS = [
    ("abai: 70, akmola", "abai: 71, akmola", "totals.kazakhstan",
     ["the parts add up to 101, but «heads/all» is 100 in 2020"]),
    ("akmola: 10 }", "akmola: 11 }", "totals.akmola", ["add up to 31", "is 30"]),
    ("period: '2020'", "period: '2021'", "totals.abai", ["«heads/abai» has no figure of 2021"]),
    ("period: '2020'", "period: '2042'", "period", ["2042 was still to come"]),
    ("abai: heads/abai", "abai: heads/none", "totals.abai", ["«heads/none» has no figure"]),
    ("abai: heads/abai", "abai: heads/abay", "totals.abai",
     ["unknown series «heads/abay»", "did you mean heads/abai?"]),
    ("abai: heads/abai", "abai: people/official", "totals.abai", ["is in tonnes"]),
    ("abai: heads/abai", "abai: heads/all", "totals.abai",
     ["«heads/all» is of «kazakhstan», not of «abai»"]),
    ("akmola: 10 }", "akmolla: 10 }", "parts[1].values.akmolla", ["did you mean akmola?"]),
    ("akmola: 10 }", "kazakhstan: 10 }", "parts[1].values.kazakhstan", ["is computed"]),
    ("akmola: 10 }", "akmola: 0 }", "parts[1].values.akmola", ["greater than or equal to 1"]),
    ("akmola: 10 }", "akmola: null }", "parts[1].values.akmola", ["whole number"]),
    ("akmola: 10 }", "akmola: 10,5 }", "parts[1].values.akmola", ["a decimal comma"]),
    ("akmola: heads/akmola", "akmolla: heads/akmola", "totals.akmolla", ["unknown unit"]),
    ("whole: kazakhstan", "whole: kazakhstn", "whole", ["has no total"]),
    ("id: small", "id: big", "parts[1].id", ["«big» stands twice"]),
    ("[heads/big]", "[heads/all]", "parts[0].series[0]",
     ["«heads/all» is 100 in 2020, but «kazakhstan» has 90 here"]),
    ("measure: persons", "measure: percent", "measure", ["do not add up to a whole"]),
    ("source: table", "source: press", "status", ["«press» is not official"]),
    ("source: table", "source: tabel", "source", ["unknown source «tabel»"]),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "key", "words"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_fault_is_told_with_its_place(
    folder: Path, old: str, new: str, key: str, words: list[str]
) -> None:
    assert GROUPS.count(old) == 1
    (folder / NAME).write_text(GROUPS.replace(old, new), "utf-8")
    with pytest.raises(ContentError) as caught:
        loader.load(folder)
    told = [one for one in caught.value.problems if one.key == key]
    assert told, caught.value.problems
    assert {one.file for one in caught.value.problems} == {f"data/{NAME}"}
    assert all(one.line > 0 for one in caught.value.problems)
    assert all(word in told[0].message for word in words), told[0].message


def test_a_unit_without_parts_is_refused(folder: Path) -> None:
    """Its shares would be of nothing."""
    heads = HEADS.replace("value: 30", "value: 0").replace("value: 90", "value: 70")
    (folder / "indicators/heads.yml").write_text(heads.replace("value: 100", "value: 70"), "utf-8")
    groups = GROUPS.replace(", akmola: 20", "").replace("akmola: 10 }", "abai: 1 }")
    (folder / NAME).write_text(groups.replace("abai: 70", "abai: 69"), "utf-8")
    with pytest.raises(ContentError) as caught:
        loader.load(folder)
    assert "it has no parts" in str([one.message for one in caught.value.problems])


@pytest.fixture(scope="module")
def own() -> Catalogue:
    return own_data.catalogue()


def test_files_hold_every_part_of_every_unit(own: Catalogue) -> None:
    for record in own.of(Composition):
        (made,) = tables.PAGES[Composition](own, record)
        rows = list(csv.DictReader(io.StringIO(formats.as_csv(made.resource).decode("utf-8-sig"))))
        assert len(rows) == len(record.parts) * len(record.totals)
        for unit in record.totals:
            of_unit = [row for row in rows if row["unit"] == unit]
            assert sum(int(row["value"]) for row in of_unit) == record.total(unit)
            assert sum(float(row["percent"]) for row in of_unit) == pytest.approx(100, abs=0.2)


def test_shares_in_files_are_rounded_away_from_zero(own: Catalogue) -> None:
    (record,) = own.of(Composition)
    eighth = record.model_copy(
        update={
            "totals": {"taraz": "population/official"},
            "whole": "zhambyl",
            "parts": (
                record.parts[0].model_copy(update={"values": {"taraz": 1}}),
                record.parts[1].model_copy(update={"values": {"taraz": 799}}),
            ),
        }
    )
    (made,) = tables.PAGES[Composition](own, eighth)
    at = [field.name for field in made.resource.fields].index("percent")
    assert [row[at] for row in made.resource.rows] == [0.13, 99.88], "1 and 799 of 800"


@pytest.mark.parametrize("size", vega.SIZES, ids=lambda size: size.name)
def test_panels_have_one_scale_and_do_not_run_into_each_other(
    own: Catalogue, size: vega.Size
) -> None:
    for record in own.of(Composition):
        shares = compositions.largest_shares(record, UnitTree(own, "birlikter"))
        panels = [bar_panels.Panel(title, values) for title, values in shares.panels]
        spec = bar_panels.specification(shares.names, panels, shares.marked, size)
        bars, figures, heads, _ = (layer["data"]["values"] for layer in spec["layer"])
        values = [value for panel in panels for value in panel.values]
        scales = [
            (bar["x2"] - bar["x"]) / value for bar, value in zip(bars, values, strict=True) if value
        ]
        assert max(scales) == pytest.approx(min(scales))
        widest = typeface.width("100,0", vega.FONT_SIZE) * typeface.ROOM
        assert all(one["x"] + widest <= size.width for one in figures)
        for line in {one["y"] for one in figures}:
            in_line = [(f["x"], b["x"]) for f, b in zip(figures, bars, strict=True)
                       if f["y"] == line]  # fmt: skip
            for (figure, _), (_, bar) in pairwise(in_line):
                text = typeface.width("00,0", vega.FONT_SIZE) * typeface.ROOM
                assert figure + text <= bar
        assert {head["text"] for head in heads} == {panel.title for panel in panels}
