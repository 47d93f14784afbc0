"""The texts of scripts: `@text:key@` in a script stands for a text of hooks/messages/kk.toml.

In a template literal, where the text may have names in braces, these are variables of the script.
`"@rules:latin@"` stands for the rules of the Latin script.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from ..base.diagnostics import ContentError, Problem
from ..language import latin
from ..language.messages import texts
from .folder import BuiltFolder

SCRIPTS = "assets/javascripts/"
LATIN_RULES = '"@rules:latin@"'

_MARK = re.compile(r"(?P<quote>[\"`])(?P<before>[^\"`@\n]*)@text:(?P<key>[a-z0-9.-]+)@")
_NAME = re.compile(r"\{([a-zA-Z]+)\}")


def fill(folder: BuiltFolder) -> None:
    """Put the texts into every script of the site; ContentError for an unknown key."""
    problems: list[Problem] = []
    for path in filter(_has_texts, folder.paths):
        filled, found = filled_script(folder.read_text(path), path)
        problems += found
        folder.write(path, filled)
    if problems:
        raise ContentError(problems)


def fill_folder(site: Path) -> None:
    """The same on the disk, reading nothing but scripts."""
    for path in (site / SCRIPTS).rglob("*.js"):
        name = path.relative_to(site).as_posix()
        if _has_texts(name):
            filled, problems = filled_script(path.read_text(encoding="utf-8"), name)
            if problems:
                raise ContentError(problems)
            path.write_text(filled, encoding="utf-8")


def _has_texts(path: str) -> bool:
    return path.startswith(SCRIPTS) and path.endswith(".js") and ".min." not in path


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

    return _MARK.sub(text, script).replace(LATIN_RULES, latin.rules_json()), problems
