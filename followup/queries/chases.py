"""What has been sent for one task, by rule and by hand, what comes next, and who may sign."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, cast, func, literal, select, union_all
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to as documents_visible_to
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.core.actors import Actor, Role
from ecabinet.core.deputies import deputies
from followup import access
from followup.models import (
    OpinionReminder,
    PartReminder,
    ReminderKind,
    TaskChase,
    TaskChaseItem,
    TaskConsult,
    TaskReminder,
)
from followup.policies import TaskPermission
from followup.queries.names import Named

MOST = 100
DEED = "task.chased"


@dataclass(frozen=True)
class Letter:
    """The official letter of an act of chasing, for who may read it."""

    id: UUID
    symbol: str
    state: OfficialState


@dataclass(frozen=True)
class Pressed:
    """One thing that was sent. By rule: `kind`, `rung` (days from the date) and `due_on`, with
    `whom` when it is of a part or an opinion: the unit or person that owes it; by hand: `by`,
    `text`, `answer_by` and perhaps a letter."""

    at: datetime
    kind: ReminderKind | None = None
    rung: int = 0
    due_on: date | None = None
    whom: str = ""
    by: Named | None = None
    text: str = ""
    answer_by: date | None = None
    letter: Letter | None = None


def pressed(session: Session, actor: Actor, task_id: UUID) -> list[Pressed]:
    """Return all that was sent for a task, the newest first. Raises NotFound."""
    access.task(session, actor, task_id, TaskPermission.READ)
    found = [*_by_rule(session, task_id), *_by_hand(session, actor, task_id)]
    return sorted(found, key=lambda p: p.at, reverse=True)


def _by_rule(session: Session, task_id: UUID) -> list[Pressed]:
    """Of the task, of parts, and of opinions; one query."""
    of_task, of_part, of_opinion = TaskReminder, PartReminder, OpinionReminder

    def told(table: Any, kind: Any, whom: Any) -> Select[*tuple[Any, ...]]:
        return select(table.at, kind.label("kind"), table.rung, table.due_on, whom.label("whom"))

    part, opinion = literal(ReminderKind.PART.value), literal(ReminderKind.OPINION.value)
    rows = union_all(
        told(of_task, cast(of_task.what, String), literal("")).where(of_task.task_id == task_id),
        told(of_part, part, Unit.name)
        .join(Unit, Unit.id == of_part.unit_id)
        .where(of_part.task_id == task_id),
        told(of_opinion, opinion, func.coalesce(Unit.name, Person.name))
        .join(TaskConsult, TaskConsult.id == of_opinion.consult_id)
        .outerjoin(Unit, Unit.id == TaskConsult.unit_id)
        .outerjoin(Person, Person.id == TaskConsult.person_id)
        .where(TaskConsult.task_id == task_id),
    )
    newest = session.execute(rows.order_by(rows.selected_columns.at.desc()).limit(MOST))
    return [
        Pressed(at, ReminderKind(kind), rung, due_on, whom)
        for at, kind, rung, due_on, whom in newest
    ]


def _by_hand(session: Session, actor: Actor, task_id: UUID) -> list[Pressed]:
    rows = session.execute(
        select(TaskChase, Person.name)
        .join(TaskChaseItem, TaskChaseItem.chase_id == TaskChase.id)
        .join(Person, Person.id == TaskChase.made_by_id)
        .where(TaskChaseItem.task_id == task_id)
        .order_by(TaskChase.at.desc())
        .limit(MOST)
    ).all()
    if not rows:
        return []
    letters = letters_of(session, actor, [row.id for row, _name in rows])
    acted = deputies(session, [task_id])
    return [
        Pressed(
            at=row.at, by=Named(row.made_by_id, name, deputy=acted.of(task_id, DEED, row.at)),
            text=row.text, answer_by=row.answer_by,
            letter=letters.get(row.id),
        )
        for row, name in rows
    ]  # fmt: skip


def letters_of(session: Session, actor: Actor, chase_ids: list[UUID]) -> dict[UUID, Letter]:
    """Return the letter that stands for each; no query for none."""
    if not chase_ids:
        return {}
    rows = session.scalars(
        select(OfficialDocument)
        .where(
            OfficialDocument.kind == OfficialKind.CHASE,
            OfficialDocument.subject_id.in_(chase_ids),
            documents_visible_to(actor),
        )
        .order_by(OfficialDocument.drafted_at)
    )
    return {row.subject_id: Letter(row.id, row.symbol, OfficialState(row.state)) for row in rows}


def signers_of(session: Session, body_id: UUID, today: date) -> list[Named]:
    """Return the leaders of the body, the first in rank first, with the office they hold there."""
    rows = session.execute(
        select(Person.id, Person.name, Office.title)
        .join(Person.offices)
        .where(
            Person.active,
            Office.unit_id == body_id,
            Office.role == Role.LEADER,
            Office.held_on(today),
        )
        .order_by(Office.rank, Person.sort_key, Person.id)
    )
    first: dict[UUID, Named] = {}
    for person_id, name, title in rows:
        first.setdefault(person_id, Named(person_id, name, title))
    return list(first.values())
