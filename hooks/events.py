"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from datapages import catalogue, pages, policy, render, schemas, search
from datapages.problems import ContentError, Problem

HOOKS = Path(__file__).parent


@dataclass
class _Build:
    """What one build carries from event to event."""

    workshop: render.Workshop
    cache: Path
    renderers: dict[str, render.PageRenderer] = field(default_factory=dict)
    contents: dict[str, str] = field(default_factory=dict)  # HTML of pages by their addresses
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
            schemas=tuple(schemas.schemas()),
            cache=root / ".cache" / "charts",
        ),
        cache=root / ".cache",
    )


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish the JSON Schemas of data/ and the page script of the search."""
    script = search.page_script()
    files.append(File.generated(config, search.PAGE_SCRIPT, content=script))
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
    return expanded


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    content = _build.renderers[page.file.src_uri].fill(html)
    _build.contents[page.url] = content
    return content


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, and say everything at once."""
    if _build.problems:
        raise PluginError(f"the pages are not sound:\n{ContentError(_build.problems)}")


def on_post_build(config: MkDocsConfig) -> None:
    """All pages are written: make the search Kazakh, put the policy that fits all into each."""
    site = Path(config.site_dir)
    search.finish(site, _build.contents, _build.workshop.catalogue, _build.cache / "search")
    policy.write(site, strict=not _served)
