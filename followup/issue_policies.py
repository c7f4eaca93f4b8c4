"""Who may issue a task by hand, and to which units."""

from uuid import UUID

from ecabinet.accounts.models import Unit
from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, UnitsOf, allows
from ecabinet.core.rules import any_of
from followup.models import Task
from followup.slip_policies import SOURCE_KIND as FROM_SLIP

FAR = 50


class UnitTaskPermission(Permission):
    """What follow-up adds to what can be done with a unit."""

    ISSUE = "unit:issue_task"


def issues_for_all(actor: Actor, _unit: Unit | None) -> bool:
    """Is tracking officer or secretary: they issue what was decided, to any unit."""
    return actor.has_role(Role.TRACKER, Role.SECRETARY)


def leads_here_or_above(actor: Actor, unit: Unit | None) -> bool:
    """Leads the unit or one above it; without a unit: leads any."""
    led = actor.units_as(Role.LEADER)
    return bool(led) if unit is None else not led.isdisjoint(upwards(unit))


def upwards(unit: Unit) -> list[UUID]:
    """Return the unit and those above it, as the tree stands now."""
    found: list[UUID] = []
    at: Unit | None = unit
    while at is not None and len(found) < FAR:
        found.append(at.id)
        at = at.parent
    return found


def may_lead(actor: Actor, task: Task, unit: Unit) -> bool:
    """Whether `actor`, who may reassign `task`, may give it to `unit`.

    Who made a task of a slip chose among all units then, and does so again.
    """
    return task.source_kind == FROM_SLIP or allows(actor, UnitTaskPermission.ISSUE, unit)


POLICIES: dict[Permission, Predicate] = {
    UnitTaskPermission.ISSUE: any_of(issues_for_all, leads_here_or_above)
}
UNITS: dict[Permission, UnitsOf] = {
    UnitTaskPermission.ISSUE: lambda unit: () if unit is None else (unit.id,)
}
