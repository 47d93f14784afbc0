from __future__ import annotations

import pytest

from datapages.model.catalogue import Catalogue
from tests.macros import city


@pytest.fixture(scope="session")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The data of the small site."""
    return city.load(tmp_path_factory.mktemp("macros"))
