"""Arguments of a call in a chapter, checked against what the function says that it takes."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from ..content.notation import Call, NotationError

_WORDS = {str: "text in quotes", int: "a whole number", float: "a number", bool: "True or False"}


def bind(function: Callable[..., object], call: Call) -> inspect.BoundArguments:
    """The call's arguments by name; NotationError says which is wrong, and what is expected.

    The parameter `page` of a macro is none that a call gives.
    """
    signature, hints = _signature(function)
    try:
        bound = signature.bind(*call.arguments, **call.options)
    except TypeError as error:
        raise NotationError(f"{error}: expected {call.name}({_shape(signature)})") from None
    for name, value in bound.arguments.items():
        kind = signature.parameters[name].kind
        values = value if kind is inspect.Parameter.VAR_POSITIONAL else (value,)
        for one in values:
            if not fits(one, hints[name]):
                raise NotationError(f"{name}: expected {told(hints[name])}, got {one!r}")
    return bound


@cache  # a handful of functions are called hundreds of times
def _signature(function: Callable[..., object]) -> tuple[inspect.Signature, dict[str, Any]]:
    """What a call gives to a function, and of which kinds."""
    signature = inspect.signature(function)
    parameters = [one for one in signature.parameters.values() if one.name != "page"]
    return signature.replace(parameters=parameters), get_type_hints(function)


def fits(value: object, hint: Any) -> bool:
    """Whether a literal of a chapter is of the kind that a hint names."""
    if get_origin(hint) is UnionType:
        return any(fits(value, one) for one in get_args(hint))
    if get_origin(hint) is list:
        return isinstance(value, list) and all(fits(one, get_args(hint)[0]) for one in value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is hint


def told(hint: Any) -> str:
    """A hint in words."""
    if get_origin(hint) is UnionType:
        return " or ".join(told(one) for one in get_args(hint) if one is not type(None))
    if get_origin(hint) is list:
        return f"a list of {told(get_args(hint)[0])}"
    return _WORDS.get(hint, str(hint))


def _shape(signature: inspect.Signature) -> str:
    """«name, period, series=…»: without Python's own signs."""
    return ", ".join(
        name if one.default is inspect.Parameter.empty else f"{name}=…"
        for name, one in signature.parameters.items()
    )
