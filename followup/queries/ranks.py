"""The order "worst first" as columns over `Task`, written as the index `ix_task_worst` has it."""

from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, literal_column

from followup.models import Task
from followup.models.task import DUE, RANK

FINISHED, PUT_ASIDE = 3, 4


def rank() -> ColumnElement[int]:
    """Work with a date first, then what waits for the leader, standing, finished, put aside."""
    return literal_column(f"({RANK.format(of='task.')})", Integer)


def ranked(at: int) -> ColumnElement[bool]:
    """Return which tasks have this rank; as a range, for SQLite sorts after an equality."""
    return rank().between(at, at)


def unfinished() -> ColumnElement[bool]:
    """Return which tasks are neither finished nor put aside, among few that are found otherwise.

    The sum keeps the index of the whole order out of it.
    """
    return rank() + 0 < FINISHED


def worst_first() -> tuple[ColumnElement[int], ColumnElement[date], ColumnElement[int]]:
    """Return the columns of the order: rank, due date (the longest overdue leads), number.

    Said in any other way, every task would be sorted for each page.
    """
    due_on: ColumnElement[date] = literal_column(DUE.format(of="task."), Date)
    return rank(), due_on, Task.number.expression
