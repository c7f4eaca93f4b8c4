"""What deputies did in a meeting, on whose behalf."""

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.deputies import ActedFor, deputies
from ecabinet.core.permissions import allows
from meetings.places import Gathered
from meetings.policies import MeetingPermission
from meetings.queries.shapes import MeetingOut


def by_deputies(
    session: Session, actor: Actor, meeting: Gathered, shown: MeetingOut
) -> tuple[ActedFor, ...]:
    """Return the deeds, oldest first, for whoever may see votes and conclusions; else none.

    Of items, conclusions and votes only those that the reader sees; one query.
    """
    if not allows(actor, MeetingPermission.READ_VOTES, meeting):
        return ()
    parts = [
        *(item.id for item in shown.agenda),
        *(vote.id for vote in shown.votes),
        *(conclusion.id for conclusion in shown.conclusions),
    ]
    return deputies(session, [shown.id, *parts]).rows
