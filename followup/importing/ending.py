"""An import ends: all rows were tried, or it cannot go on."""

from collections import Counter
from collections.abc import Mapping
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import func, select

from ecabinet.core.clock import office_day
from ecabinet.core.notices import Notice
from ecabinet.core.unit_of_work import UnitOfWork
from followup.importing import access
from followup.importing.access import KIND
from followup.importing.making import Left
from followup.importing.models import ImportState, TaskImport, TaskImportRow
from followup.importing.policies import ImportPermission
from followup.models import Task
from followup.paths import import_path, imported_path
from followup.states import TaskState
from followup.telling import inboxes


class FinishImport(BaseModel):
    """All rows were tried; these did not become tasks."""

    model_config = ConfigDict(frozen=True)
    import_id: UUID
    left: tuple[Left, ...] = ()


MOST_LEFT = 1_000
"""Rows whose reasons are kept; the file of all of them can be had for a day."""


def finish_import(uow: UnitOfWork, cmd: FinishImport) -> None:
    """Note that the import is done; tell each lead unit once how many tasks came to it."""
    row = access.sheet_to_change(uow, cmd.import_id, ImportPermission.READ)
    if row.state is not ImportState.RUNNING:
        return
    row.state, row.moved_at, row.bad = ImportState.DONE, uow.now, len(cmd.left)
    row.left_out = [left.model_dump(mode="json") for left in cmd.left[:MOST_LEFT]]
    uow.audit("task_import.done", KIND, row.id, name=row.filename, created=row.made, left=row.bad)
    for count, people in _told(uow, row).items():
        params = {"title": row.filename, "count": count}
        uow.notify(Notice("task.imported", to=people, url=imported_path(row.id), params=params))
    uow.notify(
        Notice(
            "task_import.done", to=[row.person_id], url=import_path(row.id),
            params={"title": row.filename, "made": row.made, "bad": row.bad},
            subject=(KIND, row.id), even_actor=True,
        )
    )  # fmt: skip


def _told(uow: UnitOfWork, row: TaskImport) -> Mapping[int, list[UUID]]:
    """Return how many tasks came to whom: people of the lead units' inboxes, by the number."""
    counted = uow.session.execute(
        select(Task.lead_unit_id, func.count())
        .join(TaskImportRow, TaskImportRow.task_id == Task.id)
        .where(TaskImportRow.import_id == row.id, Task.state != TaskState.ACCEPTED)
        .group_by(Task.lead_unit_id)
    )
    numbers = dict(counted.all())
    sums: Counter[UUID] = Counter()
    for unit, person in inboxes(uow.session, list(numbers), office_day(uow.now)):
        sums[person] += numbers[unit]
    found: dict[int, list[UUID]] = {}
    for person, count in sums.items():
        found.setdefault(count, []).append(person)
    return found


class FailImport(BaseModel):
    """The import cannot go on, and why; the tasks made so far stay."""

    model_config = ConfigDict(frozen=True)
    import_id: UUID
    code: str


def fail_import(uow: UnitOfWork, cmd: FailImport) -> None:
    """Give the import up. The system's own doing: the sender may have lost the right."""
    locked = select(TaskImport).where(TaskImport.id == cmd.import_id).with_for_update()
    row = uow.session.scalar(locked)
    if row is not None and row.state is ImportState.RUNNING:
        row.state, row.failure, row.moved_at = ImportState.FAILED, cmd.code, uow.now
        uow.audit("task_import.failed", KIND, row.id, name=row.filename, reason=cmd.code)
