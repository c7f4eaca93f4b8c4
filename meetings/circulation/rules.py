"""What circulation ballots register that needs no web application."""

from documents import containers
from ecabinet.core import permissions
from meetings.circulation.containers import CIRCULATION, OPINION, OPINIONS, PAPERS
from meetings.circulation.notices import register_notices
from meetings.circulation.policies import POLICIES, UNITS
from meetings.circulation.webhook_kinds import register_webhook_kinds


def register_rules() -> None:
    """Register rights, shelves for papers and notices; doing so twice is the same as once."""
    permissions.register(POLICIES, UNITS)
    containers.register(PAPERS, CIRCULATION)
    containers.register(OPINIONS, OPINION)
    register_notices()
    register_webhook_kinds()
