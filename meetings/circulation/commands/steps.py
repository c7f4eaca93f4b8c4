"""Each deed: the state changes by the table, the history gets a line."""

from typing import Self
from uuid import UUID

from ecabinet.core.unit_of_work import UnitOfWork
from meetings.circulation.events import CirculationChanged, circulation_stream
from meetings.circulation.models import Circulation, CirculationStep
from meetings.circulation.states import CirculationAct, CirculationState, after
from meetings.fields import Command


class CirculationRef(Command):
    """The circulation ballot as it is now."""

    id: UUID
    state: CirculationState
    revision: int

    @classmethod
    def of(cls, row: Circulation) -> Self:
        """Return what names `row`."""
        return cls(id=row.id, state=CirculationState(row.state), revision=row.revision)


def act_on(row: Circulation, act: CirculationAct) -> None:
    """Change the state. Raises Conflict: it cannot be."""
    row.state = after(row.state, act)


def note(
    uow: UnitOfWork, row: Circulation, act: CirculationAct, text: str = "", *, dated: bool = False
) -> None:
    """Add a line to the history and announce the deed; `dated` keeps the deadline with it."""
    stream = circulation_stream(row.id)
    uow.record(CirculationChanged(stream=stream, circulation_id=row.id, act=act))
    uow.session.add(
        CirculationStep(
            circulation_id=row.id, act=act, by_id=uow.actor.person_id, at=uow.now, text=text,
            due_at=row.due_at if dated else None,
        )
    )  # fmt: skip
