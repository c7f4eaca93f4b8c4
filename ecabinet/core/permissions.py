"""Rights: one table per feature maps a permission to a predicate. No entry means refused."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound

Predicate = Callable[[Actor, Any], bool]


class Permission(StrEnum):
    """Parent of each feature's own enum; values read `thing:action`."""


_TABLE: dict[Permission, Predicate] = {}


def register(table: Mapping[Any, Predicate]) -> None:
    """Add a feature's permission table. Each permission may be declared once."""
    for permission, predicate in table.items():
        known = _TABLE.get(permission)
        if known is not None and known is not predicate:
            raise ValueError(f"{permission!r} is declared twice")
        _TABLE[permission] = predicate


def registered() -> Mapping[Permission, Predicate]:
    """The whole table, for the matrix test and the administrators' page."""
    return dict(_TABLE)


def allows(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether `actor` may do `permission` to `thing`."""
    predicate = _TABLE.get(permission)
    return predicate is not None and predicate(actor, thing)


def require(actor: Actor, permission: Permission, read: Permission, thing: Any, kind: str) -> None:
    """Raise NotFound if `thing` may not even be read, Denied if it may but not this.

    A missing thing (None) and a forbidden one look alike to those who may not know.
    """
    if thing is None or not allows(actor, read, thing):
        raise NotFound("not_found", kind=kind)
    if permission != read and not allows(actor, permission, thing):
        raise Denied("denied", kind=kind)
