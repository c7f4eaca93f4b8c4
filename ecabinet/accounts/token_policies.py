"""Who may do what with API tokens. None of it can be delegated."""

from ecabinet.accounts.models import ApiToken
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate
from ecabinet.core.rules import any_of


class TokenPermission(Permission):
    """What can be done to a token, and with the list of all of them."""

    READ = "token:read"
    REVOKE = "token:revoke"
    OVERSEE = "token:oversee"


def owns_it(actor: Actor, token: ApiToken) -> bool:
    """Made this token."""
    return actor.person_id is not None and actor.person_id == token.person_id


def oversees(actor: Actor, _token: object) -> bool:
    """Administers the system: sees all tokens and ends them, but makes none for others."""
    return actor.has_role(Role.ADMINISTRATOR)


owner_or_overseer = any_of(owns_it, oversees)

POLICIES: dict[TokenPermission, Predicate] = {
    TokenPermission.READ: owner_or_overseer,
    TokenPermission.REVOKE: owner_or_overseer,
    TokenPermission.OVERSEE: oversees,
}
