"""What of meetings can be delegated. Never one's ballot, coming and going, nor one's own marks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.policies import MarkPermission, PaperPermission
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import UnitsOf
from ecabinet.core.powers import register_power
from meetings import states
from meetings.models import Meeting, Participant
from meetings.policies import LEADING, BodyPermission, ItemPermission, MeetingPermission

READING = {
    MeetingPermission.READ,
    ItemPermission.READ,
    PaperPermission.READ,
    MarkPermission.READ,
}
LEADING_SESSIONS = {
    *MeetingPermission,
    *ItemPermission,
    *BodyPermission,
    *MarkPermission,
    PaperPermission.READ,
    PaperPermission.MARK_MEETING,
    PaperPermission.UPLOAD,
} - {MeetingPermission.CHECK_IN}

# To which body a thing belongs, where a delegation is limited to units.
UNITS: dict[Any, UnitsOf] = {
    **dict.fromkeys(MeetingPermission, lambda meeting: (meeting.unit_id,)),
    **dict.fromkeys(ItemPermission, lambda place: (place.meeting.unit_id,)),
    BodyPermission.CREATE_MEETING: lambda unit_id: (unit_id,),
}


def register_powers() -> None:
    """Let people delegate preparing and running sessions, and reading their papers."""
    register_power("sessions", LEADING_SESSIONS, _leads_sessions)
    register_power("session_papers", READING, _takes_part)


def _leads_sessions(session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Holds a secretary's office, or chairs or is secretary of a meeting that is not over."""
    seated = _units_of(session, actor, LEADING, states.EDITABLE)
    return _covers(actor.units_as(Role.SECRETARY) | seated, units)


def _takes_part(session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Holds a secretary's office, or has a seat in a meeting."""
    return _covers(actor.units_as(Role.SECRETARY) | _units_of(session, actor), units)


def _covers(held: frozenset[UUID], units: frozenset[UUID] | None) -> bool:
    return bool(held) if units is None else units <= held


def _units_of(
    session: Session,
    actor: Actor,
    functions: Collection[str] = (),
    in_states: Collection[str] = (),
) -> frozenset[UUID]:
    query = (
        select(Meeting.unit_id)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .where(Participant.person_id == actor.person_id, Participant.removed_at.is_(None))
        .distinct()
    )
    if functions:
        query = query.where(Participant.function.in_(list(functions)))
    if in_states:
        query = query.where(Meeting.state.in_(list(in_states)))
    return frozenset(session.scalars(query))
