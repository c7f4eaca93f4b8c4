"""Who may read and write what about a task.

Whoever reads the task reads and writes; a private note is for its author and whom it is to.
"""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, and_, false, or_

from ecabinet.core.actors import Actor
from ecabinet.core.permissions import Permission, Predicate, UnitsOf
from ecabinet.core.rules import Having, Looking, all_of, any_of
from followup.exchange.models import TaskMessage
from followup.models import Task, TaskUnit, UnitPart
from followup.policies import TaskPermission, units_of, visible_to


class MessagePermission(Permission):
    """What can be done to one message."""

    READ = "task_message:read"
    WITHDRAW = "task_message:withdraw"
    ASK_AGAIN = "task_message:ask_again"


@dataclass(frozen=True)
class Said:
    """A message with its task, as the rules look at them."""

    message: TaskMessage
    task: Task


def is_for_all(_actor: Actor, said: Said) -> bool:
    """The message is no private note."""
    return not said.message.private


def is_author(actor: Actor, said: Said) -> bool:
    """Wrote the message."""
    return actor.is_person(said.message.author_id)


def is_addressee(actor: Actor, said: Said) -> bool:
    """The private note is to them."""
    return actor.is_person(said.message.to_id)


def stands(_actor: Actor, said: Said) -> bool:
    """The message has not been taken back."""
    return said.message.withdrawn_at is None


def is_answered_question(_actor: Actor, said: Said) -> bool:
    """The message is a question that somebody answered."""
    return said.message.question and said.message.settled_at is not None


def task_of(said: Said) -> Task:
    """Return the task it is about."""
    return said.task


reads_task = Looking(Having(TaskPermission.READ), task_of)
may_read = all_of(reads_task, any_of(is_for_all, is_author, is_addressee))


def readable_by(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `TaskMessage` joined with its `Task`."""
    own: ColumnElement[bool] = false()
    if actor.person_id is not None:
        person = actor.person_id
        own = or_(TaskMessage.author_id == person, TaskMessage.to_id == person)
    return and_(visible_to(actor), or_(TaskMessage.private.is_(False), own))


def is_open() -> ColumnElement[bool]:
    """Return, as SQL over `TaskMessage`: a question that nobody answered yet."""
    return and_(
        TaskMessage.question.is_(True),
        TaskMessage.settled_at.is_(None),
        TaskMessage.withdrawn_at.is_(None),
    )


def samples(unit_id: UUID) -> list[Said]:
    """Messages of a unit's task in which nobody has a part, for the table of roles."""
    nobody = {"supervisor_id": uuid4(), "issued_by_id": uuid4()}
    lead = Task(id=uuid4(), lead_unit_id=unit_id, **nobody)
    other = Task(id=uuid4(), lead_unit_id=uuid4(), **nobody)
    other.units = [TaskUnit(unit_id=unit_id, part=UnitPart.COORDINATE)]
    message = {"author_id": uuid4(), "private": False, "question": False}
    return [Said(TaskMessage(id=uuid4(), **message), task) for task in (lead, other)]


POLICIES: dict[Permission, Predicate] = {
    MessagePermission.READ: may_read,
    MessagePermission.WITHDRAW: all_of(reads_task, is_author, stands),
    MessagePermission.ASK_AGAIN: all_of(reads_task, is_author, is_answered_question),
}


UNITS: dict[Permission, UnitsOf] = dict.fromkeys(
    MessagePermission, lambda said: units_of(said.task)
)
