"""Load and authorise: the only way from an id that somebody gave to a meeting and its parts."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import Entry, book
from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound
from ecabinet.core.permissions import Permission, allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import loading
from meetings.kinds import ROOMS, Room
from meetings.models import (
    AgendaItem,
    AgendaTemplate,
    Conclusion,
    Meeting,
    Participant,
    SpeakingTurn,
    Vote,
)
from meetings.places import BallotPlace, ItemPlace, MeetingPlace
from meetings.policies import (
    BallotPermission,
    BodyPermission,
    ItemPermission,
    MeetingPermission,
    RoomPermission,
    TemplatePermission,
)
from meetings.states import ConclusionState

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
    return require(actor, permission, MeetingPermission.READ, found, "meeting")


def place(
    where: Where, actor: Actor, meeting_id: UUID, permission: Permission, *, lock: bool = False
) -> MeetingPlace:
    """Return the actor's place in the meeting for `permission`. Raises as `meeting` does."""
    found = loading.place(_session(where), actor, meeting_id, lock=lock)
    return require(actor, permission, MeetingPermission.READ, found, "meeting")


def invited_place(where: Where, actor: Actor, meeting_id: UUID) -> MeetingPlace:
    """Return the actor's place in a meeting whose code was read, locked, to check oneself in.

    Raises:
        Denied: there is none, or the actor has no seat there: the code tells no more than that.
    """
    found = loading.place(_session(where), actor, meeting_id, lock=True)
    if found is None or not allows(actor, MeetingPermission.CHECK_IN, found):
        raise Denied("code.not_invited")
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

    Guests know of no votes, nor does who is not cleared for the item.

    The lock leaves key shares alone: ballots being inserted hold those, and must not stand in
    line behind a close that waits for them.
    """
    session = _session(where)
    cleared = AgendaItem.secrecy <= actor.clearance
    query = select(Vote).join(AgendaItem, AgendaItem.id == Vote.item_id)
    query = query.where(Vote.id == vote_id, cleared)
    found = session.scalar(query.with_for_update(of=Vote, key_share=True) if lock else query)
    if found is None:
        raise NotFound("not_found", kind="vote")
    at = loading.place(session, actor, found.meeting_id)
    if found.opened_at is None and not (at and allows(actor, MeetingPermission.RUN, at)):
        raise NotFound("not_found", kind="vote")
    at = require(actor, permission, MeetingPermission.READ_VOTES, at, "vote")
    return found, at


def ballot(where: Where, actor: Actor, vote_id: UUID, behalf_of: UUID | None = None) -> BallotPlace:
    """Return the actor's place in a vote, to cast for oneself or for `behalf_of`.

    Raises:
        NotFound: there is no such vote, or the actor may not know of it.
        Denied: the actor knows of it but is not entitled.
    """
    session = _session(where)
    place = loading.ballot_place(session, actor, vote_id, behalf_of)
    if place is None:
        # No seat: a secretary by office may know the vote, everybody else may not.
        vote(where, actor, vote_id, MeetingPermission.READ_VOTES)
        raise Denied("vote.not_entitled")
    if not allows(actor, BallotPermission.READ, place):
        raise NotFound("not_found", kind="vote")
    if not allows(actor, BallotPermission.CAST, place):
        raise Denied("vote.not_entitled")
    return place


def ballot_seen(where: Where, actor: Actor, vote_id: UUID) -> UUID | None:
    """Return the actor's own seat in the meeting of a vote that they may know of; None without one.

    Raises:
        NotFound: there is no such vote, or the actor may not know of it.
    """
    found = loading.ballot_place(_session(where), actor, vote_id)
    if found is None:
        vote(where, actor, vote_id, MeetingPermission.READ_VOTES)
        return None
    if not allows(actor, BallotPermission.READ, found):
        raise NotFound("not_found", kind="vote")
    return found.participant_id


def speaking_turn(
    uow: UnitOfWork, turn_id: UUID, permission: Permission
) -> tuple[SpeakingTurn, MeetingPlace]:
    """Return a turn and the actor's place in its meeting, locked. Raises as `place` does.

    Of an item that the actor may not read there is no turn either.
    """
    where = select(SpeakingTurn.meeting_id).where(SpeakingTurn.id == turn_id)
    meeting_id = uow.session.scalar(where)
    held = loading.place(uow.session, uow.actor, meeting_id, lock=True) if meeting_id else None
    found = uow.session.get(SpeakingTurn, turn_id, populate_existing=True) if held else None
    if held is None or found is None:
        raise NotFound("not_found", kind="speaking_turn")
    item = uow.session.get(AgendaItem, found.item_id)
    if item is None or not allows(uow.actor, ItemPermission.READ, ItemPlace(held, item)):
        raise NotFound("not_found", kind="speaking_turn")
    require(uow.actor, permission, MeetingPermission.READ, held, "speaking_turn")
    return found, held


def conclusion(
    where: Where, actor: Actor, conclusion_id: UUID, permission: Permission
) -> tuple[Conclusion, Meeting]:
    """Return a conclusion and its meeting. Raises as `meeting` does; drafts are the desk's."""
    session = _session(where)
    cleared = AgendaItem.secrecy <= actor.clearance
    found = session.scalar(
        select(Conclusion)
        .join(AgendaItem, AgendaItem.id == Conclusion.item_id)
        .where(Conclusion.id == conclusion_id, cleared)
    )
    place = loading.meeting(session, found.meeting_id) if found else None
    read = MeetingPermission.READ_VOTES
    if found is not None and found.state == ConclusionState.DRAFT:
        read = MeetingPermission.READ_DRAFTS
    require(actor, permission, read, place, "conclusion")
    assert found is not None
    assert place is not None
    return found, place


def room(where: Where, actor: Actor, code: str) -> Entry[Room]:
    """Return a room of the catalogue, to draw it. Raises NotFound: it is nobody else's matter."""
    found = book(_session(where), ROOMS).by_code.get(code)
    return require(actor, RoomPermission.DRAW, RoomPermission.DRAW, found, "room")


def body(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor may create meetings of the body. Raises Denied."""
    if not allows(actor, BodyPermission.CREATE_MEETING, unit_id):
        raise Denied("denied", kind="unit")


def planner(actor: Actor) -> None:
    """Check that the actor creates meetings of some body. Raises Denied."""
    bodies = [office.unit_id for office in actor.offices]
    if not any(allows(actor, BodyPermission.CREATE_MEETING, unit_id) for unit_id in bodies):
        raise Denied("denied", kind="unit")


def agenda_template(
    where: Where, actor: Actor, template_id: UUID, permission: TemplatePermission
) -> AgendaTemplate:
    """Return a template for `permission`. Raises as `meeting` does."""
    found = _session(where).get(AgendaTemplate, template_id)
    return require(actor, permission, TemplatePermission.READ, found, "agenda_template")


def new_template(actor: Actor, unit_id: UUID) -> None:
    """Check that the actor may keep templates for the body. Raises Denied."""
    if not allows(actor, TemplatePermission.CHANGE, AgendaTemplate(unit_id=unit_id)):
        raise Denied("denied", kind="unit")
