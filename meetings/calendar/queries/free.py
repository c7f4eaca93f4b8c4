"""Who is taken when, by meetings and lines of weeks; and when nobody is. Two or three queries."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session, contains_eager

from ecabinet.accounts.models import Person
from ecabinet.core.clock import OFFICE_ZONE, office_day, utc_now
from followup.days_off import office_calendar
from meetings.calendar.free import DAYS_AHEAD, HOURS, Busy, free_spans
from meetings.calendar.models import WeekLine, WeekPerson, WorkWeek
from meetings.calendar.states import Half, LineState
from meetings.models import Meeting, Participant
from meetings.queries.shapes import Shape
from meetings.states import GATHERING

MOST, SHOWN = 5, 3


class FreeTime(Shape):
    """A time at which everybody asked about, and the room, are free."""

    starts_at: datetime
    ends_at: datetime


def free_times(
    session: Session,
    people: Collection[UUID],
    room: str | None,
    minutes: int,
    after: datetime,
    besides: UUID | None = None,
) -> list[FreeTime]:
    """Return the next free times on working days within thirty days."""
    until = after + timedelta(days=DAYS_AHEAD + 1)
    taken = _meetings(session, people, room, after, until, besides)
    taken += [
        hours_of(line.day, line.half, line.starts, line.ends)
        for line, _, _ in lines_with(session, people, office_day(after), office_day(until))
    ]
    office = office_calendar(session, office_day(after))
    spans = free_spans(taken, minutes, after, office.is_working_day, MOST)
    return [FreeTime(starts_at=begin, ends_at=end) for begin, end in spans]


def free_for(session: Session, meeting: Meeting) -> list[FreeTime]:
    """Return when all people of a planned meeting, and its room, are free for as long as it is."""
    people = [seat.person_id for seat in meeting.participants if seat.removed_at is None]
    minutes = min(600, int((meeting.ends_at - meeting.starts_at) / timedelta(minutes=1)))
    after = max(utc_now(), meeting.starts_at)
    return free_times(session, people, meeting.room, minutes, after, meeting.id)[:SHOWN]


def _meetings(
    session: Session,
    people: Collection[UUID],
    room: str | None,
    after: datetime,
    until: datetime,
    besides: UUID | None,
) -> list[Busy]:
    """Called meetings of any of these people or in the room."""
    seated = select(Participant.meeting_id).where(
        Participant.person_id.in_(people), Participant.removed_at.is_(None)
    )
    wanted = [Meeting.id.in_(seated)] + ([Meeting.room == room] if room else [])
    query = select(Meeting.starts_at, Meeting.ends_at).where(
        or_(*wanted),
        Meeting.state.in_(GATHERING),
        Meeting.starts_at < until,
        Meeting.ends_at > after,
    )
    if besides is not None:
        query = query.where(Meeting.id != besides)
    return list(session.execute(query))


def lines_with(
    session: Session,
    people: Collection[UUID],
    first: date,
    last: date,
) -> list[tuple[WeekLine, UUID, str]]:
    """Return lines of published weeks on which these people stand, with person and name; a query.

    Lines that follow a meeting are left out: the meeting itself is looked at.
    """
    if not people:
        return []
    rows = session.execute(
        select(WeekLine, WeekPerson.person_id, Person.name)
        .join(WeekPerson, WeekPerson.line_id == WeekLine.id)
        .join(Person, Person.id == WeekPerson.person_id)
        .join(WorkWeek, WorkWeek.id == WeekLine.week_id)
        .options(contains_eager(WeekLine.week).joinedload(WorkWeek.unit))
        .where(
            WeekPerson.person_id.in_(people),
            and_(WeekLine.day >= first, WeekLine.day <= last),
            WeekLine.state == LineState.ACCEPTED,
            WeekLine.meeting_id.is_(None),
            WorkWeek.edition > 0,
        )
        .order_by(WeekLine.day, WeekLine.half, WeekLine.id, WeekPerson.position)
    )
    return list(rows)


def hours_of(day: date, half: str, starts: time | None, ends: time | None) -> Busy:
    """Return from when to when a line takes people: its half of the day without times."""
    begin, end = HOURS[0] if half == Half.MORNING else HOURS[1]
    if starts is not None:
        begin, end = starts, ends or max(end, starts)
    first = datetime.combine(day, begin, OFFICE_ZONE)
    last = datetime.combine(day, end, OFFICE_ZONE)
    return first, max(last, first + timedelta(minutes=30))
