"""The last stages: pages that know each other, and the folder that is built of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from ..base.diagnostics import ContentError, Problem
from ..exports import feed
from ..extensions import stemming
from ..graphics import standalone_svg
from ..language import formats
from ..language.alphabet import slug
from ..linking import metadata, page_head, section_ends
from ..linking.rendered_page import RenderedPage
from ..output import bundles, csp, host_headers, script_texts, service_worker
from ..output.folder import BuiltFolder
from ..search import documents, index
from ..views import cite_formats
from ..views.cite_formats import Work

if TYPE_CHECKING:
    from .model import Model


@dataclass(frozen=True)
class Linked:
    """All pages by path under docs/, the files that follow from them, how each is cited."""

    model: Model
    pages: Mapping[str, RenderedPage]
    files: Mapping[str, str | bytes]
    works: Mapping[str, Work]  # by path under docs/
    sources: RenderedPage | None  # the page of the bibliography

    @classmethod
    def of(
        cls,
        model: Model,
        menu: Iterable[str],
        pages: list[RenderedPage],
        group: Callable[[str], str],
        sources: RenderedPage | None,
    ) -> Linked:
        """The pages in the order of the menu.

        `group` names the part of the site of each, `sources` is the page of the bibliography.
        """
        settings = model.settings
        files: dict[str, str | bytes] = {}
        files |= model.addresses.redirect_pages(pages, model.templates, settings.url)
        files |= _news(model, menu, pages, group)
        for page in pages:
            drawn = {
                f"{stem}{kind}": content
                for stem, drawing in page.drawings.items()
                for kind, content in drawing.result().items()
            }
            for name, content in {**page.files, **drawn}.items():
                if files.setdefault(name, content) != content:
                    message = f"two different files are called {name}"
                    raise ContentError([Problem(f"docs/{page.path}", 0, "", message)])
        works = {page.path: _work(model, page) for page in pages}
        for page in pages:
            files |= {
                cite_formats.file_name(page.page, end): form(works[page.path]) + "\n"
                for end, form in cite_formats.FILES.items()
            }
        return cls(model, {page.path: page for page in pages}, files, works, sources)

    def notes(self) -> Iterator[str]:
        """What the one who builds may want to know."""
        model = self.model
        if model.catalogue.glossary and model.finder.stem is stemming.identity_stem:
            yield "no stemmer: terms are marked where they stand uninflected"
        known = model.addresses.ledger.pages
        if known and (unknown := model.addresses.unknown([*self.pages.values()])):
            yield f"{len(unknown)} addresses are not in the ledger yet: run `make ledger`"

    def head(self, path: str, trail: Iterable[tuple[str, str]], feed: str) -> str:
        """What machines read in a page's head.

        `trail` has titles and addresses of what stands between the home page and this one, `feed`
        is the address of the feed as seen from here.
        """
        page, settings, data = self.pages[path], self.model.settings, self.model.catalogue
        work = self.works[path]
        facts = metadata.PageFacts(
            work=work,
            path=path,
            description=page.description,
            origin=page.origin,
            trail=((settings.name, settings.url), *trail, (page.title, work.url)),
            picture=f"{settings.url}{page.card or 'assets/site.png'}",
            pictured=page.title if page.card else settings.name,
            downloads=page.downloads,
            alternates=self._alternates(page),
        )
        return self.model.templates.get_template("head.html").render(
            facts=facts,
            linked_data=metadata.linked_data(facts, data),
            feed=feed if data.changes and settings.url else "",
        )

    def _alternates(self, page: RenderedPage) -> tuple[tuple[str, str], ...]:
        """The home page and those that stand for it in other languages, as each of them names."""
        others = [one for one in self.pages.values() if one.language != "kk"]
        home = next((one for one in self.pages.values() if one.page == "/"), None)
        if home is None or page not in (home, *others) or not (others and self.model.settings.url):
            return ()
        listed = [(one.language, self.works[one.path].url) for one in (home, *others)]
        return (*listed, ("x-default", self.works[home.path].url))

    def facts(self, path: str) -> page_head.Facts | None:
        """What the head of a chapter tells of it; None for other pages."""
        page = self.pages[path]
        if not page.origin:
            return None
        cited = section_ends.cited(page, self.sources.page) if self.sources else []
        day = formats.day(self.model.day)
        return page_head.Facts(page_head.minutes(page.html), len(cited), day)

    def pdf(self, path: str) -> page_head.Paper | None:
        """The PDF of a page, where there is one."""
        item = self.model.shelf.of_page(self.pages[path].page.removeprefix("/"))
        return page_head.Paper(item.path, formats.megabytes(item.size)) if item else None

    def serve(self, folder: Path) -> None:
        """The little that pages need while they are written: the texts of their scripts."""
        script_texts.fill_folder(folder)

    def complete(self, folder: Path) -> None:
        """All pages are written: what needs all of them, in the order of what it needs.

        The search made Kazakh, styles and scripts joined, the policy put into each page; then
        hosts are told their headers, and the service worker what to keep.
        """
        settings, cache = self.model.settings, self.model.settings.cache
        site = BuiltFolder.read(folder)
        renamed = index.add(site, self._content(), cache / "search")
        script_texts.fill(site)
        base = urlsplit(settings.url or "/").path
        known = settings.assets | {index.PAGE_SCRIPT}
        bundles.join(site, known, base, renamed, cache / "styles")
        policy = csp.apply(site)
        service_worker.fill(site)
        downloads = settings.options.get("downloads") or {}
        styles = [standalone_svg.style(), standalone_svg.FRAME]
        host_headers.add(site, policy, styles, downloads.get("frames", ""))
        site.save()

    def _content(self) -> index.Content:
        """What the search is made of."""
        urls = {path: page.page.removeprefix("/") for path, page in self.pages.items()}
        found = (
            documents.Page(
                path=path,
                url=urls[path],
                title=page.title,
                html=page.html,
                options=page.meta.get("search") or {},
                is_chapter=page.origin is not None,
                rows=page.rows,
                language=page.language,
                description=page.meta.get("description") or "",
            )
            for path, page in self.pages.items()
        )
        sources_page = self.sources.path if self.sources else ""
        return index.content(found, self.model.tree, sources_page, lambda path: urls.get(path, ""))

    def write_ledger(self) -> None:
        """The build has succeeded: enter its addresses into the ledger, if that was asked for."""
        if self.model.settings.options.get("ledger") == "write":
            self.model.addresses.write([*self.pages.values()])


def _news(
    model: Model, menu: Iterable[str], pages: list[RenderedPage], group: Callable[[str], str]
) -> dict[str, str]:
    """The feed and llms.txt."""
    settings = model.settings
    listed, groups = {}, dict[str, list[feed.Listed]]()
    position = {path: number for number, path in enumerate(menu)}
    for page in sorted(pages, key=lambda page: position.get(page.path, len(position))):
        listed[page.path] = feed.Listed(page.title, _url(model, page), page.description)
        if not page.generated:
            groups.setdefault(group(page.path), []).append(listed[page.path])
    home = next((page for page in pages if page.page == "/"), None)
    whole = feed.Listed(settings.name, settings.url, home.description if home else "")
    files = {feed.LLMS: feed.llms(whole, groups)}
    if (changes := model.catalogue.changes) and settings.url:
        urls = {path: one.url for path, one in listed.items()}
        files[feed.FEED] = feed.feed(model.templates, changes, whole, urls)
    return files


def _url(model: Model, page: RenderedPage) -> str:
    return model.settings.url.rstrip("/") + page.page


def _work(model: Model, page: RenderedPage) -> Work:
    site = slug(model.settings.name).partition("-")[0]  # a key begins with a letter
    return Work(
        key="-".join((site, page.page.strip("/").replace("/", "-") or "basty-bet")),
        title=page.title,
        site=model.settings.name,
        url=_url(model, page),
        day=model.day,
        author=model.settings.author,
        language=page.language,
    )
