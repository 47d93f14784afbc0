"""Units: what the data holds, and that the built pages say the same."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from datapages.language import formats
from datapages.model import loader
from datapages.model.catalogue import Catalogue
from datapages.model.records.units import Unit
from datapages.model.unit_tree import UnitTree
from tests.conftest import ROOT

Pages = dict[str, BeautifulSoup]

# Names of the past and of the thesis, which the classifier of today does not hold.
BYGONE = {"Оңтүстік Қазақстан", "Талдықорған", "Торғай", "Көкшетау", "Жезқазған", "Семей"}
# KATO writes «Мерке»; the sum of the districts differs from the region's by so many persons.
TOLERANCE = 12


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return loader.load(ROOT / "data")


@pytest.fixture(scope="module")
def places(data: Catalogue) -> UnitTree:
    tree = UnitTree(data, "birlikter")
    assert len(tree.with_pages) > 20, "tests that go through all pages would go through none"
    return tree


def address(places: UnitTree, unit: Unit) -> str:
    return places.page(unit).removesuffix(".md") + "/"


def kinds(units: list[Unit]) -> Counter[str]:
    return Counter(unit.kind for unit in units)


def below(places: UnitTree, unit: Unit) -> list[Unit]:
    children = places.children.get(unit.id, [])
    return [*children, *(one for child in children for one in below(places, child))]


def test_the_data_holds_every_unit(data: Catalogue, places: UnitTree) -> None:
    assert kinds(list(data.units["regions"].units)) == {
        "oblast": 17,
        "capital": 1,
        "republican-city": 2,
    }
    second = kinds(list(data.units["districts"].units))
    assert second == {"district": 170, "oblast-city": 39, "city-district": 19}
    assert kinds(below(places, data.by_id["zhambyl"])) == {
        "district": 10, "oblast-city": 1, "city-district": 2, "town": 3, "rural-okrug": 146,
        "village-okrug": 3, "kent": 2, "village": 342, "place": 49,
    }  # fmt: skip
    assert len(data.by_id) == sum(len(file.units) for file in data.units.values()), "names differ"


def test_every_unit_but_the_country_has_a_parent_and_a_code_of_its_own(data: Catalogue) -> None:
    orphans = [unit.id for unit in data.by_id.values() if unit.parent is None]
    assert orphans == ["kazakhstan"]
    codes = [unit.kato for unit in data.by_id.values() if unit.kind != "country"]
    assert all(code and re.fullmatch(r"\d{9}", code) for code in codes)
    assert len(set(codes)) == len(codes)


def test_counts_of_subunits_are_those_of_the_units(data: Catalogue, places: UnitTree) -> None:
    for unit in data.units["regions"].units:
        found = kinds(below(places, unit))
        assert unit.subunits is not None
        wanted = (unit.subunits.districts, unit.subunits.cities, unit.subunits.city_districts)
        assert (found["district"], found["oblast-city"], found["city-district"]) == wanted, unit.id


def series(data: Catalogue, indicator: str, territory: str) -> dict[str, float]:
    (one,) = (s for s in data.indicators[indicator].series if s.territory == territory)
    return {seen.period: seen.value for seen in one.observations if seen.value is not None}


@pytest.mark.parametrize("year", [str(year) for year in range(2009, 2026)])
def test_city_and_districts_make_the_region(data: Catalogue, year: str) -> None:
    districts = sum(
        one.observations[[o.period for o in one.observations].index(year)].value or 0
        for one in data.indicators["population-districts"].series
    )
    official = data.indicators["population"].series[0].observations
    city = next(seen.value for seen in official if seen.period == year)
    assert city is not None
    region = series(data, "population-regions", "zhambyl")[year]
    assert abs(districts + city - region) <= {"2012": 1, "2023": TOLERANCE}.get(year, 0)


@pytest.mark.parametrize("year", [str(year) for year in range(2000, 2026)])
def test_the_regions_make_the_country(data: Catalogue, year: str) -> None:
    regions = [series(data, "population-regions", u.id) for u in data.units["regions"].units]
    total = sum(known.get(year, 0) for known in regions)
    assert total == series(data, "population-regions", "kazakhstan")[year]


def test_chapters_call_units_as_the_data_does(data: Catalogue) -> None:
    known = {unit.names.kk for unit in data.by_id.values()}
    upper = "А-ЯӘІҢҒҮҰҚӨҺ"
    name = re.compile(rf"(?<![\w.])((?:[{upper}][\w-]+ )?[{upper}]\w+) (облысы|ауданы)(?=н|\b)")
    seen = 0
    for path in (ROOT / "docs").rglob("*.md"):
        for match in name.finditer(path.read_text(encoding="utf-8")):
            last = match[1].split()[-1]
            options = {f"{last} {match[2]}", f"{match[1]} {match[2]}"}
            assert options & known or {match[1], last} & BYGONE, (path.name, match[0])
            seen += 1
    assert seen >= 5


def test_every_unit_has_a_page_or_a_row(pages: Pages, data: Catalogue, places: UnitTree) -> None:
    made = [address(places, unit) for unit in places.with_pages]
    assert len(set(made)) == len(made) > 30
    for unit in data.by_id.values():
        if unit.parent is None:
            continue
        soup = pages[address(places, unit)]
        if places.has_page(unit):
            assert soup.h1
            assert soup.h1.get_text().startswith(unit.names.kk)
        else:
            row = soup.find("tr", id=unit.id)
            assert isinstance(row, Tag), unit.id
            assert unit.names.kk in row.get_text().replace("\u00a0", " ")
            assert unit.kato
            assert unit.kato in row.get_text()


def test_counts_and_figures_on_pages_are_those_of_the_data(pages: Pages, places: UnitTree) -> None:
    for unit in places.with_pages:
        soup = pages[address(places, unit)]
        rows = soup.select(f"#subunits-{unit.id} tbody tr")
        assert len(rows) == len(list(places.rows(unit))), unit.id
        figure = places.latest(unit)
        if figure:
            cell = soup.select_one("#fact-population td")
            assert cell
            assert formats.number(figure.value) in cell.get_text(), unit.id
        indicator = places.indicator(unit)
        if indicator and indicator.unit_title:
            shown = soup.select(f"#table-{indicator.id} tbody tr")
            (one,) = (s for s in indicator.series if s.territory == unit.id)
            assert len(shown) == len(one.observations)
            assert soup.find(id=f"chart-{indicator.id}")
        assert soup.find(id="taraular")


def test_the_composition_of_a_unit_reads_as_kazakh(pages: Pages) -> None:
    for page, said in (
        ("birlikter/zhambyl/", "10 аудан, облыстық маңызы бар 1 қала"),
        ("birlikter/zhambyl/taraz/", "қаладағы 2 аудан"),
        ("birlikter/zhambyl/talas/", "аудандық маңызы бар 1 қала, 13 ауылдық округ, 24 ауыл"),
    ):
        caption = pages[page].select_one("figure[id^=subunits] caption")
        assert caption
        assert said in caption.get_text().replace(formats.NBSP, " "), page
        row = pages[page].select_one("#fact-units")
        assert row
        assert said in row.get_text().replace(formats.NBSP, " "), page


def test_pages_of_units_are_found_without_a_menu(pages: Pages, places: UnitTree) -> None:
    for unit in places.with_pages:
        soup = pages[address(places, unit)]
        path = [link.get_text(strip=True) for link in soup.select(".md-path__link")]
        parent = places.parent(unit)
        assert path[:2] == ["Басты бет", "Бірліктер"]
        if parent and places.has_page(parent):
            assert path[-1].startswith(parent.names.kk)
        before, after = places.neighbours(unit)
        for rel, beside in (("prev", before), ("next", after)):
            link = soup.select_one(f".md-footer__link--{rel}")
            assert (link is None) is (beside is None), (unit.id, rel)
            if link and beside:
                assert beside.names.kk in link.get_text()
        active = soup.select_one(".md-tabs__item--active")
        assert active
        assert active.get_text(strip=True) == "Бірліктер"


def test_the_map_links_every_region_and_names_its_licence(
    pages: Pages, data: Catalogue, places: UnitTree
) -> None:
    soup = pages["birlikter/"]
    shapes = soup.select("#map-regions svg a")
    units = data.units["regions"].units
    assert [str(a["xlink:href"]) for a in shapes] == [
        address(places, unit).removeprefix("birlikter/") for unit in units
    ]
    for shape, unit in zip(shapes, units, strict=True):
        title = shape.find("title")
        assert isinstance(title, Tag)
        figure = places.population(unit)["2025"]
        assert title.get_text().startswith(
            f"{unit.names.kk}: {formats.number(figure.value)}{formats.NBSP}адам"
        )
        assert re.fullmatch(r"a[1-5] b[0-5]", " ".join(shape["class"]))
        assert shape.find("path")
        row = soup.find("tr", id=f"regions-{unit.id}")
        assert isinstance(row, Tag)
        assert formats.number(figure.value) in row.get_text(), "the table beside the map"
    for page in ["birlikter/", *(address(places, unit) for unit in units)]:
        licence = pages[page].select_one(".map__licence")
        assert licence, page
        assert "OpenStreetMap contributors" in licence.get_text()
        assert "ODbL" in licence.get_text()


def test_tiles_say_that_they_are_no_map(pages: Pages, places: UnitTree, data: Catalogue) -> None:
    region = pages["birlikter/zhambyl/"].select_one("figure.map--tiles")
    assert region
    assert "Бұл карта емес" in region.get_text()
    assert len(region.select("svg")[0].select("a")) == len(places.children["zhambyl"])
    said = data.units["districts"].boundaries
    assert said
    assert said in region.get_text()
    for picture in region.select("svg"):
        assert all(len(tile.select("text")) >= 2 for tile in picture.select("a")), "all are named"
    for unit in places.children["zhambyl"]:
        marked = pages[address(places, unit)].select("[aria-current=true] title")
        assert marked, unit.id
        assert all(title.get_text().startswith(unit.names.kk) for title in marked)


def test_links_inside_pictures_are_not_dead(pages: Pages, site: Path) -> None:
    seen = 0
    for page, soup in pages.items():
        for link in soup.select("svg a"):
            target, _, fragment = str(link["xlink:href"]).partition("#")
            path = (site / page / target).resolve().relative_to(site.resolve()).as_posix()
            there = pages[f"{path}/" if path != "." else ""]
            assert not fragment or there.find(id=fragment), (page, link["xlink:href"])
            seen += 1
    assert seen > 200


def test_the_table_of_counts_tells_what_may_not_be_compared(pages: Pages, data: Catalogue) -> None:
    table = pages["birlikter/tarih/"].select_one("#table-counts")
    assert table
    assert data.counts is not None
    for row in data.counts.rows:
        shown = table.find(id=f"counts-{row.date}")
        assert isinstance(shown, Tag)
        assert shown.get_text().count("салыстырылмайды") == len(row.apart)
        for key in ("oblasts", "districts", "villages"):
            value = getattr(row, key)
            assert value is None or formats.number(value) in shown.get_text()


def test_pages_of_units_are_light(site: Path, places: UnitTree) -> None:
    for unit in places.with_pages:
        html = (site / address(places, unit) / "index.html").read_bytes()
        # the heaviest is that of the region, of which every chapter speaks
        assert 3_000 < len(gzip.compress(html, 9)) <= 17_500, unit.id
