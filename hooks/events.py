"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

import gc
import logging
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError, MkDocsException
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

import mkdocs_adapter as adapter
import mkdocs_errors
import mkdocs_server
import mkdocs_settings
from datapages.base.diagnostics import ContentError, Problem
from datapages.build import Draft, ExpandedPage, Linked, Model, PageCache, Published
from datapages.content import pages
from datapages.exports.feed import FEED
from datapages.language import formats
from datapages.linking.rendered_page import RenderedPage
from datapages.output import csp, html_minify, line_ends, service_worker, theme_patches

HOOKS = Path(__file__).parent
# A build makes millions of objects and nearly no garbage: by Python's own setting (700) a fifth of
# its time would go into the search for that.
gc.set_threshold(1_000_000, 20, 100)

log = logging.getLogger("mkdocs.hooks.datapages")

# The stages of the build: MkDocs gives hooks no object to keep state on.
_model: Model
_published: Published
_draft: Draft
_expanded: dict[str, ExpandedPage]
_rendered: dict[str, RenderedPage]
_linked: Linked
_files: Files  # all that MkDocs writes
_problems: list[Problem]  # of this build, told together when all pages are read
_cache = PageCache()
_served = False
_unwritten: dict[str, str | bytes] | None = None  # files that a server answers with from here


def on_startup(command: str, dirty: bool) -> None:
    """Note whether the site is served: the server adds scripts of its own to each page."""
    global _served  # noqa: PLW0603
    _served = command == "serve"
    if dirty:
        raise ConfigurationError("--dirty is not supported: pages of this site quote each other")


def on_config(config: MkDocsConfig) -> None:
    """Load data/ anew, so that `mkdocs serve` follows its changes."""
    global _model, _problems  # noqa: PLW0603
    adapter.check_settings(config)
    with adapter.sound():
        _model = Model.load_sound(adapter.settings(config, HOOKS))
    _problems = [*adapter.setting_problems(config), *_model.problems]
    adapter.add_lines_to_warnings(config, _model.withheld)
    adapter.escape_settings(config)
    config.extra["edition_day"] = formats.day(_model.day)
    config.markdown_extensions += _model.extensions()
    adapter.leave_search(config)
    config.theme.static_templates.add(service_worker.FALLBACK)
    # Absolute, so that all pages bear one inline script, and the policy one hash of it.
    config.extra["scope"] = urlsplit(config.site_url or "/").path or "/"
    if _served:  # pages that change under a writer's hands are not kept
        config.extra_javascript = [
            script for script in config.extra_javascript if not str(script).endswith("offline.js")
        ]
    else:
        adapter.begin_staging(config)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
    """Show a mistake on the page, which would wait for a sound build otherwise."""
    global _unwritten  # noqa: PLW0603
    _unwritten = {}
    mkdocs_server.watch_lasting(server)
    mkdocs_server.extend(
        server,
        lambda: _unwritten or {},
        lambda: mkdocs_settings.unreadable(Path(config.config_file_path)),
    )
    return server


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Make the units' pages; publish schemas and data, which say on which page they stand."""
    global _published  # noqa: PLW0603
    for path, markdown in _model.unit_pages():
        adapter.add(files, config, path, markdown)
    earlier = _cache.published(_model) if _served else None
    with adapter.sound():
        _published = earlier or _model.published(adapter.full_address(files, config))
    if _served:
        _cache.put_published(_published)
    with adapter.sound():
        for path, content in _published.files.items():
            adapter.add(files, config, path, content)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Read all pages; place those of units, though no menu lists them."""
    global _draft, _expanded, _rendered  # noqa: PLW0603
    _problems.extend((*adapter.address_problems(files), *adapter.static_problems(files, config)))
    with adapter.sound():
        sources, unread = adapter.sources(files)
        if unread:  # MkDocs cannot go on either
            _problems.extend(pages.problems_of(sources))
            raise ContentError([*_problems, *unread])
        _draft = _model.read(sources, adapter.menu(nav), _published.publication)
    config.extra["tongues"] = adapter.tongues(_draft.manuscript.pages.values(), files)
    _expanded, _rendered = {}, {}
    _cache.begin(_draft, adapter.conversion(config, files))
    adapter.escape_titles(nav)
    adapter.place_unit_pages(_model.tree, nav, files)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check the page and put marks in place of its notation."""
    link = adapter.relative_address(files, page)
    path = page.file.src_uri
    adapter.give_front_matter(page, _draft.manuscript.pages[path].meta)
    if _model.problems and _draft.manuscript.pages[path].generated:
        return ""  # made of data that has mistakes, to be told elsewhere
    source = _draft.source(path, markdown)
    if cached := _cache.get(source):
        _rendered[path] = cached.page
        return ""  # nothing is left for Markdown to do
    _expanded[path] = _draft.expand(source, adapter.address(page), link)
    return _expanded[path].markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    path = page.file.src_uri
    if path in _expanded:
        _rendered[path] = _expanded[path].fill(html, page.toc)
        if contents := adapter.contents(page):
            _cache.put(_expanded[path], _rendered[path], contents)
    elif path in _rendered:
        adapter.restore_contents(page, files, _cache.pages[path].beside)
    else:
        adapter.forget_anchors(page)
        return html
    return _rendered[path].html


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, else finish them together."""
    global _linked, _unwritten, _files  # noqa: PLW0603
    _files = files
    env.bytecode_cache = adapter.compiled_theme(config)
    with adapter.sound():
        if problems := [*_problems, *_draft.problems(_rendered.values())]:
            adapter.warn_of_anchors(files, config)
            raise ContentError(problems)
        theme_patches.apply(env)
        env.globals |= adapter.pictures(files, config)
        _linked = _draft.link(_rendered.values(), adapter.group(files, config))
    if _unwritten is None:
        _cache.save()
        with adapter.sound():
            for path, text in _linked.files.items():
                adapter.add(files, config, path, text)
    else:
        adapter.leave_out(files, _published.files)
        _unwritten = {**_published.files, **_linked.files}
    for path, rendered in _linked.pages.items():
        if page := adapter.page_of(files, path):
            page.content = rendered.html
    for note in _linked.notes():
        log.info(note)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """What machines read in the page's head."""
    feed = get_relative_url(FEED, page.url)
    head = _linked.head(page.file.src_uri, adapter.trail(page), feed)
    cast(dict[str, Any], context)["page_head"] = head
    cast(dict[str, Any], context)["page_facts"] = _linked.facts(page.file.src_uri)
    cast(dict[str, Any], context)["page_pdf"] = _linked.pdf(page.file.src_uri)
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page without blank lines and indentation."""
    if _served:
        return output.replace(csp.PLACEHOLDER, csp.SERVED)
    return line_ends.bound(html_minify.minify(output))


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """The same of a page that stands outside of the navigation."""
    if not template_name.endswith(".html"):
        return output_content
    return on_post_page(output_content, cast(Page, None), config)


@event_priority(-100)
def on_post_build(config: MkDocsConfig) -> None:
    """All pages are written: complete the site as a whole, then put it in its place.

    A writer's server shows the pages as soon as they are there: without search, with the scripts
    and styles one by one, and nothing kept by the service worker, which stays unfilled.
    """
    if _served:
        _linked.serve(Path(config.site_dir))
        return
    adapter.check_whole(_files, config)
    with adapter.sound():
        _linked.complete(Path(config.site_dir))
    if adapter.publish(config):
        _linked.write_ledger()


def on_build_error(error: Exception) -> None:
    """Leave the finished site of an earlier build as it is; say in one sentence what happened.

    MkDocs logs its own errors itself, and shows a traceback of any other.
    """
    adapter.discard_staging()
    if not isinstance(error, MkDocsException):
        log.debug("what stopped the build", exc_info=error)
        raise Abort(f"The build stopped: {mkdocs_errors.sentence(error)}") from None
