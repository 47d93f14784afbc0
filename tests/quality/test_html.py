"""Two checkers find HTML valid: pages of every kind of markup, in the long run all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import FRAME
from tests.quality import test_axe, tools

# v.Nu reads files and knows no host: to it «self» is nothing, and a block of JSON-LD is a script.
# tests/browser proves the policy in Chromium.
_OF_THE_POLICY = "Content Security Policy"


@pytest.fixture(scope="module", params=["few", pytest.param("all", marks=pytest.mark.exhaustive)])
def files(request: pytest.FixtureRequest, site: Path) -> list[Path]:
    """All pages, or few that hold every kind of markup, a redirect if there is one, a frame."""
    every = sorted(site.rglob("*.html"))
    if request.param == "all":
        return every
    names = test_axe.cover(test_axe.shapes_of(site))
    few = [site / name if name.endswith(".html") else site / name / "index.html" for name in names]
    for sign in ("data-moved-all", FRAME):
        few += [path for path in every if sign in path.read_text("utf-8")][:1]
    assert len(few) > 10
    return few


def test_v_nu_finds_no_error_and_nothing_to_warn_of(site: Path, files: list[Path]) -> None:
    found = {
        f"{message['url'].removeprefix(site.as_uri())}:{message.get('lastLine')}: "
        f"{message['message']}  {message.get('extract', '')}"
        for message in tools.v_nu(files)
        if _OF_THE_POLICY not in message["message"]
    }
    assert not found, "\n".join(sorted(found)[:40])


def test_html_validate_finds_no_error(site: Path, files: list[Path], tmp_path: Path) -> None:
    found = {
        f"{Path(page['filePath']).relative_to(site)}:{message['line']}: {message['ruleId']}: "
        f"{message['message']} ({message.get('selector')})"
        for page in tools.html_validate(files, tmp_path / "report.json")
        for message in page["messages"]
    }
    assert not found, "\n".join(sorted(found)[:40])


def test_both_see_a_fault(tmp_path: Path) -> None:
    """A checker that reads nothing finds nothing: show that each reads what it is given."""
    wrong = '<!doctype html><html lang="kk"><title>т</title><p tabindex=""></p></p>'
    page = tmp_path / "index.html"
    page.write_text(wrong, encoding="utf-8")
    said = [message["message"] for message in tools.v_nu([page])]
    assert any("tabindex" in text for text in said)
    (told,) = tools.html_validate([page], tmp_path / "report.json")
    assert {message["ruleId"] for message in told["messages"]} >= {"close-order"}
