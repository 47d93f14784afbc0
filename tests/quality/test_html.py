"""Every page of the built site is valid HTML to two checkers."""

from __future__ import annotations

from pathlib import Path

from tests.quality import tools

# v.Nu reads files and knows no host: to it «self» is nothing, and a block of JSON-LD is a script.
# tests/browser proves the policy in Chromium.
_OF_THE_POLICY = "Content Security Policy"


def test_v_nu_finds_no_error_and_nothing_to_warn_of(site: Path) -> None:
    found = {
        f"{message['url'].removeprefix(site.as_uri())}:{message.get('lastLine')}: "
        f"{message['message']}  {message.get('extract', '')}"
        for message in tools.v_nu(site)
        if _OF_THE_POLICY not in message["message"]
    }
    assert not found, "\n".join(sorted(found)[:40])


def test_html_validate_finds_no_error(site: Path, tmp_path: Path) -> None:
    found = {
        f"{Path(page['filePath']).relative_to(site)}:{message['line']}: {message['ruleId']}: "
        f"{message['message']} ({message.get('selector')})"
        for page in tools.html_validate(site, tmp_path / "report.json")
        for message in page["messages"]
    }
    assert not found, "\n".join(sorted(found)[:40])


def test_both_see_a_fault(tmp_path: Path) -> None:
    """A checker that reads nothing finds nothing: show that each reads what it is given."""
    wrong = '<!doctype html><html lang="kk"><title>т</title><p tabindex=""></p></p>'
    (tmp_path / "index.html").write_text(wrong, encoding="utf-8")
    said = [message["message"] for message in tools.v_nu(tmp_path)]
    assert any("tabindex" in text for text in said)
    (page,) = tools.html_validate(tmp_path, tmp_path / "report.json")
    assert {message["ruleId"] for message in page["messages"]} >= {"close-order"}
