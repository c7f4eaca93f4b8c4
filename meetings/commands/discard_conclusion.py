"""A draft of a conclusion is thrown away: it was never issued, and nothing came of it."""

from uuid import UUID

from sqlalchemy import delete

from ecabinet.core.errors import Conflict, refuse_stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, events
from meetings.commands import hearing
from meetings.commands.conclusion import announce_conclusion
from meetings.commands.conclusion_numbers import close_gap
from meetings.commands.wall import put_on_wall
from meetings.fields import Command
from meetings.models import ConclusionEntry
from meetings.policies import MeetingPermission
from meetings.states import ConclusionState


class DiscardConclusion(Command):
    """A draft. `revision` is that of what the person saw."""

    conclusion_id: UUID
    revision: int | None = None


def discard_conclusion(uow: UnitOfWork, cmd: DiscardConclusion) -> None:
    """Throw a draft away with its history; the log keeps that it was there, and who did so.

    The drafts after it move up: its number was never given to anything.

    Raises:
        NotFound, Denied; Stale: somebody changed it since `revision`. Conflict: it was issued.
    """
    conclusion, meeting = access.conclusion(
        uow, uow.actor, cmd.conclusion_id, MeetingPermission.CONCLUDE
    )
    if conclusion.state != ConclusionState.DRAFT:
        raise Conflict("conclusion.issued")
    refuse_stale(cmd.revision, conclusion.revision)
    if meeting.shown_conclusion_id == conclusion.id:
        put_on_wall(uow, meeting, None)
    history = delete(ConclusionEntry).where(ConclusionEntry.conclusion_id == conclusion.id)
    uow.session.execute(history)
    uow.session.delete(conclusion)
    told = events.ConclusionDiscarded(stream=events.desk(meeting.id), conclusion_id=conclusion.id)
    secrecy = hearing.secrecy_of_item(uow, conclusion.item_id)
    hearing.announce(uow, meeting.id, secrecy, [told])
    uow.audit("conclusion.discarded", "conclusion", conclusion.id, number=conclusion.number)
    for moved in close_gap(uow, conclusion):
        announce_conclusion(uow, moved, "conclusion.renumbered")
