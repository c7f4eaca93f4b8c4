"""Tasks go with the office: who takes an office over gets the open tasks held through it."""

from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Office
from ecabinet.core.among import among
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import note
from followup.models import EntryKind, Task, TaskConsult, TaskUnit
from followup.states import TaskState
from followup.ties import Ties, passing, ties_of

FINISHED = (TaskState.ACCEPTED, TaskState.CANCELLED)


def pass_tasks_on(
    uow: UnitOfWork, old_person_id: UUID, new_person_id: UUID, office_id: UUID
) -> int:
    """Give the open tasks held through an office to its next holder. Return how many.

    The one who held them stays in the history of each; who issued a task never changes.
    """
    giving = passing(uow.session, old_person_id, new_person_id, office_id)
    moved = 0
    for task in uow.session.scalars(_held(old_person_id).order_by(Task.id).with_for_update()):
        parts = _parts(giving.ties, task, old_person_id, office_id)
        if "assignee" in parts:
            task.assignee_id = new_person_id
        if "supervisor" in parts:
            task.supervisor_id = new_person_id
        if "part" in parts:
            for one in _own_parts(giving.ties, task, old_person_id, office_id):
                one.official_id = new_person_id
        if "opinion" in parts:
            _pass_questions_on(task, old_person_id, new_person_id)
        if parts:
            moved += 1
            note(uow, task, EntryKind.HANDED_OVER, parts=parts, **giving.told())
    giving.tell(uow, "task", "/tasks", moved)
    return moved


def count_tasks(session: Session, office_id: UUID) -> int:
    """Return how many open tasks would go to the next holder of the office now."""
    office = session.get_one(Office, office_id)
    ties = ties_of(session, office_id, office.person_id)
    held = session.scalars(_held(office.person_id))
    return sum(bool(_parts(ties, task, office.person_id, office_id)) for task in held)


def _held(person_id: UUID) -> Select[Task]:
    asked = select(TaskConsult.task_id).where(
        TaskConsult.person_id == person_id,
        TaskConsult.answered_at.is_(None),
        TaskConsult.withdrawn_at.is_(None),
    )
    parts = select(TaskUnit.task_id).where(
        TaskUnit.official_id == person_id, TaskUnit.done_on.is_(None)
    )
    theirs = or_(
        Task.assignee_id == person_id, Task.supervisor_id == person_id, among(Task.id, asked),
        among(Task.id, parts),
    )  # fmt: skip
    query = select(Task).options(selectinload(Task.consults))
    return query.where(theirs, Task.state.not_in(FINISHED))


def _parts(ties: Ties, task: Task, person_id: UUID, office_id: UUID) -> list[str]:
    """Return in which parts the person holds the task through the office."""
    parts = []
    if task.assignee_id == person_id and ties.held_in(task.lead_unit_id) == office_id:
        parts.append("assignee")
    if task.supervisor_id == person_id and ties.leading(task.lead_unit_id) == office_id:
        parts.append("supervisor")
    if _own_parts(ties, task, person_id, office_id):
        parts.append("part")
    if _asked(task, person_id) and ties.first() == office_id:
        parts.append("opinion")  # It does not say for which office it was asked.
    return parts


def _own_parts(ties: Ties, task: Task, person_id: UUID, office_id: UUID) -> list[TaskUnit]:
    """Return the parts of coordinating units that the person does through the office."""
    return [
        one for one in task.units
        if one.official_id == person_id and one.done_on is None
        and ties.held_in(one.unit_id) == office_id
    ]  # fmt: skip


def _asked(task: Task, person_id: UUID) -> list[TaskConsult]:
    """Return the opinions that the person still owes."""
    return [
        one for one in task.consults
        if one.person_id == person_id and one.answered_at is None and one.withdrawn_at is None
    ]  # fmt: skip


def _pass_questions_on(task: Task, old_id: UUID, new_id: UUID) -> None:
    known = {one.message_id for one in task.consults if one.person_id == new_id}
    for one in _asked(task, old_id):
        if one.message_id not in known:  # Nobody is asked the same twice.
            one.person_id = new_id
