"""Small tools on the tree of a page: ElementTree, with SVG's names as plain as HTML's."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Iterator

import tinyhtml5

Element = ET.Element
XHTML = "http://www.w3.org/1999/xhtml"
_SPACE = re.compile(r"[ \t\r\n]+")


def parse(html: str) -> Element:
    """A page as a tree. SVG is told by its `xmlns` alone, so that a tag is a plain word."""
    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    for element in root.iter():
        if not isinstance(element.tag, str):  # a comment
            continue
        if element.tag.startswith("{"):
            space, _, name = element.tag[1:].partition("}")
            element.tag = name
            if name == "svg":
                element.set("xmlns", space)
    return root


def classes(element: Element) -> set[str]:
    """The classes of an element."""
    return set(element.get("class", "").split())


def find(root: Element, tag: str = "*", name: str = "") -> Iterator[Element]:
    """The elements inside with a tag and a class, in the order of the page."""
    for element in root.iter(None if tag == "*" else tag):
        if isinstance(element.tag, str) and (not name or name in classes(element)):
            yield element


def first(root: Element, tag: str = "*", name: str = "") -> Element | None:
    """The first of them."""
    return next(find(root, tag, name), None)


def text(element: Element) -> str:
    """The words of an element on one line."""
    return _SPACE.sub(" ", "".join(element.itertext())).strip(" ")


def make(tag: str, *inside: str | Element, **attributes: str) -> Element:
    """An element with what is in it; `class_` stands for the attribute of that name."""
    element = ET.Element(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    for part in inside:
        append(element, part)
    return element


def append(element: Element, part: str | Element) -> None:
    """Add text or an element behind what is there."""
    if not isinstance(part, str):
        element.append(part)
    elif len(element):
        element[-1].tail = (element[-1].tail or "") + part
    else:
        element.text = (element.text or "") + part


def rewrite(parent: Element, change: Callable[[Element], Iterable[str | Element] | None]) -> None:
    """Let `change` say what stands in the place of each child: None leaves it as it is.

    Children come before their parents, so that a change sees what is inside already changed.
    """
    old = list(parent)
    parts: list[str | Element] = [parent.text or ""]
    for child in old:
        tail, child.tail = child.tail or "", None
        if isinstance(child.tag, str):
            rewrite(child, change)
            changed = change(child)
            parts += [child] if changed is None else changed
        parts.append(tail)
    for child in old:
        parent.remove(child)
    parent.text = None
    for part in parts:
        append(parent, part)


def inside(element: Element) -> list[str | Element]:
    """What an element holds, to stand in its place."""
    parts: list[str | Element] = [element.text or ""]
    for child in list(element):
        tail, child.tail = child.tail or "", None
        parts += [child, tail]
    return parts


def xml(element: Element) -> str:
    """The element as XML, for EPUB."""
    return ET.tostring(element, encoding="unicode")


def html(element: Element) -> str:
    """The element as HTML."""
    return ET.tostring(element, encoding="unicode", method="html")
