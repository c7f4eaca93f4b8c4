"""A sheet is sent, its columns are told, and the order is given to make tasks of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import delete, null, select, update

from ecabinet.accounts.models import Person
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.importing import access
from followup.importing.looking import kept_plan, sheets_of
from followup.importing.models import ImportState, TaskImport
from followup.importing.policies import ImportPermission
from followup.importing.shapes import ImportPlan
from followup.words import Words

RUN = "followup.import_tasks"
MOST_DRAFTS = 5
KEPT = timedelta(days=1)
"""How long what stood in a file is kept."""


class SendSheet(BaseModel):
    """What stood in a file, sheet by sheet: name, then number and cells of each line."""

    model_config = ConfigDict(frozen=True)
    filename: Words = Field(max_length=200)
    sha256: str
    sheets: list[tuple[str, list[tuple[int, list[str]]]]]


class TaskImportRef(BaseModel):
    """An import, and how far it is."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    state: ImportState


def send_sheet(uow: UnitOfWork, cmd: SendSheet) -> TaskImportRef:
    """Keep a sheet for a day; older drafts of the person give way. Raises Denied."""
    access.imports(uow.actor)
    person = actor_id(uow)
    older = (
        select(TaskImport.id)
        .where(TaskImport.person_id == person, TaskImport.state == ImportState.DRAFT)
        .order_by(TaskImport.sent_at.desc())
        .offset(MOST_DRAFTS - 1)
    )
    uow.session.execute(
        delete(TaskImport).where(TaskImport.id.in_(uow.session.scalars(older).all()))
    )
    row = TaskImport(
        id=new_id(), person_id=person, filename=cmd.filename, sha256=cmd.sha256,
        sheets=[[name, lines] for name, lines in cmd.sheets], plan=None, sent_at=uow.now,
        moved_at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
    uow.audit("task_import.sent", "task_import", row.id, name=cmd.filename)
    return TaskImportRef(id=row.id, state=ImportState.DRAFT)


class PlanImport(BaseModel):
    """How the sheet is to be read."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    import_id: UUID
    plan: ImportPlan


def plan_import(uow: UnitOfWork, cmd: PlanImport) -> TaskImportRef:
    """Say which column is what; again as often as needed, until the order is given.

    Raises:
        NotFound, Denied; Conflict: the order was given already.
        Invalid: no column for the task, nobody to lead or supervise, or no such sheet or line.
    """
    row = access.sheet_to_change(uow, cmd.import_id, ImportPermission.CARRY_OUT)
    _refuse_begun(row)
    sheets = sheets_of(row)
    if cmd.plan.sheet >= len(sheets):
        raise Invalid("task_import.no_sheet", field="sheet")
    if all(number != cmd.plan.heading for number, _cells in sheets[cmd.plan.sheet][1]):
        raise Invalid("task_import.no_heading", field="heading")
    cmd.plan.check()
    if cmd.plan.supervisor_id is not None:
        person = uow.session.get(Person, cmd.plan.supervisor_id)
        if person is None or not person.active:
            raise Invalid("task.supervisor_unknown", field="supervisor")
    row.plan = kept_plan(cmd.plan, sheets).model_dump(mode="json")
    uow.audit("task_import.planned", "task_import", row.id)
    return TaskImportRef(id=row.id, state=row.state)


class CarryOutImport(BaseModel):
    """How many rows the person saw as good and as wrong; `skip_bad` leaves the wrong ones out."""

    model_config = ConfigDict(frozen=True)
    import_id: UUID
    good: int
    bad: int
    skip_bad: bool = False


def carry_out_import(uow: UnitOfWork, cmd: CarryOutImport) -> TaskImportRef:
    """Give the order; the worker makes the tasks, some at a time.

    Raises:
        NotFound, Denied; Conflict: the order was given already, nothing is good, or rows are wrong
            and it was not said to leave them out.
    """
    row = access.sheet_to_change(uow, cmd.import_id, ImportPermission.CARRY_OUT)
    _refuse_begun(row)
    if cmd.bad and not cmd.skip_bad:
        raise Conflict("import.has_bad_rows", count=cmd.bad)
    if not cmd.good:
        raise Conflict("task_import.nothing")
    row.state, row.good, row.bad, row.moved_at = ImportState.RUNNING, cmd.good, cmd.bad, uow.now
    uow.audit(
        "task_import.ordered", "task_import", row.id, name=row.filename, rows=cmd.good,
        left=cmd.bad,
    )  # fmt: skip
    uow.enqueue(RUN, import_id=str(row.id))
    return TaskImportRef(id=row.id, state=row.state)


def _refuse_begun(row: TaskImport) -> None:
    if row.state is not ImportState.DRAFT:
        raise Conflict("task_import.begun")


class ForgetSheets(BaseModel):
    """Nothing to choose: what is older than a day."""

    model_config = ConfigDict(frozen=True)


def forget_sheets(uow: UnitOfWork, cmd: ForgetSheets) -> None:
    """Forget drafts that nobody went on with, and what stood in files that are done with."""
    old: Any = TaskImport.sent_at < uow.now - KEPT
    uow.session.execute(delete(TaskImport).where(old, TaskImport.state == ImportState.DRAFT))
    uow.session.execute(
        update(TaskImport)
        .where(old, TaskImport.state != ImportState.RUNNING, TaskImport.sheets.is_not(None))
        .values(sheets=null())
    )
    uow.audit("task_import.forgotten", "task_import", "many")
