"""The lead unit names the person who carries a task out."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.history import note
from followup.models import EntryKind, Task
from followup.policies import TaskPermission
from followup.states import TaskAction
from followup.telling import tell


class AssignTask(BaseModel):
    """Who shall do it; naming another person later is possible until completion is reported."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    assignee_id: UUID
    revision: int | None = None


def assign_task(uow: UnitOfWork, cmd: AssignTask) -> None:
    """Name the responsible official.

    Raises:
        Conflict: the unit has not received the task yet, or completion is reported.
        Invalid: the person holds no office in the lead unit today.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.ASSIGN, cmd.revision)
    task.state = states.after(task.state, TaskAction.ASSIGN)
    name_official(uow, task, cmd.assignee_id)


def name_official(uow: UnitOfWork, task: Task, person_id: UUID) -> None:
    """Let the person carry the task out. Raises Invalid: who is not of the lead unit today."""
    name = name_in_unit(uow, task.lead_unit_id, person_id)
    before, task.assignee_id = task.assignee_id, person_id
    task.assigned_at = uow.now
    note(uow, task, EntryKind.ASSIGNED, assignee_id=person_id, assignee=name)
    if before != person_id:
        tell(uow, task, "assigned", [person_id])
        tell(uow, task, "unassigned", [before])


def name_in_unit(
    uow: UnitOfWork,
    unit_id: UUID,
    person_id: UUID,
    *,
    code: str = "task.assignee_outside",
    field: str = "assignee_id",
) -> str:
    """Return the name of somebody who works there. Raises Invalid: holds no office there today."""
    name = _find_name(uow.session, unit_id, person_id, office_day(uow.now))
    if name is None:
        raise Invalid(code, field=field)
    return name


def _find_name(session: Session, unit_id: UUID, person_id: UUID, today: date) -> str | None:
    return session.scalar(
        select(Person.name)
        .join(Person.offices)
        .where(
            Person.id == person_id,
            Person.active,
            Office.unit_id == unit_id,
            Office.held_on(today),
        )
        .limit(1)
    )
