"""What must hold of every office, however it came: given, corrected, handed over, imported."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.models.unit import takes_office
from ecabinet.core.access import AccessEnded
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.notices import Notice
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork


def hold(uow: UnitOfWork, person: Person, office: Office, kind: str = "office.given") -> None:
    """Give `office` to `person`, whose row is locked, and tell them by a notice of `kind`.

    Raises:
        Invalid: the days are reversed; the unit is unknown, or not open on the first day.
        Conflict: the person has left, holds it already, or the unit has another head then.
    """
    if not person.active:
        raise Conflict("person.left", name=person.name)
    unit = fitting_unit(uow, office)
    office.folded = fold(office.title)
    office.ended_at = uow.now if has_ended(office, office_day(uow.now)) else None
    uow.session.add(office)
    uow.session.flush()  # History and predecessor links refer to the row.
    uow.audit("office.given", "person", person.id, **told(office, unit))
    tell(uow, kind, office, unit)


def tell(uow: UnitOfWork, kind: str, office: Office, unit: Unit) -> None:
    """Tell the holder what happened to the office.

    Offices that come with the person (set-up, directory) are given by the system, silently.
    """
    if uow.actor.person_id is None and kind == "office.given":
        return
    params = {"title": office.title, "unit": unit.name, "from_on": office.from_on}
    person_id = office.person_id
    uow.notify(
        Notice(
            kind, to=[person_id], url="/account",
            params=params | {"to_on": office.to_on}, subject=("person", person_id),
        )
    )  # fmt: skip


def fitting_unit(uow: UnitOfWork, office: Office) -> Unit:
    """Return the unit of `office`, locked; the office fits into it and beside all others.

    Raises Invalid and Conflict: see `hold`.
    """
    if not office.held_ever:
        raise Invalid("office.days_reversed", field="to_on")
    unit = uow.session.scalar(select(Unit).where(Unit.id == office.unit_id).with_for_update())
    if unit is None:
        raise Invalid("office.unit_unknown", field="unit_id")
    if not takes_office(unit, office.from_on, office.to_on, office_day(uow.now)):
        raise Invalid("office.unit_closed", field="unit_id", unit=unit.name)
    _refuse_twice(uow.session, office)
    if office.is_head:
        _refuse_second_head(uow.session, office)
    return unit


def told(office: Office, unit: Unit) -> dict[str, object]:
    """Return what the history keeps of an office, in the words of that day."""
    return {
        "office_id": office.id,
        "title": office.title,
        "role": office.role,
        "unit": unit.name,
        "from_on": office.from_on,
        "to_on": office.to_on,
        "is_head": office.is_head,
    }


def at_the_same_time(from_on: date, to_on: date | None) -> ColumnElement[bool]:
    """Return which offices are held on any day of the period."""
    begun = Office.from_on <= (to_on or date.max)
    return and_(begun, Office.held_ever, Office.held_since(from_on))


def has_ended(office: Office, today: date) -> bool:
    """Whether the last day of the office is over."""
    return not office.held_since(today)


def put_out(uow: UnitOfWork, person_id: UUID) -> None:
    """Take the person's sockets out of everything; they come back with the rights that remain."""
    uow.record(AccessEnded(person_id=person_id))


def refuse_without_administrator(
    uow: UnitOfWork, leaving: UUID | None = None, but: Office | None = None
) -> None:
    """See that somebody (other than `leaving`, by another office than `but`) administers tomorrow.

    Raises:
        Conflict: nobody holds an administrator's office without an end.
    """
    tomorrow = office_day(uow.now) + timedelta(days=1)
    administering = (Office.role == Role.ADMINISTRATOR.value, Office.to_on.is_(None))
    # Locked, so that two administrators do not leave at the same moment. Only then is it asked who
    # is left: the question of the lock itself would be answered from before the wait.
    uow.session.execute(
        select(Office.id).where(*administering).order_by(Office.id).with_for_update()
    )
    others = uow.session.execute(
        select(Office.id, Office.person_id)
        .join(Office.person)
        .where(
            *administering,
            Office.from_on <= tomorrow,
            Person.active,
            Person.leaves_on.is_(None),
        )
    )
    without = but.id if but is not None else None
    if all(row.person_id == leaving or row.id == without for row in others):
        raise Conflict("person.last_administrator")


def _refuse_twice(session: Session, office: Office) -> None:
    query = select(Office.title).where(
        Office.person_id == office.person_id,
        Office.unit_id == office.unit_id,
        Office.role == office.role,
        Office.folded == fold(office.title),
        at_the_same_time(office.from_on, office.to_on),
    )
    if office.id is not None:
        query = query.where(Office.id != office.id)
    with session.no_autoflush:
        if session.scalar(query.limit(1)) is not None:
            raise Conflict("office.held_already", field="title", title=office.title)


def _refuse_second_head(session: Session, office: Office) -> None:
    query = (
        select(Person.name)
        .join(Office.person)
        .where(
            Office.unit_id == office.unit_id,
            Office.is_head,
            at_the_same_time(office.from_on, office.to_on),
        )
    )
    if office.id is not None:
        query = query.where(Office.id != office.id)
    with session.no_autoflush:
        other = session.scalar(query.limit(1))
    if other is not None:
        raise Conflict("office.second_head", field="is_head", name=other)
