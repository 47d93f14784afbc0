"""The name, licence and addresses under which the data is published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Publication:
    """Under what name, licence and addresses the data goes out.

    `address(page, anchor)` is the full address of a place on the site, which is called `site`.
    In the folder `frames` stand pictures for frames of other sites (empty: there are none).
    `sources_page` is the page of docs/ that shows the bibliography.
    """

    folder: str
    name: str
    title: str
    licence: dict[str, str]
    address: Callable[[str, str], str]
    site: str = ""
    frames: str = ""
    sources_page: str = ""

    @property
    def signed(self) -> str:
        """What stands under a picture that is taken away: the site and the licence."""
        return f"{self.title} · {self.licence['title']}"

    def cite(self, title: str, page: str, anchor: str) -> str:
        """How one table or chart is cited."""
        return f"{title} // {self.title}. – URL: {self.address(page, anchor)}"

    @property
    def package(self) -> str:
        """Path of the Data Package's folder."""
        return f"{self.folder}/{self.name}"

    @property
    def wholes(self) -> dict[str, str]:
        """Everything in one file, by its kind."""
        return {
            "ZIP": f"{self.package}.zip",
            "XLSX": f"{self.package}.xlsx",
            "datapackage.json": f"{self.package}/datapackage.json",
        }
