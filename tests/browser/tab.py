"""A tab that one test after another reads in: a new one costs as much as the page in it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, CDPSession, ConsoleMessage, Error, Page

ABSENT = "zhoq/bet/"  # tests open it on purpose, and the console says that it is not there
# What lasts when the page is left: a tab to which a test has done any of it is closed afterwards,
# unless it can be undone.
OF_PAGE = ("add_init_script", "expose_function")
OF_CONTEXT = (*OF_PAGE, "grant_permissions", "new_page", "on", "route", "set_offline")


def listen(page: Page, address: str, wrong: list[str]) -> None:
    """Note requests to other hosts, errors in scripts, and errors on the console."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.location["url"].endswith(ABSENT):
            wrong.append(message.text)

    page.on("request", lambda r: None if r.url.startswith(address) else wrong.append(r.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", note)


class Tab:
    """The tab: each test that takes it finds it as if it were new."""

    def __init__(self, browser: Browser, address: str) -> None:
        self._browser, self._address = browser, address
        self._page: Page | None = None
        self._devtools: CDPSession | None = None
        self._is_changed = False
        self._undo: list[Callable[[], None]] = []
        self.is_taken = False
        self.wrong: list[str] = []

    def take(self, width: int, scheme: str, motion: str = "no-preference") -> Page:
        """The tab, on no page of the site, until it is given back."""
        self.is_taken = True
        page = self._page = self._page or self._open()
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion=motion)  # type: ignore[arg-type]
        return page

    def give_back(self) -> None:
        """Leave the page and forget what it stored."""
        if not self.is_taken or self._page is None:
            return
        self.is_taken = False
        if self._is_changed or len(self._page.context.pages) > 1:
            self.close()
        else:
            self._forget(self._page)
        self.wrong.clear()

    def _forget(self, page: Page) -> None:
        try:
            while self._undo:
                self._undo.pop()()
            page.evaluate("() => { if (origin !== 'null') sessionStorage.clear() }")
            page.goto("about:blank")
            assert self._devtools
            origin = self._address.removesuffix("/")
            what = {"origin": origin, "storageTypes": "local_storage"}
            self._devtools.send("Storage.clearDataForOrigin", what)
        except Error:  # of a tab that has crashed, or hangs
            self.close()

    def close(self) -> None:
        if self._page is not None:
            self._page.context.close()
        self._page = None

    def _open(self) -> Page:
        context = self._browser.new_context(service_workers="block")
        page = context.new_page()
        self._devtools = context.new_cdp_session(page)
        listen(page, self._address, self.wrong)
        for holder, names in ((page, OF_PAGE), (context, OF_CONTEXT)):
            for name in names:
                setattr(holder, name, self._noting(getattr(holder, name)))
        setattr(page, "on", self._removing(page, page.on))  # noqa: B010 # or mypy objects
        setattr(page, "route", self._unrouting(page, page.route))  # noqa: B010
        setattr(context, "new_cdp_session", self._detaching(context.new_cdp_session))  # noqa: B010
        self._is_changed = False
        self._undo.clear()
        return page

    def _removing(self, page: Page, on: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(on)
        def listening(event: Any, handler: Callable[..., Any]) -> None:
            on(event, handler)
            self._undo.append(lambda: page.remove_listener(event, handler))

        return listening

    def _unrouting(self, page: Page, route: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(route)
        def routing(*arguments: Any, **options: Any) -> Any:
            self._undo.append(lambda: page.unroute_all(behavior="ignoreErrors"))
            return route(*arguments, **options)

        return routing

    def _detaching(self, attach: Callable[..., CDPSession]) -> Callable[..., CDPSession]:
        @functools.wraps(attach)
        def attached(*arguments: Any, **options: Any) -> CDPSession:
            session = attach(*arguments, **options)
            self._undo.append(session.detach)
            return session

        return attached

    def _noting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def noted(*arguments: Any, **options: Any) -> Any:
            self._is_changed = True
            return method(*arguments, **options)

        return noted
