"""Load and authorise: the only way from an id that somebody gave to an API token."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import ApiToken
from ecabinet.accounts.token_policies import TokenPermission
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import require


def token(
    session: Session,
    actor: Actor,
    token_id: UUID,
    permission: TokenPermission,
    *,
    lock: bool = False,
) -> ApiToken:
    """Return the token for `permission`. Raises NotFound, Denied."""
    query = select(ApiToken).where(ApiToken.id == token_id)
    found = session.scalar(query.with_for_update() if lock else query)
    return require(actor, permission, TokenPermission.READ, found, "token")
