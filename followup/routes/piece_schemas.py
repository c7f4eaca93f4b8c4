"""Parts, children and periods of a task as the API shows them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import model_validator

from followup.labels import TaskLabel
from followup.models import UnitPart
from followup.queries.periods import PeriodStanding
from followup.queries.pieces import Node
from followup.routes.out import NamedOut, Out
from followup.states import TaskState


class OtherUnitOut(Out):
    """A coordinating, informed or former lead unit; with `content` it has a part of its own."""

    unit: NamedOut
    part: UnitPart
    received_at: datetime | None
    content: str
    due_on: date | None
    percent: int
    done_on: date | None
    label: TaskLabel | None
    official: NamedOut | None


class AboveOut(Out):
    """The task of which this one is a part; `readable` when the caller may open it."""

    id: UUID
    code: str
    title: str
    readable: bool


class BelowOut(Out):
    """A task below, `level` steps down; each is followed by its own children."""

    id: UUID
    code: str
    title: str
    level: int
    readable: bool
    lead_unit: NamedOut
    assignee: NamedOut | None
    state: TaskState
    label: TaskLabel | None
    percent: int
    due_on: date | None

    @model_validator(mode="before")
    @classmethod
    def _of_node(cls, node: Any) -> Any:
        if not isinstance(node, Node):
            return node
        row = node.row
        names = ("id", "code", "title", "state", "label", "percent", "due_on")
        fields = {name: getattr(row, name) for name in names}
        person = {"id": row.assignee_id, "name": row.assignee} if row.assignee_id else None
        unit = {"id": row.lead_unit_id, "name": row.lead_unit}
        return fields | {
            "level": node.level, "readable": node.readable, "lead_unit": unit, "assignee": person,
        }  # fmt: skip


class TaskPeriodOut(Out):
    """A period that has begun; with its report it is done, once."""

    first_on: date
    last_on: date
    due_on: date
    standing: PeriodStanding
    report_id: UUID | None
    reported_on: date | None
    returned: bool
