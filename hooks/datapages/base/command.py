"""A command of the Makefile, as its user meets it: whatever stops it is told in one sentence."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from io import TextIOWrapper
from typing import Any

from .diagnostics import ContentError

# What the world does to a command, or the files and arguments that it was given.
EXPECTED = (OSError, ValueError, ContentError, RuntimeError, RecursionError)


def run(name: str, main: Callable[..., int | None], *arguments: str) -> int:
    """Run `main` and tell how it ended, as the number of the exit.

    A reader that has read enough (`… | head -1`) is no fault. A sign that the terminal does not
    have is written as its number.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        inspect.signature(main).bind(*arguments)
    except TypeError:
        return _say(f"usage: {name} {_usage(main)}".rstrip())
    try:
        code = main(*arguments) or 0
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        _close()
        return 0
    except EXPECTED as error:
        _close()
        return _say(str(error) if isinstance(error, ContentError) else f"{name}: {sentence(error)}")
    return code


def sentence(error: BaseException) -> str:
    """What an error says, on one line."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    if isinstance(error, RecursionError):
        return "the input is nested too deep"
    return " ".join(str(error).split())


def _usage(main: Callable[..., Any]) -> str:
    given = inspect.signature(main).parameters.values()
    return " ".join(
        f"[{one.name.upper()} …]"
        if one.kind is one.VAR_POSITIONAL
        else one.name.upper()
        if one.default is one.empty
        else f"[{one.name.upper()}]"
        for one in given
    )


def _say(text: str) -> int:
    if sys.stderr is not None:
        print(text, file=sys.stderr)
    return 1


def _close() -> None:
    """Let what Python writes at its end go nowhere: there, nothing can be written."""
    if isinstance(sys.stdout, TextIOWrapper):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
