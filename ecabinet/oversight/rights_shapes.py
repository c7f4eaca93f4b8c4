"""What is told of rights: of one person and one thing, or of all who have a permission."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission
from ecabinet.core.rules import Finding
from ecabinet.core.things import Kind


@dataclass(frozen=True)
class ByDelegation:
    """The same permission on behalf of another: whose, until when, and by which rule of theirs."""

    giver: str
    until: Any
    finding: Finding


@dataclass(frozen=True)
class Answer:
    """One permission of one thing for one person."""

    permission: Permission
    name: Any
    allowed: bool
    finding: Finding
    delegations: tuple[ByDelegation, ...]

    @property
    def anyhow(self) -> bool:
        """Whether the person may, of their own or on behalf of another."""
        return self.allowed or bool(self.delegations)


@dataclass(frozen=True)
class Explained:
    """All permissions of a thing for a person; `units` are the names of those offices are in."""

    person: Actor
    active: bool
    kind: Kind
    thing: str
    units: Mapping[UUID, str]
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Holder:
    """Somebody who has a permission; `behalf` names for whom, when by delegation only."""

    person_id: UUID
    name: str
    title: str
    finding: Finding
    behalf: str = ""


@dataclass(frozen=True)
class Holders:
    """Who has a permission; `total` counts all, `rows` are those of one page."""

    permission: Permission
    name: Any
    thing: str
    units: Mapping[UUID, str]
    rows: tuple[Holder, ...]
    total: int
