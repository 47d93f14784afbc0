"""MkDocs' files, pages and menu, as `datapages/` wants to see them."""

from __future__ import annotations

import html
import logging
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple, get_args
from urllib.parse import quote, urlsplit

import mkdocs
from jinja2 import BytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, ConfigurationError, PluginError
from mkdocs.structure import StructureItem
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler, get_relative_url

from datapages import templating
from datapages.base import signs, yaml_reader
from datapages.base.diagnostics import ContentError, Problem
from datapages.base.source_files import read_text
from datapages.build import Link, Settings, options
from datapages.content import forbidden_html, static_files
from datapages.content.pages import SourcePage
from datapages.language.messages import Language, t
from datapages.model.unit_tree import UnitTree
from datapages.model.withheld import Withheld
from datapages.output import staging

_staging: tuple[Path, Path] | None = None  # the folder that is built, and where it will stand


def begin_staging(config: MkDocsConfig) -> None:
    """Let MkDocs build beside the finished site."""
    global _staging  # noqa: PLW0603 - MkDocs gives hooks no object to keep state on
    _check_site_dir(config)
    site = Path(config.site_dir).resolve()
    if not staging.replaceable(site):
        wanted = "expected a folder that is empty or holds a built site: all in it is replaced"
        raise ConfigurationError(f"site_dir is {config.site_dir!a}: {wanted}")
    _staging = staging.begin(site), site
    config.site_dir = str(_staging[0])


def check_whole(files: Files, config: MkDocsConfig) -> None:
    """Refuse a folder of which something was deleted while MkDocs wrote into it."""
    for file in files:
        path = Path(config.site_dir, file.dest_uri)
        if file.inclusion.value > InclusionLevel.DRAFT.value and not path.is_file():
            raise BuildError(f"{path}: deleted while the site was built: build it anew")


def publish(config: MkDocsConfig) -> bool:
    """Put what was built in its place, unless MkDocs will stop for its warnings after this.

    Tells whether it was published.
    """
    global _staging  # noqa: PLW0603
    if _staging is None:
        return False
    folder, site = _staging
    config.site_dir = str(site)
    if any(
        handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
        if isinstance(handler, CountHandler)
    ):
        discard_staging()
        return False
    staging.publish(folder, site)
    _staging = None
    return True


def discard_staging() -> None:
    """Remove what a failed build has left."""
    global _staging  # noqa: PLW0603
    if _staging is not None:
        staging.discard(_staging[0])
        _staging = None


@contextmanager
def sound() -> Iterator[None]:
    """Stop the build, without a traceback, for mistakes of content: all of them in one list."""
    try:
        yield
    except ContentError as error:
        raise PluginError(f"there are mistakes:\n{error}") from None


_DEAD_LINK = re.compile(r"Doc file '(.+?)' contains [^']*'(.+?)'")


class _LinesOfLinks(logging.Filter):
    """Puts file and line before what MkDocs says of a dead link: it names the page alone.

    A link that may lead to what is made of data that has mistakes is not told.
    """

    def __init__(self, docs: Path, withheld: Withheld) -> None:
        super().__init__()
        self.docs = docs
        self.withheld = withheld
        self.pages = set[str]()  # that have dead links

    def filter(self, record: logging.LogRecord) -> bool:
        message = record.getMessage()
        if found := _DEAD_LINK.match(message):
            self.pages.add(found[1])
            path, _, anchor = found[2].partition("#")
            name = anchor if "an anchor" in message else PurePosixPath(path).stem
            is_file = path and not path.endswith(".md")  # as are those of tables
            if self.withheld and (is_file or self.withheld.concerns(name)):
                return False
            with suppress(ContentError):  # a page that is made, or was deleted meanwhile
                text = read_text(self.docs / found[1], found[1])
                lines = enumerate(text.splitlines(), start=1)
                if at := next((number for number, line in lines if found[2] in line), 0):
                    record.msg, record.args = f"docs/{found[1]}:{at}: {message}", ()
        return True


_pages_log = logging.getLogger(Page.__module__)


def add_lines_to_warnings(config: MkDocsConfig, withheld: Withheld) -> None:
    """Let warnings of dead links name the line."""
    for earlier in _filters():
        _pages_log.removeFilter(earlier)
    _pages_log.addFilter(_LinesOfLinks(Path(config.docs_dir), withheld))


def _filters() -> list[_LinesOfLinks]:
    return [one for one in _pages_log.filters if isinstance(one, _LinesOfLinks)]


# Letters that need no escape in a header, a server's configuration or a script.
_SITE_URL = re.compile(
    r"https?://(?:(?:(?!-)[A-Za-z0-9-]{1,63}(?<!-)(?:\.(?=[^:/])|(?=[:/])))+|\[[0-9A-Fa-f:.]+\])"
    r"(?::[1-9]\d{0,3}|:[1-5]\d{4})?(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/"
)


_EPOCH = "SOURCE_DATE_EPOCH"
_LATEST = 2**32 - 1  # what a packed file can say of its time: 2106


_PICTURES = ("logo", "favicon")  # what the theme shows of files that mkdocs.yml names


def check_settings(config: MkDocsConfig) -> None:
    """Refuse settings of mkdocs.yml that this site cannot be built with."""
    url, epoch = config.site_url, os.environ.get(_EPOCH)
    if epoch is not None and not (re.fullmatch("[0-9]{1,10}", epoch) and int(epoch) <= _LATEST):
        raise ConfigurationError(f"{_EPOCH} is {epoch[:80]!a}: expected seconds since 1970")
    if not config.use_directory_urls:
        raise ConfigurationError("use_directory_urls: false is not supported by this site")
    if not all(isinstance(path, str) for path in config.extra_css):
        raise ConfigurationError("extra_css: expected paths of stylesheets")
    for key, paths, suffixes in (
        ("extra_css", config.extra_css, (".css",)),
        ("extra_javascript", map(str, config.extra_javascript), (".js", ".mjs")),
    ):
        for path in paths:
            if not _OWN_FILE.fullmatch(path) or not path.endswith(suffixes):
                wanted = f"expected the path of a file {suffixes[0]} in docs/ or the theme"
                raise ConfigurationError(f"{key}: {path[:80]!a}: {wanted}")
    if config.theme.get("font"):
        wanted = "expected false: the policy of the pages forbids what comes from another host"
        raise ConfigurationError(f"theme.font: {wanted}")
    if url and not _SITE_URL.fullmatch(url):
        wanted = "https://host/path/ of letters, digits and . _ ~ -"
        raise ConfigurationError(f"site_url (SITE_URL) is {url!a}: expected {wanted}")
    if not url:
        logging.getLogger("site").warning(
            "site_url (SITE_URL) is not set: pages, feed and citations do not say where they stand"
        )


# Another host's is forbidden by the policy of the pages.
_OWN_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(?:/[A-Za-z0-9_][A-Za-z0-9._-]*)*")


def _check_site_dir(config: MkDocsConfig) -> None:
    """Refuse a site within what it is made of: the next build would take it for a part of that."""
    if not config.config_file_path:
        return
    root, site = Path(config.config_file_path).resolve().parent, Path(config.site_dir).resolve()
    given = config.extra.get("datapages")
    named = given if isinstance(given, dict) else {}
    sources = [str(named.get(key, "")) or key for key in ("data", "addresses")]
    theirs = [Path(folder) for folder in map(str, config.theme.dirs[:1])]
    for folder in (*(root / one for one in sources), root / "hooks", *theirs):
        if site.is_relative_to(folder.resolve()):
            wanted = f"expected a folder outside of {folder.name}/, which it is made of"
            raise ConfigurationError(f"site_dir is {config.site_dir!a}: {wanted}")


_MARKUP = re.compile(r"[<>\"]|^\s*(?:javascript|vbscript|data):", re.IGNORECASE)


def setting_problems(config: MkDocsConfig) -> Iterator[Problem]:
    """Keys of mkdocs.yml that stand twice, signs that nobody sees, and markup in its texts.

    Material writes most of them as they are; `escape_settings` makes HTML of the names.
    """
    if config.config_file_path:
        path = Path(config.config_file_path)
        with suppress(ContentError):  # MkDocs has read it, so that it is a file of text
            yield from yaml_reader.repeated_keys(read_text(path, path.name), path.name)
    for name in ("site_name", "site_author", "site_description", "copyright", "nav"):
        for text in _texts(config[name]):
            for _, letter in signs.refused(text):
                message = f"character U+{ord(letter):04X} is not allowed"
                yield Problem("mkdocs.yml", 0, name, message)
    raw = {name: config[name] for name in ("repo_url", "repo_name", "edit_uri", "extra")}
    raw["edit_uri_template"] = str(config.edit_uri_template or "")
    for name, value in (raw | {"theme": dict(config.theme)}).items():
        for text in _texts(value):
            if _MARKUP.search(text):
                message = 'expected a text without < > ", or an address that runs nothing'
                yield Problem("mkdocs.yml", 0, f"{name}: {text[:60]}", message)
    for found in forbidden_html.read(config.copyright or "").found:
        yield Problem("mkdocs.yml", 0, f"copyright: {found.name}", found.message)


def _texts(value: object) -> Iterator[str]:
    """Every text in a setting, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _texts([*value, *value.values()])
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def settings(config: MkDocsConfig, hooks: Path) -> Settings:
    """mkdocs.yml, as far as the data pages ask."""
    return Settings(
        root=Path(config.config_file_path).parent,
        docs=Path(config.docs_dir),
        templates=hooks / "templates",
        options=options.check(config.extra.get("datapages")),
        name=config.site_name,
        url=config.site_url or "",
        author=config.site_author or "",
        assets=frozenset(_assets(config)),
    )


def _assets(config: MkDocsConfig) -> Iterator[str]:
    """Stylesheets and scripts that the theme and mkdocs.yml name, by their paths in the site."""
    yield from config.extra_css
    yield from map(str, config.extra_javascript)
    for folder in map(Path, config.theme.dirs):
        for path in folder.glob("assets/**/*"):
            if path.suffix in (".css", ".js"):
                yield path.relative_to(folder).as_posix()


def compiled_theme(config: MkDocsConfig) -> BytecodeCache:
    """The theme's templates as Jinja compiled them earlier; MkDocs' version stands for options."""
    cache = Path(config.config_file_path).parent / ".cache/templates"
    return templating.compiled(cache, mkdocs.__version__.encode())


def leave_search(config: MkDocsConfig) -> None:
    """Let Material's plugin write its settings alone: datapages/search reads the pages."""
    plugin = config.plugins.get("material/search")
    if (index := getattr(plugin, "search_index", None)) is not None:
        index.add_entry_from_context = lambda page: None


def address(page: Page) -> str:
    """«/kirispe/»: a page's address from the root of the site."""
    return "/" + page.url.removeprefix("./")


def sources(files: Files) -> tuple[list[SourcePage], list[Problem]]:
    """Every page that can be read, written or generated, and why others cannot."""
    found: list[SourcePage] = []
    problems: list[Problem] = []
    for file in files.documentation_pages():
        try:
            found.append(_source(file))
        except ContentError as error:
            problems += error.problems
    return found, problems


def _source(file: File) -> SourcePage:
    generated = file.generated_by is not None
    if generated or not file.abs_src_path:
        text = file.content_string
    else:
        text = read_text(Path(file.abs_src_path), f"docs/{file.src_uri}")
    return SourcePage.read(file.src_uri, text, generated)


def menu(nav: Navigation) -> dict[str, str | None]:
    """The paths of the menu's pages in order, each with the name that the menu gives it.

    An index page without a name of its own in the menu keeps the title of its front matter.
    """
    return {page.file.src_uri: str(page.title) if page.title else None for page in nav.pages}


def escape_settings(config: MkDocsConfig) -> None:
    """Make HTML of the texts of mkdocs.yml: Material writes them as they are."""
    for name in ("site_name", "site_author", "site_description"):
        if text := config[name]:
            config[name] = html.escape(text)


def tongues(pages: Iterable[SourcePage], files: Files) -> list[tuple[Language, str, str]]:
    """Code, name and address of the home page and of those in other languages, if there are any."""
    found: dict[Language, str] = {
        page.language: page.path for page in pages if page.language != "kk"
    }
    home = next((file for file in files.documentation_pages() if file.url in ("./", "")), None)
    if not found or home is None:
        return []
    urls = {code: files.src_uris[path].url for code, path in found.items()}
    urls["kk"] = home.url
    codes = (code for code in get_args(Language) if code in urls)
    return [(code, t("interface.language", code), urls[code]) for code in codes]


def escape_titles(nav: Navigation) -> None:
    """Make HTML of the names in the menu."""
    inside = list(nav.items)
    while inside:
        item = inside.pop()
        inside += item.children or []
        if item.title:
            item.title = html.escape(html.unescape(item.title))


def give_front_matter(page: Page, front_matter: Mapping[str, Any]) -> None:
    """Give the page its front matter as it was checked, its texts as HTML: so Material wants it."""
    page.meta = {name: _escaped(value) for name, value in front_matter.items()}


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return html.escape(value)
    if isinstance(value, tuple | list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value


def conversion(config: MkDocsConfig, files: Files) -> str:
    """All that MkDocs converts pages by: its settings, hooks, and the files that links lead to.

    The settings as they are written, and those that decide as MkDocs has read them: variables of
    the environment, and another file that this one inherits from, may stand in them.
    """
    hooks = (getattr(plugin, "__file__", None) for plugin in config.plugins.values())
    written = [Path(file).read_bytes() for file in (config.config_file_path, *hooks) if file]
    plugins = {name: getattr(plugin, "config", {}) for name, plugin in config.plugins.items()}
    extensions = [one for one in config.markdown_extensions if isinstance(one, str)]
    decisive = (extensions, config.mdx_configs, config.validation, plugins)
    addresses = sorted((file.src_uri, file.url, file.inclusion.value) for file in files)
    return repr((written, decisive, addresses))


class Contents(NamedTuple):
    """What MkDocs knows of a page that it has converted: it looks for dead links by it."""

    toc: TableOfContents
    anchors: set[str] | None
    links: dict[str, dict[str, str]]  # path of a file → anchor → the link as it is written


def contents(page: Page) -> Contents | None:
    """What MkDocs knows of a page; None where it found a dead link, or did not look for any."""
    looked = page.links_to_anchors is not None and _pages_log.isEnabledFor(logging.WARNING)
    if not looked or any(page.file.src_uri in one.pages for one in _filters()):
        return None
    links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
    return Contents(page.toc, page.present_anchor_ids, links)


def restore_contents(page: Page, files: Files, known: Contents) -> None:
    """Give a page that is not converted again what `contents` told."""
    page.toc, page.present_anchor_ids = known.toc, known.anchors
    page.links_to_anchors = {files.src_uris[path]: one for path, one in known.links.items()}


def forget_anchors(page: Page) -> None:
    """Let no link be called dead for a page of which nothing was made."""
    page.present_anchor_ids = None


def warn_of_anchors(files: Files, config: MkDocsConfig) -> None:
    """Tell dead links to headings; MkDocs looks for them only when all pages are written."""
    for file in files.documentation_pages():
        if file.page is not None:
            file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)


def full_address(files: Files, config: MkDocsConfig) -> Link:
    """Addresses with the site's; "" is the home page, no other page may be missing."""

    def link(target: str, anchor: str) -> str:
        file = files.get_file_from_path(target)
        if not file and target:  # exclude_docs may leave it out
            message = "data/ or mkdocs.yml leads to this page, which is not on the site"
            raise ContentError([Problem(f"docs/{target}", 0, "", message)])
        url = (config.site_url or "") + (file.url.removeprefix("./") if file else "")
        return f"{url}#{anchor}" if anchor else url

    return link


def relative_address(files: Files, page: Page) -> Link:
    """Addresses as seen from a page; what is no page of docs/ goes by its path on the site."""

    @cache  # a page with tables leads to the same sources hundreds of times
    def link(target: str, anchor: str) -> str:
        file = files.get_file_from_path(target)
        url = file.url if file else target
        to = "" if file is page.file else get_relative_url(url, page.file.url)
        return f"{to}#{anchor}" if anchor else to

    return link


_MADE = "the build makes a file of this name: expected another name"
# What is made when all pages are written, and how folders of search/ begin.
_MADE_LAST = ("offline.json", "sitemap.xml", "sitemap.xml.gz", "search")


def add(files: Files, config: MkDocsConfig, path: str, content: str | bytes) -> None:
    """Put a file on the site; a page that stands in docs/ already is left as it is written."""
    there = files.get_file_from_path(path)
    if there and not there.generated_by and _in_docs(Path(there.abs_src_path or ""), config):
        if path.endswith(".md"):
            return
        raise ContentError([Problem(f"docs/{path}", 0, "", _MADE)])
    if not (path.endswith(".md") and there):
        shown = InclusionLevel.NOT_IN_NAV if path.endswith(".md") else InclusionLevel.UNDEFINED
        files.append(File.generated(config, path, content=content, inclusion=shown))


def pictures(files: Files, config: MkDocsConfig) -> dict[str, str]:
    """The logo and the favicon as `data:` addresses: a page that has them asks for nothing more.

    None of one that is no SVG drawing, which is seldom small.
    """
    paths = {name: str(config.theme.get(name)) for name in _PICTURES}
    drawings = {name: path for name, path in paths.items() if path.endswith(".svg")}
    found = {name: files.get_file_from_path(path) for name, path in drawings.items()}
    return {name: _data_url(file.content_string) for name, file in found.items() if file}


def _data_url(drawing: str) -> str:
    """An SVG drawing as an address: as text, which is packed better than base64."""
    return "data:image/svg+xml," + quote(drawing.strip().replace('"', "'"), safe="'/:;=,()+-.")


def leave_out(files: Files, paths: Iterable[str]) -> None:
    """Let MkDocs not write files that `add` has put on the site, for links to be checked."""
    for path in paths:
        files.remove(files.src_uris[path])


def address_problems(files: Files) -> list[Problem]:
    """Files that would be written over another, or into one as if it were a folder.

    There are disks to which capitals are small letters. The home page must be there: other pages,
    and the service worker, rely on it.
    """
    written = {"sitemap.xml": "sitemap.xml", "sitemap.xml.gz": "sitemap.xml.gz"}
    written |= {file.dest_uri.lower(): file.src_uri for file in files}
    problems = [
        Problem(f"docs/{file.src_uri}", 0, "", f"its address is that of docs/{written[taken]}")
        for file in files
        if file.inclusion.value > InclusionLevel.DRAFT.value
        for place in (file.dest_uri, *(str(one) for one in PurePosixPath(file.dest_uri).parents))
        if written.get(taken := place.lower(), file.src_uri) != file.src_uri
    ]
    shown = [file for file in files if file.inclusion.value > InclusionLevel.DRAFT.value]
    if not any(file.dest_uri == "index.html" for file in shown):
        problems.append(Problem("docs/index.md", 0, "", "this page is required"))
    return problems


def static_problems(files: Files, config: MkDocsConfig) -> list[Problem]:
    """Files of docs/ that would run in a browser, or stand in the place of the theme's.

    What mkdocs.yml names must be there; its scripts and stylesheets may run.
    """
    named = {*config.extra_css, *map(str, config.extra_javascript)}
    pictures = {str(config.theme[name]) for name in _PICTURES if config.theme.get(name)}
    folders = [Path(folder) for folder in config.theme.dirs]
    problems = [
        Problem("mkdocs.yml", 0, asset, "no such file in docs/ or the theme")
        for asset in sorted(named | pictures)
        if files.get_file_from_path(asset) is None and not urlsplit(asset).scheme
    ]
    for file in files:
        path = Path(file.abs_src_path or "")
        if file.generated_by or file.is_documentation_page() or not _in_docs(path, config):
            continue
        if PurePosixPath(file.src_uri).parts[0] in _MADE_LAST:
            problems.append(Problem(f"docs/{file.src_uri}", 0, "", _MADE))
        elif any((folder / file.src_uri).is_file() for folder in folders):
            message = "the theme has a file of this name: expected another name"
            problems.append(Problem(f"docs/{file.src_uri}", 0, "", message))
        elif file.src_uri not in named:
            problems += static_files.check(path, f"docs/{file.src_uri}")
    return problems


def _in_docs(path: Path, config: MkDocsConfig) -> bool:
    return path.is_relative_to(config.docs_dir)


def page_of(files: Files, path: str | None) -> Page | None:
    """The page of a path under docs/."""
    file = files.get_file_from_path(path) if path else None
    return file.page if file else None


def place_unit_pages(tree: UnitTree, nav: Navigation, files: Files) -> None:
    """Give the pages of units a parent and neighbours, though no menu lists them."""
    for unit in tree.with_pages:
        page, above = page_of(files, tree.page(unit)), tree.parent(unit)
        assert page is not None, "on_files has made it"
        if page in nav.pages:
            continue
        parent: StructureItem | None = page_of(files, tree.page(above)) if above else None
        if parent is not None and above is not None and not tree.has_page(above):
            parent = parent.parent  # the section of the country's page
        page.parent = parent  # type: ignore[assignment] # a page may stand for a section here
        page.previous_page, page.next_page = (
            page_of(files, tree.page(one)) if one else None for one in tree.neighbours(unit)
        )


def trail(page: Page) -> Iterator[tuple[str, str]]:
    """Titles and addresses of the sections that a page lies in, the outermost first."""
    for part in reversed([*page.ancestors]):
        if not isinstance(part, Section):
            continue
        index = next((one for one in part.children if isinstance(one, Page)), None)
        if index is not None and index is not page:
            yield html.unescape(str(part.title)), index.canonical_url or ""


def group(files: Files, config: MkDocsConfig) -> Callable[[str], str]:
    """The outermost section that a page lies in."""

    def name(path: str) -> str:
        page = page_of(files, path)
        parts = [*page.ancestors] if page else []
        return html.unescape(str(parts[-1].title) if parts else config.site_name)

    return name
