"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data

from datapages import (
    catalogue,
    downloads,
    mentions,
    pages,
    policy,
    render,
    schemas,
    unit_pages,
    usage,
)
from datapages.problems import ContentError, Problem

HOOKS = Path(__file__).parent


@dataclass
class _Build:
    """What one build carries from event to event."""

    workshop: render.Workshop
    renderers: dict[str, render.PageRenderer] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


_build: _Build
_served = False


def on_startup(command: str, dirty: bool) -> None:
    """Note whether the site is served: the server adds scripts of its own to each page."""
    global _served  # noqa: PLW0603
    _served = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Load data/ anew, so that `mkdocs serve` follows its changes."""
    global _build  # noqa: PLW0603 - MkDocs gives hooks no object to keep state on
    root = Path(config.config_file_path).parent
    options = config.extra["datapages"]
    try:
        data = catalogue.load(root / options["data"], Path(config.docs_dir))
    except ContentError as error:
        raise PluginError(f"data/ is not sound:\n{error}") from None
    _build = _Build(
        render.Workshop(
            catalogue=data,
            templates=render.environment(HOOKS / "templates"),
            sources_page=options["sources_page"],
            units_folder=options.get("units_folder"),
            schemas=tuple(schemas.schemas()),
            cache=root / ".cache" / "charts",
        )
    )


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish schemas and data; learn what the chapters speak of; make the units' pages.

    A page that stands in docs/ already is left as it is written.
    """

    def publish(path: str, content: str | bytes) -> None:
        files.append(File.generated(config, path, content=content))

    def address(page: str, anchor: str) -> str:
        file = files.get_file_from_path(page)
        url = (config.site_url or "") + (file.url.removeprefix("./") if file else "")
        return f"{url}#{anchor}" if anchor else url

    for name, text in schemas.schemas().items():
        publish(f"{schemas.FOLDER}/{name}", text)
    texts = [(file.src_uri, *get_data(file.content_string)) for file in files.documentation_pages()]
    titles = {page: str(meta.get("title", page)) for page, _, meta in texts}
    workshop = replace(
        _build.workshop,
        uses=usage.find((page, titles[page], markdown) for page, markdown, _ in texts),
        titles=titles,
        sections=tuple(
            section
            for page, markdown, meta in texts
            if meta.get("origin")
            for section in mentions.sections(page, titles[page], markdown)
        ),
    )
    if options := config.extra["datapages"].get("downloads"):
        publication = downloads.Publication(
            folder=options["folder"],
            name=options["name"],
            title=config.site_name,
            licence=options["licence"],
            address=address,
        )
        data = workshop.catalogue
        workshop = replace(workshop, publication=publication, downloadable=downloads.names(data))
        for path, content in downloads.files(data, publication).items():
            publish(path, content)
    for path, text in unit_pages.pages(workshop.places, workshop.templates):
        if files.get_file_from_path(path) is None:
            made = File.generated(config, path, content=text, inclusion=InclusionLevel.NOT_IN_NAV)
            files.append(made)
    _build.workshop = workshop


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Give the pages of units their breadcrumbs and neighbours, though no menu lists them."""
    units = _build.workshop.places

    def page_of(path: str) -> Page | None:
        file = files.get_file_from_path(path)
        return file.page if file else None

    for unit in units.with_pages:
        page, above = page_of(units.page(unit)), units.parent(unit)
        assert page is not None, "on_files has made it"
        if page in nav.pages:
            continue
        parent: StructureItem | None = page_of(units.page(above)) if above else None
        if parent is not None and above is not None and not units.has_page(above):
            parent = parent.parent  # the section of the country's page
        page.parent = parent  # type: ignore[assignment] # a page may stand for a section here
        before, after = (page_of(units.page(one)) if one else None
                         for one in units.neighbours(unit))  # fmt: skip
        page.previous_page, page.next_page = before, after


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check the page and put marks in place of its notation."""

    def link(target: str, anchor: str) -> str:
        file = files.get_file_from_path(target)
        assert file or target in renderer.drawings, f"{target} is checked when data/ is loaded"
        url = file.url if file else target
        address = "" if file is page.file else get_relative_url(url, page.file.url)
        return f"{address}#{anchor}" if anchor else address

    source = pages.PageSource(page.file.src_uri, page.file.content_string, markdown, page.meta)
    renderer = render.PageRenderer(_build.workshop, page.file.src_uri, link)
    expanded, problems = renderer.expand(markdown)
    _build.problems += source.in_file(problems) + pages.check(source)
    _build.renderers[page.file.src_uri] = renderer
    return expanded


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    return _build.renderers[page.file.src_uri].fill(html)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, and say everything at once."""
    shown = {page: renderer.shown for page, renderer in _build.renderers.items()}
    _build.problems += pages.unshown(_build.workshop.catalogue.indicators.values(), shown)
    if _build.problems:
        raise PluginError(f"the pages are not sound:\n{ContentError(_build.problems)}")
    for renderer in _build.renderers.values():
        for path, picture in renderer.drawings.items():
            files.append(File.generated(config, path, content=picture))


def on_post_build(config: MkDocsConfig) -> None:
    """All pages are written: put the policy that fits them all into each."""
    policy.write(Path(config.site_dir), strict=not _served)
