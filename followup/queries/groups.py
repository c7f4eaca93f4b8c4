"""Figures by unit, leader, directive, field, official, period: each counts rows of the list."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from ecabinet.accounts.models import Person, Unit
from ecabinet.catalogues.queries import book
from ecabinet.core.actors import Actor
from followup.catalogues import FIELDS_OF_WORK
from followup.labels import TaskLabel
from followup.models import Directive, Task
from followup.queries.counts import Counts, counted, summed
from followup.queries.due_periods import DUE_MONTH, grain_of, period_days, period_key, period_named
from followup.queries.filters import TaskFilter, TaskScope
from followup.queries.lists import scope


class Group(StrEnum):
    """By what tasks are counted."""

    UNIT = "unit"
    LEADER = "leader"
    DIRECTIVE = "directive"
    FIELD = "field"
    OFFICIAL = "official"
    PERIOD = "period"


class Order(StrEnum):
    """Which group comes first: the most overdue, the best, or in the order of the office (of
    time)."""

    LATE = "late"
    RANK = "rank"
    NAME = "name"


_KEYS: dict[Group, Any] = {
    Group.UNIT: Task.lead_unit_id,
    Group.LEADER: Task.supervisor_id,
    Group.DIRECTIVE: Task.directive_id,
    Group.FIELD: Task.field_code,
    Group.OFFICIAL: Task.assignee_id,
    Group.PERIOD: DUE_MONTH,
}
_NARROWS = {
    Group.UNIT: "unit_id",
    Group.LEADER: "supervisor_id",
    Group.DIRECTIVE: "directive_id",
    Group.FIELD: "field",
    Group.OFFICIAL: "assignee_id",
}
_LACKS = {
    Group.DIRECTIVE: "no_directive",
    Group.FIELD: "no_field",
    Group.OFFICIAL: "no_assignee",
    Group.PERIOD: "no_due",
}


@dataclass(frozen=True)
class GroupCounts:
    """The tasks of one group. `key` None: those that have none; `wanted` finds them in the list.

    `rank`: by the share done on time, then by the delay; None while nothing was due.
    """

    key: UUID | str | None
    name: str
    counts: Counts
    wanted: TaskFilter
    rank: int | None = None


def as_filter(wanted: TaskScope) -> TaskFilter:
    """Return the list's filter of the scope."""
    return TaskFilter.model_validate(wanted.model_dump())


def narrowed(wanted: TaskFilter, by: Group, key: UUID | str | None) -> TaskFilter:
    """Return the filter that finds what is counted for one group."""
    if key is None:
        return wanted.model_copy(update={_LACKS[by]: True})
    if by is Group.PERIOD:
        return wanted.model_copy(update=_within(wanted, *period_days(str(key))))
    alone = {"below": False} if by is Group.UNIT else {}  # Each unit is a group of its own.
    return wanted.model_copy(update={_NARROWS[by]: key} | alone)


def grouped(
    session: Session, actor: Actor, wanted: TaskScope, by: Group, today: date
) -> list[GroupCounts]:
    """Count what `actor` may read, in the order of the office; two queries at most."""
    everything = as_filter(wanted)
    conditions = scope(actor, everything, today)
    found = counted(session, conditions, _KEYS[by], today)
    names: Mapping[Any, str]
    if by is Group.PERIOD:
        found = _by_period(found)
        names = {key: period_named(key, actor.language) for key in sorted(filter(None, found))}
    else:
        names = group_names(session, by, actor.language)
    places = {each: place for place, each in enumerate(names)}
    rows = [
        GroupCounts(key, names.get(key, str(key or "")), counts, narrowed(everything, by, key))
        for key, counts in found.items()
    ]
    return _ranked(sorted(rows, key=lambda row: places.get(row.key, len(places))))


def _within(wanted: TaskFilter, first: date, last: date) -> dict[str, date]:
    """Return the days of a period that lie within those that are asked for."""
    return {
        "due_from": max(first, wanted.due_from or first),
        "due_to": min(last, wanted.due_to or last),
    }


def _by_period(months: Mapping[int | None, Counts]) -> dict[str | None, Counts]:
    """Return counts by month as counts by periods, so long that there are not too many."""
    grain = grain_of([month for month in months if month is not None])
    found: dict[str | None, list[Counts]] = {}
    for month, counts in months.items():
        key = None if month is None else period_key(month, grain)
        found.setdefault(key, []).append(counts)
    return {key: summed(each) for key, each in found.items()}


def ordered(rows: list[GroupCounts], order: Order) -> list[GroupCounts]:
    """Return the groups in another order."""
    if order is Order.LATE:
        return sorted(rows, key=lambda row: (-row.counts.of(TaskLabel.OVERDUE), *_worth(row)[::-1]))
    if order is Order.RANK:
        return sorted(rows, key=lambda row: row.rank or len(rows) + 1)
    return rows


def _ranked(rows: list[GroupCounts]) -> list[GroupCounts]:
    """Equal worth has equal rank."""
    due = [row for row in rows if row.counts.on_time_rate is not None]
    ranks: dict[tuple[float, float], int] = {}
    for rank, worth in enumerate(sorted(_worth(row) for row in due), start=1):
        ranks.setdefault(worth, rank)
    return [
        row if row.counts.on_time_rate is None else replace(row, rank=ranks[_worth(row)])
        for row in rows
    ]


def _worth(row: GroupCounts) -> tuple[float, float]:
    rate = row.counts.on_time_rate
    return -(1.0 if rate is None else rate), row.counts.average_delay or 0.0


def group_names(session: Session, by: Group, language: str) -> Mapping[Any, str]:
    """Return the names of all groups in their order; one query."""
    if by is Group.FIELD:
        return {e.code: e.shown(language) for e in book(session, FIELDS_OF_WORK).entries}
    query = {
        Group.UNIT: select(Unit.id, Unit.name).order_by(Unit.rank, Unit.name),
        Group.DIRECTIVE: select(Directive.id, Directive.symbol).order_by(
            Directive.issued_on.desc(), Directive.symbol
        ),
    }.get(by)
    if query is None:
        query = select(Person.id, Person.name).order_by(Person.sort_key, Person.id)
        query = query.where(Person.id.in_(_people(by)))
    return dict(session.execute(query).all())


def _people(by: Group) -> Any:
    column: ColumnElement[Any] = _KEYS[by]
    return select(column).where(column.is_not(None))
