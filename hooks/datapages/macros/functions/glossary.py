"""`{{ glossary() }}`."""

from __future__ import annotations

import itertools

from ...content.notation import NotationError
from ...language import alphabet
from ..api import Fragment, macro
from ..context import PageContext


@macro()
def glossary(page: PageContext) -> Fragment:
    """`{{ glossary() }}`: the terms in the order of the alphabet, an address an entry."""
    file = page.catalogue.glossary
    if file is None:
        raise NotationError("there is no data/glossary.yml")
    terms = sorted(file.terms, key=lambda term: alphabet.sort_key(term.kk))
    letters = [
        (letter, list(group))
        for letter, group in itertools.groupby(terms, lambda term: term.kk[0].upper())
    ]
    return page.fragment_with_files("glossary.html", "glossary", letters=letters)
