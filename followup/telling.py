"""Who is told what of a task. Words and channels belong to notifications; here only who and where.

The unit's inbox is its clerks and leaders, as in `policies.desks`.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.models import Task, UnitPart
from followup.paths import task_path

SUBJECT = "task"


def tell(
    uow: UnitOfWork,
    task: Task,
    what: str,
    people: Iterable[UUID | None],
    url: str = "",
    **params: Any,
) -> None:
    """Tell `people` (those who are somebody) of `what` happened to the task, and where to look."""
    uow.notify(
        Notice(
            kind=f"task.{what}",
            to=[person for person in people if person is not None],
            url=url or task_path(task.id),
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


def tell_all(
    uow: UnitOfWork, task: Task, what: str, *, but: Collection[UUID] = (), **params: Any
) -> None:
    """Tell everybody who has a part in the task, save those who are told otherwise."""
    units = [task.lead_unit_id, *(p.unit_id for p in task.units if p.part is not UnitPart.FORMER)]
    desk = [person for _, person in inboxes(uow.session, units, office_day(uow.now))]
    people = [
        task.assignee_id, task.supervisor_id, task.issued_by_id,
        *(part.official_id for part in task.units), *desk,
    ]  # fmt: skip
    tell(uow, task, what, dict.fromkeys(p for p in people if p not in but), **params)


def inboxes(session: Session, unit_ids: Collection[UUID], today: date) -> list[tuple[UUID, UUID]]:
    """Return (unit, person) for every clerk and leader of the units today."""
    return at_desks(session, unit_ids, (Role.CLERK, Role.LEADER), today)
