"""Tasks as the API shows them. Read models become answers by their attributes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, model_validator

from documents.queries.papers import PaperView
from documents.states import VersionState
from followup.labels import TaskLabel
from followup.models import DeadlineKind, Decision, EntryKind, Evaluation, UnitPart
from followup.queries.task_shapes import TaskDetail
from followup.states import TaskState


class Out(BaseModel):
    """Parent of all answers."""

    model_config = ConfigDict(from_attributes=True)


class NamedOut(Out):
    """A person or a unit; `deputy` did it on the person's behalf."""

    id: UUID
    name: str
    deputy: str | None = None


class TaskRowOut(Out):
    """A task in a list."""

    id: UUID
    code: str
    title: str
    source_title: str
    lead_unit: NamedOut
    assignee: NamedOut | None
    state: TaskState
    label: TaskLabel | None
    percent: int
    deadline_kind: DeadlineKind
    due_on: date | None
    days_left: int | None
    done_on: date | None
    revision: int

    @model_validator(mode="before")
    @classmethod
    def _names(cls, row: Any) -> Any:
        fields = {name: getattr(row, name) for name in cls.model_fields}
        fields["lead_unit"] = {"id": row.lead_unit_id, "name": row.lead_unit}
        if row.assignee_id:
            fields["assignee"] = {"id": row.assignee_id, "name": row.assignee}
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


class OtherUnitOut(Out):
    """A coordinating or informed unit."""

    unit: NamedOut
    part: UnitPart
    received_at: datetime | None


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
    """A progress report."""

    id: UUID
    number: int
    percent: int
    text: str
    done: bool
    author: NamedOut
    at: datetime
    decision: Decision | None
    decided_by: NamedOut | None
    decided_at: datetime | None
    decision_note: str
    evidence: list[EvidenceOut]


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
    source: SourceOut
    directive_id: UUID | None
    lead_unit: NamedOut
    assignee: NamedOut | None
    supervisor: NamedOut
    issued_by: NamedOut
    units: list[OtherUnitOut]
    reports: list[ReportOut]
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
