"""Load meetings without asking whether the actor may: for the gate (access.py) and its like."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, Table, Uuid, bindparam, exists, func, select
from sqlalchemy.orm import Session, raiseload, selectinload

from ecabinet.core.actors import Actor
from meetings.ballot_forms import Ballots, Form
from meetings.models import (
    AgendaItem,
    Ballot,
    GuestItem,
    Meeting,
    PaperRequest,
    Participant,
    TurnoutMark,
    Vote,
    VoteEntitlement,
    VoteOption,
)
from meetings.places import BallotPlace, ItemPlace, MeetingPlace, OwnSeat, RequestPlace
from meetings.voters import of_the_entitled

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

_WHOSE = func.coalesce(bindparam("behalf", type_=Uuid()), Participant.id)
# Each looked up by its key for the one who casts: joined, PostgreSQL may look through those of all.
_HAS_CAST = exists().where(of_the_entitled(Ballot)) | exists().where(of_the_entitled(TurnoutMark))
_BALLOT_PLACES = (
    select(
        Vote.id,
        Vote.meeting_id,
        Vote.state,
        Vote.voters,
        _WHOSE,
        Participant.person_id,
        Participant.function,
        VoteEntitlement.participant_id.is_not(None),
        _HAS_CAST,
        AgendaItem.secrecy,
        Vote.form,
        select(func.count()).where(VoteOption.vote_id == Vote.id).scalar_subquery(),
        Vote.least,
        Vote.most,
        VoteEntitlement.weight,
        Vote.changeable,
        Vote.opens_at,
        Vote.kind,
        Vote.on_paper,
        Participant.id,
    )
    .join(Participant, Participant.meeting_id == Vote.meeting_id)
    .join(AgendaItem, AgendaItem.id == Vote.item_id)
    .outerjoin(
        VoteEntitlement,
        (VoteEntitlement.vote_id == Vote.id)
        & (VoteEntitlement.participant_id == _WHOSE)
        & (func.coalesce(VoteEntitlement.proxy_id, _WHOSE) == Participant.id),
    )
    .where(
        Vote.id == bindparam("vote"),
        Participant.removed_at.is_(None),
    )
)
# Two statements: a list of people is written into the text each time anew.
_OF_ONE = _BALLOT_PLACES.where(Participant.person_id == bindparam("person"))
_OF_MANY = _BALLOT_PLACES.where(Participant.person_id.in_(bindparam("people", expanding=True)))
_AHEAD = "places in votes"


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


def ballot_place(
    session: Session, actor: Actor, vote_id: UUID, behalf_of: UUID | None = None
) -> BallotPlace | None:
    """Return the actor's place in a vote, unchecked, in one query; None without a seat.

    With `behalf_of` the place from which the actor casts for that participant, if that was frozen.
    """
    if behalf_of is None:
        ahead = session.info.get(_AHEAD, {}).pop((vote_id, actor.person_id), None)
        if ahead is not None:
            return cast(BallotPlace, ahead)
    asked = {"vote": vote_id, "person": actor.person_id, "behalf": behalf_of}
    row = session.execute(_OF_ONE, asked).one_or_none()
    return _ballot_place(row) if row is not None else None


def look_up_places(session: Session, actors: Iterable[Actor], vote_id: UUID) -> None:
    """Look up at once what `ballot_place` will be asked for each of `actors`, who cast their own.

    It gives out each place once: whoever asks again may have cast since.
    """
    people = [actor.person_id for actor in actors]
    rows = session.execute(_OF_MANY, {"vote": vote_id, "people": people, "behalf": None})
    places = map(_ballot_place, rows)
    session.info[_AHEAD] = {(vote_id, place.person_id): place for place in places}


def _ballot_place(row: Any) -> BallotPlace:
    *known, form, options, least, most, weight, changeable, opens_at, kind, paper, seat_id = row
    place = BallotPlace(*known)
    return replace(
        place,
        ballots=Ballots(form=Form(form), options=options, least=least, most=most),
        weight=weight or 1,
        changeable=changeable,
        opens_at=opens_at,
        kind=kind,
        on_paper=paper,
        cast_by=None if place.participant_id == seat_id else seat_id,
    )


def item_place(session: Session, actor: Actor, item_id: UUID) -> ItemPlace[MeetingPlace] | None:
    """Return the item in the actor's place in its meeting, unchecked: for the papers' container."""
    item = session.get(AgendaItem, item_id)
    found = place(session, actor, item.meeting_id) if item and not item.removed_at else None
    return ItemPlace(found, item) if found and item else None


def request_place(
    session: Session, actor: Actor, request_id: UUID, *, lock: bool = False
) -> RequestPlace[MeetingPlace] | None:
    """Return a paper asked of a unit, in the actor's place in its meeting, unchecked.

    With `lock` the meeting is held: two who hand in, or decide, come one after the other, and a
    meeting is not cancelled meanwhile. An item taken off the agenda is there still, and says so.
    """
    meeting_id = session.scalar(
        select(PaperRequest.meeting_id).where(PaperRequest.id == request_id)
    )
    found = place(session, actor, meeting_id, lock=lock) if meeting_id else None
    row = session.get(PaperRequest, request_id, populate_existing=lock) if found else None
    item = session.get(AgendaItem, row.item_id) if row else None
    return RequestPlace(found, item, row) if found and row and item else None


def whole_request(session: Session, request_id: UUID) -> RequestPlace[Meeting] | None:
    """Return a request in its whole meeting, with everybody's seats."""
    row = session.get(PaperRequest, request_id)
    item = session.get(AgendaItem, row.item_id) if row else None
    held = meeting(session, row.meeting_id) if row else None
    return RequestPlace(held, item, row) if row and item and held else None
