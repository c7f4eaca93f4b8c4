"""What pages and operations of minutes share: blueprints, addresses, loading."""

from uuid import UUID

from flask import Blueprint
from pydantic import BaseModel

from ecabinet.core.clock import utc_now
from ecabinet.web.api import api_blueprint
from ecabinet.web.requests import current_actor, platform
from meetings.minutes.parts import put_together
from meetings.minutes.queries.detail import minutes_found
from meetings.minutes.queries.shapes import AmendmentsOut, MinutesOut, MinutesVersionsOut
from meetings.minutes.queries.work import amendments, versions
from meetings.minutes_words import in_words

pages = Blueprint("minutes", __name__)
api = api_blueprint("minutes", "meetings")


class BlockPath(BaseModel):
    """Which text."""

    block_id: UUID


class MinutesVersionPath(BaseModel):
    """Which version of a text."""

    minutes_version_id: UUID


class AmendmentPath(BaseModel):
    """Which amendment."""

    amendment_id: UUID


def load_minutes(meeting_id: UUID) -> MinutesOut:
    """Return the minutes as the person signed in may see them. Raises NotFound, Conflict."""
    with platform().store.reading() as session:
        found = minutes_found(session, current_actor(), meeting_id, utc_now())
    return put_together(found, in_words(found.facts))


def load_versions(meeting_id: UUID) -> MinutesVersionsOut:
    """Return the versions of all texts. Raises NotFound, Denied."""
    with platform().store.reading() as session:
        return versions(session, current_actor(), meeting_id)


def load_amendments(meeting_id: UUID) -> AmendmentsOut:
    """Return the amendments that the person signed in may see. Raises NotFound."""
    with platform().store.reading() as session:
        return amendments(session, current_actor(), meeting_id)
