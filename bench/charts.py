"""Compare charting libraries on the population series: why the site uses Vega-Lite.

For each: bytes of the SVG, plain and gzip; whether two drawings are equal to the byte; whether
colours can follow the page (CSS variables or currentColor pass through); what a screen reader
gets; milliseconds a chart after the first, and for the first with the library's start.
"""

from __future__ import annotations

import gzip
import io
import time
from collections.abc import Callable
from pathlib import Path

from datapages.graphics import line_chart, vega
from datapages.model import loader

ROOT = Path(__file__).parent.parent


def series() -> tuple[list[float], list[float]]:
    """The official series of the first indicator."""
    data = loader.load(ROOT / "data")
    seen = data.indicators["population"].series[0].observations
    return [float(one.period[:4]) for one in seen], [float(one.value or 0) for one in seen]


def vega_lite() -> str:
    """What the site does, after slimming."""
    data = loader.load(ROOT / "data")
    return vega.draw(line_chart.specification(data.indicators["population"], vega.SIZES[1]), None)


def vega_plain() -> str:
    """Vega-Lite's own SVG."""
    import vl_convert

    data = loader.load(ROOT / "data")
    spec = line_chart.specification(data.indicators["population"], vega.SIZES[1])
    return str(vl_convert.vegalite_to_svg(spec, vl_version="5.21"))


def pygal_chart() -> str:
    """A pygal line chart."""
    import pygal

    x, y = series()
    chart = pygal.XY(show_legend=False, js=[])
    chart.add("", list(zip(x, y, strict=True)))
    return str(chart.render(is_unicode=True))


def matplotlib_chart() -> str:
    """A matplotlib line chart with text kept as text."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    x, y = series()
    figure, axes = pyplot.subplots(figsize=(7.2, 3.4))
    axes.plot(x, y, marker="o")
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    pyplot.close(figure)
    return out.getvalue()


def measure(name: str, draw: Callable[[], str]) -> None:
    """Print one row of the comparison."""
    started = time.perf_counter()
    first = draw()
    start = time.perf_counter() - started
    started = time.perf_counter()
    second = draw()
    again = time.perf_counter() - started
    raw = first.encode()
    themed = "yes" if "var(--" in first or "currentColor" in first else "no"
    labelled = "yes" if 'role="img"' in first or "aria-" in first or "<title" in first else "no"
    own = ", ".join(word for word in ("<style", "<script", "style=") if word in first) or "none"
    print(
        f"{name:26} {len(raw):7,} B {len(gzip.compress(raw, 9)):6,} B gzip"
        f"  same bytes: {'yes' if first == second else 'no':3}  page's colours: {themed:3}"
        f"  roles or titles: {labelled:3}  own style/script: {own};"
        f" first {start * 1000:.0f} ms, next {again * 1000:.0f} ms"
    )


def main() -> None:
    """Print the comparison."""
    measure("vl-convert, slimmed", vega_lite)
    measure("vl-convert, as it comes", vega_plain)
    measure("pygal", pygal_chart)
    measure("matplotlib", matplotlib_chart)


if __name__ == "__main__":
    main()
