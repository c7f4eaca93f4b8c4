"""Who is told of a new paper on an agenda item: whoever may read it, once the meeting is called."""

from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from documents.containers import Audience
from ecabinet.accounts.models import Person
from meetings import states
from meetings.catalogue import Function
from meetings.models import AgendaItem, GuestItem, Meeting, Participant


def of_item(session: Session, item_id: UUID, secrecy: int) -> Audience | None:
    """Return the people of the item cleared for `secrecy`; None before the call and afterwards.

    Guests are told of their own items only: the twin of `policies.reads_item` for seats.
    """
    found = session.execute(
        select(AgendaItem, Meeting)
        .join(Meeting, Meeting.id == AgendaItem.meeting_id)
        .where(AgendaItem.id == item_id, AgendaItem.removed_at.is_(None))
    ).one_or_none()
    if found is None or found[1].state not in states.GATHERING:
        return None
    item, meeting = found
    secrecy = max(secrecy, item.secrecy)
    guests = select(GuestItem.participant_id).where(GuestItem.item_id.in_(item.covering))
    people = session.scalars(
        select(Participant.person_id)
        .join(Person, Person.id == Participant.person_id)
        .where(
            Participant.meeting_id == meeting.id,
            Participant.removed_at.is_(None),
            or_(Participant.function != Function.GUEST, Participant.id.in_(guests)),
            Person.active,
            Person.clearance >= secrecy,
        )
    )
    return Audience(
        people=list(people),
        title=f"{item.number}. {item.title} · {meeting.title}",
        url=f"/meetings/{meeting.id}#item-{item.id}",
        subject=("agenda_item", item.id),
        wanted_at=meeting.starts_at,
    )


def concerned_by(session: Session, item_id: UUID) -> list[UUID]:
    """Return everybody with a seat in the meeting of the item, by name; guests of others too."""
    query = (
        select(Participant.person_id)
        .join(AgendaItem, AgendaItem.meeting_id == Participant.meeting_id)
        .join(Person, Person.id == Participant.person_id)
        .where(AgendaItem.id == item_id, Participant.removed_at.is_(None), Person.active)
        .order_by(Person.sort_key, Person.id)
    )
    return list(session.scalars(query))
