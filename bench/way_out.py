"""Build the site with ProperDocs, a fork of MkDocs 1.x, and compare: the nearest way out.

The one package of requirements/wayout.txt goes into a folder of its own in .cache/; the others
are those of the site.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGES = ROOT / ".cache/wayout"
_GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')


def install() -> str:
    """Put ProperDocs into its folder; why it cannot be had, if so."""
    pins = ROOT / "requirements/wayout.txt"
    if (PACKAGES / "properdocs").is_dir():
        return ""
    done = subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes",
         "--disable-pip-version-check", "--target", PACKAGES, "-r", pins],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stderr.strip()[-500:] if done.returncode else ""


def differences(project: Path, folder: Path) -> list[str]:
    """Files that the two builders write differently, apart from the name of the generator."""
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1700000000"}
    sites = {"mkdocs": folder / "mkdocs", "properdocs": folder / "properdocs"}
    for builder, site in sites.items():
        path = os.pathsep.join(filter(None, (str(PACKAGES), os.environ.get("PYTHONPATH"))))
        done = subprocess.run(
            [sys.executable, "-m", builder, "build", "--strict", "-f", "mkdocs.yml", "-d", site],
            cwd=project,
            env=environment | {"PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{builder}: {done.stderr[-2000:]}"
    first, second = (_files(site) for site in sites.values())
    return sorted(name for name in first | second if first.get(name) != second.get(name))


def _files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): _GENERATOR.sub(b"", path.read_bytes())
        for path in site.rglob("*")
        if path.is_file() and path.suffix != ".gz"  # of the sitemap, which is compared unpacked
    }


def main() -> None:
    """Install, build with both, print what differs."""
    if why := install():
        sys.exit(f"ProperDocs cannot be installed: {why}")
    with tempfile.TemporaryDirectory() as folder:
        found = differences(ROOT, Path(folder))
    print("\n".join(found) or "ProperDocs writes the same site to the byte, its own name apart")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()
