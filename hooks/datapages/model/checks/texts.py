"""Checks of the files of texts: legal categories, the glossary, diagrams, countries and so on."""

from __future__ import annotations

from collections.abc import Iterator

from ...base import yaml_reader
from ...base.diagnostics import Problem
from ...language import alphabet
from ..records.countries import CountriesFile
from ..records.law import CategoriesFile, LawChangesFile
from ..records.texts import ChangesFile, Diagram, GlossaryFile, TextTable
from .files import LoadedFiles, in_order, twice


def check_categories(loaded: LoadedFiles) -> Iterator[Problem]:
    """Editions of the law in order, and norms of editions that exist."""
    for document, record in loaded.of(CategoriesFile):
        editions = [edition.id for edition in record.editions]
        yield from twice(document, ("editions",), editions)
        yield from twice(document, ("categories",), [one.id for one in record.categories])
        yield from in_order(document, ("editions",), [e.start for e in record.editions], "start")
        for index, edition in enumerate(record.editions):
            if edition.end is not None and edition.end < edition.start:
                message = f"expected a day not before {edition.start}, got {edition.end}"
                yield document.problem(("editions", index, "end"), message)
        for row, category in enumerate(record.categories):
            path: yaml_reader.Path = ("categories", row, "norms")
            yield from twice(document, path, [n.edition for n in category.norms], "edition")
            for index, norm in enumerate(category.norms):
                if norm.edition not in editions:
                    message = f"unknown edition «{norm.edition}»: one of {', '.join(editions)}"
                    yield document.problem((*path, index, "edition"), message)


def check_glossary(loaded: LoadedFiles) -> Iterator[Problem]:
    """Terms of the glossary, whose ids are their transliteration."""
    for document, record in loaded.of(GlossaryFile):
        yield from twice(document, ("terms",), [term.id for term in record.terms])
        for index, term in enumerate(record.terms):
            wanted = alphabet.slug(term.kk.partition(" (")[0])
            if term.id != wanted:
                message = f"expected «{wanted}», the transliteration of the term"
                yield document.problem(("terms", index, "id"), message)


def check_text_tables(loaded: LoadedFiles) -> Iterator[Problem]:
    """Tables of sentences: as many cells as columns in each row."""
    for document, table in loaded.of(TextTable):
        yield from twice(document, ("rows",), [row.id for row in table.rows])
        for index, row in enumerate(table.rows):
            if len(row.cells) != len(table.columns):
                message = f"expected {len(table.columns)} cells, one a column, got {len(row.cells)}"
                yield document.problem(("rows", index, "cells"), message)


def check_diagrams(loaded: LoadedFiles) -> Iterator[Problem]:
    """Diagrams: their nodes, levels and edges fit together."""
    for document, diagram in loaded.of(Diagram):
        nodes = {node.id for node in diagram.nodes}
        levels = {level.id for level in diagram.levels}
        yield from twice(document, ("levels",), [level.id for level in diagram.levels])
        yield from twice(document, ("nodes",), [node.id for node in diagram.nodes])
        for index, node in enumerate(diagram.nodes):
            if node.level not in levels:
                path: yaml_reader.Path = ("nodes", index, "level")
                yield document.problem(path, f"unknown level «{node.level}»")
        for index, edge in enumerate(diagram.edges):
            for key, end in (("start", edge.start), ("end", edge.end)):
                if end not in nodes:
                    yield document.problem(("edges", index, key), f"unknown node «{end}»")


def check_law_changes(loaded: LoadedFiles) -> Iterator[Problem]:
    """Changes of law, whose ids are addresses."""
    for document, file in loaded.of(LawChangesFile):
        yield from twice(document, ("changes",), [change.id for change in file.changes])


def check_countries(loaded: LoadedFiles) -> Iterator[Problem]:
    """Countries, whose ids are addresses."""
    for document, countries in loaded.of(CountriesFile):
        yield from twice(document, ("countries",), [one.id for one in countries.countries])


def check_changes(loaded: LoadedFiles) -> Iterator[Problem]:
    """The newest change of the site stands first."""
    for document, record in loaded.of(ChangesFile):
        days = [change.date for change in record.changes]
        for index in range(1, len(days)):
            if days[index] > days[index - 1]:
                yield document.problem(("changes", index, "date"), "expected the newest first")
