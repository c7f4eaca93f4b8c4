"""One unit: as it is, at other times, who holds office in it, what hangs on it, what is planned."""

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts import access
from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.unit import EVER, Unit, UnitDeed, UnitHeir, UnitName
from ecabinet.accounts.policies import UnitPermission
from ecabinet.accounts.queries.unit_hanging import hanging_on
from ecabinet.accounts.queries.unit_names import NameOnDay, UnitNames, unit_names
from ecabinet.accounts.queries.unit_shapes import Child, Holder, Period, Place, UnitDetail
from ecabinet.accounts.queries.units import Head, heads_of
from ecabinet.core.actors import Actor
from ecabinet.core.permissions import allows

MOST_HOLDERS = 100


def unit_detail(session: Session, actor: Actor, unit_id: UUID, today: date) -> UnitDetail:
    """Return the unit; a constant number of queries.

    What is planned is told to those who manage units alone: a merger may not be public yet.

    Raises:
        NotFound: there is none, or it is only planned and the actor does not manage units.
    """
    unit = access.unit(session, actor, unit_id, UnitPermission.READ)
    managed = allows(actor, UnitPermission.MANAGE, unit)
    if not managed and unit.opened_on is not None and unit.opened_on > today:
        raise access.no_such_unit()
    times = unit_names(session)
    names = times.all_on(today)
    closed = unit.closed_on is not None and unit.closed_on <= today
    told = closed or managed
    heads = heads_of(session, today)
    holders = _holders(session, unit_id, today)
    return UnitDetail(
        id=unit.id,
        name=unit.name,
        code=unit.code,
        kind=unit.kind,
        opened_on=unit.opened_on,
        closed_on=unit.closed_on if told else None,
        closed=closed,
        successor=_place(names, unit.successor_id) if told else None,
        merged=_merged(session, names, unit_id, today),
        revision=unit.revision,
        line=_line(names, unit.parent_id),
        head=heads.get(unit_id),
        holders=holders[:MOST_HOLDERS],
        people=len({holder.person_id for holder in holders}),
        children=_children(session, unit_id, heads, today, managed),
        periods=_periods(session, times, unit, today, managed),
        hanging=tuple(hanging_on(session, unit_id, today)) if managed and not closed else (),
        managed=managed,
    )


def _place(names: dict[UUID, NameOnDay], unit_id: UUID | None) -> Place | None:
    found = names.get(unit_id) if unit_id else None
    return Place(found.unit_id, found.name, found.code) if found else None


def _line(names: dict[UUID, NameOnDay], above: UUID | None) -> tuple[Place, ...]:
    """Return the units above, from the top."""
    line: list[Place] = []
    while (place := _place(names, above)) is not None and place not in line:
        line.append(place)
        above = names[place.id].parent_id
    return tuple(reversed(line))


def _merged(
    session: Session, names: dict[UUID, NameOnDay], unit_id: UUID, today: date
) -> tuple[Place, ...]:
    query = select(UnitHeir.unit_id).where(UnitHeir.heir_id == unit_id, UnitHeir.from_on <= today)
    found = (_place(names, key) for key in session.scalars(query.order_by(UnitHeir.from_on)))
    return tuple(place for place in found if place is not None)


def _holders(session: Session, unit_id: UUID, today: date) -> tuple[Holder, ...]:
    """Return who holds office today: the head first, then by given name."""
    query = (
        select(Office, Person.name)
        .join(Office.person)
        .where(Office.unit_id == unit_id, Office.held_on(today), Person.active)
        .order_by(Office.is_head.desc(), Person.sort_key, Person.id, Office.rank)
    )
    return tuple(
        Holder(o.person_id, name, o.title, o.as_role, o.is_head, o.from_on, o.to_on)
        for o, name in session.execute(query)
    )


def _children(
    session: Session, unit_id: UUID, heads: dict[UUID, Head], today: date, managed: bool
) -> tuple[Child, ...]:
    there = [or_(Unit.closed_on.is_(None), Unit.closed_on > today), Unit.parent_id == unit_id]
    if not managed:
        there.append(or_(Unit.opened_on.is_(None), Unit.opened_on <= today))
    units = session.scalars(
        select(Unit).where(*there).order_by(Unit.rank, Unit.name, Unit.id)
    ).all()
    query = (
        select(Office.unit_id, func.count(Office.person_id.distinct()))
        .join(Office.person)
        .where(Office.unit_id.in_([u.id for u in units]), Office.held_on(today), Person.active)
        .group_by(Office.unit_id)
    )
    counts = {row[0]: row[1] for row in session.execute(query)}
    return tuple(
        Child(u.id, u.name, u.code, u.kind, heads.get(u.id), counts.get(u.id, 0)) for u in units
    )


def _periods(
    session: Session, times: UnitNames, unit: Unit, today: date, managed: bool
) -> tuple[Period, ...]:
    query = (
        select(UnitName, Person.name)
        .outerjoin(Person, Person.id == UnitName.recorded_by)
        .where(UnitName.unit_id == unit.id)
        .order_by(UnitName.from_on, UnitName.number)
    )
    periods: list[Period] = []
    before: UnitName | None = None
    for row, who in session.execute(query):
        period = _period(row, before, who, times, today)
        if managed or period.when in ("past", "now"):
            periods.append(period)
        if period.when != "never":
            before = row
    return tuple(reversed(periods))


def _period(
    row: UnitName,
    before: UnitName | None,
    who: str | None,
    times: UnitNames,
    today: date,
) -> Period:
    facts = ("name", "code", "kind", "parent_id")
    begun = None if row.from_on == EVER else row.from_on
    changed = frozenset(n for n in facts if before and getattr(row, n) != getattr(before, n))
    return Period(
        number=row.number,
        deed=UnitDeed(row.deed),
        name=row.name,
        code=row.code,
        kind=row.kind,
        parent=_place(times.all_on(begun or today), row.parent_id),
        from_on=begun,
        to_on=row.to_on,
        when=_when(row, today),
        changed=changed,
        reason=row.reason,
        recorded_at=row.recorded_at,
        recorded_by=who,
        withdrawn_at=row.withdrawn_at,
    )


def _when(row: UnitName, today: date) -> str:
    if row.withdrawn_at is not None or not row.held_ever:
        return "never"
    if row.from_on > today:
        return "ahead"
    return "now" if row.held_on(today) else "past"
