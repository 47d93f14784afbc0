"""Diagrams of bodies: readable on a phone, no arrow behind a box or on another."""

from __future__ import annotations

import itertools
import re

import pytest

from datapages.graphics import diagram_layout, typeface
from datapages.graphics.diagram_layout import Drawing
from tests import own_data

PHONE = 343  # pixels of a picture on the narrowest common screen
LETTERS = 13


@pytest.fixture(scope="module")
def drawing() -> Drawing:
    return diagram_layout.draw(own_data.catalogue().diagrams["structure"])


def test_it_fits_a_phone_with_letters_as_large_as_elsewhere(drawing: Drawing) -> None:
    assert drawing.width <= PHONE
    for box in drawing.boxes:
        assert typeface.width(box.node.label, LETTERS) <= drawing.box_width - 8, box.node.label


def test_boxes_stand_one_below_another(drawing: Drawing) -> None:
    assert len(drawing.boxes) > 1
    for above, below in itertools.pairwise(drawing.boxes):
        assert above.y + above.height < below.y


def test_arrows_run_beside_the_boxes_and_not_on_each_other(drawing: Drawing) -> None:
    runs = []
    for arrow in drawing.arrows:
        found = re.fullmatch(r"M(\d+) (\d+)H(\d+)q\S+ \S+ \S+ \S+V(-?\d+).*H(\d+)", arrow.path)
        assert found, arrow.path
        edge, start, lane, end, back = map(int, found.groups())
        assert edge == back == drawing.left + drawing.box_width
        assert lane > edge
        runs.append((lane, *sorted((start, end))))
    assert len(runs) > 1
    for one, other in itertools.combinations(runs, 2):
        assert one[0] != other[0] or one[2] < other[1] or other[2] < one[1]
    starts = [arrow.path.split("H")[0] for arrow in drawing.arrows]
    assert len(set(starts)) == len(starts), "each leaves at a place of its own"
