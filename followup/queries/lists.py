"""The task list in its order, a page at a time, with the count of every tab."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.models import Task
from followup.policies import visible_to
from followup.queries.filters import TaskFilter, narrowing
from followup.queries.made_once import made_for
from followup.queries.orders import cut, key_of
from followup.queries.rows import TaskRow, as_rows, row_query
from followup.queries.views import View, belonging, readable_in
from followup.readers import Reader

PAGE_SIZE = 20


@dataclass(frozen=True)
class TaskPage:
    """Some rows, how many there are in all, and the keys to the neighbouring pages."""

    rows: Sequence[TaskRow]
    total: int
    next_after: str | None
    previous_before: str | None


def list_tasks(
    session: Session,
    actor: Actor,
    wanted: TaskFilter,
    today: date,
    *,
    after: str | None = None,
    before: str | None = None,
    limit: int = PAGE_SIZE,
    total: int | None = None,
) -> TaskPage:
    """Return the tasks `actor` may read that fit `wanted`; three queries, however many there are.

    total: how many fit, if that is known already; saves a query.

    Raises:
        Invalid: `after` or `before` is no key of this list.
    """
    if total is None:
        total = count_tasks(session, actor, wanted, today)
    conditions = scope(actor, wanted, today)
    query = cut(row_query().where(*conditions), wanted.sort, after, before).limit(limit + 1)
    rows = as_rows(session, session.execute(query), today)
    more, rows = len(rows) > limit, rows[:limit]
    if before:
        rows.reverse()
    has_next, has_previous = (True, more) if before else (more, bool(after))
    return TaskPage(
        rows,
        total,
        key_of(rows[-1], wanted.sort) if rows and has_next else None,
        key_of(rows[0], wanted.sort) if rows and has_previous else None,
    )


def all_rows(
    session: Session, actor: Actor, wanted: TaskFilter, today: date, after: str | None, limit: int
) -> tuple[list[TaskRow], str | None]:
    """Return the next rows of the list, and where it goes on: for whoever takes all of it."""
    query = cut(row_query().where(*scope(actor, wanted, today)), wanted.sort, after, None).limit(
        limit
    )
    rows = as_rows(session, session.execute(query), today)
    return rows, key_of(rows[-1], wanted.sort) if len(rows) == limit else None


def count_tasks(session: Session, actor: Actor, wanted: TaskFilter, today: date) -> int:
    """Return how many tasks the list holds; one query."""
    conditions = scope(actor, wanted, today)
    return session.scalar(select(func.count()).select_from(Task).where(*conditions)) or 0


def count_views(session: Session, actor: Actor) -> dict[View, int]:
    """Return how many tasks each tab holds; one query, in which each count has its own index."""
    counts = session.execute(*made_for(actor, _count_each)).one()
    return dict(zip(View, counts, strict=True))


def _count_each(reader: Reader, reach: ColumnElement[bool]) -> Select[Any]:
    among = (and_(belonging(view, reader), reach) for view in View)
    counts = (select(func.count()).select_from(Task).where(one) for one in among)
    return select(*(count.scalar_subquery() for count in counts))


def tasks_by_id(
    session: Session, actor: Actor, ids: Collection[UUID], today: date
) -> dict[UUID, TaskRow]:
    """Return those of the tasks `ids` that `actor` may read; two queries, none for no ids."""
    if not ids:
        return {}
    found = session.execute(row_query().where(Task.id.in_(ids), visible_to(actor)))
    return {row.id: row for row in as_rows(session, found, today)}


def scope(actor: Actor, wanted: TaskFilter, today: date) -> list[ColumnElement[bool]]:
    """Return which tasks `actor` finds by `wanted`."""
    return [readable_in(wanted.view, actor), *narrowing(wanted, today)]
