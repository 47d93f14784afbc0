"""Whole numbers as signs, as the files of an index hold them."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def numbers(values: Iterable[int]) -> str:
    """Numbers in base 64 with five bits a sign; the sixth says that more follow."""
    signs = []
    for given in values:
        value = given
        while value >= 32:
            signs.append(DIGITS[32 | value & 31])
            value >>= 5
        signs.append(DIGITS[value])
    return "".join(signs)
