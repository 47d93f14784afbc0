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


# What each checker has to see: one that reads nothing finds nothing.
WRONG = '<!doctype html><html lang="kk"><title>т</title><p tabindex=""></p></p>'


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page that is given to each checker with the others."""
    page = tmp_path_factory.mktemp("wrong") / "index.html"
    page.write_text(WRONG, encoding="utf-8")
    return page


def test_v_nu_finds_no_error_and_nothing_to_warn_of(
    site: Path, files: list[Path], wrong: Path
) -> None:
    messages = tools.v_nu([*files, wrong])
    of_wrong = [one for one in messages if one["url"].endswith(wrong.as_posix())]
    assert any("tabindex" in one["message"] for one in of_wrong)
    found = {
        f"{message['url'].removeprefix(site.as_uri())}:{message.get('lastLine')}: "
        f"{message['message']}  {message.get('extract', '')}"
        for message in messages
        if message not in of_wrong and _OF_THE_POLICY not in message["message"]
    }
    assert not found, "\n".join(sorted(found)[:40])


def test_html_validate_finds_no_error(
    site: Path, files: list[Path], wrong: Path, tmp_path: Path
) -> None:
    said = {
        Path(page["filePath"]): page["messages"]
        for page in tools.html_validate([*files, wrong], tmp_path / "report.json")
    }
    assert {message["ruleId"] for message in said.pop(wrong)} >= {"close-order"}
    found = {
        f"{path.relative_to(site)}:{message['line']}: {message['ruleId']}: "
        f"{message['message']} ({message.get('selector')})"
        for path, messages in said.items()
        for message in messages
    }
    assert not found, "\n".join(sorted(found)[:40])
