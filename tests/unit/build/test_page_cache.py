from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.utils.meta import get_data

from datapages.build import Draft, Model, PageCache, Settings, page_cache
from datapages.content.pages import SourcePage
from tests.conftest import ROOT

OPTIONS = {"data": "data", "sources_page": "derekter.md", "units_folder": "birlikter"}
PAGES = ("index.md", "korset/halyq.md")


@pytest.fixture(autouse=True)
def other_code() -> Iterator[None]:
    """No test knows the code by what another one has put in its place."""
    page_cache._code.cache_clear()
    yield
    page_cache._code.cache_clear()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests/other_city", tmp_path / "city")
    shutil.copytree(ROOT / "hooks/templates", tmp_path / "city/templates")
    return tmp_path / "city"


def draft(project: Path) -> Draft:
    settings = Settings(
        root=project,
        docs=project / "docs",
        templates=project / "templates",
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
    cache.begin(found, "")
    made = []
    for path in PAGES:
        source = found.manuscript.pages[path]
        if cache.get(source) is None:
            page = found.expand(source, f"/{path}/", "{}#{}".format)
            cache.put(page, page.fill(page.markdown, []), None)
            made.append(path)
    return made


def change(path: Path, old: str, new: str, count: int = -1) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, count), encoding="utf-8")


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


@pytest.mark.parametrize("quoted", ["title: ", "description: "])
def test_what_others_may_quote_makes_all_anew(project: Path, quoted: str) -> None:
    cache = PageCache()
    built(project, cache)
    change(project / "docs/index.md", quoted, f"{quoted}Жаңа ", 1)
    assert built(project, cache) == [*PAGES]


def test_an_indicator_makes_the_pages_anew_that_ask_for_it(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    for name, pages in (("adamdar", [*PAGES]), ("ui", ["korset/halyq.md"])):
        change(project / f"data/indicators/{name}.yml", "title: ", "title: Жаңа ")
        assert built(project, cache) == pages
        assert built(project, cache) == []


def test_a_page_that_asks_for_a_derived_series_follows_what_it_is_derived_from(
    project: Path,
) -> None:
    with (project / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write('\n\n{{ value("ui-ulesi", 2003) }}\n')
    cache = PageCache()
    built(project, cache)
    change(project / "data/indicators/ui.yml", "value: 504", "value: 604")
    assert built(project, cache) == [*PAGES]


def test_a_page_that_lists_all_indicators_follows_each(project: Path) -> None:
    with (project / "docs/index.md").open("a", encoding="utf-8") as page:
        page.write("\n\n{{ indicators() }}\n")
    cache = PageCache()
    built(project, cache)
    change(project / "data/indicators/ui.yml", "title: ", "title: Жаңа ")
    assert built(project, cache) == [*PAGES]


def test_a_page_that_lists_those_of_a_unit_follows_them_and_which_they_are(project: Path) -> None:
    page = project / "docs/index.md"
    head, _, _ = page.read_text(encoding="utf-8").partition("Қалада")
    page.write_text(head + '{{ indicators(territory="el") }}\n', encoding="utf-8")
    cache, other = PageCache(), project / "data/indicators/adamdar.yml"
    built(project, cache)
    change(other, "title: Адамдар", "title: Жаңа адамдар")
    assert built(project, cache) == ["korset/halyq.md"]
    change(project / "data/indicators/ui.yml", "title: ", "title: Жаңа ", 1)
    assert built(project, cache) == [*PAGES]
    change(other, "territory: qala", "territory: el", 1)
    assert built(project, cache) == [*PAGES]


def test_a_new_indicator_and_any_other_data_make_all_anew(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    text = (project / "data/indicators/ui.yml").read_text(encoding="utf-8")
    (project / "data/indicators/ui2.yml").write_text(
        text.replace("id: ui\n", "id: ui2\n"), encoding="utf-8"
    )
    assert built(project, cache) == [*PAGES]
    change(project / "data/units/birlikter.yml", "kk: ", "kk: Жаңа ", 1)
    assert built(project, cache) == [*PAGES]


def test_a_template_makes_the_pages_anew_that_are_filled_in_by_it_or_by_what_includes_it(
    project: Path,
) -> None:
    cache = PageCache()
    built(project, cache)
    for name, pages in (
        ("table.html", [*PAGES]),
        ("cells.html", [*PAGES]),  # asked for by table.html
        ("computed.html", ["korset/halyq.md"]),
        ("head.html", []),
    ):
        with (project / "templates" / name).open("a", encoding="utf-8") as template:
            template.write("{# new #}")
        assert built(project, cache) == pages, name


def test_pages_are_taken_by_another_process(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = PageCache()
    built(project, cache)
    assert built(project, PageCache()) == [*PAGES]
    cache.save()
    assert built(project, PageCache()) == []
    (tmp_path / "markdown-99.dist-info").mkdir()
    page_cache._code.cache_clear()
    monkeypatch.syspath_prepend(str(tmp_path))  # another version of a package
    assert built(project, PageCache()) == [*PAGES]


def test_another_stemmer_makes_pages_anew(project: Path) -> None:
    (project / "hooks/search_kk").mkdir(parents=True)
    cache = PageCache()
    built(project, cache)
    (project / "hooks/search_kk/stems.txt").write_text("қала", encoding="utf-8")
    assert built(project, cache) == [*PAGES]


@pytest.mark.parametrize("name", ["datapages/macros/api.py", "messages/kk.toml", "theme/site.css"])
def test_another_version_of_the_code_makes_pages_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(page_cache, "__file__", str(tmp_path / "datapages/build/page_cache.py"))
    found = set()
    for text in ("one", "two"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        page_cache._code.cache_clear()
        found.add(page_cache._code())
    assert len(found) == 2


def test_what_is_taken_is_what_would_be_made(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    for path in sorted((project / "data").rglob("*.yml")):
        change(path, "title: ", "title: Жаңа ", 1)
        built(project, cache)
        fresh = PageCache()
        built(project, fresh)
        assert [*cache.pages] == [*fresh.pages]
        for name, page in fresh.pages.items():
            assert cache.pages[name].page.html == page.page.html, (path, name)


def test_a_page_is_taken_as_it_was_before_it_was_linked(project: Path) -> None:
    cache = PageCache()
    built(project, cache)
    found = draft(project)
    cache.published(found.model)
    cache.begin(found, "")
    source = found.manuscript.pages["index.md"]
    first = cache.get(source)
    assert first is not None
    html = first.page.html
    first.page.html += "<p>links back</p>"
    first.page.ends["a"] = ["box"]
    again = cache.get(source)
    assert again is not None
    assert (again.page.html, again.page.ends) == (html, {})
