"""What deputies did in a meeting, on whose behalf."""

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.deputies import ActedFor, deputies
from ecabinet.core.permissions import allows
from meetings.models import Meeting
from meetings.policies import MeetingPermission
from meetings.queries.shapes import MeetingOut


def by_deputies(
    session: Session, actor: Actor, meeting: Meeting, shown: MeetingOut
) -> tuple[ActedFor, ...]:
    """Return the deeds, oldest first, for whoever may see votes and conclusions; else none.

    Of conclusions and votes only those that the reader sees; one query.
    """
    if not allows(actor, MeetingPermission.READ_VOTES, meeting):
        return ()
    parts = [*(v.id for v in shown.votes), *(c.id for c in shown.conclusions)]
    return deputies(session, [shown.id, *parts]).rows
