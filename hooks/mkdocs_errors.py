"""What stopped MkDocs, in one sentence: of any error but its own it shows a traceback."""

from __future__ import annotations

import io
import logging
import shutil
import traceback
from pathlib import Path

from jinja2 import TemplateSyntaxError
from mkdocs.exceptions import MkDocsException

LONGEST = 1_000  # letters of a sentence: an error may quote a whole page


def sentence(error: BaseException) -> str:
    """What `error` says, on one line; an error of the code with the place where it arose."""
    if isinstance(error, MkDocsException):
        return error.format_message()
    if isinstance(error, shutil.Error) and isinstance(error.args[0], list):
        return str(error.args[0][0][-1])  # the first of the files that could not be copied
    if isinstance(error, OSError) and error.errno:
        # Of two, as of a file that is copied, the first is the one that was read.
        name = error.filename2 or _written(error) or error.filename
        return f"{name}: {error.strerror}" if name else str(error.strerror)
    if isinstance(error, TemplateSyntaxError):
        return f"{error.filename or error.name}:{error.lineno}: {error.message}"
    if isinstance(error, UnicodeDecodeError) and (template := _template(error)):
        return f"{template}: not UTF-8"
    message = " ".join(str(error).split())[:LONGEST]
    frames = traceback.extract_tb(error.__traceback__)
    where = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return (
        f"{type(error).__name__}: {message}{where}" if message else f"{type(error).__name__}{where}"
    )


class WithoutFrames(logging.Filter):
    """Leaves what happened of a message that holds a traceback, as of an extension."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the message; all are let through."""
        message = record.getMessage()
        if '\n  File "' in message:
            lines = (line for line in message.splitlines() if line.strip() and line[0] != " ")
            record.msg, record.args = " ".join(lines), ()
        return True


def _written(error: OSError) -> str:
    """The file that was open for writing; a full disk does not say which it was."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    named = [
        one.name
        for frame in frames
        for one in frame.f_locals.values()
        if isinstance(one, io.BufferedWriter | io.TextIOWrapper) and "r" not in one.mode
    ]
    return str(named[-1]) if named else ""


def _template(error: UnicodeDecodeError) -> str:
    """The template that Jinja was reading; empty if it was none."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    read = [frame.f_locals for frame in frames if frame.f_code.co_name == "get_source"]
    return str(read[-1].get("filename") or read[-1].get("template") or "") if read else ""
