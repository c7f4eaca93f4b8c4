"""Rights: one table per feature maps a permission to a predicate. No entry means refused.

Whoever acts on behalf of another has only the powers that were given: asked here, for every
permission, and in `reaches` for lists.
"""

from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from ecabinet.core.actors import Actor, Role
from ecabinet.core.errors import Denied, NotFound

Predicate = Callable[[Actor, Any], bool]
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., Any])
UnitsOf = Callable[[Any], Collection[UUID]]


class Permission(StrEnum):
    """Parent of each feature's own enum; values read `thing:action`."""


_TABLE: dict[Permission, Predicate] = {}
_UNITS: dict[Permission, UnitsOf] = {}


def register(table: Mapping[Any, Predicate], units: Mapping[Any, UnitsOf] | None = None) -> None:
    """Add a feature's permission table. Each permission may be declared once.

    units: to which units a thing belongs, for permissions whose delegation may be limited to some.
    """
    for permission, predicate in table.items():
        known = _TABLE.get(permission)
        if known is not None and known is not predicate:
            raise ValueError(f"{permission!r} is declared twice")
        _TABLE[permission] = predicate
    _UNITS.update(units or {})


def registered() -> Mapping[Permission, Predicate]:
    """The whole table, for the matrix test and the administrators' page."""
    return dict(_TABLE)


def allows(actor: Actor, permission: Permission, thing: Any) -> bool:
    """Whether `actor` may do `permission` to `thing`."""
    predicate = _TABLE.get(permission)
    if predicate is None or not _was_given(actor, permission, thing):
        return False
    if not predicate(actor, thing):
        return False
    if actor.deputy is not None:
        actor.deputy.used.add(permission)
    return True


def is_administrator(actor: Actor, _thing: object = None) -> bool:
    """Holds an administrator's office."""
    return actor.has_role(Role.ADMINISTRATOR)


def reaches(actor: Actor, permission: Permission) -> bool:
    """Whether the actor can have `permission` on anything: False when it was not delegated.

    The SQL twins of predicates begin with it; `given_units` is their limit to units.
    """
    return actor.deputy is None or permission in actor.deputy.permissions


def given_units(actor: Actor) -> frozenset[UUID] | None:
    """Return the units to which a delegation limits the actor, None without such a limit."""
    return actor.deputy.units if actor.deputy else None


def _was_given(actor: Actor, permission: Permission, thing: Any) -> bool:
    if actor.deputy is None:
        return True
    if permission not in actor.deputy.permissions:
        return False
    units_of = _UNITS.get(permission)
    if actor.deputy.units is None or units_of is None:
        return True
    return not actor.deputy.units.isdisjoint(units_of(thing))


def require(
    actor: Actor, permission: Permission, read: Permission, thing: T | None, kind: str
) -> T:
    """Return `thing`, for `permission`.

    Raises:
        NotFound: it may not even be read. A missing thing (None) and a forbidden one look alike to
            those who may not know.
        Denied: it may be read, but not this.
    """
    if thing is None or not allows(actor, read, thing):
        raise NotFound("not_found", kind=kind)
    if permission != read and not allows(actor, permission, thing):
        raise Denied("denied", kind=kind)
    return thing


def wrote_by_right(actor: Actor) -> bool:
    """Whether a deputy was granted some delegated power to change things since `used` was emptied.

    Reading alone does not count. Commands about a person's own account, marks or ballot ask for no
    permission that can be delegated, and so are refused to deputies without knowing of them.
    """
    if actor.deputy is None:
        return True
    return any(not p.partition(":")[2].startswith("read") for p in actor.deputy.used)


def open_to_deputies(command: F) -> F:
    """Mark a command that only notes what happened (a download, a refusal), whoever acts."""
    command.open_to_deputies = True  # type: ignore[attr-defined]
    return command
