"""Who may hear what happens on a secret item: nobody by its content, for streams know no clearance.

Every device is told to ask again, and its own door answers what its reader is cleared for.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from ecabinet.accounts.models import Person
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict
from ecabinet.core.events import Event
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events, vote_events
from meetings.commands import wall
from meetings.models import AgendaItem, Meeting, Participant
from meetings.queries.papers import layer_streams
from meetings.queries.vote_shapes import wordless

_OF_VOTES = (
    vote_events.VoteOpened,
    vote_events.VoteClosed,
    vote_events.VotePublished,
    vote_events.VoteVoided,
)


def secrecy_of_item(uow: UnitOfWork, item_id: UUID) -> int:
    """Return how secret an item is that the gate has let through already."""
    return uow.session.scalars(select(AgendaItem.secrecy).where(AgendaItem.id == item_id)).one()


def announce(uow: UnitOfWork, meeting_id: UUID, secrecy: int, told: Iterable[Event]) -> None:
    """Record `told`, or for a secret item only that something has changed."""
    if secrecy:
        uow.record(events.MeetingChanged(stream=events.everybody(meeting_id)))
        return
    for event in told:
        if isinstance(event, _OF_VOTES):
            wall.clear(uow.session.get_one(Meeting, meeting_id))
        uow.record(_as_the_wall_may_hear(uow, meeting_id, event))


def _as_the_wall_may_hear(uow: UnitOfWork, meeting_id: UUID, event: Event) -> Event:
    """Return the event; on the wall a vote of an item for members only has figures, no question."""
    if not isinstance(event, _OF_VOTES):
        return event
    item = uow.session.get(AgendaItem, UUID(event.vote["item_id"]))
    if event.stream != events.screen(meeting_id) or item is None or not item.members_only:
        return event
    return replace(event, vote={**event.vote, **wordless(event.vote)})


def check_all_cleared(uow: UnitOfWork, secrecy: int, voters: Collection[UUID]) -> None:
    """Raise Conflict when one of these participants may not know of what is put to the vote."""
    if not secrecy:
        return
    names = uow.session.scalars(
        select(Participant.name)
        .join(Person, Person.id == Participant.person_id)
        .where(Participant.id.in_(voters), Person.clearance < secrecy)
        .order_by(Participant.rank)
    ).all()
    if names:
        raise Conflict("vote.uncleared_present", names=", ".join(names))


def end_for_uncleared(uow: UnitOfWork, meeting: Meeting, items: Collection[AgendaItem]) -> None:
    """End what people hear of papers on items that have just become more secret than they may."""
    clearances = uow.session.execute(
        select(Person.id, Person.clearance)
        .join(Participant, Participant.person_id == Person.id)
        .where(Participant.meeting_id == meeting.id)
    ).all()
    for item in items:
        outside = [person_id for person_id, clearance in clearances if clearance < item.secrecy]
        for stream in layer_streams(uow.session, [item.id]) if outside else ():
            for person_id in outside:
                uow.record(AccessEnded(person_id=person_id, ended=stream))


def guest_items(meeting: Meeting) -> Mapping[UUID, frozenset[UUID]]:
    """Return the items each guest may read as the agenda stands in memory, by person."""
    items = {item.id: item for item in meeting.items}

    def covering(item: AgendaItem) -> set[UUID]:
        ids, above = {item.id}, None if item.members_only else item.parent_id
        while above in items:
            ids.add(above)
            above = items[above].parent_id
        return ids

    found = {}
    for seat in meeting.participants:
        if seat.removed_at is None and seat.item_ids:
            mine = {i for i in items if not covering(items[i]).isdisjoint(seat.item_ids)}
            found[seat.person_id] = frozenset(mine)
    return found


def end_for_guests(
    uow: UnitOfWork, meeting: Meeting, before: Mapping[UUID, frozenset[UUID]]
) -> None:
    """End what guests hear of papers on items that they may read no longer."""
    for person_id, items in guest_items(meeting).items():
        for stream in layer_streams(uow.session, list(before.get(person_id, items) - items)):
            uow.record(AccessEnded(person_id=person_id, ended=stream))
