"""List the functions of the notation: `make notation`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..base import command
from ..macros import MACROS, arguments


def main(write: Callable[[str], object] | None = None) -> None:
    """Print each function with its arguments and its documentation."""
    write = write or sys.stdout.write
    for name, macro in MACROS.items():
        write(f"{name}({arguments.shape(macro.function)})\n")
        lines = macro.documentation.splitlines()
        write("".join(f"    {line}".rstrip() + "\n" for line in lines) + "\n")


if __name__ == "__main__":
    sys.exit(command.run("notation", main))
