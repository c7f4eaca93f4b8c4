"""Who is told what of a task. Words and channels belong to notifications; here only who and where.

The unit's inbox is its clerks and leaders, as in `policies.desks`.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.unit import UnitHeir
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Task, UnitPart
from followup.paths import task_path

SUBJECT = "task"


def tell(
    uow: UnitOfWork, task: Task, what: str, people: Iterable[UUID | None], **params: Any
) -> None:
    """Tell `people` (those who are somebody) of `what` happened to the task."""
    uow.notify(
        Notice(
            kind=f"task.{what}",
            to=[person for person in people if person is not None],
            url=task_path(task.id),
            params={"title": f"{task.code} · {task.title}", **params},
            subject=(SUBJECT, task.id),
        )
    )


def tell_parties(uow: UnitOfWork, task: Task) -> None:
    """Tell everybody who has a part in a new task, each once, of the most weighty part."""
    others = {part.unit_id: part.part for part in task.units}
    desk = inboxes(uow.session, [task.lead_unit_id, *others], office_day(uow.now))
    told: set[UUID] = set()
    parts = [
        ("lead", [p for unit, p in desk if unit == task.lead_unit_id]),
        ("supervise", [task.supervisor_id]),
        ("coordinate", [p for unit, p in desk if others.get(unit) is UnitPart.COORDINATE]),
        ("inform", [p for unit, p in desk if others.get(unit) is UnitPart.INFORM]),
    ]
    for part, people in parts:
        tell(uow, task, "issued", [p for p in people if p not in told], part=part)
        told.update(people)


def tell_doers(uow: UnitOfWork, task: Task, what: str, *also: UUID | None, **params: Any) -> None:
    """Tell the responsible official and the inbox of the lead unit, and whom `also` names."""
    desk = inboxes(uow.session, [task.lead_unit_id], office_day(uow.now))
    tell(uow, task, what, [task.assignee_id, *(person for _, person in desk), *also], **params)


def inboxes(session: Session, unit_ids: Collection[UUID], today: date) -> list[tuple[UUID, UUID]]:
    """Return (unit, person) for every clerk and leader of the units today.

    The inbox of a unit that was merged into another is opened by the people of that one.
    """
    heirs = session.execute(
        select(UnitHeir.unit_id, UnitHeir.heir_id).where(
            UnitHeir.unit_id.in_(unit_ids), UnitHeir.from_on <= today
        )
    ).all()
    homes = {*unit_ids, *(heir for _, heir in heirs)}
    rows = session.execute(
        select(Office.unit_id, Office.person_id)
        .join(Person, Person.id == Office.person_id)
        .where(
            Office.unit_id.in_(homes),
            Office.role.in_((Role.CLERK, Role.LEADER)),
            Office.from_on <= today,
            or_(Office.to_on.is_(None), Office.to_on >= today),
            Person.active,
        )
        .distinct()
    )
    sitting = [(unit, person) for unit, person in rows]
    inherited = [(unit, one) for unit, heir in heirs for home, one in sitting if home == heir]
    return [pair for pair in sitting if pair[0] in unit_ids] + inherited
