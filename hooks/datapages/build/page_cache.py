"""Pages that did not change since the last build, for a writer's server.

A page is taken again when its own text, data/, addresses/, the templates and all that it may quote
of other pages are the same: labels, titles, who quotes whom, and which sections of the chapters
name a unit, where a page lists them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..content.mentions import Section, sections_naming
from ..content.notation import Call
from ..content.pages import SourcePage
from ..linking.rendered_page import RenderedPage
from ..model.records.units import Unit
from .draft import Draft
from .model import Model, Published

MACROS = Path(__file__).parents[1] / "macros/functions"


@dataclass(frozen=True)
class CachedPage:
    """A page as it was before it was linked with others, and what a builder keeps beside it."""

    key: str
    page: RenderedPage
    beside: Any


@dataclass
class PageCache:
    """Pages of the last build by path, and the files that were published with it."""

    pages: dict[str, CachedPage] = field(default_factory=dict)
    _data: str = ""  # digest of what all pages of this build are made of
    _shared: str = ""  # the same, and what pages may quote of each other
    _sections: tuple[Section, ...] = ()  # of the chapters
    _units: Mapping[str, Unit] = field(default_factory=dict)
    _published: tuple[str, Published] | None = None

    def published(self, model: Model) -> Published | None:
        """The published files of the last build, if data/ has not changed since."""
        self._data = _digest(model)
        if self._published is not None and self._published[0] == self._data:
            return self._published[1]
        return None

    def put_published(self, published: Published) -> None:
        """Note the files that this build publishes."""
        self._published = self._data, published

    def begin(self, draft: Draft) -> None:
        """All pages are read: what they may quote of each other is known."""
        manuscript = draft.manuscript
        numbering = manuscript.numbering
        labels = {path: numbering.labels(path) for path in manuscript.pages}
        headings = {path: sorted(ids) for path, ids in numbering.headings.items()}
        quoted = (manuscript.titles, labels, headings, manuscript.quotes)
        self._shared = _hash([self._data.encode(), repr(quoted).encode()])
        self._sections, self._units = manuscript.sections, draft.model.catalogue.by_id

    def get(self, source: SourcePage) -> CachedPage | None:
        """The page of the last build, if nothing has changed that it is made of."""
        found = self.pages.get(source.path)
        if found is None or found.key != self._key(source):
            return None
        return replace(found, page=replace(found.page, ends={}))

    def put(self, source: SourcePage, page: RenderedPage, beside: Any) -> None:
        """Note a page before it is linked with others."""
        self.pages[page.path] = CachedPage(self._key(source), replace(page, ends={}), beside)

    def _key(self, source: SourcePage) -> str:
        listed = [self._naming(call) for call in source.calls if call.name == "mentions"]
        return _hash([self._shared.encode(), repr(listed).encode(), source.text.encode()])

    def _naming(self, call: Call) -> list[tuple[str, ...]]:
        """The sections that a call of `mentions` lists; none where its unit is not known."""
        given = [*call.arguments, *call.options.values()]
        unit = self._units.get(str(given[0])) if given else None
        if unit is None:
            return []
        found = sections_naming(unit, self._sections)
        return [(one.page, one.title, one.anchor, one.heading) for one in found]


def _digest(model: Model) -> str:
    """What is in data/ and addresses/ and in the templates."""
    settings = model.settings
    folders = (
        settings.root / settings.options["data"],
        settings.root / settings.options.get("addresses", "addresses"),
        settings.templates,
        MACROS,
    )
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return _hash(path.read_bytes() for path in files if path.suffix != ".pyc")


def _hash(parts: Iterable[bytes]) -> str:
    whole = hashlib.sha256()
    for part in parts:
        whole.update(b"%d:" % len(part) + part)
    return whole.hexdigest()
