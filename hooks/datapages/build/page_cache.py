"""Pages that did not change since the last build, for a writer's server.

A page is taken again when all is the same that it is made of: its own text, the indicators and the
templates that it asked for, the rest of data/, addresses/, and what it may quote of other pages:
labels, titles, who quotes whom, and where it lists them the sections that name a unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..base.cache import key
from ..content.mentions import Section, sections_naming
from ..content.notation import Call
from ..content.pages import SourcePage
from ..linking.rendered_page import RenderedPage
from ..model.kinds import OF_RECORD
from ..model.records.indicators import Indicator
from ..model.records.units import Unit
from ..templating import MACROS
from .draft import Asked, Draft, ExpandedPage
from .model import Model, Published, Settings


@dataclass(frozen=True)
class CachedPage:
    """A page as it was before it was linked with others, and what a builder keeps beside it."""

    key: str
    asked: Asked
    page: RenderedPage
    beside: Any


@dataclass
class PageCache:
    """Pages of the last build by path, and the files that were published with it."""

    pages: dict[str, CachedPage] = field(default_factory=dict)
    _shared: str = ""  # digest of what any page may be made of, whatever it asks for
    _indicators: Mapping[str, Indicator] = field(default_factory=dict)
    _changes: Counter[str] = field(default_factory=Counter)  # how often each of them changed
    _templates: Mapping[str, str] = field(default_factory=dict)  # name → digest
    _sections: tuple[Section, ...] = ()  # of the chapters
    _units: Mapping[str, Unit] = field(default_factory=dict)
    _data: str = ""  # digest of all that the published files are made of
    _published: tuple[str, Published] | None = None

    def published(self, model: Model) -> Published | None:
        """The published files of the last build, if data/ has not changed since."""
        self._data = _digest(_files(_data(model.settings)))
        if self._published is not None and self._published[0] == self._data:
            return self._published[1]
        return None

    def put_published(self, published: Published) -> None:
        """Note the files that this build publishes."""
        self._published = self._data, published

    def begin(self, draft: Draft) -> None:
        """All pages are read: what they may quote of each other is known."""
        model, manuscript = draft.model, draft.manuscript
        settings, numbering = model.settings, manuscript.numbering
        labels = {path: numbering.labels(path) for path in manuscript.pages}
        headings = {path: sorted(ids) for path, ids in numbering.headings.items()}
        quoted = (manuscript.titles, labels, headings, manuscript.quotes)
        found = {one.id: one for one in model.catalogue.of(Indicator)}
        told = [
            (one.id, one.page, one.unit_title, [series.territory for series in one.series])
            for one in found.values()
        ]
        site = (settings.name, settings.url, settings.author, settings.options, model.day)
        offered = (sorted(draft.context.downloadable), model.shelf)
        self._shared = key([_rest(settings), repr((quoted, told, site, offered))])
        self._changes.update(id for id, one in found.items() if self._indicators.get(id) != one)
        self._indicators, self._templates = found, _template_digests(settings)
        self._sections, self._units = manuscript.sections, model.catalogue.by_id

    def get(self, source: SourcePage) -> CachedPage | None:
        """The page of the last build, if nothing has changed that it is made of."""
        found = self.pages.get(source.path)
        if found is None or found.key != self._key(source, found.asked):
            return None
        return replace(found, page=replace(found.page, ends={}))

    def put(self, expanded: ExpandedPage, page: RenderedPage, beside: Any) -> None:
        """Note a page before it is linked with others."""
        asked = Asked(*map(set, expanded.asked))
        made_of = self._key(expanded.source, asked)
        self.pages[page.path] = CachedPage(made_of, asked, replace(page, ends={}), beside)

    def _key(self, source: SourcePage, asked: Asked) -> str:
        listed = [self._naming(call) for call in source.calls if call.name == "mentions"]
        indicators = [(id, self._changes[id]) for id in sorted(asked.indicators)]
        templates = [(name, self._templates.get(name)) for name in sorted(asked.templates)]
        return key([self._shared, repr((listed, indicators, templates)), source.text])

    def _naming(self, call: Call) -> list[tuple[str, ...]]:
        """The sections that a call of `mentions` lists; none where its unit is not known."""
        given = [*call.arguments, *call.options.values()]
        unit = self._units.get(str(given[0])) if given else None
        if unit is None:
            return []
        found = sections_naming(unit, self._sections)
        return [(one.page, one.title, one.anchor, one.heading) for one in found]


def _data(settings: Settings) -> Path:
    folder: str = settings.options["data"]
    return settings.root / folder


def _rest(settings: Settings) -> str:
    """Digest of addresses/, and of data/ but for the indicators."""
    data, kind = _data(settings), OF_RECORD[Indicator]
    addresses = settings.root / settings.options.get("addresses", "addresses")
    others = [path for path in _files(data) if not kind.matches(path.relative_to(data))]
    return _digest([*others, *_files(addresses)])


def _template_digests(settings: Settings) -> dict[str, str]:
    """Name → digest; of one that stands in both folders the first counts."""
    return {
        path.relative_to(folder).as_posix(): _digest([path])
        for folder in (MACROS, settings.templates)
        for path in _files(folder)
        if path.suffix not in (".py", ".pyc")
    }


def _files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def _digest(files: Iterable[Path]) -> str:
    return key(part for path in files for part in (path.as_posix(), path.read_bytes()))
