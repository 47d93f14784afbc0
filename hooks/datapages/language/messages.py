"""The texts of the interface by key, and the language that a page is in: hooks/messages/*.toml.

Kazakh has every text; Russian and English those of the macros that pages in them may use.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

Language = Literal["kk", "ru", "en"]
FOLDER = Path(__file__).parents[2] / "messages"


@cache
def texts(language: Language = "kk") -> Mapping[str, str]:
    """Every text by its dotted key: `status.official` → «ресми».

    Raises tomllib.TOMLDecodeError or TypeError where the file is not a tree of texts.
    """
    file = FOLDER / f"{language}.toml"
    return MappingProxyType(dict(_flat("", tomllib.loads(file.read_text(encoding="utf-8")), file)))


def t(key: str, language: Language = "kk", /, **values: object) -> str:
    """The text of a key, with `values` put in place of the names in braces.

    KeyError for an unknown key, or for a name in braces that no value is given for.
    """
    text = texts(language).get(key)
    if text is None:
        raise KeyError(f"hooks/messages/{language}.toml has no text «{key}»")
    return text.format_map(values) if values else text


@cache
def group(prefix: str) -> Mapping[str, str]:
    """The Kazakh texts right under a key: `group("status")["official"]` → «ресми»."""
    start = f"{prefix}."
    found = {
        key.removeprefix(start): text for key, text in texts().items() if key.startswith(start)
    }
    if not found:
        raise KeyError(prefix)
    return MappingProxyType(found)


def _flat(prefix: str, tree: Mapping[str, object], file: Path) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, dict):
            found += _flat(f"{prefix}{name}.", value, file)
        elif isinstance(value, str):
            found.append((f"{prefix}{name}", value))
        else:
            raise TypeError(f"{file.name}: {prefix}{name}: expected a text, got {value!r}")
    return found
