"""Checkers that are there, and pages opened as in the browser tests."""

from __future__ import annotations

import os

import pytest

from tests.browser.conftest import visit
from tests.quality import tools

__all__ = ["visit"]  # a fixture


@pytest.fixture(scope="session", autouse=True)
def checkers() -> None:
    """Without a way to npm's registry these tests are skipped, and the run says so.

    CHECKERS=required makes that a failure: the workflow sets it.
    """
    try:
        tools.folder()
    except tools.MissingError as error:
        if os.environ.get("CHECKERS") == "required":
            raise
        pytest.skip(str(error))
