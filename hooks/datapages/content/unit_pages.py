"""The pages of units, as Markdown that the rest of the machinery reads like a chapter."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import dirname, relpath

import jinja2

from ..language import formats, grammar
from ..language.messages import t
from ..model.records.units import Unit
from ..model.unit_tree import KINDS, UnitTree


def pages(places: UnitTree, templates: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """(path under docs/, Markdown) of every unit that has a page."""
    template = templates.get_template("unit_page.md")
    for unit in places.with_pages:
        yield places.page(unit), template.render(_context(places, unit))


def _context(places: UnitTree, unit: Unit) -> dict[str, object]:
    parent = places.parent(unit)
    above = parent if parent is not None and places.has_page(parent) else None
    indicator = places.indicator(unit)
    name = unit.names.kk
    description = t("unit-page.facts", unit=grammar.decline(name, "genitive"))
    if not name.split()[-1].startswith(KINDS[unit.kind]):  # «Абай облысы» says it itself
        description = f"{KINDS[unit.kind].capitalize()}. {description}"
    if above:
        description += t("unit-page.inside", unit=grammar.decline(above.names.kk, "genitive"))
    figure = places.latest(unit)
    if figure:
        when, people = formats.period(figure.period), formats.number(figure.value)
        description += t("unit-page.population", when=when, number=people)
    return {
        "unit": unit,
        "title": f"{name}, {above.names.kk}" if above else name,
        "description": f"{description}{t('unit-page.end')}"[:160],
        "on_a_map": any(unit.id in one.shapes.shapes for one in places.catalogue.maps.values()),
        "tiles_of": _tiles_of(places, unit, above),
        "has_rows": any(True for _ in places.rows(unit)),
        "indicator": indicator,
        "indicator_page": relpath(indicator.page, dirname(places.page(unit))) if indicator else "",
    }


def _tiles_of(places: UnitTree, unit: Unit, above: Unit | None) -> Unit | None:
    """Whose units are drawn in proportion: its own, else those that it lies among."""
    for one in (unit, above):
        children = places.children.get(one.id, []) if one else []
        if one and len(places.together(children)[1]) > 1 and any(map(places.indicator, children)):
            return one
    return None
