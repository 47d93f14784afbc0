"""The notation about units: `{{ map(…) }}`, `{{ facts(…) }}`, `{{ subunits(…) }}` and so on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..content import mentions
from ..content.notation import NotationError
from ..graphics import choropleth, treemap
from ..language import formats, grammar
from ..model.records.sources import Source
from ..model.records.units import Unit
from ..model.unit_tree import UnitTree
from ..views import unit_facts

if TYPE_CHECKING:
    from .expander import PageRenderer

# What each function makes is numbered as one of these.
LABELS = ("facts", "subunits", "map", "place", "tiles")


class UnitNotation:
    """The functions of one page."""

    def __init__(self, page: PageRenderer) -> None:
        self.page = page
        self.catalogue = page.workshop.catalogue

    def functions(self) -> dict[str, Callable[..., str]]:
        """By the name that Markdown calls them."""
        return {
            "calculator": self.calculator,
            "facts": self.facts,
            "map": self.map,
            "mentions": self.mentions,
            "place": self.place,
            "subunits": self.subunits,
            "tiles": self.tiles,
        }

    def facts(self, unit: str) -> str:
        """`{{ facts("akmola") }}`: what is known of a unit."""
        return self.page.write_table(
            "facts", unit, unit_facts.facts(self._places, self._unit(unit))
        )

    def subunits(self, unit: str, *, level: int | None = None) -> str:
        """`{{ subunits("akmola") }}`: the units in it; `level=2`: those two steps below."""
        made = unit_facts.subunits(self._places, self._unit(unit), level)
        if not made.rows:
            raise NotationError(f"no unit lies in «{unit}»")
        return self.page.write_table("subunits", unit, made)

    def mentions(self, unit: str) -> str:
        """`{{ mentions("semei") }}`: the sections of the chapters that speak of a unit."""
        found = mentions.of(self._unit(unit), self.page.workshop.sections)
        pages: dict[str, list[mentions.Section]] = {}
        for section in found:
            pages.setdefault(section.page, []).append(section)
        entries = [
            (self.page.link(page, ""), parts[0].title,
             [(self.page.link(page, part.anchor), part.heading) for part in parts if part.anchor])
            for page, parts in pages.items()
        ]  # fmt: skip
        return self.page.write("mentions.html", entries=entries, unit=self._unit(unit))

    def map(self, name: str, *, by: str | list[str] = "population") -> str:
        """`{{ map("regions", by=["population", "density"]) }}`: a map that is coloured by figures.

        With more than one theme the reader chooses.
        """
        source = self.catalogue.maps.get(name)
        if source is None:
            raise NotationError(f"there is no map «{name}»: {', '.join(self.catalogue.maps)}")
        units = self.catalogue.units[source.record.units].units
        names = by if isinstance(by, list) else [by]
        try:
            shown = choropleth.themes(self._places, units, names)
        except KeyError as error:
            wanted = "population, density, or an indicator with comparison"
            raise NotationError(f"no theme {error}: expected {wanted}") from None
        except ValueError as error:
            raise NotationError(str(error)) from None
        table = f"table-{source.record.units}"
        return self._write(
            "map.html",
            ("map", name),
            record=source.record,
            picture=choropleth.picture(source, units, shown),
            themes=shown,
            description=[self._described(theme, units) for theme in shown],
            table_label=grammar.decline(self.page.labels.get(table, ""), "locative"),
            table=table,
            with_table=table in self.page.labels,
            sources=self._sources(*(s for theme in shown for s in theme.sources),
                                  source.record.source),
        )  # fmt: skip

    def place(self, unit: str) -> str:
        """`{{ place("akmola") }}`: where a unit lies, on a small map."""
        one = self._unit(unit)
        source = next((m for m in self.catalogue.maps.values() if unit in m.shapes.shapes), None)
        if source is None:
            raise NotationError(f"no map has the shape of «{unit}»")
        drawing = choropleth.draw(source, choropleth.LOCATOR, choropleth.COARSE)
        return self._write(
            "place.html",
            ("place", unit),
            record=source.record,
            unit=one,
            drawing=drawing,
            dot=drawing.area(unit) < choropleth.DOT / 4,
            genitive=grammar.decline(one.names.kk, "genitive"),
            sources=self._sources(source.record.source),
        )

    def tiles(self, unit: str, *, mark: str | None = None) -> str:
        """`{{ tiles("akmola") }}`: its units as rectangles in proportion to their population."""
        one = self._unit(unit)
        children = self._places.children.get(unit, [])
        period, figures = self._places.together(children)
        if not figures:
            raise NotationError(f"no population is known of the units in «{unit}»")
        sizes = (("narrow", 340, range(460, 580, 10)), ("wide", 720, range(380, 480, 10)))
        return self._write(
            "tiles.html",
            ("tiles", unit),
            unit=one,
            mark=self._unit(mark).id if mark else "",
            genitive=grammar.decline(one.names.kk, "genitive"),
            period=period,
            pictures=[(name, treemap.tiles(children, figures, width, heights))
                      for name, width, heights in sizes],
            missing=len(children) - len(figures),
            boundaries=self._about_boundaries(children),
            sources=self._sources(*(figure.source for figure in figures.values())),
        )  # fmt: skip

    def calculator(self) -> str:
        """`{{ calculator() }}`: which category a number of people fits, by the law of a day.

        It quotes the page's table of categories, which answers where there is no JavaScript.
        """
        table = self.catalogue.categories
        if table is None or "table-categories" not in self.page.labels:
            raise NotationError('the page needs {{ table("categories") }}, which it quotes')
        editions = [
            {
                "id": edition.id,
                "title": edition.title,
                "start": edition.start,
                "end": edition.end,
                "law": self.catalogue.sources[edition.law].number or edition.law,
                "url": self.page.source_url(edition.law),
            }
            for edition in table.editions
        ]
        categories = [
            {
                "id": one.id,
                "name": one.name,
                "group": one.group,
                "norms": {n.edition: [n.minimum, n.strictly_more, n.maximum] for n in one.norms},
            }
            for one in table.categories
        ]
        data = {"editions": editions, "categories": categories}
        return self.page.write("calculator.html", data=data, first=table.editions[0].start)

    def _write(self, template: str, name: tuple[str, str], **context: Any) -> str:
        anchor = "-".join(name)
        label = self.page.labels[anchor]
        return self.page.write(template, anchor=anchor, label=label, unit_url=self._url, **context)

    def _described(self, theme: choropleth.Theme, units: tuple[Unit, ...]) -> str:
        """The theme in words: the most and the least, and what is unknown."""
        known = sorted((u for u in units if u.id in theme.values), key=lambda u: theme.values[u.id])
        if not known:
            return f"{grammar.subtitled(theme.title, formats.MISSING)}."
        ends = "; ".join(
            f"{word} – {', '.join(f'{u.names.kk} ({theme.text(u)})' for u in group)}"
            for word, group in (("ең көбі", known[:-4:-1]), ("ең азы", known[:3]))
        )
        unknown = [unit.names.kk for unit in units if unit.id not in theme.values]
        tail = f" Дерек жоқ: {', '.join(unknown)}." if unknown else ""
        title = f"{theme.title}, {formats.period(theme.period)}"
        return f"{grammar.subtitled(title, ends)}.{tail}"

    def _about_boundaries(self, units: list[Unit]) -> str:
        """What the files of these units tell of boundaries that no map has."""
        ids = {unit.id for unit in units}
        files = [f for f in self.catalogue.units.values() if any(u.id in ids for u in f.units)]
        return " ".join(file.boundaries for file in files if file.boundaries)

    def _sources(self, *ids: str) -> list[tuple[int, Source, str]]:
        return self.page.sources_of(dict.fromkeys(ids))

    def _url(self, unit: Unit) -> str:
        return self.page.link(*self._places.address(unit))

    @property
    def _places(self) -> UnitTree:
        return self.page.workshop.places

    def _unit(self, id: str) -> Unit:
        found = self.catalogue.by_id.get(id)
        if found is None:
            raise NotationError(f"there is no unit «{id}» in data/units/")
        return found
