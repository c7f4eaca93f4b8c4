"""One person: facts, offices in the order of time, handovers, and what was done to the account."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts import access
from ecabinet.accounts.models import Handover, HandoverState, Office, Person, Unit
from ecabinet.accounts.policies import AccountPermission
from ecabinet.accounts.queries.people import OfficeLine, held_by
from ecabinet.core.actors import Actor, Role
from ecabinet.core.audit import AuditEntry

MOST_HISTORY = 50
# What the history of a person tells; the whole log is a page of its own.
TOLD = (
    "person.created", "person.imported", "person.changed", "person.leaving", "person.deactivated",
    "person.reactivated", "office.given", "office.ended", "office.corrected", "office.handed_over",
    "office.handover_planned", "office.handover_cancelled", "office.handover_failed",
    "office.kept", "person.clearance_set", "reset.link_created", "second_factor.reset",
    "session.all_ended",
)  # fmt: skip


@dataclass(frozen=True)
class Planned:
    """A handover that waits for its day, or could not be carried out on it."""

    id: UUID
    to_id: UUID
    to_name: str
    on: date
    failure: str | None


@dataclass(frozen=True)
class OfficeRow:
    """One office: `when` is past, now, ahead or never (taken back before it began)."""

    id: UUID
    unit_id: UUID
    unit: str
    unit_code: str
    title: str
    role: Role
    is_head: bool
    from_on: date
    to_on: date | None
    when: str
    end_reason: str | None
    origin: str
    before: str | None
    after: str | None
    planned: Planned | None


@dataclass(frozen=True)
class Deed:
    """One thing done to the person's account or offices."""

    at: datetime
    action: str
    who: str | None
    detail: dict[str, Any]


@dataclass(frozen=True)
class PersonDetail:
    """Everything an administrator sees of a person."""

    id: UUID
    username: str
    name: str
    email: str | None
    phone: str | None
    clearance: int
    active: bool
    leaves_on: date | None
    leaves_reason: str | None
    has_password: bool
    revision: int
    offices: tuple[OfficeRow, ...]
    history: tuple[Deed, ...]

    @property
    def without_office(self) -> bool:
        """Whether the person holds no office today."""
        return not any(office.when == "now" for office in self.offices)


@dataclass(frozen=True)
class PersonCard:
    """What every colleague may know of a person."""

    id: UUID
    name: str
    email: str | None
    phone: str | None
    active: bool
    offices: tuple[OfficeLine, ...]


def person_card(session: Session, actor: Actor, person_id: UUID, today: date) -> PersonCard:
    """Return the person as colleagues know them. Raises NotFound."""
    person = access.person(session, actor, person_id, AccountPermission.READ)
    if not person.active:
        # Old papers lead here; who has left is no longer to be reached through the office.
        return PersonCard(person.id, person.name, None, None, False, ())
    offices = held_by(session, [person.id], today).get(person.id, ())
    return PersonCard(person.id, person.name, person.email, person.phone, True, offices)


def person_detail(session: Session, actor: Actor, person_id: UUID, today: date) -> PersonDetail:
    """Return the person as administrators see them. Raises NotFound, Denied."""
    person = access.person(session, actor, person_id, AccountPermission.MANAGE)
    return PersonDetail(
        id=person.id,
        username=person.username,
        name=person.name,
        email=person.email,
        phone=person.phone,
        clearance=person.clearance,
        active=person.active,
        leaves_on=person.leaves_on,
        leaves_reason=person.leaves_reason,
        has_password=person.password_hash is not None,
        revision=person.revision,
        offices=_offices(session, person.id, today),
        history=_history(session, person.id),
    )


def _offices(session: Session, person_id: UUID, today: date) -> tuple[OfficeRow, ...]:
    query = (
        select(Office, Unit)
        .join(Unit, Unit.id == Office.unit_id)
        .where(Office.person_id == person_id)
        .order_by(Office.from_on.desc(), Office.rank, Office.id)
    )
    pairs = [(row[0], row[1]) for row in session.execute(query)]
    before, after = _neighbours(session, [office for office, _unit in pairs])
    planned = _planned(session, [office.id for office, _unit in pairs])
    rows = [
        OfficeRow(
            id=office.id,
            unit_id=unit.id,
            unit=unit.name,
            unit_code=unit.code,
            title=office.title,
            role=office.as_role,
            is_head=office.is_head,
            from_on=office.from_on,
            to_on=office.to_on,
            when=_when(office, today),
            end_reason=office.end_reason,
            origin=office.origin,
            before=before.get(office.predecessor_id) if office.predecessor_id else None,
            after=after.get(office.id),
            planned=planned.get(office.id),
        )
        for office, unit in pairs
    ]
    order = ("now", "ahead", "past", "never")
    return tuple(sorted(rows, key=lambda row: order.index(row.when)))


def _when(office: Office, today: date) -> str:
    if not office.held_ever:
        return "never"
    if office.held_on(today):
        return "now"
    return "ahead" if office.from_on > today else "past"


def _neighbours(session: Session, offices: list[Office]) -> tuple[dict[UUID, str], dict[UUID, str]]:
    """Return who held an office before (by its id), and who after (by the id of the one before)."""
    earlier = [office.predecessor_id for office in offices if office.predecessor_id]
    own = [office.id for office in offices]
    query = (
        select(Office.id, Office.predecessor_id, Person.name)
        .join(Office.person)
        .where(or_(Office.id.in_(earlier), Office.predecessor_id.in_(own)))
    )
    rows = list(session.execute(query))
    before = {row.id: row.name for row in rows}
    return before, {row.predecessor_id: row.name for row in rows if row.predecessor_id}


def _planned(session: Session, office_ids: list[UUID]) -> dict[UUID, Planned]:
    states = (HandoverState.PLANNED.value, HandoverState.FAILED.value)
    query = (
        select(Handover, Person.name)
        .join(Person, Person.id == Handover.to_person_id)
        .where(Handover.office_id.in_(office_ids), Handover.state.in_(states))
        .order_by(Handover.made_at)
    )
    return {
        row.office_id: Planned(row.id, row.to_person_id, name, row.on, row.failure)
        for row, name in session.execute(query)
    }


def _history(session: Session, person_id: UUID) -> tuple[Deed, ...]:
    query = (
        select(AuditEntry, Person.name)
        .outerjoin(Person, Person.id == AuditEntry.actor_id)
        .where(
            AuditEntry.subject_kind == "person",
            AuditEntry.subject_id == str(person_id),
            AuditEntry.action.in_(TOLD),
        )
        .order_by(AuditEntry.seq.desc())
        .limit(MOST_HISTORY)
    )
    return tuple(
        Deed(entry.at, entry.action, name, entry.detail) for entry, name in session.execute(query)
    )
