"""MkDocs events of this site. Each delegates to the pure modules in `datapages/`."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

import mkdocs_adapter as adapter
from datapages.build import Site
from datapages.exports.feed import FEED
from datapages.output import csp, html_minify, service_worker, theme_patches

HOOKS = Path(__file__).parent

log = logging.getLogger("mkdocs.hooks.datapages")

_site: Site  # MkDocs gives hooks no object to keep state on
_served = False


def on_startup(command: str, dirty: bool) -> None:
    """Note whether the site is served: the server adds scripts of its own to each page."""
    global _served  # noqa: PLW0603
    _served = command == "serve"
    if dirty:
        raise ConfigurationError("--dirty is not supported: pages of this site quote each other")


def on_config(config: MkDocsConfig) -> None:
    """Load data/ anew, so that `mkdocs serve` follows its changes."""
    global _site  # noqa: PLW0603
    with adapter.sound("data/ is"):
        _site = Site.load(adapter.settings(config, HOOKS))
    adapter.escape_settings(config)
    config.markdown_extensions += _site.extensions
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


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Publish schemas and data; make the units' pages."""
    published = _site.publish(adapter.full_address(files, config))
    for path, content in (*published.items(), *_site.unit_pages()):
        adapter.add(files, config, path, content)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Read all pages; place those of units, though no menu lists them."""
    with adapter.sound("the pages are"):
        _site.read(adapter.sources(files), adapter.menu(nav))
    adapter.escape_titles(nav)
    adapter.place(_site.tree, nav, files)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Check the page and put marks in place of its notation."""
    link = adapter.relative_address(files, page)
    adapter.give_front_matter(page, _site.manuscript.pages[page.file.src_uri].meta)
    return _site.expand(page.file.src_uri, adapter.address(page), link)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the HTML of tables, charts and figures where their marks stand."""
    return _site.fill(page.file.src_uri, adapter.address(page), html, page.toc)


def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """All pages are read: stop here if anything is wrong, else finish them together."""
    env.bytecode_cache = adapter.compiled_theme(config)
    with adapter.sound("Material's templates are"):
        theme_patches.apply(env)
    with adapter.sound("the pages are"):
        made = _site.finish(adapter.group(files, config))
    for path, text in made.items():
        adapter.add(files, config, path, text)
    for path, finished in _site.pages.items():
        if page := adapter.page_of(files, path):
            page.content = finished.html
    for note in _site.notes():
        log.info(note)


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """What machines read in the page's head."""
    feed = get_relative_url(FEED, page.url)
    head = _site.head(page.file.src_uri, adapter.trail(page), feed)
    cast(dict[str, str], context)["page_head"] = head
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The page without blank lines and indentation."""
    return output.replace(csp.PLACEHOLDER, csp.SERVED) if _served else html_minify.minify(output)


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
        _site.serve(Path(config.site_dir))
        return
    with adapter.sound("the built pages are"):
        _site.complete(Path(config.site_dir))
    if adapter.publish(config):
        _site.write_ledger()


def on_build_error(error: Exception) -> None:
    """Leave the finished site of an earlier build as it is."""
    adapter.discard_staging()
