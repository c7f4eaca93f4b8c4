"""A weekly sheet is written: always as a whole, and only over the revision its writer saw."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy.orm import Session

from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access as tasks
from followup.history import actor_id
from followup.policies import TaskPermission
from followup.queries.filters import Day
from followup.weekly import access
from followup.weekly.lines import written
from followup.weekly.models import WeeklySheet
from followup.weekly.opening import WeeklySheetRef, audit, find_sheet, ref
from followup.weekly.policies import WeeklyPermission
from followup.weekly.shapes import Line, kept_lines, lines_of
from followup.weekly.spans import in_week
from followup.weekly.states import SHEET, SheetAction, WeeklyOutcome, WeeklyStage, can
from followup.words import Words

MOST = 200
"""Lines of one sheet."""
Short = Annotated[Words, Field(max_length=500)]


class WeeklyLineIn(BaseModel):
    """One line as it is typed; `id` of one that stands there already. What the plan may not say
    (outcome, result, reason) is left out of a plan."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: UUID | None = None
    text: Annotated[Words, Field(min_length=1, max_length=500)]
    first: Day | None = None
    last: Day | None = None
    task_id: UUID | None = None
    expected: Short = ""
    outcome: WeeklyOutcome | None = None
    result: Annotated[Words, Field(max_length=1_000)] = ""
    reason: Short = ""


class SaveSheet(BaseModel):
    """All lines of a sheet in their order; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet_id: UUID
    revision: int
    lines: tuple[WeeklyLineIn, ...] = Field((), max_length=MOST)
    note: Annotated[Words, Field(max_length=3_000)] = ""


def save_sheet(uow: UnitOfWork, cmd: SaveSheet) -> WeeklySheetRef:
    """Write the sheet.

    Raises:
        NotFound, Denied; Stale: somebody else wrote since. Conflict: it was sent.
        Invalid: a day lies outside the week; a line stands twice.
        NotFound: a task that is linked now may not be read by the person.
    """
    row = sheet_to_write(uow, cmd.sheet_id, cmd.revision)
    before = lines_of(row.lines)
    lines = _typed(uow, row.monday, cmd.lines, before)
    plan = _planned(uow.session, row)
    row.lines = kept_lines(written(lines, before, plan, row.stage))
    row.note = cmd.note
    return written_now(uow, row, "written")


def sheet_to_write(uow: UnitOfWork, sheet_id: UUID, revision: int | None) -> WeeklySheet:
    """Return the sheet, locked. Raises NotFound, Denied, Stale; Conflict: it was sent."""
    row = access.sheet_to_change(uow, sheet_id, WeeklyPermission.WRITE, revision)
    step(row, SheetAction.WRITE)
    return row


def step(row: WeeklySheet, action: SheetAction) -> None:
    """Move the sheet on. Raises Conflict: it does not stand there."""
    if not can(row.state, action):
        raise Conflict(f"weekly_sheet.is_{row.state.value}")
    row.state = SHEET[action, row.state]


def written_now(uow: UnitOfWork, row: WeeklySheet, deed: str, **detail: object) -> WeeklySheetRef:
    """Note who changed the sheet, and answer with its new revision."""
    row.changed_by_id, row.changed_at = actor_id(uow), uow.now
    uow.session.flush()  # Its revision is part of the answer.
    audit(uow, deed, row, **detail)
    return ref(row)


def _planned(session: Session, row: WeeklySheet) -> set[UUID]:
    if row.stage is WeeklyStage.PLAN:
        return set()
    plan = find_sheet(session, row.unit_id, row.person_id, WeeklyStage.PLAN, row.monday)
    return {line.id for line in lines_of(plan.lines)} if plan else set()


def _typed(
    uow: UnitOfWork, monday: date, typed: Iterable[WeeklyLineIn], before: Iterable[Line]
) -> list[Line]:
    known = {line.id: line for line in before}
    seen: set[UUID] = set()
    found = []
    for line in typed:
        _check_days(line, monday)
        if line.id is not None and line.id in seen:
            raise Invalid("weekly_sheet.twice", field="lines")
        seen |= {line.id} if line.id else set()
        found.append(_line(uow, line, known.get(line.id) if line.id else None))
    return found


def _check_days(line: WeeklyLineIn, monday: date) -> None:
    days = [day for day in (line.first, line.last) if day is not None]
    if not all(in_week(day, monday) for day in days):
        raise Invalid("weekly_sheet.other_day", field="lines")
    if days != sorted(days):
        raise Invalid("weekly_sheet.last_before_first", field="lines")


def _line(uow: UnitOfWork, line: WeeklyLineIn, known: Line | None) -> Line:
    return Line(
        # An id that is not of this sheet is nobody's: the line is a new one.
        id=known.id if known else new_id(),
        text=line.text, first=line.first or line.last, last=line.last or line.first,
        task_id=line.task_id, task_code=_code(uow, line.task_id, known), expected=line.expected,
        outcome=line.outcome, result=line.result, reason=line.reason,
    )  # fmt: skip


def _code(uow: UnitOfWork, task_id: UUID | None, known: Line | None) -> str:
    """Return the code of a linked task; one that stands on the line already is not asked again,
    for who gathers need not read the tasks of those below."""
    if task_id is None:
        return ""
    if known and known.task_id == task_id:
        return known.task_code
    return tasks.task(uow.session, uow.actor, task_id, TaskPermission.READ).code
