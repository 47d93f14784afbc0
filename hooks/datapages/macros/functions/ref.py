"""`{{ ref("table-regions", "locative") }}`."""

from __future__ import annotations

from typing import get_args

from ...content import numbering
from ...content.notation import NotationError
from ...language import grammar
from ...language.messages import t
from ..api import Fragment, macro
from ..context import PageContext, unknown


@macro()
def ref(page: PageContext, anchor: str, case: str = "nominative") -> Fragment:
    """`{{ ref("table-regions", "locative") }}`: «1-кестеде», linked.

    Of another page: `ref("1-basqaru/1-2-aimaq#table-bodies")`, a table or figure;
    `ref("1-basqaru/1-1-organdar")` and `ref("1-basqaru/1-1-organdar#maslihat")`, a section.
    """
    if case not in get_args(grammar.Case):
        raise unknown("case", case, get_args(grammar.Case))
    if "/" in anchor or "#" in anchor or f"{anchor}.md" in page.site.manuscript.pages:
        url, label, title = _elsewhere(page, anchor)
    elif anchor in page.labels:
        url, label, title = f"#{anchor}", page.labels[anchor], ""
    else:
        known = ", ".join(page.labels) or "none"
        raise NotationError(f"no table or chart «{anchor}» on this page: it has {known}")
    text = grammar.decline(label, page.case(case))
    if title:
        text = t("label.on-page", title=title, label=text)
    return page.inline("ref.html", text, url=url)


def _elsewhere(page: PageContext, target: str) -> tuple[str, str, str]:
    """Address and label of a place on another page, and that page's title if no label tells it."""
    name, _, anchor = target.partition("#")
    path = f"{name}.md"
    label = page.site.manuscript.numbering.of(path, anchor)
    if label is None:
        raise NotationError(f"there is no «{target}»: expected <page>#<id> without .md")
    if not label:
        raise NotationError(f"«{name}» is no section of a chapter and has no number")
    title = "" if numbering.chapter(path) else page.title_of(path)
    return page.link(path, anchor), label, title
