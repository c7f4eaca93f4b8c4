"""Chasing by hand: units are pressed for tasks they lead, with official letters if wanted."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from documents.issuing.commands.drafts import DraftDocument, add_draft
from documents.issuing.sources import OfficialKind
from ecabinet.accounts.models import Unit
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.history import actor_id, note
from followup.models import EntryKind, Task, TaskChase, TaskChaseItem
from followup.policies import TaskPermission
from followup.queries.chase_names import body_for, check_answer_day, signer_for_letter, worst_of
from followup.states import TaskAction
from followup.telling import tell_doers
from followup.words import Words

MOST_TASKS = 50
MOST_AT_ONCE = 100
"""Of one deed on several units; a page of the list has fewer."""


class Pressing(BaseModel):
    """What is said, and until when an answer is wanted.

    With `letter` an official letter is drafted in the name of the body `body_id`, to be signed by
    `signer_id`, a leader of that body; the clerk numbers and issues it.
    """

    model_config = ConfigDict(frozen=True)
    text: Words = Field("", max_length=2_000)
    answer_by: date | None = None
    letter: bool = False
    body_id: UUID | None = None
    signer_id: UUID | None = None


class ChaseTasks(Pressing):
    """Which tasks of one lead unit."""

    task_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_TASKS)


class ChaseUnits(Pressing):
    """Which tasks, of whichever lead units: each unit is chased for its own, and gets a letter of
    its own."""

    task_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MOST_AT_ONCE)


class Chased(BaseModel):
    """What was done; `document_id` is the draft of the letter."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    count: int
    document_id: UUID | None = None


class UnitChased(Chased):
    """What was done to one of the units."""

    unit_id: UUID


class UnitsChased(BaseModel):
    """What was done, in the order of the units."""

    model_config = ConfigDict(frozen=True)
    chases: list[UnitChased]


def chase_tasks(uow: UnitOfWork, cmd: ChaseTasks) -> Chased:
    """Press the lead unit: its inbox and the officials are told, the history keeps it.

    Raises:
        NotFound, Denied: a task cannot be read, or is not the actor's to chase.
        Conflict: nobody works on a task, or it was chased today.
        Invalid: the tasks are of several units; the day is past; body or signer cannot be.
    """
    tasks = _tasks(uow, cmd.task_ids)
    if len({task.lead_unit_id for task in tasks}) > 1:
        raise Invalid("chase.several_units", field="task_ids")
    return _press(uow, _checked(uow, cmd, tasks), tasks)


def chase_units(uow: UnitOfWork, cmd: ChaseUnits) -> UnitsChased:
    """Press each of the lead units for its own tasks, all of them or none.

    Raises as `chase_tasks`, save that the tasks may be of several units.
    """
    tasks = _tasks(uow, cmd.task_ids)
    wish = _checked(uow, cmd, tasks)
    of_unit: dict[UUID, list[Task]] = {}
    for task in tasks:
        of_unit.setdefault(task.lead_unit_id, []).append(task)
    order = select(Unit.id).where(Unit.id.in_(of_unit)).order_by(Unit.rank, Unit.name, Unit.id)
    units = uow.session.scalars(order).all()
    done = {unit_id: _press(uow, wish, of_unit[unit_id]) for unit_id in units}
    return UnitsChased(
        chases=[UnitChased(unit_id=unit_id, **one.model_dump()) for unit_id, one in done.items()]
    )


def _tasks(uow: UnitOfWork, task_ids: Iterable[UUID]) -> list[Task]:
    """Lock the tasks in one order, so that two who chase at once never wait for each other."""
    return [_task(uow, task_id) for task_id in sorted(set(task_ids), key=str)]


def _task(uow: UnitOfWork, task_id: UUID) -> Task:
    task = access.task_to_change(uow, task_id, TaskPermission.CHASE)
    task.state = states.after(task.state, TaskAction.CHASE)
    return task


def _checked(uow: UnitOfWork, cmd: Pressing, tasks: list[Task]) -> Pressing:
    """Return what is wanted with the body and the signer that it will be."""
    today = office_day(uow.now)
    check_answer_day(cmd.answer_by, today)
    _refuse_twice(uow, tasks, today)
    body_id = body_for(uow.session, uow.actor, cmd.body_id, cmd.letter, today)
    signer_id = None
    if cmd.letter:
        signer_id = signer_for_letter(uow.session, body_id, cmd.signer_id, today)
    return cmd.model_copy(update={"body_id": body_id, "signer_id": signer_id})


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


def _press(uow: UnitOfWork, wish: Pressing, tasks: list[Task]) -> Chased:
    row = TaskChase(
        id=new_id(), unit_id=tasks[0].lead_unit_id, body_id=wish.body_id,
        made_by_id=actor_id(uow), at=uow.now, text=wish.text, answer_by=wish.answer_by,
        signer_id=wish.signer_id, items=_items(tasks, office_day(uow.now)),
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # The draft reads it.
    for task in tasks:
        note(uow, task, EntryKind.CHASED, text=wish.text, answer_by=wish.answer_by)
        tell_doers(uow, task, "chased", answer_by=wish.answer_by)
    if not wish.letter:
        return Chased(id=row.id, count=len(tasks))
    draft = add_draft(uow, DraftDocument(kind=OfficialKind.CHASE, subject_id=row.id))
    return Chased(id=row.id, count=len(tasks), document_id=draft.id)


def _items(tasks: list[Task], today: date) -> list[TaskChaseItem]:
    return [
        TaskChaseItem(position=place, task_id=task.id, on=today)
        for place, task in enumerate(worst_of(tasks), start=1)
    ]
