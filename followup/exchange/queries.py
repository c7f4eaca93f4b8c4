"""What was said about a task, as its page and the API show it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from documents.queries.papers import PaperView, papers_of
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day, utc_now
from ecabinet.core.deputies import deputies
from ecabinet.core.permissions import allows
from followup import access
from followup.exchange.files import CONTAINER
from followup.exchange.models import TaskMessage
from followup.exchange.people import concerned
from followup.exchange.policies import MessagePermission, Said, is_open, readable_by
from followup.models import Task, TaskConsult
from followup.policies import TaskPermission, desks
from followup.queries.names import Named, people_named, units_named

PAGE_SIZE = 50


@dataclass(frozen=True)
class Consult:
    """A unit or person asked for an opinion; `mine`: who looks may give it."""

    name: str
    unit: bool
    due_on: date
    answered_at: datetime | None
    late: bool
    mine: bool


@dataclass(frozen=True)
class Message:
    """One message; taken back (`withdrawn`) it has no words and no files."""

    id: UUID
    author: Named
    at: datetime
    text: str
    private: bool
    question: bool
    settled_at: datetime | None
    withdrawn: bool
    answers: UUID | None
    answers_author: str | None
    mentions: tuple[Named, ...]
    files: tuple[PaperView, ...]
    may_withdraw: bool
    may_ask_again: bool
    consults: tuple[Consult, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether it is a question that waits for an answer."""
        return self.question and not self.settled_at and not self.withdrawn


@dataclass(frozen=True)
class Thread:
    """The newest messages, oldest of them first; `earlier` is the key of those before, if any.

    `open_questions` are all that wait, wherever they stand. `concerned` can be called by name.
    """

    messages: tuple[Message, ...]
    earlier: UUID | None
    open_questions: tuple[Message, ...]
    concerned: tuple[Named, ...]
    may_note: bool


@dataclass(frozen=True)
class Figures:
    """How much was said, of what one may read, and how many questions wait."""

    messages: int
    open_questions: int


def figures(session: Session, actor: Actor, task_id: UUID) -> Figures:
    """Return how much was said about a task; one query."""
    row = session.execute(
        select(func.count(), func.count().filter(is_open()))
        .select_from(TaskMessage)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(TaskMessage.task_id == task_id, readable_by(actor))
    ).one()
    return Figures(row[0], row[1])


def thread(
    session: Session,
    actor: Actor,
    task_id: UUID,
    before: UUID | None = None,
    upto: UUID | None = None,
) -> Thread:
    """Return what was said, `before` a message, `upto` one with it, or up to now; constant queries.

    Raises NotFound.
    """
    task = access.task(session, actor, task_id, TaskPermission.READ)
    readable = (
        select(TaskMessage)
        .join(Task, Task.id == TaskMessage.task_id)
        .where(TaskMessage.task_id == task_id, readable_by(actor))
        .order_by(TaskMessage.at.desc(), TaskMessage.id.desc())
    )
    page = _until(session, readable, before or upto, itself=before is None)
    rows = list(session.scalars(page.limit(PAGE_SIZE + 1)))
    shown = rows[:PAGE_SIZE][::-1]
    waiting = list(session.scalars(readable.where(is_open()).limit(PAGE_SIZE)))[::-1]
    told = _messages(session, actor, task, [*shown, *waiting])
    return Thread(
        messages=tuple(told[row.id] for row in shown),
        earlier=shown[0].id if len(rows) > PAGE_SIZE else None,
        open_questions=tuple(told[row.id] for row in waiting),
        concerned=tuple(concerned(session, task, office_day(task.issued_at))),
        may_note=actor.person_id != task.issued_by_id,
    )


def _until(
    session: Session, query: Select[TaskMessage], message_id: UUID | None, *, itself: bool
) -> Select[TaskMessage]:
    """Narrow to what came before a message, with it or without; an unknown one narrows nothing."""
    last = session.get(TaskMessage, message_id) if message_id else None
    if last is None:
        return query
    order = TaskMessage.id <= last.id if itself else TaskMessage.id < last.id
    earlier = and_(TaskMessage.at == last.at, order)
    return query.where(or_(TaskMessage.at < last.at, earlier))


def _messages(
    session: Session, actor: Actor, task: Task, rows: Sequence[TaskMessage]
) -> dict[UUID, Message]:
    replied = {row.answers_id for row in rows if row.answers_id}
    authors = {
        row.id: row.author_id
        for row in session.execute(
            select(TaskMessage.id, TaskMessage.author_id).where(TaskMessage.id.in_(replied))
        )
    }
    ids = {row.author_id for row in rows} | set(authors.values())
    ids |= {mention.person_id for row in rows for mention in row.mentions}
    people = people_named(session, ids, office_day(task.issued_at))
    by = deputies(session, [task.id])
    standing = [row.id for row in rows if row.withdrawn_at is None]
    papers = papers_of(session, actor, CONTAINER, standing)
    asked = _consults(session, actor, task, [row.id for row in rows if row.question])

    def told(row: TaskMessage) -> Message:
        gone = row.withdrawn_at is not None
        author = people[row.author_id]
        said = Said(row, task)
        deputy = by.of(task.id, "task.said", row.at)
        return Message(
            id=row.id,
            author=Named(author.id, author.name, author.title, deputy),
            at=row.at,
            text="" if gone else row.text,
            private=row.private,
            question=row.question,
            settled_at=row.settled_at,
            withdrawn=gone,
            answers=row.answers_id,
            answers_author=people[authors[row.answers_id]].name if row.answers_id else None,
            mentions=() if gone else tuple(people[each.person_id] for each in row.mentions),
            files=tuple(papers.get(row.id, ())),
            may_withdraw=allows(actor, MessagePermission.WITHDRAW, said),
            may_ask_again=allows(actor, MessagePermission.ASK_AGAIN, said),
            consults=() if gone else tuple(asked.get(row.id, ())),
        )

    return {row.id: told(row) for row in rows}


def _consults(
    session: Session, actor: Actor, task: Task, questions: list[UUID]
) -> dict[UUID, list[Consult]]:
    """Return of whom each question asks an opinion; one query, with names three, none without."""
    if not questions:
        return {}
    query = select(TaskConsult).where(TaskConsult.message_id.in_(questions))
    rows = session.scalars(query.order_by(TaskConsult.id)).all()
    if not rows:
        return {}
    day, today, mine = office_day(task.issued_at), office_day(utc_now()), desks(actor)
    units = units_named(session, {row.unit_id for row in rows if row.unit_id}, day)
    people = people_named(session, {row.person_id for row in rows}, day)
    found: dict[UUID, list[Consult]] = defaultdict(list)
    for row in rows:
        unit = units[row.unit_id] if row.unit_id else None
        named = unit or people[row.person_id]  # type: ignore[index]  # One of the two is set.
        waits = row.answered_at is None and row.withdrawn_at is None
        asked = row.unit_id in mine or row.person_id == actor.person_id
        found[row.message_id].append(
            Consult(
                named.name, unit is not None, row.due_on, row.answered_at,
                late=waits and row.due_on < today, mine=waits and asked,
            )
        )  # fmt: skip
    return found
