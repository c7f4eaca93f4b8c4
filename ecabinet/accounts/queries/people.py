"""The list of people for administrators: searched, filtered, paged by key, in Vietnamese order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, tuple_
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person, SecondFactor, Unit
from ecabinet.core.actors import Role
from ecabinet.core.text import fold

PAGE_SIZE = 50
MOST_WORDS = 8


class Standing(StrEnum):
    """Which people are wanted."""

    ACTIVE = "active"
    NO_OFFICE = "no-office"
    NO_FACTOR = "no-factor"
    LEFT = "left"
    ALL = "all"


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; `after` or `before` is the person at the edge of a page."""

    q: str = ""
    unit_id: UUID | None = None
    role: Role | None = None
    standing: Standing = Standing.ACTIVE
    after: UUID | None = None
    before: UUID | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the page was chosen."""
        return bool(self.q or self.unit_id or self.role or self.standing is not Standing.ACTIVE)


@dataclass(frozen=True)
class OfficeLine:
    """An office held today, as a list shows it."""

    unit_id: UUID
    unit: str
    unit_code: str
    title: str
    role: Role
    is_head: bool


@dataclass(frozen=True)
class PersonLine:
    """One person of the list."""

    id: UUID
    name: str
    username: str
    email: str | None
    phone: str | None
    active: bool
    leaves_on: date | None
    has_factor: bool
    offices: tuple[OfficeLine, ...]


@dataclass(frozen=True)
class PeoplePage:
    """Some people, how many there are in all, and the edges for the pages beside."""

    rows: tuple[PersonLine, ...]
    total: int
    next_after: UUID | None
    previous_before: UUID | None


def people_page(session: Session, wanted: Wanted, today: date, size: int = PAGE_SIZE) -> PeoplePage:
    """Return a page of people; five queries at most. The right is asked by the door."""
    rules = fitting(wanted, today)
    total = session.scalar(select(func.count()).select_from(Person).where(*rules)) or 0
    backwards = wanted.before is not None
    rows = list(session.scalars(_paged(session, wanted, rules).limit(size + 1)))
    more = len(rows) > size
    rows = rows[:size][::-1] if backwards else rows[:size]
    # Where a page was reached from the other side, there is something on that side.
    following = backwards or more
    earlier = more if backwards else wanted.after is not None
    ids = [person.id for person in rows]
    held, strong = held_by(session, ids, today), _with_factor(session, ids)
    return PeoplePage(
        rows=tuple(_line(person, held.get(person.id, ()), strong) for person in rows),
        total=total,
        next_after=rows[-1].id if rows and following else None,
        previous_before=rows[0].id if rows and earlier else None,
    )


def held_by(
    session: Session, ids: Sequence[UUID], today: date
) -> dict[UUID, tuple[OfficeLine, ...]]:
    """Return the offices held today by each of these people, in their order; one query."""
    query = (
        select(Office, Unit.name, Unit.code)
        .join(Unit, Unit.id == Office.unit_id)
        .where(Office.person_id.in_(ids), Office.held_on(today))
        .order_by(Office.rank, Office.id)
    )
    held: dict[UUID, tuple[OfficeLine, ...]] = {}
    for office, name, code in session.execute(query):
        line = OfficeLine(office.unit_id, name, code, office.title, office.as_role, office.is_head)
        held[office.person_id] = (*held.get(office.person_id, ()), line)
    return held


def _with_factor(session: Session, ids: Sequence[UUID]) -> set[UUID]:
    on = SecondFactor.sealed.is_not(None)
    query = select(SecondFactor.person_id).where(SecondFactor.person_id.in_(ids), on)
    return set(session.scalars(query))


def _paged(session: Session, wanted: Wanted, rules: list[ColumnElement[bool]]) -> Select[Any]:
    query = select(Person).where(*rules)
    key = tuple_(Person.sort_key, Person.id)
    edge_id = wanted.before or wanted.after
    edge = session.get(Person, edge_id) if edge_id else None
    if edge is not None:
        at = tuple_(edge.sort_key, edge.id)
        query = query.where(key < at if wanted.before else key > at)
    if wanted.before:
        return query.order_by(Person.sort_key.desc(), Person.id.desc())
    return query.order_by(Person.sort_key, Person.id)


def fitting(wanted: Wanted, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions for the people wanted, whatever the page."""
    rules: list[ColumnElement[bool]] = [_matches(word) for word in _words(wanted.q)]
    theirs = and_(Office.person_id == Person.id, Office.held_on(today))
    if wanted.unit_id:
        rules.append(_there_is(theirs, Office.unit_id == wanted.unit_id))
    if wanted.role:
        rules.append(_there_is(theirs, Office.role == wanted.role.value))
    match wanted.standing:
        case Standing.ACTIVE:
            rules.append(Person.active.is_(True))
        case Standing.LEFT:
            rules.append(~Person.active)
        case Standing.NO_OFFICE:
            rules += [Person.active.is_(True), ~_there_is(theirs)]
        case Standing.NO_FACTOR:
            on = [SecondFactor.person_id == Person.id, SecondFactor.sealed.is_not(None)]
            rules += [Person.active.is_(True), ~_there_is(*on)]
    return rules


def _there_is(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether the person has such a row, whatever tables the query around it names."""
    return exists().where(*conditions).correlate(Person)


def _words(text: str) -> list[str]:
    return fold(text).split()[:MOST_WORDS]


def _matches(word: str) -> ColumnElement[bool]:
    """Whether a word stands in name, user name, address, number, or in a title ever held."""
    titled = _there_is(Office.person_id == Person.id, Office.folded.contains(word, autoescape=True))
    return or_(Person.folded.contains(word, autoescape=True), titled)


def _line(person: Person, offices: tuple[OfficeLine, ...], strong: set[UUID]) -> PersonLine:
    return PersonLine(
        id=person.id,
        name=person.name,
        username=person.username,
        email=person.email,
        phone=person.phone,
        active=person.active,
        leaves_on=person.leaves_on,
        has_factor=person.id in strong,
        offices=offices,
    )
