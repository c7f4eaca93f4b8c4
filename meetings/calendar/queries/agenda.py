"""What stands on the days of a person, of a unit, or of a room. Constant queries."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.clock import OFFICE_ZONE, office_day, office_time
from followup.days_off import DAYS_OFF, office_calendar
from followup.deadlines import days_off_by_law
from followup.models import Task
from followup.policies import visible_to as tasks_visible_to
from followup.states import OPEN
from meetings.calendar.queries.frozen import published_rows
from meetings.calendar.queries.shapes import WAITING, CalendarDay, DayItem, DayThing
from meetings.calendar.queries.week import may_see
from meetings.calendar.rows import Row
from meetings.calendar.spans import Span
from meetings.calendar.states import Half
from meetings.calling import stands_for
from meetings.catalogue import Function
from meetings.models import Answer, Meeting, Participant
from meetings.policies import visible_to
from meetings.queries.bookings import in_room
from meetings.states import RUNNING, MeetingState

MOST = 1_000


def my_days(session: Session, actor: Actor, span: Span) -> list[CalendarDay]:
    """Return one's own days: invitations, what one runs, lines one stands on, tasks due."""
    seat = Participant.id.is_not(None)
    items = _meetings(session, actor, span, seat)
    rows = published_rows(session, span.first, span.last)
    mine = [(w.unit.name, w.id, r) for w, r in rows if actor.person_id in {x.id for x in r.leaders}]
    items += _lines(mine, {item.id for item in items})
    if actor.deputy is None:
        items += _tasks(session, actor, span, Task.assignee_id == actor.person_id)
    return _days(session, actor, span, items)


def unit_days(session: Session, actor: Actor, span: Span, unit_id: UUID) -> list[CalendarDay]:
    """Return a unit's days, as far as one may know: its meetings, its week, its tasks due."""
    items = _meetings(session, actor, span, Meeting.unit_id == unit_id)
    rows = published_rows(session, span.first, span.last, unit_id) if actor.offices else []
    items += _lines(
        [(week.unit.name, week.id, row) for week, row in rows if may_see(actor, row)],
        {item.id for item in items},
    )
    items += _tasks(session, actor, span, Task.lead_unit_id == unit_id)
    return _days(session, actor, span, items)


def room_days(session: Session, actor: Actor, span: Span, room: str) -> list[CalendarDay]:
    """Return who has a room when; titles only of meetings one may know of."""
    found = [
        DayItem(
            what=DayThing.BOOKING,
            id=b.meeting_id,
            title=b.title,
            day=office_day(b.starts_at),
            starts_at=b.starts_at,
            ends_at=b.ends_at,
            unit=b.unit,
            state=None if b.firm else MeetingState.DRAFT,
        )
        for b in in_room(session, actor, room, _moments(span), most=MOST)
    ]
    return _days(session, actor, span, found)


def _moments(span: Span) -> tuple[datetime, datetime]:
    begin = datetime.combine(span.first, time(), OFFICE_ZONE)
    return begin, datetime.combine(span.last + timedelta(days=1), time(), OFFICE_ZONE)


def _meetings(
    session: Session, actor: Actor, span: Span, wanted: ColumnElement[bool]
) -> list[DayItem]:
    begin, end = _moments(span)
    rows = session.execute(
        select(Meeting, Participant, Answer)
        .outerjoin(
            Participant,
            and_(
                Participant.meeting_id == Meeting.id,
                Participant.person_id == actor.person_id,
                Participant.removed_at.is_(None),
            ),
        )
        .outerjoin(Answer, Answer.participant_id == Participant.id)
        .options(joinedload(Meeting.unit))
        .where(
            visible_to(actor),
            wanted,
            Meeting.state != MeetingState.CANCELLED,
            Meeting.starts_at < end,
            or_(Meeting.starts_at >= begin, Meeting.ends_at > begin),
        )
        .order_by(Meeting.starts_at, Meeting.id)
        .limit(MOST)
    )
    return [_meeting(meeting, seat, answer) for meeting, seat, answer in rows]


def _meeting(meeting: Meeting, seat: Participant | None, answer: Answer | None) -> DayItem:
    asked = seat is not None and seat.function != Function.SECRETARY
    asked = asked and meeting.state == MeetingState.CALLED
    given = stands_for(answer)
    return DayItem(
        what=DayThing.MEETING,
        id=meeting.id,
        title=meeting.title,
        day=office_day(meeting.starts_at),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        unit=meeting.unit.name,
        state=meeting.state,
        answer=given or (WAITING if asked else None),
        may_enter=meeting.state in RUNNING,
    )


def _lines(rows: Iterable[tuple[str, UUID, Row]], shown: set[UUID | None]) -> list[DayItem]:
    """Lines of meetings that stand there anyway are left out."""
    return [
        DayItem(
            what=DayThing.LINE,
            id=week_id,
            title=row.content,
            day=row.day,
            half=row.half,
            starts_at=_at(row.day, row.starts),
            ends_at=_at(row.day, row.ends),
            place=row.place,
            unit=unit,
            kind=row.kind,
        )
        for unit, week_id, row in rows
        if row.meeting_id is None or row.meeting_id not in shown
    ]


def _at(day: date, clock: time | None) -> datetime | None:
    return datetime.combine(day, clock, OFFICE_ZONE) if clock else None


def _tasks(
    session: Session, actor: Actor, span: Span, wanted: ColumnElement[bool]
) -> list[DayItem]:
    rows = session.execute(
        select(Task.id, Task.title, Task.due_on)
        .where(
            tasks_visible_to(actor),
            wanted,
            Task.state.in_(OPEN),
            Task.due_on >= span.first,
            Task.due_on <= span.last,
        )
        .order_by(Task.due_on, Task.id)
        .limit(MOST)
    )
    return [
        DayItem(what=DayThing.TASK, id=key, title=title, day=due)
        for key, title, due in rows
        if due is not None
    ]


def _days(
    session: Session, actor: Actor, span: Span, items: Iterable[DayItem]
) -> list[CalendarDay]:
    office = office_calendar(session, span.first)
    names = dict(
        named
        for year in {span.first.year, span.last.year}
        for named in days_off_by_law(year, actor.language)
    ) | _own_names(session, actor)
    by_day: dict[date, list[DayItem]] = {}
    for item in items:
        by_day.setdefault(item.day, []).append(item)
    return [
        CalendarDay(
            day=day,
            is_off=not office.is_working_day(day),
            off="" if office.is_working_day(day) else names.get(day, ""),
            items=sorted(by_day.get(day, []), key=_place),
        )
        for day in span.days
    ]


def _own_names(session: Session, actor: Actor) -> dict[date, str]:
    entries = book(session, DAYS_OFF).entries
    return {entry.data.day: entry.shown(actor.language) for entry in entries}


def _place(item: DayItem) -> tuple[str, str]:
    """Whole days first, then halves, then by the office's clock."""
    if item.starts_at is not None:
        return f"{office_time(item.starts_at):%H:%M}", item.title or ""
    return {None: "", Half.MORNING: "00:01", Half.AFTERNOON: "12:00"}[item.half], item.title or ""
