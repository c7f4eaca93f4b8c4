"""The worker reminds units of papers: once before the day, once after it."""

from sqlalchemy import or_, select

from ecabinet.core.clock import office_day
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import states
from meetings.commands.request_steps import settled, write_step
from meetings.fields import Command
from meetings.models import AgendaItem, Meeting, PaperRequest
from meetings.preparing import SOON, WAITING, RequestAct, to_remind
from meetings.request_telling import tell_secretariat, tell_unit

BATCH = 100


class RemindUnits(Command):
    """Whoever is to be reminded by now."""


class Reminded(Command):
    """How many requests were looked at; a full batch means that there may be more."""

    count: int


def remind_units(uow: UnitOfWork, _cmd: RemindUnits) -> Reminded:
    """Remind, and keep in the same transaction that it was done: so each is told exactly once.

    A paper asked for within the last days before its day needs no reminder: asking was one.
    """
    today = office_day(uow.now)
    rows = uow.session.execute(
        select(PaperRequest, AgendaItem)
        .join(AgendaItem, AgendaItem.id == PaperRequest.item_id)
        .join(Meeting, Meeting.id == PaperRequest.meeting_id)
        .where(
            PaperRequest.state.in_([str(state) for state in WAITING]),
            PaperRequest.due_on <= today + SOON,
            or_(
                (PaperRequest.due_on >= today) & PaperRequest.reminded_at.is_(None),
                (PaperRequest.due_on < today) & PaperRequest.late_told_at.is_(None),
            ),
            AgendaItem.removed_at.is_(None),
            Meeting.state.in_(list(states.EDITABLE)),
        )
        .order_by(PaperRequest.due_on, PaperRequest.id)
        .limit(BATCH)
        .with_for_update(of=PaperRequest, skip_locked=True)
    ).all()
    for request, item in rows:
        _remind(uow, request, item, to_remind(request.state, request.due_on, today))
    return Reminded(count=len(rows))


def _remind(
    uow: UnitOfWork, request: PaperRequest, item: AgendaItem, act: RequestAct | None
) -> None:
    if act is RequestAct.LATE:
        request.late_told_at = uow.now
        tell_secretariat(uow, request, item, "missing")
        tell_unit(uow, request, item, "late")
    else:
        request.reminded_at = uow.now
        if office_day(request.asked_at) >= request.due_on - SOON:
            return
        tell_unit(uow, request, item, "remind")
    write_step(uow, request, act or RequestAct.REMIND)
    settled(uow, request)
    uow.audit("paper_request.reminded", "paper_request", request.id, about=str(act))
