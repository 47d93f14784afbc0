"""The kinds of error that editors found do not come back; every check finds what it is for."""

from __future__ import annotations

import pytest

from tests.language import checks, texts

CHECKS = checks.load()


def passage(text: str) -> texts.Passage:
    return texts.Passage("docs/page.md", 1, "prose", text, texts.plain(text))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.id))
def test_a_check_finds_its_bad_examples_and_passes_its_good_ones(check: checks.Check) -> None:
    assert check.bad
    assert check.good
    for text in check.bad:
        assert list(check.find(passage(text))), text
    for text in check.good:
        assert not list(check.find(passage(text))), text


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: str(check.id))
def test_the_texts_have_none_of_it(check: checks.Check) -> None:
    found = checks.findings([check], texts.own())
    assert not found, "\n" + "\n".join(map(str, found))


def test_every_exception_is_needed() -> None:
    for check in CHECKS:
        bare = check.model_copy(update={"exceptions": ()})
        for exception in check.exceptions:
            holders = [
                one
                for one in texts.own()
                if exception.text in one.text or exception.text in one.source
            ]
            assert holders, f"{check.id}: no text holds «{exception.text}»"
            assert any(len(list(bare.find(one))) > len(list(check.find(one))) for one in holders), (
                f"{check.id}: «{exception.text}» would not be found"
            )


def test_names_of_checks_are_unique() -> None:
    assert len({check.id for check in CHECKS}) == len(CHECKS)


def test_all_kinds_of_files_are_read() -> None:
    files = {one.file for one in texts.own()}
    for start in ("docs/1-basqaru/", "docs/korsetkishter/", "data/indicators/", "data/tables/"):
        assert any(file.startswith(start) for file in files), start
    assert "data/glossary.yml" in files
    assert "hooks/theme/partials/languages/kk.html" in files
    assert any(file.startswith("hooks/") and file.endswith(".html") for file in files)
    assert any(file.startswith("hooks/") and file.endswith(".js") for file in files)
