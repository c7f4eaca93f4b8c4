"""A meeting always has somebody who keeps it: a secretary's seat, or the secretary of the body."""

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.catalogue import Function
from meetings.models import Meeting


def has_secretary(meeting: Meeting) -> bool:
    """Whether somebody sits as secretary."""
    seats = (seat for seat in meeting.participants if seat.removed_at is None)
    return any(seat.function == Function.SECRETARY for seat in seats)


def check_secretary(uow: UnitOfWork, meeting: Meeting, had: bool) -> None:
    """Raise Conflict when the last secretary's seat goes (`had` one before) and the body has none.

    A secretary's office in the body is enough: its holder prepares and runs the meeting as well.
    """
    if not had or has_secretary(meeting):
        return
    if not at_desks(uow.session, [meeting.unit_id], [Role.SECRETARY], office_day(uow.now)):
        raise Conflict("participant.last_secretary", field="participants")
