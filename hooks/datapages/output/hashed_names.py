"""Files whose names tell their content."""

from __future__ import annotations

import hashlib
from pathlib import Path


def named(path: str, content: str) -> str:
    """The path with a fingerprint of the content: «a/site.css» → «a/site.1a2b3c4d.css»."""
    stem, suffix = path.rsplit(".", 1)
    return f"{stem}.{hashlib.sha256(content.encode()).hexdigest()[:8]}.{suffix}"


def put(site: Path, path: str, content: str) -> str:
    """Write a file under its fingerprinted name; gives the name."""
    name = named(path, content)
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    (site / name).write_text(content, encoding="utf-8")
    return name
