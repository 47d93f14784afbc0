"""All pages as they are written, and what follows from all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from . import mentions
from .mentions import Quote, Section
from .notation import Call
from .numbering import Numbering, Numbers
from .pages import SourcePage


@dataclass(frozen=True)
class Manuscript:
    """The pages by path under docs/, with their titles, numbers, quotes and mentions.

    `menu` are the paths of the written pages in the order of reading; `quotes` are by indicator;
    `sections` are those of the pages that have an `origin`: the text of the thesis.
    """

    pages: Mapping[str, SourcePage] = field(default_factory=dict)
    menu: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    quotes: Mapping[str, tuple[Quote, ...]] = field(default_factory=dict)
    sections: tuple[Section, ...] = ()

    @classmethod
    def read(
        cls,
        pages: Iterable[SourcePage],
        menu: Mapping[str, str | None],
        numbers: Numbers,
        quoted: Callable[[Call], str | None],
    ) -> Manuscript:
        """Read all pages together.

        `menu` gives the path of each page of the menu, in the order of reading, and the name that
        the menu gives it (None: its own title). `numbers` says what a call numbers, `quoted`
        which indicator it quotes.
        """
        by_path = {page.path: page for page in pages}
        written = [page for page in by_path.values() if not page.generated]
        kazakh = [page for page in written if page.language == "kk"]
        order = tuple(path for path in menu if path in by_path and not by_path[path].generated)
        titles = {path: page.title for path, page in by_path.items()}
        return cls(
            pages=by_path,
            menu=order,
            titles=titles | {path: name for path, name in menu.items() if name},
            numbering=Numbering.read(by_path, order, numbers),
            quotes=mentions.quotes(kazakh, quoted),
            sections=tuple(
                section
                for page in written
                if page.meta.get("origin")
                for section in mentions.sections(page)
            ),
        )
