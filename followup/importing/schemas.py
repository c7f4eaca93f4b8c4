"""Imports of tasks as the API shows them."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from pydantic import Field as FieldInfo

from ecabinet.core.errors import Invalid
from ecabinet.core.sheets import Problem
from ecabinet.web.importing import sentence
from followup.importing.fields import Field
from followup.importing.looking import Looked
from followup.importing.making import Left
from followup.importing.models import ImportState
from followup.importing.queries import ImportView, SheetView
from followup.importing.reading import ReadRow
from followup.importing.shapes import ImportPlan, Place
from followup.models import DeadlineKind
from followup.routes.out import Out
from followup.states import TaskState


class ImportPath(BaseModel):
    """Which import."""

    import_id: UUID


class SheetQuery(BaseModel):
    """Another sheet, by its place, or another line as the heading than what was found."""

    model_config = ConfigDict(extra="forbid")
    sheet: int | None = None
    heading: int | None = None


class ColumnMeaning(BaseModel):
    """The column at `at`, counted from 0, holds this field."""

    model_config = ConfigDict(extra="forbid")
    field: Field
    at: Place


class ImportPlanBody(BaseModel):
    """How to read a file: which sheet, which line is the heading, which column is which field.

    `lead_unit_id` and `supervisor_id` hold where the sheet says nothing. `merged`: an empty cell on
    the directive is the one above it.
    """

    model_config = ConfigDict(extra="forbid")
    sheet: int = FieldInfo(0, ge=0, lt=50)
    heading: int = FieldInfo(1, ge=1, le=1_048_576)
    columns: list[ColumnMeaning] = FieldInfo(max_length=len(Field))
    lead_unit_id: UUID | None = None
    supervisor_id: UUID | None = None
    merged: bool = False

    def plan(self) -> ImportPlan:
        """Return the plan. Raises Invalid: a field stands for two columns, or the reverse."""
        columns = {each.field: each.at for each in self.columns}
        if len(set(columns.values())) < len(self.columns):
            raise Invalid("task_import.column_twice", field="columns")
        return ImportPlan.model_validate(dict(self) | {"columns": columns})


class ImportOrderIn(BaseModel):
    """`skip_bad` says to leave the wrong rows out."""

    model_config = ConfigDict(extra="forbid")
    skip_bad: bool = False


class ImportReasonOut(BaseModel):
    """Why a row does not become a task, or what is to be known of it."""

    code: str
    text: str


class ImportLeftOut(BaseModel):
    """A row that became no task, by its line in the file."""

    line: int
    reason: ImportReasonOut


class TaskImportOut(Out):
    """An import: while it is written `made` grows to `good`."""

    id: UUID
    filename: str
    state: ImportState
    planned: bool
    good: int
    bad: int
    made: int
    failure: str
    sent_at: datetime


class TaskImportsOut(BaseModel):
    """One's own imports, newest first."""

    imports: list[TaskImportOut]


class TaskImportDetailOut(TaskImportOut):
    """An import with the rows that became no task."""

    left_out: list[ImportLeftOut]


class ImportSheetOut(BaseModel):
    """A sheet of the file."""

    name: str
    lines: int


class ImportColumnOut(BaseModel):
    """A column of the file, and what it is taken for."""

    at: int
    heading: str
    samples: list[str]
    field: Field | None


class ImportPlanOut(BaseModel):
    """How the file would be read."""

    filename: str
    sheets: list[ImportSheetOut]
    plan: ImportPlanBody
    columns: list[ImportColumnOut]
    rows: int


class ImportRowOut(BaseModel):
    """A row: `good` becomes a task, `known` is one already (`task`), `wrong` has `reasons`."""

    line: int
    outcome: Literal["good", "known", "wrong"]
    task: str = ""
    title: str = ""
    lead_unit_id: UUID | None = None
    coordinating_unit_ids: list[UUID] = []
    supervisor_id: UUID | None = None
    deadline_kind: DeadlineKind | None = None
    due_on: date | None = None
    state: TaskState | None = None
    percent: int = 0
    done_on: date | None = None
    reasons: list[ImportReasonOut] = []


class ImportRowsOut(BaseModel):
    """All rows. Nothing has been written."""

    good: int
    known: int
    wrong: int
    rows: list[ImportRowOut]


def detail_out(found: ImportView) -> TaskImportDetailOut:
    """Return an import as the API tells it."""
    plain = TaskImportOut.model_validate(found).model_dump()
    left = [Left.model_validate(each) for each in found.left_out]
    return TaskImportDetailOut(
        **plain,
        left_out=[ImportLeftOut(line=each.line, reason=_reason(as_problem(each))) for each in left],
    )


def as_problem(left: Left) -> Problem:
    """Return a kept reason as it is put into words."""
    return Problem(left.line, left.code, left.params)


def plan_out(found: SheetView) -> ImportPlanOut:
    """Return how a file would be read."""
    return ImportPlanOut(
        filename=found.filename,
        sheets=[ImportSheetOut(name=name, lines=lines) for name, lines in found.sheets],
        plan=ImportPlanBody(
            sheet=found.plan.sheet,
            heading=found.plan.heading,
            columns=[ColumnMeaning(field=key, at=at) for key, at in found.plan.columns.items()],
            lead_unit_id=found.plan.lead_unit_id,
            supervisor_id=found.plan.supervisor_id,
            merged=found.plan.merged,
        ),
        columns=[
            ImportColumnOut(at=c.at, heading=c.heading, samples=list(c.samples), field=c.field)
            for c in found.columns
        ],
        rows=found.rows,
    )


def rows_out(looked: Looked) -> ImportRowsOut:
    """Return all rows."""
    return ImportRowsOut(
        good=len(looked.good), known=len(looked.known), wrong=len(looked.wrong),
        rows=[_row(row) for row in looked.rows],
    )  # fmt: skip


def _row(row: ReadRow) -> ImportRowOut:
    reasons = [_reason(problem) for problem in (*row.problems, *row.remarks)]
    draft = row.draft
    if draft is None:
        return ImportRowOut(line=row.number, outcome="wrong", reasons=reasons)
    return ImportRowOut(
        line=row.number, outcome="known" if row.task else "good", task=row.task,
        title=draft.title, lead_unit_id=draft.lead_unit_id,
        coordinating_unit_ids=list(draft.coordinating_unit_ids),
        supervisor_id=draft.supervisor_id, deadline_kind=draft.deadline_kind,
        due_on=draft.due_on, state=draft.state, percent=draft.percent, done_on=draft.done_on,
        reasons=reasons,
    )  # fmt: skip


def _reason(problem: Problem) -> ImportReasonOut:
    return ImportReasonOut(code=problem.code, text=sentence(problem))
