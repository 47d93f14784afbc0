"""A page of the built site as a chapter of a book.

What only a screen can do goes (buttons, files, lists of links), what is folded is opened, and
each picture gets the words that stand for it. Links are left as they are, see `links`.
"""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from . import tree
from .menu import Entry
from .tree import Element

_DROPPED = frozenset(
    {
        "backlinks", "chart__drawing--narrow", "chart__legend--narrow", "choose", "cite-box",
        "contents", "copy", "data-files", "glossary-letters", "head-facts", "headerlink",
        "list-filter", "moved", "norm", "official-title", "page-pdf", "page-sources",
        "paper-address", "value__source",
    }
)  # fmt: skip
_DROPPED_TAGS = frozenset({"button", "h1", "input", "label", "nav", "script", "style", "wbr"})
_UNWRAPPED = frozenset(
    {"chart__drawing", "chart__frame", "data-table__scroll", "value", "value__figure"}
)
_KEPT_ATTRIBUTES = frozenset(
    {"class", "colspan", "href", "id", "lang", "rel", "rowspan", "scope", "start"}
)
_IMAGE_ATTRIBUTES = frozenset({"alt", "src"})
_DRAWN = frozenset(
    {
        "circle", "defs", "desc", "ellipse", "g", "line", "linearGradient", "marker", "path",
        "pattern", "polygon", "polyline", "rect", "stop", "text", "title", "tspan", "use",
    }
)  # fmt: skip
_NAMING_ATTRIBUTES = ("aria-labelledby", "aria-describedby")
_WIDE = 7  # columns that want a page turned on its side


@dataclass
class Chapter:
    """A page as a chapter: its headings begin with h2, the title is no part of the body."""

    path: str  # on the site: «1-basqaru/1-1-organdar/»
    depth: int  # 1: inside of a part of the book
    title: str  # «1.1. Жергілікті органдар»
    subtitle: str  # the official title, where there is a shorter one
    origin: str  # where its text comes from
    body: Element
    sources: tuple[tuple[str, str], ...]  # of its list of sources: number, address on the site

    @property
    def slug(self) -> str:
        """Its name in addresses of the book: «1-1-organdar»."""
        return self.path.rstrip("/").rpartition("/")[2]

    @property
    def headings(self) -> list[Element]:
        """Its headings of the first level."""
        return list(tree.find(self.body, "h2"))


def _nothing(_path: str) -> None:
    return None


def read(html: str, entry: Entry, file: Callable[[str], bytes | None] = _nothing) -> Chapter:
    """The chapter of a built page, which the theme writes as one article.

    `file` gives the content of a file of the site by its address, for images.
    """
    begin, end = html.index("<article"), html.index("</article>") + len("</article>")
    article = tree.first(tree.parse(html[begin:end]), "article")
    assert article is not None, "it begins with one"
    title = tree.first(article, "h1")
    sources = tuple(_sources(article, entry.path))
    _name_pictures(article)
    _embed_images(article, entry.path, file)
    labels = {
        name: tree.text(found) if (found := tree.first(article, "*", name)) is not None else ""
        for name in ("official-title", "badge")
    }
    tree.rewrite(article, _changed)
    return Chapter(
        path=entry.path,
        depth=entry.depth,
        title=tree.text(title) if title is not None else "",
        subtitle=labels["official-title"],
        origin=labels["badge"],
        body=tree.make("div", *tree.inside(article), class_="chapter__body"),
        sources=sources,
    )


def _sources(article: Element, path: str) -> Iterable[tuple[str, str]]:
    """The sources that the page lists at its foot."""
    for listed in tree.find(article, "details", "page-sources"):
        for item in tree.find(listed, "li"):
            link = tree.first(item, "a")
            if link is not None:
                yield item.get("value", ""), urljoin(f"/{path}", link.get("href", "")).lstrip("/")


def _name_pictures(article: Element) -> None:
    """Give each picture a title that says what it shows; a bar says nothing that its row does not.

    A picture is a `figure` with a caption and a description of what is drawn, or a small line
    beside a figure, which bears the name of that.
    """
    words = {id: tree.text(one) for one in article.iter() if (id := one.get("id"))}
    for figure in tree.find(article, "figure"):
        named = [
            one.get(by, "")
            for by in _NAMING_ATTRIBUTES
            for one in figure.iter()
            if one.tag != "table"
        ]
        _title(figure, " ".join(words[id] for id in dict.fromkeys(named) if id in words))
        if max((len(row) for row in tree.find(figure, "tr")), default=0) >= _WIDE:
            figure.set("class", f"{figure.get('class', '')} wide".strip())
    for item in tree.find(article, "li"):
        _title(item, next((tree.text(link) for link in tree.find(item, "a")), ""))


def _embed_images(article: Element, path: str, file: Callable[[str], bytes | None]) -> None:
    """Give each image its content; one that has none on the site becomes the words for it."""
    for image in tree.find(article, "img"):
        address = urljoin(f"/{path}", image.get("src", ""))
        content = file(unquote(address).lstrip("/")) if address.startswith("/") else None
        kind = mimetypes.guess_type(address)[0]
        if content is None or kind is None:
            image.attrib.pop("src", None)
        else:
            image.set("src", f"data:{kind};base64,{base64.b64encode(content).decode()}")


def _title(parent: Element, words: str) -> None:
    for picture in tree.find(parent, "svg"):
        if "bar" in tree.classes(picture) or picture.find("title") is not None:
            continue
        for name in ("aria-hidden", *_NAMING_ATTRIBUTES):
            picture.attrib.pop(name, None)
        picture.set("role", "img")
        picture.insert(0, tree.make("title", words))


def _changed(element: Element) -> Iterable[str | Element] | None:
    named = tree.classes(element)
    if element.tag == "svg":
        return [_bar(element)] if "bar" in named else None
    if element.tag in _DRAWN:
        return None
    if "value__figure" in named:
        return tree.inside(element)
    if named & _DROPPED or element.tag in _DROPPED_TAGS:
        return []
    if element.tag == "img" and "src" not in element.attrib:
        return [element.get("alt", "")]
    if "visually-hidden" in named and element.tag == "p":  # the words of a picture's title
        return []
    unnamed = element.tag in ("div", "span") and not named and not element.get("lang")
    if unnamed or named & _UNWRAPPED:
        return tree.inside(element)
    if element.tag == "details" and "data-sources" in named:
        _shorten(element)
    if element.tag == "details":
        element.tag = "div"
        element.set("class", " ".join(("opened", *sorted(named))))
    elif element.tag == "summary":
        element.tag = "p"
        element.set("class", "opened__title")
    for name in list(element.attrib):
        if name not in _KEPT_ATTRIBUTES and not (
            element.tag == "img" and name in _IMAGE_ATTRIBUTES
        ):
            del element.attrib[name]
    return None


def _shorten(sources: Element) -> None:
    """«Дереккөздер: Конституция · тағы 3» → «Дереккөздер:»: all of them are shown below."""
    for title in tree.find(sources, "p", "opened__title"):
        title.tag = "span"
        title.text = f"{tree.text(title).partition(':')[0]}:"
        title.tail = " "


def _bar(picture: Element) -> Element:
    """A bar of a table as a box so wide: drawn, it would be a picture without words."""
    box = picture.find("rect")
    wide = "0" if box is None else box.get("width", "0")
    return tree.make("span", class_="bar", style=f"width: {wide}%")
