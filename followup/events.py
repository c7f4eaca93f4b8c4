"""Facts that follow-up announces."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ecabinet.core.events import Event
from followup.models import EntryKind
from followup.states import TaskState

KIND = "task"


def task_stream(task_id: UUID) -> str:
    """Return the stream of one task; everybody who may read the task may listen."""
    return f"{KIND}:{task_id}"


@dataclass(frozen=True, kw_only=True)
class TaskSaid(Event):
    """Something was said to all who read the task, or taken back. A hint to look again."""

    type: ClassVar[str] = "task.said"
    task_id: UUID
    message_id: UUID


@dataclass(frozen=True, kw_only=True)
class TaskChanged(Event):
    """Something was added to a task's history. A hint to look again, with the new state."""

    type: ClassVar[str] = "task.changed"
    task_id: UUID
    entry: EntryKind
    state: TaskState
    percent: int


def directive_stream(directive_id: UUID) -> str:
    """Return the stream of one directive; no page listens, other systems are told of it."""
    return f"directive:{directive_id}"


@dataclass(frozen=True, kw_only=True)
class DirectiveRegistered(Event):
    """A directive was entered into the register."""

    type: ClassVar[str] = "directive.registered"
    directive_id: UUID
