"""MkDocs' command, most pictures of points left blank: `python -m tests.draft build …`.

Without a cache they take more than half of the time of a build, and the processes that draw them
much of the rest; on no page is one shown. Here the first of each kind is drawn, in this process,
and the others are as large and of one colour. What is drawn of lines is all there.

DRAFT=blank leaves all of them blank, and the workbooks empty.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest import mock

if TYPE_CHECKING:
    from datapages.graphics.studio import Files

Kind = tuple[float, frozenset[str]]  # scale and elements
_ELEMENT = re.compile(r"<(\w+)")
_SIZE = re.compile(r' width="([\d.]+)" height="([\d.]+)"')


class Here:
    """Draws pictures in this process: it costs less than to start others for a few.

    Each is drawn when it is asked for, so that a build that is refused draws none.
    """

    def submit(self, draw: Callable[..., Files], *given: Any) -> Future[Files]:
        """The picture, when it is asked for."""
        drawing: Future[Files] = Future()
        told = drawing.result

        def result(timeout: float | None = None) -> Files:
            if not drawing.done():
                drawing.set_result(draw(*given))
            return told(timeout)

        setattr(drawing, "result", result)  # noqa: B010 # or mypy objects
        return drawing


def kind(svg: str, scale: float) -> Kind:
    """What has to be drawn: the elements of a picture, without those around it."""
    return scale, frozenset(_ELEMENT.findall(svg.partition("chart__picture")[2]))


def blank(svg: str, scale: float) -> bytes:
    """A picture of one colour, as large as the one that is asked for."""
    from PIL import Image

    size = _SIZE.search(svg)
    assert size, "standalone_svg writes it"
    wide, high = (round(float(side) * scale) for side in size.groups())
    made = io.BytesIO()
    Image.new("1", (wide, high), 1).save(made, "PNG")
    return made.getvalue()


def leave_out(kinds: dict[Kind, str] | None) -> None:
    """Leave pictures blank: those of kinds of which another was drawn, all where none is to be.

    They are kept under other names than those that are drawn, and pages with them apart.
    """
    from datapages.build import page_cache
    from datapages.graphics import raster, studio

    png, version, code = raster.png, studio._code_version, page_cache._code

    def first_of_a_kind(svg: str, scale: float) -> bytes:
        if kinds is None or kinds.setdefault(kind(svg, scale), svg) != svg:
            return blank(svg, scale)
        return png(svg, scale)  # once more where it stands on two pages

    mode = "blank" if kinds is None else "sampled"
    raster.png = first_of_a_kind
    studio._code_version = lambda: (*version(), mode)  # type: ignore[assignment]
    studio._pool = Here  # type: ignore[assignment]
    page_cache._code = lambda: mode.encode() + code()  # type: ignore[assignment]


@contextmanager
def blanks() -> Iterator[None]:
    """Leave the pictures of builds in this process blank, for tests that read none."""
    from datapages.graphics import raster, studio

    version = (*studio._code_version(), "blank")
    with (
        mock.patch.object(raster, "png", blank),
        mock.patch.object(studio, "_code_version", return_value=version),
    ):
        yield


def leave_out_workbooks() -> None:
    """Write empty files in place of workbooks, under other names than those that are kept."""
    from datapages.exports import data_package

    version = data_package._code_version
    data_package._code_version = lambda: (*version(), "blank")  # type: ignore[assignment]
    data_package.as_workbook = lambda whole, publication: b""  # type: ignore[attr-defined]


def main() -> None:
    """Run MkDocs in the folder of a project, with the project's own code."""
    sys.path.insert(0, str(Path.cwd() / "hooks"))
    if os.environ.get("DRAFT") == "blank":
        leave_out(None)
        leave_out_workbooks()
    else:
        leave_out({})
    from mkdocs.__main__ import cli

    cli(prog_name="mkdocs")


if __name__ == "__main__":
    main()
