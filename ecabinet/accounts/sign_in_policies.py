"""Who may see and end which sign-ins. None of it can be delegated."""

from ecabinet.accounts.models import SignIn
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, is_administrator
from ecabinet.core.rules import any_of


class SignInPermission(Permission):
    """What can be done to a sign-in: to see where it was made, or to end it.

    Administrators sign people out whose device was lost.
    """

    READ = "sign_in:read"
    END = "sign_in:end"


def is_own(actor: Actor, sign_in: SignIn) -> bool:
    """Signed in so."""
    return actor.is_person(sign_in.person_id)


own_or_administered = any_of(is_own, is_administrator)

POLICIES: dict[SignInPermission, Predicate] = {
    SignInPermission.READ: own_or_administered,
    SignInPermission.END: own_or_administered,
}
