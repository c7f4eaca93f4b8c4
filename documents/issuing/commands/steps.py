"""What each deed on a document begins with."""

from uuid import UUID

from documents.issuing.models import OfficialDocument
from documents.issuing.states import Act, allowed
from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.unit_of_work import UnitOfWork


def act_on(row: OfficialDocument, act: Act) -> None:
    """Check that `act` can be done now. Raises Conflict."""
    if not allowed(row.state, act):
        raise Conflict("official.not_now", state=row.state)


def writer(uow: UnitOfWork) -> UUID:
    """Return who acts. Raises Denied: the system itself issues and signs nothing."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="official")
    return uow.actor.person_id
