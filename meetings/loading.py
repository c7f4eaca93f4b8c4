"""Load meetings without asking whether the actor may: for the gate (access.py) and its like."""

from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, bindparam, select
from sqlalchemy.orm import Session, raiseload, selectinload

from ecabinet.core.actors import Actor
from meetings.models import AgendaItem, GuestItem, Meeting, Participant
from meetings.places import ItemPlace, MeetingPlace, OwnSeat

# One row, or for a guest one for each item invited for.
_PLACE: Select[*tuple[Any, ...]] = (
    select(
        Meeting,
        Participant.id,
        Participant.person_id,
        Participant.function,
        Participant.entitled,
        GuestItem.item_id,
    )
    .outerjoin(
        Participant,
        (Participant.meeting_id == Meeting.id)
        & (Participant.person_id == bindparam("person"))
        & Participant.removed_at.is_(None),
    )
    .outerjoin(GuestItem, GuestItem.participant_id == Participant.id)
    .where(Meeting.id == bindparam("meeting"))
    .options(raiseload(Meeting.participants))
    .execution_options(populate_existing=True)
)
# On the table itself: the machinery of the ORM would cost more than the statement.
_MEETING = cast(Table, Meeting.__table__)
_LOCK = (
    select(_MEETING.c.id)
    .where(_MEETING.c.id == bindparam("meeting"))
    .with_for_update(key_share=True)
)


def meeting(session: Session, meeting_id: UUID, *, lock: bool = False) -> Meeting | None:
    """Return the meeting with all seats and items, unchecked.

    With `lock` its row is held until commit, so that deeds on one meeting come one after another.
    """
    if lock:
        session.execute(_LOCK, {"meeting": meeting_id})
    return session.scalar(
        select(Meeting)
        .where(Meeting.id == meeting_id)
        .options(
            selectinload(Meeting.participants).selectinload(Participant.guest_items),
            selectinload(Meeting.items),
        )
        .execution_options(populate_existing=lock)
    )


def place(
    session: Session, actor: Actor, meeting_id: UUID, *, lock: bool = False
) -> MeetingPlace | None:
    """Return the actor's place in the meeting as it stands now, unchecked.

    The lock is a statement of its own: what is read after it is what others had committed.
    """
    if lock:
        session.execute(_LOCK, {"meeting": meeting_id})
    rows = session.execute(_PLACE, {"meeting": meeting_id, "person": actor.person_id}).all()
    if not rows:
        return None
    row, seat_id, person_id, function, entitled, _ = rows[0]
    if seat_id is None:
        return MeetingPlace(row, None)
    invited = frozenset(item_id for *_, item_id in rows if item_id)
    return MeetingPlace(row, OwnSeat(seat_id, person_id, function, entitled, invited))


def item_place(session: Session, actor: Actor, item_id: UUID) -> ItemPlace[MeetingPlace] | None:
    """Return the item in the actor's place in its meeting, unchecked: for the papers' container."""
    item = session.get(AgendaItem, item_id)
    found = place(session, actor, item.meeting_id) if item and not item.removed_at else None
    return ItemPlace(found, item) if found and item else None
