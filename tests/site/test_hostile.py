"""Data cannot become markup: sites with a hostile text in every free text of data/.

A small site shows each macro on a page of its own; `make test-all` takes the whole site as well.

Whatever the texts hold, no element, attribute or kind of link may stand on a page that the
harmless site does not have somewhere, and no page may have more scripts, pictures or forms.
"""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import openpyxl
import pytest

from datapages.search import index
from search_kk.node import Engine
from tests import draft, in_process
from tests.conftest import build, copy_project
from tests.hostile import bibtex, texts
from tests.macros import city
from tests.macros.test_golden import FILES, cases

COUNTED = ("script", "img", "svg", "style", "form", "iframe", "object", "h1", "table", "title")
Shape = tuple[str, frozenset[str]]  # an element and its attributes


@dataclass
class Structure(HTMLParser):
    """What stands on a page besides text."""

    shapes: set[Shape] = field(default_factory=set)
    schemes: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    data: list[str] = field(default_factory=list)  # scripts that are data
    text: list[str] = field(default_factory=list)  # what is shown of names: headings and cells
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
        elif self.inside in ("h1", "th", "td"):
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.add(data)


def structures(site: Path) -> dict[str, Structure]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = found[path.relative_to(site).as_posix()] = Structure()
        page.feed(path.read_text(encoding="utf-8"))
        page.close()
    assert len(found) > 20
    return found


class Pair(NamedTuple):
    """A site, and the same with hostile data."""

    site: Path
    hostile: Path


def shown(markdown: str) -> str:
    """As far as the first call of a golden case."""
    call = re.match(r".*?\{\{.*?\}\}", markdown, re.DOTALL)
    return call[0] if call else markdown


@pytest.fixture(
    scope="module", params=["small", pytest.param("whole", marks=pytest.mark.exhaustive)]
)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A small site that shows each kind of data by each macro; in the long run this one, too."""
    project = tmp_path_factory.mktemp("hostile") / "project"
    evil: tuple[str, ...] = texts.HOSTILE
    if request.param == "whole":
        copy_project(project)
        site, least = request.getfixturevalue("site"), 5000
    else:
        golden = {name: cases(path)[0] for name, path in FILES.items()}
        macros = {name: shown(one["markdown"]) for name, one in golden.items() if "path" not in one}
        assert len(macros) > 25
        city.put_project(project, macros)
        site, least = project / "sound", 100
        # It has fewer texts than there are hostile ones to see in heads: each bears several.
        *others, signs = texts.HOSTILE
        evil = (*(" ".join(others[start::4]) for start in range(4)), signs)
        with draft.blanks():
            done = in_process.build(project, site)
        assert done.returncode == 0, done.stderr
    assert texts.changed(project / "data", evil) > least
    run = build if request.param == "whole" else in_process.build
    with draft.blanks():
        done = run(project, project / "hostile")
    assert done.returncode == 0, done.stderr
    return Pair(site, project / "hostile")


@pytest.fixture(scope="module")
def hostile(pair: Pair) -> Path:
    return pair.hostile


@pytest.fixture(scope="module")
def drawn(hostile: Path) -> dict[str, Structure]:
    return structures(hostile)


def test_no_page_has_an_element_or_attribute_of_the_data(
    pair: Pair, drawn: dict[str, Structure]
) -> None:
    harmless = structures(pair.site)
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
    shown = [text for page in drawn.values() for text in page.text]
    for sign in (
        "<script>",
        "&lt;evil&gt; &#60;evil&#62;",
        "[x](javascript:evil())",
        "{{ 7 * 7 }}",
    ):
        assert any(sign in text for text in shown), sign


def test_data_of_scripts_is_json(drawn: dict[str, Structure]) -> None:
    seen = [json.loads(script) for page in drawn.values() for script in page.data]
    graphs = [one for one in seen if isinstance(one, dict) and "@graph" in one]
    assert len(graphs) > 20
    assert "<script>evil()</script>" in json.dumps(graphs, ensure_ascii=False)


def test_the_index_of_the_search_holds_no_markup_of_the_data(pair: Pair) -> None:
    """The index that the worker fetches: MkDocs' own is left empty."""

    def shapes(folder: Path) -> set[Shape]:
        page = Structure()
        with Engine(index.folder_of(folder)) as engine:
            for query in ("evil", "alert", "script", "мәслихат", "халық"):
                for result in engine.ask(query)["results"]:
                    page.feed(result["marked"] + result["text"])
        page.close()
        return page.shapes

    known = shapes(pair.site)
    assert known
    assert shapes(pair.hostile) <= known


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
    assert seen > 20
    sheets = [sheet for path in hostile.rglob("*.xlsx") for sheet in openpyxl.load_workbook(path)]
    assert sheets
    for sheet in sheets:
        for row in sheet.iter_rows():
            assert not any(cell.data_type == "f" or cell.hyperlink for cell in row)


def test_lists_for_machines_hold_their_own_lines_alone(hostile: Path) -> None:
    """One record a citation, one line a page of llms.txt; plain names for hosts and the worker."""
    known = {"author", "title", "organization", "date", "year", "url", "langid"}
    citations = [path.read_text(encoding="utf-8") for path in hostile.rglob("*.bib")]
    assert citations
    for citation in citations:
        found = bibtex.fields(citation.strip())
        assert set(found) <= known
        assert len(found) == len(set(found))
    for path in hostile.rglob("*.ris"):
        names = re.findall(r"^([A-Z][A-Z0-9])  - ", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert names[0] == "TY"
        assert names.index("ER") == len(names) - 1, path
        assert len(names) == len(path.read_text(encoding="utf-8").splitlines()), path
    for name, line in (
        ("llms.txt", r"|# .*|> .*|## .*|- \[(?:[^\[\]<\\]|\\.)*\]\(http://[^\s()]*\): .*"),
        ("_headers", r"/[\w./*-]*|  [A-Za-z-]+: [\x20-\x7e]+"),
    ):
        text = (hostile / name).read_text(encoding="utf-8")
        assert [one for one in text.splitlines() if not re.fullmatch(line, one)] == [], name
    listed = json.loads((hostile / "offline.json").read_text(encoding="utf-8"))["files"]
    assert [one for one in listed if not re.fullmatch(r"[\w./-]*", one, re.ASCII)] == []
