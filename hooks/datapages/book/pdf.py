"""A book as PDF: tagged as PDF/UA asks, made by WeasyPrint from HTML and CSS for paged media."""

from __future__ import annotations

import logging
from enum import StrEnum
from pathlib import Path
from typing import Any

from . import fonts, pictures, tree
from .composition import Book
from .rendering import environment

_STYLES = Path(__file__).parent / "styles"


class Style(StrEnum):
    """The look of a PDF."""

    BOOK = "book"
    THESIS = "thesis"


class Unavailable(Exception):  # noqa: N818 - it is the program that is, no fault of ours
    """Why no PDF can be made on this machine."""


def available() -> Any:
    """WeasyPrint; raises Unavailable where what it needs of the system is not there."""
    try:
        import weasyprint  # noqa: PLC0415 - it looks for Pango as soon as it is imported
    except OSError as problem:
        raise Unavailable(
            f"WeasyPrint needs Pango and HarfBuzz, which this system lacks ({problem});"
            " on Debian: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        ) from problem
    return weasyprint


def document(book: Book) -> tree.Element:
    """The book as one page of HTML."""
    root = tree.parse(environment().get_template("pdf.html").render(book=book))
    pictures.carry_rules(root)
    return root


def write(book: Book, style: Style = Style.BOOK) -> bytes:
    """The book's PDF: the same bytes each time."""
    weasyprint = available()
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    root = document(book)
    names = [Style.BOOK] if style is Style.BOOK else [Style.BOOK, style]
    sheets = "".join((_STYLES / f"{name}.css").read_text("utf-8") for name in names)
    configuration = weasyprint.text.fonts.FontConfiguration()
    rules = fonts.rules() + sheets + pictures.keys()
    css = weasyprint.CSS(string=rules, font_config=configuration)
    made: bytes = weasyprint.HTML(string=tree.html(root)).write_pdf(
        stylesheets=[css], font_config=configuration, pdf_variant="pdf/ua-1"
    )
    return made
