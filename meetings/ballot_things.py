"""Votes, for those who ask who may cast in them. What was cast is told to nobody here."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID, uuid4

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, allows
from ecabinet.core.things import MOST, Found, Kind, id_in
from meetings import loading
from meetings.catalogue import Function
from meetings.models import Meeting, Participant, Vote, VoteEntitlement
from meetings.places import BallotPlace
from meetings.policies import MeetingPermission
from meetings.states import VoteState

Search = Callable[[Session, Actor, str], list[Found]]
Label = Callable[[Session, Actor, Meeting], str]


@dataclass(frozen=True)
class Roll:
    """A vote with everybody's place in it."""

    vote: Vote
    places: dict[UUID, BallotPlace]


def ballot_things(meetings: Search, label: Label) -> Kind:
    """Return the kind; `meetings` finds meetings, `label` names one, as far as one may know it."""

    def search(session: Session, actor: Actor, text: str) -> list[Found]:
        """The votes of the meetings found; or the one whose address was pasted."""
        parents = [found.id for found in meetings(session, actor, text)]
        rows = session.scalars(
            select(Vote)
            .where(Vote.meeting_id.in_(parents) | (Vote.id == id_in(text)))
            .order_by(Vote.id.desc())
            .limit(MOST)
        )
        return [Found("ballot", row.id, told(session, actor, row)) for row in rows]

    def told(session: Session, actor: Actor, row: Vote) -> str:
        place = loading.place(session, actor, row.meeting_id)
        known = place is not None and allows(actor, MeetingPermission.READ_VOTES, place)
        question = row.question if known else _("Biểu quyết")
        return f"{question} · {label(session, actor, session.get_one(Meeting, row.meeting_id))}"

    def name(session: Session, actor: Actor, vote_id: UUID) -> str | None:
        row = session.get(Vote, vote_id)
        return told(session, actor, row) if row else None

    return Kind("ballot", _l("Biểu quyết"), search, name, _load, _samples, _about)


def _load(session: Session, vote_id: UUID) -> Roll | None:
    """The vote with all seats, in two queries; who has cast is not even read."""
    vote = session.get(Vote, vote_id)
    if vote is None:
        return None
    rows = session.execute(
        select(Participant, VoteEntitlement.participant_id)
        .outerjoin(
            VoteEntitlement,
            (VoteEntitlement.vote_id == vote_id)
            & (VoteEntitlement.participant_id == Participant.id),
        )
        .where(Participant.meeting_id == vote.meeting_id, Participant.removed_at.is_(None))
    )
    places = {
        seat.person_id: _place(vote, seat.id, seat.person_id, seat.function, entitled is not None)
        for seat, entitled in rows
    }
    return Roll(vote, places)


def _place(
    vote: Vote, seat_id: UUID, person_id: UUID, function: str, entitled: bool
) -> BallotPlace:
    return BallotPlace(
        vote.id, vote.meeting_id, vote.state, 0, seat_id, person_id, function, entitled, False
    )


def _about(roll: Roll, actor: Actor, _permission: Permission) -> BallotPlace:
    """The person's place; somebody without a seat meets a place that is nobody's."""
    known = roll.places.get(actor.person_id) if actor.person_id else None
    return known or _place(roll.vote, uuid4(), UUID(int=0), Function.MEMBER, False)


def _samples(_unit_id: UUID) -> list[Roll]:
    """Nobody casts by office: a vote in which nobody has a seat."""
    vote = Vote(id=uuid4(), meeting_id=uuid4(), state=VoteState.OPEN)
    return [Roll(vote, {})]
