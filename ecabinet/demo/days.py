"""Days of the story, told from today backwards."""

from datetime import datetime, time, timedelta

from ecabinet.core.clock import OFFICE_ZONE, office_day, office_time


def morning(now: datetime, days_ago: int) -> datetime:
    """Return eight o'clock in the office so many days ago, on a weekend that of its Friday."""
    day = office_day(now) - timedelta(days=days_ago)
    day -= timedelta(days=max(0, day.weekday() - 4))
    return datetime.combine(day, time(8), OFFICE_ZONE)


def month(moment: datetime) -> str:
    """Return the month as titles of meetings name it: 9/2026."""
    return f"{office_time(moment):%-m/%Y}"
