"""What stopped MkDocs, in one sentence: of any error but its own it shows a traceback."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

LONGEST = 1_000  # letters of a sentence: an error may quote a whole page


def sentence(error: BaseException) -> str:
    """What `error` says, on one line; an error of the code with the place where it arose."""
    if isinstance(error, MkDocsException):
        return error.format_message()
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    said = " ".join(str(error).split())[:LONGEST]
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {said}{where}" if said else f"{type(error).__name__}{where}"
