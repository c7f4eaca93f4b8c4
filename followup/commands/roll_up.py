"""After something happened to a piece of a task: how far the whole is, and all tasks above it."""

from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from ecabinet.core.errors import Conflict
from ecabinet.core.unit_of_work import UnitOfWork
from followup.events import TaskChanged, task_stream
from followup.models import EntryKind, Task, TaskUnit, UnitPart
from followup.rollup import MOST_LEVELS, rolled_up
from followup.states import BEGUN, ENDED, TaskState, with_pieces

COMPLETE = (TaskState.REPORTED_DONE, TaskState.ACCEPTED)


def roll_up(uow: UnitOfWork, task: Task) -> None:
    """Reckon `task`, which the caller has locked, and all tasks above it, one after another.

    A task of which a piece is being carried out is being carried out itself. Tasks above change
    without a new revision: nobody's form there becomes stale by it.
    """
    task.percent, task.state = _reckoned(uow.session, task)
    above = task.parent_id
    for _ in range(MOST_LEVELS):
        if above is None:
            return
        uow.session.flush()  # The sum reads the rows.
        parent = uow.session.get_one(Task, above, with_for_update=True)
        percent, state = _reckoned(uow.session, parent)
        if (percent, state) == (parent.percent, parent.state):
            return
        new = update(Task).where(Task.id == above).values(percent=percent, state=state)
        uow.session.execute(new)
        uow.record(
            TaskChanged(
                stream=task_stream(above), task_id=above, entry=EntryKind.REPORTED,
                state=state, percent=percent,
            )
        )  # fmt: skip
        above = parent.parent_id


def _reckoned(session: Session, task: Task) -> tuple[int, TaskState]:
    if task.state in COMPLETE:
        return 100, task.state
    children = session.execute(
        select(Task.percent, Task.state).where(
            Task.parent_id == task.id, Task.state != TaskState.CANCELLED
        )
    ).all()
    parts = [part.percent for part in written_parts(task)]
    begun = any(parts) or any(state in BEGUN for _percent, state in children)
    percent = rolled_up(task.own_percent, parts, [percent for percent, _state in children])
    return percent, with_pieces(task.state, begun)


def has_children(session: Session, task_id: UUID) -> bool:
    """Whether the lead unit has broken the task down."""
    counted = select(Task.id).where(Task.parent_id == task_id, Task.state != TaskState.CANCELLED)
    return session.scalar(counted.limit(1)) is not None


def open_children(session: Session, task_id: UUID) -> int:
    """Count the children of which something is still expected."""
    query = select(func.count()).select_from(Task)
    return session.scalar(query.where(Task.parent_id == task_id, Task.state.not_in(ENDED))) or 0


def open_parts(task: Task) -> int:
    """Count the parts that coordinating units have not reported done."""
    return sum(part.done_on is None for part in written_parts(task))


def written_parts(task: Task) -> list[TaskUnit]:
    """Return the coordinating units that have a part of their own."""
    return [part for part in task.units if part.part is UnitPart.COORDINATE and part.content]


def check_children(session: Session, task: Task) -> None:
    """Refuse what would leave children without a task above. Raises Conflict."""
    if count := open_children(session, task.id):
        raise Conflict("task.children_open", count=count)


def check_pieces(session: Session, task: Task) -> None:
    """Refuse completion before every piece is done. Raises Conflict."""
    check_children(session, task)
    if count := open_parts(task):
        raise Conflict("task.parts_open", count=count)
