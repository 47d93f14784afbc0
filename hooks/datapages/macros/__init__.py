"""The notation `{{ … }}` and `[@…]` turned into HTML.

A macro is a module of `functions/` with its template and its golden case beside it. It takes a
PageContext (`context.py`: what it may ask) and returns a Fragment (`api.py`); what several macros
make stands in `builders.py`. Every module of `functions/` is entered in MACROS.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from . import functions
from .api import Macro


def _modules() -> Iterator[Macro]:
    """The macro of each module of `functions/`, which bears the module's name."""
    for module in pkgutil.iter_modules(functions.__path__):
        yield getattr(import_module(f"{functions.__name__}.{module.name}"), module.name)


MACROS: Mapping[str, Macro] = {macro.name: macro for macro in _modules()}
