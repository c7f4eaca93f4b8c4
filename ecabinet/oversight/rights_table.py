"""The table of roles and permissions, computed from the rules themselves."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from ecabinet.core.actors import Actor, HeldOffice, Role
from ecabinet.core.permissions import Permission, allows, registered
from ecabinet.core.powers import delegable
from ecabinet.core.rules import leaves, permission_name, rule_words
from ecabinet.core.things import kinds
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
    """The permissions of one kind of thing; `feature` is the part of the product it belongs to."""

    feature: str
    kind: str
    words: Any
    lines: tuple[Line, ...]


def features() -> list[str]:
    """Return the parts of the product that have permissions, in the order of their tables."""
    return list(dict.fromkeys(feature_of(permission) for permission in registered()))


def feature_of(permission: Permission) -> str:
    """Return the part of the product that declares a permission: its package's own name."""
    parts = type(permission).__module__.split(".")
    return parts[1] if parts[0] == "ecabinet" else parts[0]


def table(feature: str | None = None) -> list[Group]:
    """Return all permissions by kind of thing, or those of one part of the product."""
    groups: dict[str, list[Line]] = {}
    given = delegable()
    for permission, rule in registered().items():
        if feature not in (None, feature_of(permission)):
            continue
        words = dict.fromkeys(rule_words(leaf) for leaf in leaves(rule))
        line = Line(
            permission,
            permission_name(permission),
            frozenset(role for role in Role if _has(role, permission)),
            tuple(w for w in words if w is not None),
            permission in given,
        )
        groups.setdefault(permission.partition(":")[0], []).append(line)
    return [
        Group(feature_of(lines[0].permission), kind, kind_words(kind), tuple(lines))
        for kind, lines in groups.items()
    ]


def kind_words(kind: str) -> Any:
    """Return what things of a kind are called; the kind itself when nobody named it."""
    found = kinds().get(kind)
    return found.words if found else kind


def _has(role: Role, permission: Permission) -> bool:
    """Whether the role alone gives the permission, on something of the unit it is held in."""
    office = HeldOffice(UNIT, role, "")
    actor = Actor(person_id=uuid4(), username="", name="", offices=(office,))
    return any(allows(actor, permission, sample) for sample in samples_for(permission, UNIT, actor))
