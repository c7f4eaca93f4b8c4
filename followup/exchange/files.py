"""Files of a message: papers of its container, read by whoever reads the message."""

from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from documents.containers import Container, Place, nobody
from ecabinet.core.actors import Actor
from ecabinet.core.rules import all_of
from followup.exchange import access
from followup.exchange.models import TaskMessage
from followup.exchange.policies import (
    Said,
    is_author,
    may_read,
    readable_by,
    reads_task,
    samples,
    stands,
)
from followup.models import Task, task_code
from followup.paths import thread_path

CONTAINER = "task_message"


def _load(session: Session, _actor: Actor, message_id: UUID) -> Said | None:
    return access.load(session, message_id)


def _visible_ids(actor: Actor) -> Select[UUID]:
    return (
        select(TaskMessage.id)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(readable_by(actor), TaskMessage.withdrawn_at.is_(None))
    )


def _describe(session: Session, ids: Collection[UUID]) -> Mapping[UUID, Place]:
    rows = session.execute(
        select(TaskMessage.id, TaskMessage.at, Task.id, Task.number, Task.title)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(TaskMessage.id.in_(ids))
    )
    return {
        message_id: Place(f"{task_code(number)} · {title}", thread_path(task_id), at)
        for message_id, at, task_id, number, title in rows
    }


FILES = Container(
    load=_load,
    may_read=all_of(may_read, stands),
    may_annotate=nobody,
    may_upload=all_of(reads_task, is_author, stands),
    visible_ids=_visible_ids,
    describe=_describe,
    stream=lambda _said: None,
    samples=samples,
    any_file=True,
)
