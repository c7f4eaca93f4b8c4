"""What waits for a person: the home page's part, and the number on the navigation."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select, union
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.labels import TaskLabel
from followup.models import Task
from followup.queries.filters import labelled
from followup.queries.made_once import made_for
from followup.queries.pieces import as_done_by
from followup.queries.ranks import unfinished, worst_first
from followup.queries.rows import WIDTH, TaskRow, as_rows, row_query
from followup.queries.views import View, belonging, readable_in
from followup.readers import Reader

MOST = 8
WAITING = (
    View.MINE,
    View.INBOX,
    View.TO_ASSIGN,
    View.TO_ACCEPT,
    View.TO_EXTEND,
    View.REFUSED,
    View.TO_CONTRIBUTE,
    View.TO_ADVISE,
)


@dataclass(frozen=True)
class Waiting:
    """A list with all that it holds counted and the worst shown."""

    rows: tuple[TaskRow, ...]
    total: int = 0
    overdue: int = 0
    due_soon: int = 0


@dataclass(frozen=True)
class HomeTasks:
    """The lists of the home page; an empty one is not shown."""

    mine: Waiting
    reported: Waiting
    inbox: Waiting
    to_assign: Waiting
    to_accept: Waiting
    to_extend: Waiting
    refused: Waiting
    to_contribute: Waiting
    to_advise: Waiting
    coordinate: Waiting
    supervised_late: Waiting


def home_tasks(session: Session, actor: Actor, today: date) -> HomeTasks:
    """Return what waits for `actor`."""

    def waiting(view: View, *conditions: ColumnElement[bool]) -> Waiting:
        return _waiting(session, today, readable_in(view, actor), *conditions)

    mine = waiting(View.MINE)
    late = labelled(TaskLabel.OVERDUE, today)
    return HomeTasks(
        mine=replace(mine, rows=as_done_by(session, mine.rows, today, person_id=actor.person_id)),
        reported=waiting(View.REPORTED),
        inbox=waiting(View.INBOX),
        to_assign=waiting(View.TO_ASSIGN),
        to_accept=waiting(View.TO_ACCEPT),
        to_extend=waiting(View.TO_EXTEND),
        refused=waiting(View.REFUSED),
        to_contribute=waiting(View.TO_CONTRIBUTE),
        to_advise=waiting(View.TO_ADVISE),
        coordinate=waiting(View.COORDINATE, unfinished()),
        supervised_late=waiting(View.SUPERVISED, late),
    )


def tasks_waiting(actor: Actor) -> tuple[Select[int], dict[str, Any]]:
    """Count the tasks that wait for a deed of `actor`: each list by its own index, none twice.

    Returns the query and the ids to ask it with.
    """
    return made_for(actor, _needed)


def _needed(reader: Reader, reach: ColumnElement[bool]) -> Select[int]:
    lists = (select(Task.id).where(belonging(view, reader), reach) for view in WAITING)
    return select(func.count()).select_from(union(*lists).subquery())


def _waiting(session: Session, today: date, *conditions: ColumnElement[bool]) -> Waiting:
    found = session.execute(_first_of(today).where(*conditions)).all()
    rows = tuple(as_rows(session, found, today))
    return Waiting(rows, *found[0][WIDTH:]) if found else Waiting(rows)


@lru_cache(maxsize=2)
def _first_of(today: date) -> Any:
    """Return what the lists of a day have in common: made once, for a dozen lists on each page."""
    return (
        row_query()
        .add_columns(
            func.count().over(),
            _sum(labelled(TaskLabel.OVERDUE, today)),
            _sum(labelled(TaskLabel.DUE_SOON, today)),
        )
        .order_by(*worst_first())
        .limit(MOST)
    )


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).over()
