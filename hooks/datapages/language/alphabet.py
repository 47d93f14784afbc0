"""The Kazakh alphabet: its order, and its letters in ASCII addresses."""

from __future__ import annotations

import unicodedata

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"

# One transliteration for all addresses: what the letter is heard as, in plain ASCII.
_ASCII = {
    **dict(
        zip("аәбвгғдезийкқлмнңоөпрстуұүфхһыіэ", "aabvggdeziikqlmnnooprstuuufhhyie", strict=True)
    ),
    **{"ё": "io", "ж": "j", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "sh", "ю": "iu", "я": "ia"},
    **{"ъ": "", "ь": ""},
}


def sort_key(text: str) -> tuple[int, ...]:
    """Order of the Kazakh alphabet, case ignored, other signs before letters."""
    return tuple(
        1000 + ALPHABET.index(letter) if letter in ALPHABET else min(ord(letter), 999)
        for letter in unicodedata.normalize("NFC", text).lower()
    )


def slug(text: str) -> str:
    """ASCII address of a heading: «Мәслихат – өкілді орган» → «maslihat-okildi-organ»."""
    ascii_text = "".join(
        _ASCII.get(letter, letter if letter.isascii() and letter.isalnum() else "-")
        for letter in unicodedata.normalize("NFC", text).lower()
    )
    return "-".join(part for part in ascii_text.split("-") if part)


# Letters that are wider than the others in the faces that screens have.
WIDE = frozenset("жмшщыюфъЖМШЩЫЮФЪ")

# What stands after a number and is read with it: how many, and of what; «11) тармақша».
COUNTED = ("мың", "млн", "млрд", "трлн", "км", "м²", "га", "т")
SUBPARAGRAPH = "тармақ"
