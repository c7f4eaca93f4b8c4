"""Each deed on a part: the state changes by the table, the history gets a line."""

from uuid import UUID

from documents.routing.models import SlipPart, SlipStep
from documents.routing.states import Act, next_state
from ecabinet.core.errors import Conflict, Denied
from ecabinet.core.unit_of_work import UnitOfWork


def act_on(uow: UnitOfWork, part: SlipPart, act: Act, text: str = "") -> None:
    """Change a part's state and write it into the history. Raises Conflict: it cannot be."""
    state = next_state(part.state, act)
    if state is None:
        raise Conflict("routing.not_now")
    part.state, part.changed_at = state, uow.now
    part.note = text or part.note
    write_step(uow, part.slip_id, part.id, act, text)
    uow.session.flush()  # Raises the revision, which is part of the answer.


def write_step(
    uow: UnitOfWork, slip_id: UUID, part_id: UUID | None, act: Act, text: str = ""
) -> None:
    """Add a line to the history of a slip."""
    step = SlipStep(
        slip_id=slip_id, part_id=part_id, act=act, by_id=writer(uow), at=uow.now, text=text
    )
    uow.session.add(step)


def writer(uow: UnitOfWork) -> UUID:
    """Return who writes. Raises Denied: the system itself sends nothing."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="slip")
    return uow.actor.person_id
