"""Units as places of a site, on data of another country than ours."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from datapages import templating
from datapages.content import unit_pages
from datapages.model import loader
from datapages.model.unit_tree import UnitTree
from datapages.views import unit_facts
from tests import own_data
from tests.unit.conftest import SOUND

ROOT = Path(__file__).parent.parent.parent

DISTRICTS = """\
id: audandar
title: Аудандар
units:
  - id: abai-shal
    kato: '103200000'
    kind: district
    parent: abai
    names: { kk: Шал ауданы, ru: Шал }
    area: { km2: 50, source: press }
    source: table
  - id: abai-bos
    kato: '103400000'
    kind: district
    parent: abai
    names: { kk: "Бос \\"<b>\\" ауданы", ru: Бос }
    source: table
  - id: abai-shal-qum
    kato: '103230000'
    kind: rural-okrug
    parent: abai-shal
    names: { kk: Құм ауылдық округі, ru: Кум }
    source: table
  - id: abai-shal-qum-qum
    kato: '103230100'
    kind: village
    parent: abai-shal-qum
    names: { kk: Құм ауылы, ru: Кум }
    population: [{ date: '2020-01-01', value: 700, source: press }]
    source: table
"""

PEOPLE = """\
id: halyq
title: Халық
measure: persons
definition: Халық саны
page: halyq.md
unit_title: халқы
series:
  - id: shal
    title: Шал
    territory: abai-shal
    source: table
    observations:
      - { period: '2019', value: 900 }
      - { period: '2020', value: 1000 }
      - { period: '2021', value: 1100, source: press, status: unverified }
breaks:
  - { before: '2020', label: Үзіліс, why: Себеп, series: [shal] }
"""


@pytest.fixture
def places(tmp_path: Path) -> UnitTree:
    files = SOUND | {"units/audandar.yml": DISTRICTS, "indicators/halyq.yml": PEOPLE}
    for name, text in files.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return UnitTree(loader.load(tmp_path / "data"), "jerler")


def test_pages_and_rows_have_addresses(places: UnitTree) -> None:
    addresses = {unit.id: places.address(unit) for unit in places.catalogue.by_id.values()}
    assert addresses == {
        "abai-shal": ("jerler/abai/shal.md", ""),
        "abai-bos": ("jerler/abai.md", "abai-bos"),
        "abai-shal-qum": ("jerler/abai/shal.md", "abai-shal-qum"),
        "abai-shal-qum-qum": ("jerler/abai/shal.md", "abai-shal-qum-qum"),
        "kazakhstan": ("birlik.md", ""),
        "abai": ("jerler/abai.md", ""),
        "akmola": ("jerler/akmola.md", ""),
    }
    abai, shal = places.unit("abai"), places.unit("abai-shal")
    assert [unit.id for unit in places.rows(abai)] == ["abai-shal", "abai-bos"]
    assert [unit.id for unit in places.rows(shal)] == ["abai-shal-qum", "abai-shal-qum-qum"]
    assert places.neighbours(abai) == (None, places.unit("akmola"))
    assert places.neighbours(shal) == (None, None)


def test_without_a_folder_no_page_is_made(places: UnitTree) -> None:
    bare = UnitTree(places.catalogue, None)
    assert bare.with_pages == ()
    assert bare.page(places.unit("abai-shal")) == "birlik.md"


def test_only_official_headcounts_stand_for_a_unit(places: UnitTree) -> None:
    shal = places.unit("abai-shal")
    latest = places.latest(shal)
    assert latest
    assert (latest.period, latest.value) == ("2020", 1000)
    assert places.density(shal, latest) == 20
    assert places.density(places.unit("abai-bos"), None) is None
    period, figures = places.together([shal, places.unit("abai-bos")])
    assert (period, list(figures)) == ("2020", ["abai-shal"])


def test_facts_say_what_is_unknown_and_whence_the_rest_is(places: UnitTree) -> None:
    table = unit_facts.facts(places, places.unit("abai-shal"))
    rows = {row.id: [cell.text or cell.source for cell in row.cells] for row in table.rows}
    assert rows["fact-founded"] == ["Құрылған уақыты", "дерек жоқ", "–"]
    assert rows["fact-area"] == ["Аумағы", "50\u00a0км²", "press"]
    assert rows["fact-population"] == ["Халқы, 2020", "1\u00a0000\u00a0адам", "table"]
    assert rows["fact-units"][1] == "1\u00a0ауылдық округ, 1\u00a0ауыл"
    assert table.sources == ("table", "press")


def test_rows_tell_where_they_lie_and_lead_to_pages(places: UnitTree) -> None:
    table = unit_facts.subunits(places, places.unit("abai"))
    (shal, bos) = table.rows
    assert (shal.cells[0].page, bos.cells[0].page) == ("jerler/abai/shal.md", "")
    assert [cell.text for cell in shal.cells] == [
        "Шал ауданы", "1\u00a0000", "аудан", "50", "103200000",
    ]  # fmt: skip
    assert bos.cells[1].missing
    below = unit_facts.subunits(places, places.unit("abai-shal"))
    assert [cell.text for cell in below.rows[1].cells] == [
        "Құм ауылы", "ауыл", "Құм ауылдық округі", "103230100"
    ]  # fmt: skip
    assert below.rows[1].cells[0].detail == "2020\u00a0жылғы 1\u00a0қаңтарда 700\u00a0адам"


def test_pages_are_markdown_that_no_name_can_break(places: UnitTree) -> None:
    templates = templating.environment(ROOT / "hooks/templates")
    pages = dict(unit_pages.pages(places, templates))
    assert set(pages) == {"jerler/abai.md", "jerler/abai/shal.md", "jerler/akmola.md"}
    text = pages["jerler/abai/shal.md"]
    assert yaml.safe_load(text.split("---")[1])["title"] == "Шал ауданы, Абай облысы"
    assert '{{ facts("abai-shal") }}' in text
    assert '{{ table("halyq", territory="abai-shal") }}' in text
    assert "#karta" not in text, "no map has its shape"
    assert "<b>" not in "".join(pages.values()), "names come with the data, never as Markdown"


def test_districts_of_the_first_cities_are_said_to_be_theirs() -> None:
    """Cities of the second level have districts too, and their page counts those alone."""
    tree = UnitTree(own_data.catalogue(), "birlikter")
    country = tree.catalogue.unit("kazakhstan")
    theirs = "республикалық маңызы бар қалалар мен астанадағы 19\u00a0аудан"
    assert theirs in unit_facts.subunits(tree, country, 2).caption
    assert "қаладағы 2\u00a0аудан" in unit_facts.sentences(tree, tree.catalogue.unit("taraz"))[-1]


def test_units_that_have_figures_have_names_in_three_languages() -> None:
    found = own_data.catalogue()
    lower = {"town", "rural-okrug", "village-okrug", "kent", "village", "place"}
    assert not [
        one.id for one in found.by_id.values() if one.kind not in lower and not one.names.en
    ]
    assert all(one.record.names for one in found.indicators.values())
