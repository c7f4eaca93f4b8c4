"""Rows become tasks, some in one transaction: the line of writers is never held for long."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select

from ecabinet.accounts.models import Unit
from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import OFFICE_ZONE, office_day
from ecabinet.core.errors import Conflict, Denied, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.permissions import allows
from ecabinet.core.text import fold
from ecabinet.core.unit_of_work import UnitOfWork
from followup.commands.directives import RegisterDirective, register_directive
from followup.commands.numbering import next_task_number
from followup.commands.periods import begin
from followup.history import actor_id, note
from followup.importing import access
from followup.importing.looking import imported_tasks
from followup.importing.models import ImportState, TaskImport, TaskImportRow
from followup.importing.policies import ImportPermission
from followup.importing.reminded import Rungs
from followup.importing.shapes import Draft
from followup.importing.standing import walk
from followup.issue_policies import UnitTaskPermission
from followup.models import (
    Directive,
    EntryKind,
    ProgressReport,
    Task,
    TaskUnit,
    UnitPart,
    task_code,
)
from followup.paths import directive_path
from followup.sources import DIRECTIVE, MANUAL
from followup.states import TaskState

BEGUN = (TaskState.IN_PROGRESS, TaskState.REPORTED_DONE, TaskState.ACCEPTED)
NOTHING_SAID = "Theo bảng theo dõi nhập vào."
OPENS_AT = time(8)


class Left(BaseModel):
    """A row that did not become a task: its line in the file, and why."""

    model_config = ConfigDict(frozen=True)
    line: int
    code: str
    params: dict[str, Any] = {}


class ImportRows(BaseModel):
    """Some rows of an import that was ordered."""

    model_config = ConfigDict(frozen=True)
    import_id: UUID
    drafts: tuple[Draft, ...]


class MadeRows(BaseModel):
    """How many became tasks; the others, though good when they were read."""

    made: int
    left: list[Left]


def import_rows(uow: UnitOfWork, cmd: ImportRows) -> MadeRows:
    """Make tasks of rows; one that is a task by now is passed over. Twice is the same as once.

    Raises NotFound, Denied: the sender may not import any more.
    """
    row = access.sheet_to_change(uow, cmd.import_id, ImportPermission.CARRY_OUT)
    if row.state is not ImportState.RUNNING:
        return MadeRows(made=0, left=[])
    making = _Making(uow, row, cmd.drafts)
    left = [found for draft in cmd.drafts if (found := making.fault(draft)) is not None]
    out = {each.line for each in left}
    made = making.make([draft for draft in cmd.drafts if draft.line not in out])
    row.made, row.moved_at = row.made + made, uow.now
    return MadeRows(made=made, left=left)


class _Making:
    """Makes tasks of drafts, with what all of them need read once."""

    def __init__(self, uow: UnitOfWork, row: TaskImport, drafts: tuple[Draft, ...]) -> None:
        self.uow, self.row = uow, row
        self.today, self.person = office_day(uow.now), actor_id(uow)
        self.known = imported_tasks(uow.session, drafts)
        keys = [draft.key for draft in drafts]
        found = uow.session.scalars(select(TaskImportRow).where(TaskImportRow.key.in_(keys)))
        self.rows = {each.key: each for each in found}
        named = {unit for draft in drafts for unit in _units(draft)}
        self.open = open_units(uow.session, named, self.today, lock=True)
        units = uow.session.scalars(select(Unit).where(Unit.id.in_(named)))
        self.reach = {u.id for u in units if allows(uow.actor, UnitTaskPermission.ISSUE, u)}

    def fault(self, draft: Draft) -> Left | None:
        """Return why a row becomes no task, though it was good when it was read."""
        known = self.known.get(draft.key)
        if known and known.import_id != self.row.id:
            return Left(line=draft.line, code="task_import.known", params={"task": known.code})
        if draft.lead_unit_id not in self.reach or not self.open.issuperset(_units(draft)):
            return Left(line=draft.line, code="task_import.unit_gone")
        return None

    def make(self, drafts: list[Draft]) -> int:
        """Make the tasks but those that this very import has made; return how many."""
        new = [draft for draft in drafts if draft.key not in self.known]
        sources = [self._source(draft) for draft in new]
        numbers = [next_task_number(self.uow.session) for _ in new]
        tasks = [self._task(*each) for each in zip(new, numbers, sources, strict=True)]
        self.uow.session.add_all(tasks)
        self.uow.session.flush()  # All that follows refers to them.
        rungs = Rungs(self.uow.session, self.today)
        for draft, task in zip(new, tasks, strict=True):
            if task.period is not None:
                begin(self.uow, task, self.today)
                task.original_due_on = task.due_on
            self.uow.session.add_all(rungs.told(task, self.uow.now))
            self._report(task, draft)
            self._remember(task, draft)
            note(
                self.uow, task, EntryKind.IMPORTED, filename=self.row.filename, line=draft.line,
                state=draft.state, percent=task.percent, due_on=task.due_on,
            )  # fmt: skip
        return len(new)

    def _task(self, draft: Draft, number: int, source: dict[str, Any]) -> Task:
        said = draft.said if draft.state not in BEGUN else ""
        done = draft.done_on is not None
        return Task(
            id=new_id(), number=number, title=draft.title,
            content="\n".join(part for part in (draft.content, said) if part),
            folded=fold(" ".join((task_code(number), draft.title, source["source_title"]))),
            **source, field_code=draft.field_code, priority=draft.priority,
            lead_unit_id=draft.lead_unit_id, supervisor_id=draft.supervisor_id,
            issued_by_id=self.person, issued_at=self._moment(draft.issued_on),
            deadline_kind=draft.deadline_kind, due_on=draft.due_on, original_due_on=draft.due_on,
            period=draft.period, report_after=3 if draft.period else None, ends_on=None,
            state=walk(draft.state), percent=draft.percent, own_percent=draft.percent,
            received_at=None if draft.state is TaskState.ASSIGNED else self.uow.now,
            done_on=draft.done_on,
            accepted_at=self.uow.now if done and draft.state is TaskState.ACCEPTED else None,
            units=[
                TaskUnit(unit_id=unit_id, part=UnitPart.COORDINATE, position=place)
                for place, unit_id in enumerate(draft.coordinating_unit_ids)
            ],
        )  # fmt: skip

    def _moment(self, day: date | None) -> datetime:
        """Return when the task was given: as the sheet says, in the morning; else now."""
        if day is None or day >= self.today:
            return self.uow.now
        return datetime.combine(day, OPENS_AT, OFFICE_ZONE)

    def _source(self, draft: Draft) -> dict[str, Any]:
        directive = self._directive(draft)
        if directive is None:
            return {"source_kind": MANUAL, "source_title": draft.symbol}
        return {
            "source_kind": DIRECTIVE, "source_id": directive, "directive_id": directive,
            "source_title": draft.symbol, "source_url": directive_path(directive),
        }  # fmt: skip

    def _directive(self, draft: Draft) -> UUID | None:
        """Return the directive; one that nobody has registered is entered for its first task."""
        if draft.directive_id is not None or not draft.registers or draft.dated is None:
            return draft.directive_id
        entered = self.uow.session.scalar(
            select(Directive.id).where(
                Directive.symbol == draft.symbol, Directive.issued_on == draft.dated
            )
        )
        if entered is not None:
            return entered
        title = draft.abstract or f"Văn bản số {draft.symbol}"
        wish = RegisterDirective(symbol=draft.symbol, title=title, issued_on=draft.dated)
        try:
            return register_directive(self.uow, wish).id
        except (Invalid, Conflict, Denied):
            # A type or body was retired since the preview: the task keeps the symbol in words.
            return None

    def _report(self, task: Task, draft: Draft) -> None:
        """What the sheet says of the work is the first report, in the name of who brought it in."""
        if draft.state not in BEGUN:
            return
        self.uow.session.add(
            ProgressReport(
                id=new_id(), task_id=task.id, number=1, percent=draft.percent,
                text=draft.said or NOTHING_SAID, done=draft.done_on is not None,
                author_id=self.person, at=self.uow.now,
            )
        )  # fmt: skip

    def _remember(self, task: Task, draft: Draft) -> None:
        row = self.rows.get(draft.key)
        if row is None:
            row = self.rows[draft.key] = TaskImportRow(key=draft.key)
            self.uow.session.add(row)
        row.import_id, row.task_id, row.line = self.row.id, task.id, draft.line


def _units(draft: Draft) -> set[UUID]:
    return {draft.lead_unit_id, *draft.coordinating_unit_ids}
