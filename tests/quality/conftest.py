"""The pages that states are reached on open as in the browser tests."""

from tests.browser.conftest import visit

__all__ = ["visit"]  # a fixture
