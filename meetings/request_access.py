"""Load and authorise papers asked of units: the only way from an id that somebody gave."""

from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Stale
from ecabinet.core.permissions import require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import loading
from meetings.places import MeetingPlace, RequestPlace
from meetings.policies import RequestPermission

Held = RequestPlace[MeetingPlace]


def request(
    session: Session,
    actor: Actor,
    request_id: UUID,
    permission: RequestPermission,
    *,
    lock: bool = False,
) -> Held:
    """Return a request in the actor's place in its meeting.

    Raises:
        NotFound: there is none, or the actor may not know of it.
        Denied: the actor may know of it, but not do this.
    """
    found = loading.request_place(session, actor, request_id, lock=lock)
    return require(actor, permission, RequestPermission.READ, found, "paper_request")


def request_to_change(
    uow: UnitOfWork, request_id: UUID, permission: RequestPermission, revision: int | None
) -> Held:
    """Return a request, locked. Raises as `request`; Stale: somebody has acted since `revision`."""
    found = request(uow.session, uow.actor, request_id, permission, lock=True)
    if revision is not None and found.request.revision != revision:
        raise Stale("paper_request.somebody_else")
    return found
