"""Chasing by hand: a unit is pressed for tasks it leads, with an official letter if wanted."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from documents.issuing.commands.drafts import DraftDocument, add_draft
from documents.issuing.sources import OfficialKind
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.chase_policies import bodies_of
from followup.history import actor_id, note
from followup.models import EntryKind, Task, TaskChase, TaskChaseItem
from followup.policies import TaskPermission
from followup.queries.chases import signers_of
from followup.states import TaskAction
from followup.telling import tell_doers
from followup.words import Words

MOST_TASKS = 50


class ChaseTasks(BaseModel):
    """Which tasks of one lead unit, what is said, until when an answer is wanted.

    With `letter` an official letter is drafted in the name of the body `body_id`, to be signed by
    `signer_id`, a leader of that body; the clerk numbers and issues it.
    """

    model_config = ConfigDict(frozen=True)
    task_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_TASKS)
    text: Words = Field("", max_length=2_000)
    answer_by: date | None = None
    letter: bool = False
    body_id: UUID | None = None
    signer_id: UUID | None = None


class Chased(BaseModel):
    """What was done; `document_id` is the draft of the letter."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    count: int
    document_id: UUID | None = None


def chase_tasks(uow: UnitOfWork, cmd: ChaseTasks) -> Chased:
    """Press the lead unit: its inbox and the officials are told, the history keeps it.

    Raises:
        NotFound, Denied: a task cannot be read, or is not the actor's to chase.
        Conflict: nobody works on a task, or it was chased today.
        Invalid: the tasks are of several units; the day is past; body or signer cannot be.
    """
    tasks = [_task(uow, task_id) for task_id in sorted(set(cmd.task_ids), key=str)]
    today = office_day(uow.now)
    _check(cmd, tasks, today)
    _refuse_twice(uow, tasks, today)
    body_id = _body(uow, cmd)
    row = TaskChase(
        id=new_id(), unit_id=tasks[0].lead_unit_id, body_id=body_id, made_by_id=actor_id(uow),
        at=uow.now, text=cmd.text, answer_by=cmd.answer_by,
        signer_id=_signer(uow, cmd, body_id, today), items=_items(tasks, today),
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # The draft reads it.
    for task in tasks:
        note(uow, task, EntryKind.CHASED, text=cmd.text, answer_by=cmd.answer_by)
        tell_doers(uow, task, "chased", answer_by=cmd.answer_by)
    if not cmd.letter:
        return Chased(id=row.id, count=len(tasks))
    draft = add_draft(uow, DraftDocument(kind=OfficialKind.CHASE, subject_id=row.id))
    return Chased(id=row.id, count=len(tasks), document_id=draft.id)


def _task(uow: UnitOfWork, task_id: UUID) -> Task:
    task = access.task_to_change(uow, task_id, TaskPermission.CHASE)
    task.state = states.after(task.state, TaskAction.CHASE)
    return task


def _check(cmd: ChaseTasks, tasks: list[Task], today: date) -> None:
    if len({task.lead_unit_id for task in tasks}) > 1:
        raise Invalid("chase.several_units", field="task_ids")
    if cmd.answer_by is not None and cmd.answer_by < today:
        raise Invalid("chase.answer_in_past", field="answer_by")


def _refuse_twice(uow: UnitOfWork, tasks: list[Task], today: date) -> None:
    """The tasks are locked: nobody else can chase them meanwhile. The key is the last word."""
    ids = [task.id for task in tasks]
    query = select(TaskChaseItem.task_id).where(
        TaskChaseItem.task_id.in_(ids), TaskChaseItem.on == today
    )
    done = uow.session.scalars(query).first()
    if done is not None:
        code = next(task.code for task in tasks if task.id == done)
        raise Conflict("chase.today", code=code)


def _body(uow: UnitOfWork, cmd: ChaseTasks) -> UUID:
    """Return in whose name: the one chosen, else the first of the actor's that can sign."""
    own = bodies_of(uow.actor)
    if not own or (cmd.body_id is not None and cmd.body_id not in own):
        raise Invalid("chase.no_body", field="body_id")
    if cmd.body_id is not None:
        return cmd.body_id
    if not cmd.letter:
        return own[0]
    today = office_day(uow.now)
    return next((body for body in own if signers_of(uow.session, body, today)), own[0])


def _signer(uow: UnitOfWork, cmd: ChaseTasks, body_id: UUID, today: date) -> UUID | None:
    if not cmd.letter:
        return None
    offered = [person.id for person in signers_of(uow.session, body_id, today)]
    if not offered or (cmd.signer_id is not None and cmd.signer_id not in offered):
        raise Invalid("chase.no_signer", field="signer_id")
    return cmd.signer_id or offered[0]


def _items(tasks: list[Task], today: date) -> list[TaskChaseItem]:
    worst = sorted(tasks, key=lambda task: (task.due_on or date.max, task.number))
    return [
        TaskChaseItem(position=place, task_id=task.id, on=today)
        for place, task in enumerate(worst, start=1)
    ]
