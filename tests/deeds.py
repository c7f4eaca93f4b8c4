"""Every command of the product, and what of it the audit log is told: read from the code itself."""

import dis
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import CodeType, FunctionType, ModuleType
from typing import Any

from ecabinet.core.unit_of_work import UnitOfWork
from tests.sources import PACKAGES

OURS = tuple(f"{package}." for package in PACKAGES)
# Commands that stand outside a package of that name.
ELSEWHERE = ("ecabinet.core.refusals", "ecabinet.core.handing_out")


def command_modules() -> list[ModuleType]:
    """Every module of a package called `commands`, however deep."""
    names = [
        info.name
        for package in PACKAGES
        for info in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}.")
        if ".commands." in info.name and not info.ispkg
    ]
    return [importlib.import_module(name) for name in (*names, *ELSEWHERE)]


def commands() -> dict[str, FunctionType]:
    """Public functions of (unit of work, payload): what `Store.execute` runs."""
    return {
        f"{module.__name__}.{name}": function
        for module in command_modules()
        for name, function in vars(module).items()
        if isinstance(function, FunctionType)
        and function.__module__ == module.__name__
        and not name.startswith("_")
        and _takes_a_payload(function)
    }


def _takes_a_payload(function: FunctionType) -> bool:
    parts = list(inspect.signature(function, eval_str=True).parameters.values())
    if len(parts) != 2 or parts[0].annotation is not UnitOfWork:
        return False
    return hasattr(parts[1].annotation, "model_fields")


def deeds_of(command: FunctionType) -> set[str]:
    """The actions that the command can tell the log: texts given to `uow.audit`, "?" for others."""
    found: set[str] = set()
    seen: set[CodeType] = set()
    waiting: list[FunctionType] = [command]
    while waiting:
        function = waiting.pop()
        for code in _codes(function.__code__):
            if code not in seen:
                seen.add(code)
                found |= _told(code)
                waiting += _called(code, function.__globals__)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    yield code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def _told(code: CodeType) -> set[str]:
    steps = list(dis.get_instructions(code))
    return {
        _first_text(steps[at + 1 :], skip=step.argval == "audit_by")
        for at, step in enumerate(steps[1:-1], start=1)
        if step.argval in ("audit", "audit_by")
        and step.opname in ("LOAD_ATTR", "LOAD_METHOD")
        and steps[at - 1].argval in ("uow", "_uow")
    }


def _first_text(steps: list[dis.Instruction], *, skip: bool) -> str:
    """The action: the first argument; the second one after the person whose deed it is."""
    texts = (step for step in steps if step.opname == "LOAD_CONST" and "." in str(step.argval))
    first = next(texts, steps[0]) if skip else steps[0]
    return str(first.argval) if first.opname == "LOAD_CONST" else "?"


def _called(code: CodeType, names: dict[str, Any]) -> Iterator[FunctionType]:
    """Functions of ours named in the code, methods of our classes, members of our modules."""
    for name in code.co_names:
        thing = names.get(name)
        if isinstance(thing, ModuleType) and thing.__name__.startswith(OURS):
            members: list[Any] = [getattr(thing, other, None) for other in code.co_names]
        elif isinstance(thing, type) and thing.__module__.startswith(OURS):
            members = list(vars(thing).values())
        else:
            members = [thing]
        yield from (m for m in map(_plain, members) if m is not None)


def _plain(thing: Callable[..., Any] | Any) -> FunctionType | None:
    while hasattr(thing, "__wrapped__"):
        thing = thing.__wrapped__
    ours = isinstance(thing, FunctionType) and str(thing.__module__).startswith(OURS)
    return thing if ours else None
