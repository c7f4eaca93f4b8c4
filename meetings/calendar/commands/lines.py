"""Lines of a week are written by the desk: added, changed, taken out, brought up to the meeting."""

from uuid import UUID

from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar import access
from meetings.calendar.commands.changing import allow_change, check_room
from meetings.calendar.commands.fields import (
    LineRef,
    LineWish,
    check_line,
    write_line,
    writer,
)
from meetings.calendar.commands.follow import copy_meeting_to
from meetings.calendar.models import WeekLine
from meetings.calendar.policies import WeekPermission
from meetings.calendar.states import LINE, LineState
from meetings.fields import Command
from meetings.models import Meeting
from meetings.states import MeetingState, after


class AddLine(LineWish):
    """A line for a week."""

    week_id: UUID


def add_line(uow: UnitOfWork, cmd: AddLine) -> LineRef:
    """Write a line by hand: a trip, a reception, who is on duty.

    Raises:
        NotFound, Denied: as the gate says of compiling.
        Conflict: the week lies with the approver, or is over. Invalid: day, times or people.
    """
    week = access.week_to_change(uow, cmd.week_id, WeekPermission.COMPILE, None)
    allow_change(uow, week)
    check_room(uow, week)
    check_line(uow, week, cmd, frozenset())
    line = WeekLine(id=new_id(), week_id=week.id, created_by=writer(uow))
    write_line(uow, line, cmd)
    uow.session.add(line)
    uow.audit("work_week.line_added", "work_week", week.id, line=line.id, day=cmd.day)
    return LineRef(id=line.id, week_id=week.id)


class LineChange(LineWish):
    """What the line is to say; `revision` is that of what the person saw."""

    revision: int | None = None


class ChangeLine(LineChange):
    """Another text of a line."""

    line_id: UUID


def change_line(uow: UnitOfWork, cmd: ChangeLine) -> LineRef:
    """Write a line anew. Raises as `add_line`; Stale: somebody changed it since `revision`."""
    line = access.line_to_compile(uow, cmd.line_id, cmd.revision)
    allow_change(uow, line.week)
    line.state = after(LINE, "change", LineState(line.state), "work_week.line_gone")
    check_line(uow, line.week, cmd, frozenset(seat.person_id for seat in line.people))
    write_line(uow, line, cmd)
    uow.audit("work_week.line_changed", "work_week", line.week_id, line=line.id, day=cmd.day)
    return LineRef(id=line.id, week_id=line.week_id)


class OnLine(Command):
    """A line; `revision` is that of what the person saw."""

    line_id: UUID
    revision: int | None = None


def remove_line(uow: UnitOfWork, cmd: OnLine) -> LineRef:
    """Take a line out; once it was published this is announced. Raises as `change_line`."""
    line = access.line_to_compile(uow, cmd.line_id, cmd.revision)
    allow_change(uow, line.week)
    line.state = after(LINE, "remove", LineState(line.state), "work_week.line_gone")
    line.changed_by, line.changed_at = writer(uow), uow.now
    uow.audit("work_week.line_removed", "work_week", line.week_id, line=line.id)
    return LineRef(id=line.id, week_id=line.week_id)


def refresh_line(uow: UnitOfWork, cmd: OnLine) -> LineRef:
    """Let a line say when and where its meeting takes place now; of a cancelled one it goes out.

    Raises as `change_line`; Conflict: the line follows no meeting.
    """
    line = access.line_to_compile(uow, cmd.line_id, cmd.revision)
    allow_change(uow, line.week)
    meeting = uow.session.get(Meeting, line.meeting_id) if line.meeting_id else None
    if meeting is None:
        raise Conflict("work_week.no_meeting")
    line.state = after(LINE, "change", LineState(line.state), "work_week.line_gone")
    if meeting.state == MeetingState.CANCELLED or not copy_meeting_to(uow, line, meeting):
        line.state = LineState.REMOVED
    line.changed_by, line.changed_at = writer(uow), uow.now
    uow.audit("work_week.line_refreshed", "work_week", line.week_id, line=line.id)
    return LineRef(id=line.id, week_id=line.week_id)
