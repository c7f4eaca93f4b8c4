"""What the story of a task is made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from followup.models import Decision, EntryKind, Evaluation, Period
from followup.queries.names import Named
from followup.queries.pieces import Above, Node
from followup.queries.rows import TaskRow
from followup.sources import Link, StoryStep


@dataclass(frozen=True)
class IssueStep:
    """Tasks were given at one moment by one person; `above` is what they are pieces of."""

    shape: ClassVar[str] = "issue"
    at: datetime
    tasks: tuple[TaskRow, ...]
    issued_by: Named
    quote: str
    above: Above | None


@dataclass(frozen=True)
class ReportStep:
    """A report with its evidence; `unit` coordinates and reports on its own part."""

    shape: ClassVar[str] = "report"
    at: datetime
    task: TaskRow
    author: Named
    percent: int
    text: str
    done: bool
    documents: tuple[Link, ...]
    unit: str | None = None
    period_on: date | None = None
    period: Period | None = None


@dataclass(frozen=True)
class DecisionStep:
    """A report was accepted or returned."""

    shape: ClassVar[str] = "decision"
    at: datetime
    task: TaskRow
    decided_by: Named
    decision: Decision
    evaluation: Evaluation | None
    remark: str


@dataclass(frozen=True)
class EntryStep:
    """A line of the history: what happened, by whom and why.

    `unit` had it, `to_unit` has it from then on. `detail` is as in the history. `piece` is what was
    split off, `waits`: the later date that was asked for has not been decided on.
    """

    shape: ClassVar[str] = "entry"
    at: datetime
    task: TaskRow
    entry: EntryKind
    actor: Named | None
    reason: str
    unit: str
    to_unit: str
    detail: Mapping[str, Any]
    documents: tuple[Link, ...] = ()
    piece: Node | None = None
    waits: bool = False

    def day(self, key: str) -> date | None:
        """Return the day that the history keeps under `key`."""
        told = self.detail.get(key)
        return date.fromisoformat(told) if told else None


Step = StoryStep | IssueStep | ReportStep | DecisionStep | EntryStep


@dataclass(frozen=True)
class Story:
    """The whole story of a task with its sisters and its pieces: `steps` in the order of time.

    `tasks` are it and its sisters, `pieces` the tree below it, as its own page shows it.
    """

    task: TaskRow
    quote: str
    source: str
    steps: tuple[Step, ...]
    tasks: tuple[TaskRow, ...]
    pieces: tuple[Node, ...]
    waiting: tuple[TaskRow, ...]
    next_due: date | None
    days: int


Rows = Mapping[UUID, TaskRow]
