"""What is seen stays: texts, the spaces between words, whatever is preformatted."""

from __future__ import annotations

import json
import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from datapages.output.html_minify import minify
from tests.unit.conftest import ANY_TEXT

INLINE = ("a", "b", "span", "small", "button", "label")
BLOCK = ("p", "div", "li", "td", "h2", "nav")
SPACES = st.sampled_from(["", " ", "\n", "  \n\n    ", "\t", " \n", "\u00a0", "\u202f"])
WORDS = st.sampled_from(["сөз", "1 000", "435\u00a0876", "&lt;b&gt;", "a &amp; b"])


def _wrapped(name: str, inner: list[str]) -> str:
    return f'<{name} title="бір  \n екі > үш">{"".join(inner)}</{name}>'


texts = st.one_of(SPACES, WORDS)
lines = st.recursive(
    texts, lambda inside: st.builds(_wrapped, st.sampled_from(INLINE), st.lists(inside, max_size=4))
)
kept = st.builds(
    lambda name, text: f"<{name}>{text}</{name}>",
    st.sampled_from(["pre", "textarea"]),
    st.lists(texts, max_size=5).map("".join),
)
pages = st.recursive(
    st.one_of(lines, kept),
    lambda inside: st.builds(_wrapped, st.sampled_from(BLOCK), st.lists(inside, max_size=4)),
    max_leaves=20,
).map(lambda body: f"<html>\n  <body>\n\n{body}\n</body>\n</html>")


def seen(html: str) -> str:
    """The text as a browser lays it out: blocks on lines, spaces as one; `<pre>` as it stands."""
    soup = BeautifulSoup(html, "html.parser")
    kept = [str(one) for one in soup.select("pre, textarea")]
    for one in soup.select("pre, textarea"):
        one.replace_with("\ue000")
    for block in soup.select(", ".join((*BLOCK, "body", "html"))):
        block.insert_before("\ue001")
        block.insert_after("\ue001")
        block.insert(0, "\ue001")
        block.append("\ue001")
    text = re.sub(r"[ \t\r\n\f]+", " ", soup.get_text())
    return re.sub(r" ?\ue001[ \ue001]*", "\n", text) + "".join(kept)


@given(pages)
def test_a_reader_sees_the_same(page: str) -> None:
    made = minify(page)
    assert seen(made) == seen(page)
    assert len(made) <= len(page)
    assert minify(made) == made


@given(pages)
def test_tags_and_attributes_stay(page: str) -> None:
    tags = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")
    assert tags.findall(minify(page)) == tags.findall(page)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<ul>\n\n  <li>\n    бір\n  </li>\n</ul>", "<ul><li>бір</li></ul>"),
        ("<p>бір\n   <a>екі</a> <b>үш</b></p>", "<p>бір\n<a>екі</a> <b>үш</b></p>"),
        ("<p>а\u00a0\n б</p>", "<p>а\u00a0\nб</p>"),
        ("<pre>\n\n а\n   б\n</pre>", "<pre>\n\n а\n   б\n</pre>"),
        ("<script>\n  a  \n\n b\n</script>", "<script>\n  a  \n\n b\n</script>"),
        (
            '<script type="application/json">{\n</script>',
            '<script type="application/json">{\n</script>',
        ),
        ("<p data-search-exclude>data-search-exclude</p>", "<p>data-search-exclude</p>"),
        ("<p>1 < 2\n\n  және</p>", "<p>1 < 2\nжәне</p>"),
    ],
)
def test_samples(before: str, after: str) -> None:
    assert minify(before) == after


@given(st.dictionaries(ANY_TEXT, st.one_of(ANY_TEXT, st.integers(), st.none())))
def test_data_says_the_same_in_letters(data: dict[str, str | int | None]) -> None:
    text = json.dumps(data).replace("<", "\\u003c")
    made = minify(f'<script id="x" type="application/json">{text}</script>')
    inner = made[made.index(">") + 1 : made.rindex("</script>")]
    assert json.loads(inner) == data
    assert "<" not in inner
    assert len(inner) <= len(text)
