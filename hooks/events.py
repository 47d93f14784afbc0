"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from datapages import (
    catalogue,
    edition,
    finish,
    head,
    news,
    pages,
    policy,
    render,
    schemas,
    stems,
    terms,
)
from datapages.citing import Work
from datapages.problems import ContentError, Problem
from datapages.weave import Finished

HOOKS = Path(__file__).parent

log = logging.getLogger("mkdocs.hooks.datapages")


@dataclass
class _Build:
    """What one build carries from event to event."""

    workshop: render.Workshop
    addresses: finish.Addresses
    day: str  # of the edition
    terms: terms.Terms
    pages: dict[str, Finished] = field(default_factory=dict)  # by path under docs/
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
        addresses = finish.Addresses.load(root / options.get("addresses", "addresses"))
    except ContentError as error:
        raise PluginError(f"data/ is not sound:\n{error}") from None
    stem = stems.load(root / options.get("stemmer", "search-kk"))
    if data.glossary and stem is None:
        log.info("no stemmer: terms are marked where they stand uninflected")
    glossary = data.glossary.terms if data.glossary else ()
    marks = terms.Terms(terms.Finder(glossary, stem or stems.exact))
    config.markdown_extensions += [addresses.blocks, marks]
    _build = _Build(
        render.Workshop(
            catalogue=data,
            templates=render.environment(HOOKS / "templates"),
            sources_page=options["sources_page"],
            schemas=tuple(schemas.schemas()),
            cache=root / ".cache" / "charts",
        ),
        addresses,
        edition.day(root, data),
        marks,
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
    written = page.file.generated_by is None
    _build.addresses.blocks.begin(_address(page) if written else None)
    glossary = _build.workshop.catalogue.glossary
    marked = written and glossary is not None and glossary.page != page.file.src_uri
    _build.terms.begin(partial(link, glossary.page) if glossary and marked else None)
    return expanded


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    whole = _build.renderers[page.file.src_uri].fill(html)
    finished = Finished(_address(page), str(page.meta.get("title") or page.title), whole)
    finished.read(_build.addresses.blocks.seen.get(finished.page, {}), page.toc)
    _build.pages[page.file.src_uri] = finished
    return whole


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Learn the short titles of the pages, and number their tables and pictures."""
    _build.workshop.titles.update({page.file.src_uri: str(page.title) for page in nav.pages})
    _build.workshop.labels.read(
        (page.file.src_uri, page.file.content_string)
        for page in nav.pages
        if page.file.generated_by is None
    )


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, else finish them together."""
    pages, templates = list(_build.pages.values()), _build.workshop.templates
    addresses = _build.addresses
    if config.extra["datapages"].get("ledger") == "write":
        addresses.write(pages)
    problems = _build.problems + addresses.check(pages)
    if problems:
        raise PluginError(f"the pages are not sound:\n{ContentError(problems)}")
    if addresses.ledger.pages and (unknown := addresses.unknown(pages)):
        log.info("%d addresses are not in the ledger yet: run `make ledger`", len(unknown))
    of_sources = files.get_file_from_path(_build.workshop.sources_page)
    addresses.lead_on(pages, templates)
    finish.add_backlinks(pages, templates)
    finish.add_citations(pages, templates, {page.page: _work(page, config) for page in pages})
    if of_sources and of_sources.page:
        finish.add_uses(pages, templates, _address(of_sources.page))
    finish.close(pages)
    for source, finished in _build.pages.items():
        _page(files, source).content = finished.html
    made = addresses.gone(pages, templates, config.site_url or "") | _news(config, files)
    for path, text in made.items():
        files.append(File.generated(config, path, content=text))


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """What machines read in the page's head."""
    finished = _build.pages[page.file.src_uri]
    site = config.site_url or ""
    trail = [(config.site_name, site)]
    for part in reversed([*page.ancestors]):
        if not isinstance(part, Section):
            continue
        index = next((one for one in part.children if isinstance(one, Page)), None)
        if index is not None and index is not page:
            trail.append((str(part.title), index.canonical_url or ""))
    facts = head.PageFacts(
        work=_work(finished, config),
        path=page.file.src_uri,
        description=str(page.meta.get("description", "")),
        origin=page.meta.get("origin"),
        trail=(*trail, (finished.title, page.canonical_url or "")),
        picture=f"{site}assets/site.png",
        html=finished.html,
    )
    cast(dict[str, str], context)["page_head"] = _build.workshop.templates.get_template(
        "head.html"
    ).render(
        facts=facts,
        linked_data=head.linked_data(facts, _build.workshop.catalogue),
        feed=get_relative_url(news.FEED, page.url) if _build.workshop.catalogue.changes else "",
    )
    return context


def _news(config: MkDocsConfig, files: Files) -> dict[str, str]:
    """The feed and llms.txt."""
    site = config.site_url or ""
    listed, groups = {}, dict[str, list[news.Listed]]()
    for source, finished in _build.pages.items():
        page = _page(files, source)
        url = page.canonical_url or finished.page
        listed[source] = news.Listed(finished.title, url, str(page.meta.get("description", "")))
        top = next((part.title for part in reversed([*page.ancestors])), config.site_name)
        if page.file.generated_by is None:
            groups.setdefault(str(top), []).append(listed[source])
    home = next((page for page in listed.values() if page.url == site), None)
    whole = news.Listed(config.site_name, site, home.description if home else "")
    made = {news.LLMS: news.llms(whole, groups)}
    if changes := _build.workshop.catalogue.changes:
        urls = {source: one.url for source, one in listed.items()}
        made[news.FEED] = news.feed(_build.workshop.templates, changes, whole, urls)
    return made


def _work(page: Finished, config: MkDocsConfig) -> Work:
    key = page.page.strip("/").replace("/", "-") or "basty-bet"
    return Work(
        key=key,
        title=page.title,
        site=config.site_name,
        url=(config.site_url or "").rstrip("/") + page.page,
        day=_build.day,
        author=config.site_author or "",
    )


def _page(files: Files, source: str) -> Page:
    file = files.get_file_from_path(source)
    assert file is not None
    assert file.page is not None
    return file.page


def _address(page: Page) -> str:
    """«/kirispe/»: a page's address from the root of the site."""
    return "/" + page.url.removeprefix("./")


def on_post_build(config: MkDocsConfig) -> None:
    """All pages are written: put the policy that fits them all into each."""
    policy.write(Path(config.site_dir), strict=not _served)
