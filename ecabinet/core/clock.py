"""Time: aware UTC everywhere; the office's zone only for rendering and for whole days."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def utc_now() -> datetime:
    """Return the present moment as an aware UTC datetime."""
    return datetime.now(UTC)


def office_time(moment: datetime) -> datetime:
    """Return `moment` in the office's zone (Asia/Ho_Chi_Minh)."""
    return moment.astimezone(OFFICE_ZONE)


def office_day(moment: datetime) -> date:
    """Return the calendar day of `moment` as people in the office see it."""
    return office_time(moment).date()
