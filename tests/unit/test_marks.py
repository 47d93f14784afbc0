from __future__ import annotations

import pytest

from datapages.macros.expander import _MARK, PageRenderer

FIGURE = '<span class="value"><button>5 адам</button><small>дереккөз</small></span>'


@pytest.mark.parametrize(
    ("html", "written", "expected"),
    [
        (FIGURE, "\ue0000\ue001.", FIGURE.removesuffix("</span>") + ".</span>"),
        (FIGURE, "\ue0000\ue001), сосын", FIGURE.removesuffix("</span>") + "),</span> сосын"),
        (FIGURE, "\ue0000\ue001 болды.", f"{FIGURE} болды."),
        ("<a>[1]</a>", "\ue0000\ue001.", "<a>[1]</a>."),
        (FIGURE, '<p id="x-1">\ue0000\ue001</p>', f'<p id="x-1">{FIGURE}</p>'),
        ("<figure></figure>", "<p>\ue0000\ue001</p>", "<figure></figure>"),
    ],
)
def test_the_point_after_a_figure_stays_on_its_line(html: str, written: str, expected: str) -> None:
    renderer = PageRenderer.__new__(PageRenderer)  # only what stands for the marks is asked
    renderer._html = [html]
    assert _MARK.sub(renderer._filled, written) == expected
