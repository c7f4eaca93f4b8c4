"""Tasks as the API shows them. Read models become answers by their attributes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import model_validator

from documents.queries.papers import PaperView
from documents.states import VersionState
from followup.labels import TaskLabel
from followup.models import (
    DeadlineKind,
    Decision,
    EntryKind,
    Evaluation,
    ExtensionState,
    Period,
    Priority,
)
from followup.queries.task_shapes import TaskDetail
from followup.routes.out import NamedOut, Out
from followup.routes.piece_schemas import AboveOut, BelowOut, OtherUnitOut, TaskPeriodOut
from followup.states import TaskState


class TaskRowOut(Out):
    """A task in a list; `missed` counts periods that are late without a report.

    `field` is a code of the catalogue; `parent_id` is the task of which this is a piece.
    """

    id: UUID
    code: str
    title: str
    source_title: str
    lead_unit: NamedOut
    assignee: NamedOut | None
    supervisor: NamedOut | None
    field: str | None
    issued_on: date | None
    directive_id: UUID | None
    parent_id: UUID | None
    state: TaskState
    label: TaskLabel | None
    percent: int
    deadline_kind: DeadlineKind
    due_on: date | None
    days_left: int | None
    done_on: date | None
    priority: Priority
    period: Period | None
    missed: int
    revision: int

    @model_validator(mode="before")
    @classmethod
    def _names(cls, row: Any) -> Any:
        made = {"lead_unit", "assignee", "supervisor", "field"}
        fields = {name: getattr(row, name) for name in cls.model_fields if name not in made}
        fields |= {"assignee": None, "supervisor": None, "field": row.field_code}
        fields["lead_unit"] = {"id": row.lead_unit_id, "name": row.lead_unit}
        if row.assignee_id:
            fields["assignee"] = {"id": row.assignee_id, "name": row.assignee}
        if row.supervisor_id:
            fields["supervisor"] = {"id": row.supervisor_id, "name": row.supervisor}
        return fields


class TaskPageOut(Out):
    """Some tasks, worst first; `next` and `previous` are keys for `after` and `before`."""

    tasks: list[TaskRowOut]
    total: int
    next: str | None
    previous: str | None


class SourceOut(Out):
    """Where a task comes from."""

    kind: str
    id: UUID | None
    title: str
    url: str
    quote: str


class EvidenceOut(Out):
    """A file kept as evidence; read it as a paper by its version."""

    paper_id: UUID
    version_id: UUID
    filename: str
    size: int
    media_type: str
    state: VersionState

    @model_validator(mode="before")
    @classmethod
    def _of_paper(cls, paper: Any) -> Any:
        if not isinstance(paper, PaperView):
            return paper
        version = paper.version
        return {
            "paper_id": paper.id,
            "version_id": version.id,
            "filename": version.filename,
            "size": version.size,
            "media_type": version.media_type,
            "state": version.state,
        }


class ReportOut(Out):
    """A progress report; `unit` reports on its own part, else it is on the whole."""

    id: UUID
    number: int
    unit: NamedOut | None
    percent: int
    text: str
    done: bool
    author: NamedOut
    at: datetime
    decision: Decision | None
    decided_by: NamedOut | None
    decided_at: datetime | None
    decision_note: str
    period_on: date | None
    evidence: list[EvidenceOut]


class ExtensionOut(Out):
    """A request for a later date; `due_on` is what was granted."""

    id: UUID
    requested_by: NamedOut
    requested_at: datetime
    reason: str
    old_due_on: date
    asked_due_on: date
    state: ExtensionState
    due_on: date | None
    decided_by: NamedOut | None
    decided_at: datetime | None
    decision_note: str


class EntryOut(Out):
    """One line of the history."""

    kind: EntryKind
    actor: NamedOut | None
    at: datetime
    detail: dict[str, Any]


class TaskOut(Out):
    """A task with everything around it; `actions` are the verbs the caller may do now."""

    id: UUID
    code: str
    title: str
    content: str
    state: TaskState
    label: TaskLabel | None
    priority: Priority
    field: str
    percent: int
    deadline_kind: DeadlineKind
    period: Period | None
    report_after: int | None
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
    source: SourceOut
    directive_id: UUID | None
    lead_unit: NamedOut
    assignee: NamedOut | None
    supervisor: NamedOut
    issued_by: NamedOut
    units: list[OtherUnitOut]
    above: AboveOut | None
    below: list[BelowOut]
    periods: list[TaskPeriodOut]
    reports: list[ReportOut]
    extensions: list[ExtensionOut]
    history: list[EntryOut]
    actions: list[str]

    @model_validator(mode="before")
    @classmethod
    def _directive(cls, task: Any) -> Any:
        if not isinstance(task, TaskDetail):
            return task
        names = (name for name in cls.model_fields if name != "directive_id")
        fields = {name: getattr(task, name) for name in names}
        return fields | {"directive_id": task.directive.id if task.directive else None}
