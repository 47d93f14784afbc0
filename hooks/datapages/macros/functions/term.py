"""`{{ term("akim") }}`."""

from __future__ import annotations

from ...base import near
from ..api import LANGUAGES, Fragment, macro
from ..context import PageContext, UnknownNameError


@macro(languages=LANGUAGES)
def term(page: PageContext, id: str) -> Fragment:
    """`{{ term("akim") }}`: a term of the glossary, linked; elsewhere with the Kazakh beside it."""
    file = page.catalogue.glossary
    terms = {one.id: one for one in file.terms} if file else {}
    if file is None or id not in terms:
        raise UnknownNameError(
            f"there is no term «{id}» in data/glossary.yml{near.hint(id, terms)}"
        )
    found = terms[id]
    # «akim, head of a local executive»: what follows the comma explains, as the sentence will.
    text = {"kk": found.kk, "ru": found.ru, "en": found.en.partition(", ")[0]}[page.language]
    return page.inline("term.html", text, term=found, url=page.link(file.page, id))
