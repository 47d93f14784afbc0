"""Data cannot become markup: the whole site with a hostile text in every free text of data/.

Whatever the texts hold, no element, attribute or kind of link may stand on a page that the
harmless site does not have somewhere, and no page may have more scripts, pictures or forms.
"""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import openpyxl
import pytest

from datapages.search import index
from search_kk.node import Engine
from tests.conftest import build, copy_project
from tests.hostile import texts

COUNTED = ("script", "img", "svg", "style", "form", "iframe", "object", "h1", "table", "title")
Shape = tuple[str, frozenset[str]]  # an element and its attributes


@dataclass
class Structure(HTMLParser):
    """What stands on a page besides text."""

    shapes: set[Shape] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    data: list[str] = field(default_factory=list)  # scripts that are data
    head: str = ""  # the first heading
    comments: set[str] = field(default_factory=set)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.shapes.add((tag, frozenset(given)))
        self.counts[tag] += tag in COUNTED
        for name in ("href", "src", "action", "data", "xlink:href"):
            if given.get(name):
                parts = urlsplit(given[name] or "")
                self.schemes.add(parts.scheme or ("//" if parts.netloc else ""))
        is_data = tag == "script" and "json" in (given.get("type") or "")
        self.inside = "data" if is_data else tag
        if is_data:
            self.data.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag in (self.inside, "script") else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "data":
            self.data[-1] += data
        elif self.inside == "h1":
            self.head += data

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)


def structures(site: Path) -> dict[str, Structure]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = found[path.relative_to(site).as_posix()] = Structure()
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
    assert len(found) > 50
    return found


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with hostile data, built."""
    project = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    assert texts.changed(project / "data", texts.HOSTILE) > 5000
    done = build(project, project / "site")
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def drawn(hostile: Path) -> dict[str, Structure]:
    return structures(hostile)


def test_no_page_has_an_element_or_attribute_of_the_data(
    site: Path, drawn: dict[str, Structure]
) -> None:
    harmless = structures(site)
    known: set[Shape] = set().union(*(page.shapes for page in harmless.values()))
    schemes = set().union(*(page.schemes for page in harmless.values()))
    comments = set().union(*(page.comments for page in harmless.values()))
    # A folder of pages that are no more stands in the ledger, which the copy is without.
    assert set(drawn) <= set(harmless)
    for name, page in drawn.items():
        assert page.shapes <= known, (name, page.shapes - known)
        assert page.schemes <= schemes, (name, page.schemes - schemes)
        assert page.comments <= comments, (name, page.comments - comments)
        assert page.counts == harmless[name].counts, name


def test_hostile_texts_stand_on_the_pages_as_they_are(drawn: dict[str, Structure]) -> None:
    """The copy was hostile indeed, and names are shown letter for letter."""
    heads = [page.head + "".join(page.data) for page in drawn.values()]
    for sign in (
        "<script>",
        "&lt;evil&gt; &#60;evil&#62;",
        "[x](javascript:evil())",
        "{{ 7 * 7 }}",
    ):
        assert any(sign in head for head in heads), sign


def test_data_of_scripts_is_json(drawn: dict[str, Structure]) -> None:
    seen = [json.loads(script) for page in drawn.values() for script in page.data]
    graphs = [one for one in seen if isinstance(one, dict) and "@graph" in one]
    assert len(graphs) > 60
    assert "<script>evil()</script>" in json.dumps(graphs, ensure_ascii=False)


def test_the_index_of_the_search_holds_no_markup_of_the_data(site: Path, hostile: Path) -> None:
    """The index that the worker fetches: MkDocs' own is left empty."""

    def shapes(folder: Path) -> set[Shape]:
        page = Structure()
        with Engine(index.folder_of(folder)) as engine:
            for query in ("evil", "alert", "script", "мәслихат"):
                for result in engine.ask(query)["results"]:
                    page.feed(result["marked"] + result["text"])
        page.close()
        return page.shapes

    known = shapes(site)
    assert known
    assert shapes(hostile) <= known


def test_files_to_take_away_stay_what_they_are(hostile: Path) -> None:
    tables = [json.loads(path.read_text(encoding="utf-8")) for path in hostile.rglob("*.json")]
    assert "evil" in json.dumps(tables)
    for kind in ("*.svg", "*.xml"):
        paths = [*hostile.rglob(kind)]
        assert paths, kind
        for path in paths:
            names = {one.tag.rpartition("}")[2] for one in ET.parse(path).iter()}
            assert not names & {"evil", "script", "foreignObject", "b", "i"}, path
    seen = 0
    for path in hostile.rglob("*.csv"):
        rows = [*csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))]
        assert len({len(row) for row in rows}) == 1, path
        seen += sum("evil" in cell for row in rows for cell in row)
    assert seen > 100
    sheets = [sheet for path in hostile.rglob("*.xlsx") for sheet in openpyxl.load_workbook(path)]
    assert sheets
    for sheet in sheets:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" or cell.hyperlink for cell in row)
