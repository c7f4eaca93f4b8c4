"""A conclusion that was issued is corrected by another; both are kept."""

import string
from uuid import UUID

from pydantic import Field
from sqlalchemy import func, select

from ecabinet.core.errors import Conflict
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.set_aside import SetAside, end_with_source
from followup.words import Words
from meetings import access
from meetings.commands.conclusion import (
    ConclusionRef,
    ConclusionText,
    announce_conclusion,
    write_conclusion,
)
from meetings.conclusion_history import note
from meetings.fields import Command
from meetings.models import Conclusion
from meetings.policies import MeetingPermission
from meetings.states import ConclusionState


class CorrectConclusion(Command):
    """The conclusion that was wrong, what it shall say, and why."""

    conclusion_id: UUID
    reason: Words = Field(min_length=1, max_length=2_000)
    content: ConclusionText


def correct_conclusion(uow: UnitOfWork, cmd: CorrectConclusion) -> ConclusionRef:
    """Write a draft that will take the place of an issued conclusion when it is issued itself.

    Raises:
        Conflict: it has not been issued, or is being corrected already.
        Invalid: as for record_conclusion.
    """
    old, meeting = access.conclusion(uow, uow.actor, cmd.conclusion_id, MeetingPermission.CONCLUDE)
    if old.state != ConclusionState.ISSUED:
        raise Conflict("conclusion.not_issued")
    if uow.session.scalar(select(Conclusion.id).where(Conclusion.replaces_id == old.id)):
        raise Conflict("conclusion.corrected_already")
    newest = select(func.max(Conclusion.ordinal)).where(Conclusion.item_id == old.item_id)
    draft = Conclusion(
        id=new_id(),
        meeting_id=old.meeting_id,
        item_id=old.item_id,
        ordinal=(uow.session.scalar(newest) or 0) + 1,
        number=_next_number(old.number),
        recorded_by=uow.actor.person_id,
        recorded_at=uow.now,
        state=ConclusionState.DRAFT,
        replaces_id=old.id,
    )
    write_conclusion(uow, meeting, draft, cmd.content)
    uow.session.add(draft)
    uow.session.flush()  # The history refers to the row.
    note(uow, draft, "recorded", cmd.reason)
    return announce_conclusion(uow, draft, "conclusion.corrected")


def _next_number(number: str) -> str:
    """2.1 → 2.1a → 2.1b: the number says which conclusion it corrects."""
    last = number[-1:]
    if last not in string.ascii_lowercase:
        return f"{number}a"
    return f"{number[:-1]}{chr(ord(last) + 1)}" if last != "z" else f"{number}a"


def put_aside(uow: UnitOfWork, draft: Conclusion) -> Conclusion | None:
    """Let what `draft` corrects stand no longer, with its task; called where `draft` is issued.

    Who may issue may supersede: the task was issued by the meeting, not by whoever pressed.
    Raises Conflict when its completion is reported: then nothing is issued.
    """
    if draft.replaces_id is None:
        return None
    old = uow.session.get_one(Conclusion, draft.replaces_id)
    old.state = ConclusionState.SUPERSEDED
    if old.task_id is not None:
        reason = f"Thay bằng kết luận {draft.number}."
        end_with_source(uow, SetAside(task_id=old.task_id, reason=reason))
    note(uow, old, "superseded", draft.number)
    return old
