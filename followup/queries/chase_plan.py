"""What goes out when tasks of several units are chased at once: to which unit, for which tasks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows
from followup.models import Task
from followup.policies import TaskPermission, visible_to
from followup.queries.chase_form import (
    BodyOffered,
    Choices,
    as_choices,
    bodies_offered,
    chased_on,
)
from followup.queries.climbers import CHASED
from followup.queries.lists import tasks_by_id
from followup.queries.ranks import worst_first
from followup.queries.rows import TaskRow


class LeftOut(StrEnum):
    """Why a task is not chased."""

    NOT_YOURS = "not_yours"
    NOBODY_WORKS = "nobody_works"
    TODAY = "today"


@dataclass(frozen=True)
class UnitPlan:
    """One unit with the tasks that it would be chased for, the worst first."""

    unit_id: UUID
    unit: str
    tasks: tuple[TaskRow, ...]


@dataclass(frozen=True)
class NotChased:
    """A task that is left out, and why."""

    task: TaskRow
    reason: LeftOut


@dataclass(frozen=True)
class ChasePlan:
    """What goes to each unit, what is left out, in whose name and by whom it can be signed.

    `offered` says which signer belongs to which body.
    """

    units: tuple[UnitPlan, ...]
    left_out: tuple[NotChased, ...]
    bodies: Choices
    signers: Choices
    offered: tuple[BodyOffered, ...]


def chase_plan(
    session: Session, actor: Actor, task_ids: Collection[UUID], today: date
) -> ChasePlan:
    """Return what chasing these tasks would do; what the actor may not read is not named.

    As many queries for a hundred tasks of forty units as for one.
    """
    found = select(Task).where(Task.id.in_(task_ids), visible_to(actor)).order_by(*worst_first())
    tasks = session.scalars(found.options(selectinload(Task.consults))).all()
    rows = tasks_by_id(session, actor, [task.id for task in tasks], today)
    done = chased_on(session, list(rows), today)
    reasons = {task.id: _reason(actor, task, task.id in done) for task in tasks}
    left_out = [NotChased(rows[at], why) for at, why in reasons.items() if why is not None]
    of_unit: dict[UUID, list[TaskRow]] = {}
    for task in tasks:
        if reasons[task.id] is None:
            of_unit.setdefault(task.lead_unit_id, []).append(rows[task.id])
    offered = bodies_offered(session, actor, today)
    units = _in_order(session, of_unit)
    return ChasePlan(units, tuple(left_out), *as_choices(offered), offered)


def _reason(actor: Actor, task: Task, chased_today: bool) -> LeftOut | None:
    if not allows(actor, TaskPermission.CHASE, task):
        return LeftOut.NOT_YOURS
    if task.state not in CHASED:
        return LeftOut.NOBODY_WORKS
    return LeftOut.TODAY if chased_today else None


def _in_order(session: Session, of_unit: dict[UUID, list[TaskRow]]) -> tuple[UnitPlan, ...]:
    """Give the units in the order in which `chase_units` writes to them."""
    order = (
        select(Unit.id, Unit.name)
        .where(Unit.id.in_(of_unit))
        .order_by(Unit.rank, Unit.name, Unit.id)
    )
    return tuple(
        UnitPlan(unit_id, name, tuple(of_unit[unit_id])) for unit_id, name in session.execute(order)
    )
