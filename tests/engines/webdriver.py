"""W3C WebDriver, as Firefox speaks it (Marionette, a socket) and WebKit (HTTP): ten commands."""

from __future__ import annotations

import json
import socket
import time
import urllib.error
import urllib.request
from typing import Any, Protocol

PATHS = {
    "Navigate": "url",
    "Back": "back",
    "Refresh": "refresh",
    "ExecuteScript": "execute/sync",
    "PerformActions": "actions",
    "SetTimeouts": "timeouts",
    "SetWindowRect": "window/rect",
}
PATIENCE = 60.0  # seconds until a browser must have started or answered


class WebDriverError(RuntimeError):
    """What a browser answered in place of a result."""


class Connection(Protocol):
    """Sends a command of the standard with its parameters; gives the value that is answered."""

    def send(self, command: str, **parameters: object) -> Any:
        """WebDriverError where the browser refuses."""

    def close(self) -> None:
        """End the session."""


class Marionette:
    """Firefox's own: each message is JSON after its length."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._read = b""
        self._last = 0
        self._receive()  # its greeting
        self._command("WebDriver:NewSession", {})

    def send(self, command: str, **parameters: object) -> Any:
        return self._command(f"WebDriver:{command}", parameters)

    def privileged(self, script: str) -> Any:
        """Run a script as a part of the browser itself."""
        self._command("Marionette:SetContext", {"value": "chrome"})
        try:
            return self.send("ExecuteScript", script=script, args=[])
        finally:
            self._command("Marionette:SetContext", {"value": "content"})

    def close(self) -> None:
        self._socket.close()

    def _command(self, name: str, parameters: dict[str, object]) -> Any:
        self._last += 1
        message = json.dumps([0, self._last, name, parameters]).encode()
        self._socket.sendall(b"%d:%s" % (len(message), message))
        _, number, error, result = self._receive()
        assert number == self._last
        if error:
            raise WebDriverError(f"{error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result

    def _receive(self) -> Any:
        while b":" not in self._read:
            self._more()
        length, _, self._read = self._read.partition(b":")
        while len(self._read) < int(length):
            self._more()
        message, self._read = self._read[: int(length)], self._read[int(length) :]
        return json.loads(message)

    def _more(self) -> None:
        got = self._socket.recv(1 << 16)
        if not got:
            raise WebDriverError("Firefox has ended")
        self._read += got


class Http:
    """A driver that listens on a port, with one session."""

    def __init__(self, port: int, capabilities: dict[str, object]) -> None:
        self._base = f"http://127.0.0.1:{port}/session"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                asked = {"capabilities": {"alwaysMatch": capabilities}}
                answer = self._ask("POST", self._base, asked)
                break
            except ConnectionError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
        self._session = f"{self._base}/{answer['sessionId']}"

    def send(self, command: str, **parameters: object) -> Any:
        return self._ask("POST", f"{self._session}/{PATHS[command]}", parameters)

    def close(self) -> None:
        self._ask("DELETE", self._session, None)

    def _ask(self, method: str, url: str, body: object) -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = urllib.request.Request(url, data, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:  # noqa: S310
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            said = json.load(error)["value"]
            raise WebDriverError(f"{said['error']}: {said['message']}") from None
        except urllib.error.URLError as error:
            raise ConnectionError(str(error.reason)) from None
