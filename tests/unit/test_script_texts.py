from __future__ import annotations

import re

from datapages.language.messages import texts
from datapages.output import script_texts
from tests.conftest import ROOT

SCRIPTS = ROOT / "hooks/theme/assets/javascripts"
NAMES = re.compile(r"\{(\w+)\}")


def test_a_mark_becomes_its_text() -> None:
    filled, problems = script_texts.filled_script('say("@text:script.tables.none@")', "a.js")
    assert (filled, problems) == ('say("Сәйкес жол жоқ")', [])


def test_names_in_braces_become_variables_of_a_template_literal() -> None:
    filled, _ = script_texts.filled_script("say(`@text:script.tables.shown@`)", "a.js")
    assert filled == "say(`${total} жолдан көрсетілгені: ${shown}`)"


def test_an_unknown_key_is_told_with_its_line() -> None:
    _, (problem,) = script_texts.filled_script('\n"@text:script.nope@"', "a.js")
    assert str(problem) == "a.js:2: script.nope: expected a key of hooks/messages/kk.toml"


def test_every_text_of_the_scripts_is_known_and_stands_where_its_names_can_be_filled_in() -> None:
    used: set[str] = set()
    for path in sorted(SCRIPTS.rglob("*.js")):
        script = path.read_text(encoding="utf-8")
        filled, problems = script_texts.filled_script(script, path.name)
        assert problems == []
        assert "@text:" not in filled, path.name
        for quote, key in re.findall(r"([\"`])[^\"`@\n]*@text:([a-z0-9.-]+)@", script):
            used.add(key)
            for name in NAMES.findall(texts()[key]):
                assert quote == "`", f"{path.name}: {key} has names: expected a template literal"
                assert re.search(rf"\b{name}\b", script), f"{path.name}: {key}: no {name}"
    assert used
    assert {key for key in texts() if key.startswith("script.")} <= used
