"""Two at the desk: each hears what the other has just done, and is told when they were first."""

from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict
from ecabinet.core.outbox import OutboxEntry
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events
from meetings.models import AgendaItem, Meeting


def tell_desk(
    uow: UnitOfWork,
    meeting: Meeting,
    deed: str,
    *,
    item_id: UUID | None = None,
    participant_id: UUID | None = None,
) -> None:
    """Tell who sits at the desk who has just done what."""
    uow.record(
        events.DeskActed(
            stream=events.desk(meeting.id),
            deed=deed,
            by=uow.actor.real_id,
            name=uow.actor.deputy.name if uow.actor.deputy else uow.actor.name,
            item_id=item_id,
            participant_id=participant_id,
        )
    )


def check_still_at(uow: UnitOfWork, meeting: Meeting, expected: UUID | None) -> None:
    """Raise Conflict, with who moved whither, when another item is current than was `expected`."""
    if meeting.current_item_id == expected:
        return
    item = uow.session.get(AgendaItem, meeting.current_item_id or expected)
    moved = (
        select(Person.name)
        .join(OutboxEntry, OutboxEntry.actor_id == Person.id)
        .where(
            OutboxEntry.stream == events.everybody(meeting.id),
            OutboxEntry.type == events.AgendaMoved.type,
        )
        .order_by(OutboxEntry.seq.desc())
        .limit(1)
    )
    name = uow.session.scalar(moved) or ""
    raise Conflict("session.moved_meanwhile", name=name, number=item.number if item else "")
