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
    UnitPart,
)
from followup.queries.names import Named
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
    """A coordinating or informed unit."""

    unit: Named
    part: UnitPart
    received_at: datetime | None


@dataclass(frozen=True)
class Report:
    """A progress report with its evidence."""

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


@dataclass(frozen=True)
class Entry:
    """One line of the history."""

    kind: EntryKind
    actor: Named | None
    at: datetime
    detail: dict[str, Any]
    unit: Named | None


@dataclass(frozen=True)
class TaskDetail:
    """A task as its own page shows it. Reports and history have the newest first."""

    id: UUID
    code: str
    title: str
    content: str
    state: TaskState
    label: TaskLabel | None
    percent: int
    deadline_kind: DeadlineKind
    due_on: date | None
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
    history: tuple[Entry, ...]
    actions: tuple[str, ...]
    choices: tuple[Named, ...]
