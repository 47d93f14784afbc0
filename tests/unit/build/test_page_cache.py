from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from datapages.build import Draft, Model, PageCache, Settings
from datapages.content.pages import SourcePage
from tests.conftest import ROOT

OPTIONS = {"data": "data", "sources_page": "derekter.md", "units_folder": "birlikter"}
PAGES = ("index.md", "korset/halyq.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/other_city", tmp_path / "city")
    return tmp_path / "city"


def draft(project: Path) -> Draft:
    settings = Settings(
        root=project,
        docs=project / "docs",
        templates=ROOT / "hooks/templates",
        options=OPTIONS,
        name="Қала",
        url="http://127.0.0.1/",
    )
    model = Model.load(settings)
    texts = {path: (project / "docs" / path).read_text(encoding="utf-8") for path in PAGES}
    sources = [SourcePage(path, text, *get_data(text)) for path, text in texts.items()]
    return model.read(sources, dict.fromkeys(PAGES))


def built(project: Path, cache: PageCache) -> list[str]:
    """The pages that a build had to make anew."""
    found = draft(project)
    cache.published(found.model)
    cache.begin(found)
    made = []
    for path in PAGES:
        source = found.manuscript.pages[path]
        if cache.get(source) is None:
            page = found.expand(path, source.markdown, f"/{path}/", "{}#{}".format)
            cache.put(source, page.fill(page.markdown, []), None)
            made.append(path)
    return made


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_only_what_changed_is_made_anew(project: Path) -> None:
    cache = PageCache()
    assert built(project, cache) == [*PAGES]
    assert built(project, cache) == []
    change(project / "docs/index.md", "---\n\n", "---\n\nЖаңа сөйлем.\n\n")
    assert built(project, cache) == ["index.md"]


def test_a_page_that_lists_mentions_is_made_anew_when_they_change(project: Path) -> None:
    cache, text = PageCache(), project / "docs/index.md"
    change(text, "title: ", "origin: thesis\ntitle: ")
    with (project / "docs/korset/halyq.md").open("a", encoding="utf-8") as page:
        page.write('\n\n{{ mentions("qala") }}\n')
    built(project, cache)
    change(text, "## Сандар", "Жаңа сөйлем.\n\n## Сандар")
    assert built(project, cache) == ["index.md"]
    change(text, "Жаңа сөйлем.", "Басқа қалада жаңа сөйлем.")
    assert built(project, cache) == [*PAGES]


def test_a_title_that_others_may_quote_makes_all_anew(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    change(project / "docs/index.md", "title: ", "title: Жаңа ")
    assert built(project, cache) == [*PAGES]


def test_data_makes_all_anew(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    change(project / "data/indicators/adamdar.yml", "title: ", "title: Жаңа ")
    assert built(project, cache) == [*PAGES]


def test_a_page_is_taken_as_it_was_before_it_was_linked(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    found = draft(project)
    cache.published(found.model)
    cache.begin(found)
    source = found.manuscript.pages["index.md"]
    first = cache.get(source)
    assert first is not None
    html = first.page.html
    first.page.html += "<p>links back</p>"
    first.page.ends["a"] = ["box"]
    again = cache.get(source)
    assert again is not None
    assert (again.page.html, again.page.ends) == (html, {})
