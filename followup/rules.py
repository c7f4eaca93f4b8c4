"""What follow-up registers that needs no Flask: rights, and the shelf of evidence."""

from documents import containers
from documents.policies import POLICIES as PAPER_POLICIES
from ecabinet.core import permissions
from followup.evidence import CONTAINER, EVIDENCE
from followup.policies import POLICIES


def register_rules() -> None:
    """Register rights and containers; doing so twice is the same as once."""
    permissions.register(POLICIES)
    permissions.register(PAPER_POLICIES)
    containers.register(CONTAINER, EVIDENCE)
