"""Pages that did not change since an earlier build: in memory, and in a folder of .cache/.

A page is taken again when all is the same that it is made of: its own text, the indicators and the
templates that it asked for, the rest of data/, addresses/, and what it may quote of other pages:
labels, front matter, the menu, who quotes whom, and where it lists them the sections that name a
unit. Besides, all that makes pages: code, packages, settings, and the addresses of the site's
files, which a link may lead to.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ..base.cache import key, read, write
from ..content.mentions import Section, sections_naming
from ..content.notation import Call
from ..content.pages import SourcePage
from ..graphics import studio
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
    """Pages of earlier builds by path, and the files that were published with the last one."""

    pages: dict[str, CachedPage] = field(default_factory=dict)
    _folder: Path = Path()  # of pages that outlive this process
    _new: set[str] = field(default_factory=set)  # pages that are not in the folder yet
    _shared: str = ""  # digest of what any page may be made of, whatever it asks for
    _indicators: Mapping[str, Indicator] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)  # of indicators
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

    def begin(self, draft: Draft, builder: str) -> None:
        """All pages are read: what they may quote of each other is known.

        `builder` tells what the builder converts pages by: its settings, the addresses of files.
        """
        model, manuscript = draft.model, draft.manuscript
        settings, numbering = model.settings, manuscript.numbering
        front = {path: page.meta for path, page in manuscript.pages.items()}
        labels = {path: numbering.labels(path) for path in manuscript.pages}
        headings = {path: sorted(ids) for path, ids in numbering.headings.items()}
        quoted = (front, manuscript.titles, manuscript.menu, labels, headings, manuscript.quotes)
        found = {one.id: one for one in model.catalogue.of(Indicator)}
        listed = [
            (one.id, one.page, one.unit_title, [series.territory for series in one.series])
            for one in found.values()
        ]
        site = (settings.name, settings.url, settings.author, settings.options, model.day)
        offered = (sorted(draft.context.downloadable), model.shelf)
        self._shared = key([_rest(settings), repr((quoted, listed, site, offered)), builder])
        self._indicators, self._digests, self._new = found, {}, set()
        self._templates = _template_digests(settings)
        self._sections, self._units = manuscript.sections, model.catalogue.by_id
        self._folder = settings.cache / "pages" / key([settings.url])

    def get(self, source: SourcePage) -> CachedPage | None:
        """The page of an earlier build, if nothing has changed that it is made of."""
        found = self.pages.get(source.path) or self._stored(source.path)
        if found is None or found.key != self._key(source, found.asked):
            return None
        self.pages[source.path] = found
        return replace(found, page=replace(found.page, ends={}))

    def put(self, expanded: ExpandedPage, page: RenderedPage, beside: Any) -> None:
        """Note a page before it is linked with others."""
        asked = Asked(*map(set, expanded.asked))
        made_of = self._key(expanded.source, asked)
        self.pages[page.path] = CachedPage(made_of, asked, replace(page, ends={}), beside)
        self._new.add(page.path)

    def save(self) -> None:
        """Keep the new pages for builds to come, when their pictures are drawn."""
        for path in self._new:
            write(self._file(path), _code() + _pickled(self.pages[path]))

    def _stored(self, path: str) -> CachedPage | None:
        content = read(self._file(path))
        if content is None or not content.startswith(_code()):
            return None
        page: CachedPage = pickle.loads(content[len(_code()) :])  # noqa: S301 - our own folder
        return page

    def _file(self, path: str) -> Path:
        return self._folder / key([path])

    def _key(self, source: SourcePage, asked: Asked) -> str:
        listed = [self._naming(call) for call in source.calls if call.name == "mentions"]
        indicators = [(id, self._indicator(id)) for id in sorted(asked.indicators)]
        templates = [(name, self._templates.get(name)) for name in sorted(asked.templates)]
        made_of = repr((listed, indicators, templates))
        return key([self._shared, made_of, source.text, source.markdown])

    def _indicator(self, id: str) -> str:
        if id not in self._digests:
            known = self._indicators.get(id)
            text = known.model_dump_json(serialize_as_any=True) if known else ""
            self._digests[id] = key([text])
        return self._digests[id]

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
    """Digest of addresses/, of the stemmer, and of data/ but for the indicators."""
    data, kind = _data(settings), OF_RECORD[Indicator]
    addresses = settings.root / settings.options.get("addresses", "addresses")
    stemmer = settings.root / settings.options.get("stemmer", "hooks/search_kk")
    others = [path for path in _files(data) if not kind.matches(path.relative_to(data))]
    return _digest([*others, *_files(addresses), *_files(stemmer, "*")])


def _template_digests(settings: Settings) -> dict[str, str]:
    """Name → digest; of one that stands in both folders the first counts."""
    return {
        path.relative_to(folder).as_posix(): _digest([path])
        for folder in (MACROS, settings.templates)
        for path in _files(folder)
        if path.suffix not in (".py", ".pyc")
    }


def _files(folder: Path, pattern: str = "**/*") -> list[Path]:
    return [path for path in sorted(folder.glob(pattern)) if path.is_file()]


def _digest(files: Iterable[Path]) -> str:
    return key(part for path in files for part in (path.as_posix(), path.read_bytes()))


@cache
def _code() -> bytes:
    """Digest of the code and the packages that this process runs, and of the texts of hooks/.

    Not of templates: those that a page asks for are told by it.
    """
    hooks = Path(__file__).parents[2]
    files = [path for path in _files(hooks) if path.suffix not in (".html", ".pyc")]
    packages = (one.name for folder in sys.path for one in Path(folder).glob("*.dist-info"))
    return key([sys.version, *sorted(packages), _digest(files)]).encode()


def _pickled(page: CachedPage) -> bytes:
    """A page with what its pictures turned out to be: those that draw them go with the process."""
    target = io.BytesIO()
    pickler = pickle.Pickler(target, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = {
        **copyreg.dispatch_table,
        Future: lambda drawing: (studio.drawn, (drawing.result(),)),
    }
    pickler.dump(page)
    return target.getvalue()
