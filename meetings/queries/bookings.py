"""What else takes place at a time: in a room, and with the same people. One query each."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, false, or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from meetings import states
from meetings.calendar.queries.free import hours_of, lines_with
from meetings.catalogue import Function
from meetings.models import Attendance, Meeting, Participant
from meetings.policies import visible_to
from meetings.queries.shapes import Shape
from meetings.states import MeetingState

MOST_PEOPLE = 1_000


class Booking(Shape):
    """A meeting in the way. `title` is None when the reader may not know more than whose it is.

    `firm`: it has been called. Drafts are told only to those who may see them. `is_line`: it is no
    meeting but a line of a published weekly calendar; what it says is not told here.
    """

    meeting_id: UUID | None
    title: str | None
    unit: str
    starts_at: datetime
    ends_at: datetime
    firm: bool
    is_line: bool = False


class Busy(Booking):
    """Somebody of the meeting who sits elsewhere at that time."""

    person_id: UUID
    name: str


class Elsewhere(Booking):
    """A meeting in which people sit at that time, by the order of their seats there."""

    names: list[str]


class Clashes(Shape):
    """What stands in the way of a meeting: in its room, and of its people."""

    room: list[Booking]
    people: list[Busy]

    def by_meeting(self) -> list[Elsewhere]:
        """Return who sits elsewhere, gathered by meeting: of one body many people clash at once.

        Meetings one may not know of are told apart by body and hours only, and so gathered.
        """
        found: dict[Booking, list[str]] = {}
        for busy in self.people:
            fields = busy.model_dump(exclude={"person_id", "name"})
            found.setdefault(Booking(**fields), []).append(busy.name)
        return [Elsewhere(**meeting.model_dump(), names=names) for meeting, names in found.items()]


def in_room(
    session: Session,
    actor: Actor,
    room: str,
    span: tuple[datetime, datetime],
    besides: UUID | None = None,
    most: int = 50,
) -> list[Booking]:
    """Return the other meetings in a room within `span`, by time."""
    seen = visible_to(actor)
    rows = session.execute(
        select(Meeting, case((seen, True), else_=False))
        .options(joinedload(Meeting.unit))
        .where(Meeting.room == room, _at(span, besides), _tellable(seen))
        .order_by(Meeting.starts_at)
        .limit(most)
    )
    return [Booking(**_booking(meeting, known)) for meeting, known in rows]


def running_beside(session: Session, actor: Actor, meeting: Meeting) -> Booking | None:
    """Return another session that runs: of the same body, in the room, or with the chair in it."""
    chairs = select(Participant.person_id).where(
        Participant.meeting_id == meeting.id,
        Participant.function == Function.CHAIR,
        Participant.removed_at.is_(None),
    )
    with_chair = (
        select(Attendance.id)
        .join(Participant, Participant.id == Attendance.participant_id)
        .where(
            Attendance.meeting_id == Meeting.id,
            Attendance.left_at.is_(None),
            Participant.person_id.in_(chairs),
        )
        .exists()
    )
    there = Meeting.room == meeting.room if meeting.room else false()
    row = session.execute(
        select(Meeting, case((visible_to(actor), True), else_=False))
        .options(joinedload(Meeting.unit))
        .where(
            Meeting.id != meeting.id,
            Meeting.state.in_([MeetingState.IN_SESSION, MeetingState.PAUSED]),
            or_(Meeting.unit_id == meeting.unit_id, there, with_chair),
        )
        .order_by(Meeting.opened_at.desc())
        .limit(1)
    ).first()
    return Booking(**_booking(*row)) if row else None


def of_people(
    session: Session,
    actor: Actor,
    people: Collection[UUID],
    span: tuple[datetime, datetime],
    besides: UUID | None = None,
) -> list[Busy]:
    """Return who of `people` sits in another meeting within `span`."""
    seen = visible_to(actor)
    rows = session.execute(
        select(Meeting, case((seen, True), else_=False), Participant.person_id, Participant.name)
        .join(Participant, Participant.meeting_id == Meeting.id)
        .options(joinedload(Meeting.unit))
        .where(
            Participant.person_id.in_(people),
            Participant.removed_at.is_(None),
            _at(span, besides),
            _tellable(seen),
        )
        .order_by(Meeting.starts_at, Meeting.id, Participant.rank)
        .limit(MOST_PEOPLE)
    )
    return [
        Busy(**_booking(meeting, known), person_id=person_id, name=name)
        for meeting, known, person_id, name in rows
    ]


def in_weeks(
    session: Session, people: Collection[UUID], span: tuple[datetime, datetime]
) -> list[Busy]:
    """Return who of `people` stands on a line of a published week within `span`."""
    found = []
    for line, person_id, name in lines_with(
        session, people, office_day(span[0]), office_day(span[1])
    ):
        begin, end = hours_of(line.day, line.half, line.starts, line.ends)
        if begin < span[1] and end > span[0]:
            found.append(
                Busy(
                    meeting_id=None,
                    title=None,
                    unit=line.week.unit.name,
                    starts_at=begin,
                    ends_at=end,
                    firm=True,
                    is_line=True,
                    person_id=person_id,
                    name=name,
                )
            )
    return found


def clashes_of(session: Session, actor: Actor, meeting: Meeting) -> Clashes:
    """Return what stands in the way of a meeting that the gate has let through."""
    span = (meeting.starts_at, meeting.ends_at)
    people = [seat.person_id for seat in meeting.participants if seat.removed_at is None]
    return Clashes(
        room=in_room(session, actor, meeting.room, span, meeting.id) if meeting.room else [],
        people=[
            *of_people(session, actor, people, span, meeting.id),
            *in_weeks(session, people, span),
        ]
        if people
        else [],
    )


def _at(span: tuple[datetime, datetime], besides: UUID | None) -> ColumnElement[bool]:
    there = and_(
        Meeting.starts_at < span[1],
        Meeting.ends_at > span[0],
        Meeting.state.in_(states.GATHERING | {MeetingState.DRAFT}),
    )
    return there if besides is None else and_(there, Meeting.id != besides)


def _tellable(seen: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(Meeting.state.in_(states.GATHERING), seen)


def _booking(meeting: Meeting, known: bool) -> dict[str, Any]:
    return {
        "meeting_id": meeting.id if known else None,
        "title": meeting.title if known else None,
        "unit": meeting.unit.name,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "firm": meeting.state in states.GATHERING,
    }
