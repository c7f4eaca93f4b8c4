"""What waits for a person: the home page's part, and the number on the navigation."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, case, func, or_, select
from sqlalchemy.orm import Session

from ecabinet.core.actors import Actor
from followup.labels import TaskLabel, label_column
from followup.models import Task
from followup.policies import visible_to
from followup.queries.rows import TaskRow, as_rows, row_query, worst_first
from followup.queries.views import View, condition

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

    @property
    def waiting(self) -> int:
        """How many things somebody must do now, as the title of the page says."""
        lists = (self.mine, self.inbox, self.to_assign, self.to_accept, self.to_extend)
        return sum(
            each.total for each in (*lists, self.refused, self.to_contribute, self.to_advise)
        )


def home_tasks(session: Session, actor: Actor, today: date) -> HomeTasks:
    """Return what waits for `actor`."""

    def waiting(*conditions: ColumnElement[bool]) -> Waiting:
        return _waiting(session, actor, today, *conditions)

    late = _labelled(TaskLabel.OVERDUE, today)
    open_label = label_column(today).in_(_OPEN)
    return HomeTasks(
        mine=waiting(condition(View.MINE, actor)),
        reported=waiting(condition(View.REPORTED, actor)),
        inbox=waiting(condition(View.INBOX, actor)),
        to_assign=waiting(condition(View.TO_ASSIGN, actor)),
        to_accept=waiting(condition(View.TO_ACCEPT, actor)),
        to_extend=waiting(condition(View.TO_EXTEND, actor)),
        refused=waiting(condition(View.REFUSED, actor)),
        to_contribute=waiting(condition(View.TO_CONTRIBUTE, actor)),
        to_advise=waiting(condition(View.TO_ADVISE, actor)),
        coordinate=waiting(condition(View.COORDINATE, actor), open_label),
        supervised_late=waiting(condition(View.SUPERVISED, actor), late),
    )


_OPEN = sorted(
    label.value for label in TaskLabel if label not in (TaskLabel.DONE_ON_TIME, TaskLabel.DONE_LATE)
)


def tasks_waiting(actor: Actor) -> Select[int]:
    """Count the tasks that wait for a deed of `actor`."""
    needed = or_(*(condition(view, actor) for view in WAITING))
    return select(func.count()).select_from(Task).where(visible_to(actor), needed)


def _waiting(
    session: Session, actor: Actor, today: date, *conditions: ColumnElement[bool]
) -> Waiting:
    scope = (visible_to(actor), *conditions)
    found = session.execute(
        row_query()
        .add_columns(
            func.count().over(),
            _sum(_labelled(TaskLabel.OVERDUE, today)),
            _sum(_labelled(TaskLabel.DUE_SOON, today)),
        )
        .where(*scope)
        .order_by(*worst_first())
        .limit(MOST)
    ).all()
    rows = tuple(as_rows(session, found, today))
    return Waiting(rows, *found[0][3:]) if found else Waiting(rows)


def _labelled(label: TaskLabel, today: date) -> ColumnElement[bool]:
    return label_column(today) == label.value


def _sum(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((condition, 1), else_=0)).over()
