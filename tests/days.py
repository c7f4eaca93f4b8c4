"""Days of the office in tests, asked for when a test runs: a long run goes past midnight there."""

from datetime import date, timedelta

from ecabinet.core.clock import office_day, utc_now


def today(days: int = 0) -> date:
    """Return the day of the office `days` from today."""
    return office_day(utc_now()) + timedelta(days=days)
