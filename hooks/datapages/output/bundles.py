"""What the pages link, joined: a stylesheet and two scripts, with names that tell their content.

Pages link Material's files and the site's own in their order, as any MkDocs site does. After the
build each such list becomes one file, the pages name it, and the parts are deleted. Scripts that
are marked `defer` become one file, all others, Material's too, a second one that waits for the
reader (hooks/theme's later.js). Where there is a second, the first comes once the page is painted:
it is laid aside in a <template>, which the script after it opens (hooks/theme/main.html). A page
links the rules that pages of its section can use as they come; the whole sheet waits with the
second script, for what scripts make and for the pages that instant navigation leads to. Since a
name changes with the content, a browser may keep such a file for ever.

Each link has a digest of what it links: another project of the same host, which can write into the
caches of this one, cannot put a script there.

Only files that the theme or mkdocs.yml names are read, joined and deleted. A page that links any
other one stops the build: its address may lead out of the site.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from functools import cache, partial, reduce
from operator import or_
from pathlib import Path
from types import MappingProxyType

import rjsmin

from ..base.diagnostics import ContentError, Problem
from . import css_purge
from .folder import BuiltFolder
from .theme_patches import LONGEST_QUERY

STYLES = "assets/stylesheets/site.css"
WHOLE = "assets/stylesheets/whole.css"
SCRIPTS = "assets/javascripts/site.js"
LATER = "assets/javascripts/later.js"

# They begin with plain letters, which are found fast; the blanks before them are cut off later.
_STYLE = re.compile(r'<link rel="?stylesheet"? href="?(?!https?:)([^"\s>]+)"?()>')
_SCRIPT = re.compile(r'<script src="?(?!https?:)([^"\s>]+)"?( defer| async)?></script>')
# Blocks of many rules on few pages: those have a stylesheet of their own, and that of the others of
# their folder comes in one flight of a connection (14.6 kB with its head).
_APART = ("calculator", "map__choice")
_ERROR_PAGE = re.compile(r"\d{3}\.html")
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_MATERIAL = re.compile(r"\.[0-9a-f]{8}\.min\.(?:js|css)$")  # a name with a hash of Material's
_MATERIAL_PATCHES = (
    # Material asks for a sitemap beside each alternate of a page, the feed included, for a menu of
    # languages that this site does not have; what it looks for is on no page.
    ("link[rel=alternate]", "link[rel=none]"),
    # What the address asks for goes into the search box, and Chromium's tab dies of 100 kB of
    # combining signs there. What is typed or pasted the box itself cuts (theme_patches.py).
    ('.get("q")', f'.get("q").slice(0,{LONGEST_QUERY})'),
    # Material adds a second one, which has no effect after the page's own, but has the whole page
    # styled anew when it comes and when it is filled.
    ('{name:"color-scheme"});document.head.appendChild(o)', '{name:"color-scheme"})'),
)
_BROUGHT = re.compile(r'\bbring\("([^"]+)"')  # by later.js, after the whole sheet
_MAP = re.compile(r"\s*(//# sourceMappingURL=.*|/\*# sourceMappingURL=.*?\*/)\s*")


def join(
    folder: BuiltFolder,
    known: Collection[str],
    base: str = "/",
    renamed: Mapping[str, str] = MappingProxyType({}),
    css_cache: Path | None = None,
) -> None:
    """Join stylesheets and scripts of a built site.

    `known` are the paths inside the site that the theme and mkdocs.yml name, `base` is the path
    that the site is served under, `renamed` what else the pages should name otherwise.
    ContentError where a page links a stylesheet or a script that is not known.
    """
    used = _Used(folder)

    @cache
    def sheet(paths: tuple[str, ...], section: str) -> str:
        of = used.at_once(section) if section else used.ever
        css = css_purge.purge("".join(map(used.text, paths)), of, css_cache)
        return folder.add_hashed(STYLES if section else WHOLE, css)

    @cache
    def script(name: str, paths: tuple[str, ...]) -> str:
        return folder.add_hashed(name, minified({path: used.text(path) for path in paths}))

    section, styles = "", tuple[str, ...]()  # of the page at hand
    parts: set[str] = set()
    problems: list[Problem] = []

    def replaced(page: str, html: str, link: re.Pattern[str], write: Callable[..., str]) -> str:
        """The page with one link in place of all that fit, written from their paths and kinds."""
        found = [*link.finditer(html)]
        if not found:
            return html
        up = base if found[0][1].startswith("/") else "../" * found[0][1].count("../")
        paths = {match[1].removeprefix(up): match[2] for match in found}
        if unknown := paths.keys() - known:
            message = "expected only stylesheets and scripts that the theme or mkdocs.yml names"
            problems.extend(Problem(page, 0, path, message) for path in unknown)
            return html
        parts.update(paths)
        starts, ends = zip(*(match.span() for match in found), strict=True)
        first, *others = (
            html[end:start].rstrip() for end, start in zip((0, *ends), starts, strict=False)
        )
        return "".join((first, write(up, paths), *others, html[ends[-1] :]))

    def link_to_stylesheet(up: str, paths: Mapping[str, str]) -> str:
        nonlocal styles
        styles = tuple(paths)
        name = sheet(styles, section)
        return f'<link rel="stylesheet" href="{up}{name}" integrity="{folder.integrity(name)}">'

    def link_to_scripts(up: str, paths: Mapping[str, str]) -> str:
        now = tuple(path for path, how in paths.items() if how == " defer")
        later = tuple(path for path in paths if path not in now)
        name = script(SCRIPTS, now)
        own = f'src="{up}{name}" integrity="{folder.integrity(name)}"'
        if not later:
            return f"<script {own} defer></script>"
        other = script(LATER, later)
        rest = f' data-later="{up}{other}" data-integrity="{folder.integrity(other)}"'
        if styles and section:
            rules = sheet(styles, "")
            rest += f' data-style="{up}{rules}" data-style-integrity="{folder.integrity(rules)}"'
        return f"<template><script {own}{rest}></script></template>"

    for page, html in folder.pages.items():
        changed = html
        for name, new in renamed.items():
            changed = changed.replace(name, new)
        section = _section(page, html)
        styles = ()
        changed = replaced(page, changed, _STYLE, link_to_stylesheet)
        folder.pages[page] = replaced(page, changed, _SCRIPT, link_to_scripts)
    if problems:
        raise ContentError(problems)
    for path in parts:
        folder.delete(path)
    folder.hashed |= {path for path in known if path in folder and _MATERIAL.search(path)}
    for path in folder.paths:
        if path.startswith("assets/") and path.endswith(".map"):
            folder.delete(path)
    # What pages fetch by name when a reader first wants it.
    for path in folder.glob("assets/javascripts/*.js"):
        if path not in folder.hashed:
            folder.write(path, minified({path: folder.read_text(path)}))


def minified(scripts: Mapping[str, str]) -> str:
    """Scripts one after another, by path; those that come minified keep their bytes."""
    return ";\n".join(
        text if ".min." in name else str(rjsmin.jsmin(text, keep_bang_comments=True))
        for name, text in scripts.items()
    )


def _section(page: str, html: str) -> str:
    """What pages share a stylesheet: those of one folder that hold the same blocks.

    Error pages have the whole one.
    """
    if _ERROR_PAGE.fullmatch(page):
        return ""
    held = (block for block in _APART if f'class="{block}"' in html)
    return " ".join((page.partition("/")[0], *held))


def _read(folder: BuiltFolder, path: str) -> str:
    """A stylesheet or a script without its map, and Material's with its corrections."""
    text = _MAP.sub("", folder.read_text(path))
    if not path.startswith("assets/javascripts/bundle."):
        return text
    for old, new in _MATERIAL_PATCHES:
        if old not in text:
            message = f"this no longer stands in it: {old}"
            raise ContentError([Problem(f"material/{path}", 0, "", message)])
        text = text.replace(old, new)
    return text


class _Used:
    """What pages hold, what they link, and what the scripts beside them may make of it."""

    def __init__(self, folder: BuiltFolder) -> None:
        self.text = cache(partial(_read, folder))  # all sections link the same few
        self.sections: dict[str, list[str]] = {}
        for page, html in folder.pages.items():
            self.sections.setdefault(_section(page, html), []).append(html)
        waiting = {
            match[1].rpartition("../")[2].lstrip("/")
            for html in folder.pages.values()
            for match in _SCRIPT.finditer(html)
            if match[2] != " defer"
        }
        scripts = {path: folder.read_text(path) for path in folder.glob("assets/javascripts/*.js")}
        brought = {name for text in scripts.values() for name in _BROUGHT.findall(text)}
        self.early = "\n".join(
            text
            for path, text in scripts.items()
            if path not in waiting and path.rpartition("/")[2] not in brought
        )
        self.held = {name: css_purge.in_pages(pages) for name, pages in self.sections.items()}
        in_pages = reduce(or_, self.held.values())
        self.ever = in_pages | css_purge.in_script("\n".join(scripts.values()), in_pages)

    def at_once(self, section: str) -> css_purge.Used:
        """What there is before the scripts come that wait for the reader."""
        pages = self.sections[section]
        inline = {script for html in pages for script in _INLINE.findall(html)}
        found = self.held[section]
        made = css_purge.in_script("\n".join((self.early, *inline)), found)
        return css_purge.at_rest(found | made)
