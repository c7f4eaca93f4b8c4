"""What notifications register that needs no web application; the worker needs it too."""

from ecabinet.core import permissions
from ecabinet.notifications.account_kinds import KINDS, delegations_seen, own_account
from ecabinet.notifications.kinds import register_kinds
from ecabinet.notifications.policies import POLICIES
from ecabinet.notifications.subjects import register_subject


def register_rules() -> None:
    """Register rights, and the kinds and subjects of accounts; twice is the same as once."""
    permissions.register(POLICIES)
    register_kinds(KINDS)
    register_subject("person", own_account)
    register_subject("delegation", delegations_seen)
