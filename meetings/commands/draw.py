"""A room is drawn: each saving is a version of its own, so that old meetings keep theirs."""

from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.errors import Stale
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from meetings import access
from meetings.drawing import Drawing
from meetings.fields import Command
from meetings.models import RoomPlan


class Drawn(Command):
    """The drawing, and the number of the version it was made from; 0 for the first."""

    base: int = 0
    drawing: Drawing


class DrawRoom(Drawn):
    """The room, by its code, and its drawing."""

    room: str


class PlanRef(Command):
    """The version that was saved."""

    id: UUID
    number: int


def draw_room(uow: UnitOfWork, cmd: DrawRoom) -> PlanRef:
    """Save a drawing as the newest version of its room.

    Two who save at once meet at the constraint; the second is tried again and then is stale.

    Raises:
        NotFound: there is no such room, or drawing is not the actor's to do.
        Stale: somebody saved another version meanwhile.
    """
    room = access.room(uow, uow.actor, cmd.room)
    newest = uow.session.scalar(select(func.max(RoomPlan.number)).where(RoomPlan.room == room.code))
    if (newest or 0) != cmd.base:
        raise Stale("room.drawn_meanwhile")
    assert uow.actor.person_id is not None
    plan = RoomPlan(
        id=new_id(),
        room=room.code,
        number=cmd.base + 1,
        drawing=cmd.drawing.model_dump(mode="json"),
        drawn_by=uow.actor.person_id,
        drawn_at=uow.now,
    )
    uow.session.add(plan)
    uow.audit("room.drawn", "room", room.id, title=room.name, number=plan.number)
    return PlanRef(id=plan.id, number=plan.number)
