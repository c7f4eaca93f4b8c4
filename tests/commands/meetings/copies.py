"""Meetings made from another."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from ecabinet.core.clock import utc_now
from meetings.commands.copying import Copied, CopyMeeting, copy_meeting
from meetings.queries import detail
from meetings.queries.shapes import MeetingOut
from tests.gatherings import Gathering

NEXT = timedelta(days=7)


def seen(gathering: Gathering, meeting_id: UUID, username: str = "thuky") -> MeetingOut:
    """Another meeting as somebody sees it."""
    with gathering.store.reading() as session:
        return detail.meeting(session, gathering.as_actor(username), meeting_id)


def copied(gathering: Gathering, username: str = "thuky", **fields: Any) -> Copied:
    """A copy a week later."""
    starts_at = fields.pop("starts_at", utc_now() + NEXT)
    command = CopyMeeting(meeting_id=gathering.id, starts_at=starts_at, **fields)
    made: Copied = gathering.run(username, copy_meeting, command)
    return made
