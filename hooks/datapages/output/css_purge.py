"""Stylesheets purged: rules that nothing on the site can match are left out.

What pages and scripts hold is read generously (any word of a script may become a class), so that a
rule goes only when it asks for a name that is nowhere. The cascade keeps its order.
"""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tinycss2
from tinycss2.ast import AtRule, Declaration, QualifiedRule

from ..base.cache import cached, key

_TAG = re.compile(r"^/?([a-z][\w-]*)")
_ATTRIBUTE = re.compile(r"""\s([\w:-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?(?=[\s/>])""")
_WORD = re.compile(r"[\w-]+", re.ASCII)
_VARIABLE = re.compile(r"--[\w-]+", re.ASCII)
_FEATURES = re.compile(r'"features": ?\[([^\]]*)')

# What scripts make or seek only where a page holds something: the beginnings of the
# names, and the word (of an attribute or of the theme's features) or the <element that a page
# must hold.
_NEEDS = {
    "beside": "beside",
    "calculator": "calculator",
    "card": "cards",
    "chart": "chart__frame",
    "choose": "choose",
    "code": "<code",
    "data-filter": "data-filter",
    "data-preview": "data-preview",
    "figures": "figures",
    "footnote": "footnote",
    "highlight": "highlight",
    "info": "info",
    "kbd": "<kbd",
    "keys": "keys",
    "lead": "lead",
    "map": "map",
    "md-annotation": "annotate",
    "md-button": "data-offline",
    "md-code": "highlight",
    "md-consent": "md-consent",
    "md-source": "md-source",
    "md-tag": "md-tag",
    "md-tooltip": "tooltips",
    "md-version": "outdated",
    "mermaid": "mermaid",
    "rtl": "rtl",
    "sort": "figures",
    "success": "success",
    "tabbed": "tabbed-set",
}

# What stands empty or hidden on a page until a script of Material's has something to show in it.
_SHOWN_LATER = ("md-dialog", "md-search-result__", "md-search__suggest", "md-top")

# Texts and addresses: no selector finds a class there. Each page links a script of the name of
# what only some pages hold.
_TEXT_ATTRIBUTES = {"alt", "aria-label", "content", "href", "integrity", "src", "title"}

# Material sets this for a moment whenever a page starts; a rule on all elements would have the
# whole page styled twice more. Without it colours fade when a reader turns the light on or off.
_COSTLY = {"data-md-color-switching"}
# So does a rule on any element beside or in a table without a class, whenever a class is added to
# the root or taken from it: Material's margins of what follows such a table, or begins its cells.
_ANY_ELEMENT = re.compile(r":not\(\[class\]\).*[+> ](?:\*|:[\w-]+)$")
# A role that our script gives to heads which nobody sees; Material would draw signs for sorting.
_UNSEEN = {"columnheader"}
# Material has many rules for tables without a class. Few pages have such a table, and no script
# makes one: it counts as an element of its own.
_CLASSLESS = "table:not([class])"
_GROUPS = {"media", "supports", "container", "layer"}  # at-rules that hold rules


@dataclass(frozen=True)
class Used:
    """What a selector may ask for: elements, attributes, their values (classes, ids and others)."""

    elements: frozenset[str]
    attributes: frozenset[str]
    values: frozenset[str]

    def __or__(self, other: Used) -> Used:
        return Used(
            self.elements | other.elements,
            self.attributes | other.attributes,
            self.values | other.values,
        )

    def __and__(self, other: Used) -> Used:
        return Used(
            self.elements & other.elements,
            self.attributes & other.attributes,
            self.values & other.values,
        )

    def __le__(self, other: Used) -> bool:
        return (
            self.elements <= other.elements
            and self.attributes <= other.attributes
            and self.values <= other.values
        )


_NOTHING = Used(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True)
class Selector:
    """One selector of a rule: something matches only where one of its `needs` is there whole."""

    text: str
    needs: tuple[Used, ...]


@dataclass(frozen=True)
class Rule:
    """Selectors with their declarations."""

    selectors: tuple[Selector, ...]
    declarations: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        selectors = ",".join(selector.text for selector in self.selectors)
        return f"{selectors}{{{';'.join(f'{name}:{value}' for name, value in self.declarations)}}}"


@dataclass(frozen=True)
class Group:
    """An at-rule that holds rules, e.g. «@media print»."""

    prelude: str
    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return f"{self.prelude}{{{''.join(map(str, self.nodes))}}}"


@dataclass(frozen=True)
class Other:
    """An at-rule that is taken as it is; `frames` is the name of an animation."""

    text: str
    frames: str = ""

    def __str__(self) -> str:
        return self.text


Node = Rule | Group | Other


def in_pages(pages: Iterable[str]) -> Used:
    """What pages hold; `html` and `body` may be left out of a page's text."""
    pieces = {piece for html in pages for piece in html.split("<")}  # most stand on every page
    tags = {piece.partition(">")[0] for piece in pieces}
    attributes = {found for tag in tags for found in _ATTRIBUTE.findall(f"{tag}>")}
    features = {
        found for piece in pieces if '"features"' in piece for found in _FEATURES.findall(piece)
    }
    elements = {"html", "body"}.union(*map(_TAG.findall, tags))
    if any(tag.startswith("table") and " class=" not in tag for tag in tags):
        elements.add(_CLASSLESS)
    texts = (
        value for name, *values in attributes if name not in _TEXT_ATTRIBUTES for value in values
    )
    values = " ".join([*texts, *features])
    return Used(
        frozenset(elements),
        frozenset(name for name, *_ in attributes),
        frozenset(_WORD.findall(values)),
    )


def in_script(script: str, pages: Used) -> Used:
    """What a script may make: any of its words, but for what these pages give no occasion to."""
    held = pages.values.union(pages.attributes, (f"<{name}" for name in pages.elements))
    never = tuple(name for name, needed in _NEEDS.items() if needed not in held)
    found = set(_WORD.findall(script)) - _COSTLY - _UNSEEN
    words = frozenset(word for word in found if not word.startswith(never))
    return Used(words, words, words)


def at_rest(used: Used) -> Used:
    """What there is before Material's scripts come, and the whole stylesheet before them."""
    shown = frozenset(name for name in used.values if not name.startswith(_SHOWN_LATER))
    return replace(used, values=shown)


def purge(css: str, used: Used, cache: Path | None = None) -> str:
    """The stylesheet without comments and without what `used` cannot match.

    `cache` is a folder of what was parsed and purged earlier: a stylesheet changes less often than
    the pages, and what pages use of it less often than their texts.
    """
    sheet = _sheet(css, cache)
    found = used & sheet.asked
    parts = (found.elements, found.attributes, found.values)
    made_of = (sheet.key, *(" ".join(sorted(names)) for names in parts))
    path = cache / f"{key(made_of)}.css" if cache else None
    return cached(path, lambda: _purged(sheet.nodes, found).encode()).decode()


def _purged(rules: Sequence[Node], used: Used) -> str:
    nodes = _possible(rules, used)
    while (fewer := _without_unread(nodes, used)) != nodes:
        nodes = fewer
    return "".join(map(str, nodes)) + "\n"


class _Sheet(NamedTuple):
    """A stylesheet: the digest of it and of what parses it, its rules, all that they ask for."""

    key: str
    nodes: tuple[Node, ...]
    asked: Used


@lru_cache(maxsize=8)  # the sections of a site link the same stylesheets
def _sheet(css: str, cache: Path | None) -> _Sheet:
    name = key((css, Path(__file__).read_bytes(), tinycss2.__version__, sys.version))
    path = cache / f"{name}.pickle" if cache else None
    stored = cached(path, lambda: pickle.dumps(parsed(css)))
    nodes: tuple[Node, ...] = pickle.loads(stored)  # noqa: S301 - as compiled templates beside it
    needs = [need for rule in _rules(nodes) for one in rule.selectors for need in one.needs]
    asked = Used(
        frozenset(name for need in needs for name in need.elements),
        frozenset(name for need in needs for name in need.attributes),
        frozenset(name for need in needs for name in need.values).union(_VARIABLE.findall(css)),
    )
    return _Sheet(name, nodes, asked)


def parsed(css: str) -> tuple[Node, ...]:
    """The rules of a stylesheet, whatever a site uses of them."""
    return _nodes(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _nodes(rules: Iterable[Any]) -> tuple[Node, ...]:
    return tuple(node for rule in rules for node in _node(rule))


def _node(rule: Any) -> Iterator[Node]:
    if isinstance(rule, QualifiedRule):
        if declarations := tuple(_declarations(rule.content)):
            found = (Selector(_tight(one), _needs(one)) for one in _split(rule.prelude))
            if selectors := tuple(one for one in found if not _ANY_ELEMENT.search(one.text)):
                yield Rule(selectors, declarations)
    elif isinstance(rule, AtRule):
        name = rule.lower_at_keyword
        prelude = f"@{rule.at_keyword} {_tight(rule.prelude)}".strip()
        if name in _GROUPS and rule.content is not None:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            yield Group(prelude, _nodes(inner))
        elif rule.content is not None:
            frames = _tight(rule.prelude) if name.endswith("keyframes") else ""
            yield Other(f"{prelude}{{{_tight(rule.content)}}}", frames)
        elif name != "charset":  # the pages say that all is UTF-8
            yield Other(f"{prelude};")
    else:
        raise SyntaxError(f"{rule.source_line}: not understood in a stylesheet: {rule.message}")  # noqa: TRY004


def _possible(nodes: Iterable[Node], used: Used) -> tuple[Node, ...]:
    """Without selectors that match nothing, and without what is empty then."""
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            if inner := _possible(node.nodes, used):
                found.append(Group(node.prelude, inner))
        elif isinstance(node, Rule):
            fitting = (one for one in node.selectors if any(need <= used for need in one.needs))
            if wanted := tuple(fitting):
                found.append(Rule(wanted, node.declarations))
        else:
            found.append(node)
    return tuple(found)


def _declarations(content: Sequence[Any]) -> Iterator[tuple[str, str]]:
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(one, Declaration):
            raise SyntaxError(f"{one.source_line}: not understood in a stylesheet")  # noqa: TRY004
        yield one.name, _tight(one.value) + ("!important" if one.important else "")


def _split(tokens: Sequence[Any]) -> list[list[Any]]:
    """The selectors of a list."""
    parts: list[list[Any]] = [[]]
    for one in tokens:
        if one == ",":
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _needs(selector: Sequence[Any]) -> tuple[Used, ...]:
    """What must be there for something to match. What stands in :not() is not asked for."""
    needs: tuple[Used, ...] = (_NOTHING,)
    before: Any = None
    element = ""  # that the tokens at hand speak of
    for token in selector:
        kind = token.type
        more: tuple[Used, ...] = ()
        if kind == "hash" or (kind == "ident" and before == "."):
            more = (replace(_NOTHING, values=frozenset({token.value})),)
        elif kind == "ident" and before != ":":
            element = token.lower_value
            more = (replace(_NOTHING, elements=frozenset({element})),)
        elif kind == "[] block":
            more = (_attribute(token.content),)
        elif kind == "function" and token.lower_name in {"is", "where", "has"}:
            more = tuple(need for one in _split(token.arguments) for need in _needs(one))
        elif kind == "whitespace" or token in (">", "+", "~"):
            element = ""
        elif kind == "function" and f"{element}:{_tight([token])}" == _CLASSLESS:
            more = (replace(_NOTHING, elements=frozenset({_CLASSLESS})),)
        if more:
            needs = tuple(need | another for need in needs for another in more)
        before = token
    return needs


def _attribute(tokens: Sequence[Any]) -> Used:
    name, *rest = (token for token in tokens if token.type in {"ident", "string"})
    # ^= and the like ask for a part
    exact = name.value not in _TEXT_ATTRIBUTES and any(one == "=" for one in tokens)
    words = _WORD.findall(rest[0].value) if rest and exact else ()
    return replace(_NOTHING, attributes=frozenset({name.value}), values=frozenset(words))


def _tight(tokens: Sequence[Any]) -> str:
    """Text of tokens without comments and needless blanks."""
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    parts = re.split(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\))""", text)
    parts[::2] = [
        re.sub(r"\s*([,{};])\s*", r"\1", re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", part)))
        for part in parts[::2]
    ]
    return "".join(parts).strip()


def _without_unread(nodes: Sequence[Node], used: Used) -> tuple[Node, ...]:
    """Without animations that nothing plays and variables that nothing reads."""
    declared = [(name, value) for rule in _rules(nodes) for name, value in rule.declarations]
    others = [node.text for node in nodes if isinstance(node, Other)]
    read = set(_VARIABLE.findall(" ".join([*(value for _, value in declared), *others])))
    read |= {value for value in used.values if value.startswith("--")}
    played = {
        word for name, value in declared if "animation" in name for word in _WORD.findall(value)
    }

    def still_read(node: Node) -> Iterator[Node]:
        if isinstance(node, Group):
            if inner := tuple(one for child in node.nodes for one in still_read(child)):
                yield Group(node.prelude, inner)
        elif isinstance(node, Rule):
            if wanted := tuple(
                (name, value)
                for name, value in node.declarations
                if not name.startswith("--") or name in read
            ):
                yield Rule(node.selectors, wanted)
        elif not node.frames or node.frames in played:
            yield node

    return tuple(one for node in nodes for one in still_read(node))


def _rules(nodes: Iterable[Node]) -> Iterator[Rule]:
    for node in nodes:
        if isinstance(node, Group):
            yield from _rules(node.nodes)
        elif isinstance(node, Rule):
            yield node
