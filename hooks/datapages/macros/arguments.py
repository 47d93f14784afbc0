"""Arguments of a call in a chapter, checked against what the function says that it takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..content.notation import Call, NotationError

_TYPES = {str: "text in quotes", int: "a whole number", float: "a number", bool: "True or False"}


def bind(function: Callable[..., object], call: Call) -> inspect.BoundArguments:
    """The call's arguments by name; NotationError says which is wrong, and what is expected.

    The parameter `page` of a macro is none that a call gives.
    """
    signature, hints = _signature(function)
    try:
        bound = signature.bind(*call.arguments, **call.options)
    except TypeError as error:
        raise NotationError(f"{error}: expected {call.name}({shape(function)})") from None
    for name, value in bound.arguments.items():
        kind = signature.parameters[name].kind
        values = value if kind is inspect.Parameter.VAR_POSITIONAL else (value,)
        for given in values:
            if not accepts(hints[name], given):
                raise NotationError(f"{name}: expected {described(hints[name])}, got {given!r}")
    return bound


@cache  # a handful of functions are called hundreds of times
def _signature(function: Callable[..., object]) -> tuple[inspect.Signature, dict[str, Any]]:
    """What a call gives to a function, and of which types."""
    signature = inspect.signature(function)
    parameters = [one for one in signature.parameters.values() if one.name != "page"]
    return signature.replace(parameters=parameters), get_type_hints(function)


def accepts(hint: Any, value: object) -> bool:
    """Whether a literal of a chapter is of the type that a hint names."""
    if get_origin(hint) is UnionType:
        return any(accepts(one, value) for one in get_args(hint))
    if get_origin(hint) is list:
        return isinstance(value, list) and all(accepts(get_args(hint)[0], one) for one in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is hint


def described(hint: Any) -> str:
    """A hint in words."""
    if get_origin(hint) is UnionType:
        return " or ".join(described(one) for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is list:
        return f"a list of {described(get_args(hint)[0])}"
    return _TYPES.get(hint, str(hint))


def shape(function: Callable[..., object]) -> str:
    """«name, period, series=…»: what a call gives, without Python's own signs."""
    signature, _ = _signature(function)
    return ", ".join(
        name if one.default is inspect.Parameter.empty else f"{name}=…"
        for name, one in signature.parameters.items()
    )
