"""Whether opinions bear names, where nobody has said so: the kind of the meeting does."""

from sqlalchemy.orm import Session

from ecabinet.catalogues.queries import book
from meetings.kinds import MEETING_KINDS
from meetings.models import Meeting
from meetings.opinions.states import Naming


def usual_naming(session: Session, meeting: Meeting) -> Naming:
    """Return what the kind says; one that is in no catalogue (any more) wants names."""
    kind = book(session, MEETING_KINDS).by_code.get(meeting.kind)
    return kind.data.opinion_naming if kind else Naming.NAMED
