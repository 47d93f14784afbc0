"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import cast

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.meta import get_data
from mkdocs.utils.templates import TemplateContext

from datapages import (
    catalogue,
    downloads,
    edition,
    finish,
    head,
    hosting,
    mentions,
    news,
    offline,
    pages,
    policy,
    render,
    schemas,
    search,
    stems,
    terms,
    unit_pages,
    usage,
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
    cache: Path
    pages: dict[str, Finished] = field(default_factory=dict)  # by path under docs/
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
        addresses = finish.Addresses.load(root / options.get("addresses", "addresses"))
    except ContentError as error:
        raise PluginError(f"data/ is not sound:\n{error}") from None
    stem = stems.load(root / options.get("stemmer", "search-kk"))
    if data.glossary and stem is None:
        log.info("no stemmer: terms are marked where they stand uninflected")
    glossary = data.glossary.terms if data.glossary else ()
    marks = terms.Terms(terms.Finder(glossary, stem or stems.exact))
    config.markdown_extensions += [addresses.blocks, marks]
    config.theme.static_templates.add(offline.FALLBACK)
    if _served:  # pages that change under a writer's hands are not kept
        config.extra_javascript = [
            script for script in config.extra_javascript if not str(script).endswith("offline.js")
        ]
    _build = _Build(
        render.Workshop(
            catalogue=data,
            templates=render.environment(HOOKS / "templates"),
            sources_page=options["sources_page"],
            units_folder=options.get("units_folder"),
            schemas=tuple(schemas.schemas()),
            cache=root / ".cache" / "charts",
        ),
        addresses=addresses,
        day=edition.day(root, data),
        terms=marks,
        cache=root / ".cache",
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

    publish(search.PAGE_SCRIPT, search.page_script())
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
    """Number tables and pictures; place the pages of units, though no menu lists them."""
    workshop, units = _build.workshop, _build.workshop.places
    workshop.titles.update({page.file.src_uri: str(page.title) for page in nav.pages})
    workshop.labels.read(
        (
            (page.file.src_uri, page.file.content_string)
            for page in nav.pages
            if page.file.generated_by is None
        ),
        render.PageRenderer(workshop, "", lambda page, anchor: "").labelled,
    )

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
    _build.contents[page.url] = whole
    return whole


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, else finish them together."""
    done, templates = list(_build.pages.values()), _build.workshop.templates
    addresses = _build.addresses
    if config.extra["datapages"].get("ledger") == "write":
        addresses.write(done)
    shown = {page: renderer.shown for page, renderer in _build.renderers.items()}
    unshown = pages.unshown(_build.workshop.catalogue.indicators.values(), shown)
    problems = [*_build.problems, *unshown, *addresses.check(done)]
    if problems:
        raise PluginError(f"the pages are not sound:\n{ContentError(problems)}")
    if addresses.ledger.pages and (unknown := addresses.unknown(done)):
        log.info("%d addresses are not in the ledger yet: run `make ledger`", len(unknown))
    of_sources = files.get_file_from_path(_build.workshop.sources_page)
    addresses.lead_on(done, templates)
    finish.add_backlinks(done, templates)
    works = {page.page: _work(page, config) for page in done}
    made_of_data = [
        page.page for source, page in _build.pages.items() if _page(files, source).file.generated_by
    ]
    finish.add_citations(done, templates, works, made_of_data)
    if of_sources and of_sources.page:
        finish.add_uses(done, templates, _address(of_sources.page))
    finish.close(done)
    for source, finished in _build.pages.items():
        _page(files, source).content = finished.html
    made = addresses.gone(done, templates, config.site_url or "") | _news(config, files)
    for renderer in _build.renderers.values():
        made |= renderer.drawings
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
    """All pages are written: make the search Kazakh, put the policy that fits all into each.

    Then tell hosts their headers, and the service worker what to keep.
    """
    site = Path(config.site_dir)
    search.finish(site, _build.contents, _build.workshop.catalogue, _build.cache / "search")
    policy.write(site, strict=not _served)
    if _served:
        (site / offline.WORKER).unlink()  # a browser that knows one from elsewhere drops it
    else:
        offline.write(site)
        hosting.write(site)
