"""What live screens start from: the room, the desk, the big screen."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from documents.events import layer_stream
from ecabinet.core import outbox
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from meetings import access, events
from meetings.models import AgendaItem, Meeting, Vote
from meetings.places import ItemPlace, MeetingPlace
from meetings.policies import ItemPermission, MeetingPermission
from meetings.queries.bodies import body_of
from meetings.queries.detail import meeting_out
from meetings.queries.live_shapes import DeskState, RoomState, ScreenItem, ScreenState
from meetings.queries.papers import secrecy_of
from meetings.queries.presence import attendance
from meetings.queries.shapes import VoteOut, screen_vote
from meetings.queries.votes import vote_out, votes_of_meeting, waiting_for
from meetings.states import ItemState, MeetingState, VoteState


def room(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> RoomState:
    """Return the state of the room and where each stream stood just before. Raises NotFound."""
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    streams = _numbers(session, _streams(session, actor, place))
    session.expire_all()  # The numbers come first: the state may only be newer than they are.
    place = access.place(session, actor, meeting_id, MeetingPermission.READ)
    shown = meeting_out(session, actor, place, ballots=False)
    return RoomState(meeting=shown, streams=streams, server_time=now)


def desk(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> DeskState:
    """Return the desk's state. Raises NotFound; Denied to whoever does not lead the meeting."""
    access.place(session, actor, meeting_id, MeetingPermission.RUN)
    state = room(session, actor, meeting_id, now)
    opened = [vote.id for vote in state.meeting.votes if vote.state is VoteState.OPEN]
    return DeskState(room=state, waiting_for=waiting_for(session, opened))


def screen(session: Session, actor: Actor, meeting_id: UUID, now: datetime) -> ScreenState:
    """Return the big screen's state: the vote last opened, figures only. Raises NotFound."""
    access.place(session, actor, meeting_id, MeetingPermission.READ_VOTES)
    streams = _numbers(session, [events.everybody(meeting_id), events.screen(meeting_id)])
    session.expire_all()
    found = access.place(session, actor, meeting_id, MeetingPermission.READ_VOTES).row
    votes = votes_of_meeting(session, meeting_id, prepared=False)
    latest = max(votes, key=lambda vote: vote.opened_at or vote.created_at, default=None)
    return ScreenState(
        id=found.id,
        title=found.title,
        unit=body_of(session, found),
        state=MeetingState(found.state),
        place=found.place,
        starts_at=found.starts_at,
        opened_at=found.opened_at,
        current_item_id=found.current_item_id,
        current_version_id=_public_version(session, found),
        current_page=found.current_page,
        agenda=[_screen_item(item) for item in found.items],
        attendance=attendance(session, found),
        vote=_screen_vote(latest, found),
        streams=streams,
        server_time=now,
    )


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
    if secrecy_of(session, place.row.current_version_id) > actor.clearance:
        return False
    return allows(actor, ItemPermission.READ, ItemPlace(place, item))


def _numbers(session: Session, names: list[str]) -> dict[str, int]:
    known = outbox.last_seqs(session, names)
    return {name: known.get(name, 0) for name in names}


def _current(found: Meeting) -> AgendaItem | None:
    return next((item for item in found.items if item.id == found.current_item_id), None)


def _public_version(session: Session, found: Meeting) -> UUID | None:
    """The paper of an item for members only is not shown to the room, nor a secret one."""
    item = _current(found)
    if secrecy_of(session, found.current_version_id):
        return None
    return None if item is not None and item.members_only else found.current_version_id


def _screen_vote(vote: Vote | None, found: Meeting) -> VoteOut | None:
    """The open vote, or the result while its item is still discussed."""
    if vote is None:
        return None
    shown = vote.state == VoteState.OPEN or vote.item_id == found.current_item_id
    return screen_vote(vote_out(vote)) if shown else None


def _screen_item(item: AgendaItem) -> ScreenItem:
    return ScreenItem(
        id=item.id,
        number=item.number,
        title=None if item.members_only else item.title,
        presenter_name="" if item.members_only else item.presenter_name,
        presenter_unit="" if item.members_only else item.presenter_unit,
        state=ItemState(item.state),
        minutes=item.minutes,
        started_at=item.started_at,
        spent_seconds=item.spent_seconds,
    )
