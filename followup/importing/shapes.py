"""How a sheet is to be read, and what a row of it would become."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ecabinet.core.errors import Invalid
from ecabinet.core.sheets_limits import MAX_COLUMNS
from followup.importing import fields
from followup.models import DeadlineKind, Period, Priority
from followup.states import TaskState

Place = Annotated[int, Field(ge=0, lt=MAX_COLUMNS)]


class ImportPlan(BaseModel):
    """How to read a file: which sheet, which line is the heading, which column is which field.

    `lead_unit_id` and `supervisor_id` hold where the sheet says nothing. `merged`: an empty cell on
    the directive is the one above it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet: int = Field(0, ge=0, lt=50)
    heading: int = Field(1, ge=1, le=1_048_576)
    columns: dict[fields.Field, Place]
    lead_unit_id: UUID | None = None
    supervisor_id: UUID | None = None
    merged: bool = False

    @model_validator(mode="after")
    def _once(self) -> "ImportPlan":
        if len(set(self.columns.values())) < len(self.columns):
            raise ValueError("a column stands for two fields")
        return self

    def check(self) -> None:
        """Refuse a plan by which no row could be read. Raises Invalid."""
        if fields.Field.CONTENT not in self.columns:
            raise Invalid("task_import.no_content", field=fields.Field.CONTENT.value)
        if fields.Field.LEAD not in self.columns and self.lead_unit_id is None:
            raise Invalid("task_import.no_lead", field=fields.Field.LEAD.value)
        if fields.Field.SUPERVISOR not in self.columns and self.supervisor_id is None:
            raise Invalid("task_import.no_supervisor", field=fields.Field.SUPERVISOR.value)


class KeptPlan(ImportPlan):
    """A plan with the headings it was made for: field → heading as it is compared."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    headings: dict[str, str] = {}


class Draft(BaseModel):
    """A row that can become a task. `directive_id` is known; `registers`: it is entered first."""

    model_config = ConfigDict(frozen=True)
    line: int
    key: str
    title: str
    content: str = ""
    lead_unit_id: UUID
    coordinating_unit_ids: tuple[UUID, ...] = ()
    supervisor_id: UUID
    deadline_kind: DeadlineKind
    due_on: date | None = None
    period: Period | None = None
    issued_on: date | None = None
    symbol: str = ""
    dated: date | None = None
    abstract: str = ""
    directive_id: UUID | None = None
    registers: bool = False
    field_code: str | None = None
    priority: Priority = Priority.NORMAL
    state: TaskState = TaskState.ASSIGNED
    percent: int = 0
    done_on: date | None = None
    said: str = ""
