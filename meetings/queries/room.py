"""What live screens start from: the room, the desk, the big screen."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.events import layer_stream
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access, events, screen_access
from meetings.circulation.queries.joint import joinable
from meetings.models import AgendaItem, Meeting, Participant, Vote
from meetings.places import ItemPlace, MeetingPlace
from meetings.policies import ItemPermission, MeetingPermission
from meetings.queries.bodies import body_of
from meetings.queries.detail import meeting_out
from meetings.queries.live_shapes import (
    ConnectedOut,
    DeskState,
    RoomState,
    ScreenItem,
    ScreenState,
)
from meetings.queries.papers import may_see
from meetings.queries.presence import attendance
from meetings.queries.screen_page import public_version
from meetings.queries.turns import screen_speaking
from meetings.queries.vote_shapes import VoteOut, screen_vote, wordless
from meetings.queries.votes import shown_to, vote_out, votes_of_meeting, waiting_for
from meetings.queries.wall_conclusion import on_the_wall
from meetings.states import ItemState, MeetingState, VoteState


def room(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> RoomState:
    """Return the state of the room and where each stream stood just before. Raises NotFound."""
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    streams = _numbers(session, _streams(session, actor, place))
    session.expire_all()  # The numbers come first: the state may only be newer than they are.
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    shown = meeting_out(session, actor, place)
    return RoomState(meeting=shown, streams=streams, server_time=now)


def desk(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> DeskState:
    """Return the desk's state. Raises NotFound; Denied to whoever does not lead the meeting."""
    access.place(session, actor, meeting_id, MeetingPermission.RUN)
    state = room(session, actor, meeting_id, now)
    votes = state.meeting.votes
    opened = [v.id for v in votes if v.state is VoteState.OPEN and not v.on_paper]
    return DeskState(
        room=state,
        waiting_for=waiting_for(session, opened),
        ballots_shown=shown_to(session, opened),
        joinable=joinable(session, actor, state.meeting.unit.id),
    )


def connected(
    session: Session, actor: Actor, meeting_id: UUID, people: Collection[str]
) -> ConnectedOut:
    """Return which participants are among the `people` connected; one query for all seats."""
    place = access.place(session, actor, meeting_id, MeetingPermission.RUN)
    seats = session.execute(
        select(Participant.id, Participant.person_id)
        .where(Participant.meeting_id == place.id, Participant.removed_at.is_(None))
        .order_by(Participant.rank, Participant.id)
    )
    return ConnectedOut(participant_ids=[seat for seat, who in seats if str(who) in people])


def screen(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> ScreenState:
    """Return the big screen's state: the vote last opened, figures only. Raises NotFound."""
    screen_access.shown_place(session, actor, meeting_id)
    streams = _numbers(session, [events.everybody(meeting_id), events.screen(meeting_id)])
    session.expire_all()
    found = screen_access.shown_place(session, actor, meeting_id).row
    shown = _screen_votes(votes_of_meeting(session, meeting_id, 0, prepared=False), found)
    hanging = on_the_wall(session, found)
    if hanging and not any(vote.state is VoteState.OPEN for vote in shown):
        shown = []
    return ScreenState(
        id=found.id,
        title=found.title,
        unit=body_of(session, found),
        state=MeetingState(found.state),
        place=found.place,
        starts_at=found.starts_at,
        opened_at=found.opened_at,
        current_item_id=found.current_item_id,
        current_version_id=public_version(session, found, _current(found)),
        current_page=found.current_page,
        agenda=[_screen_item(item) for item in found.items if not item.secrecy],
        attendance=attendance(session, found),
        speaking=screen_speaking(session, found),
        vote=next((vote for vote in shown if vote.state is not VoteState.VOIDED), None),
        slate=[vote for vote in shown if vote.slate_id],
        conclusion=hanging,
        streams=streams,
        server_time=now,
    )


def streams_of(session: Session, actor: Actor, place: MeetingPlace) -> dict[str, int]:
    """Return the streams of the meeting the reader may join, each with its last number."""
    return _numbers(session, _streams(session, actor, place))


def _streams(session: Session, actor: Actor, place: MeetingPlace) -> list[str]:
    names = [events.everybody(place.id)]
    if allows(actor, MeetingPermission.READ_VOTES, place):
        names += [events.members(place.id), events.screen(place.id)]
    if allows(actor, MeetingPermission.RUN, place):
        names.append(events.desk(place.id))
    version_id = place.row.current_version_id
    if version_id and _reads_current(session, actor, place):
        names.append(layer_stream(version_id))
    return names


def _reads_current(session: Session, actor: Actor, place: MeetingPlace) -> bool:
    key = place.row.current_item_id
    item = session.get(AgendaItem, key) if key else None
    if item is None or item.removed_at is not None:
        return False
    if not may_see(session, actor, place.row.current_version_id):
        return False
    return allows(actor, ItemPermission.READ, ItemPlace(place, item))


def _numbers(session: Session, names: list[str]) -> dict[str, int]:
    known = outbox.last_seqs(session, names)
    return {name: known.get(name, 0) for name in names}


def _current(found: Meeting) -> AgendaItem | None:
    return next((item for item in found.items if item.id == found.current_item_id), None)


def _screen_votes(votes: list[Vote], found: Meeting) -> list[VoteOut]:
    """The open vote with its slate, or the results while their item is still discussed."""
    latest = max(votes, key=lambda vote: vote.opened_at or vote.created_at, default=None)
    if latest is None:
        return []
    together = [v for v in votes if v.slate_id == latest.slate_id] if latest.slate_id else [latest]
    states = {vote.state for vote in together}
    elsewhere = VoteState.OPEN not in states and latest.item_id != found.current_item_id
    if elsewhere or states == {VoteState.VOIDED}:
        return []
    return [_screen_vote(vote, found) for vote in together]


def _screen_vote(vote: Vote, found: Meeting) -> VoteOut:
    shown = screen_vote(vote_out(vote))
    item = next((item for item in found.items if item.id == vote.item_id), None)
    hidden = item is None or item.members_only
    return shown.model_copy(update=wordless(shown.model_dump())) if hidden else shown


def _screen_item(item: AgendaItem) -> ScreenItem:
    return ScreenItem(
        id=item.id,
        number=item.number,
        level=item.level,
        title=None if item.members_only else item.title,
        presenter_name="" if item.members_only else item.presenter_name,
        presenter_unit="" if item.members_only else item.presenter_unit,
        state=ItemState(item.state),
        minutes=item.minutes,
        started_at=item.started_at,
        spent_seconds=item.spent_seconds,
    )
