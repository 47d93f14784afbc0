"""The index that the built site serves."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from datapages.content import front_matter
from datapages.search import index
from tests import in_process
from tests.conftest import ROOT, build
from tests.search.conftest import Doc
from tests.search.evaluation import plain


def test_it_is_utf_8_without_escapes(site: Path) -> None:
    for part in index.folder_of(site).glob("*.json"):
        assert not re.search(r"(?<!\\)\\u0[0-9a-f]{3}", part.read_text("utf-8")), part.name


@pytest.fixture(scope="module")
def places(pages: dict[str, BeautifulSoup]) -> dict[str, dict[str, Tag]]:
    """What has an id on each page."""
    return {
        path: {str(one["id"]): one for one in page.find_all(id=True)}
        for path, page in pages.items()
    }


def test_every_location_is_there(docs: list[Doc], places: dict[str, dict[str, Tag]]) -> None:
    locations = [doc["location"] for doc in docs]
    assert len(set(locations)) == len(locations) > 500
    for location in locations:
        page, _, anchor = location.partition("#")
        assert not anchor or anchor in places[page], location


def test_every_figure_leads_to_its_row(site: Path, places: dict[str, dict[str, Tag]]) -> None:
    count = 0
    for part in index.folder_of(site).glob("g*.json"):
        for table in json.loads(part.read_text("utf-8")):
            for _, period, text, page, anchor, *_ in table["rows"]:
                place = places[table["texts"][page]].get(anchor)
                assert place is not None, (table["texts"][page], anchor, period)
                row = place if place.name == "tr" else place.find_parent("tr")
                assert row is not None
                number = re.sub(r"[^0-9,]", "", re.split("-ге|шаққанда", text)[-1])
                assert number in re.sub(r"[^0-9,]", "", row.get_text(" ")), (anchor, text)
                count += 1
    assert count > 2000


def test_no_row_is_titled_by_a_year_alone(docs: list[Doc]) -> None:
    assert not [doc for doc in docs if re.fullmatch(r"[0-9 .–-]+", doc["title"])]


def test_terms_and_sources_are_entries(docs: list[Doc]) -> None:
    kinds = {doc["location"]: doc["kind"] for doc in docs}
    assert kinds["sozdik/#maslihat"] == "term"
    assert kinds["derekkozder/#konst-2026"] == "source"
    assert kinds["birlikter/zhambyl/merke/"] == "unit"


def test_no_paragraph_stands_twice(docs: list[Doc]) -> None:
    blocks = [block for doc in docs for block in doc["text"].split("\n") if len(block) > 60]
    assert len(blocks) > 100
    assert len(set(blocks)) == len(blocks)


def test_no_cell_is_glued_to_the_next(docs: list[Doc]) -> None:
    for doc in docs:
        assert not re.search(r"\d[а-яёәғқңөұүһі]{3}", plain(doc)), doc["location"]


def test_what_is_only_seen_in_drawings_and_sources_is_left_out(docs: list[Doc]) -> None:
    text = " ".join(map(plain, docs))
    assert not re.search(r"кестедегі жолы\b", text)
    assert not re.search(r"\d{20}", text)


def test_a_row_is_a_document_of_its_own(docs: list[Doc]) -> None:
    row = next(doc for doc in docs if "310000000" in doc["text"] and "KZ-31" in doc["text"])
    page, anchor = row["location"].split("#")
    assert anchor
    assert any(doc["location"] == page for doc in docs)
    assert "дерек жоқ" not in row["text"]


def test_parts_are_small(site: Path) -> None:
    sizes = {part.name: len(gzip.compress(part.read_bytes(), 9))
             for part in index.folder_of(site).glob("*.json")}  # fmt: skip
    assert sizes.pop("l.json") <= 16_000  # for the marks on an opened page
    assert max(sizes.values()) <= 13_500, max(sizes, key=lambda name: sizes[name])


def test_two_builds_give_the_same_files(project: Path, tmp_path: Path) -> None:
    made = []
    for run, by in (("first", build), ("second", in_process.build)):
        done = by(project, tmp_path / run)
        assert done.returncode == 0, done.stderr
        paths = sorted(path for path in (tmp_path / run).rglob("*") if path.is_file())
        made.append({path.relative_to(tmp_path / run): path.read_bytes() for path in paths})
    assert made[0] == made[1]


def test_what_readers_ask_is_told_of_places_that_are_found(docs: list[Doc]) -> None:
    places = {doc["location"] for doc in docs}
    told = set()
    for path in sorted((ROOT / "docs").rglob("*.md")):
        inside, _ = front_matter.divide(path.read_text(encoding="utf-8"))
        keys, _ = front_matter.read(inside, path.name)
        url = path.relative_to(ROOT / "docs").with_suffix("").as_posix().removesuffix("index")
        page = f"{url.rstrip('/')}/" if url else ""
        asked = (keys.get("search") or {}).get("asked", {})
        told |= {page if id == "page" else f"{page}#{id}" for id in asked}
    assert len(told) > 50
    assert not told - places
