"""Lost addresses are refused, and the error says what to add."""

from __future__ import annotations

from pathlib import Path

import pytest

from datapages.base.diagnostics import ContentError
from datapages.permalinks import anchors, redirects
from datapages.permalinks.ledger import Entry, Ledger
from datapages.permalinks.matching import fingerprint
from datapages.permalinks.redirects import Moved, Redirects

WORDS = fingerprint("мәслихат жергілікті бюджетті бекітеді және есепті тыңдайды")


def page(*ids: str, words: str = "") -> dict[str, Entry]:
    return {id: Entry(id, "heading" if id else "page", words if "-" in id else "") for id in ids}


LEDGER = Ledger({"/": page(""), "/a/": page("", "x", "x-1", words=WORDS), "/b/": page("", "y")})
NOW = LEDGER.pages


def made(**targets: str) -> Redirects:
    pairs = {
        redirects.address(old.replace("_", "#")): redirects.address(new)
        for old, new in targets.items()
    }
    return Redirects(pairs, {})


def told(now: dict[str, dict[str, Entry]], found: Redirects | None = None) -> list[str]:
    problems = redirects.check(LEDGER, found or Redirects({}, {}), now)
    return [f"{problem.key}: {problem.message}" for problem in problems]


def test_nothing_lost_nothing_said() -> None:
    assert told(NOW) == []


def test_a_lost_heading_is_told_with_the_line_to_add() -> None:
    paragraph = {"x-1": Entry("x-1", "paragraph", WORDS)}
    now = NOW | {"/a/": page("", "jana") | paragraph}
    assert told(now) == [
        "/a/#x: this published address is lost: give it back, or add under «redirects:»"
        ' - {from: "/a/#x", to: "/a/#jana"}'
    ]


def test_a_lost_paragraph_is_suggested_where_its_words_are_now() -> None:
    now = NOW | {"/a/": page("", "x"), "/b/": page("", "y", "y-7", words=WORDS)}
    assert told(now)[0].endswith('{from: "/a/#x-1", to: "/b/#y-7"}')


def test_a_lost_page_is_told_once() -> None:
    assert told({"/": page(""), "/b/": NOW["/b/"]}) == [
        "/a/: this published address is lost: give it back, or add under «redirects:»"
        ' - {from: "/a/", to: "/"}'
    ]


def test_a_redirect_answers_for_a_loss() -> None:
    now = {"/": page(""), "/b/": NOW["/b/"]}
    assert told(now, Redirects({("/a/", ""): ("/b/", "")}, {})) == []
    now = NOW | {"/a/": page("", "x-1", words=WORDS)}
    assert told(now, Redirects({("/a/", "x"): ("/b/", "y")}, {})) == []


def test_with_a_heading_go_its_blocks() -> None:
    found = Redirects({("/a/", "x"): ("/b/", "y")}, {})
    now = NOW | {"/a/": page("")}
    assert told(now, found) == []
    assert redirects.whole(LEDGER, found, now).targets[("/a/", "x-1")] == ("/b/", "y")
    now = now | {"/b/": page("", "y", "x-1")}
    assert redirects.whole(LEDGER, found, now).targets[("/a/", "x-1")] == ("/b/", "x-1")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (("/a/", "x"), ("/b/", ""), "stands on the site again"),
        (("/a/", "zhoq"), ("/b/", ""), "was never an address"),
        (("/a/", "x"), ("/b/", "zhoq"), "there is no /b/#zhoq"),
        (("/a/", "x"), ("/zhoq/", ""), "there is no /zhoq/"),
    ],
)
def test_a_wrong_redirect_is_refused(old: tuple[str, str], new: tuple[str, str], said: str) -> None:
    assert any(said in line for line in told(NOW, Redirects({old: new}, {})))


def test_the_file_is_checked_whole(tmp_path: Path) -> None:
    (tmp_path / "redirects.yml").write_text(
        "redirects:\n  - {from: kirispe, to: /a/}\n  - {from: /a/, too: /b/}\n", encoding="utf-8"
    )
    with pytest.raises(ContentError) as error:
        redirects.load(tmp_path)
    assert [problem.line for problem in error.value.problems] == [2, 3]
    (tmp_path / "redirects.yml").write_text(
        "redirects:\n  - {from: /a/, to: /b/}\n  - {from: /a/, to: /}\n", encoding="utf-8"
    )
    with pytest.raises(ContentError, match="stands twice"):
        redirects.load(tmp_path)
    assert redirects.load(tmp_path / "zhoq").targets == {}


def test_an_old_id_becomes_an_anchor_in_what_took_its_place() -> None:
    html = '<h2 id="x">А</h2><table><tr class="r" id="r"><th scope="row">Б</th></tr></table>'
    done = redirects.anchored(html, [("o", "x"), ("q", "r"), ("p", "")], "<i id={id}></i>")
    assert done == (
        '<i id=p></i><h2 id="x"><i id=o></i>А</h2>'
        '<table><tr class="r" id="r"><th scope="row"><i id=q></i>Б</th></tr></table>'
    )


def test_an_anchor_stands_where_html_allows_it() -> None:
    html = '<dl><div id="x"> <dt>А</dt><dd>Б</dd></div></dl>'
    done = redirects.anchored(html, [("o", "x")], "<i id={id}></i>")
    assert done == '<dl><div id="x"> <dt><i id=o></i>А</dt><dd>Б</dd></div></dl>'


def test_addresses_are_seen_from_a_page() -> None:
    assert redirects.relative("/a/", ("/a/", "x")) == "#x"
    assert redirects.relative("/a/", ("/", "x")) == "../#x"
    assert redirects.relative("/", ("/a/b/", "")) == "a/b/"
    assert redirects.relative("/a/c/", ("/a/b/", "y")) == "../b/#y"


def test_a_deleted_page_leads_on_with_its_fragments() -> None:
    found = Redirects({("/z/", ""): ("/a/", ""), ("/z/", "q"): ("/b/", "y")}, {})
    assert list(redirects.redirect_pages(found, NOW)) == [
        ("/z/", ("/a/", ""), [Moved("q", "../b/#y")])
    ]


def test_addresses_of_html_leave_out_what_is_inside_figures() -> None:
    html = (
        '<h2 id="x">А</h2><p id="x-1">б</p><div class="admonition" id="x-2"></div>'
        '<figure id="table-t"><table><caption id="table-t-caption"></caption>'
        '<tr id="t-1"></tr></table><li id="table-t-note-1"></li></figure><span id="value-1"></span>'
        '<div id="other"></div>'
    )
    assert [(entry.id, entry.kind) for entry in anchors.addresses(html)] == [
        ("x", "heading"), ("x-1", "paragraph"), ("x-2", "note"), ("table-t", "figure"),
        ("t-1", "row"),
    ]  # fmt: skip
