"""Who is told what of a week: its desk, who approves, who proposed, the leaders concerned."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from meetings.calendar.models import WeekLine, WorkWeek
from meetings.calendar.policies import COMPILERS, PROPOSERS
from meetings.calendar.rows import Change, Row

SUBJECT = "work_week"


def week_path(week_id: UUID) -> str:
    """Return the page of a week; a test holds it against the route."""
    return f"/calendar/weeks/{week_id}"


def tell_desk(uow: UnitOfWork, week: WorkWeek, what: str) -> None:
    """Tell who compiles."""
    _tell(uow, week, what, _at(uow, week.unit_id, COMPILERS), merge=what == "proposed")


def tell_approvers(uow: UnitOfWork, week: WorkWeek) -> None:
    """Tell who approves that the week lies with them."""
    _tell(uow, week, "submitted", _at(uow, week.unit_id, (Role.LEADER,)))


def tell_proposer(uow: UnitOfWork, line: WeekLine, what: str) -> None:
    """Tell the desk of the unit that proposed a line, on the page of its own proposals."""
    people = {line.created_by, *_at(uow, line.proposed_by, PROPOSERS)} if line.proposed_by else ()
    title = _title(line.week)
    uow.notify(
        Notice(
            f"work_week.{what}",
            to=sorted(people),
            url="/calendar/proposals",
            params={"title": title},
        )
    )


def tell_published(
    uow: UnitOfWork, week: WorkWeek, rows: Sequence[Row], changes: Sequence[Change]
) -> None:
    """Tell the leaders on the lines; of an adjustment those whose lines changed, and the desk."""
    if week.edition == 1:
        people = {leader.id for row in rows for leader in row.leaders}
        _tell(uow, week, "published", people | set(_at(uow, week.unit_id, COMPILERS)))
        return
    sides = [row for change in changes for row in (change.before, change.after) if row]
    concerned = {leader.id for row in sides for leader in row.leaders}
    concerned |= set(_at(uow, week.unit_id, COMPILERS))
    _tell(uow, week, "adjusted", concerned, count=len(changes))


def _at(uow: UnitOfWork, unit_id: UUID, roles: Sequence[Role]) -> list[UUID]:
    return [person for _, person in at_desks(uow.session, [unit_id], roles, office_day(uow.now))]


def _tell(
    uow: UnitOfWork,
    week: WorkWeek,
    what: str,
    people: Iterable[UUID],
    *,
    merge: bool = False,
    **params: int,
) -> None:
    uow.notify(
        Notice(
            kind=f"work_week.{what}",
            to=sorted(set(people)),
            url=week_path(week.id),
            params={"title": _title(week), **params},
            subject=(SUBJECT, week.id),
            merge=merge,
        )
    )


def _title(week: WorkWeek) -> str:
    return f"{week.unit.name}, {week.monday:%d/%m/%Y}"
