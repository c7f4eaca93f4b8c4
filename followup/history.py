"""Every change of a task leaves three traces at once: its history, the audit log, an event."""

from typing import Any
from uuid import UUID

from ecabinet.core.errors import Denied
from ecabinet.core.events import jsonable
from ecabinet.core.unit_of_work import UnitOfWork
from followup.events import TaskChanged, task_stream
from followup.models import EntryKind, Task, TaskEntry


def note(uow: UnitOfWork, task: Task, kind: EntryKind, **detail: Any) -> None:
    """Append to the history of `task`, to the audit log, and announce it."""
    plain = jsonable(detail)
    uow.session.add(
        TaskEntry(
            task_id=task.id, kind=kind, actor_id=uow.actor.person_id, at=uow.now, detail=plain
        )
    )
    uow.audit(f"task.{kind.value}", "task", task.id, **plain)
    uow.record(
        TaskChanged(
            stream=task_stream(task.id),
            task_id=task.id,
            entry=kind,
            state=task.state,
            percent=task.percent,
        )
    )


def actor_id(uow: UnitOfWork) -> UUID:
    """Return the person who acts. Raises Denied: the system itself does nothing to tasks."""
    if uow.actor.person_id is None:
        raise Denied("denied", kind="task")
    return uow.actor.person_id
