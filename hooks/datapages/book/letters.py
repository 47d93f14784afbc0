"""A book in Latin letters: the twin of the site's latin.js."""

from __future__ import annotations

import copy
from dataclasses import replace

from ..language.latin import to_latin
from .composition import Book
from .links import PAGE
from .tree import Element

_KEPT = frozenset({"code", "kbd", "pre", "samp", "script", "style"})


def in_latin(book: Book) -> Book:
    """The same book with all Kazakh in Latin letters; words of other languages stay."""
    edition = replace(
        book.edition,
        title=to_latin(book.edition.title),
        description=to_latin(book.edition.description),
    )
    chapters = []
    for chapter in book.chapters:
        body = copy.deepcopy(chapter.body)
        _turn(body, kazakh=True)
        turned = replace(
            chapter,
            title=to_latin(chapter.title),
            subtitle=to_latin(chapter.subtitle),
            origin=to_latin(chapter.origin),
            body=body,
        )
        chapters.append(turned)
    return replace(book, edition=edition, chapters=tuple(chapters), latin=True)


def _turn(element: Element, *, kazakh: bool) -> None:
    lang = element.get("lang")
    if lang is not None:
        kazakh = lang.startswith("kk")
        if kazakh:
            element.set("lang", "kk-Latn")
    if element.tag in _KEPT or element.get("translate") == "no":
        return
    if kazakh:
        element.text = element.text and to_latin(element.text)
        if PAGE in element.attrib:
            element.set(PAGE, to_latin(element.attrib[PAGE]))
    for child in element:
        _turn(child, kazakh=kazakh)
        if kazakh and child.tail:
            child.tail = to_latin(child.tail)
