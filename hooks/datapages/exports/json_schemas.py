"""JSON Schemas of data/, written from the records (`make schemas`)."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..base import command, source_files
from ..model.kinds import KINDS

FOLDER = "schemas"  # where the site publishes them


def names() -> tuple[str, ...]:
    """File names of the schemas, which cost nothing."""
    return tuple(f"{kind.name}.schema.json" for kind in KINDS)


@cache
def schemas() -> Mapping[str, str]:
    """File name → text of each schema; a server asks for them with each build."""
    return MappingProxyType(
        {
            name: json.dumps(
                {"$schema": "https://json-schema.org/draft/2020-12/schema"}
                | kind.record.model_json_schema(),
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
            for kind, name in zip(KINDS, names(), strict=True)
        }
    )


def main(folder: str) -> None:
    """Write every schema into `folder`."""
    for name, text in schemas().items():
        source_files.write_whole(Path(folder, name), text.encode())


if __name__ == "__main__":
    sys.exit(command.run("json_schemas", main, *sys.argv[1:]))
