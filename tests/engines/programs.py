"""Firefox and WebKit for the tests of three engines: found, or got where that needs no question.

`python -m tests.engines.programs` is what `make test-engines` runs first. Without them their tests
are skipped, and say why.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
import sys

PACKAGES = {"firefox": ("firefox-esr",), "webkit": ("webkit2gtk-driver", "xvfb")}
HELP = {
    engine: f"{engine} is not on this machine (Debian: apt-get install {' '.join(packages)})"
    for engine, packages in PACKAGES.items()
}
BROWSERS = ("/usr/lib/*/webkit2gtk-4.*/MiniBrowser", "/usr/libexec/webkit2gtk-4.*/MiniBrowser")


def firefox() -> str | None:
    """Path of a Firefox."""
    return shutil.which("firefox-esr") or shutil.which("firefox")


def webkit() -> tuple[str, str] | None:
    """Paths of WebKit's driver and of the browser that it starts."""
    driver = shutil.which("WebKitWebDriver")
    found = [path for pattern in BROWSERS for path in sorted(glob.glob(pattern))]
    return (driver, found[-1]) if driver and found and shutil.which("Xvfb") else None


def missing() -> list[str]:
    """Engines that are not on this machine."""
    return [name for name, found in (("firefox", firefox()), ("webkit", webkit())) if not found]


def main() -> int:
    """Install what is missing, as root on Debian; say what will be skipped."""
    wanted = [package for engine in missing() for package in PACKAGES[engine]]
    if wanted and shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing", *wanted, flush=True)
        for command in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
            subprocess.run(
                ["apt-get", "-q", *command],
                check=False,
                stdout=subprocess.DEVNULL,
                env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
            )
    for engine in missing():
        print(f"{HELP[engine]}: its tests are skipped")
    return 0


if __name__ == "__main__":
    sys.exit(main())
