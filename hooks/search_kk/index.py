"""The index: documents in, a folder of small JSON files out, which the engine reads as they are.

    index.json   the manifest: linguistics, sizes, where each part begins
    v0.json …    vocabulary by skeleton: [stem, family, forms, documents, headings, classes],
                 the classes are those of a listed stem, which may have no documents; and the
                 equivalents whose first word has a skeleton of this part: [what is typed, what is
                 said, 1 if it is meant beside other words only, 2 if it is an everyday word]
    l.json       the lexicon, for whom has no vocabulary: the marks on an opened page
    r0.json …    the same stems by their reversed skeletons, for slips at the beginning of a word
    p0.json …    postings of the terms, in the order of the vocabulary
    d0.json …    locations, titles (a line a document) and kinds; of a location on the page of the
                 line before only the fragment
    t0.json …    texts, for the passages that are shown

A posting list is a row of numbers in base 64 with five bits a sign, the sixth says that more
follow (as in source maps, without signs): for each document the distance from the one before,
the weight, the length of the heading that has the term (0: none; 31: only a question finds it)
× 32 + the number of positions,
and the positions, each as the distance from the one before.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from search_kk.documents import Document
from search_kk.figures import Figures, Made, Naming
from search_kk.figures import files as figure_files
from search_kk.kazakh_stemmer import HERE, load, read_stems
from search_kk.linguistics import Linguistics, pack
from search_kk.normal import make_normal
from search_kk.packed import numbers
from search_kk.protected import protected_stems

VOCABULARY_PART = 2_500  # letters: about 1 KiB after gzip
POSTINGS_PART = 1_400
REVERSED_PART = 8_000
TEXTS_PART = 1_600
TITLES_PART = 50  # documents
MOST_DOCUMENTS = 4_000  # of one term: of a commoner one only the weightiest are kept
MOST_POSITIONS = 31  # of one term in one document
POSITIONS = 16_000  # of one term in all documents, about
BLOCK_GAP = 8  # positions between passages: words on both sides are not near
WEIGHT = 8  # weights are kept in eighths
LONGEST_HEADING = 30
ASKED_ONLY = 31  # in the place of that length: a word that only a question finds
BEGINNING = 4  # letters

TITLE, NAME, ASKED, TEXT = 4.0, 3.0, 3.0, 1.0  # a word in a heading counts as so many in the text
B_TITLE, B_TEXT = 0.3, 0.75  # how much the length counts (BM25's b)


@dataclass(frozen=True)
class Kind:
    """A kind of document: its id, what its badge says, and what its score is multiplied by.

    `defines`: its documents tell what their titles mean. `counts`: they hold figures, and answer
    no «who» or «why». `language`: that of its documents, where it is another («ru», «en»); who
    types in it finds them first.
    """

    id: str
    title: str = ""
    boost: float = 1.0
    defines: bool = False
    counts: bool = False
    language: str = ""


@dataclass
class _Hit:
    weight: float = 0.0
    heading: int = 0  # length of the shortest heading that has the term
    positions: list[int] = field(default_factory=list)


def build(
    documents: Iterable[Document],
    *,
    equivalents: Mapping[str, str] | None = None,
    kinds: Sequence[Kind] = (),
    terms: Iterable[str] = (),
    figures: Figures | None = None,
) -> dict[str, str]:
    """The files of an index, by name.

    equivalents: what a reader may type → what the documents say. terms: words that stand as they
    are in a lexicon (names, glossary). figures: for the card above the results.
    """
    docs = _by_page(documents)
    known = {kind.id: kind for kind in kinds}
    known |= {doc.kind: Kind(doc.kind) for doc in docs if doc.kind not in known}
    language = _language(docs, equivalents or {}, terms)
    entries = _Entries(docs, language)
    made = figure_files(figures, _naming(language)) if figures else None
    return _files(docs, list(known.values()), entries, language, made)


def _naming(language: Linguistics) -> Naming:
    def key(stem: str) -> str:
        return language.normal.key(stem)

    asked = language.asked()
    return Naming(language.name_terms, key, language.kind, language.times, asked, language.short)


def _by_page(documents: Iterable[Document]) -> list[Document]:
    """Documents of one page together, the page itself first."""
    pages: dict[str, list[Document]] = {}
    for doc in documents:
        pages.setdefault(doc.page, []).append(doc)
    return [
        doc for page in pages.values() for doc in sorted(page, key=lambda doc: "#" in doc.location)
    ]


def _language(
    docs: Sequence[Document], equivalents: Mapping[str, str], terms: Iterable[str]
) -> Linguistics:
    rules = load()
    normal = make_normal(rules)
    stems = read_stems((HERE / "stems.txt").read_text(encoding="utf-8"))
    words: set[str] = set()
    for doc in docs:
        words.update(normal.tokens(f"{doc.title} {doc.text}"))
    listed = (word for term in terms for word in [normal.text(term).strip()])
    return Linguistics.of(rules, stems | protected_stems(words, stems, listed), equivalents)


class _Entries:
    """The terms of all documents: what they are called, written, and where they stand."""

    def __init__(self, docs: Sequence[Document], language: Linguistics) -> None:
        self.language = language
        self.hits: dict[str, dict[int, _Hit]] = defaultdict(dict)
        self.forms: dict[str, Counter[str]] = defaultdict(Counter)
        tokenised = [self._tokens(doc) for doc in docs]
        count = len(docs) or 1
        title_mean = sum(len(title) for title, _, _ in tokenised) / count or 1
        text_mean = sum(sum(map(len, blocks)) for _, _, blocks in tokenised) / count or 1
        for number, (doc, (title, names, blocks)) in enumerate(zip(docs, tokenised, strict=True)):
            weight = TITLE / _norm(title, title_mean, B_TITLE)
            place = self._add(number, title, 0, weight, heading=True)
            for name in names:
                weight = NAME / _norm(name, title_mean, B_TITLE)
                place += BLOCK_GAP
                self._add_russian(number, name, place, weight)
                place = self._add(number, name, place, weight, heading=True)
            length = [word for block in blocks for word in block]
            weight = TEXT / _norm(length, text_mean, B_TEXT)
            for block in blocks:
                place = self._add(number, block, place + BLOCK_GAP, weight)
            own = {term for term, hits in self.hits.items() if number in hits} if doc.asked else ()
            for asked in map(language.normal.tokens, doc.asked):
                weight = ASKED / _norm(asked, title_mean, B_TITLE)
                place = self._add(number, asked, place + BLOCK_GAP, weight)
                for term in map(language.stem, asked):
                    if term not in own:
                        self.hits[term][number].heading = ASKED_ONLY
        for hits in self.hits.values():  # what stands nowhere else is found by whoever types it
            if all(hit.heading == ASKED_ONLY for hit in hits.values()):
                for hit in hits.values():
                    hit.heading = 0

    def _tokens(self, doc: Document) -> tuple[list[str], list[list[str]], list[list[str]]]:
        tokens = self.language.normal.tokens
        names = [tokens(name) for name in doc.names]
        return tokens(doc.title), names, [tokens(block) for block in doc.text.split("\n")]

    def _add(
        self, doc: int, words: Sequence[str], place: int, weight: float, *, heading: bool = False
    ) -> int:
        """Note the words of a heading or a passage from a position on; gives the one after it."""
        stem, lengths = self.language.stem, self._lengths(words) if heading else (0, 0)
        for word in words:
            term = stem(word)
            self._hit(term, doc, place, weight, lengths[self.language.is_kind(term)])
            self.forms[term][word] += 1
            place += 1
        return place

    def _add_russian(self, doc: int, words: Sequence[str], place: int, weight: float) -> None:
        """A name may be typed in any form of its Russian words."""
        lengths = self._lengths(words)
        for word in words:
            if term := self.language.russian(word):
                self._hit(term, doc, place, weight, lengths[self.language.is_kind(term)])
            place += 1

    def _lengths(self, heading: Sequence[str]) -> tuple[int, int]:
        """How many words a query must have to be the whole heading, for a word and for «облыс».

        Light words do not count, and «Алматы» alone is «Алматы облысы».
        """
        language = self.language
        heavy = [word for word in heading if word not in language.light] or heading
        named = [word for word in heavy if not language.is_kind(language.stem(word))] or heavy
        return min(len(named), LONGEST_HEADING), min(len(heavy), LONGEST_HEADING)

    def _hit(self, term: str, doc: int, place: int, weight: float, length: int) -> None:
        of_term = self.hits[term]
        hit = of_term.get(doc)
        if hit is None:
            hit = of_term[doc] = _Hit()
        hit.weight += weight
        if length:
            hit.heading = min(hit.heading or length, length)
        if len(hit.positions) < MOST_POSITIONS:
            hit.positions.append(place)


def _norm(words: Sequence[str], mean: float, b: float) -> float:
    return 1 - b + b * len(words) / mean


def _postings(hits: Mapping[int, _Hit]) -> str:
    kept = sorted(hits, key=lambda doc: (-hits[doc].weight, doc))[:MOST_DOCUMENTS]
    most = max(1, min(MOST_POSITIONS, POSITIONS // max(1, len(kept))))
    before = -1

    def row() -> Iterator[int]:
        nonlocal before
        for doc in sorted(kept):
            hit = hits[doc]
            yield doc - before - 1
            before = doc
            yield max(1, round(hit.weight * WEIGHT))
            positions = hit.positions[:most]
            yield hit.heading * 32 + len(positions)
            place = 0
            for position in positions:
                yield position - place
                place = position

    return numbers(row())


def _spelled(stem: str, forms: Mapping[str, int]) -> str:
    """The written forms, commonest first: how many letters of the stem fall, and the rest."""

    def short(form: str) -> str:
        shared = 0
        while shared < min(len(stem), len(form), len(stem)) and stem[shared] == form[shared]:
            shared += 1
        dropped = len(stem) - shared
        return f"{dropped}{form[shared:]}" if dropped < 10 else f"9{form}"

    ordered = sorted(forms, key=lambda form: (-forms[form], len(form), form))
    return " ".join(map(short, ordered))


def _cut(items: Sequence[Any], most: int, size: Callable[[Any], int]) -> list[int]:
    """Where parts begin, so that each holds about `most`; what is larger begins one of its own."""
    starts: list[int] = []
    total = most
    for place, item in enumerate(items):
        if total >= most or size(item) >= most:
            starts.append(place)
            total = 0
        total += size(item)
    return starts


def _parts(name: str, items: Sequence[Any], starts: Sequence[int]) -> dict[str, str]:
    ends = [*starts[1:], len(items)][: len(starts)]
    return {
        f"{name}{n}": as_json(items[start:end])
        for n, (start, end) in enumerate(zip(starts, ends, strict=True))
    }


def as_json(data: object) -> str:
    """JSON without blanks, in UTF-8."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


_TOLD = ("id", "title", "boost")  # of every kind; the rest where there is something to tell


def _without_names(language: dict[str, Any]) -> dict[str, Any]:
    """What scripts know of the language: they call the slots of endings by their numbers."""
    table = language["table"]
    slots = [{key: slot[key] for key in slot if key != "name"} for slot in table["slots"]]
    return language | {"table": table | {"slots": slots}}


def _short(data: Any) -> Any:
    """The same to a script, in fewer signs: 3 for 3.0."""
    if isinstance(data, dict):
        return {name: _short(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_short(value) for value in data]
    return int(data) if isinstance(data, float) and data.is_integer() else data


def _distances(starts: Sequence[int]) -> str:
    """Where parts begin, each as the distance from the one before."""
    return numbers(start - before for before, start in pairwise([0, *starts]))


def _runs(values: Iterable[int]) -> str:
    """Runs of equal numbers: number, length, number, length."""
    found: list[list[int]] = []
    for value in values:
        if found and found[-1][0] == value:
            found[-1][1] += 1
        else:
            found.append([value, 1])
    return numbers(part for run in found for part in run)


def _files(
    docs: Sequence[Document],
    kinds: Sequence[Kind],
    entries: _Entries,
    language: Linguistics,
    figures: Made | None,
) -> dict[str, str]:
    key = language.normal.key
    known = set(entries.hits)
    # stems that stand nowhere here are listed, too: a word of the language is no slip of another
    keys = {stem: key(stem) for stem in known.union(language.stems)}
    stems = sorted(keys, key=lambda stem: (keys[stem], stem))
    rows = []
    for stem in stems:
        hits, forms = entries.hits.get(stem, {}), entries.forms.get(stem, Counter())
        family = language.family(stem, known) if hits else stem
        headings = sum(0 < hit.heading < ASKED_ONLY for hit in hits.values())
        rows.append(
            [stem, "" if family == stem else family, _spelled(stem, forms), len(hits), headings,
             language.classes(stem)]
        )  # fmt: skip
    vocabulary = _cut(rows, VOCABULARY_PART, lambda row: len(row[0]) + len(row[2]) + 12)
    firsts = [keys[stems[start]] for start in vocabulary]
    lists = [_postings(entries.hits[stem]) if stem in known else "" for stem in stems]
    postings = _cut(lists, POSTINGS_PART, len)
    backward = sorted({keys[stem][::-1] for stem in known if _can_slip(stem)})
    reversed_parts = _cut(backward, REVERSED_PART, len)
    texts = _cut([doc.text for doc in docs], TEXTS_PART, len)
    titles = list(range(0, len(docs), TITLES_PART))
    numbered = {kind.id: n for n, kind in enumerate(kinds)}
    pages: dict[str, int] = {}
    for doc in docs:
        pages[doc.page] = pages.get(doc.page, 0) + 1
    manifest = {
        "documents": len(docs),
        "pages": numbers(pages.values()),
        "kinds": [{k: v for k, v in asdict(kind).items() if v or k in _TOLD} for kind in kinds],
        "kind": _runs(numbered[doc.kind] for doc in docs),
        "vocabulary": _distances(vocabulary),
        "firsts": " ".join(firsts),
        "postings": _distances(postings),
        "reversed": [backward[start] for start in reversed_parts],
        "titles": _distances(titles),
        "texts": _distances(texts),
        "language": _without_names(language.data()),
        "figures": _beginnings(figures, language),
        "places": figures.places if figures else [],
    }
    files = {
        "index": as_json(_short(manifest)),
        **_vocabulary(rows, vocabulary, firsts, language),
        **_parts("p", lists, postings),
        **_parts("r", backward, reversed_parts),
        "l": as_json(pack(language.stems)),
        **_parts("t", [doc.text for doc in docs], texts),
        **_titles(docs, numbered, titles),
    }
    if figures:
        files |= {name: as_json(data) for name, data in figures.files.items()}
    return files


def _vocabulary(
    rows: Sequence[Any], starts: Sequence[int], firsts: Sequence[str], language: Linguistics
) -> dict[str, str]:
    """Each part with its equivalents: one request a word brings both."""
    fold = language.normal.fold
    pairs: list[list[Any]] = [[] for _ in firsts]
    for one in sorted(language.equivalents, key=lambda pair: (fold(pair.typed[0]), pair.typed)):
        if pairs:
            holder = max(bisect_right(firsts, fold(one.typed[0])) - 1, 0)
            pairs[holder].append(
                [one.typed, one.said, *([1] if one.beside else [2] if one.everyday else [])]
            )
    ends = [*starts[1:], len(rows)]
    return {
        f"v{n}": as_json([rows[start:end], pairs[n]])
        for n, (start, end) in enumerate(zip(starts, ends, strict=False))
    }


def _beginnings(figures: Made | None, language: Linguistics) -> str:
    """How the words of the names of indicators begin, as skeletons.

    Only for a query with such a word the names themselves are loaded.
    """
    words = figures.words if figures else ()
    found = {language.normal.key(word.split("~")[0])[:BEGINNING] for word in words}
    return " ".join(sorted(found))


def _titles(
    docs: Sequence[Document], kinds: Mapping[str, int], starts: Sequence[int]
) -> dict[str, str]:
    found = {}
    for n, (start, end) in enumerate(zip(starts, [*starts[1:], len(docs)], strict=True)):
        part = docs[start:end]
        locations = [
            f"#{doc.location.partition('#')[2]}"
            if at and doc.page == part[at - 1].page and "#" in doc.location
            else doc.location
            for at, doc in enumerate(part)
        ]
        titles = (doc.title.replace("\n", " ") for doc in part)
        kind = numbers(kinds[doc.kind] for doc in part)
        found[f"d{n}"] = as_json(["\n".join(locations), "\n".join(titles), kind])
    return found


def _can_slip(stem: str) -> bool:
    return len(stem) > 3 and stem.isalpha() and not stem.startswith("~")


def version(files: Mapping[str, str]) -> str:
    """A name for this content: parts of two versions are never mixed."""
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    return digest.hexdigest()[:8]


def write(files: Mapping[str, str], folder: Path) -> None:
    """Write the files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
