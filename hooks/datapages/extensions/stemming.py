"""The stem of a Kazakh word, from the search's stemmer where the project has it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path

Stem = Callable[[str], str]
MODULE = "kazakh_stemmer"


def load(folder: Path) -> Stem | None:
    """`stem(word)` of kazakh_stemmer.py in `folder`; None where there is none."""
    path = folder / f"{MODULE}.py"
    if not path.is_file():
        return None
    module = sys.modules.get(MODULE)
    if module is None or Path(str(module.__file__)) != path:
        spec = importlib.util.spec_from_file_location(MODULE, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[MODULE] = module
        spec.loader.exec_module(module)
    stem: Stem = module.default_stemmer().stem
    return stem


def identity_stem(word: str) -> str:
    """Without a stemmer a word stands for itself alone."""
    return word
