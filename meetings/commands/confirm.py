"""The chair confirms a conclusion as written, or says what is to be mended."""

from uuid import UUID

from pydantic import Field
from sqlalchemy import func, select

from ecabinet.core.errors import Conflict, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from followup.words import Words
from meetings import access
from meetings.commands.conclusion import ConclusionRef, announce_conclusion
from meetings.conclusion_history import note
from meetings.fields import Command
from meetings.models import Conclusion, Meeting
from meetings.policies import MeetingPermission
from meetings.states import ConclusionState
from meetings.telling import chairs, tell

REVIEW = "conclusions"


class ConfirmConclusion(Command):
    """Which one, as the chair saw it."""

    conclusion_id: UUID
    revision: int


def confirm_conclusion(uow: UnitOfWork, cmd: ConfirmConclusion) -> ConclusionRef:
    """Say that this is what was concluded; a later change takes it back.

    Raises:
        Stale: it was changed since the chair saw it.
        Conflict: it has been issued.
    """
    conclusion, meeting = _seen(uow, cmd)
    if conclusion.confirmed_at is not None:
        return ConclusionRef(id=conclusion.id)
    conclusion.confirmed_at, conclusion.confirmed_by = uow.now, uow.actor.person_id
    conclusion.remark = ""
    note(uow, conclusion, "confirmed")
    numbers = {"number": conclusion.number}
    told = [conclusion.recorded_by]
    tell(uow, meeting, "conclusion_confirmed", told, merge=True, page=REVIEW, **numbers)
    return announce_conclusion(uow, conclusion, "conclusion.confirmed")


class ReturnConclusion(ConfirmConclusion):
    """Which one, and what the chair wants said instead."""

    remark: Words = Field(min_length=1, max_length=2_000)


def return_conclusion(uow: UnitOfWork, cmd: ReturnConclusion) -> ConclusionRef:
    """Ask the secretary to mend a draft. Raises Stale, Conflict."""
    conclusion, meeting = _seen(uow, cmd)
    conclusion.confirmed_at, conclusion.confirmed_by = None, None
    conclusion.remark = cmd.remark
    note(uow, conclusion, "returned", cmd.remark)
    told = [conclusion.recorded_by]
    tell(uow, meeting, "conclusion_returned", told, page=REVIEW, number=conclusion.number)
    return announce_conclusion(uow, conclusion, "conclusion.returned")


class AskConfirmation(Command):
    """Of which meeting."""

    meeting_id: UUID


def ask_confirmation(uow: UnitOfWork, cmd: AskConfirmation) -> None:
    """Tell the chair that conclusions wait to be confirmed. Raises Conflict when none does."""
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.CONCLUDE)
    waiting = select(func.count(Conclusion.id)).where(
        Conclusion.meeting_id == place.id,
        Conclusion.state == ConclusionState.DRAFT,
        Conclusion.confirmed_at.is_(None),
    )
    count = uow.session.scalar(waiting)
    if not count:
        raise Conflict("conclusion.nothing_to_confirm")
    who = chairs(uow.session, place.id)
    tell(uow, place.row, "conclusions_to_confirm", who, merge=True, page=REVIEW, count=count)
    uow.audit("conclusions.confirmation_asked", "meeting", place.id, count=count)


def _seen(uow: UnitOfWork, cmd: ConfirmConclusion) -> tuple[Conclusion, Meeting]:
    conclusion, meeting = access.conclusion(
        uow, uow.actor, cmd.conclusion_id, MeetingPermission.CONFIRM
    )
    if conclusion.state != ConclusionState.DRAFT:
        raise Conflict("conclusion.issued")
    if conclusion.revision != cmd.revision:
        raise Stale("stale")
    return conclusion, meeting
