"""What hangs on the wall beside page and vote: one conclusion, until something else comes."""

from ecabinet.core.unit_of_work import UnitOfWork
from meetings import events
from meetings.models import Conclusion, Meeting
from meetings.queries.wall_conclusion import wall_conclusion


def put_on_wall(uow: UnitOfWork, meeting: Meeting, shown: Conclusion | None) -> None:
    """Let this conclusion be seen, as it stands now; None takes it off. Desk and wall are told."""
    meeting.shown_conclusion_id = shown.id if shown else None
    told = wall_conclusion(uow.session, shown).model_dump(mode="json") if shown else None
    for stream in (events.desk(meeting.id), events.screen(meeting.id)):
        uow.record(events.ConclusionShown(stream=stream, conclusion=told))


def clear(meeting: Meeting) -> None:
    """Something else came: whoever hears of that knows that the conclusion is gone."""
    if meeting.shown_conclusion_id is not None:
        meeting.shown_conclusion_id = None
