"""An opinion is asked of units and people, with a date; they answer in the talk (xin ý kiến)."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import select

from ecabinet.accounts.queries.unit_names import names_on, open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.days_off import office_calendar
from followup.deadlines import on_working_day
from followup.events import TaskSaid, task_stream
from followup.exchange.models import TaskMessage
from followup.history import actor_id, note
from followup.models import EntryKind, Task, TaskConsult
from followup.paths import thread_path
from followup.policies import TaskPermission, desks
from followup.queries.names import in_office
from followup.states import TaskAction
from followup.telling import inboxes, tell
from followup.words import Words

MOST_ASKED = 30


class AskOpinion(BaseModel):
    """What is asked, of whom, and until when; a day off moves to the next working day."""

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    text: Words = Field(min_length=1, max_length=5_000)
    unit_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    person_ids: list[UUID] = Field(default_factory=list, max_length=MOST_ASKED)
    due_on: date


class AskedOpinion(BaseModel):
    """The question in the talk, and the working day until which an answer is expected."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    due_on: date


def ask_opinion(uow: UnitOfWork, cmd: AskOpinion) -> AskedOpinion:
    """Put the question into the talk; whoever is asked reads the task from now on.

    Raises:
        Conflict: the task has ended, or was refused.
        Invalid: nobody is asked, or oneself; a unit is not there, a person holds no office; the
            date is past.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.CONSULT)
    task.state = states.after(task.state, TaskAction.CONSULT)
    today = office_day(uow.now)
    if cmd.due_on < today:
        raise Invalid("task.due_in_past", field="due_on")
    names = _names(uow, cmd, today)
    day = on_working_day(cmd.due_on, office_calendar(uow.session, today))
    message = _question(uow, task, cmd.text)
    for unit_id in dict.fromkeys(cmd.unit_ids):
        _ask(uow, message, day, unit_id=unit_id)
    for person_id in dict.fromkeys(cmd.person_ids):
        _ask(uow, message, day, person_id=person_id)
    uow.session.flush()  # Rights of those who are told depend on the rows.
    note(uow, task, EntryKind.CONSULTED, asked=names, due_on=day)
    desk = [person for _, person in inboxes(uow.session, cmd.unit_ids, today)]
    people = list(dict.fromkeys([*cmd.person_ids, *desk]))
    tell(uow, task, "consulted", people, url=thread_path(task.id), due_on=day)
    return AskedOpinion(id=message.id, due_on=day)


def _names(uow: UnitOfWork, cmd: AskOpinion, today: date) -> list[str]:
    """Return the names of those asked, after checking that they are there to be asked."""
    if not cmd.unit_ids and not cmd.person_ids:
        raise Invalid("consult.nobody", field="unit_ids")
    if uow.actor.person_id in cmd.person_ids:
        raise Invalid("consult.oneself", field="person_ids")
    if open_units(uow.session, cmd.unit_ids, today, lock=True) != set(cmd.unit_ids):
        raise Invalid("task.unit_unknown", field="unit_ids")
    people = in_office(uow.session, cmd.person_ids, today)
    if set(people) != set(cmd.person_ids):
        raise Invalid("consult.person_unknown", field="person_ids")
    units = names_on(uow.session, cmd.unit_ids, today)
    return [*(found.name for found in units.values()), *people.values()]


def _question(uow: UnitOfWork, task: Task, text: str) -> TaskMessage:
    message = TaskMessage(
        id=new_id(), task_id=task.id, author_id=actor_id(uow), at=uow.now, text=text,
        private=False, question=True,
    )  # fmt: skip
    uow.session.add(message)
    uow.session.flush()  # Those asked refer to the row.
    uow.record(TaskSaid(stream=task_stream(task.id), task_id=task.id, message_id=message.id))
    return message


def _ask(
    uow: UnitOfWork, message: TaskMessage, day: date, *,
    unit_id: UUID | None = None, person_id: UUID | None = None,
) -> None:  # fmt: skip
    uow.session.add(
        TaskConsult(
            task_id=message.task_id, message_id=message.id, due_on=day,
            unit_id=unit_id, person_id=person_id,
        )
    )  # fmt: skip


def take_opinion(uow: UnitOfWork, task: Task, question: TaskMessage, answer_id: UUID) -> bool:
    """Note that the actor has given the opinion that was asked of them or their unit.

    Return whether the question is one that asks for opinions. It is settled when all have answered;
    what others say in between is talk.
    """
    rows = uow.session.scalars(
        select(TaskConsult).where(TaskConsult.message_id == question.id).with_for_update()
    ).all()
    mine, person = desks(uow.actor), uow.actor.person_id
    for row in rows:
        asked = row.unit_id in mine or row.person_id == person
        if asked and row.answered_at is None:
            row.answered_at, row.answer_id = uow.now, answer_id
            note(uow, task, EntryKind.ADVISED, unit_id=row.unit_id)
    if rows and all(row.answered_at for row in rows) and question.settled_at is None:
        question.settled_at = uow.now
    return bool(rows)


def withdraw_consults(uow: UnitOfWork, message_id: UUID) -> None:
    """The question was taken back: nobody reads the task any more because of it."""
    rows = select(TaskConsult).where(TaskConsult.message_id == message_id)
    for row in uow.session.scalars(rows):
        row.withdrawn_at = uow.now


def ask_opinions_again(uow: UnitOfWork, message_id: UUID) -> None:
    """What was answered is not what was asked: all are asked once more."""
    rows = select(TaskConsult).where(TaskConsult.message_id == message_id)
    for row in uow.session.scalars(rows):
        row.answered_at = row.answer_id = None


def asked_for(uow: UnitOfWork, message_id: UUID) -> list[UUID]:
    """Return the people of whom a question asks an opinion: themselves, or at their unit's desk."""
    rows = uow.session.scalars(
        select(TaskConsult).where(TaskConsult.message_id == message_id)
    ).all()
    units = [row.unit_id for row in rows if row.unit_id]
    desk = [person for _, person in inboxes(uow.session, units, office_day(uow.now))]
    return list(dict.fromkeys([*(row.person_id for row in rows if row.person_id), *desk]))
