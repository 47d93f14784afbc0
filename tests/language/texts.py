"""The Kazakh texts of the repository as passages, each with its file and line.

A passage is a paragraph, list item or heading of Markdown, a text of a YAML file, or a line of a
template, script or TOML file. Notation and markup are taken out: a macro that writes a figure
becomes `0` with the ending of its case, a macro that refers to a table becomes `0-кесте`, other
macros and citations disappear. Only the standard library and PyYAML are used, so that the
checks do not depend on how the hooks are arranged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

ROOT = Path(__file__).parent.parent.parent
FILES = (
    "docs/**/*.md",
    "data/**/*.yml",
    "hooks/messages/**/*.toml",
    "hooks/**/*.html",
    "hooks/templates/**/*.md",
    "hooks/**/*.js",
)
OTHER_LANGUAGES = re.compile(r"^docs/(?:en|ru)/|^hooks/messages/(?:en|ru)\.toml$")
# Keys of YAML whose text is not ours or not Kazakh: titles of works, names, words of old laws and
# spellings that readers may type.
FOREIGN_KEYS = frozenset(
    {"ru", "en", "elsewhere", "old", "also", "typed", "author", "container", "act", "old_name"}
)
CASES = {
    "genitive": "-ның",
    "dative": "-ға",
    "accusative": "-ны",
    "locative": "-да",
    "ablative": "-дан",
    "instrumental": "-мен",
}

Kind = Literal["heading", "prose", "note", "other"]
CYRILLIC = re.compile(r"[а-яәіңғүұқөһ]", re.IGNORECASE)

_FRONT_MATTER = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_HIDDEN = re.compile(
    r"^(?P<fence>```+).*?^(?P=fence)$|<!--.*?-->|`[^`\n]*`", re.DOTALL | re.MULTILINE
)
_BLOCK = re.compile(r"(?:[^\n]*\S[^\n]*(?:\n|\Z))+")
_ITEM = re.compile(r"\n(?=\s*(?:[-*]|\d+\.)\s)")
_NOTE = re.compile(r"\s*(?:!!!|\?\?\?\+?)\s+[\w-]+(?:\s+\"(?P<title>[^\"]*)\")?")
_MACRO = re.compile(r"\{\{\s*(?P<name>\w+)\((?P<arguments>.*?)\)\s*\}\}", re.DOTALL)
_CASE = re.compile(r"\bcase=\"(\w+)\"|,\s*\"(genitive|dative|accusative|locative|ablative)\"")
_CITATION = re.compile(r"[ \u00a0]?\[@[^\[\]\n]*\]")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_ATTRIBUTES = re.compile(r"\{[ ]?[#.:][^}\n]*\}")
_TAG = re.compile(r"<[^>\n]*>")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_COMMENT_OF_SCRIPT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_SOURCES_TITLE = "title"


@dataclass(frozen=True)
class Passage:
    """A piece of text and where it stands; `source` keeps its notation, `text` does not."""

    file: str
    line: int
    kind: Kind
    source: str
    text: str

    def line_at(self, offset: int, *, in_source: bool = False) -> int:
        """The line of the file on which a letter of the passage stands."""
        return self.line + (self.source if in_source else self.text).count("\n", 0, offset)


def passages(root: Path = ROOT) -> Iterator[Passage]:
    """Every passage of every file that holds texts for readers, in the order of files."""
    for pattern in FILES:
        for path in sorted(root.glob(pattern)):
            name = path.relative_to(root).as_posix()
            if not OTHER_LANGUAGES.search(name):
                yield from of_file(path, name)


@cache
def own() -> tuple[Passage, ...]:
    """The passages of this site, read once."""
    return tuple(passages())


def of_file(path: Path, name: str) -> Iterator[Passage]:
    """The passages of one file."""
    text = path.read_text(encoding="utf-8")
    match path.suffix:
        case ".md" if name.startswith("docs/"):
            yield from of_markdown(text, name)
        case ".yml":
            if not name.startswith("data/schemas/"):
                yield from of_yaml(text, name)
        case _:
            yield from of_lines(text, name)


def of_markdown(text: str, name: str) -> Iterator[Passage]:
    """Front matter line by line, then headings, paragraphs, list items and notes."""
    start = 0
    if front := _FRONT_MATTER.match(text):
        for number, line in enumerate(front[1].split("\n"), 2):
            if CYRILLIC.search(line):
                yield Passage(name, number, "other", line, line.partition(": ")[2].strip('" '))
        start = front.end()
    body = _HIDDEN.sub(_newlines, text[start:])
    offset = text.count("\n", 0, start) + 1
    is_note = False
    for block in _BLOCK.finditer(body):
        is_indented = block[0].startswith(("    ", "\t"))
        begins_note = bool(_NOTE.match(block[0]))
        is_note = begins_note or (is_note and is_indented)
        place = 0
        for border in (*(match.end() for match in _ITEM.finditer(block[0])), len(block[0])):
            source = block[0][place:border]
            line = offset + body.count("\n", 0, block.start() + place)
            place = border
            if source.lstrip().startswith("|"):
                continue  # a table
            cleaned = plain(source)
            if CYRILLIC.search(cleaned):
                kind: Kind = "note" if is_note else "prose"
                if begins_note or source.startswith("#"):
                    kind = "heading"
                yield Passage(name, line, kind, source, cleaned)


def of_yaml(text: str, name: str) -> Iterator[Passage]:
    """Every text with a Kazakh value, under keys that are in Kazakh and our own."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)

    def walk(node: yaml.Node | None, key: str) -> Iterator[Passage]:
        if isinstance(node, yaml.MappingNode):
            for name_of, value in node.value:
                inner = str(name_of.value)
                is_title_of_work = inner == _SOURCES_TITLE and name == "data/sources.yml"
                if inner not in FOREIGN_KEYS and not is_title_of_work:
                    yield from walk(value, inner)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from walk(value, key)
        elif isinstance(node, yaml.ScalarNode) and CYRILLIC.search(node.value):
            line = node.start_mark.line + 1
            yield Passage(name, line, "other", node.value, plain(node.value))

    yield from walk(root, "")


def of_lines(text: str, name: str) -> Iterator[Passage]:
    """Lines with Kazakh letters in templates, scripts and TOML, without comments and tags."""
    text = _JINJA.sub(_newlines, text) if name.endswith((".html", ".md")) else text
    text = _COMMENT_OF_SCRIPT.sub(_newlines, text) if name.endswith(".js") else text
    for number, line in enumerate(text.split("\n"), 1):
        if CYRILLIC.search(line) and not line.lstrip().startswith("#"):
            yield Passage(name, number, "other", line, _TAG.sub(" ", line).strip())


def plain(source: str) -> str:
    """The text without notation and markup, with as many lines as before."""
    text = _MACRO.sub(_written, source)
    text = _CITATION.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _ATTRIBUTES.sub("", text)
    text = _TAG.sub("", text)
    text = _NOTE.sub(lambda match: match["title"] or "", text)
    text = re.sub(r"^\s*(?:#{1,6}|[-*]|\d+\.)\s", "", text, flags=re.MULTILINE)
    return text.replace("**", "").replace("\u00a0", " ").replace("\u202f", " ").strip(" \n")


def citations(source: str) -> int:
    """How many brackets of citation stand in a text with its notation."""
    return len(_CITATION.findall(source))


def _written(match: re.Match[str]) -> str:
    """What stands for a macro: a figure, a reference, or nothing."""
    case = _CASE.search(match["arguments"])
    ending = CASES.get((case[1] or case[2]) if case else "", "")
    lines = "\n" * match[0].count("\n")
    match match["name"]:
        case "value" | "share" | "rank" | "ratio":
            return f"0{ending}{lines}"
        case "growth":
            return (f"0%{ending}" if ending else "0%-ға өзгерді") + lines
        case "ref":
            return f"кесте{ending.replace('-', '')}{lines}"
        case _:
            return lines


def _newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")
