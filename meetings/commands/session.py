"""The session: opened, paused, resumed, closed."""

from uuid import UUID

from sqlalchemy import func, select, update

from ecabinet.accounts.models import Unit
from ecabinet.core.clock import office_time
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, clocks, events, states
from meetings.catalogue import RuleSet
from meetings.commands import turns
from meetings.commands.colleagues import tell_desk
from meetings.commands.lead import take_back
from meetings.commands.plan import MeetingRef, refuse_while_voting
from meetings.fields import Command
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.policies import MeetingPermission
from meetings.queries.bookings import running_beside
from meetings.queries.presence import attendance
from meetings.states import ItemState, MeetingState
from meetings.telling import members, tell


class SessionStep(Command):
    """One step of the session of a meeting."""

    meeting_id: UUID


class Opening(Command):
    """`besides`: also while another session of the body, in the room or with the chair runs."""

    besides: bool = False


class OpenSession(SessionStep, Opening):
    """Open the session of a meeting."""


def open_session(uow: UnitOfWork, cmd: OpenSession) -> MeetingRef:
    """Open the session.

    Raises:
        Conflict: the meeting is not called or already open (session.cannot_open), or another
            session runs that is likely the forgotten one (session.another_runs).
    """
    meeting = _step(uow, cmd, "open", "session.cannot_open")
    other = None if cmd.besides else running_beside(uow.session, uow.actor, meeting)
    if other:
        begin = office_time(other.starts_at)
        raise Conflict(
            "session.another_runs", other=other.title or other.unit, time=f"{begin:%H:%M, %d/%m/%Y}"
        )
    meeting.opened_at = uow.now
    return _announce(uow, meeting, "session.opened", None)


def pause_session(uow: UnitOfWork, cmd: SessionStep) -> MeetingRef:
    """Pause; the clock of the current item stands. Raises Conflict unless in session."""
    meeting = _step(uow, cmd, "pause", "session.not_running")
    item = current_item(uow, meeting)
    if item:
        clocks.stop(item, uow.now)
    turns.hold(uow, meeting)
    return _announce(uow, meeting, "session.paused", item)


def resume_session(uow: UnitOfWork, cmd: SessionStep) -> MeetingRef:
    """Go on. Raises Conflict unless paused."""
    meeting = _step(uow, cmd, "resume", "session.not_paused")
    item = current_item(uow, meeting)
    if item:
        clocks.start(item, uow.now)
    return _announce(uow, meeting, "session.resumed", item)


def close_session(uow: UnitOfWork, cmd: SessionStep) -> MeetingRef:
    """Close: clocks stop, queues end, everybody has left, the minutes get their number.

    Raises:
        Conflict: a vote is open, or there is no session to close.
    """
    meeting = _step(uow, cmd, "close", "session.cannot_close")
    refuse_while_voting(uow, meeting)
    item = current_item(uow, meeting)
    if item:
        clocks.stop(item, uow.now)
        item.state = ItemState.DONE
    meeting.closed_at = uow.now
    turns.settle(uow, meeting)
    turns.announce(uow, meeting)
    take_back(uow, meeting)
    uow.session.execute(
        update(Attendance)
        .where(Attendance.meeting_id == meeting.id, Attendance.left_at.is_(None))
        .values(left_at=uow.now)
    )
    shown = attendance(uow.session, meeting).model_dump()
    for stream in (events.everybody(meeting.id), events.members(meeting.id)):
        uow.record(events.QuorumChanged(stream=stream, attendance=shown))
    _number_minutes(uow, meeting)
    tell(uow, meeting, "closed", members(uow.session, meeting.id))
    return _announce(uow, meeting, "session.closed", item)


def current_item(uow: UnitOfWork, meeting: Meeting) -> AgendaItem | None:
    """Return the item being discussed."""
    key = meeting.current_item_id
    item = uow.session.get(AgendaItem, key) if key else None
    return item if item and item.removed_at is None else None


def _step(uow: UnitOfWork, cmd: SessionStep, deed: str, code: str) -> Meeting:
    meeting = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.RUN, lock=True).row
    meeting.state = states.after(states.MEETING, deed, MeetingState(meeting.state), code)
    return meeting


def _announce(
    uow: UnitOfWork, meeting: Meeting, action: str, item: AgendaItem | None
) -> MeetingRef:
    uow.record(
        events.SessionChanged(
            stream=events.everybody(meeting.id),
            state=meeting.state,
            at=uow.now,
            clock=clocks.reading(item) if item else None,
        )
    )
    uow.audit(action, "meeting", meeting.id)
    tell_desk(uow, meeting, action)
    return MeetingRef(id=meeting.id)


def _number_minutes(uow: UnitOfWork, meeting: Meeting) -> None:
    """Give the minutes the body's next number of the year.

    Two sessions of one body that close at once meet at the constraint; the second tries again.
    """
    year = office_time(uow.now).year
    taken = uow.session.scalar(
        select(func.max(Meeting.minutes_number)).where(
            Meeting.unit_id == meeting.unit_id, Meeting.minutes_year == year
        )
    )
    code = uow.session.scalar(select(Unit.code).where(Unit.id == meeting.unit_id))
    number = (taken or 0) + 1
    meeting.minutes_year, meeting.minutes_number = year, number
    # Party style 15-BB/TU, state style 15/BB-UBND (domain.md, section 7).
    party = meeting.rule_set == RuleSet.PARTY
    meeting.minutes_symbol = f"{number}-BB/{code}" if party else f"{number}/BB-{code}"
