"""In which order the list stands, and where a row stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, func, literal, tuple_

from ecabinet.core.errors import Invalid
from followup.models import Task
from followup.queries.ranks import worst_first
from followup.queries.rows import EPOCH, NEVER, RowQuery, TaskRow, rank_of

LONG_AGO = date(1, 1, 1)
MOMENT = timedelta(microseconds=1)
MOST = 2**31 - 1


class Sort(StrEnum):
    """Worst first; what was issued or done last first; the least progress first."""

    WORST = "worst"
    ISSUED = "issued"
    DONE = "done"
    PROGRESS = "progress"


@dataclass(frozen=True)
class _Order:
    """The columns, the last of which tells all rows apart; what a row has in them, and how it is
    read from an address."""

    columns: tuple[ColumnElement[Any], ...]
    of: Callable[[TaskRow], tuple[Any, ...]]
    read: tuple[Callable[[str], Any], ...]
    falling: bool = False


def _number(text: str) -> int:
    """Return a number that a column can hold. Raises ValueError: the database takes no other."""
    number = int(text)
    if abs(number) > MOST:
        raise ValueError(text)
    return number


_ORDERS = {
    Sort.WORST: _Order(
        worst_first(),
        lambda row: (rank_of(row), row.due_on or NEVER, row.number),
        (_number, date.fromisoformat, _number),
    ),
    Sort.ISSUED: _Order(
        (Task.issued_at.expression, Task.number.expression),
        lambda row: ((row.issued_at - EPOCH) // MOMENT, row.number),
        (lambda text: EPOCH + int(text) * MOMENT, _number),
        True,
    ),
    Sort.DONE: _Order(
        (func.coalesce(Task.done_on, literal(LONG_AGO)), Task.number.expression),
        lambda row: (row.done_on or LONG_AGO, row.number),
        (date.fromisoformat, _number),
        True,
    ),
    Sort.PROGRESS: _Order(
        (Task.percent.expression, Task.number.expression),
        lambda row: (row.percent, row.number),
        (_number, _number),
    ),
}


def key_of(row: TaskRow, sort: Sort = Sort.WORST) -> str:
    """Return where `row` stands in the order, as text for an address."""
    return ".".join(str(value) for value in _ORDERS[sort].of(row))


def cut(query: RowQuery, sort: Sort, after: str | None, before: str | None) -> RowQuery:
    """Return the query from a row on, or backwards from one.

    Raises:
        Invalid: `after` or `before` is no key of this order.
    """
    order = _ORDERS[sort]
    down = order.falling is not bool(before)
    if key := before or after:
        place, edge = tuple_(*order.columns), _read(order, key, "before" if before else "after")
        query = query.where(place < edge if down else place > edge)
    return query.order_by(*(each.desc() if down else each for each in order.columns))


def _read(order: _Order, text: str, field: str) -> tuple[Any, ...]:
    parts = text.split(".")
    try:
        return tuple(read(part) for read, part in zip(order.read, parts, strict=True))
    except (ValueError, OverflowError):
        raise Invalid("page.key_wrong", field=field) from None
