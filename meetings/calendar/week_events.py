"""The meetings of a week, beside the plan of the week that somebody writes."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.periods import Span as Week
from followup.weekly.beside import WeekEvent, register_week_events
from meetings.calendar.queries.agenda import my_days, unit_days
from meetings.calendar.queries.shapes import DayThing
from meetings.calendar.spans import View, span_of
from meetings.official import meeting_path


def meetings_in(
    session: Session, actor: Actor, week: Week, unit_id: UUID | None
) -> list[WeekEvent]:
    """Return one's own meetings, or those of the unit that one knows of; constant queries."""
    span = span_of(View.WEEK, week.first)
    days = my_days(session, actor, span) if unit_id is None else unit_days(
        session, actor, span, unit_id
    )  # fmt: skip
    return [
        WeekEvent(item.id, item.title or "", item.day, item.starts_at, item.place or "",
                  meeting_path(item.id))
        for day in days
        for item in day.items
        if item.what is DayThing.MEETING and item.id is not None
    ]  # fmt: skip


def register_meetings_beside() -> None:
    """Show meetings beside weekly plans; twice is the same as once."""
    register_week_events("meetings", meetings_in)
