"""Texts that readers see stand in hooks/messages/kk.toml and in templates, nowhere in Python."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from datapages.language.messages import Language, texts
from datapages.macros import MACROS
from tests.conftest import ROOT

HOOKS = ROOT / "hooks"
# Rules of the language, patterns that read it, and words of foreign descriptions are no texts.
GRAMMAR = {
    "datapages/content/mentions.py",
    "datapages/content/typed_figures.py",
    "datapages/language",
    "datapages/model/records",  # examples in the descriptions of schemas
    "datapages/views/bibliography.py",
}
CYRILLIC = re.compile("[Ѐ-ӿ]{2}")
IN_TEMPLATE = re.compile(r"""(?<!lang\.)\b(t|group)\(["']([a-z0-9_.-]+)["'](\s*~)?""")
IN_FILTER = re.compile(r"""["']([a-z0-9_.-]+)["']\s*\|\s*t\b""")
IN_SCRIPT = re.compile(r"@text:([a-z0-9.-]+)@")


@cache
def modules() -> tuple[tuple[str, ast.Module], ...]:
    """The Python of the hooks, but for the search engine, which has texts of its own."""
    named = [(path.relative_to(HOOKS).as_posix(), path) for path in sorted(HOOKS.rglob("*.py"))]
    return tuple(
        (name, ast.parse(path.read_text(encoding="utf-8")))
        for name, path in named
        if not name.startswith("search_kk")
    )


def docstrings(tree: ast.Module) -> set[int]:
    """The nodes that are docstrings, of fields included."""
    bodies = (getattr(parent, "body", None) for parent in ast.walk(tree))
    return {
        id(node.value)
        for body in bodies
        if isinstance(body, list)
        for node in body
        if isinstance(node, ast.Expr)
    }


def cyrillic(name: str, tree: ast.Module) -> Iterator[str]:
    spared = docstrings(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in spared and CYRILLIC.search(node.value):
            yield f"{name}:{node.lineno}: {node.value[:40]!r}"


# Helpers that put a beginning before the word that they are given.
BEGINNINGS = {"datapages/exports": "field.", "datapages/views": "column."}


def literals(node: ast.expr) -> Iterator[ast.expr]:
    """The texts that an expression may be: `"a" if … else "b"` is one of two."""
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    else:
        yield node


def asked(name: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    """(key or beginning of keys, where): what a module asks `t` and `group` for."""
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
            continue
        function, where = node.func.id, f"{name}:{node.lineno}"
        for choice in literals(node.args[0]):
            # t(f"status.{status}"): the beginning of the key
            word = choice.values[0] if isinstance(choice, ast.JoinedStr) else choice
            if not isinstance(word, ast.Constant):
                continue
            if function in ("t", "group"):
                yield f"{word.value!s}{'.' if function == 'group' else ''}", where
            elif function == "column":
                text = next((k.value for k in node.keywords if k.arg == "text"), word)
                folder = name.rpartition("/")[0]
                yield f"{BEGINNINGS[folder]}{ast.literal_eval(text)}", where


def files(*endings: str) -> Iterator[Path]:
    for path in sorted(HOOKS.rglob("*")):
        if path.suffix in endings and "search_kk" not in path.parts:
            yield path


@cache
def all_asked() -> tuple[tuple[str, str], ...]:
    found = [one for name, tree in modules() for one in asked(name, tree)]
    for path in files(".html", ".md", ".opf", ".xhtml", ".xml"):
        text = path.read_text(encoding="utf-8")
        found += [(key, path.name) for key in IN_FILTER.findall(text)]
        for call, key, more in IN_TEMPLATE.findall(text):
            found.append((key + ("." if call == "group" and not more else ""), path.name))
    for path in files(".js"):
        found += [(key, path.name) for key in IN_SCRIPT.findall(path.read_text(encoding="utf-8"))]
    return tuple(found)


def test_python_has_no_text_of_the_interface() -> None:
    strangers = [
        one
        for name, tree in modules()
        if not name.startswith(tuple(GRAMMAR))
        for one in cyrillic(name, tree)
    ]
    assert strangers == []


def test_every_key_that_is_asked_for_is_there() -> None:
    keys = texts()
    missing = [
        f"{where}: {key}"
        for key, where in all_asked()
        if key not in keys and not any(known.startswith(key) for known in keys)
    ]
    assert missing == []


def test_every_text_is_asked_for() -> None:
    wanted = {key for key, _ in all_asked()}
    prefixes = tuple(key for key in wanted if key.endswith(".") or key not in texts())
    assert [key for key in texts() if key not in wanted and not key.startswith(prefixes)] == []


# Texts of other languages: what stands behind a number is theirs alone.
OTHERS: tuple[Language, ...] = ("ru", "en")
# Templates that a page in another language is filled in with, besides those of its macros.
SHARED = ("cite.html", "cite_box.html", "computed.html", "line.html", "page_sources.html")


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_other_languages_have_the_same_texts_with_the_same_names_in_braces() -> None:
    ru, en = ({key for key in texts(one) if not key.startswith("counted.")} for one in OTHERS)
    assert ru == en
    for key in ru:
        wanted = names(texts()[key])
        assert names(texts("ru")[key]) == wanted, key
        assert names(texts("en")[key]) == wanted, key


def test_other_languages_have_every_text_that_their_macros_ask_for() -> None:
    translated = {name for name, macro in MACROS.items() if "en" in macro.languages}
    files = {f"{name}.html" for name in translated} | set(SHARED)
    found = {key for key, where in all_asked() if where in files}
    for name, tree in modules():
        if name.startswith("datapages/macros/functions/") and Path(name).stem in translated:
            found |= {key for key, _ in asked(name, tree)}
    assert {"figure.status", "status.", "computed.growth"} <= found
    for language in OTHERS:
        known = texts(language)
        lacking = {
            key for key in found if key not in known and not any(k.startswith(key) for k in known)
        }
        assert lacking == set(), language


def test_whole_sections_of_enumerations_are_translated() -> None:
    for section in ("status", "rank", "measure", "larger", "cite", "column.counts"):
        wanted = {key for key in texts() if key.startswith(f"{section}.")}
        assert wanted, section
        for language in OTHERS:
            assert wanted <= set(texts(language)), (section, language)
