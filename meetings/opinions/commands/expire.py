"""What the worker does once the time is over: it closes, and tells the unit that answers."""

from sqlalchemy import or_, select

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting
from meetings.opinions import telling
from meetings.opinions.commands.steps import standing
from meetings.opinions.models import OpinionCall
from meetings.states import MeetingState

BATCH = 50


class CloseOverdue(Command):
    """Close what is over by now."""


class Overdue(Command):
    """How many were closed; `BATCH` of them: there may be more."""

    count: int


def close_overdue(uow: UnitOfWork, _cmd: CloseOverdue) -> Overdue:
    """Close opinions whose deadline has passed, or whose session is over; twice is once."""
    over = or_(OpinionCall.due_at < uow.now, Meeting.state == MeetingState.CLOSED)
    rows = uow.session.execute(
        select(OpinionCall, AgendaItem)
        .join(AgendaItem, AgendaItem.id == OpinionCall.item_id)
        .join(Meeting, Meeting.id == OpinionCall.meeting_id)
        .where(OpinionCall.closed_at.is_(None), over)
        .order_by(OpinionCall.item_id)
        .limit(BATCH)
        .with_for_update(of=OpinionCall)
    ).all()
    for call, item in rows:
        call.closed_at = uow.now
        count = standing(uow, call.item_id)
        uow.audit("opinions.closed", "agenda_item", call.item_id, count=count)
        telling.announce(uow, call.item_id)
        if item.removed_at is None:
            telling.tell_unit(uow, item, call, count)
    return Overdue(count=len(rows))
