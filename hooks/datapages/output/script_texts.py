"""The texts of scripts: `@text:key@` in a script stands for a text of hooks/messages/kk.toml.

In a template literal, where the text may have names in braces, these are variables of the script.
"""

from __future__ import annotations

import json
import re

from ..base.diagnostics import ContentError, Problem
from ..language.messages import texts
from .folder import BuiltFolder

_MARK = re.compile(r"(?P<quote>[\"`])(?P<before>[^\"`@\n]*)@text:(?P<key>[a-z0-9.-]+)@")
_NAME = re.compile(r"\{([a-zA-Z]+)\}")


def fill(folder: BuiltFolder) -> None:
    """Put the texts into every script of the site; ContentError for an unknown key."""
    problems: list[Problem] = []
    for path in folder.paths:
        if not path.startswith("assets/javascripts/") or not path.endswith(".js"):
            continue
        if ".min." in path or "@text:" not in (script := folder.read_text(path)):
            continue
        filled, found = filled_script(script, path)
        problems += found
        folder.write(path, filled)
    if problems:
        raise ContentError(problems)


def filled_script(script: str, path: str) -> tuple[str, list[Problem]]:
    """A script with its texts, and what is wrong with its marks."""
    problems: list[Problem] = []

    def text(mark: re.Match[str]) -> str:
        key, quote = mark["key"], mark["quote"]
        found = texts().get(key)
        if found is None:
            line = script.count("\n", 0, mark.start()) + 1
            problems.append(Problem(path, line, key, "expected a key of hooks/messages/kk.toml"))
            return mark[0]
        written = json.dumps(found, ensure_ascii=False)[1:-1]
        if quote == "`":
            written = _NAME.sub(r"${\1}", written.replace("`", "\\`").replace("$", "\\$"))
        return f"{quote}{mark['before']}{written}"

    return _MARK.sub(text, script), problems
