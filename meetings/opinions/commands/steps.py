"""What the commands of written opinions share: the answer, the story, the counts."""

from uuid import UUID

from sqlalchemy import func, select

from ecabinet.core.errors import Conflict, Stale
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.fields import Command
from meetings.opinions.access import Held
from meetings.opinions.models import OpinionCall, OpinionStep, WrittenOpinion
from meetings.opinions.states import OpinionAct, takes
from meetings.states import MeetingState


class OpinionRef(Command):
    """Which opinion on which item, and its revision."""

    opinion_id: UUID
    item_id: UUID
    revision: int

    @classmethod
    def of(cls, row: WrittenOpinion) -> "OpinionRef":
        """Return that of a row that has been written."""
        return cls(opinion_id=row.id, item_id=row.item_id, revision=row.revision)


def call_of(at: Held) -> OpinionCall:
    """Return what was asked. Raises Conflict: nothing was."""
    if at.call is None:
        raise Conflict("opinions.not_open")
    return at.call


def still_taken(uow: UnitOfWork, at: Held) -> OpinionCall:
    """Return what was asked, as long as opinions are taken. Raises Conflict in words otherwise."""
    call = call_of(at)
    if at.meeting.state == MeetingState.DRAFT:
        raise Conflict("opinions.not_yet")
    if not takes(at.meeting.state, call.closed_at, call.due_at, uow.now):
        too_late = call.due_at is not None and uow.now > call.due_at
        raise Conflict("opinions.too_late" if too_late else "opinions.closed")
    return call


def fresh(row: WrittenOpinion, revision: int | None) -> None:
    """Raise Stale unless `revision` is that of the row: somebody has changed it since."""
    if row.revision != revision:
        raise Stale("opinion.somebody_else")


def note(uow: UnitOfWork, row: WrittenOpinion, act: OpinionAct, text: str = "") -> None:
    """Add a line to the story."""
    assert uow.actor.person_id is not None
    step = OpinionStep(opinion_id=row.id, act=act, by_id=uow.actor.person_id, at=uow.now, text=text)
    uow.session.add(step)


def standing(uow: UnitOfWork, item_id: UUID, *, anonymous: bool | None = None) -> int:
    """Return how many opinions stand on an item; with `anonymous`, only those with or without."""
    query = select(func.count()).where(
        WrittenOpinion.item_id == item_id, WrittenOpinion.withdrawn_at.is_(None)
    )
    if anonymous is not None:
        query = query.where(WrittenOpinion.anonymous.is_(anonymous))
    return uow.session.scalar(query) or 0
