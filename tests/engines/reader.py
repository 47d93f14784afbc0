"""A reader's browser, the same over three engines: where it goes, what it shows and complains of.

Chromium is driven by Playwright, Firefox and WebKit by WebDriver. What is looked for and waited for
is asked of the page by the same scripts in each.
"""

from __future__ import annotations

import os
import select
import shutil
import socket
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.engines.webdriver import PATIENCE, Http, Marionette

WAIT = 20_000  # ms until what is waited for must have come: a loaded machine is no failure

# The first element that is seen, fits a selector and holds a text; its middle once it lies still.
FIND = """async (selector, text, wait, scroll) => {
  const plain = text => text.replace(/\\s+/g, " ")
  const seen = one =>
    one.getClientRects().length && one.checkVisibility({ visibilityProperty: true })
  const find = () => [...document.querySelectorAll(selector)].find(one =>
    seen(one) && plain(one.innerText || one.value || one.textContent).includes(plain(text)))
  const frame = () => new Promise(done => setTimeout(done, 50))
  for (const until = Date.now() + wait; Date.now() < until; await frame()) {
    const found = find()
    if (!found) continue
    if (!scroll) return { text: found.innerText }
    const box = () => [...found.getClientRects()].find(one => one.width && one.height)
    const before = box()
    await frame()
    const { left, top, width, height } = box() ?? {}
    if (!before || left !== before.left || top !== before.top) continue
    const x = Math.round(left + width / 2), y = Math.round(top + height / 2)
    if (found.contains(document.elementFromPoint(x, y))) return { x, y }
    found.scrollIntoView({ block: "center", behavior: "instant" })
  }
  return null
}"""

UNTIL = """async (condition, given, wait) => {
  for (const until = Date.now() + wait; Date.now() < until;) {
    const come = await condition(...given)
    if (come) return come
    await new Promise(done => setTimeout(done, 50))
  }
  return null
}"""


class Reader(ABC):
    """One browser with one page; `address` is where the site is."""

    engine: str

    def __init__(self, address: str) -> None:
        self.address = address

    @abstractmethod
    def goto(self, path: str) -> None:
        """Open a page of the site and wait until it has loaded."""

    @abstractmethod
    def reload(self) -> None:
        """Load the page again."""

    @abstractmethod
    def back(self) -> None:
        """Go back in the history."""

    @abstractmethod
    def run(self, function: str, *given: object) -> Any:
        """Call a JavaScript function, which may be asynchronous, on the page."""

    @abstractmethod
    def resize(self, width: int, height: int = 800) -> None:
        """Give the page another size, or the nearest that a window of the browser can have."""

    @abstractmethod
    def type(self, text: str) -> None:
        """Type where the focus is."""

    @abstractmethod
    def press(self, key: str) -> None:
        """Press a key by its name: Enter, Escape, ArrowDown."""

    @abstractmethod
    def messages(self) -> list[str]:
        """What the browser has complained of since the last call."""

    @abstractmethod
    def _point(self, x: int, y: int, press: bool) -> None:
        """Move the mouse; press its button."""

    def click(self, selector: str, text: str = "") -> None:
        """Click on the first element that is seen, fits a selector and holds a text."""
        self._at(selector, text, press=True)

    def hover(self, selector: str, text: str = "") -> None:
        """Move the mouse over it."""
        self._at(selector, text, press=False)

    def text(self, selector: str, text: str = "") -> str:
        """Wait for such an element; what it says."""
        found = self.run(FIND, selector, text, WAIT, False)
        assert found, f"{self.engine}: {selector} with «{text}» is not seen on {self.url}"
        return str(found["text"])

    def until(self, condition: str, *given: object) -> Any:
        """Wait until a JavaScript function gives something; what it gives."""
        come = self.run(f"(given, wait) => ({UNTIL})(({condition}), given, wait)", [*given], WAIT)
        assert come, f"{self.engine}: {condition} {given} does not come on {self.url}"
        return come

    @property
    def url(self) -> str:
        """The address of the page below that of the site."""
        return str(self.run("() => location.href")).removeprefix(self.address)

    def arrive(self, path: str) -> None:
        """Wait until the page has this address."""
        self.until("path => location.href === path && document.readyState === 'complete'",
                   self.address + path)  # fmt: skip

    def ready(self) -> None:
        """Move as a reader does, and wait for the scripts that come then."""
        for turn in range(200):  # who listens comes after the first view
            self._point(1 + turn % 2, 1, press=False)
            if self.run("wait => new Promise(done => setTimeout(done, wait))"
                        ".then(() => !!document.querySelector("
                        "'script[data-integrity]:not([data-later])'))", 20):  # fmt: skip
                break
        self.until(
            """() => performance.getEntriesByType("resource")
                 .some(one => one.name.endsWith("/sitemap.xml"))"""
        )

    def _at(self, selector: str, text: str, *, press: bool) -> None:
        place = self.run(FIND, selector, text, WAIT, True)
        assert place, f"{self.engine}: {selector} with «{text}» cannot be reached on {self.url}"
        self._point(place["x"], place["y"], press)


class Chromium(Reader):
    """Driven by Playwright."""

    engine = "chromium"

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(address)
        self._context = browser.new_context(viewport={"width": 1280, "height": 800})
        self._page = self._context.new_page()
        self._said: list[str] = []
        self._page.on("pageerror", lambda error: self._said.append(str(error)))
        self._page.on(
            "console",
            lambda said: (
                self._said.append(f"{said.type}: {said.text} {said.location['url']}")
                if said.type in {"error", "warning"}
                else None
            ),
        )

    def goto(self, path: str) -> None:
        self._page.goto(self.address + path)

    def reload(self) -> None:
        self._page.reload()

    def back(self) -> None:
        self._page.go_back()

    def run(self, function: str, *given: object) -> Any:
        return self._page.evaluate(f"given => ({function})(...given)", [*given])

    def resize(self, width: int, height: int = 800) -> None:
        self._page.set_viewport_size({"width": width, "height": height})

    def type(self, text: str) -> None:
        self._page.keyboard.type(text)

    def press(self, key: str) -> None:
        self._page.keyboard.press(key)

    def messages(self) -> list[str]:
        said, self._said = self._said, []
        return said

    def _point(self, x: int, y: int, press: bool) -> None:
        self._page.mouse.move(x, y)
        if press:
            self._page.mouse.click(x, y)

    def close(self) -> None:
        """Forget all of the reader."""
        self._context.close()


KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Escape": "\ue00c",
    "End": "\ue010",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}


class WebDriver(Reader):
    """Driven by the commands of the standard."""

    _driver: Marionette | Http

    def goto(self, path: str) -> None:
        self._driver.send("Navigate", url=self.address + path)

    def reload(self) -> None:
        self._driver.send("Refresh")

    def back(self) -> None:
        self._driver.send("Back")

    def run(self, function: str, *given: object) -> Any:
        script = f"return ({function})(...arguments)"
        return self._driver.send("ExecuteScript", script=script, args=[*given])

    def type(self, text: str) -> None:
        self._keys(text)

    def press(self, key: str) -> None:
        self._keys(KEYS.get(key, key))

    def _keys(self, text: str) -> None:
        steps = [{"type": kind, "value": sign} for sign in text for kind in ("keyDown", "keyUp")]
        self._driver.send("PerformActions", actions=[{"type": "key", "id": "k", "actions": steps}])

    def _point(self, x: int, y: int, press: bool) -> None:
        steps: list[dict[str, object]] = [{"type": "pointerMove", "duration": 0, "x": x, "y": y}]
        if press:
            steps += [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._driver.send(
            "PerformActions",
            actions=[{"type": "pointer", "id": "m", "parameters": {"pointerType": "mouse"},
                      "actions": steps}],
        )  # fmt: skip


class Firefox(WebDriver):
    """Firefox with a new profile; its parts tell what its console holds."""

    engine = "firefox"
    PREFERENCES = {  # noqa: RUF012
        "marionette.port": 0,
        "network.prefetch-next": True,  # as readers have it: it fetches ahead what a page names
        "app.normandy.enabled": False,
        "app.update.auto": False,
        "browser.shell.checkDefaultBrowser": False,
        "datareporting.policy.dataSubmissionEnabled": False,
        "extensions.getAddons.cache.enabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "services.settings.server": "data:,",
    }
    # Of pages alone: the browser's own parts complain of a closed network.
    CONSOLE = """
      const page = name => /^(https?|file|data|blob):/.test(name ?? "")
      const said = Services.console.getMessageArray().flatMap(one => {
        if (!(one instanceof Ci.nsIScriptError)) return []
        return page(one.sourceName) || one.innerWindowID && !one.sourceName
          ? [`${one.category}: ${one.errorMessage} ${one.sourceName}`] : []
      })
      const store = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage)
      for (const one of store.getEvents())
        if (["error", "warn"].includes(one.level) && page(one.filename))
          said.push(`${one.level}: ${one.arguments.join(" ")} ${one.filename}`)
      Services.console.reset()
      store.clearEvents()
      return said
    """
    FORGET = """
      return new Promise(done => Services.clearData.deleteData(
        Ci.nsIClearDataService.CLEAR_ALL, { onDataDeleted: () => done(true) }))
    """

    def __init__(self, program: str, address: str) -> None:
        super().__init__(address)
        self._ends = ExitStack()
        profile = Path(self._ends.enter_context(tempfile.TemporaryDirectory(prefix="firefox-")))
        told = [
            f'user_pref("{name}", {str(value).lower() if isinstance(value, bool) else value!r});\n'
            for name, value in self.PREFERENCES.items()
        ]
        (profile / "user.js").write_text("".join(told).replace("'", '"'), encoding="utf-8")
        self._ends.enter_context(
            running(
                [program, "--headless", "--no-remote", "--marionette",
                 "-remote-allow-system-access", "--profile", str(profile)],
            )
        )  # fmt: skip
        port = profile / "MarionetteActivePort"
        until = time.monotonic() + PATIENCE
        while not port.is_file() or not port.read_text():
            assert time.monotonic() < until, "Firefox does not start"
            time.sleep(0.1)
        self._driver: Marionette = Marionette(int(port.read_text()))
        self._ends.callback(self._driver.close)
        self.resize(1280)

    def resize(self, width: int, height: int = 800) -> None:
        # A window of its own is never narrower than 500 pixels.
        self._driver.send("SetWindowRect", width=1400, height=1000)
        self._driver.privileged(
            f"""const {"{ style }"} = gBrowser.selectedBrowser
                style.flex = "none"
                style.width = "{width}px"
                style.height = "{height}px" """
        )
        self.until("width => innerWidth === width", width)

    def messages(self) -> list[str]:
        return list(self._driver.privileged(self.CONSOLE))

    def forget(self) -> None:
        """Forget all that a site has left."""
        self._driver.send("Navigate", url="about:blank")
        self._driver.privileged(self.FORGET)
        self.messages()
        self.resize(1280)

    def close(self) -> None:
        """End the browser."""
        self._ends.close()


class WebKit(WebDriver):
    """WebKitGTK's MiniBrowser with a session of its own, on a screen that nobody sees.

    A browser that is driven keeps its console to itself: scripts on the page listen.
    """

    engine = "webkit"
    LISTEN = """() => {
      if (window.__said) return
      window.__said = []
      const note = (...said) => __said.push(said.join(" "))
      addEventListener("error", event => note(event.message, event.filename), true)
      addEventListener("unhandledrejection", event => note(event.reason))
      document.addEventListener("securitypolicyviolation", event =>
        note("policy:", event.violatedDirective, event.blockedURI))
      for (const level of ["error", "warn"]) {
        const before = console[level]
        console[level] = (...said) => (note(level, ...said), before.apply(console, said))
      }
    }"""

    def __init__(self, program: str, browser: str, address: str) -> None:
        super().__init__(address)
        self._ends = ExitStack()
        screen = self._ends.enter_context(display())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port: int = free.getsockname()[1]
        self._ends.enter_context(running([program, f"--port={port}"], **screen))
        options = {"binary": browser, "args": ["--automation"]}
        self._driver: Http = Http(port, {"webkitgtk:browserOptions": options})
        self._ends.callback(self._driver.close)
        self._said: list[str] = []
        self.resize(1280)

    def goto(self, path: str) -> None:
        self._keep()
        super().goto(path)
        super().run(self.LISTEN)

    def reload(self) -> None:
        self._keep()
        super().reload()
        super().run(self.LISTEN)

    def _keep(self) -> None:
        self._said += super().run("() => (window.__said ?? []).splice(0)")

    def resize(self, width: int, height: int = 800) -> None:
        self._driver.send("SetWindowRect", width=width, height=height)

    def messages(self) -> list[str]:
        self._keep()
        said, self._said = self._said, []
        return said

    def close(self) -> None:
        """End the browser."""
        self._ends.close()


@contextmanager
def running(command: list[str], **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program until the end of the block; what it prints is nobody's."""
    process = subprocess.Popen(
        command,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """A screen that nobody sees: what a program needs in its environment to be shown on it."""
    program = shutil.which("Xvfb")
    assert program, "Xvfb is not on this machine"
    reads, writes = os.pipe()
    process = subprocess.Popen(
        [program, "-displayfd", str(writes), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    try:
        with os.fdopen(reads) as told:
            number = told.readline().strip()
        yield {"DISPLAY": f":{number}", "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)


def console_of_webkit(browser: str, url: str, last: str) -> list[str]:
    """What WebKit's console says of a page, up to a word that the page itself says at its end.

    One that is driven says nothing; this one nobody drives.
    """
    with display() as screen:
        process = subprocess.Popen(
            [browser, "--enable-write-console-messages-to-stdout=true", url],
            env=os.environ | screen,
            stderr=subprocess.PIPE,
        )
        assert process.stderr
        said = b""
        until = time.monotonic() + 3 * PATIENCE
        while last.encode() not in said and time.monotonic() < until:
            if select.select([process.stderr], [], [], 1)[0]:
                said += os.read(process.stderr.fileno(), 1 << 16)
        process.terminate()
        process.wait(timeout=PATIENCE)
    return [line for line in said.decode().splitlines() if "CONSOLE" in line]
