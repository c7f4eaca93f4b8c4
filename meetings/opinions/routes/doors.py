"""What pages and operations of written opinions share: blueprints, loading."""

from uuid import UUID

from flask import Blueprint
from pydantic import BaseModel

from ecabinet.core.clock import utc_now
from ecabinet.web.api import api_blueprint
from ecabinet.web.requests import current_actor, platform
from meetings.opinions.queries.item import item_opinions
from meetings.opinions.queries.meeting import meeting_opinions
from meetings.opinions.queries.shapes import MeetingOpinionsOut, OpinionsOut

pages = Blueprint("opinions", __name__)
api = api_blueprint("opinions", "meetings")


class OpinionPath(BaseModel):
    """Which opinion."""

    opinion_id: UUID


def load_item(item_id: UUID) -> OpinionsOut:
    """Return the opinions on an item as the person signed in may see them. Raises NotFound."""
    with platform().store.reading() as session:
        return item_opinions(session, current_actor(), item_id, utc_now())


def load_meeting(meeting_id: UUID) -> MeetingOpinionsOut:
    """Return the items of a meeting with how far their opinions are. Raises NotFound."""
    with platform().store.reading() as session:
        return meeting_opinions(session, current_actor(), meeting_id, utc_now())
