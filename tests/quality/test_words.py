"""No English word of the interface is left; the page on accessibility says what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

from bs4 import BeautifulSoup, Tag

from tests.quality import tools

Pages = dict[str, BeautifulSoup]

# What a reader hears or sees of the interface, outside the texts.
ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "aria-description", "data-title")
INTERFACE = (  # a list of sources is headed by the name of the first
    "header, nav, footer, button, details:not(.data-sources) > summary, label, legend,"
    " .md-search, .md-dialog, .md-skip"
)

# Names that are the same in every language: licences, formats, styles of citing, keys, sources.
NAMES = re.compile(
    r"""\b(?: CC\ BY\ 4\.0 | MIT | ODbL | OpenStreetMap\ contributors | [A-Z]{2,}[a-z]?
        | BibTeX | CSL-JSON | Data\ Package | datapackage\.json | Markdown | JavaScript | Chromium
        | cookie | Lat | Atom | Wikidata | KATO | ISO\ 3166-2 | Esc | Enter | Tab | Ctrl | Shift
        | [IVXLC]+ )\b""",
    re.VERBOSE,
)
ENGLISH = re.compile(r"\b[A-Za-z]{3,}\b")


def english(text: str) -> list[str]:
    """Words in Latin letters that are no names."""
    return ENGLISH.findall(NAMES.sub(" ", text))


def language(element: Tag) -> str:
    """What the nearest `lang` around an element says."""
    around = element if element.has_attr("lang") else element.find_parent(lang=True)
    return str(around["lang"]) if around else ""


def test_the_interface_speaks_kazakh_alone(pages: Pages) -> None:
    found, read = set(), 0
    for page, soup in pages.items():
        for attribute in ATTRIBUTES:
            for element in soup.select(f"[{attribute}]"):
                if language(element) != "kk" or "cite" in element.get_attribute_list("class"):
                    continue  # the title of a work in its own language
                text = str(element[attribute])
                read += 1
                if words := english(text):
                    found.add(f"{page}: {attribute}: {words} in «{text[:80]}»")
        for element in soup.select(INTERFACE):
            if element.find_parent("article") and element.name == "nav":
                continue
            text = " ".join(
                one.strip() for one in element.strings if language(one.parent or element) == "kk"
            )
            read += 1
            if words := english(text):
                found.add(f"{page}: {element.name}: {words[:5]} in «{text[:80]}»")
    assert read > 20 * len(pages)
    assert not found, "\n".join(sorted(found)[:40])


def test_an_english_word_is_noticed() -> None:
    assert english("Skip to content") == ["Skip", "content"]
    assert english("CC BY 4.0, код – MIT, © OpenStreetMap contributors") == []


def test_the_accessibility_page_names_the_versions_that_are_used(pages: Pages) -> None:
    article = pages["qoljetimdilik/"].find("article")
    assert isinstance(article, Tag)
    text = article.get_text(" ")
    package = json.loads((Path(tools.__file__).parent / "package.json").read_text("utf-8"))
    versions = package["dependencies"]
    assert f"axe-core {versions['axe-core']}" in text
    assert f"html-validate {versions['html-validate']}" in text
    assert f"Nu Html Checker {versions['vnu-jar']}" in text


def test_every_page_leads_to_it(pages: Pages) -> None:
    for page, soup in pages.items():
        links = [link.get_text() for link in soup.select("footer .md-copyright a")]
        assert "Қолжетімділік" in links, page
