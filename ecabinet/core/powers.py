"""Powers that a person may delegate: groups of permissions that people understand.

Features register theirs. What stands in no power can never be delegated.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission

Holds = Callable[[Session, Actor, frozenset[UUID] | None], bool]


@dataclass(frozen=True)
class Power:
    """A group of permissions. `name` and `text` are lazy translations, given by `name_powers`.

    holds(session, actor, units): whether the actor has the power now, of their own, in all of
        `units` (None: anywhere).
    """

    key: str
    permissions: frozenset[Permission]
    holds: Holds


_POWERS: dict[str, Power] = {}
_NAMES: dict[str, tuple[Any, Any]] = {}


def register_power(key: str, permissions: Iterable[Permission], holds: Holds) -> None:
    """Let people delegate a group of permissions. Registering again replaces (a second app)."""
    _POWERS[key] = Power(key, frozenset(permissions), holds)


def name_powers(names: Mapping[str, tuple[Any, Any]]) -> None:
    """Give powers their names, and a sentence each on what they contain."""
    _NAMES.update(names)


def powers() -> Mapping[str, Power]:
    """Return all powers by key, in the order of their registration."""
    return dict(_POWERS)


def power_words(key: str) -> tuple[Any, Any]:
    """Return name and sentence of a power; of one that no longer exists, its key."""
    return _NAMES.get(key, (key, ""))


def permissions_of(keys: Collection[str]) -> frozenset[Permission]:
    """Return the permissions in these powers; unknown keys give nothing."""
    chosen = (_POWERS[key] for key in keys if key in _POWERS)
    return frozenset(p for power in chosen for p in power.permissions)


def delegable() -> frozenset[Permission]:
    """Return all permissions that stand in some power."""
    return permissions_of(_POWERS)
