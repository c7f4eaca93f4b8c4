"""The seat map of one meeting: the room as drawn, who sits where, who is here."""

from datetime import datetime
from typing import cast
from uuid import UUID

from sqlalchemy import Table, bindparam, func, select
from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access, states
from meetings.kinds import ROOMS
from meetings.models import Attendance, Ballot, Meeting, SeatPlace, Vote
from meetings.policies import MeetingPermission
from meetings.queries.detail import meeting_out
from meetings.queries.plans import PlanOut, plan_of, plan_out
from meetings.queries.room import streams_of
from meetings.queries.shapes import (
    AttendanceOut,
    ParticipantOut,
    RecusalOut,
    Shape,
)
from meetings.queries.turn_shapes import SpeakingOut
from meetings.states import MeetingState, VoteState

_PLACES = select(SeatPlace.participant_id, SeatPlace.seat).where(
    SeatPlace.meeting_id == bindparam("meeting"), SeatPlace.plan_id == bindparam("plan")
)
_CAME = cast(Table, Attendance.__table__).c
_LEFT = (
    select(_CAME.participant_id, func.max(_CAME.left_at))
    .where(_CAME.meeting_id == bindparam("meeting"), _CAME.struck_at.is_(None))
    .group_by(_CAME.participant_id)
    .having(func.count() == func.count(_CAME.left_at))
)
_VOTED = (
    select(Ballot.participant_id)
    .join(Vote, Vote.id == Ballot.vote_id)
    .where(Vote.meeting_id == bindparam("meeting"), Vote.state == VoteState.OPEN)
)


class SeatedOut(ParticipantOut):
    """A participant with the number of the seat, and when who has left did so."""

    seat: str | None
    left_at: datetime | None


class SeatRights(Shape):
    """What the reader may do here now."""

    check_in: bool
    check_in_others: bool
    seat: bool


class OpenVoteOut(Shape):
    """The vote that is open, and who has cast (never how)."""

    id: UUID
    item_id: UUID
    voted: list[UUID]


class SeatMapState(Shape):
    """All the seat map needs. `plan` is None while the room is not drawn, or none is chosen.

    `vote` is the open one. A guest of single items sees neither it nor who stands back.
    """

    id: UUID
    title: str
    state: MeetingState
    starts_at: datetime
    place: str
    room_name: str
    current_item_id: UUID | None
    current_item_title: str
    plan: PlanOut | None
    people: list[SeatedOut]
    attendance: AttendanceOut
    recusals: list[RecusalOut]
    speaking: SpeakingOut
    vote: OpenVoteOut | None
    me: UUID | None
    rights: SeatRights
    streams: dict[str, int]
    server_time: datetime


def seat_map(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> SeatMapState:
    """Return the seat map for the reader, and where its streams stood just before.

    Raises:
        NotFound: as the gate says.
    """
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    streams = streams_of(session, actor, place)
    session.expire_all()  # The numbers come first: the state may only be newer than they are.
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    found = place.row
    shown = meeting_out(session, actor, place)
    plan = plan_of(session, found)
    seats = _seats(session, found, plan.id if plan else None)
    left = dict(session.execute(_LEFT, {"meeting": found.id}).all())
    current = next((item for item in shown.agenda if item.id == shown.current_item_id), None)
    opened = next((vote for vote in shown.votes if vote.state is VoteState.OPEN), None)
    gathering = found.state in states.GATHERING

    def may(permission: MeetingPermission) -> bool:
        return allows(actor, permission, place)

    return SeatMapState(
        id=found.id,
        title=found.title,
        state=shown.state,
        starts_at=found.starts_at,
        place=found.place,
        room_name=_room_name(session, found, actor),
        current_item_id=found.current_item_id,
        current_item_title=f"{current.number}. {current.title}" if current else "",
        plan=plan_out(plan) if plan else None,
        people=[
            SeatedOut(**dict(person), seat=seats.get(person.id), left_at=left.get(person.id))
            for person in shown.participants
        ],
        attendance=shown.attendance,
        recusals=shown.recusals,
        speaking=shown.speaking,
        vote=_vote(session, found, opened.id, opened.item_id) if opened else None,
        me=shown.me.id if shown.me and actor.deputy is None else None,
        rights=SeatRights(
            check_in=gathering and may(MeetingPermission.CHECK_IN),
            check_in_others=gathering and may(MeetingPermission.CHECK_IN_OTHERS),
            seat=may(MeetingPermission.SEAT),
        ),
        streams=streams,
        server_time=now,
    )


def seat_of(session: Session, meeting: Meeting, participant_id: UUID) -> str | None:
    """Return the number of somebody's seat."""
    plan = plan_of(session, meeting)
    return _seats(session, meeting, plan.id).get(participant_id) if plan else None


def _seats(session: Session, meeting: Meeting, plan_id: UUID | None) -> dict[UUID, str]:
    if plan_id is None:
        return {}
    return dict(session.execute(_PLACES, {"meeting": meeting.id, "plan": plan_id}).all())


def _vote(session: Session, meeting: Meeting, vote_id: UUID, item_id: UUID) -> OpenVoteOut:
    voted = list(session.scalars(_VOTED, {"meeting": meeting.id}))
    return OpenVoteOut(id=vote_id, item_id=item_id, voted=sorted(voted))


def _room_name(session: Session, meeting: Meeting, actor: Actor) -> str:
    return book(session, ROOMS).name(meeting.room, actor.language) if meeting.room else ""
