"""List the functions of the notation: `make notation`."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..macros import MACROS, arguments


def main(write: Callable[[str], object] = sys.stdout.write) -> None:
    """Print each function with its arguments and its documentation."""
    for name, macro in MACROS.items():
        write(f"{name}({arguments.shape(macro.function)})\n")
        lines = macro.documentation.splitlines()
        write("".join(f"    {line}".rstrip() + "\n" for line in lines) + "\n")


if __name__ == "__main__":
    main()
