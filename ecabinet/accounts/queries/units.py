"""The tree of units for administrators: heads, people, what is planned; found without accents."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Office, Person
from ecabinet.accounts.models.unit import Unit, UnitName
from ecabinet.core.text import fold

MOST_WORDS = 8


@dataclass(frozen=True)
class Head:
    """Who leads a unit, and by which title."""

    id: UUID
    name: str
    title: str


@dataclass(frozen=True)
class UnitLine:
    """One unit of the list. `people` hold an office in it, `people_all` also in those below.

    `former` is another name of it, when the search found that one; `planned` the day of the next
    change that waits; `matches` is off for a unit shown only because of what is below it.
    """

    id: UUID
    name: str
    code: str
    kind: str
    parent_id: UUID | None
    opened_on: date | None
    closed_on: date | None
    successor_id: UUID | None
    revision: int
    depth: int
    children: int
    head: Head | None
    people: int
    people_all: int
    planned: date | None
    former: str = ""
    matches: bool = True


@dataclass(frozen=True)
class UnitTree:
    """Units from above, each followed by those below it, and how many there are of each sort."""

    lines: tuple[UnitLine, ...]
    open: int
    closed: int
    planned: int


def unit_tree(
    session: Session, today: date, *, q: str = "", closed: bool = False, ahead: bool = True
) -> UnitTree:
    """Return all units that are there (or, `closed`, are no more), or those `q` finds.

    Four queries. Without `ahead` nothing is told of what is planned. Found units bring those above
    them along.
    """
    facts = _Facts(session, today, ahead)
    wanted = [unit for unit in facts.units if facts.is_closed(unit) == closed]
    if not ahead:
        wanted = [unit for unit in wanted if closed or unit.open_on(today)]
    found = {u.id: facts.matched(u, fold(q).split()[:MOST_WORDS]) for u in wanted}
    lines = tuple(_lines(facts, wanted, found, tree=not closed))
    gone = sum(facts.is_closed(u) for u in facts.units)
    return UnitTree(lines, len(facts.units) - gone, gone, len(facts.planned))


class _Facts:
    """What the list needs to know, read at once."""

    def __init__(self, session: Session, today: date, ahead: bool) -> None:
        self.today = today
        self.units = list(session.scalars(select(Unit).order_by(Unit.rank, Unit.name, Unit.id)))
        self.names: dict[UUID, list[UnitName]] = defaultdict(list)
        self.planned: dict[UUID, date] = {}
        query = select(UnitName).where(UnitName.withdrawn_at.is_(None))
        for row in session.scalars(query.order_by(UnitName.from_on, UnitName.number)):
            if row.from_on <= today or ahead:
                self.names[row.unit_id].append(row)
            if row.from_on > today and ahead:
                self.planned.setdefault(row.unit_id, row.from_on)
        self.people: dict[UUID, set[UUID]] = defaultdict(set)
        held = select(Office.unit_id, Office.person_id).join(Office.person)
        for unit_id, person_id in session.execute(held.where(Office.held_on(today), Person.active)):
            self.people[unit_id].add(person_id)
        self.heads = heads_of(session, today)

    def is_closed(self, unit: Unit) -> bool:
        """Whether the unit is no more."""
        return unit.closed_on is not None and unit.closed_on <= self.today

    def matched(self, unit: Unit, words: list[str]) -> str | None:
        """Return None when the unit is not meant, else the other name by which it was found."""
        if all(word in fold(f"{unit.name} {unit.code}") for word in words):
            return ""
        for row in reversed(self.names[unit.id]):
            if all(word in fold(f"{row.name} {row.code}") for word in words):
                return f"{row.name} ({row.code})"
        return None


@dataclass(frozen=True)
class PlannedChange:
    """A change that waits for its day. `unit` is how the unit is called until then."""

    unit_id: UUID
    unit: str
    code: str
    deed: str
    from_on: date
    name: str
    reason: str


def planned_changes(session: Session, today: date) -> list[PlannedChange]:
    """Return everything that is planned for units, the next first; one query."""
    query = (
        select(UnitName, Unit)
        .join(Unit, Unit.id == UnitName.unit_id)
        .where(UnitName.from_on > today, UnitName.withdrawn_at.is_(None))
        .where(UnitName.held_ever)
        .order_by(UnitName.from_on, Unit.name, UnitName.number)
    )
    return [
        PlannedChange(unit.id, unit.name, unit.code, row.deed, row.from_on, row.name, row.reason)
        for row, unit in session.execute(query)
    ]


def heads_of(session: Session, today: date, unit_id: UUID | None = None) -> dict[UUID, Head]:
    """Return who leads each unit today; one query."""
    query = (
        select(Office.unit_id, Person.id, Person.name, Office.title)
        .join(Office.person)
        .where(Office.is_head, Office.held_on(today), Person.active)
    )
    if unit_id is not None:
        query = query.where(Office.unit_id == unit_id)
    return {row[0]: Head(row[1], row[2], row[3]) for row in session.execute(query)}


def _lines(
    facts: _Facts, wanted: list[Unit], found: dict[UUID, str | None], *, tree: bool
) -> Iterator[UnitLine]:
    """Walk the tree from above without recursion: it may be as deep as somebody made it."""
    there = {unit.id for unit in wanted}
    below: dict[UUID | None, list[Unit]] = defaultdict(list)
    for unit in wanted:
        below[unit.parent_id if tree and unit.parent_id in there else None].append(unit)
    order: list[tuple[Unit, int]] = []
    waiting = [(unit, 0) for unit in reversed(below[None])]
    while waiting:
        unit, depth = waiting.pop()
        order.append((unit, depth))
        waiting += [(child, depth + 1) for child in reversed(below[unit.id])]
    every, shown = _from_below(facts, order, found)
    for unit, depth in order:
        if unit.id in shown:
            children = [child for child in below[unit.id] if child.id in shown]
            yield _line(facts, unit, depth, len(children), len(every[unit.id]), found[unit.id])


def _from_below(
    facts: _Facts, order: list[tuple[Unit, int]], found: dict[UUID, str | None]
) -> tuple[dict[UUID, set[UUID]], set[UUID]]:
    """Return the people of each unit with all below it, and the units to show."""
    every = {unit.id: set(facts.people[unit.id]) for unit, _ in order}
    shown = {unit_id for unit_id, how in found.items() if how is not None}
    for unit, depth in reversed(order):
        if depth and unit.parent_id is not None:
            every[unit.parent_id] |= every[unit.id]
            if unit.id in shown:
                shown.add(unit.parent_id)
    return every, shown


def _line(
    facts: _Facts, unit: Unit, depth: int, children: int, people_all: int, former: str | None
) -> UnitLine:
    ahead: dict[str, Any] = {"planned": facts.planned.get(unit.id)}
    told = facts.is_closed(unit) or unit.id in facts.planned
    return UnitLine(
        id=unit.id,
        name=unit.name,
        code=unit.code,
        kind=unit.kind,
        parent_id=unit.parent_id,
        opened_on=unit.opened_on,
        closed_on=unit.closed_on if told else None,
        successor_id=unit.successor_id if told else None,
        revision=unit.revision,
        depth=depth,
        children=children,
        head=facts.heads.get(unit.id),
        people=len(facts.people[unit.id]),
        people_all=people_all,
        former=former or "",
        matches=former is not None,
        **ahead,
    )
