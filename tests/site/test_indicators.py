"""Pages of indicators, their files, and the prose that quotes them, in the built site."""

from __future__ import annotations

import gzip
import json
import math
import re
import struct
import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import urlsplit

import frictionless
import pytest
from bs4 import BeautifulSoup, Tag

from datapages.content import typed_figures
from datapages.language import formats
from datapages.language.messages import t
from datapages.model import loader, sentence
from datapages.model.catalogue import Catalogue
from datapages.model.observations import JoinedIndicator
from datapages.views import indicators
from tests.conftest import ROOT
from tests.in_process import build

Pages = dict[str, BeautifulSoup]
Places = dict[str, dict[str, Tag]]
CHAPTERS = ["[0-9]*/*.md", "kirispe.md", "qorytyndy.md"]


@pytest.fixture(scope="module")
def data() -> Catalogue:
    return loader.load(ROOT / "data")


def address(page: str) -> str:
    return page.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"


def shown(data: Catalogue) -> list[JoinedIndicator]:
    """Those with a section of their own: the others stand on the pages of their units."""
    found = [one for one in data.indicators.values() if one.unit_title is None]
    assert found
    return found


def test_there_are_as_many_indicators_and_observations_as_were_asked_for(data: Catalogue) -> None:
    given = [one for i in data.indicators.values() for one in i.series if not one.derived]
    assert len(data.indicators) >= 45
    assert sum(len(one.observations) for one in given) >= 1000


def test_every_indicator_has_the_words_of_its_clauses(data: Catalogue) -> None:
    assert data.indicators
    for one in data.indicators.values():
        assert one.record.wording, one.id
        for point in one.points:
            if point.value is None:
                continue
            told = sentence.clause(point)
            said = sentence.wording(point)
            assert said
            planned = point.status == "planned"
            assert not planned or said.planned, (one.id, point.period)
            assert told.endswith(str(said.planned if planned else said.verb)), told


def test_every_indicator_has_its_section(pages: Pages, places: Places, data: Catalogue) -> None:
    texts = {
        page: pages[page].get_text().replace("\u00a0", " ")
        for page in {address(one.page) for one in shown(data)}
    }
    for one in shown(data):
        page = address(one.page)
        assert places[page][one.id].name in ("h2", "h3"), one.id
        assert places[page][f"table-{one.id}"].select("tbody td")
        drawn = indicators.panels(one) or indicators.is_structure(one)
        chart = places[page].get(f"chart-{one.id}")
        assert bool(chart and chart.find("svg")) == bool(drawn), one.id
        assert one.definition.rstrip(".").replace("\u00a0", " ") in texts[page]
        assert (f"comparison-{one.id}" in places[page]) == (one.comparison is not None)


def test_every_figure_has_an_address_and_is_written_there(places: Places, data: Catalogue) -> None:
    for one in shown(data):
        for series in one.series:
            for seen in series.observations:
                name = f"{one.id}-{seen.period}"
                if series.id != one.series[0].id:
                    name = f"{one.id}-{series.id}-{seen.period}"
                place = places[address(one.page)].get(name)
                assert place, name
                cells = [place, *place.find_all("td")]
                texts = [cell.find_all(string=True, recursive=False) for cell in cells]
                written = {"".join(text).strip() for text in texts}
                figures = {formats.number(seen.value or 0, digits) for digits in range(4)}
                assert seen.value is None or figures & written, name


def test_a_figure_that_is_not_official_is_marked(pages: Pages, data: Catalogue) -> None:
    page = pages["korsetkishter/ekonomika/"]
    cell = page.select_one("#grp-2025 td")
    assert isinstance(cell, Tag)
    assert "алдын ала" in cell.get_text()
    table = page.select_one("#table-grp-share thead")
    assert isinstance(table, Tag)
    assert "есептелген" in table.get_text()


def test_units_are_ranked_and_the_region_is_marked(pages: Pages, data: Catalogue) -> None:
    compared = [one for one in data.indicators.values() if one.comparison]
    assert compared
    for one in compared:
        assert one.comparison
        ranking = pages[address(one.page)].find(id=f"comparison-{one.id}")
        assert isinstance(ranking, Tag)
        rows = ranking.select("tbody tr")
        assert len(rows) == len(one.comparison.values)
        known = ranking.select("td.is-number:not(.is-missing)")
        values = [float(re.sub(r"\s", "", td.get_text()).replace(",", ".")) for td in known]
        assert values == sorted(values, reverse=True), one.id
        assert [row["id"] for row in ranking.select("tr.is-own")] == [
            f"comparison-{one.id}-zhambyl"
        ]


def test_what_stands_over_a_table_or_a_figure_has_one_colon_at_most(pages: Pages) -> None:
    seen = 0
    for page, soup in pages.items():
        for title in soup.select("caption, .chart__caption, .map__caption, .value__source > b"):
            assert title.get_text().count(": ") <= 1, (page, title.get_text())
            seen += 1
    assert seen > 300


def test_an_axis_tells_no_year_twice(pages: Pages) -> None:
    seen = 0
    for page, soup in pages.items():
        for picture in soup.select("figure.chart svg"):
            texts = [text.get_text() for text in picture.select("text")]
            years = [text for text in texts if re.fullmatch(r"(1[89]|20)\d\d", text)]
            assert len(years) == len(set(years)), (page, years)
            seen += bool(years)
    assert seen > 100


def test_the_city_is_seen_at_a_glance(pages: Pages) -> None:
    cards = pages["korsetkishter/"].select(".glance > li")
    text = (ROOT / "docs/korsetkishter/index.md").read_text(encoding="utf-8")
    asked = re.search(r"glance\(\[(.*?)\]", text, re.DOTALL)
    assert asked
    assert len(cards) == len(asked[1].split(",")) > 1
    for card in cards:
        assert card.select_one("svg polyline")
        assert card.select_one("a[href]")
        assert re.search(r"\d{4}", card.select("small")[0].get_text())


def test_sections_and_chapters_lead_to_each_other(pages: Pages) -> None:
    uses = pages["korsetkishter/halyq/"].select(".indicator__uses a")
    assert any("kirispe" in str(use["href"]) for use in uses)
    back = pages["kirispe/"].select(".value__source a[href*='halyq/#population-']")
    assert back


def test_every_table_and_chart_of_data_has_its_files(places: Places, data: Catalogue) -> None:
    charts = 0
    for one in shown(data):
        place = places[address(one.page)]
        links = place[f"table-{one.id}"].select(".data-files a")
        assert [link.get_text(strip=True) for link in links] == ["CSV", "JSON", "XLSX"], one.id
        chart = place.get(f"chart-{one.id}")
        if chart and chart.select_one(".chart__frame"):
            assert chart.select(".data-files a[href$='.svg']"), one.id
            charts += 1
    assert charts > 10


def test_every_table_of_every_page_has_its_files(pages: Pages, site: Path) -> None:
    """Those of data, those that writers type, and those that describe the columns of the data."""
    seen = set()
    for at, page in pages.items():
        for table in page.select("article table"):
            line = (table.find_parent("figure") or table).find_next("p", class_="data-files")
            found = table.find_parent("figure") or line
            assert found, (at, table.get_text()[:80])
            links = {a.get_text(strip=True): str(a["href"]) for a in found.select("a[download]")}
            assert {"CSV", "JSON", "XLSX"} <= links.keys(), (at, table.get_text()[:80])
            for kind in ("CSV", "JSON", "XLSX"):
                file = (site / at / links[kind]).resolve()
                assert file.stat().st_size > 50, (at, links[kind])
                seen.add(file)
    assert len(seen) > 3 * 200


def test_a_table_that_is_typed_has_files_of_its_rows(pages: Pages, site: Path) -> None:
    for heading in ("perneler", "tekseru"):
        told = json.loads((site / f"derekter/qoljetimdilik-{heading}.json").read_text("utf-8"))
        table = pages["qoljetimdilik/"].select_one(f"h2#{heading} ~ table")
        assert table
        shown = [
            [cell.get_text(" ", strip=True).replace("\u00a0", " ") for cell in row.select("td")]
            for row in table.select("tbody tr")
        ]
        assert [[*row.values()] for row in told["rows"]] == shown
        assert f"#{heading}" in told["citation"]


def test_files_of_tables_say_where_their_table_stands(pages: Pages, site: Path) -> None:
    files = [one for one in site.glob("derekter/*.json") if not one.stem.endswith("-choice")]
    assert len(files) > 200
    for file in files:
        cited = json.loads(file.read_text("utf-8"))["citation"]
        where = urlsplit(cited.rpartition("URL: ")[2])
        page = pages[where.path.lstrip("/")]
        assert not where.fragment or page.find(id=where.fragment), (file.name, where.fragment)
        if not where.path:  # the home page shows the changes of the site, and no table
            assert file.stem == "changes", file.name


def test_facts_of_a_unit_in_its_files_are_those_of_its_page(pages: Pages, site: Path) -> None:
    told = json.loads((site / "derekter/facts-taraz.json").read_text("utf-8"))
    facts = {row["fact"]: row["value"] for row in told["rows"]}
    shown = pages["birlikter/zhambyl/taraz/"].select_one("#fact-population td")
    assert shown
    assert facts["population"] == re.sub(r"\D", "", shown.get_text())
    assert facts["kato"] == "311000000"
    assert facts["name_ru"] == "город Тараз"


def test_a_unit_of_each_row_is_a_row_of_the_files(pages: Pages, site: Path) -> None:
    told = json.loads((site / "derekter/subunits-kazakhstan.json").read_text("utf-8"))
    page = pages["birlikter/audandar/"]
    rows = [str(row["id"]) for row in page.select("#subunits-kazakhstan tbody tr")]
    assert [row["id"] for row in told["rows"]] == rows
    assert sum(row["population"] is not None for row in told["rows"]) >= 209


def test_the_published_package_is_valid(site: Path) -> None:
    (descriptor,) = site.glob("derekter/*/datapackage.json")
    assert frictionless.validate(descriptor).valid
    told = json.loads(descriptor.read_text("utf-8"))
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    written = {path.name for path in descriptor.parent.glob("*.csv")}
    assert {one["path"] for one in told["resources"]} == written
    assert {"observations.csv", "sources.csv", "units.csv"} <= written
    stem = descriptor.parent
    assert stem.with_suffix(".zip").is_file()
    assert stem.with_suffix(".xlsx").is_file()


def test_pictures_stand_alone(site: Path) -> None:
    folder = site / "derekter"
    choices = [json.loads(one.read_text("utf-8")) for one in folder.glob("*-choice.json")]
    shapes = {one.get("map") for one in choices}  # what a page colours for its reader
    pictures = [one for one in folder.glob("*.svg") if one.name not in shapes]
    assert len(pictures) > 100
    drawn = 0
    for picture in pictures:
        root = ET.fromstring(picture.read_bytes())
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        told = "".join(root.itertext())
        assert t("picture.sources", sources="[") in told, picture
        assert "CC BY 4.0" in told, picture
        # Letters are outlines: no face of the reader's machine has a say.
        assert not root.findall(".//{*}text"), picture
        points = picture.with_suffix(".png").read_bytes()
        assert points.startswith(b"\x89PNG"), picture
        wide, high = struct.unpack(">II", points[16:24])
        assert (wide, high) == tuple(
            2 * round(float(root.get(side, 0))) for side in ("width", "height")
        )
        assert len(points) < 120_000, picture
        drawn += len(points) > 5_000
    assert drawn >= 5  # of each kind one at least: see tests/draft.py


def test_messengers_are_shown_the_first_chart_of_a_page(site: Path, pages: Pages) -> None:
    seen = 0
    for address, soup in pages.items():
        meta = soup.find("meta", property="og:image")
        if not meta or not address:
            continue
        path = urlsplit(str(meta["content"])).path.lstrip("/")
        if own := soup.select_one("figure.chart .data-files a[href$='.png']"):
            assert own
            assert path == f"assets/cards/{address.strip('/').replace('/', '-')}.png"
            head = (site / path).read_bytes()[:24]
            assert struct.unpack(">II", head[16:]) == (1200, 630)
            seen += 1
    assert seen > 40


def test_every_chapter_and_unit_has_a_picture_of_its_own(pages: Pages, site: Path) -> None:
    chapters = [a for a in pages if re.match(r"\d-.+/\d-|kirispe/|qorytyndy/", a)]
    units = [a for a in pages if a.startswith("birlikter/") and a.count("/") > 1]
    assert len(chapters) > 8
    seen = set()
    for address in chapters + units:
        meta = pages[address].find("meta", property="og:image")
        assert meta
        path = urlsplit(str(meta["content"])).path.lstrip("/")
        if address in chapters:
            assert path.startswith("assets/cards/"), address
            assert path not in seen
        seen.add(path)
        assert (site / path).is_file()


def test_every_picture_has_a_page_for_frames_of_its_ratio(site: Path, address: str) -> None:
    pictures = {path.stem for path in (site / "derekter").glob("*.png")}
    frames = {path.stem: path for path in (site / "kiriktiru").glob("*.html")}
    assert pictures == set(frames)
    for name, path in frames.items():
        soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
        root = ET.fromstring((site / f"derekter/{name}.svg").read_bytes())
        image = soup.select_one("body img")
        assert image
        assert not soup.find("script")
        size = [math.ceil(float(root.get(side, 0))) for side in ("width", "height")]
        assert [int(str(image[side])) for side in ("width", "height")] == size, name
        assert image["src"] == f"../derekter/{name}.svg"
        assert len(str(image["alt"])) > 30
        shown = soup.find("meta", property="og:image")
        assert shown
        assert shown["content"] == f"{address}derekter/{name}.png"
        link = soup.select_one("body a")
        assert link
        assert "#" in str(link["href"]), "it leads to the place of the picture"


def test_every_map_is_drawn_and_every_period_of_its_choice_told(site: Path) -> None:
    files = sorted((site / "derekter").glob("*-choice.json"))
    assert len(files) > 35
    for path in files:
        told = json.loads(path.read_text("utf-8"))
        assert told["periods"] or told.get("lines"), path
        ranked = len(told["periods"][0]["values"]) if told["periods"] else 0
        assert ranked <= len(told["units"])  # those that only lines know follow
        for period in told["periods"]:
            for what in ("values", "ranks", "widths"):
                assert len(period[what]) == ranked, (path, what)
        if "map" in told:
            shapes = ET.fromstring((site / "derekter" / told["map"]).read_bytes())
            drawn = {one.get("data-unit") for one in shapes.iter() if one.get("data-unit")}
            assert drawn == {id for id, _ in told["units"][:ranked]}
            assert path.with_name(path.name.replace("choice.json", "map.png")).is_file()
    districts = json.loads((site / "derekter/population-districts-choice.json").read_text("utf-8"))
    assert "map" not in districts, "there is no map of districts"
    assert len(districts["lines"][0]["wide"]) > 1000


def test_the_dictionary_tells_every_column(pages: Pages, site: Path) -> None:
    text = pages["jukteu/"].get_text(" ")
    paths = [*site.glob("derekter/*/*.csv")]
    assert paths
    for path in paths:
        head = path.read_text("utf-8-sig").partition("\n")[0].strip()
        assert path.stem in text
        assert all(name in text for name in head.split(","))


def test_no_figure_is_typed_into_a_chapter(data: Catalogue) -> None:
    paths = [path for pattern in CHAPTERS for path in sorted((ROOT / "docs").glob(pattern))]
    assert len(paths) > 10
    found = [
        problem
        for path in paths
        for problem in typed_figures.typed(
            path.read_text(encoding="utf-8"), f"docs/{path.relative_to(ROOT / 'docs')}", data
        )
    ]
    assert not found, "\n".join(map(str, found))


def test_pages_of_indicators_stay_light(site: Path) -> None:
    paths = [*(site / "korsetkishter").rglob("index.html")]
    assert len(paths) > 5
    for page in paths:
        assert 3_000 < len(gzip.compress(page.read_bytes(), 9)) <= 33_000, page


FAULTS = {
    "an indicator without its section": (
        "docs/korsetkishter/biudjet.md",
        '{{ indicator("transfers") }}',
        "",
        "«transfers» names this page",
    ),
    "growth across a break": (
        "docs/kirispe.md",
        '{{ value("population", 2025) }}',
        '{{ growth("population", 2021, 2022) }}',
        "no growth across a break",
    ),
    "a share of other people's figures": (
        "docs/qorytyndy.md",
        '{{ value("population", 2025) }}',
        '{{ share("population", 2021, of="births/zhambyl", series="zhambyl", case="zhoq") }}',
        "there is no case «zhoq»",
    ),
    "a leap that nobody explains": (
        "data/indicators/births.yml",
        "value: 8559",
        "value: 18559",
        "a change of more than 50 %",
    ),
    "a sum of two places": (
        "data/indicators/natural-increase.yml",
        "deaths/taraz",
        "deaths/zhambyl",
        "may not be joined",
    ),
}


@pytest.mark.parametrize("folder", ["docs", "data"])
def test_faults_stop_the_build_with_their_places(whole_project: Path, folder: str) -> None:
    faults = [fault for fault in FAULTS.values() if fault[0].startswith(folder)]
    assert len(faults) > 1
    for file, old, new, _ in faults:
        path = whole_project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = build(whole_project, whole_project / "site")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    for file, _, _, expected in faults:
        assert re.search(rf"{re.escape(file)}(:\d+)?: .*{re.escape(expected)}", done.stderr), (
            done.stderr
        )
