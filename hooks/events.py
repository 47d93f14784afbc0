"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from datapages import catalogue, finish, pages, render, schemas
from datapages.problems import ContentError, Problem
from datapages.weave import Finished

HOOKS = Path(__file__).parent

log = logging.getLogger("mkdocs.hooks.datapages")


@dataclass
class _Build:
    """What one build carries from event to event."""

    workshop: render.Workshop
    addresses: finish.Addresses
    pages: dict[str, Finished] = field(default_factory=dict)  # by path under docs/
    renderers: dict[str, render.PageRenderer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_build: _Build


def on_config(config: MkDocsConfig) -> None:
    """Load data/ anew, so that `mkdocs serve` follows its changes."""
    global _build  # noqa: PLW0603 - MkDocs gives hooks no object to keep state on
    root = Path(config.config_file_path).parent
    options = config.extra["datapages"]
    try:
        data = catalogue.load(root / options["data"], Path(config.docs_dir))
        addresses = finish.Addresses.load(root / options["addresses"])
    except ContentError as error:
        raise PluginError(f"data/ is not sound:\n{error}") from None
    config.markdown_extensions.append(addresses.blocks)
    _build = _Build(
        render.Workshop(
            catalogue=data,
            templates=render.environment(HOOKS / "templates"),
            sources_page=options["sources_page"],
            schemas=tuple(schemas.schemas()),
            cache=root / ".cache" / "charts",
        ),
        addresses,
    )


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish the JSON Schemas of data/."""
    for name, text in schemas.schemas().items():
        files.append(File.generated(config, f"{schemas.FOLDER}/{name}", content=text))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check the page and put marks in place of its notation."""

    def link(target: str, anchor: str) -> str:
        file = files.get_file_from_path(target)
        assert file is not None, f"{target} is checked when data/ is loaded"
        address = "" if file is page.file else get_relative_url(file.url, page.file.url)
        return f"{address}#{anchor}" if anchor else address

    source = pages.PageSource(page.file.src_uri, page.file.content_string, markdown, page.meta)
    renderer = render.PageRenderer(_build.workshop, page.file.src_uri, link)
    expanded, problems = renderer.expand(markdown)
    _build.problems += source.in_file(problems) + pages.check(source)
    _build.renderers[page.file.src_uri] = renderer
    _build.addresses.blocks.begin(_address(page) if page.file.generated_by is None else None)
    return expanded


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    whole = _build.renderers[page.file.src_uri].fill(html)
    finished = Finished(_address(page), str(page.meta.get("title") or page.title), whole)
    finished.read(_build.addresses.blocks.seen.get(finished.page, {}), page.toc)
    _build.pages[page.file.src_uri] = finished
    return whole


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, else finish them together."""
    pages, templates = list(_build.pages.values()), _build.workshop.templates
    addresses = _build.addresses
    if config.extra["datapages"]["ledger"] == "write":
        addresses.write(pages)
    problems = _build.problems + addresses.check(pages)
    if problems:
        raise PluginError(f"the pages are not sound:\n{ContentError(problems)}")
    if unknown := addresses.unknown(pages):
        log.info("%d addresses are not in the ledger yet: run `make ledger`", len(unknown))
    addresses.lead_on(pages, templates)
    finish.add_backlinks(pages, templates)
    for path, html in addresses.gone(pages, templates, config.site_url or "").items():
        files.append(File.generated(config, path, content=html))
    for source, finished in _build.pages.items():
        file = files.get_file_from_path(source)
        assert file is not None
        assert file.page is not None
        file.page.content = finished.html


def _address(page: Page) -> str:
    """«/kirispe/»: a page's address from the root of the site."""
    return "/" + page.url.removeprefix("./")
