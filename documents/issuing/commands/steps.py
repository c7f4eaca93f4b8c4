"""What each deed on a document begins with."""

from uuid import UUID

from documents.issuing.events import OfficialChanged, official_stream
from documents.issuing.models import OfficialDocument
from documents.issuing.states import Act, OfficialState, allowed
from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.unit_of_work import UnitOfWork


def act_on(row: OfficialDocument, act: Act) -> None:
    """Check that `act` can be done now. Raises Conflict."""
    if not allowed(row.state, act):
        raise Conflict("official.not_now", state=row.state)


def announce(uow: UnitOfWork, row: OfficialDocument) -> None:
    """Announce what it has become."""
    state = OfficialState(row.state)
    stream = official_stream(row.id)
    uow.record(OfficialChanged(stream=stream, document_id=row.id, state=state))


def writer(uow: UnitOfWork) -> UUID:
    """Return who acts. Raises Denied: the system itself issues and signs nothing."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="official")
    return uow.actor.person_id
