"""The texts of the interface: hooks/messages/kk.toml, by key."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FILE = Path(__file__).parents[2] / "messages" / "kk.toml"


@cache
def texts() -> Mapping[str, str]:
    """Every text by its dotted key: `status.official` → «ресми».

    Raises tomllib.TOMLDecodeError or TypeError where the file is not a tree of texts.
    """
    return MappingProxyType(dict(_flat("", tomllib.loads(FILE.read_text(encoding="utf-8")))))


def t(key: str, **values: object) -> str:
    """The text of a key, with `values` put in place of the names in braces.

    KeyError for an unknown key, or for a name in braces that no value is given for.
    """
    text = texts()[key]
    return text.format_map(values) if values else text


@cache
def group(prefix: str) -> Mapping[str, str]:
    """The texts right under a key: `group("status")["official"]` → «ресми»."""
    start = f"{prefix}."
    found = {
        key.removeprefix(start): text for key, text in texts().items() if key.startswith(start)
    }
    if not found:
        raise KeyError(prefix)
    return MappingProxyType(found)


def _flat(prefix: str, tree: Mapping[str, object]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in tree.items():
        if isinstance(value, dict):
            found += _flat(f"{prefix}{name}.", value)
        elif isinstance(value, str):
            found.append((f"{prefix}{name}", value))
        else:
            raise TypeError(f"{FILE.name}: {prefix}{name}: expected a text, got {value!r}")
    return found
