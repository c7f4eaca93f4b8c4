"""Who may do what with the weekly work calendar of a body, and the twin for lists."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, given_units, reaches
from ecabinet.core.rules import any_of
from meetings.calendar.models import WeekLine, WorkWeek

COMPILERS = (Role.SECRETARY, Role.CLERK)
PROPOSERS = (Role.SECRETARY, Role.CLERK, Role.LEADER)


class WeekPermission(Permission):
    """What can be done to a week of a body."""

    READ = "work_week:read"
    READ_DRAFT = "work_week:read_draft"
    PROPOSE = "work_week:propose"
    COMPILE = "work_week:compile"
    APPROVE = "work_week:approve"


class LinePermission(Permission):
    """What a unit can do with a line that it proposed."""

    READ_OWN = "week_line:read_own"
    WITHDRAW = "week_line:withdraw"


def compiles(actor: Actor, week: WorkWeek) -> bool:
    """Is secretary or clerk of the body."""
    return week.unit_id in actor.units_as(*COMPILERS)


def approves(actor: Actor, week: WorkWeek) -> bool:
    """Is a leader of the body."""
    return week.unit_id in actor.units_as(Role.LEADER)


def reads_published(actor: Actor, week: WorkWeek) -> bool:
    """Holds an office in the house, and the week was published."""
    return bool(actor.offices) and (week.edition or 0) > 0


def proposes(actor: Actor, _week: WorkWeek) -> bool:
    """Is secretary, clerk or leader of some unit."""
    return actor.has_role(*PROPOSERS)


def proposed_it(actor: Actor, line: WeekLine) -> bool:
    """Is secretary, clerk or leader of the unit that proposed the line."""
    return line.proposed_by in actor.units_as(*PROPOSERS)


at_the_desk = any_of(compiles, approves)
reads_week = any_of(compiles, approves, reads_published)

POLICIES: Mapping[Permission, Predicate] = {
    WeekPermission.READ: reads_week,
    WeekPermission.READ_DRAFT: at_the_desk,
    WeekPermission.PROPOSE: proposes,
    WeekPermission.COMPILE: compiles,
    WeekPermission.APPROVE: approves,
    LinePermission.READ_OWN: proposed_it,
    LinePermission.WITHDRAW: proposed_it,
}
UNITS: dict[Any, Any] = {
    **dict.fromkeys(WeekPermission, lambda week: (week.unit_id,)),
    **dict.fromkeys(LinePermission, lambda line: (line.proposed_by,)),
}


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The weeks the actor may read: the twin of `reads_week`."""
    if not reaches(actor, WeekPermission.READ):
        return false()
    units = given_units(actor)
    within = true() if units is None else WorkWeek.unit_id.in_(list(units))
    desk = WorkWeek.unit_id.in_(list(actor.units_as(*COMPILERS, Role.LEADER)))
    published = WorkWeek.edition > 0 if actor.offices else false()
    return and_(within, or_(desk, published))
