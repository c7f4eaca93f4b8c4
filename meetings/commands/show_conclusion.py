"""A conclusion is put on the big screen while the chair states it, and taken off again."""

from uuid import UUID

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access, states
from meetings.commands.wall import put_on_wall
from meetings.fields import Command
from meetings.models import Conclusion
from meetings.policies import MeetingPermission
from meetings.queries.wall_conclusion import may_hang


class ShownConclusion(Command):
    """Which one everybody in the hall shall read; null for none."""

    conclusion_id: UUID | None


class ShowConclusion(ShownConclusion):
    """The conclusion and the meeting."""

    meeting_id: UUID


def show_conclusion(uow: UnitOfWork, cmd: ShowConclusion) -> None:
    """Put a conclusion on the wall; the next page, item or vote takes it off.

    Raises:
        NotFound: it is no conclusion of this meeting, or the actor may not know of it.
        Conflict: the session does not run, or its item is for members only or secret.
    """
    place = access.place(uow, uow.actor, cmd.meeting_id, MeetingPermission.SHOW, lock=True)
    if place.state not in states.RUNNING:
        raise Conflict("session.not_running")
    shown: Conclusion | None = None
    if cmd.conclusion_id is not None:
        shown, _meeting = access.conclusion(
            uow, uow.actor, cmd.conclusion_id, MeetingPermission.SHOW
        )
        if shown.meeting_id != place.id or not may_hang(uow.session, shown):
            raise Conflict("conclusion.not_for_the_wall")
    put_on_wall(uow, place.row, shown)
    if shown is None:
        uow.audit("wall.cleared", "meeting", place.id)
    else:
        uow.audit("conclusion.shown", "conclusion", shown.id, meeting_id=str(place.id))
