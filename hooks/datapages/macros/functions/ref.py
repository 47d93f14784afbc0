"""`{{ ref("table-regions", "locative") }}`."""

from __future__ import annotations

from typing import get_args

from ...base import near
from ...content import numbering
from ...content.notation import NotationError
from ...language import grammar
from ...language.messages import t
from ..api import Fragment, macro
from ..context import PageContext, UnknownNameError, unknown


@macro()
def ref(page: PageContext, anchor: str, case: str = "nominative") -> Fragment:
    """`{{ ref("table-regions", "locative") }}`: «1-кестеде», linked.

    Of another page: `ref("1-basqaru/1-2-aimaq#table-bodies")`, a table or figure;
    `ref("1-basqaru/1-1-organdar")` and `ref("1-basqaru/1-1-organdar#maslihat")`, a section.
    """
    wrong: list[NotationError] = []
    if case not in get_args(grammar.Case):
        wrong.append(unknown("case", case, get_args(grammar.Case)))
    try:
        url, label, title = _target(page, anchor)
    except NotationError as error:
        wrong.append(error)
    if wrong:
        raise UnknownNameError("; ".join(map(str, wrong)))
    text = grammar.decline(label, page.case(case))
    if title:
        text = t("label.on-page", title=title, label=text)
    return page.inline("ref.html", text, url=url)


def _target(page: PageContext, anchor: str) -> tuple[str, str, str]:
    """Address and label of a place, and the title of its page where the label does not tell it."""
    if "/" in anchor or "#" in anchor or f"{anchor}.md" in page.site.manuscript.pages:
        return _elsewhere(page, anchor)
    if anchor in page.labels:
        return f"#{anchor}", page.labels[anchor], ""
    known = ", ".join(near.nearest_first(anchor, page.labels)) or "none"
    raise NotationError(f"no table or chart «{anchor}» on this page: it has {known}")


def _elsewhere(page: PageContext, target: str) -> tuple[str, str, str]:
    """Address and label of a place on another page, and that page's title if no label tells it."""
    name, _, anchor = target.partition("#")
    path = f"{name}.md"
    label = page.site.manuscript.numbering.of(path, anchor)
    if label is None:
        pages = {known.removesuffix(".md") for known in page.site.manuscript.pages}
        if name not in pages:
            hint = near.hint(name, pages) or ": expected <page>#<id> without .md"
            raise NotationError(f"there is no page «{name}»{hint}")
        places = page.site.manuscript.numbering.places(path)
        nearest = ", ".join(near.nearest_first(anchor, places)) or "none"
        raise NotationError(f"there is no «{anchor}» on docs/{path}: it has {nearest}")
    if not label:
        raise NotationError(f"«{name}» is no section of a chapter and has no number")
    title = "" if numbering.chapter(path) else page.title_of(path)
    return page.link(path, anchor), label, title
