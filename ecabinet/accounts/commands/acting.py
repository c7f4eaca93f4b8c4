"""A session switches to acting on behalf of another, and back."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict

from ecabinet.accounts.models import Delegation, SignIn
from ecabinet.accounts.queries.acting import acting
from ecabinet.core.access import AccessEnded
from ecabinet.core.errors import Conflict, NotFound
from ecabinet.core.unit_of_work import UnitOfWork


class BeginActing(BaseModel):
    """From now on this sign-in acts by the delegation."""

    model_config = ConfigDict(frozen=True)
    sign_in_id: UUID
    delegation_id: UUID


def begin_acting(uow: UnitOfWork, cmd: BeginActing) -> None:
    """Let one sign-in of the receiver act for the giver.

    Raises:
        NotFound: the delegation is not one the actor received.
        Conflict: it is not in force now.
    """
    row = uow.session.get(Delegation, cmd.delegation_id)
    if row is None or row.receiver_id != uow.actor.person_id:
        raise NotFound("not_found", kind="delegation")
    if acting(uow.session, uow.actor, cmd.delegation_id, uow.now) is None:
        raise Conflict("delegation.over")
    sign_in = _own(uow, cmd.sign_in_id)
    if sign_in.acting_delegation_id not in (None, row.id):
        _close_sockets(uow, sign_in)
    sign_in.acting_delegation_id = row.id
    uow.audit("acting.begun", "delegation", row.id, giver_id=row.giver_id)


class EndActing(BaseModel):
    """This sign-in is its own person's again."""

    model_config = ConfigDict(frozen=True)
    sign_in_id: UUID


def end_acting(uow: UnitOfWork, cmd: EndActing) -> None:
    """Go back to oneself; doing it twice is the same as once."""
    sign_in = _own(uow, cmd.sign_in_id)
    if sign_in.acting_delegation_id is not None:
        uow.audit("acting.ended", "delegation", sign_in.acting_delegation_id)
        sign_in.acting_delegation_id = None
        _close_sockets(uow, sign_in)


def _close_sockets(uow: UnitOfWork, sign_in: SignIn) -> None:
    """What was listened to on the giver's behalf is heard no more."""
    uow.record(AccessEnded(person_id=sign_in.person_id, sign_in_id=sign_in.id))


def _own(uow: UnitOfWork, sign_in_id: UUID) -> SignIn:
    found = uow.session.get(SignIn, sign_in_id)
    if found is None or found.person_id != uow.actor.person_id:
        raise NotFound("not_found", kind="sign_in")
    return found
