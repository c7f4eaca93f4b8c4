"""What the doors of the API share: the blueprint, paths, and how answers are made."""

from uuid import UUID

from flask import Response
from pydantic import BaseModel

from ecabinet.web.api import answer, api_blueprint
from ecabinet.web.requests import current_actor, platform, tablets_first
from meetings import access
from meetings.policies import ItemPermission, MeetingPermission
from meetings.queries import detail
from meetings.queries.conclusions import conclusions_out
from meetings.queries.one_vote import one_vote
from meetings.queries.papers import papers_of
from meetings.timing import timetable

api = api_blueprint("meetings", "meetings")


class MeetingPath(BaseModel):
    """Which meeting."""

    meeting_id: UUID


class ItemPath(BaseModel):
    """Which agenda item."""

    item_id: UUID


class SeatPath(BaseModel):
    """Which participant of which meeting."""

    meeting_id: UUID
    participant_id: UUID


class VotePath(BaseModel):
    """Which vote."""

    vote_id: UUID


class ConclusionPath(BaseModel):
    """Which conclusion."""

    conclusion_id: UUID


def meeting_answer(meeting_id: UUID, status: int = 200) -> Response:
    """Answer the meeting as the caller may see it."""
    tablets_first()
    with platform().store.reading() as session:
        return answer(detail.meeting(session, current_actor(), meeting_id), status)


def item_answer(item_id: UUID, status: int = 200) -> Response:
    """Answer one agenda item."""
    with platform().store.reading() as session:
        place = access.agenda_item(session, current_actor(), item_id, ItemPermission.READ)
        papers = papers_of(session, current_actor(), [item_id])[item_id]
        plan = timetable(place.meeting, place.meeting.items)
        found = detail.item_out(place.item, papers, plan)
        return answer(detail.with_proposals(session, current_actor(), [found])[0], status)


def vote_answer(vote_id: UUID, status: int = 200) -> Response:
    """Answer one vote, with the caller's own ballot."""
    tablets_first()
    with platform().store.reading() as session:
        return answer(one_vote(session, current_actor(), vote_id), status)


def conclusion_answer(conclusion_id: UUID, status: int = 200) -> Response:
    """Answer one conclusion."""
    with platform().store.reading() as session:
        found, _ = access.conclusion(
            session, current_actor(), conclusion_id, MeetingPermission.READ_VOTES
        )
        return answer(conclusions_out(session, [found])[0], status)


def done() -> Response:
    """Answer that it is done and there is nothing to show."""
    return Response(status=204)
