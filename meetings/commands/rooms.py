"""A room holds one called meeting at a time, unless a reason is recorded."""

from sqlalchemy import select

from ecabinet.catalogues.models import CatalogueEntry
from ecabinet.core.clock import office_time
from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.kinds import ROOMS
from meetings.models import Meeting
from meetings.queries.bookings import in_room


def check_free(uow: UnitOfWork, meeting: Meeting) -> None:
    """Raise Conflict when another called meeting has the room and no reason is given.

    The row of the room is locked first, so that of two calls at once the second sees the first.
    """
    if not meeting.room or meeting.room_reason:
        return
    uow.session.execute(
        select(CatalogueEntry.id)
        .where(CatalogueEntry.catalogue == ROOMS.key, CatalogueEntry.code == meeting.room)
        .with_for_update()
    )
    span = (meeting.starts_at, meeting.ends_at)
    for other in in_room(uow.session, uow.actor, meeting.room, span, meeting.id):
        if other.firm:
            begin, end = office_time(other.starts_at), office_time(other.ends_at)
            raise Conflict(
                "meeting.room_taken",
                field="room",
                other=other.title or other.unit,
                time=f"{begin:%H:%M}–{end:%H:%M}, {begin:%d/%m/%Y}",
            )
