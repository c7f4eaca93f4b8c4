"""Who may do what with API tokens. None of it can be delegated."""

from ecabinet.accounts.models import ApiToken
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator
from ecabinet.core.rules import any_of


class TokenPermission(Permission):
    """What can be done to a token, and with the list of all of them.

    Administrators see all tokens and end them, but make none for others.
    """

    READ = "token:read"
    REVOKE = "token:revoke"
    OVERSEE = "token:oversee"


def owns_it(actor: Actor, token: ApiToken) -> bool:
    """Made this token."""
    return actor.is_person(token.person_id)


owner_or_overseer = any_of(owns_it, is_administrator)

POLICIES: dict[TokenPermission, Predicate] = {
    TokenPermission.READ: owner_or_overseer,
    TokenPermission.REVOKE: owner_or_overseer,
    TokenPermission.OVERSEE: is_administrator,
}
