"""What of meetings can be delegated. Never ballot, voice, presence, answers, nor own marks."""

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
from meetings.minutes.policies import MinutesPermission
from meetings.models import Meeting, Participant
from meetings.opinions.policies import OpinionsPermission, WrittenPermission
from meetings.policies import (
    LEADING,
    PREPARING,
    BodyPermission,
    ItemPermission,
    MeetingPermission,
    RequestPermission,
    TemplatePermission,
)

READING = {
    MeetingPermission.READ,
    ItemPermission.READ,
    MinutesPermission.READ,
    PaperPermission.READ,
    PaperPermission.DOWNLOAD,
    PaperPermission.PRINT,
    MarkPermission.READ,
}
UNIT_PAPERS = {
    RequestPermission.READ,
    RequestPermission.FILL,
    RequestPermission.SUBMIT,
    PaperPermission.READ,
    PaperPermission.UPLOAD,
    PaperPermission.RECALL,
    OpinionsPermission.READ,
    OpinionsPermission.READ_ALL,
    OpinionsPermission.REPLY,
    WrittenPermission.READ,
}
LEADING_SESSIONS = {
    *MeetingPermission,
    *ItemPermission,
    *BodyPermission,
    *TemplatePermission,
    RequestPermission.READ,
    RequestPermission.DECIDE,
    RequestPermission.CHANGE,
    *MarkPermission,
    PaperPermission.READ,
    PaperPermission.ANNOTATE,
    PaperPermission.DOWNLOAD,
    PaperPermission.PRINT,
    PaperPermission.MARK_MEETING,
    PaperPermission.UPLOAD,
    PaperPermission.GRANT,
    *OpinionsPermission,
    WrittenPermission.READ,
    *MinutesPermission,
} - {MeetingPermission.CHECK_IN, MeetingPermission.SPEAK, MeetingPermission.ANSWER}
LEADING_SESSIONS -= {OpinionsPermission.GIVE, MinutesPermission.AMEND}

# To which body a thing belongs, where a delegation is limited to units.
UNITS: dict[Any, UnitsOf] = {
    **dict.fromkeys(MeetingPermission, lambda meeting: (meeting.unit_id,)),
    **dict.fromkeys(ItemPermission, lambda place: (place.meeting.unit_id,)),
    **dict.fromkeys(RequestPermission, lambda place: (place.meeting.unit_id,)),
    RequestPermission.READ: lambda place: (place.meeting.unit_id, place.request.unit_id),
    RequestPermission.FILL: lambda place: (place.request.unit_id,),
    RequestPermission.SUBMIT: lambda place: (place.request.unit_id,),
    BodyPermission.CREATE_MEETING: lambda unit_id: (unit_id,),
    **dict.fromkeys(TemplatePermission, lambda template: (template.unit_id,)),
}


def register_powers() -> None:
    """Let people delegate preparing and running sessions, and reading their papers."""
    register_power("sessions", LEADING_SESSIONS, _leads_sessions)
    register_power("session_papers", READING, _takes_part)
    register_power("unit_papers", UNIT_PAPERS, _prepares_papers)


def _leads_sessions(session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Holds a secretary's office, or chairs or is secretary of a meeting that is not over."""
    seated = _units_of(session, actor, LEADING, states.EDITABLE)
    return _covers(actor.units_as(Role.SECRETARY) | seated, units)


def _takes_part(session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Holds a secretary's office, or has a seat in a meeting."""
    return _covers(actor.units_as(Role.SECRETARY) | _units_of(session, actor), units)


def _prepares_papers(_session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Holds an office in a unit that may be asked for papers."""
    return _covers(actor.units_as(*PREPARING), units)


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
