"""The table of roles and permissions, computed from the rules themselves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.permissions import Permission, allows, registered
from ecabinet.core.powers import delegable
from ecabinet.core.rules import leaves, permission_name, rule_words
from ecabinet.oversight.rights import samples_for

UNIT = UUID(int=1)


@dataclass(frozen=True)
class Line:
    """One permission: which roles have it in their own unit, and all rules by which one may."""

    permission: Permission
    name: Any
    roles: frozenset[Role]
    rules: tuple[Any, ...]
    delegable: bool


@dataclass(frozen=True)
class Group:
    """The permissions of one kind of thing."""

    kind: str
    lines: tuple[Line, ...]


def table() -> list[Group]:
    """Return all permissions by kind of thing."""
    groups: dict[str, list[Line]] = {}
    given = delegable()
    for permission, rule in registered().items():
        words = dict.fromkeys(rule_words(leaf) for leaf in leaves(rule))
        line = Line(
            permission,
            permission_name(permission),
            frozenset(role for role in Role if _has(role, permission)),
            tuple(w for w in words if w is not None),
            permission in given,
        )
        groups.setdefault(permission.partition(":")[0], []).append(line)
    return [Group(kind, tuple(lines)) for kind, lines in groups.items()]


def _has(role: Role, permission: Permission) -> bool:
    """Whether the role alone gives the permission, on something of the unit it is held in."""
    office = HeldOffice(UNIT, role, "")
    actor = Actor(person_id=uuid4(), username="", name="", offices=(office,))
    return any(
        sample is not NOTHING and allows(actor, permission, sample)
        for sample in _samples(permission)
    )


class _Nothing:
    """Stands for things of which no sample can be made: their rules look into it and find none."""


NOTHING = _Nothing()
# Things that are always somebody's own: nobody has them by role alone.
OWN = ("mark", "ballot", "delegation", "token", "notice")


def _samples(permission: Permission) -> list[Any]:
    return [NOTHING] if permission.partition(":")[0] in OWN else samples_for(permission, UNIT)
