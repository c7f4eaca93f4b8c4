"""What has been sent for one task, by rule and by hand, what comes next, and who may sign."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.issuing.models import OfficialDocument
from documents.issuing.policies import visible_to as documents_visible_to
from documents.issuing.sources import OfficialKind
from documents.issuing.states import OfficialState
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.queries.people import held_on
from ecabinet.core.actors import Actor, Role
from ecabinet.core.deputies import deputies
from followup import access
from followup.models import ReminderKind, TaskChase, TaskChaseItem, TaskReminder
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
    """One thing that was sent. By rule: `kind`, `rung` (days from the date) and `due_on`;
    by hand: `by`, `text`, `answer_by` and perhaps a letter."""

    at: datetime
    kind: ReminderKind | None = None
    rung: int = 0
    due_on: date | None = None
    by: Named | None = None
    text: str = ""
    answer_by: date | None = None
    letter: Letter | None = None


def pressed(session: Session, actor: Actor, task_id: UUID) -> list[Pressed]:
    """Return all that was sent for a task, the newest first. Raises NotFound."""
    access.task(session, actor, task_id, TaskPermission.READ)
    told = session.scalars(
        select(TaskReminder)
        .where(TaskReminder.task_id == task_id)
        .order_by(TaskReminder.at.desc())
        .limit(MOST)
    )
    found = [Pressed(r.at, r.what, r.rung, r.due_on) for r in told]
    return sorted([*found, *_by_hand(session, actor, task_id)], key=lambda p: p.at, reverse=True)


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
            held_on(today),
        )
        .order_by(Office.rank, Person.sort_key, Person.id)
    )
    first: dict[UUID, Named] = {}
    for person_id, name, title in rows:
        first.setdefault(person_id, Named(person_id, name, title))
    return list(first.values())
