"""Charts of tests/other_city: the same each time, and as the tables say."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from datapages.content import data_links
from datapages.graphics import bar_chart, line_chart, raster, standalone_svg, studio, typeface, vega
from datapages.model import loader
from datapages.model.catalogue import Catalogue
from datapages.views import indicators
from tests import own_data
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    city = ROOT / "tests/other_city"
    return loader.load(city / "data", data_links.check(city / "docs"))


def test_charts_follow_the_page_and_are_the_same_each_time(catalogue: Catalogue) -> None:
    indicator = catalogue.indicators["adamdar"]
    specification = line_chart.specification(indicator, vega.SIZES[0])
    first, second = (vega.draw(specification, None) for _ in range(2))
    assert first == second
    assert not re.search(r"style=|#[0-9a-f]{6}| width=|aria-|<script", first)
    rules = standalone_svg.RULES.read_text("utf-8")
    classes = set(" ".join(re.findall(r'class="([^"]+)"', first)).split())
    assert {"c1", "grid"} <= classes
    assert all(f".{name} " in rules for name in classes)
    assert not re.search(r"#[0-9a-f]{3}", rules), "colours are the page's"


def test_the_table_beside_a_chart_begins_where_the_chart_does(catalogue: Catalogue) -> None:
    indicator = catalogue.indicators["adamdar"]
    whole, late = (indicators.beside_chart(indicator, start) for start in (None, "2002-02"))
    assert whole.rows[-1].cells[0].text == "2000"
    assert len(late.rows) == 2
    figures = [
        seen
        for series in indicator.series
        for seen in series.observations
        if seen.value is not None
    ]
    shown = [cell for row in whole.rows for cell in row.cells[1:] if not cell.missing]
    assert sorted(cell.sort or 0 for cell in shown) == sorted(seen.value or 0 for seen in figures)


def test_a_line_is_cut_at_a_break(catalogue: Catalogue) -> None:
    points = line_chart.specification(catalogue.indicators["adamdar"], vega.SIZES[0])
    segments = {point["x"]: point["segment"] for point in points["data"]["values"]}
    assert segments[2000] == segments[2001] != segments[2002]


def test_a_break_bears_the_number_of_its_note_in_every_panel() -> None:
    """Of a panel too that has some of the breaks only; notes list all of them."""
    population = own_data.catalogue().indicators["population"]
    notes = [brk.before for brk in population.breaks]
    panels = indicators.panels(population)
    assert any(len(panel.indicator.breaks) < len(notes) for panel in panels)
    for panel in panels:
        numbered = panel.indicator.numbered_breaks
        assert [notes[number - 1] for number, _ in numbered] == [brk.before for _, brk in numbered]
        rules = line_chart.LineChart(panel.indicator, vega.PANEL).rules
        assert {(number, brk.before) for _, number, brk in rules} <= {
            (number, brk.before) for number, brk in numbered
        }
        for number, _ in numbered:
            assert f"{number}-үзіліс" in line_chart.describe(panel.indicator)


def test_long_names_stand_beside_a_narrow_picture_and_not_in_it() -> None:
    population = own_data.catalogue().indicators["population"]
    city = indicators.panels(population)[0].indicator
    panel, wide = (line_chart.LineChart(city, size) for size in (vega.PANEL, vega.SIZES[1]))
    assert not panel.is_named
    assert wide.is_named
    assert panel.plot.width > panel.size.width / 2


def test_a_chart_is_the_same_with_any_fonts(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("Солтүстік Қазақстан облысының бір ұзақ атауы", "Тараз қаласы", "Ел")
    bars = [bar_chart.Bar(name, 1234.5 + place) for place, name in enumerate(names)]
    drawn = []
    for font in ("sans-serif", "monospace", "no such font"):
        monkeypatch.setitem(vega.CONFIG, "font", font)
        monkeypatch.setitem(vega.CONFIG, "axis", {**vega.CONFIG["axis"], "labelFont": font})
        specifications = [
            *(line_chart.specification(catalogue.indicators["ui"], s) for s in vega.SIZES),
            *(bar_chart.specification(bars, s) for s in vega.SIZES),
        ]
        drawn.append([vega.draw(one, None) for one in specifications])
    assert drawn[0] == drawn[1] == drawn[2]
    assert "…" not in "".join(drawn[0])
    for picture in drawn[0][2:]:
        assert " ".join(re.findall(r">([^<]+)</text>", picture)).count("Қазақстан") == 1


FONTLESS = """
import json, sys
from datapages.graphics import standalone_svg, studio
told = standalone_svg.Caption("Халық саны", "адам", ("Дереккөз: [1] А",))
for drawing in json.load(sys.stdin):
    for made in studio._files(studio.Sheet(drawing, told), None).values():
        sys.stdout.buffer.write(made)
"""


def test_a_picture_is_the_same_on_a_machine_without_fonts(
    catalogue: Catalogue, tmp_path: Path
) -> None:
    bare = '<svg viewBox="0 0 300 60"><text class="t1 strong" x="9" y="20">Ұлы Ән 12,5</text></svg>'
    bar = bar_chart.Bar("Солтүстік Қазақстан облысы", 1234.5)
    drawings = (
        bare,
        line_chart.specification(catalogue.indicators["adamdar"], vega.SIZES[0]),
        bar_chart.specification([bar], vega.SIZES[1]),
    )
    told = standalone_svg.Caption("Халық саны", "адам", ("Дереккөз: [1] А",))
    here = [
        made
        for drawing in drawings
        for made in studio._files(studio.Sheet(drawing, told), None).values()
    ]
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    run = subprocess.run(
        [sys.executable, "-c", FONTLESS],
        input=json.dumps(drawings).encode(),
        capture_output=True,
        check=True,
        env=os.environ
        | {"PYTHONPATH": str(ROOT / "hooks")}
        | {"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)},
    )
    assert run.stdout == b"".join(here)
    assert sum(made.startswith(b"\x89PNG") for made in here) == len(drawings)


def test_a_chart_of_one_figure_or_of_many_places_still_reads(catalogue: Catalogue) -> None:
    indicator = catalogue.indicators["ui"]
    one = replace(indicator.first, observations=indicator.first.observations[:1])
    single = line_chart.LineChart(indicator.only([one]), vega.SIZES[0])
    assert len(single.marks) == len(single.dotted) == 1
    assert "c1 dot" in vega.draw(single.specification(), None)
    with pytest.raises(ValueError, match="no figure to draw"):
        line_chart.LineChart(indicator, vega.SIZES[0], "2050")
    many = indicator.only([replace(indicator.first) for _ in range(9)])
    with pytest.raises(ValueError, match="9 series are more than the 4"):
        line_chart.LineChart(many, vega.SIZES[0])


def test_a_single_line_has_points_where_it_ends_or_has_a_gap(catalogue: Catalogue) -> None:
    indicator = catalogue.indicators["ui"]
    chart = line_chart.LineChart(indicator.only([indicator.first]), vega.SIZES[0])
    dotted = {mark.point.period for mark in chart.dotted}
    assert {"2000", "2001", "2002", "2003"} >= dotted >= {"2000", "2003"}
    both = line_chart.LineChart(indicator, vega.SIZES[0])
    assert both.dotted == set(both.marks), "shapes tell several series apart"


def test_the_face_of_the_charts_has_the_kazakh_letters() -> None:
    letters = "АаӘәБбВвГгҒғДдЕеЁёЖжЗзИиЙйКкҚқЛлМмНнҢңОоӨөПпРрСсТтУуҰұҮүФфХхҺһЦцЧчШшЩщЪъЫыІіЬьЭэЮюЯя"
    for face in (typeface.PLAIN, typeface.BOLD):
        assert ".notdef" not in {face.glyph(letter) for letter in letters + "0123456789–−«»№²³%"}
        assert all(face.outline(letter) for letter in letters)


def test_lines_fit_their_room_and_lose_no_word() -> None:
    name = "Ақпарат және байланыс саласындағы қызмет"
    lines = typeface.wrap(name, 12, 120)
    assert " ".join(lines) == name
    assert len(lines) > 1
    assert all(typeface.width(line, 12) <= 120 for line in lines)
    assert typeface.width("Тараз", 12, bold=True) > typeface.width("Тараз", 12) > 0


def test_a_picture_to_take_away_needs_no_face_of_its_reader() -> None:
    bare = (
        '<svg viewBox="0 0 300 100"><g class="t2"><text x="9" y="9">Ұлы</text>'
        '<text x="9" y="30">Ән</text></g><text class="e strong" x="90" y="60">1</text></svg>'
    )
    told = standalone_svg.Caption("Халық <саны>", "адам", ("Дереккөз: [1] А & Б",))
    for made in (standalone_svg.standalone(bare, told), standalone_svg.card(bare, told)):
        root = ET.fromstring(made)
        assert not root.findall(".//{*}text")
        said = [one.get("aria-label") for one in root.iter() if one.get("aria-label")]
        assert {"Ұлы", "Ән", "1", "Халық <саны>"} <= set(said)
        ids = {one.get("id") for one in root.findall(".//{*}defs/*")}
        used = {use.get("{http://www.w3.org/1999/xlink}href") for use in root.findall(".//{*}use")}
        assert used == {f"#{id}" for id in ids}
        assert f'fill="{standalone_svg.colours()["--chart-2"]}"' in made
    assert raster.png(made, 1) == raster.png(made, 1)


def test_a_drawing_that_a_card_would_shrink_away_is_no_card() -> None:
    told = standalone_svg.Caption("Құрылым", "", ())
    high, flat = (f'<svg viewBox="0 0 340 {height}"/>' for height in (1060, 340))
    assert not studio.Sheet(high, told).reads_on_a_card
    assert studio.Sheet(flat, told).reads_on_a_card
