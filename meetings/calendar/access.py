"""The only way from an id that somebody gave to a week or a line of it."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from ecabinet.core.errors import Denied, NotFound, refuse_stale
from ecabinet.core.permissions import allows, require
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.policies import LinePermission, WeekPermission


def week(
    session: Session,
    actor: Actor,
    week_id: UUID,
    permission: WeekPermission,
    *,
    lock: bool = False,
) -> WorkWeek:
    """Return the week for `permission`. Raises NotFound, Denied."""
    query = select(WorkWeek).where(WorkWeek.id == week_id)
    found = session.scalar(query.with_for_update() if lock else query)
    return require(actor, permission, WeekPermission.READ, found, "work_week")


def week_to_change(
    uow: UnitOfWork, week_id: UUID, permission: WeekPermission, revision: int | None
) -> WorkWeek:
    """Return the week, locked. Raises NotFound, Denied; Stale: changed since `revision`."""
    found = week(uow.session, uow.actor, week_id, permission, lock=True)
    refuse_stale(revision, found.revision)
    return found


def new_week(actor: Actor, unit_id: UUID, permission: WeekPermission) -> None:
    """Check that the actor may do this for the body. Raises Denied."""
    if not allows(actor, permission, WorkWeek(unit_id=unit_id, edition=0)):
        raise Denied("denied", kind="unit")


def line_to_compile(uow: UnitOfWork, line_id: UUID, revision: int | None) -> WeekLine:
    """Return a line and its week, locked, for who compiles it.

    Raises:
        NotFound: there is none, or the actor does not know of drafts of the body.
        Denied: the actor reads drafts, but does not compile.
        Stale: somebody changed it since `revision`.
    """
    found = line(uow.session, uow.actor, line_id)
    week(uow.session, uow.actor, found.week_id, WeekPermission.COMPILE, lock=True)
    return _fresh(uow, found, revision)


def line_to_withdraw(uow: UnitOfWork, line_id: UUID) -> WeekLine:
    """Return a line that the actor's unit proposed. Raises NotFound, Denied."""
    found = uow.session.get(WeekLine, line_id)
    found = require(uow.actor, LinePermission.WITHDRAW, LinePermission.READ_OWN, found, "week_line")
    return _fresh(uow, found, None)


def _fresh(uow: UnitOfWork, line: WeekLine, revision: int | None) -> WeekLine:
    query = select(WeekLine).where(WeekLine.id == line.id).with_for_update()
    found = uow.session.scalars(query.execution_options(populate_existing=True)).one()
    refuse_stale(revision, found.revision)
    return found


def may_propose(actor: Actor) -> bool:
    """Whether the actor proposes lines at all."""
    return allows(actor, WeekPermission.PROPOSE, WorkWeek(unit_id=None))


def proposer(actor: Actor) -> None:
    """Check that the actor proposes lines at all. Raises Denied."""
    if not may_propose(actor):
        raise Denied("denied", kind="unit")


def may_begin(actor: Actor, unit_id: UUID) -> bool:
    """Whether the actor compiles the weeks of a body."""
    return allows(actor, WeekPermission.COMPILE, WorkWeek(unit_id=unit_id, edition=0))


def line(session: Session, actor: Actor, line_id: UUID) -> WeekLine:
    """Return a line to who compiles it. Raises NotFound, Denied."""
    found = session.get(WeekLine, line_id)
    if found is None or not allows(actor, WeekPermission.READ_DRAFT, found.week):
        raise NotFound("not_found", kind="week_line")
    if not allows(actor, WeekPermission.COMPILE, found.week):
        raise Denied("denied", kind="week_line")
    return found
