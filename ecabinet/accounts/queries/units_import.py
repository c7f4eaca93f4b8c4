"""Lines of a file beside the units that are there: which are good, and what each would do."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.models.unit import Unit, UnitName
from ecabinet.accounts.queries.unit_circles import circles
from ecabinet.accounts.unit_days import after, check_change, check_sane, written
from ecabinet.accounts.units_lines import UnitLine
from ecabinet.core.errors import DomainError
from ecabinet.core.sheets import Problem

MOST_DAYS = 20
"""So many different days may a file change units on: for each the whole tree is looked at."""


class Effect(StrEnum):
    """What a good line does."""

    NEW = "new"
    CHANGED = "changed"
    NOTHING = "nothing"


@dataclass
class Judgement:
    """The verdict on all lines; for the good ones also what they refer to."""

    today: date
    units: dict[str, Unit]
    rows: dict[UUID, list[UnitName]]
    numbers: dict[UUID, int]
    problems: list[Problem] = field(default_factory=list)
    good: dict[str, UnitLine] = field(default_factory=dict)
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def signs(self) -> dict[UUID, str]:
        """The signs of the units that are there, by id."""
        return {unit.id: key for key, unit in self.units.items()}

    def effect(self, line: UnitLine) -> Effect:
        """Return what a good line does."""
        if line.key not in self.units:
            return Effect.NEW
        return Effect.CHANGED if line.key in self.changes else Effect.NOTHING

    def since(self, line: UnitLine) -> date:
        """Return the day from which the line's changes hold."""
        return line.from_on or self.today

    @property
    def effects(self) -> dict[int, Effect]:
        """What each good line does, by its number in the file."""
        return {line.number: self.effect(line) for line in self.good.values()}


def judge(session: Session, lines: Iterable[UnitLine], today: date) -> Judgement:
    """Compare `lines` with the units that are there and with each other; two queries."""
    found = _known(session, today)
    taken = _taken(found)
    for line in lines:
        problem = _fault(line, found, taken)
        if problem is None:
            found.good[line.key] = line
        else:
            found.problems.append(problem)
    _limit_days(found)
    while _drop(found, {**_without_parent(found), **_in_circles(found)}):
        pass
    return found


def _known(session: Session, today: date) -> Judgement:
    units = {unit.code.casefold(): unit for unit in session.scalars(select(Unit))}
    rows: dict[UUID, list[UnitName]] = defaultdict(list)
    numbers: dict[UUID, int] = defaultdict(int)
    for row in session.scalars(select(UnitName).order_by(UnitName.from_on, UnitName.number)):
        numbers[row.unit_id] = max(numbers[row.unit_id], row.number)
        if row.withdrawn_at is None:
            rows[row.unit_id].append(row)
    return Judgement(today, units, rows, numbers)


def _taken(found: Judgement) -> set[str]:
    """Signs that units will bear by what is planned."""
    last = (rows[-1] for rows in found.rows.values() if rows)
    return {row.code.casefold() for row in last}


def _fault(line: UnitLine, found: Judgement, taken: set[str]) -> Problem | None:
    """Return what keeps the line from being taken, as far as it stands alone."""
    unit = found.units.get(line.key)
    try:
        if unit is not None:
            return _fault_of_known(line, unit, found)
        if line.opened_on is not None:
            check_sane(line.opened_on, found.today)
    except DomainError as error:
        params = {name: value for name, value in error.params.items() if name != "field"}
        return Problem(line.number, error.code, params)
    return _bad(line, "unit.code_taken") if line.key in taken else None


def _fault_of_known(line: UnitLine, unit: Unit, found: Judgement) -> Problem | None:
    if unit.closed_on is not None and unit.closed_on <= found.today:
        return _bad(line, "unit.code_of_closed")
    if line.opened_on is not None and line.opened_on != unit.opened_on:
        return _bad(line, "unit.row_opening")
    changes = _changes(line, unit, found)
    if not changes:
        return None
    rows, since = found.rows[unit.id], found.since(line)
    planned = after(rows, max(since, found.today))
    if planned:
        told: dict[str, object] = {"name": unit.name, "day": written(planned[0].from_on)}
        return Problem(line.number, "unit.row_planned", told)
    check_change(unit, rows, since, found.today)
    found.changes[line.key] = changes
    return None


def _bad(line: UnitLine, code: str) -> Problem:
    return Problem(line.number, code, {"code": line.code})


def _changes(line: UnitLine, unit: Unit, found: Judgement) -> dict[str, Any]:
    """Return what the line says otherwise; the superior unit still as its sign."""
    changes: dict[str, Any] = {}
    if line.name != unit.name:
        changes["name"] = line.name
    if line.kind.value != unit.kind:
        changes["kind"] = line.kind.value
    above = found.signs.get(unit.parent_id) if unit.parent_id else None
    if line.parent_key != above:
        changes["parent_id"] = line.parent_key
    return changes


def _limit_days(found: Judgement) -> None:
    days = sorted({found.since(found.good[key]) for key in found.changes})[MOST_DAYS:]
    late = {k: found.good[k] for k in found.changes if found.since(found.good[k]) in days}
    _drop(
        found, {k: Problem(v.number, "unit.row_days", {"most": MOST_DAYS}) for k, v in late.items()}
    )


def _drop(found: Judgement, fallen: dict[str, Problem]) -> bool:
    """Let lines fall; tell whether any did, for then those that lean on them may fall too."""
    for key, problem in fallen.items():
        found.problems.append(problem)
        del found.good[key]
        found.changes.pop(key, None)
    return bool(fallen)


def _without_parent(found: Judgement) -> dict[str, Problem]:
    fallen: dict[str, Problem] = {}
    for key, line in found.good.items():
        above = line.parent_key
        moves = key not in found.units or "parent_id" in found.changes.get(key, {})
        if above is None or not moves:
            continue
        problem = _parent_fault(line, above, found)
        if problem is not None:
            fallen[key] = problem
    return fallen


def _parent_fault(line: UnitLine, above: str, found: Judgement) -> Problem | None:
    parent = found.units.get(above)
    if parent is None:
        if above in found.good:
            return None
        return Problem(line.number, "unit.row_parent", {"code": line.parent_code})
    since = found.since(line) if line.key in found.units else line.opened_on or found.today
    if parent.closed_on is None or (parent.closed_on > since and parent.successor_id):
        return None
    return Problem(line.number, "unit.row_parent_closed", {"name": parent.name})


def _in_circles(found: Judgement) -> dict[str, Problem]:
    """Return the lines that would stand below themselves, now or by what is planned."""
    moved = {k: line for k, line in found.good.items() if "parent_id" in found.changes.get(k, {})}
    new = {k: line for k, line in found.good.items() if k not in found.units}
    if not moved and not new:
        return {}
    signs = found.signs
    days = {found.today, *(found.since(line) for line in moved.values())}
    days |= {r.from_on for rows in found.rows.values() for r in rows if r.from_on > min(days)}
    wrong: set[str] = set()
    for day in days:
        tree: dict[str, str | None] = {k: line.parent_key for k, line in new.items()}
        for key, unit in found.units.items():
            row = next((r for r in found.rows[unit.id] if r.held_on(day)), unit)
            tree[key] = signs.get(row.parent_id) if row.parent_id else None
        tree |= {k: v.parent_key for k, v in moved.items() if found.since(v) <= day}
        wrong |= circles(tree)
    return {
        key: Problem(line.number, "unit.row_circle", {"code": line.parent_code})
        for key, line in {**moved, **new}.items()
        if key in wrong
    }
