"""What is told of one unit: its people, its past, what is planned, what hangs on it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from ecabinet.accounts import closing
from ecabinet.accounts.models.unit import UnitDeed
from ecabinet.accounts.queries.units import Head
from ecabinet.core.actors import Role


@dataclass(frozen=True)
class Place:
    """Another unit, as a link shows it."""

    id: UUID
    name: str
    code: str


@dataclass(frozen=True)
class Child:
    """A unit directly below."""

    id: UUID
    name: str
    code: str
    kind: str
    head: Head | None
    people: int


@dataclass(frozen=True)
class Holder:
    """Somebody who holds an office in the unit today."""

    person_id: UUID
    name: str
    title: str
    role: Role
    is_head: bool
    from_on: date
    to_on: date | None


@dataclass(frozen=True)
class Period:
    """How the unit is or was from one day to another; `from_on` None: from the beginning.

    `changed` names what differs from the time before: name, code, kind, parent_id. `when` is past,
    now, ahead or never (withdrawn, or replaced on the very day it began).
    """

    number: int
    deed: UnitDeed
    name: str
    code: str
    kind: str
    parent: Place | None
    from_on: date | None
    to_on: date | None
    when: str
    changed: frozenset[str]
    reason: str
    recorded_at: datetime
    recorded_by: str | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class UnitDetail:
    """Everything of a unit; `periods` begin with the latest. `planned` and `hanging` only for those
    who manage units."""

    id: UUID
    name: str
    code: str
    kind: str
    opened_on: date | None
    closed_on: date | None
    closed: bool
    successor: Place | None
    merged: tuple[Place, ...]
    revision: int
    line: tuple[Place, ...]
    head: Head | None
    holders: tuple[Holder, ...]
    people: int
    children: tuple[Child, ...]
    periods: tuple[Period, ...]
    hanging: tuple[closing.Hanging, ...]
    managed: bool

    @property
    def planned(self) -> tuple[Period, ...]:
        """What waits for its day, the next first."""
        return tuple(p for p in reversed(self.periods) if p.when == "ahead")
