"""Who may see and lay down reports. A report belongs to a body, and is shared with its office.

`readable` is the SQL twin of `works_at_the_body`.
"""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, true

from ecabinet.core.actors import Actor, Role
from ecabinet.core.permissions import Permission, Predicate, UnitsOf, given_units, reaches
from followup.reporting.models import TaskReport

READERS = (Role.TRACKER, Role.SECRETARY, Role.CLERK, Role.LEADER)
"""Who sees the figures of their body: the same people whom its book of documents is for."""


class ReportPermission(Permission):
    """What can be done with reports of a body; CREATE is asked of the body itself."""

    READ = "task_report:read"
    CREATE = "task_report:create"
    CHANGE = "task_report:change"
    FREEZE = "task_report:freeze"
    DISCARD = "task_report:discard"


@dataclass(frozen=True)
class Body:
    """The body whose report it is."""

    unit_id: UUID


def works_at_the_body(actor: Actor, body: Body) -> bool:
    """Is tracking officer, secretary, clerk or leader of the body."""
    return body.unit_id in actor.units_as(*READERS)


def tracks_for_the_body(actor: Actor, body: Body) -> bool:
    """Is tracking officer of the body."""
    return body.unit_id in actor.units_as(Role.TRACKER)


def tracked_by(actor: Actor) -> frozenset[UUID]:
    """Return the bodies whose reports the person lays down; none while acting for somebody."""
    if not reaches(actor, ReportPermission.CREATE):
        return frozenset()
    return actor.units_as(Role.TRACKER)


def readable(actor: Actor) -> ColumnElement[bool]:
    """Return `works_at_the_body` as SQL over `TaskReport`, within what a deputy was given."""
    if not reaches(actor, ReportPermission.READ):
        return false()
    given = given_units(actor)
    there = TaskReport.unit_id.in_(list(actor.units_as(*READERS)))
    return and_(there, true() if given is None else TaskReport.unit_id.in_(list(given)))


def samples(unit_id: UUID) -> list[Body]:
    """The reports of a unit, for the table of roles."""
    return [Body(unit_id)]


POLICIES: dict[Permission, Predicate] = {
    ReportPermission.READ: works_at_the_body,
    ReportPermission.CREATE: tracks_for_the_body,
    ReportPermission.CHANGE: tracks_for_the_body,
    ReportPermission.FREEZE: tracks_for_the_body,
    ReportPermission.DISCARD: tracks_for_the_body,
}
UNITS: dict[Permission, UnitsOf] = dict.fromkeys(ReportPermission, lambda body: (body.unit_id,))
