"""What minutes register that needs no web application."""

from ecabinet.core import permissions
from meetings.minutes.notices import register_minutes_notices
from meetings.minutes.policies import POLICIES, UNITS


def register_minutes() -> None:
    """Register rights and notices; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    register_minutes_notices()
