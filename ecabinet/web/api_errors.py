"""Which error codes an operation may answer: read from the code that serves it.

Walks the functions reachable from a view and looks for `raise Kind("code")`. It may find a code
that this operation never reaches, it does not miss one that stands in a `raise`.
"""

import dis
from collections.abc import Callable, Iterator
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

from ecabinet.core import errors

OURS = ("ecabinet.", "documents.", "meetings.", "followup.")
Kinds = dict[str, type[errors.DomainError]]


def error_kinds(view: Callable[..., Any]) -> Kinds:
    """Return code → kind of error, for all that `view` and what it calls may raise."""
    found: Kinds = {}
    for function in _walk(view):
        found |= _raised_in(function)
    return found


def reaches(view: Callable[..., Any], wanted: Callable[..., Any]) -> bool:
    """Return whether `view`, or what it calls, names the function `wanted`."""
    return any(function is wanted for function in _walk(view))


def _walk(view: Callable[..., Any]) -> Iterator[FunctionType]:
    """Every function reachable from a view, once."""
    seen: set[FunctionType] = set()
    waiting = [function for function in (_plain(view),) if function is not None]
    while waiting:
        function = waiting.pop()
        if function not in seen:
            seen.add(function)
            yield function
            waiting += _called_in(function)


# Most operations reach the same few thousand functions: each is read once.
@cache
def _raised_in(function: FunctionType) -> Kinds:
    found: Kinds = {}
    for code in _codes(function.__code__):
        found |= _raised(code, function.__globals__)
    return found


@cache
def _called_in(function: FunctionType) -> tuple[FunctionType, ...]:
    names = function.__globals__
    return tuple({f: None for code in _codes(function.__code__) for f in _called(code, names)})


def _plain(thing: Any) -> FunctionType | None:
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    return thing if isinstance(thing, FunctionType) and _is_ours(thing) else None


def _is_ours(thing: Any) -> bool:
    return str(getattr(thing, "__module__", "")).startswith(OURS)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of a function and of all that is defined inside it."""
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def _raised(code: CodeType, names: dict[str, Any]) -> Kinds:
    """`Kind("code", …)`: the name of an error is loaded, then its first argument."""
    found: Kinds = {}
    kind: Any = None
    for step in dis.get_instructions(code):
        if step.opname in ("LOAD_GLOBAL", "LOAD_ATTR", "LOAD_METHOD", "LOAD_NAME"):
            loaded = names.get(step.argval, getattr(errors, str(step.argval), None))
            is_error = isinstance(loaded, type) and issubclass(loaded, errors.DomainError)
            kind = loaded if is_error else kind if step.argval == "errors" else None
        elif step.opname == "LOAD_CONST" and kind is not None:
            if isinstance(step.argval, str):
                found[step.argval] = kind
            kind = None
    return found


def _called(code: CodeType, names: dict[str, Any]) -> Iterator[FunctionType]:
    """Functions named in the code: globals, and members of modules and classes of ours."""
    for name in code.co_names:
        thing = names.get(name)
        if isinstance(thing, ModuleType) and thing.__name__.startswith(OURS):
            members = [getattr(thing, other, None) for other in code.co_names]
        elif isinstance(thing, type) and _is_ours(thing):
            members = [vars(thing).get(other) for other in (*code.co_names, "__init__")]
        else:
            members = [thing]
        yield from (f for f in map(_plain, members) if f is not None)
