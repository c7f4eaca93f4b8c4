"""What the form to press a unit offers, and one act of chasing as its page shows it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Person
from ecabinet.accounts.queries.unit_names import names_on
from ecabinet.core.actors import Actor
from ecabinet.core.clock import office_day
from ecabinet.core.deputies import deputies
from ecabinet.core.permissions import allows
from followup import access, states
from followup.chase_policies import ChasePermission, HeldChase, bodies_of
from followup.models import Task, TaskChaseItem
from followup.policies import TaskPermission, visible_to
from followup.queries.chases import DEED, Letter, letters_of, signers_of
from followup.queries.climbers import CHASED
from followup.queries.lists import tasks_by_id
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.states import TaskAction

MOST_OTHERS = 20
Choices = tuple[tuple[UUID, str], ...]


@dataclass(frozen=True)
class BodyOffered:
    """A body in whose name somebody may chase, and who signs its letters."""

    id: UUID
    name: str
    signers: Choices


@dataclass(frozen=True)
class ChaseForm:
    """The task, other tasks of its lead unit that are due or late, bodies and who may sign."""

    task: TaskRow
    others: tuple[TaskRow, ...]
    chased_today: frozenset[UUID]
    bodies: Choices
    signers: Choices


@dataclass(frozen=True)
class ChaseDetail:
    """One act of chasing: of the tasks those that the reader may read. `deputy` did it for `by`."""

    id: UUID
    unit: str
    body: str
    by: str
    deputy: str | None
    at: datetime
    text: str
    answer_by: date | None
    tasks: tuple[TaskRow, ...]
    letter: Letter | None
    may_see_draft: bool


def chase_form(session: Session, actor: Actor, task_id: UUID, today: date) -> ChaseForm:
    """Return what the form shows. Raises NotFound, Denied; Conflict: nobody works on the task."""
    task = access.task(session, actor, task_id, TaskPermission.CHASE)
    states.after(task.state, TaskAction.CHASE)
    like_it = (
        select(Task)
        .where(
            Task.lead_unit_id == task.lead_unit_id,
            Task.state.in_(CHASED),
            visible_to(actor),
            (Task.id == task.id) | (Task.due_on <= today),
        )
        .order_by(Task.id != task.id, *worst_first())
        .options(selectinload(Task.consults))  # A deputy's rights ask for them.
        .limit(MOST_OTHERS + 1)
    )
    kept = [one.id for one in session.scalars(like_it) if allows(actor, TaskPermission.CHASE, one)]
    known = tasks_by_id(session, actor, kept, today)
    rows = [known[one] for one in kept]
    bodies, signers = as_choices(bodies_offered(session, actor, today))
    return ChaseForm(
        task=rows[0],
        others=tuple(rows[1:]),
        chased_today=chased_on(session, [row.id for row in rows], today),
        bodies=bodies,
        signers=signers,
    )


def as_choices(found: tuple[BodyOffered, ...]) -> tuple[Choices, Choices]:
    """Return the bodies, and all signers, each with the body when there are several."""
    several = len(found) > 1
    signers = tuple(
        (one, " · ".join([words, *([body.name] if several else [])]))
        for body in found
        for one, words in body.signers
    )
    return tuple((body.id, body.name) for body in found), signers


def bodies_offered(session: Session, actor: Actor, today: date) -> tuple[BodyOffered, ...]:
    """Return the bodies for which the actor may chase, each with its own signers."""
    able = {body: signers_of(session, body, today) for body in bodies_of(actor)}
    bodies = sorted(able, key=lambda body: not able[body])  # Where somebody can sign comes first.
    names = names_on(session, bodies, today)
    signers = {
        body: tuple((one.id, f"{one.name} · {one.title}") for one in found)
        for body, found in able.items()
    }
    return tuple(BodyOffered(body, names[body].name, signers[body]) for body in bodies)


def chased_on(session: Session, ids: list[UUID], today: date) -> frozenset[UUID]:
    """Return which of the tasks were chased today already."""
    query = select(TaskChaseItem.task_id).where(
        TaskChaseItem.task_id.in_(ids), TaskChaseItem.on == today
    )
    return frozenset(session.scalars(query))


def chase_detail(session: Session, actor: Actor, chase_id: UUID, today: date) -> ChaseDetail:
    """Return one act of chasing. Raises NotFound."""
    row = access.chase(session, actor, chase_id, ChasePermission.READ)
    names = names_on(session, [row.unit_id, row.body_id], office_day(row.at))
    ids = [item.task_id for item in row.items]
    found = session.execute(
        row_query().where(Task.id.in_(ids), visible_to(actor)).order_by(*worst_first())
    )
    return ChaseDetail(
        id=row.id,
        unit=names[row.unit_id].name,
        body=names[row.body_id].name,
        by=session.get_one(Person, row.made_by_id).name,
        deputy=deputies(session, ids[:1]).of(ids[0], DEED, row.at),
        at=row.at,
        text=row.text,
        answer_by=row.answer_by,
        tasks=tuple(as_rows(session, found, today)),
        letter=letters_of(session, actor, [row.id]).get(row.id),
        may_see_draft=row.signer_id is not None
        and allows(actor, ChasePermission.SEE_DRAFT, HeldChase(row)),
    )
