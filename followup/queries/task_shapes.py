"""What the page of a task is made of."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from documents.queries.papers import PaperView
from followup.labels import TaskLabel
from followup.models import (
    DeadlineKind,
    Decision,
    Directive,
    EntryKind,
    Evaluation,
    ExtensionState,
    Period,
    Priority,
    UnitPart,
)
from followup.queries.names import Named
from followup.queries.periods import PeriodRow
from followup.states import TaskState


@dataclass(frozen=True)
class Source:
    """Where the task comes from."""

    kind: str
    id: UUID | None
    title: str
    url: str
    quote: str


@dataclass(frozen=True)
class OtherUnit:
    """A coordinating, informed or former lead unit.

    With `content` it has a part of its own, labelled by the part's own date, perhaps with its own
    `official`. `to_report`, `to_assign`: who looks may report on it, may name its official.
    """

    unit: Named
    part: UnitPart
    received_at: datetime | None
    content: str = ""
    due_on: date | None = None
    percent: int = 0
    done_on: date | None = None
    label: TaskLabel | None = None
    days_left: int | None = None
    to_report: bool = False
    official: Named | None = None
    to_assign: bool = False


@dataclass(frozen=True)
class Report:
    """A progress report with its evidence; `unit` reports on its own part, else on the whole."""

    id: UUID
    number: int
    percent: int
    text: str
    done: bool
    author: Named
    at: datetime
    decision: Decision | None
    decided_by: Named | None
    decided_at: datetime | None
    decision_note: str
    evidence: tuple[PaperView, ...]
    period_on: date | None = None
    unit: Named | None = None


@dataclass(frozen=True)
class Extension:
    """A request for a later date, and the answer."""

    id: UUID
    requested_by: Named
    requested_at: datetime
    reason: str
    old_due_on: date
    asked_due_on: date
    state: ExtensionState
    due_on: date | None
    decided_by: Named | None
    decided_at: datetime | None
    decision_note: str


@dataclass(frozen=True)
class Entry:
    """One line of the history; `to_unit` is the unit that something went to."""

    kind: EntryKind
    actor: Named | None
    at: datetime
    detail: dict[str, Any]
    unit: Named | None
    to_unit: Named | None


@dataclass(frozen=True)
class TaskDetail:
    """A task as its own page shows it. Reports and history have the newest first."""

    id: UUID
    code: str
    title: str
    content: str
    state: TaskState
    label: TaskLabel | None
    priority: Priority
    field: str
    percent: int
    own_percent: int
    deadline_kind: DeadlineKind
    period: Period | None
    report_after: int | None
    next_period_on: date | None
    ends_on: date | None
    due_on: date | None
    original_due_on: date | None
    days_left: int | None
    done_on: date | None
    issued_at: datetime
    accepted_at: datetime | None
    revision: int
    evaluation: Evaluation | None
    remark: str
    source: Source
    directive: Directive | None
    lead_unit: Named
    assignee: Named | None
    supervisor: Named
    issued_by: Named
    units: tuple[OtherUnit, ...]
    reports: tuple[Report, ...]
    extensions: tuple[Extension, ...]
    history: tuple[Entry, ...]
    actions: tuple[str, ...]
    choices: tuple[Named, ...]
    below: tuple[Any, ...]
    periods: tuple[PeriodRow, ...]
    above: Any

    @property
    def own_reports(self) -> tuple[Report, ...]:
        """Reports on the whole, without those of coordinating units on their parts."""
        return tuple(report for report in self.reports if report.unit is None)

    @property
    def moves(self) -> tuple[Entry, ...]:
        """When another due date was set, without anybody having asked for it."""
        return tuple(entry for entry in self.history if entry.kind is EntryKind.DUE_MOVED)

    @property
    def coordinating(self) -> tuple[OtherUnit, ...]:
        """The coordinating units."""
        return tuple(other for other in self.units if other.part is UnitPart.COORDINATE)
