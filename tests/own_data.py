"""The data of this site, read once a process: tests only look at it."""

from __future__ import annotations

from functools import cache

from datapages.content import data_links
from datapages.model import loader
from datapages.model.catalogue import Catalogue
from tests.conftest import ROOT


@cache
def catalogue() -> Catalogue:
    """data/, checked beside docs/."""
    return loader.load(ROOT / "data", data_links.check(ROOT / "docs"))
