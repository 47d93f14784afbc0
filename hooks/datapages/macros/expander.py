"""One page's notation turned into HTML: marks in while Markdown is converted, fragments out."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from ..base import near
from ..base.diagnostics import Problem
from ..content import notation
from ..content.manuscript import Manuscript
from ..content.notation import Call, Citation, NotationError
from ..content.numbering import Kind
from ..content.pages import MARK_CLOSE, MARK_OPEN, SourcePage
from ..model.catalogue import Catalogue
from ..views import acts, bibliography
from . import MACROS, arguments
from .api import Fragment, Macro
from .context import PageContext, UnknownNameError

# An HTML comment in place of a mark would make a block of the paragraph that it opens.
_MARK = re.compile(
    f'<p(?: id="(?P<id>[^"]+)")?>\\s*{MARK_OPEN}(?P<paragraph>[0-9]+){MARK_CLOSE}\\s*</p>'
    f"|(?P<before>[(«]?){MARK_OPEN}(?P<inside>[0-9]+){MARK_CLOSE}(?P<after>[.,;:!?)»]*)"
)
_SLIP = re.compile(r"(?<!\{)\{[ \t]*+(?P<call>\w++)\(|\[(?P<source>[a-z0-9-]++)(?=,|\](?![\[(:]))")
_TEXT_MARK = re.compile(f"{MARK_OPEN}([0-9]+){MARK_CLOSE}")


def manuscript(
    pages: Iterable[SourcePage], menu: Mapping[str, str | None], catalogue: Catalogue
) -> Manuscript:
    """All pages read together, with what their macros number and quote."""

    def numbers(call: Call) -> Iterator[tuple[Kind, str]]:
        if call.name in MACROS:
            yield from MACROS[call.name].numbered(call, catalogue)

    def quoted(call: Call) -> str | None:
        return MACROS[call.name].quoted(call) if call.name in MACROS else None

    return Manuscript.read(pages, menu, numbers, quoted)


@dataclass
class PageExpander:
    """Expands one page: `expand` its Markdown, then `fill` the HTML made from it.

    HTML from data never passes through Markdown: a mark stands for it in between, so that no
    sign in the data can be taken for markup.
    """

    context: PageContext
    fragments: list[Fragment] = field(default_factory=list)
    lacking: set[str] = field(default_factory=set)  # what calls would show that made nothing
    _cited: set[str] = field(default_factory=set)

    def expand(self) -> tuple[str, list[Problem]]:
        """The Markdown with marks in place of its notation, and what was wrong with it."""
        page = self.context.source
        text, problems = notation.expand(page.body, page.pieces, page.file, self._mark)
        return text, [*self._repeated(), *self._slips(), *problems]

    def fill(self, html: str) -> str:
        """The page's HTML with every mark replaced."""
        return fill(html, self.fragments)

    def text(self, text: str) -> str:
        """A text of the page with every mark replaced by the words of its fragment."""
        return _TEXT_MARK.sub(lambda mark: self.fragments[int(mark[1])].text, text)

    def _repeated(self) -> Iterator[Problem]:
        """Tables and figures whose anchor the page has already."""
        anchors: set[str] = set()
        page = self.context.source
        for figure in self.context.site.manuscript.numbering.figures.get(page.path, ()):
            if figure.anchor in anchors:
                call = figure.call
                yield Problem(page.file, call.line, call.text, f"#{figure.anchor} stands twice")
            anchors.add(figure.anchor)

    def _slips(self) -> Iterator[Problem]:
        """What a reader would see as it is typed: calls in single braces, citations without @."""
        page = self.context.source
        text = notation.without_hidden(page.body)
        for match in _SLIP.finditer(text):
            if match["call"] in MACROS:
                wanted = f"{{{{ {match['call']}(…) }}}}"
            elif match["source"] in self.context.catalogue.sources:
                wanted = f"[@{match['source']}, …]"
            else:
                continue
            line = text.count("\n", 0, match.start()) + 1
            yield Problem(page.file, line, match[0], f"this is shown as it is: expected {wanted}")

    def _mark(self, piece: Call | Citation) -> str:
        try:
            made = self._cite(piece) if isinstance(piece, Citation) else self._call(piece)
        except NotationError as error:
            if isinstance(piece, Call) and piece.arguments:
                self.lacking.add(str(piece.arguments[0]))
            if self._is_for_want_of_data(piece, error):
                return ""
            raise
        self.fragments.append(made)
        return f"{MARK_OPEN}{len(self.fragments) - 1}{MARK_CLOSE}"

    def _is_for_want_of_data(self, piece: Call | Citation, error: NotationError) -> bool:
        """Whether a mistake may be none of the page, but follow from mistakes in data/."""
        site = self.context.site
        if not site.withheld or isinstance(error, CallError):
            return False
        if any(map(site.withheld.concerns, _names(piece))):
            return True
        quoted = MACROS[piece.name].quoted(piece) if isinstance(piece, Call) else None
        return not (isinstance(error, UnknownNameError) or quoted in site.catalogue.indicators)

    def _call(self, call: Call) -> Fragment:
        page = replace(self.context, line=call.line, start=call.start)
        macro, bound = _bound(page, call)
        try:
            return macro.function(page, *bound.args, **bound.kwargs)
        except NotationError:
            raise
        except Exception:
            if not page.site.withheld:
                raise
            raise NotationError("it stands on data that has mistakes") from None

    def _cite(self, citation: Citation) -> Fragment:
        page = self.context
        source = page.catalogue.sources.get(citation.source)
        if source is None:
            likely = {*page.catalogue.sources, *page.site.withheld.words}
            raise _unknown_source(citation.source, likely)
        # Further on, and where a list at the foot of the page has it, previews.js tells the name.
        is_first = source.id not in self._cited and not page.lists_sources
        self._cited.add(source.id)
        number = page.catalogue.number(source.id)
        return page.inline(
            "cite.html",
            f"[{number}, {citation.place}]" if citation.place else f"[{number}]",
            name=", ".join(filter(None, (bibliography.short(source), acts.state(source))))
            if is_first
            else "",
            source=source,
            number=number,
            place=citation.place,
            url=page.source_url(source.id),
        )


def _unknown_source(id: str, known: Iterable[str]) -> NotationError:
    first, _, rest = id.partition(" ")
    if rest and first in set(known):
        return UnknownNameError(f"expected a comma after «{first}»: [@{first}, {rest}]")
    hint = near.hint(id, known) or ": add it to data/sources.yml"
    return UnknownNameError(f"unknown source «{id}»{hint}")


class CallError(NotationError):
    """A call that is wrong whatever data/ holds."""


def _names(piece: Call | Citation) -> Iterator[str]:
    """What a piece of notation may name of data/."""
    if isinstance(piece, Citation):
        yield piece.source
        return
    for given in (*piece.arguments, *piece.options.values()):
        listed = given if isinstance(given, list) else [given]
        yield from (one for one in listed if isinstance(one, str))


def _bound(page: PageContext, call: Call) -> tuple[Macro, inspect.BoundArguments]:
    """The macro that is called, and what it is given."""
    macro = MACROS.get(call.name)
    if macro is None:
        expected = ", ".join(near.nearest_first(call.name, MACROS))
        raise CallError(f"there is no «{call.name}»: expected one of {expected}")
    if macro.numbers is not None and not call.arguments:
        raise CallError(f'say what to show first: {{{{ {call.name}("…") }}}}')
    if page.language not in macro.languages:
        able = ", ".join(sorted(name for name in MACROS if page.language in MACROS[name].languages))
        message = f"«{call.name}» has no words in «{page.language}»: expected one of {able}"
        raise CallError(message)
    try:
        return macro, arguments.bind(macro.function, call)
    except NotationError as error:
        raise CallError(str(error)) from None


def fill(html: str, fragments: list[Fragment]) -> str:
    """HTML with the fragments in place of their marks."""
    return _MARK.sub(lambda mark: _filled(mark, fragments), html)


def _filled(mark: re.Match[str], fragments: list[Fragment]) -> str:
    fragment = fragments[int(mark["paragraph"] or mark["inside"])]
    # What stands around it is HTML already: str, lest Markup escape it.
    opening, within, made = str(fragment.html).partition(">") if fragment.tail else ("", "", "")
    if not within:
        made = str(fragment.html)
    html = f"{opening}{within}{mark['before'] or ''}{made}{mark['after'] or ''}{fragment.tail!s}"
    if not mark["id"]:
        return html
    if fragment.inline:
        return f'<p id="{mark["id"]}">{html}</p>'
    # No paragraph can hold a block: its address stands before it.
    return f'<div id="{mark["id"]}" data-kind="paragraph"></div>{html}'
