"""What of follow-up can be delegated."""

from uuid import UUID

from sqlalchemy import or_, select, union
from sqlalchemy.orm import Session

from documents.policies import MarkPermission, PaperPermission
from ecabinet.core.actors import Actor, Role
from ecabinet.core.powers import register_power
from followup.chase_policies import ChasePermission
from followup.exchange.policies import MessagePermission
from followup.issue_policies import UnitTaskPermission
from followup.models import Task, TaskUnit
from followup.policies import (
    DirectivePermission,
    TaskPermission,
    desks,
    is_tracking_officer,
    keeps_the_register,
)
from followup.reporting.policies import ReportPermission
from followup.states import OPEN

REGISTRARS = (Role.TRACKER, Role.SECRETARY, Role.CLERK)


def register_powers() -> None:
    """Let people delegate their work on tasks, and the register of directives."""
    register_power(
        "tasks",
        {
            *TaskPermission,
            UnitTaskPermission.ISSUE,
            *MessagePermission,
            *ChasePermission,
            ReportPermission.READ,
            DirectivePermission.READ,
            PaperPermission.READ,
            PaperPermission.DOWNLOAD,
            PaperPermission.PRINT,
            PaperPermission.UPLOAD,
            MarkPermission.READ,
        },
        _works_on_tasks,
    )
    register_power("register", DirectivePermission, _keeps_the_register)


def _works_on_tasks(session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    """Follows all tasks, opens a unit's inbox, or has a part in a task that is not over."""
    if is_tracking_officer(actor):
        return True
    held = desks(actor)
    if units is None and held:
        return True
    held |= _units_with_own_tasks(session, actor)
    return bool(held) if units is None else units <= held


def _units_with_own_tasks(session: Session, actor: Actor) -> frozenset[UUID]:
    person = actor.person_id
    own = or_(Task.issued_by_id == person, Task.supervisor_id == person, Task.assignee_id == person)
    led = select(Task.lead_unit_id).where(own, Task.state.in_(OPEN))
    parts = select(TaskUnit.unit_id).join(Task, Task.id == TaskUnit.task_id)
    coordinated = parts.where(TaskUnit.official_id == person, Task.state.in_(OPEN))
    return frozenset(session.scalars(union(led, coordinated)))


def _keeps_the_register(_session: Session, actor: Actor, units: frozenset[UUID] | None) -> bool:
    return keeps_the_register(actor) and (units is None or units <= actor.units_as(*REGISTRARS))
