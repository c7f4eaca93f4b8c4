"""Dashboard and directives as the API shows them."""

from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field, model_validator

from followup.labels import TaskLabel
from followup.queries.counts import Counts
from followup.queries.dashboard import Dashboard
from followup.queries.filters import TaskScope
from followup.queries.groups import Group, GroupCounts
from followup.routes.out import Out


class CountsOut(Out):
    """Tasks by label; `total` is their sum, those put aside are counted apart."""

    total: int
    done: int
    running: int
    aside: int
    on_time_rate: float | None
    average_delay: float | None
    by_label: dict[TaskLabel, int]

    @model_validator(mode="before")
    @classmethod
    def _all_labels(cls, counts: Any) -> Any:
        if not isinstance(counts, Counts):
            return counts
        names = ("total", "done", "running", "aside", "on_time_rate", "average_delay")
        fields = {name: getattr(counts, name) for name in names}
        return fields | {"by_label": {label: counts.of(label) for label in TaskLabel}}


class GroupCountsOut(Out):
    """The tasks of one unit, leader, directive, field, official or period; `key` null: of none.

    A period is of due dates: "2026-11", and when there are many "2026-Q4" or "2026".

    `rank` is by the share done on time, then by the delay; null while nothing was due.
    """

    key: str | None
    name: str
    rank: int | None
    counts: CountsOut

    @model_validator(mode="before")
    @classmethod
    def _of(cls, group: Any) -> Any:
        if not isinstance(group, GroupCounts):
            return group
        key = None if group.key is None else str(group.key)
        return {"key": key, "name": group.name, "rank": group.rank, "counts": group.counts}


class MonthOut(Out):
    """One month of the trend."""

    first: date
    last: date
    issued: int
    done: int
    overdue: int


class DashboardOut(Out):
    """All figures; groups in the order asked for, some of `count`. `next` begins the next page;
    `cut`: there is one."""

    as_of: date
    wanted: TaskScope
    by: Group
    total: CountsOut
    groups: list[GroupCountsOut]
    count: int
    cut: bool
    next: str | None = Field(validation_alias="next_after")
    slowest: list[GroupCountsOut]
    months: list[MonthOut]


class DirectiveOut(Out):
    """A directive in the register; counts are of tasks the caller may read."""

    id: UUID
    symbol: str
    title: str
    issuing_body: str
    issued_on: date
    received_on: date | None
    field: str
    tasks: int
    done: int
    overdue: int


class DirectivePageOut(Out):
    """Some directives, newest first."""

    directives: list[DirectiveOut]
    total: int
    next: str | None


def dashboard_out(found: Dashboard) -> DashboardOut:
    """Return the dashboard for the API."""
    return DashboardOut.model_validate(found)
