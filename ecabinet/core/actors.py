"""Who acts: a detached picture of a person and the offices held at this moment."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an office (chức vụ) empowers its holder to do in its unit; see domain.md, section 2."""

    ADMINISTRATOR = "administrator"
    SECRETARY = "secretary"
    LEADER = "leader"
    MEMBER = "member"
    CLERK = "clerk"
    OFFICIAL = "official"
    TRACKER = "tracker"


@dataclass(frozen=True)
class HeldOffice:
    """One office held today: in which unit, with which role and title.

    `inherited`: held not in the unit itself but in the one it was merged into.
    """

    unit_id: UUID
    role: Role
    title: str
    inherited: bool = False


@dataclass(frozen=True)
class Deputy:
    """Who really acts, when somebody acts on behalf of another: by which delegation, within what.

    `units` limits the powers to things of these units; None is no limit. `used` collects the
    permissions that were granted, so that a command that asks for none can be refused.
    """

    person_id: UUID
    name: str
    delegation_id: UUID
    permissions: Collection[str]
    units: frozenset[UUID] | None
    until: date
    used: set[str] = field(default_factory=set, compare=False)


@dataclass(frozen=True)
class TokenGrant:
    """The API token a request came with, and what its owner lets it do (`core/scopes.py`)."""

    id: UUID
    scopes: frozenset[str]


@dataclass(frozen=True)
class Actor:
    """The person on whose behalf a command or query runs. `person_id` is None for the system.

    `clearance` is the highest secrecy of papers the person may know of: 0 none, 1 mật, 2 tối mật,
    3 tuyệt mật. With a `deputy` the person is the one who gave the powers: all rules look at their
    offices and seats, and the deputy is the one at the keyboard. With a `token` a program acts.
    With `screen_of` it is no person but a machine in the hall, for the big screen of that meeting;
    `person_id` then names the machine's right, so that it can be ended like a person's.
    """

    person_id: UUID | None
    username: str
    name: str
    language: str = "vi"
    offices: tuple[HeldOffice, ...] = ()
    clearance: int = 0
    deputy: Deputy | None = None
    token: TokenGrant | None = None
    screen_of: UUID | None = None

    @property
    def real_id(self) -> UUID | None:
        """The person at the keyboard: the deputy when there is one."""
        return self.deputy.person_id if self.deputy else self.person_id

    def is_person(self, person_id: UUID | None) -> bool:
        """Whether it is this person. The system is nobody, and nobody is it where none is named."""
        return person_id is not None and person_id == self.person_id

    @property
    def unit_ids(self) -> frozenset[UUID]:
        """The units in which the person holds any office."""
        return frozenset(office.unit_id for office in self.offices)

    def units_as(self, *roles: Role) -> frozenset[UUID]:
        """The units in which the person holds one of `roles`."""
        return frozenset(o.unit_id for o in self.offices if o.role in roles)

    def has_role(self, *roles: Role) -> bool:
        """Whether any office held carries one of `roles`."""
        return any(office.role in roles for office in self.offices)


SYSTEM = Actor(person_id=None, username="system", name="Hệ thống")
