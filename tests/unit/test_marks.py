from __future__ import annotations

import pytest
from markupsafe import Markup

from datapages.macros.api import Fragment
from datapages.macros.expander import fill

FIGURE, END = Markup('<span class="value"><button>5 адам</button>'), Markup("</span>")
VALUE = Fragment(FIGURE, inline=True, tail=END, text="5 адам")
CITATION = Fragment(Markup("<a>[1]</a>"), inline=True, text="[1]")
CHART = Fragment(Markup("<figure></figure>"))


@pytest.mark.parametrize(
    ("fragment", "written", "expected"),
    [
        (VALUE, "\ue0000\ue001.", f"{FIGURE}.</span>"),
        (VALUE, "\ue0000\ue001), сосын", f"{FIGURE}),</span> сосын"),
        (VALUE, "\ue0000\ue001 болды.", f"{FIGURE}</span> болды."),
        (CITATION, "\ue0000\ue001.", "<a>[1]</a>."),
        (CITATION, "\ue0000\ue001 &amp; <b>", "<a>[1]</a> &amp; <b>"),
        (VALUE, '<p id="x-1">\ue0000\ue001</p>', f'<p id="x-1">{FIGURE}</span></p>'),
        (CHART, "<p>\ue0000\ue001</p>", "<figure></figure>"),
        (
            CHART,
            '<p id="x-1">\ue0000\ue001</p>',
            '<div id="x-1" data-kind="paragraph"></div><figure></figure>',
        ),
    ],
)
def test_a_fragment_stands_where_its_mark_stood(
    fragment: Fragment, written: str, expected: str
) -> None:
    assert fill(written, [fragment]) == expected
