"""What hangs on a unit on a day: open units below it, people in office, what features count."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ecabinet.accounts import closing
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.unit import Unit
from ecabinet.accounts.queries.unit_names import UnitNames, unit_names


def hanging_on(session: Session, unit_id: UUID, day: date) -> list[closing.Hanging]:
    """Return what keeps the unit from being closed on `day`; a constant number of queries."""
    names = unit_names(session)
    # Also those that will only come below it later, by what is planned.
    days = (day, *names.days_after(day))
    below = len({u.id for d in days for u in units_below(session, names, unit_id, d)})
    holders = session.scalar(
        select(func.count(Office.person_id.distinct()))
        .join(Person, Person.id == Office.person_id)
        .where(
            Office.unit_id == unit_id,
            Person.active,
            Office.held_since(day),
        )
    )
    found = [closing.own("units", below)] if below else []
    found += [closing.own("people", holders)] if holders else []
    return found + closing.hanging(session, unit_id)


def units_below(session: Session, names: UnitNames, unit_id: UUID, day: date) -> list[Unit]:
    """Return the units directly below that are there on `day`, in their order; one query."""
    below = [key for key, name in names.all_on(day).items() if name.parent_id == unit_id]
    if not below:
        return []
    found = session.scalars(select(Unit).where(Unit.id.in_(below)).order_by(Unit.rank, Unit.name))
    return [unit for unit in found if unit.closed_on is None or unit.closed_on > day]
