"""Who may do what with delegations. None of it can be delegated itself."""

from ecabinet.accounts.models import Delegation
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator
from ecabinet.core.rules import any_of


class DelegationPermission(Permission):
    """What can be done to a delegation, and with the register of all of them.

    Administrators see all delegations and end them, but give none for others.
    """

    READ = "delegation:read"
    REVOKE = "delegation:revoke"
    USE = "delegation:use"
    OVERSEE = "delegation:oversee"


def gave_it(actor: Actor, delegation: Delegation) -> bool:
    """Gave these powers."""
    return actor.is_person(delegation.giver_id)


def received_it(actor: Actor, delegation: Delegation) -> bool:
    """Received these powers."""
    return actor.is_person(delegation.receiver_id)


part_of_it = any_of(gave_it, received_it, is_administrator)

POLICIES: dict[DelegationPermission, Predicate] = {
    DelegationPermission.READ: part_of_it,
    DelegationPermission.REVOKE: part_of_it,
    DelegationPermission.USE: received_it,
    DelegationPermission.OVERSEE: is_administrator,
}
