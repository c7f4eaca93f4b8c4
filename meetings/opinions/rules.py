"""What written opinions register that needs no web application."""

from documents import containers
from ecabinet.core import permissions
from meetings.opinions.containers import KIND, OPINION
from meetings.opinions.notices import register_opinion_notices
from meetings.opinions.policies import POLICIES, UNITS


def register_opinions() -> None:
    """Register rights, the shelf for files and notices; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    containers.register(KIND, OPINION)
    register_opinion_notices()
