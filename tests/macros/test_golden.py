"""Golden cases: what each macro makes of a small site, letter for letter.

They stand beside the macros, `hooks/datapages/macros/functions/<name>.yml`: a list of `markdown`
(with the `path` of its page and its `language`, where they matter) and the `html` made of it. A
new case is written without `html`. A text of the interface stands there as its key,
‹figure.sources›: another wording changes no golden file. After a wanted change:
GOLDEN=write .venv/bin/python -m pytest tests/macros, then read the diff.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from datapages import templating
from datapages.macros import MACROS
from datapages.model.catalogue import Catalogue
from tests.macros import city

HERE = templating.MACROS
COMMAND = "GOLDEN=write .venv/bin/python -m pytest tests/macros"
# What is no macro and has no module: citations.
OTHERS = Path(__file__).parent / "golden"
FILES = {path.stem: path for folder in (HERE, OTHERS) for path in sorted(folder.glob("*.yml"))}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    """The data of the small site, where texts of the interface are their keys."""
    with city.texts_as_keys(tmp_path_factory.mktemp("messages")):
        yield city.load(tmp_path_factory.mktemp("golden"))


Make = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def make(catalogue: Catalogue) -> Make:
    """The HTML of each case of a file, made once."""
    return cache(lambda name: [html_of(catalogue, case) for case in cases(FILES[name])])


def cases(path: Path) -> list[dict[str, Any]]:
    found = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    assert isinstance(found, list), path
    assert found, path
    return found


def written(case: dict[str, Any]) -> str:
    """A case as its file holds it."""

    def block(key: str) -> str:
        lines = str(case[key]).rstrip("\n").split("\n")
        return f"{key}: |\n" + "".join(f"    {line}\n" if line else "\n" for line in lines)

    options = [f"{key}: {case[key]}\n" for key in ("path", "language") if key in case]
    return "- " + "  ".join([*options, block("markdown"), block("html")])


def html_of(catalogue: Catalogue, case: dict[str, Any]) -> str:
    path, language = case.get("path", "index.md"), case.get("language", "kk")
    return city.rendered(catalogue, str(case["markdown"]).rstrip("\n"), path, language)


@pytest.mark.parametrize("name", FILES)
def test_a_macro_makes_what_it_made(make: Make, name: str) -> None:
    path = FILES[name]
    before = cases(path)
    made = [case | {"html": html + "\n"} for case, html in zip(before, make(name), strict=True)]
    if os.environ.get("GOLDEN") == "write":
        path.write_text("\n".join(map(written, made)), encoding="utf-8")
    for case, now in zip(before, made, strict=True):
        assert now["html"] == case.get("html"), f"{path.name}: if this is wanted: {COMMAND}"


def test_each_macro_has_a_golden_case_and_documentation() -> None:
    for name, macro in MACROS.items():
        golden = HERE / f"{name}.yml"
        assert golden.is_file(), f"write {golden.name} with a `markdown`, then {COMMAND}"
        assert any(f"{{{{ {name}(" in case["markdown"] for case in cases(golden)), golden.name
        assert macro.documentation.startswith(f"`{{{{ {name}("), name


def test_no_file_beside_the_macros_is_left_over() -> None:
    for path in HERE.iterdir():
        if path.suffix in (".yml", ".html"):
            assert path.stem.split("_")[0] in MACROS, f"{path.name} is of no macro"
    texts = {path.stem: path.read_text("utf-8") for path in HERE.glob("*.py")}
    for name in MACROS:
        asked = set(re.findall(r'"([a-z_]+)\.html"', texts[name]))
        assert all(one.split("_")[0] == name for one in asked), f"{name} uses {asked}"
        assert all((HERE / f"{one}.html").is_file() for one in asked), asked


def test_data_never_becomes_markup(make: Make) -> None:
    html = "".join(one for name in FILES for one in make(name))
    for sign in ("script>", "i>", "b>кітап", "b>тек"):
        assert f"<{sign}" not in html
        assert f"&lt;{sign.replace('>', '&gt;')}" in html, "the data is hostile"
