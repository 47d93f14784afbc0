"""The pages of units, as Markdown that the rest of the machinery reads like a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, relpath

import jinja2

from ..language import formats, grammar
from ..language.messages import t
from ..model import choices
from ..model.records.texts import TextTable
from ..model.records.units import Unit
from ..model.unit_tree import KINDS, UnitTree


def pages(tree: UnitTree, templates: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """(path under docs/, Markdown) of every unit that has a page."""
    template = templates.get_template("unit_page.md")
    for unit in tree.with_pages:
        yield tree.page(unit), template.render(_context(tree, unit))


def _context(tree: UnitTree, unit: Unit) -> dict[str, object]:
    parent = tree.parent(unit)
    above = parent if parent is not None and tree.has_page(parent) else None
    indicator = tree.indicator(unit)
    return {
        "unit": unit,
        "title": f"{unit.names.kk}, {above.names.kk}" if above else unit.names.kk,
        "description": _description(tree, unit, above)[:160],
        "on_a_map": any(unit.id in one.shapes.shapes for one in tree.catalogue.maps.values()),
        "tiles_of": _tiles_of(tree, unit, above),
        "has_rows": any(True for _ in tree.rows(unit)),
        "has_indicators": any(
            unit.id in one.units and not one.unit_title
            for one in tree.catalogue.indicators.values()
        ),
        "compared": _compared(tree, unit),
        "tables": [
            table.id for table in tree.catalogue.of(TextTable) if table.page == tree.page(unit)
        ],
        "indicator": indicator,
        "indicator_page": relpath(indicator.page, dirname(tree.page(unit))) if indicator else "",
    }


def _compared(tree: UnitTree, unit: Unit) -> str:
    """The indicator of its units that stands on their pages and compares them there."""
    for indicator in tree.catalogue.indicators.values():
        choice = choices.choice(indicator, tree.catalogue) if indicator.unit_title else None
        if choice and choice.units and choice.units[0].parent == unit.id and tree.has_page(unit):
            return indicator.id
    return ""


def _description(tree: UnitTree, unit: Unit, above: Unit | None) -> str:
    """What a page of a unit holds, for search engines."""
    name, kind = unit.names.kk, KINDS[unit.kind]
    text = t("unit-page.holds", unit=grammar.decline(name, "genitive"))
    if not name.split()[-1].startswith(kind):  # «Абай облысы» says it itself
        text = f"{kind.capitalize()}. {text}"
    if above:
        text += " " + t("unit-page.within", unit=grammar.decline(above.names.kk, "genitive"))
    figure = tree.latest(unit)
    sentences = [text]
    if figure:
        period, value = formats.period(figure.period), formats.number(figure.value)
        sentences.append(t("unit-page.population", period=period, value=value))
    return ". ".join([*sentences, t("unit-page.sources")])


def _tiles_of(tree: UnitTree, unit: Unit, above: Unit | None) -> Unit | None:
    """Whose units are drawn in proportion: its own, else those that it lies among."""
    for one in (unit, above):
        children = tree.children.get(one.id, []) if one else []
        if one and len(tree.together(children)[1]) > 1 and any(map(tree.indicator, children)):
            return one
    return None
