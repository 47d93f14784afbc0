"""Protected stems: what a site's own words teach the stemmer.

A stem that no list knows is decided word by word, so that two forms of it may be cut at two
places (балапан-ның, балапа-ны).
Looked at together, the forms of a site agree on one stem: the one that explains most of them. Those
stems are handed to the plugin as listed. A word that stands once is decided as before: it has no
company to be judged by.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import reduce
from math import log2
from operator import and_

from search_kk.kazakh_stemmer import NOMINAL, Stemmer, compile_table, load

KAZAKH = re.compile(r"[а-яёәғқңөұүһі]{3,}")
SHORTEST = 4  # a shorter stem is too easily found by chance inside other words
COMPANY = 1.5  # what doubling the forms that share a stem is worth, in gains of suffixes.yml


def protected_stems(
    words: Iterable[str], stems: Mapping[str, int], terms: Iterable[str] = ()
) -> dict[str, int]:
    """Stems to add to `stems`: terms of one word, and those on which the forms of a site agree.

    words: every word of the site, in any order, repeated or not. The result depends on their set
    alone.
    """
    forms = sorted({word for word in map(str.lower, words) if KAZAKH.fullmatch(word)})
    found = {term.lower(): NOMINAL for term in sorted(terms) if KAZAKH.fullmatch(term.lower())}
    stemmer = Stemmer(compile_table(load()), {**stems, **found})
    cuts = {
        form: _cuts(stemmer, form) for form in forms if stemmer.stem(form) not in stemmer.lexicon
    }
    company: dict[str, int] = defaultdict(int)
    for choices in cuts.values():
        for stem in choices:
            company[stem] += 1
    chosen: dict[str, dict[str, int]] = defaultdict(dict)
    for form, choices in cuts.items():
        if choices:
            best = max(
                choices, key=lambda stem: (choices[stem][0] + COMPANY * log2(company[stem]), stem)
            )
            chosen[best][form] = choices[best][1]
    for stem, members in sorted(chosen.items()):
        # needed only where it changes something: where the rules alone would have cut one of its
        # forms elsewhere
        if (
            len(members) > 1
            and len(stem) >= SHORTEST
            and any(stemmer.stem(form) != stem for form in members)
        ):
            found[stem] = reduce(and_, members.values()) or NOMINAL
    return found


def _cuts(stemmer: Stemmer, form: str) -> dict[str, tuple[float, int]]:
    """The unlisted stems that the form may have.

    The best score of each, and the classes that it then has.
    """
    cuts: dict[str, tuple[float, int]] = {}
    for score, stem, path in stemmer.analyses(form):  # best first
        if stem not in stemmer.lexicon:
            cuts.setdefault(stem, (score, stemmer.roots_of(path)))
    return cuts
