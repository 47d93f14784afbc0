"""A build that takes pages of earlier builds writes the site, and finds the faults, that one
without them would.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bench import serve
from tests import conftest
from tests.in_process import build
from tests.same_as import contents

PAGE = "docs/korset/halyq.md"
LINKS = (
    "... [Үй](korset/halyq.md#ui), [Бәрі](korset/halyq.md#barligi-3), [Санат](sanattar.md), "
    "![](a.svg)"
)
PARAGRAPH = "\n\nБір сөйлем."
GLOSSARY = """\
page: derekter.md
terms:
  - { id: qala, kk: қала, ru: город, en: city, definition: Мағынасы., sources: [{ source: bet }] }
"""


@pytest.fixture(scope="session")
def as_built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small site, built once, and a copy of it; its home page links to others and shows a
    picture.
    """
    folder = tmp_path_factory.mktemp("kept")
    project = conftest.copy_small_project(folder / "project")
    shutil.copy(project / "docs/logo.svg", project / "docs/a.svg")
    (project / "data/glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    change(project / PAGE, "{ #barligi }", "{ #barligi }" + PARAGRAPH)
    change(project / "docs/index.md", "бәрі бар.", f"бәрі бар. {LINKS}")
    built(project)
    put(project, folder / "copy")
    return project, folder / "copy"


# What tests change and builds write; the code is not among it.
CHANGED = ("docs", "data", "hooks/templates", "hooks/theme", "site", ".cache", "mkdocs.yml")


def put(source: Path, target: Path) -> None:
    """Make of `target` what `source` is, in all that changes."""
    for name in CHANGED:
        if (source / name).is_file():
            shutil.copy2(source / name, target / name)
        else:
            shutil.rmtree(target / name, ignore_errors=True)
            shutil.copytree(source / name, target / name, symlinks=True)


@pytest.fixture
def city(as_built: tuple[Path, Path]) -> Path:
    """The small site as it was built, where it was built: a kept page is one of its place."""
    project, copy = as_built
    put(copy, project)
    return project


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def built(project: Path, **environment: str) -> dict[str, bytes]:
    done = build(project, project / "site", **environment)
    assert done.returncode == 0, done.stderr
    return contents(project / "site")


def refused(project: Path) -> list[str]:
    """What a build says that fails."""
    done = build(project, project / "site")
    assert done.returncode != 0
    return [line for line in done.stderr.splitlines() if not line.startswith("INFO")]


def kept(project: Path) -> dict[Path, int]:
    """When each page was kept."""
    return {path: path.stat().st_mtime_ns for path in project.glob(".cache/pages/*/*")}


def forget(project: Path) -> None:
    shutil.rmtree(project / ".cache/pages")


def test_a_second_build_takes_every_page(city: Path) -> None:
    pages, first = kept(city), contents(city / "site")
    assert len(pages) == len([*(city / "docs").rglob("*.md")])
    assert built(city) == first
    assert kept(city) == pages
    change(city / "docs/index.md", "Қалада", "Жаңа сөйлем. Қалада")
    built(city)
    assert len(kept(city).items() - pages.items()) == 1


CHANGES = [
    ("docs/index.md", "Қалада", "Жаңа сөйлем. Қалада"),
    ("data/indicators/adamdar.yml", "101500", "101600"),
    ("hooks/templates/table.html", "<table", '<table data-x="1"'),
    ("mkdocs.yml", "derekter.md, sanattar.md", "sanattar.md, derekter.md"),
]
MORE_CHANGES = [
    (PAGE, "title: Халық", "title: Адамдар"),
    ("data/units/birlikter.yml", "kk: Басқа қала", "kk: Өзге қала"),
    ("data/glossary.yml", "Мағынасы", "Басқа мағынасы"),
    ("hooks/theme/main.html", "{% block extrahead %}", "{% block extrahead %}<!-- x -->"),
    ("mkdocs.yml", "[admonition, attr_list", "[attr_list, smarty"),
    ("mkdocs.yml", "site_name: Басқа", "site_name: Өзге"),
]
exhaustive = pytest.mark.exhaustive


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [*CHANGES, *(pytest.param(*one, marks=exhaustive) for one in MORE_CHANGES)],
)
def test_what_changed_is_on_the_pages(city: Path, file: str, old: str, new: str) -> None:
    before = contents(city / "site")
    change(city / file, old, new)
    with_kept = built(city)
    assert with_kept != before
    forget(city)
    assert with_kept == built(city)


def test_a_new_day_is_on_the_pages(city: Path) -> None:
    change(
        city / "docs/derekter.md", "{{ sources() }}", '{{ citations(["ui"]) }}\n\n{{ sources() }}'
    )
    before = built(city, SOURCE_DATE_EPOCH="0")
    with_kept = built(city, SOURCE_DATE_EPOCH="100000000")
    assert with_kept["derekter/index.html"] != before["derekter/index.html"]
    forget(city)
    assert with_kept == built(city, SOURCE_DATE_EPOCH="100000000")


def _remove_page(project: Path) -> None:
    (project / "docs/sanattar.md").unlink()
    (project / "data/units/categories.yml").unlink()
    change(project / "mkdocs.yml", "sanattar.md, ", "")


def _take_address(project: Path) -> None:
    (project / "docs/sanattar").mkdir()
    shutil.copy(project / "docs/sanattar.md", project / "docs/sanattar/index.md")


FAULTS: dict[str, Callable[[Path], object]] = {
    "page removed": _remove_page,
    "heading removed": lambda city: change(city / PAGE, "## Жаңа үй { #ui }", ""),
    "paragraph removed": lambda city: change(city / PAGE, PARAGRAPH, ""),
    "picture renamed": lambda city: (city / "docs/a.svg").rename(city / "docs/b.svg"),
    "address taken": _take_address,
}


OFTEN = ("page removed", "paragraph removed")


@pytest.mark.parametrize(
    "fault", [pytest.param(one, marks=() if one in OFTEN else exhaustive) for one in FAULTS]
)
def test_a_link_that_leads_nowhere_any_more_stops_the_build(city: Path, fault: str) -> None:
    FAULTS[fault](city)
    with_kept = refused(city)
    assert any("docs/" in line for line in with_kept)
    forget(city)
    assert with_kept == refused(city)
    assert with_kept == refused(city), "a page with a dead link was kept"


@pytest.mark.parametrize(
    "levels", [("--quiet",), pytest.param(("--quiet", "--verbose"), marks=exhaustive)]
)
def test_a_dead_link_that_nobody_was_told_of_is_found_later(
    city: Path, levels: tuple[str, ...]
) -> None:
    change(city / "docs/index.md", "Қалада", "[Жоқ](joq.md) [Жоқ](sanattar.md#joq) Қалада")
    for level in levels:
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--no-strict", level],
            cwd=city,
            env=conftest.environment_of(conftest.ADDRESS),
            check=True,
        )
    assert len([line for line in refused(city) if "joq" in line]) == 2


def test_a_kept_page_that_was_cut_is_made_anew(city: Path) -> None:
    first = contents(city / "site")
    for path in kept(city):
        path.write_bytes(path.read_bytes()[:-1])
    assert built(city) == first


@exhaustive
def test_the_whole_site_is_the_same_after_each_kind_of_change(whole_project: Path) -> None:
    built_by_command(whole_project)
    for edit in serve.EDITS:
        before, path = kept(whole_project), whole_project / edit.file
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(edit.old, edit.new.format(mark="сынақ"), text, count=1), "utf-8")
        with_kept = built_by_command(whole_project)
        assert len(kept(whole_project).items() - before.items()) < len(before) / 2, edit
        forget(whole_project)
        assert with_kept == built_by_command(whole_project), edit


def built_by_command(project: Path) -> dict[str, bytes]:
    done = conftest.build(project, project / "site")
    assert done.returncode == 0, done.stderr
    return contents(project / "site")
