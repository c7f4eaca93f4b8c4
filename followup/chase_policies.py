"""Who may read a letter of chasing, and in whose name one writes.

`may_read` is asked of `HeldChase`; `readable` is its SQL twin.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, or_, select

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate
from ecabinet.core.rules import any_of
from followup.models import Task, TaskChase, TaskChaseItem
from followup.policies import visible_to

WRITERS = (Role.TRACKER, Role.SECRETARY, Role.CLERK, Role.LEADER)
"""Who sees letters of their unit; the same people whom its book of documents is for."""


class ChasePermission(Permission):
    """What can be done with an act of chasing."""

    READ = "chase:read"
    SEE_DRAFT = "chase:see_draft"


@dataclass(frozen=True)
class HeldChase:
    """An act of chasing, and how to ask whether a person may read one of its tasks."""

    row: TaskChase
    reads_task: Callable[[Actor], bool] = lambda _actor: False


def writes_for(actor: Actor) -> frozenset[UUID]:
    """Return the units in whose name the person may chase."""
    return actor.units_as(*WRITERS)


def bodies_of(actor: Actor) -> list[UUID]:
    """Return the same in order: where the person follows tasks comes first."""
    found = [unit for role in WRITERS for unit in sorted(actor.units_as(role), key=str)]
    return list(dict.fromkeys(found))


def works_at_the_body(actor: Actor, chase: HeldChase) -> bool:
    """Is clerk, leader, secretary or tracking officer of the body in whose name it is."""
    return chase.row.body_id in writes_for(actor)


def reads_a_task(actor: Actor, chase: HeldChase) -> bool:
    """May read one of the tasks."""
    return chase.reads_task(actor)


POLICIES: dict[Permission, Predicate] = {
    ChasePermission.READ: any_of(works_at_the_body, reads_a_task),
    ChasePermission.SEE_DRAFT: works_at_the_body,
}


def readable(actor: Actor) -> Select[UUID]:
    """Return the ids of all that the person may read."""
    of_tasks = (
        select(TaskChaseItem.chase_id)
        .join(Task, Task.id == TaskChaseItem.task_id)
        .where(visible_to(actor))
    )
    there = TaskChase.body_id.in_(list(writes_for(actor)))
    return select(TaskChase.id).where(or_(there, TaskChase.id.in_(of_tasks)))
