"""Who may do what with tasks and directives. Access follows assignment (domain.md, section 6).

`may_read` and its SQL twin `visible_to` stand together; a test proves that they agree.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, UnitsOf, given_units, reaches
from ecabinet.core.rules import any_of
from followup.models import Task, TaskUnit


class TaskPermission(Permission):
    """What can be done to a task."""

    READ = "task:read"
    RECEIVE = "task:receive"
    REFUSE = "task:refuse"
    ASSIGN = "task:assign"
    REPORT = "task:report"
    ACCEPT = "task:accept"
    RETURN = "task:return"
    ACKNOWLEDGE = "task:acknowledge"
    SUSPEND = "task:suspend"
    RESUME = "task:resume"
    CANCEL = "task:cancel"


class DirectivePermission(Permission):
    """What can be done to the register of directives."""

    READ = "directive:read"
    REGISTER = "directive:register"


def desks(actor: Actor) -> frozenset[UUID]:
    """Return the units whose inbox the person opens: as their clerk or leader."""
    return actor.units_as(Role.CLERK, Role.LEADER)


def is_tracking_officer(actor: Actor, _thing: Any = None) -> bool:
    """Follows all tasks of the office (chuyên viên theo dõi)."""
    return actor.has_role(Role.TRACKER)


def is_supervisor(actor: Actor, task: Task) -> bool:
    """Is the supervising leader of the task."""
    return actor.person_id is not None and actor.person_id == task.supervisor_id


def is_issuer(actor: Actor, task: Task) -> bool:
    """Issued the task."""
    return actor.person_id is not None and actor.person_id == task.issued_by_id


def is_assignee(actor: Actor, task: Task) -> bool:
    """Carries the task out."""
    return actor.person_id is not None and actor.person_id == task.assignee_id


def opens_lead_inbox(actor: Actor, task: Task) -> bool:
    """Is clerk or leader of the lead unit."""
    return task.lead_unit_id in desks(actor)


def opens_other_inbox(actor: Actor, task: Task) -> bool:
    """Is clerk or leader of a coordinating or informed unit."""
    return any(part.unit_id in desks(actor) for part in task.units)


may_read = any_of(
    is_tracking_officer, is_issuer, is_supervisor, is_assignee, opens_lead_inbox, opens_other_inbox
)


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """Return `may_read` as SQL over `Task`, within what a deputy was given."""
    if not reaches(actor, TaskPermission.READ):
        return false()
    return and_(_readable(actor), _of_given_units(actor))


def _of_given_units(actor: Actor) -> ColumnElement[bool]:
    units = given_units(actor)
    return true() if units is None else _of_units(units)


def _of_units(units: frozenset[UUID]) -> ColumnElement[bool]:
    return or_(Task.lead_unit_id.in_(units), Task.units.any(TaskUnit.unit_id.in_(units)))


def _readable(actor: Actor) -> ColumnElement[bool]:
    if is_tracking_officer(actor):
        return true()
    if actor.person_id is None:
        return false()
    person, units = actor.person_id, desks(actor)
    rules = [Task.issued_by_id == person, Task.supervisor_id == person, Task.assignee_id == person]
    if units:
        rules.append(_of_units(units))
    return or_(*rules)


def is_colleague(actor: Actor, _thing: Any = None) -> bool:
    """Holds any office: directives are for everybody who works here."""
    return bool(actor.offices)


def keeps_the_register(actor: Actor, _thing: Any = None) -> bool:
    """Registers directives: tracking officers, secretaries and clerks."""
    return actor.has_role(Role.TRACKER, Role.SECRETARY, Role.CLERK)


POLICIES: dict[Permission, Predicate] = {
    TaskPermission.READ: may_read,
    TaskPermission.RECEIVE: opens_lead_inbox,
    TaskPermission.REFUSE: opens_lead_inbox,
    TaskPermission.ASSIGN: opens_lead_inbox,
    TaskPermission.REPORT: is_assignee,
    TaskPermission.ACCEPT: is_supervisor,
    TaskPermission.RETURN: is_supervisor,
    TaskPermission.ACKNOWLEDGE: opens_other_inbox,
    TaskPermission.SUSPEND: is_supervisor,
    TaskPermission.RESUME: is_supervisor,
    TaskPermission.CANCEL: any_of(is_supervisor, is_issuer),
    DirectivePermission.READ: is_colleague,
    DirectivePermission.REGISTER: keeps_the_register,
}


def _units_of(task: Task) -> set[UUID]:
    return {task.lead_unit_id, *(part.unit_id for part in task.units)}


UNITS: dict[Permission, UnitsOf] = dict.fromkeys(TaskPermission, _units_of)
