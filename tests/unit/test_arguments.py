"""A slip in an argument is told, whatever its kind; never a traceback."""

from __future__ import annotations

import pytest

from datapages.cli import notation as notation_cli
from datapages.content import notation
from datapages.content.notation import Call, NotationError
from datapages.macros import MACROS, arguments


def sample(
    name: str, period: int | str, *, since: int | None = None, of: list[str] | None = None
) -> str:
    return f"{name}{period}{since}{of}"


def call(text: str) -> Call:
    (piece,) = notation.pieces("{{ " + text + " }}")
    assert isinstance(piece, Call)
    return piece


@pytest.mark.parametrize(
    "text",
    ['sample("a", 1)', 'sample(name="a", period="1")', 'sample("a", 1, since=2, of=["b"])',
     'sample("a", 1, since=None)'],
)  # fmt: skip
def test_what_fits_is_bound(text: str) -> None:
    bound = arguments.bind(sample, call(text))
    assert sample(*bound.args, **bound.kwargs)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('sample(["a"], 1)', "name: expected text in quotes, got ['a']"),
        ('sample("a", [1])', "period: expected a whole number or text in quotes"),
        ('sample("a", 1, since="2000")', "since: expected a whole number, got '2000'"),
        ('sample("a", 1, since=True)', "since: expected a whole number, got True"),
        ('sample("a", 1, of="b")', "of: expected a list of text in quotes, got 'b'"),
        ('sample("a", 1, of=[1])', "of: expected a list of text in quotes, got [1]"),
        (
            'sample("a")',
            "missing a required argument: 'period': expected sample(name, period, since=…",
        ),
    ],
)
def test_what_does_not_fit_is_told(text: str, message: str) -> None:
    with pytest.raises(NotationError) as told:
        arguments.bind(sample, call(text))
    assert message in str(told.value)


def test_the_notation_is_listed_from_the_macros_themselves() -> None:
    lines: list[str] = []
    notation_cli.main(lines.append)
    text = "".join(lines)
    assert "value(name, period, series=…, case=…, noun=…, unit=…)\n    `{{ value(" in text
    assert all(f"\n{name}(" in f"\n{text}" for name in MACROS)
