"""The facts of the list of attendance, for the printed list and the workbook."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from documents.issuing.bodies import issuer_on
from documents.official.attendance import AttendanceFacts, Attendee
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_time
from meetings import access, states
from meetings.catalogue import Function
from meetings.models import Attendance, Meeting
from meetings.policies import MeetingPermission
from meetings.queries.bodies import day_of
from meetings.queries.detail import meeting_out
from meetings.queries.shapes import ParticipantOut

# Official documents of this office are Vietnamese, whoever prints them.
GROUPS = {
    Function.CHAIR: "Thành viên",
    Function.MEMBER: "Thành viên",
    Function.SECRETARY: "Thư ký",
    Function.GUEST: "Khách mời",
}
_CAME = cast(Table, Attendance.__table__).c


def attendance_facts(
    session: Session, actor: Actor, meeting_id: UUID, now: datetime
) -> AttendanceFacts:
    """Return who was there from when to when: first arrival, last leaving.

    Raises:
        NotFound, Denied: as the gate says; guests do not get the list.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ_MINUTES)
    found = place.row
    shown = meeting_out(session, actor, place)
    spans = _spans(session, found)
    issuer = issuer_on(session, found.unit_id, day_of(found))
    seats = shown.participants
    blank = found.state not in states.HELD and not spans
    return AttendanceFacts(
        rule_set=shown.rule_set,
        issuer=shown.unit.name,
        superior=issuer.superior,
        symbol=f"…-DS/{issuer.code}",
        place=issuer.place,
        venue=shown.place,
        meeting_title=shown.title,
        starts_at=office_time(shown.opened_at or shown.starts_at),
        made_at=office_time(shown.closed_at or now),
        members=shown.attendance.members,
        present=shown.attendance.present,
        required=shown.attendance.required,
        people=tuple(_attendee(seat, spans) for seat in sorted(seats, key=_group_first)),
        secretary=_name(seats, Function.SECRETARY),
        chair=_name(seats, Function.CHAIR),
        blank=blank,
    )


Span = tuple[datetime, datetime | None, bool]


def _spans(session: Session, meeting: Meeting) -> dict[UUID, Span]:
    """Return first arrival, last leaving (None: still here), and whether only from elsewhere."""
    rows = session.execute(
        select(
            _CAME.participant_id,
            func.min(_CAME.arrived_at),
            func.max(_CAME.left_at),
            func.count().filter(_CAME.left_at.is_(None)),
            func.count().filter(~_CAME.online),
        )
        .where(_CAME.meeting_id == meeting.id, _CAME.struck_at.is_(None))
        .group_by(_CAME.participant_id)
    )
    return {
        who: (first, None if here else last, not in_room)
        for who, first, last, here, in_room in rows
    }


def _group_first(seat: ParticipantOut) -> int:
    return list(dict.fromkeys(GROUPS.values())).index(GROUPS[seat.function])


def _attendee(seat: ParticipantOut, spans: dict[UUID, Span]) -> Attendee:
    first, last, online = spans.get(seat.id, (None, None, False))
    return Attendee(
        # The list is a Vietnamese document whoever reads the page.
        name=f"{seat.name} (thay {seat.stands_for})" if seat.stands_for else seat.name,
        office=seat.title,
        group=GROUPS[seat.function],
        arrived_at=office_time(first) if first else None,
        left_at=office_time(last) if last else None,
        online=online,
    )


def _name(seats: list[ParticipantOut], function: Function) -> str:
    return next((seat.name for seat in seats if seat.function is function), "")
