"""Called meetings of a body stand in its weekly calendar by themselves."""

from datetime import datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Office
from ecabinet.core.actors import Role
from ecabinet.core.clock import OFFICE_ZONE, office_day, office_time
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.commands.changing import week_of
from meetings.calendar.commands.fields import set_people, writer
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.rows import days_of, half_of
from meetings.calendar.states import LineKind, LineState, WeekState
from meetings.catalogue import Function
from meetings.models import Meeting
from meetings.states import GATHERING


def follow_meeting(uow: UnitOfWork, meeting: Meeting) -> None:
    """Put a meeting that is called, or was moved, on the week of its body when there is one.

    A line that stands there already is left: the desk is shown what differs and decides.
    """
    if meeting.state not in GATHERING:
        return
    week = week_of(uow, meeting.unit_id, office_day(meeting.starts_at))
    if week is not None and week.state != WeekState.SUBMITTED:
        _link(uow, week, [meeting])


def link_called(uow: UnitOfWork, week: WorkWeek) -> None:
    """Put all called meetings of the body in that week on it which are not there yet."""
    begin = datetime.combine(week.monday, time(), OFFICE_ZONE)
    found = uow.session.scalars(
        select(Meeting)
        .where(
            Meeting.unit_id == week.unit_id,
            Meeting.state.in_(GATHERING),
            Meeting.starts_at >= begin,
            Meeting.starts_at < begin + timedelta(days=7),
        )
        .order_by(Meeting.starts_at, Meeting.id)
    )
    _link(uow, week, list(found))


def _link(uow: UnitOfWork, week: WorkWeek, meetings: list[Meeting]) -> None:
    query = select(WeekLine.meeting_id).where(WeekLine.week_id == week.id)
    there = set(uow.session.scalars(query.where(WeekLine.meeting_id.is_not(None))))
    for meeting in meetings:
        if meeting.id in there:
            continue
        line = WeekLine(
            id=new_id(), week_id=week.id, meeting_id=meeting.id, kind=LineKind.MEETING,
            content=meeting.title, state=LineState.ACCEPTED, created_by=writer(uow),
            changed_by=writer(uow), changed_at=uow.now,
        )  # fmt: skip
        line.week = week
        set_people(line, _leaders(uow, meeting))
        if copy_meeting_to(uow, line, meeting):
            uow.session.add(line)
            if week.state == WeekState.PUBLISHED:
                week.state = WeekState.COMPILING
            uow.audit("work_week.meeting_linked", "work_week", week.id, meeting=meeting.id)


def copy_meeting_to(uow: UnitOfWork, line: WeekLine, meeting: Meeting) -> bool:
    """Let the line say when and where the meeting is; False when that is in another week."""
    begin, end = office_time(meeting.starts_at), office_time(meeting.ends_at)
    if begin.date() not in days_of(line.week.monday):
        return False
    line.day, line.starts = begin.date(), begin.time().replace(second=0, microsecond=0)
    same_day = end.date() == begin.date()
    line.ends = end.time().replace(second=0, microsecond=0) if same_day else None
    line.half, line.place = half_of(line.starts, None), meeting.place
    return True


def _leaders(uow: UnitOfWork, meeting: Meeting) -> tuple[UUID, ...]:
    """Who chairs, then the leaders of the body who take part."""
    seats = [seat for seat in meeting.participants if seat.removed_at is None]
    chairs = [seat.person_id for seat in seats if seat.function == Function.CHAIR]
    day = office_day(meeting.starts_at)
    held = uow.session.scalars(
        select(Office).where(
            Office.unit_id == meeting.unit_id,
            Office.role == Role.LEADER,
            Office.person_id.in_([seat.person_id for seat in seats]),
        )
    )
    leaders = {office.person_id for office in held if office.held_on(day)}
    others = [s.person_id for s in seats if s.person_id in leaders and s.person_id not in chairs]
    return tuple(dict.fromkeys([*chairs, *others]))
