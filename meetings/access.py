"""Load and authorise: the only way from an id that somebody gave to a meeting and its parts."""

from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.permissions import Permission, allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import loading
from meetings.models import (
    AgendaItem,
    Ballot,
    Conclusion,
    Meeting,
    Participant,
    Vote,
    VoteEntitlement,
)
from meetings.places import BallotPlace, ItemPlace, MeetingPlace
from meetings.policies import (
    BallotPermission,
    BodyPermission,
    ItemPermission,
    MeetingPermission,
)
from meetings.states import ConclusionState, VoteState

Where = UnitOfWork | Session


def _session(where: Where) -> Session:
    return where.session if isinstance(where, UnitOfWork) else where


def meeting(
    where: Where, actor: Actor, meeting_id: UUID, permission: Permission, *, lock: bool = False
) -> Meeting:
    """Return the meeting with all its seats for `permission`; `place` is lighter.

    Raises:
        NotFound: there is none, or the actor may not know of it.
        Denied: the actor may know of it, but not do this.
    """
    found = loading.meeting(_session(where), meeting_id, lock=lock)
    require(actor, permission, MeetingPermission.READ, found, "meeting")
    assert found is not None
    return found


def place(
    where: Where, actor: Actor, meeting_id: UUID, permission: Permission, *, lock: bool = False
) -> MeetingPlace:
    """Return the actor's place in the meeting for `permission`. Raises as `meeting` does."""
    found = loading.place(_session(where), actor, meeting_id, lock=lock)
    require(actor, permission, MeetingPermission.READ, found, "meeting")
    assert found is not None
    return found


def agenda_item(
    where: Where, actor: Actor, item_id: UUID, permission: Permission, *, lock: bool = False
) -> ItemPlace[Meeting]:
    """Return the item for a permission on items or on its meeting. Raises as `meeting` does."""
    session = _session(where)
    meeting_id = session.scalar(select(AgendaItem.meeting_id).where(AgendaItem.id == item_id))
    found = loading.meeting(session, meeting_id, lock=lock) if meeting_id else None
    item = next((i for i in found.items if i.id == item_id), None) if found else None
    if found is None or item is None:
        raise NotFound("not_found", kind="agenda_item")
    place = ItemPlace(found, item)
    on_item = isinstance(permission, ItemPermission)
    require(
        actor,
        permission if on_item else ItemPermission.READ,
        ItemPermission.READ,
        place,
        "agenda_item",
    )
    if not on_item and not allows(actor, permission, found):
        raise Denied("denied", kind="agenda_item")
    return place


def item_at(where: Where, actor: Actor, at: MeetingPlace, item_id: UUID) -> AgendaItem:
    """Return an item of the meeting of a place. Raises NotFound unless the actor may read it."""
    item = _session(where).get(AgendaItem, item_id)
    if item is None or item.removed_at or item.meeting_id != at.id:
        raise NotFound("not_found", kind="agenda_item")
    if not allows(actor, ItemPermission.READ, ItemPlace(at, item)):
        raise NotFound("not_found", kind="agenda_item")
    return item


def seat_of(where: Where, meeting_id: UUID, participant_id: UUID) -> Participant:
    """Return a seat of a meeting already let through. Raises NotFound if it was taken away."""
    seat = _session(where).get(Participant, participant_id)
    if seat is None or seat.removed_at or seat.meeting_id != meeting_id:
        raise NotFound("not_found", kind="participant")
    return seat


def vote(
    where: Where, actor: Actor, vote_id: UUID, permission: Permission, *, lock: bool = False
) -> tuple[Vote, MeetingPlace]:
    """Return a vote and the actor's place in its meeting. Raises as `meeting` does.

    Guests know of no votes.

    The lock leaves key shares alone: ballots being inserted hold those, and must not stand in
    line behind a close that waits for them.
    """
    session = _session(where)
    query = select(Vote).where(Vote.id == vote_id)
    found = session.scalar(query.with_for_update(key_share=True) if lock else query)
    if found is None:
        raise NotFound("not_found", kind="vote")
    at = loading.place(session, actor, found.meeting_id)
    require(actor, permission, MeetingPermission.READ_VOTES, at, "vote")
    assert at is not None
    if found.state == VoteState.PREPARED and not allows(actor, MeetingPermission.RUN, at):
        raise NotFound("not_found", kind="vote")
    return found, at


def ballot(where: Where, actor: Actor, vote_id: UUID) -> BallotPlace:
    """Return the actor's place in a vote, to cast.

    Raises:
        NotFound: there is no such vote, or the actor may not know of it.
        Denied: the actor knows of it but is not entitled.
    """
    session = _session(where)
    row = session.execute(_BALLOT_PLACE, {"vote": vote_id, "person": actor.person_id}).one_or_none()
    if row is None:
        # No seat: a secretary by office may know the vote, everybody else may not.
        vote(where, actor, vote_id, MeetingPermission.READ_VOTES)
        raise Denied("vote.not_entitled")
    place = BallotPlace(*row[:-2], entitled=row[-2] is not None, has_cast=row[-1] is not None)
    if not allows(actor, BallotPermission.READ, place):
        raise NotFound("not_found", kind="vote")
    if not allows(actor, BallotPermission.CAST, place):
        raise Denied("vote.not_entitled")
    return place


_BALLOT_PLACE = (
    select(
        Vote.id,
        Vote.meeting_id,
        Vote.state,
        Vote.present,
        Participant.id,
        Participant.person_id,
        Participant.function,
        VoteEntitlement.participant_id,
        Ballot.id,
    )
    .join(Participant, Participant.meeting_id == Vote.meeting_id)
    .outerjoin(
        VoteEntitlement,
        (VoteEntitlement.vote_id == Vote.id) & (VoteEntitlement.participant_id == Participant.id),
    )
    .outerjoin(Ballot, (Ballot.vote_id == Vote.id) & (Ballot.participant_id == Participant.id))
    .where(
        Vote.id == bindparam("vote"),
        Participant.person_id == bindparam("person"),
        Participant.removed_at.is_(None),
    )
)


def conclusion(
    where: Where, actor: Actor, conclusion_id: UUID, permission: Permission
) -> tuple[Conclusion, Meeting]:
    """Return a conclusion and its meeting. Raises as `meeting` does; drafts are the desk's."""
    session = _session(where)
    found = session.get(Conclusion, conclusion_id)
    place = loading.meeting(session, found.meeting_id) if found else None
    read = MeetingPermission.READ_VOTES
    if found is not None and found.state == ConclusionState.DRAFT:
        read = MeetingPermission.READ_DRAFTS
    require(actor, permission, read, place, "conclusion")
    assert found is not None
    assert place is not None
    return found, place


def body(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor may create meetings of the body. Raises Denied."""
    if not allows(actor, BodyPermission.CREATE_MEETING, unit_id):
        raise Denied("denied", kind="unit")
