"""What a meeting takes from the catalogues: the rules and the agenda of its kind, its room."""

from uuid import UUID

from ecabinet.catalogues import access as catalogue
from ecabinet.catalogues.queries import book
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.kinds import MEETING_KINDS, ROOMS, MeetingKind
from meetings.models import AgendaItem


def kind_of(uow: UnitOfWork, code: str | None) -> tuple[str, MeetingKind]:
    """Return the kind chosen, without one the first that is offered. Raises Invalid."""
    today = office_day(uow.now)
    if code is None:
        offered = book(uow.session, MEETING_KINDS).offered(today)
        if not offered:
            raise Invalid("catalogue.not_offered", field="kind")
        code = offered[0].code
    return code, catalogue.chosen(uow, MEETING_KINDS, code, today, "kind")[1]


def place_of(uow: UnitOfWork, room: str | None, typed: str, before: str | None = None) -> str:
    """Return the place as typed, else the room's address.

    Raises:
        Invalid: the room is not offered, and is not the one chosen `before` either.
    """
    if not room:
        return typed
    if room != before:
        catalogue.chosen(uow, ROOMS, room, office_day(uow.now), "room")
    its = book(uow.session, ROOMS).by_code.get(room)
    return typed or (its.data.address(its.name) if its else "")


def agenda_of(meeting_id: UUID, kind: MeetingKind) -> list[AgendaItem]:
    """Return the items that a new meeting of the kind begins with."""
    return [
        AgendaItem(
            id=new_id(),
            meeting_id=meeting_id,
            position=position,
            number=str(position),
            title=line.title,
            minutes=line.minutes,
        )
        for position, line in enumerate(kind.agenda, start=1)
    ]
