"""Somebody says something about a task, takes it back, or asks again."""

from collections.abc import Collection
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access
from followup.events import TaskSaid, task_stream
from followup.exchange.access import load, message_to_change
from followup.exchange.consult import (
    ask_opinions_again,
    asked_for,
    take_opinion,
    withdraw_consults,
)
from followup.exchange.files import CONTAINER
from followup.exchange.models import TaskMention, TaskMessage
from followup.exchange.people import concerned
from followup.exchange.policies import MessagePermission
from followup.history import actor_id
from followup.models import Task
from followup.paths import thread_path
from followup.policies import TaskPermission
from followup.telling import tell
from followup.words import Words

MOST_FILES = 10
MOST_MENTIONS = 20


class SayAboutTask(BaseModel):
    """A message: to all who read the task, or (`private`) a note to the issuer alone.

    `question`: an answer is expected, from those called by name, else from who issued, leads and
    carries out. `answers_id`: the message it replies to; it settles a question.
    """

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    text: Words = Field(min_length=1, max_length=5_000)
    private: bool = False
    question: bool = False
    answers_id: UUID | None = None
    mentions: list[UUID] = Field(default_factory=list, max_length=MOST_MENTIONS)
    files: list[StoredFile] = Field(default_factory=list, max_length=MOST_FILES)


class MessageRef(BaseModel):
    """Which message."""

    model_config = ConfigDict(frozen=True)
    id: UUID


def say_about_task(uow: UnitOfWork, cmd: SayAboutTask) -> MessageRef:
    """Keep the message with its files, and tell whom it is for.

    Raises:
        Invalid: a person is named who has no part in the task; a private note calls others, or
            would go to its own author; the message replied to is not there.
    """
    task = access.task(uow.session, uow.actor, cmd.task_id, TaskPermission.DISCUSS)
    answered = _answered(uow, task, cmd)
    mentions = _mentions(uow, task, cmd)
    message = TaskMessage(
        id=new_id(),
        task_id=task.id,
        author_id=actor_id(uow),
        at=uow.now,
        text=cmd.text,
        private=cmd.private,
        to_id=_addressee(uow, task, cmd, answered),
        question=cmd.question,
        answers_id=answered.id if answered else None,
    )
    uow.session.add(message)
    uow.session.flush()  # Mentions and files refer to the row.
    uow.session.add_all(
        TaskMention(message_id=message.id, person_id=person, position=number)
        for number, person in enumerate(mentions)
    )
    uow.session.flush()
    if answered is not None and answered.question:
        _settle(uow, task, answered, message.id)
    for file in cmd.files:
        upload = UploadPaper(container_kind=CONTAINER, container_id=message.id, file=file)
        upload_paper(uow, upload)
    uow.audit("task.said", "task", task.id, message_id=message.id, private=cmd.private)
    _tell(uow, task, message, answered, mentions)
    return MessageRef(id=message.id)


def withdraw_message(uow: UnitOfWork, cmd: MessageRef) -> None:
    """Take a message back: its words and files are not shown any more; that it was there is."""
    said = message_to_change(uow, cmd.id, MessagePermission.WITHDRAW)
    said.message.withdrawn_at = uow.now
    withdraw_consults(uow, cmd.id)
    uow.audit("task.message_withdrawn", "task", said.task.id, message_id=cmd.id)
    _announce(uow, said.task, said.message)


def ask_again(uow: UnitOfWork, cmd: MessageRef) -> None:
    """Open a question again: what was answered is not what was asked."""
    said = message_to_change(uow, cmd.id, MessagePermission.ASK_AGAIN)
    said.message.settled_at = None
    ask_opinions_again(uow, cmd.id)
    uow.audit("task.asked_again", "task", said.task.id, message_id=cmd.id)
    _announce(uow, said.task, said.message)
    people = [mention.person_id for mention in said.message.mentions] or asked_for(uow, cmd.id)
    people = people or _parties(said.task)
    _say(uow, said.task, "asked", people)


def _answered(uow: UnitOfWork, task: Task, cmd: SayAboutTask) -> TaskMessage | None:
    if cmd.answers_id is None:
        return None
    said = load(uow.session, cmd.answers_id)
    known = said is not None and allows(uow.actor, MessagePermission.READ, said)
    if said is None or not known or said.task.id != task.id:
        raise Invalid("message.answers_nothing", field="answers_id")
    message = said.message
    if message.private != cmd.private:
        raise Invalid("message.private_stays_private", field="private")
    return message


def _settle(uow: UnitOfWork, task: Task, question: TaskMessage, answer_id: UUID) -> None:
    """A question is settled by anybody but the asker; one for opinions by those who were asked."""
    if take_opinion(uow, task, question, answer_id):
        return
    if question.author_id != uow.actor.person_id and not question.settled_at:
        question.settled_at = uow.now


def _addressee(
    uow: UnitOfWork, task: Task, cmd: SayAboutTask, answered: TaskMessage | None
) -> UUID | None:
    """To whom a private note is: the issuer; an answer goes to the other of the two."""
    if not cmd.private:
        return None
    if answered is None or answered.to_id is None:
        return task.issued_by_id
    return answered.to_id if answered.author_id == uow.actor.person_id else answered.author_id


def _mentions(uow: UnitOfWork, task: Task, cmd: SayAboutTask) -> list[UUID]:
    wished = list(dict.fromkeys(cmd.mentions))
    if cmd.private:
        if wished:
            raise Invalid("message.private_calls_nobody", field="mentions")
        if task.issued_by_id == uow.actor.person_id and cmd.answers_id is None:
            raise Invalid("message.private_to_oneself", field="private")
        return []
    known = {person.id for person in concerned(uow.session, task, office_day(uow.now))}
    if not known.issuperset(wished):
        raise Invalid("message.mention_outside", field="mentions")
    return wished


def _tell(
    uow: UnitOfWork,
    task: Task,
    message: TaskMessage,
    answered: TaskMessage | None,
    mentions: Collection[UUID],
) -> None:
    if message.to_id is not None:
        _say(uow, task, "noted", [message.to_id])
        return
    _announce(uow, task, message)
    told: set[UUID] = set()
    if answered is not None:
        _say(uow, task, "answered", [answered.author_id])
        told.add(answered.author_id)
    if message.question:
        asked = [person for person in mentions or _parties(task) if person not in told]
        _say(uow, task, "asked", asked)
        told.update(asked)
    called = [person for person in mentions if person not in told]
    _say(uow, task, "mentioned", called)
    told.update(called)
    _say(uow, task, "said", [person for person in _parties(task) if person not in told])


def _say(uow: UnitOfWork, task: Task, what: str, people: Collection[UUID]) -> None:
    if people:
        tell(uow, task, what, people, url=thread_path(task.id))


def _parties(task: Task) -> list[UUID]:
    people = [task.issued_by_id, task.supervisor_id, task.assignee_id]
    return list(dict.fromkeys(person for person in people if person is not None))


def _announce(uow: UnitOfWork, task: Task, message: TaskMessage) -> None:
    # Of a private note nobody else learns anything, not even that there is one.
    if not message.private:
        uow.record(TaskSaid(stream=task_stream(task.id), task_id=task.id, message_id=message.id))
