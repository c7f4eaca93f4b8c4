"""Load and authorise: the only way from an id that somebody gave to a sign-in."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.models import SignIn
from ecabinet.accounts.sign_in_policies import SignInPermission
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import require


def sign_in(
    session: Session, actor: Actor, sign_in_id: UUID, permission: SignInPermission
) -> SignIn:
    """Return the sign-in for `permission`. Raises NotFound, also for somebody else's."""
    found = session.get(SignIn, sign_in_id)
    return require(actor, permission, SignInPermission.READ, found, "sign_in")
