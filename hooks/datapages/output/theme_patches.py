"""Small corrections of Material's templates, made as they are loaded.

Material's HTML has faults that no documented block reaches (base.html, the navigation). A copy of
a whole partial would go stale unseen; a correction here names the exact text that it replaces, and
where Material no longer has that text the build stops. It costs once a template, not once a page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import jinja2

from ..base.diagnostics import ContentError, Problem
from ..language.messages import t

Patches = Mapping[str, Sequence[tuple[str, str]]]  # template → what stands there, what shall stand
LONGEST_QUERY = 200  # letters in the search box: no reader writes more
_NAV_LABEL = "aria-label=\"{{ lang.t('nav') }}\""
_SEARCH_LABEL = "aria-label=\"{{ lang.t('search') }}\""
_PALETTE_LABEL = f'aria-label="{t("interface.palette")}"'
_PATH_LABEL = f'aria-label="{t("interface.path")}"'
_SWITCH = '<input class="md-toggle" data-md-toggle="{0}" type="checkbox" id="__{0}"{1}>'
_DRAWER = [_SWITCH.format("drawer", more) for more in (' autocomplete="off"', f" {_NAV_LABEL}")]
_SEARCH = [_SWITCH.format("search", more) for more in (' autocomplete="off"', "")]
# What stays Kazakh on a page in another language.
_KK = '{% if page.meta and page.meta.language %} lang="{{ config.theme.language }}"{% endif %}'
# The colours of the page are known before anything of it is painted.
_SCHEME = '{% include "partials/javascripts/scheme.html" %}\n'
_OVERLAY = '<label class="md-overlay" for="__drawer"></label>'
_ANNOUNCE = '<div data-md-component="announce">'
# Puts latin.js, which shows the page when it has done its work, or has failed to come; the style
# sheet stands before it and beside it in the site.
_LATIN = (
    "__latin=()=>{var d=document,e=d.documentElement,s=d.createElement('script');"
    "s.src=new URL('../javascripts/latin.js',d.querySelector('link[rel=stylesheet]').href);"
    "s.onload=s.onerror=()=>e.classList.remove('waits');e.append(s)};"
    "if(__md_get('latin')||/[?&]jazu=latyn/.test(location.search))"
    "document.documentElement.classList.add('waits'),__latin()"
)
_MENU_SWITCH = '<input class="md-nav__toggle md-toggle'
PATCHES: Patches = {
    "base.html": (
        # Firefox fetches the next page ahead for it, which the policy forbids on each page.
        ('<link rel="next" href="{{ page.next_page.url | url }}">', ""),
        # Within the page, like the logo: a browser asks for it before the first view is painted.
        ("{{ config.theme.favicon | url }}", "{{ favicon or config.theme.favicon | url }}"),
        # The link past the interface comes first of all, is on every page, and leads to the
        # text's beginning, not past it to the first heading of the second level. After it the
        # switch of the menu: a native checkbox with a name, which says its state and works
        # without JavaScript (access.css lets the keyboard reach it).
        (f"{_DRAWER[0]}\n    {_SEARCH[0]}\n    {_OVERLAY}\n", _SCHEME),
        (_ANNOUNCE, _DRAWER[1] + _SEARCH[1] + _OVERLAY + _ANNOUNCE),
        ("{% if page.toc | first is defined %}", ""),
        ("{% set skip = page.toc | first %}", ""),
        ('<a href="{{ skip.url | url }}" class="md-skip">', '<a href="#__text" class="md-skip">'),
        ("</a>\n      {% endif %}\n    </div>", "</a>\n    </div>"),
        ('<article class="md', '<article id="__text" class="md'),
        # A page in another language is left for good: its header is not that of the others.
        (
            "{% set features = config.theme.features or [] %}",
            '{% set features = (config.theme.features or []) | reject("equalto", '
            '"navigation.instant" if page.meta and page.meta.language) | list %}',
        ),
        (
            '<div class="md-container" data-md-component="container">',
            '<div class="md-container" data-md-component="container"'
            '{% if page.meta and page.meta.language %} lang="{{ page.meta.language }}"{% endif %}>',
        ),
    ),
    "partials/nav.html": (
        ('<label class="md-nav__title"', f'<label class="md-nav__title"{_KK}'),
        ('<ul class="md-nav__list"', f'<ul class="md-nav__list"{_KK}'),
    ),
    "partials/tabs.html": (('<ul class="md-tabs__list"', f'<ul class="md-tabs__list"{_KK}'),),
    "partials/header.html": (
        # Where the head of a chapter has the menu's title, so has the bar above it.
        (
            "{% if page.meta and page.meta.title %}",
            "{% if page.meta and page.meta.title and not page.title[:1].isdigit() %}",
        ),
        # No navigation: the header is a landmark already, and holds a logo and two switches.
        (
            '<nav class="md-header__inner md-grid" aria-label="{{ lang.t(\'header\') }}">',
            '<div class="md-header__inner md-grid">',
        ),
        ("\n  </nav>\n", "\n  </div>\n"),
        (
            "{% if config.theme.palette %}",
            '{% include "partials/reach.html" %}{% if config.theme.palette %}',
        ),
        ('class="md-header__button md-logo"', f'class="md-header__button md-logo"{_KK}'),
        (
            """<div class="md-header__topic">
          <span class="md-ellipsis">""",
            f"""<div class="md-header__topic">
          <span class="md-ellipsis"{_KK}>""",
        ),
    ),
    # Material's script comes late (later.js): the page looks before as it does then, and where it
    # is opened at its beginning, the first view of it is laid out first (site.css). Who has not
    # chosen a colour has that of the device; who reads in Latin letters sees the page in no others.
    "partials/javascripts/base.html": (
        ("<script>__md_scope", '<script>document.documentElement.className='
         'location.hash||performance.navigation.type?"js":"js early unpainted",__md_scope'),
        # Only for announcements that can be dismissed.
        (
            "__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e+_.charCodeAt(0)),0),",
            '{% if "announce.dismiss" in (config.theme.features or []) %}'
            "__md_hash=e=>[...e].reduce(((e,_)=>(e<<5)-e+_.charCodeAt(0)),0),{% endif %}",
        ),
        # What another page of the host has stored under our names may be no JSON; and browsers
        # throw at the very name of a storage that their reader forbids.
        (
            '__md_get=(e,_=localStorage,t=__md_scope)=>JSON.parse(_.getItem(t.pathname+"."+e)),',
            "__md_get=(e,_,t=__md_scope)=>"
            '{try{return JSON.parse((_||localStorage).getItem(t.pathname+"."+e))}catch(e){}},',
        ),
        (
            "t=localStorage,a=__md_scope)=>{try{t.setItem",
            "t,a=__md_scope)=>{try{(t||localStorage).setItem",
        ),
        ("</script>", f";{_LATIN}</script>"),
    ),
    "partials/javascripts/palette.html": (
        (
            '__md_get("__palette");',
            '__md_get("__palette")||{index:0,color:{media:"(prefers-color-scheme)"}};'
            "Object.assign(document.querySelectorAll("
            '"[data-md-component=palette] label")[palette.index]||{},{hidden:!1});',
        ),
    ),
    "partials/nav-item.html": (
        # The native switches again; a focusable label has neither a role nor a state.
        (
            f'{_MENU_SWITCH} {{{{ indeterminate }}}}" type="checkbox" id="{{{{ path }}}}"',
            f'{_MENU_SWITCH}" type="checkbox" id="{{{{ path }}}}"'
            ' aria-label="{{ nav_item.title | e }}"',
        ),
        (' tabindex="{{ tabindex }}"', ""),
        (' tabindex="{{ tabindex }}"', ""),
        # A list inside the menu is no landmark of its own; on most of them the name was empty.
        (
            '<nav class="md-nav" data-md-level="{{ level }}" aria-labelledby="{{ path }}_label" '
            'aria-expanded="{{ nav_item.active | tojson }}">',
            '<div class="md-nav" data-md-level="{{ level }}">',
        ),
        ("</nav>", "</div>"),
        (
            f'{_MENU_SWITCH}" type="checkbox" id="__toc">',
            f'{_MENU_SWITCH}" type="checkbox" id="__toc" aria-label="{{{{ lang.t("toc") }}}}">',
        ),
        ('{% include "partials/toc.html" %}',
         '{% set in_menu = true %}{% include "partials/toc.html" %}'),
    ),
    "partials/palette.html": (
        # The name of a choice is what choosing it does, not what the button beside it does next.
        ('<form class="md-header__option"',
         f'<div class="md-header__option" role="radiogroup" {_PALETTE_LABEL}{_KK}'),
        ("</form>", "</div>"),
        (
            'aria-label="{{ option.toggle.name }}"',
            'aria-label="{{ (loop.previtem or config.theme.palette | last).toggle.name }}"',
        ),
    ),
    "partials/path.html": ((_NAV_LABEL, _PATH_LABEL),),  # the menu has that name
    "partials/search.html": (
        ('role="dialog">', f'role="dialog" {_SEARCH_LABEL}>'),
        ('name="query"', f'name="query" maxlength="{LONGEST_QUERY}"'),
        # Material writes what is shared into it; the policy knows no such scheme.
        ('href="javascript:void(0)"', 'href="?q="'),
        # Two buttons of a form are no navigation.
        (f'<nav class="md-search__options" {_SEARCH_LABEL}>', '<div class="md-search__options">'),
        ("</nav>", "</div>"),
        ('<div class="md-search__output">', f'<div class="md-search__output"{_KK}>'),
    ),
    # Material asks GitHub how many stars the repository has, which the policy forbids.
    "partials/source.html": ((' data-md-component="source"', ""),),
    "partials/toc-item.html": (
        ('<nav class="md-nav" aria-label="{{ toc_item.title | striptags | e }}">',
         '<div class="md-nav">'),
        ("</nav>", "</div>"),
    ),
    "partials/toc.html": (
        # In the drawer it is a part of the menu, and its title leads back; beside the text it is
        # a landmark, and there is nothing to switch.
        ('<nav class="md-nav md-nav--secondary" aria-label="{{ title | e }}">',
         '{% set tag, label = ("div", "label") if in_menu else ("nav", "div") %}'
         '<{{ tag }} class="md-nav md-nav--secondary"'
         '{% if not in_menu %} aria-label="{{ title | e }}"{% endif %}>'),
        ('<label class="md-nav__title" for="__toc">',
         '<{{ label }} class="md-nav__title"{% if in_menu %} for="__toc"{% endif %}>'),
        ("</label>", "</{{ label }}>"),
        ("</nav>", "</{{ tag }}>"),
    ),
}  # fmt: skip


def patched(name: str, source: str, patches: Sequence[tuple[str, str]]) -> str:
    """A template's source with its patches; ContentError where one does not fit."""
    for old, new in patches:
        before, found, after = source.partition(old)
        if not found:
            raise ContentError(
                [Problem(f"material/{name}", 0, "", f"this no longer stands in it: {old}")]
            )
        source = before + new + after
    return source


class PatchedLoader(jinja2.BaseLoader):
    """The loader of an environment, with corrections."""

    def __init__(self, inner: jinja2.BaseLoader, patches: Patches = PATCHES) -> None:
        self.inner, self.patches = inner, patches

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The template as the inner loader finds it, corrected."""
        source, path, fresh = self.inner.get_source(environment, template)
        return patched(template, source, self.patches.get(template, ())), path, fresh

    def list_templates(self) -> list[str]:
        """The names that the inner loader knows."""
        return self.inner.list_templates()


def apply(environment: jinja2.Environment, patches: Patches = PATCHES) -> None:
    """Correct the templates of an environment; ContentError if one is no longer as known."""
    assert environment.loader
    loader = environment.loader = PatchedLoader(environment.loader, patches)
    for name in patches:
        loader.get_source(environment, name)
