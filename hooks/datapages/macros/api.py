"""What a macro is, and what it makes."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import NamedTuple, get_args

from markupsafe import Markup

from ..content.notation import Call
from ..content.numbering import Kind
from ..graphics.studio import Files, Sheet
from ..language.messages import Language
from ..model.catalogue import Catalogue
from ..views.search_rows import SearchRow

NOTHING = Markup("")
LANGUAGES: tuple[Language, ...] = get_args(Language)


class Download(NamedTuple):
    """A file that a page offers: its kind («CSV»), its address, and the table that it holds.

    `part` names a picture among several of a figure; a page for frames of other sites tells its
    `size`: «752×480».
    """

    kind: str
    url: str
    table: str = ""
    size: str = ""
    part: str = ""


@dataclass(frozen=True)
class Fragment:
    """What one call made.

    `html` stands where the call stood; `tail` are its last closing tags, before which a point or
    a comma that follows is put, so that no line begins with it; a bracket before it comes after its
    first tag, so that no line ends with that. `inline` fragments stand in a line, all others are
    blocks. `text` is an inline fragment without markup.
    """

    html: Markup
    inline: bool = False
    tail: Markup = NOTHING
    text: str = ""
    rows: tuple[SearchRow, ...] = ()
    files: Mapping[str, str | bytes] = field(default_factory=dict)  # to publish: path → content
    downloads: tuple[Download, ...] = ()
    drawings: Mapping[str, Future[Files]] = field(default_factory=dict)  # to publish, by stem
    card: Sheet | None = None  # its picture for messengers
    shows: frozenset[str] = frozenset()  # names of the data that is shown as a whole


# What a macro numbers: the word of its label, or, from its first argument, (word, anchor) of each.
Numbers = Kind | Callable[[Catalogue, str], Iterable[tuple[Kind, str]]]


@dataclass(frozen=True)
class Macro:
    """A function of the notation, `{{ name("…") }}`.

    `function` takes the PageContext and what is written in the call. `quotes`: its first argument
    names an indicator, whose section lists the place. `languages`: those of the pages on which it
    may stand. The docstring is its documentation.
    """

    function: Callable[..., Fragment]
    numbers: Numbers | None = None
    quotes: bool = False
    languages: tuple[Language, ...] = ("kk",)

    @property
    def name(self) -> str:
        """Its name in the notation."""
        return self.function.__name__

    @property
    def documentation(self) -> str:
        """An example and what it makes."""
        return inspect.getdoc(self.function) or ""

    def numbered(self, call: Call, catalogue: Catalogue) -> Iterable[tuple[Kind, str]]:
        """What a call numbers: («figure», «chart-births») and so on, in the order of the page."""
        if self.numbers is None or not call.arguments:
            return ()
        name = str(call.arguments[0])
        if callable(self.numbers):
            return self.numbers(catalogue, name)
        return ((self.numbers, f"{self.name}-{name}"),)

    def quoted(self, call: Call) -> str | None:
        """The indicator that a call quotes."""
        return str(call.arguments[0]) if self.quotes and call.arguments else None


def macro(
    *,
    numbers: Numbers | None = None,
    quotes: bool = False,
    languages: tuple[Language, ...] = ("kk",),
) -> Callable[[Callable[..., Fragment]], Macro]:
    """Make a function a macro, with what `Macro` says of it."""

    def decorate(function: Callable[..., Fragment]) -> Macro:
        return Macro(function, numbers, quotes, languages)

    return decorate
