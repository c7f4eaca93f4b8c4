"""The whole picture in figures. Every figure counts rows that the list shows by the same filter."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor, Role
from followup.labels import TaskLabel
from followup.models import Task
from followup.policies import desks
from followup.queries.counts import Counts, summed, total
from followup.queries.filters import (
    TaskFilter,
    TaskScope,
    done_in,
    issued_in,
    late_on,
    month_after,
    start_of,
)
from followup.queries.groups import Group, GroupCounts, Order, as_filter, grouped, ordered
from followup.queries.lists import scope
from followup.queries.views import View
from followup.queries.wholes import usual_pieces

MONTHS = 6
"""Of the trend, unless a period is asked for."""
MOST_MONTHS = 12
SLOWEST = 3
PAGE_SIZE = 50


@dataclass(frozen=True)
class Month:
    """What came, what was finished, what was late at the end (or today, in the current month)."""

    first: date
    last: date
    issued: int
    done: int
    overdue: int


@dataclass(frozen=True)
class Dashboard:
    """All figures of the page, of the tasks in `wanted`, which says whether pieces are counted;
    `groups` are one page of `count`.

    `next_after` and `previous_after` lead to the neighbouring pages; "" is the first.
    """

    as_of: date
    wanted: TaskScope
    by: Group
    total: Counts
    groups: tuple[GroupCounts, ...]
    count: int
    next_after: str | None
    previous_after: str | None
    slowest: tuple[GroupCounts, ...]
    months: tuple[Month, ...]

    @property
    def cut(self) -> bool:
        """Whether there are more groups after these."""
        return self.next_after is not None

    @property
    def rows(self) -> TaskFilter:
        """The filter that finds all that is counted."""
        return as_filter(self.wanted)


def usual_view(actor: Actor) -> View:
    """Return whose tasks a person looks at first: all, those of the own unit, or one's own."""
    if actor.has_role(Role.TRACKER, Role.SECRETARY, Role.LEADER):
        return View.ALL
    return View.UNIT if desks(actor) else View.MINE


def dashboard(
    session: Session,
    actor: Actor,
    today: date,
    wanted: TaskScope,
    by: Group = Group.UNIT,
    order: Order = Order.LATE,
    after: str | None = None,
    limit: int = PAGE_SIZE,
) -> Dashboard:
    """Count what `actor` may read; a constant number of queries, however many tasks there are.

    `after` is the key of the group before the page: one that is no more begins at the first.
    """
    if wanted.pieces is None:
        wanted = wanted.model_copy(update={"pieces": usual_pieces(wanted.view)})
    groups = grouped(session, actor, wanted, by, today)
    late = [each for each in ordered(groups, Order.LATE) if each.counts.of(TaskLabel.OVERDUE)]
    rows = ordered(groups, order)
    keys = [str(row.key) for row in rows]
    first = keys.index(after) + 1 if after in keys else 0
    return Dashboard(
        as_of=today,
        wanted=wanted,
        by=by,
        total=summed(group.counts for group in groups),
        groups=tuple(rows[first : first + limit]),
        count=len(rows),
        next_after=keys[first + limit - 1] if first + limit < len(keys) else None,
        previous_after=(keys[first - limit - 1] if first > limit else "") if first else None,
        slowest=tuple(late[:SLOWEST]),
        months=tuple(_months(session, actor, wanted, today)),
    )


@lru_cache(maxsize=16)
def _sums(firsts: tuple[date, ...], today: date) -> tuple[list[date], list[ColumnElement[int]]]:
    """Return the last days of the months, and what is counted of each."""
    ends = [min(today, month_after(first) - timedelta(days=1)) for first in firsts]
    sums = [
        total(condition)
        for first, end in zip(firsts, ends, strict=True)
        for condition in (issued_in(first), done_in(first), late_on(end))
    ]
    return ends, sums


def _months(session: Session, actor: Actor, wanted: TaskScope, today: date) -> list[Month]:
    firsts = months_of(wanted, today)
    ends, sums = _sums(firsts, today)
    # What was over before the first month counts in none of them.
    recent = or_(
        Task.issued_at >= start_of(firsts[0]), Task.done_on >= firsts[0], Task.done_on.is_(None)
    )
    conditions = [*scope(actor, as_filter(wanted), today), recent]
    counts = session.execute(select(*sums).select_from(Task).where(*conditions)).one()
    return [
        Month(first, end, *(int(n) for n in counts[index * 3 : index * 3 + 3]))
        for index, (first, end) in enumerate(zip(firsts, ends, strict=True))
    ]


def months_of(wanted: TaskScope, today: date) -> tuple[date, ...]:
    """Return the months of the period asked for, of issue or else of due dates, up to now; the last
    twelve of a long one. Without a period the last six."""
    first, last = wanted.issued_from, wanted.issued_to
    if first is None and last is None:
        first, last = wanted.due_from, wanted.due_to
    months = [min(last or today, today).replace(day=1)]
    most = MONTHS if first is None else MOST_MONTHS
    while len(months) < most and (first is None or first < months[0]):
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return tuple(months)
