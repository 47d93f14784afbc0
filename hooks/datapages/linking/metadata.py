"""What machines read in a page's head: Open Graph, Dublin Core and JSON-LD."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from ..exports import tables
from ..macros.api import Download
from ..model.catalogue import Catalogue
from ..model.observations import JoinedIndicator
from ..views.cite_formats import Work

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
FORMATS = {  # by the kind of a download
    "CSV": "text/csv",
    "JSON": "application/json",
    "XLSX": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True)
class PageFacts:
    """What the head of a page says, whatever builder asks."""

    work: Work
    path: str  # under docs/
    description: str
    origin: str | None
    trail: tuple[tuple[str, str], ...]  # titles and addresses from the home page to this one
    picture: str
    pictured: str  # what it shows, in words
    downloads: tuple[Download, ...]
    alternates: tuple[tuple[str, str], ...] = ()  # the page in other languages: code and address


def linked_data(facts: PageFacts, data: Catalogue) -> str:
    """One JSON-LD graph: the page, its place in the site, its data sets."""
    graph = [_page(facts), _trail(facts), *_datasets(facts, data)]
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    return text.replace("<", "\\u003c")  # nothing in it can close its script element


def _page(facts: PageFacts) -> dict[str, Any]:
    work = facts.work
    about: dict[str, Any] = {
        "@type": "WebPage",
        "@id": work.url,
        "url": work.url,
        "inLanguage": work.language,
        "description": facts.description,
        "dateModified": work.day,
        "license": LICENCE,
        "isPartOf": {"@type": "WebSite", "name": work.site, "url": facts.trail[0][1]},
    }
    if facts.origin:
        about |= {
            "headline": work.title[:110],
            "name": work.title,
            "image": facts.picture,
            "datePublished": work.day,
            "author": {"@type": "Organization", "name": work.author or work.site},
        }
    else:
        about["name"] = work.title
    return about


def _trail(facts: PageFacts) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": url}
            for place, (name, url) in enumerate(facts.trail, start=1)
        ],
    }


def _datasets(facts: PageFacts, data: Catalogue) -> list[dict[str, Any]]:
    found = [one for one in data.indicators.values() if one.page == facts.path]
    return [_dataset(facts, one, data) for one in found]


def _distribution(facts: PageFacts, indicator: JoinedIndicator) -> list[dict[str, Any]]:
    """The files of an indicator's tables that the page offers."""
    names = (indicator.id, tables.comparison_name(indicator))
    return [
        {
            "@type": "DataDownload",
            "contentUrl": urljoin(facts.work.url, file.url),
            "encodingFormat": FORMATS[file.kind],
        }
        for file in dict.fromkeys(facts.downloads)
        if file.table in names and file.kind in FORMATS
    ]


def _dataset(facts: PageFacts, indicator: JoinedIndicator, data: Catalogue) -> dict[str, Any]:
    points = [point for series in indicator.series for point in series.observations]
    periods = sorted(point.period for point in points)
    about: dict[str, Any] = {"@type": "Dataset"}
    if indicator.unit_title is None:  # the others stand on the pages of their units
        about["@id"] = f"{facts.work.url}#table-{indicator.id}"
    about |= {
        "name": indicator.title,
        "description": indicator.definition,
        "url": facts.work.url,
        "license": LICENCE,
        "creator": {"@type": "Organization", "name": facts.work.author or facts.work.site},
        "spatialCoverage": data.unit(indicator.series[0].territory).names.kk,
    }
    if periods:
        about["temporalCoverage"] = f"{periods[0]}/{periods[-1]}"
    if files := _distribution(facts, indicator):
        about["distribution"] = files
    return about
