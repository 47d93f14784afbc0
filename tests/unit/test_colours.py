"""The colours of charts stay apart for every kind of colour vision, in both schemes."""

from __future__ import annotations

import itertools
import re

import pytest

from datapages.graphics import standalone_svg
from tests.colours import VISION, apart, contrast, seen

STYLES = standalone_svg.COLOURS.read_text("utf-8")


def colours(rule: str) -> dict[str, str]:
    """The colours that a rule gives names to, those of `var(--brand)` among them."""
    (brand,) = re.findall(r"--brand:\s*(#[0-9a-f]{6});", rule)
    rule = rule.replace("var(--brand)", brand)
    return dict(re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{3,6});", rule))


SCHEMES = [
    colours(rule)
    for rule in re.findall(r"\[data-md-color-scheme[^{]*\{([^}]+)\}", STYLES)
    if "--chart-1" in rule
]
UNITS = standalone_svg.COLOURS.parent / "units.css"


def long(colour: str) -> str:
    """«#fff» with six digits."""
    return colour if len(colour) == 7 else "#" + "".join(2 * digit for digit in colour[1:])


LEAST = 15  # CIEDE2000


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
@pytest.mark.parametrize("vision", VISION)
def test_colours_of_lines_are_told_apart(scheme: dict[str, str], vision: str) -> None:
    lines = [scheme[f"--chart-{number}"] for number in (1, 2, 3, 4)]
    near = {
        (one, other): round(distance, 1)
        for one, other in itertools.combinations(lines, 2)
        if (distance := apart(one, other, vision)) < LEAST
    }
    assert not near


@pytest.mark.parametrize("scheme", SCHEMES, ids=["light", "dark"])
def test_names_in_the_colours_of_their_lines_can_be_read(scheme: dict[str, str]) -> None:
    paper = scheme["--paper-raised"]
    for number in (1, 2, 3, 4):
        assert contrast(scheme[f"--chart-{number}"], long(paper)) >= 4.5


MAPS: list[dict[str, str]] = [
    dict(re.findall(r"(--[a-z0-9-]+):\s*(#[0-9a-f]{3,6});", rule))
    for rule in re.findall(r"data-md-color-scheme[^{]*\{([^}]+)\}", UNITS.read_text("utf-8"))
    if "--map-1" in rule
]


@pytest.mark.parametrize("scheme", MAPS, ids=["light", "dark", "paper"])
@pytest.mark.parametrize("vision", VISION)
def test_classes_of_a_map_are_told_apart(scheme: dict[str, str], vision: str) -> None:
    steps = [scheme[f"--map-{step}"] for step in range(1, 6)]
    near = {
        (one, other): round(distance, 1)
        for one, other in itertools.combinations(steps, 2)
        if (distance := apart(one, other, vision)) < LEAST
    }
    assert not near
    lightness = [seen(step, vision)[0] for step in steps]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True)), "in grey too"
    for step in steps:
        assert apart(scheme["--map-here"], step, vision) >= LEAST, "the edge of a chosen unit"


@pytest.mark.parametrize("scheme", MAPS, ids=["light", "dark", "paper"])
def test_what_is_not_known_is_hatched_in_a_colour_that_is_seen(scheme: dict[str, str]) -> None:
    assert contrast(long(scheme["--map-line"]), long(scheme["--map-0"])) >= 3
    hatched = re.findall(r"([^{}]*)\{ fill: url\(\"#map-hatch\"\)", UNITS.read_text("utf-8"))
    assert ["a0" in one or "b0" in one for one in hatched] == [True, True]


@pytest.mark.parametrize("scheme", MAPS, ids=["light", "dark", "paper"])
def test_names_on_a_map_can_be_read_on_every_shade(scheme: dict[str, str]) -> None:
    for step, ink in enumerate(("pale", "pale", "pale", "mid", "deep", "deep")):
        letters, shade = long(scheme[f"--map-ink-{ink}"]), long(scheme[f"--map-{step}"])
        assert contrast(letters, shade) >= 4.5, step


def test_distances_are_those_of_the_standard() -> None:
    assert apart("#000000", "#ffffff") == pytest.approx(100, abs=0.1)
    assert apart("#0f6270", "#0f6270") == 0
    # The first palette of this site: crimson and teal were one colour for protan readers.
    assert apart("#0f6270", "#9d2f5f", "protan") < 8
