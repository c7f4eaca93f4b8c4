"""What other systems are told of work calendars: whose week, which edition. Never its lines."""

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from ecabinet.core.events import Event
from ecabinet.webhooks.kinds import Kind, Told, register
from meetings.calendar.events import WeekPublished
from meetings.calendar.models import WorkWeek
from meetings.calendar.telling import week_path

CALENDAR = _l("Lịch công tác tuần")
PUBLISHED = Kind("work_week.published", CALENDAR, _l("Lịch công tác tuần được ban hành"))
ADJUSTED = Kind("work_week.adjusted", CALENDAR, _l("Lịch công tác tuần được điều chỉnh"))


def tell_week(session: Session, event: Event) -> Told | None:
    """Tell that a week was published; from the second edition on it is an adjustment."""
    assert isinstance(event, WeekPublished)
    week = session.get_one(WorkWeek, event.week_id)
    kind = PUBLISHED if event.edition == 1 else ADJUSTED
    return Told(
        kind=kind.name,
        subject_kind="work_week",
        subject_id=week.id,
        path=week_path(week.id),
        data={
            "unit": week.unit.code,
            "monday": week.monday,
            "edition": event.edition,
            "changes": event.changes,
        },
    )


def register_webhook_kinds() -> None:
    """Register the kinds; twice is the same as once."""
    register((PUBLISHED, ADJUSTED), {WeekPublished: tell_week})
