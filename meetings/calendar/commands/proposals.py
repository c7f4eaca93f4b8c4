"""Units ask for lines in a body's weekly calendar; its desk takes them in or declines."""

from typing import Literal
from uuid import UUID

from sqlalchemy import select

from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar import access, telling
from meetings.calendar.commands.changing import allow_change, begin_week, check_room, week_of
from meetings.calendar.commands.fields import LineRef, LineText, check_line, write_line, writer
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.policies import PROPOSERS, WeekPermission
from meetings.calendar.states import LINE, LineState
from meetings.fields import Command, Remark
from meetings.states import after


class ProposeLine(LineText):
    """A line that `unit_id`, one's own, asks `body_id` to take into its calendar."""

    body_id: UUID
    unit_id: UUID


def propose_line(uow: UnitOfWork, cmd: ProposeLine) -> LineRef:
    """Ask for a line (đăng ký lịch). Of a published week it becomes an adjustment when taken in.

    Raises:
        Denied: the actor is neither secretary, clerk nor leader of the unit.
        Invalid: the body keeps no weekly calendar; day, times or people.
        Conflict: the week is over, or lies with the approver.
    """
    access.new_week(uow.actor, cmd.body_id, WeekPermission.PROPOSE)
    if cmd.unit_id not in uow.actor.units_as(*PROPOSERS):
        raise Denied("denied", kind="unit")
    if not keeps_calendar(uow, cmd.body_id):
        raise Invalid("work_week.no_calendar", field="body_id")
    week = week_of(uow, cmd.body_id, cmd.day) or begin_week(uow, cmd.body_id, cmd.day)
    state = week.state
    allow_change(uow, week)
    week.state = state  # What was published changes only when the desk takes the line in.
    check_room(uow, week)
    check_line(uow, week, cmd, frozenset())
    line = WeekLine(
        id=new_id(), week_id=week.id, state=LineState.PROPOSED, proposed_by=cmd.unit_id,
        created_by=writer(uow),
    )  # fmt: skip
    write_line(uow, line, cmd)
    uow.session.add(line)
    uow.audit("work_week.line_proposed", "work_week", week.id, line=line.id, unit=cmd.unit_id)
    telling.tell_desk(uow, week, "proposed")
    return LineRef(id=line.id, week_id=week.id)


def keeps_calendar(uow: UnitOfWork, body_id: UUID) -> bool:
    """Whether the body's desk has ever begun a week."""
    query = select(WorkWeek.id).where(WorkWeek.unit_id == body_id).limit(1)
    return uow.session.scalar(query) is not None


class LineDecision(Command):
    """What becomes of a proposal; declining needs a reason."""

    decision: Literal["accept", "decline"]
    reason: Remark = ""


class DecideLine(LineDecision):
    """The decision and the line."""

    line_id: UUID


def decide_line(uow: UnitOfWork, cmd: DecideLine) -> LineRef:
    """Take a proposed line in, or decline it; who proposed it is told.

    Raises:
        NotFound, Denied: as the gate says of compiling.
        Conflict: it was decided already; the week lies with the approver, or is over.
        Invalid: declined without a reason.
    """
    line = access.line_to_compile(uow, cmd.line_id, None)
    state = line.week.state
    allow_change(uow, line.week)
    line.state = after(LINE, cmd.decision, LineState(line.state), "work_week.line_decided")
    line.reason = ""
    if cmd.decision == "decline":
        line.week.state = state
        line.reason = cmd.reason
        if not cmd.reason:
            raise Invalid("work_week.no_reason", field="reason")
    uow.audit(
        "work_week.line_decided", "work_week", line.week_id, line=line.id, decision=cmd.decision
    )
    telling.tell_proposer(uow, line, "accepted" if cmd.decision == "accept" else "declined")
    return LineRef(id=line.id, week_id=line.week_id)


class OnProposal(Command):
    """A line that one's own unit proposed."""

    line_id: UUID


def withdraw_line(uow: UnitOfWork, cmd: OnProposal) -> LineRef:
    """Take a proposal back before it was decided. Raises NotFound, Denied, Conflict."""
    line = access.line_to_withdraw(uow, cmd.line_id)
    if line.state != LineState.PROPOSED:
        raise Conflict("work_week.line_decided")
    line.state = after(LINE, "remove", LineState(line.state), "work_week.line_decided")
    line.changed_by, line.changed_at = writer(uow), uow.now
    uow.audit("work_week.line_withdrawn", "work_week", line.week_id, line=line.id)
    return LineRef(id=line.id, week_id=line.week_id)
