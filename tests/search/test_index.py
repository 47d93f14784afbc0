"""The index that the built site serves."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from datapages.search import material_worker
from tests.conftest import build
from tests.search.evaluation import plain

Index = dict[str, Any]


def test_it_is_utf_8_without_escapes(site: Path) -> None:
    text = material_worker.index_of(site).read_text(encoding="utf-8")
    assert "мәслихат" in text
    assert not re.search(r"(?<!\\)\\u0[0-9a-f]{3}", text)


def test_every_location_is_there(index: Index, pages: dict[str, BeautifulSoup]) -> None:
    locations = [doc["location"] for doc in index["docs"]]
    assert len(set(locations)) == len(locations)
    ids = {page: {one["id"] for one in soup.find_all(id=True)} for page, soup in pages.items()}
    for location in locations:
        page, _, anchor = location.partition("#")
        assert not anchor or anchor in ids[page], location


def test_no_paragraph_stands_twice(index: Index) -> None:
    blocks = [
        block
        for doc in index["docs"]
        for block in re.findall(r"<(?:p|li)>((?:(?!<(?:p|li|ul|ol)>).)+?)</(?:p|li)>", doc["text"])
        if len(re.sub("<[^>]+>", "", block)) > 60
    ]
    assert len(blocks) > 100
    assert len(set(blocks)) == len(blocks)


def test_no_cell_is_glued_to_the_next(index: Index) -> None:
    for doc in index["docs"]:
        assert not re.search(r"\d[а-яёәғқңөұүһі]{3}", plain(doc)), doc["location"]


def test_what_is_only_seen_in_drawings_and_sources_is_left_out(index: Index) -> None:
    text = " ".join(map(plain, index["docs"]))
    assert not re.search(r"кестедегі жолы\b", text)
    assert not re.search(r"\d{20}", text)


def test_a_row_is_a_document_of_its_own(index: Index) -> None:
    row = next(doc for doc in index["docs"] if "310000000" in doc["text"])
    page, anchor = row["location"].split("#")
    assert anchor
    assert any(doc["location"] == page for doc in index["docs"])
    assert "<p>КАТО: 310000000</p>" in row["text"]
    assert "KZ-31" in row["text"]
    assert "дерек жоқ" not in row["text"]


def test_two_builds_give_the_same_files(project: Path, tmp_path: Path) -> None:
    made = []
    for run in ("first", "second"):
        done = build(project, tmp_path / run)
        assert done.returncode == 0, done.stderr
        paths = sorted(path for path in (tmp_path / run).rglob("*") if path.is_file())
        made.append({path.relative_to(tmp_path / run): path.read_bytes() for path in paths})
    assert made[0] == made[1]
