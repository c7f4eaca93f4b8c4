"""Lines of a file beside what is there already: which are good, and what each would do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person, Unit
from ecabinet.accounts.models.unit import takes_office
from ecabinet.accounts.people_lines import OfficePart, PersonLine
from ecabinet.core.sheets import Problem
from ecabinet.core.text import fold


class Effect(StrEnum):
    """What a good line does."""

    NEW_PERSON = "new_person"
    NEW_OFFICE = "new_office"
    NEW_CONTACT = "new_contact"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Held:
    """An office held, or about to be, as far as lines may collide with it."""

    who: str
    name: str
    role: str
    folded: str
    from_on: date
    to_on: date | None
    is_head: bool

    def meets(self, office: OfficePart) -> bool:
        """Whether both are held on some day."""
        begins_before_end = office.to_on is None or self.from_on <= office.to_on
        return begins_before_end and (self.to_on is None or office.from_on <= self.to_on)

    def is_the_same(self, office: OfficePart) -> bool:
        """Whether the line says what is there already."""
        return (self.from_on, self.to_on, self.is_head) == (
            office.from_on, office.to_on, office.is_head
        )  # fmt: skip


@dataclass
class Judgement:
    """The verdict on all lines; for the good ones also the rows they refer to."""

    problems: list[Problem] = field(default_factory=list)
    effects: dict[int, Effect] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)


def judge(session: Session, lines: Iterable[PersonLine], today: date) -> Judgement:
    """Compare `lines` with the people, units and offices that are there; three queries."""
    lines = list(lines)
    found = Judgement(people=_people(session, lines), units=_units(session))
    held = _held(session, found)
    new: set[str] = set()
    for line in lines:
        problem = _fault(line, found, held, today)
        if problem is not None:
            found.problems.append(problem)
            continue
        found.effects[line.number] = _effect(line, found, held, new)
        if line.username not in found.people:
            new.add(line.username)
        if line.office and found.effects[line.number] is not Effect.NOTHING:
            unit = found.units[line.office.unit_code.casefold()]
            held[unit.id].append(_as_held(line, line.office))
    return found


def _fault(
    line: PersonLine, found: Judgement, held: dict[UUID, list[Held]], today: date
) -> Problem | None:
    person, office = found.people.get(line.username), line.office
    if person is not None and fold(person.name) != fold(line.name):
        return Problem(line.number, "person.username_taken", {"username": line.username})
    if person is not None and not person.active:
        return Problem(line.number, "person.left", {"name": person.name})
    if office is None:
        return None
    unit = found.units.get(office.unit_code.casefold())
    if unit is None:
        return Problem(line.number, "office.unknown_code", {"code": office.unit_code[:40]})
    if not takes_office(unit, office.from_on, office.to_on, today):
        return Problem(line.number, "office.unit_closed", {"unit": unit.name})
    return _collision(line, office, held[unit.id])


def _collision(line: PersonLine, office: OfficePart, held: list[Held]) -> Problem | None:
    for other in held:
        if not other.meets(office):
            continue
        same = other.who == line.username and _names_the_same(other, office)
        if same and other.is_the_same(office):
            return None
        if same:
            return Problem(line.number, "office.held_already", {"title": office.title})
        if other.is_head and office.is_head:
            return Problem(line.number, "office.second_head", {"name": other.name})
    return None


def _effect(
    line: PersonLine, found: Judgement, held: dict[UUID, list[Held]], new: set[str]
) -> Effect:
    person, office = found.people.get(line.username), line.office
    if person is None and line.username not in new:
        return Effect.NEW_PERSON
    if office is not None:
        beside = held[found.units[office.unit_code.casefold()].id]
        there = (o for o in beside if o.who == line.username and _names_the_same(o, office))
        if not any(o.is_the_same(office) for o in there):
            return Effect.NEW_OFFICE
    return Effect.NEW_CONTACT if person and contact_changes(person, line) else Effect.NOTHING


def contact_changes(person: Person, line: PersonLine) -> dict[str, str]:
    """Return the mail address and telephone that the line brings and the person lacks."""
    given = {"email": line.email, "phone": line.phone}
    return {name: value for name, value in given.items() if value and not getattr(person, name)}


def _names_the_same(held: Held, office: OfficePart) -> bool:
    return (held.role, held.folded) == (office.role.value, fold(office.title))


def _as_held(line: PersonLine, office: OfficePart) -> Held:
    return Held(
        line.username, line.name, office.role.value, fold(office.title),
        office.from_on, office.to_on, office.is_head,
    )  # fmt: skip


def _people(session: Session, lines: list[PersonLine]) -> dict[str, Person]:
    names = {line.username for line in lines}
    rows = session.scalars(select(Person).where(Person.username.in_(names)))
    return {person.username: person for person in rows}


def _units(session: Session) -> dict[str, Unit]:
    return {unit.code.casefold(): unit for unit in session.scalars(select(Unit))}


def _held(session: Session, found: Judgement) -> dict[UUID, list[Held]]:
    """Return what lines may collide with: offices of the people named, and heads of units."""
    ids = [person.id for person in found.people.values()]
    query = (
        select(Office, Person.username, Person.name)
        .join(Office.person)
        .where(or_(Office.person_id.in_(ids), Office.is_head))
    )
    held: dict[UUID, list[Held]] = defaultdict(list)
    for office, username, name in session.execute(query):
        if office.held_ever:
            held[office.unit_id].append(
                Held(
                    username, name, office.role, office.folded,
                    office.from_on, office.to_on, office.is_head,
                )
            )  # fmt: skip
    return held
