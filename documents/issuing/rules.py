"""What official documents register that needs no Flask: rights, notices, the place of scans."""

from documents import containers
from documents.issuing.container import CONTAINER, OFFICIAL
from documents.issuing.notices import register_notices
from documents.issuing.policies import POLICIES, UNITS
from documents.issuing.search_kind import register_search_kind
from documents.issuing.webhook_kinds import register_webhook_kinds
from documents.register.rules import register_rules as register_register
from ecabinet.core import permissions


def register_rules() -> None:
    """Register all of it; doing so twice is the same as once."""
    register_register()
    permissions.register(POLICIES, UNITS)
    containers.register(CONTAINER, OFFICIAL)
    register_notices()
    register_search_kind()
    register_webhook_kinds()
