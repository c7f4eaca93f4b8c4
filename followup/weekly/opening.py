"""A weekly sheet is begun: a plan with what the last report left, a report with the plan."""

from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import select
from sqlalchemy.orm import Session

from ecabinet.accounts.queries.unit_names import open_units
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.history import actor_id
from followup.queries.filters import Day
from followup.weekly import access
from followup.weekly.lines import left_of, report_on
from followup.weekly.models import WeeklySheet
from followup.weekly.policies import Held, WeeklyPermission
from followup.weekly.shapes import Line, kept_lines, lines_of
from followup.weekly.spans import AHEAD, WEEK, week_of
from followup.weekly.states import WeeklyStage, WeeklyState


class OpenSheet(BaseModel):
    """The plan or report on the week in which `day` lies: the caller's own in the unit, or with
    `of_unit` the unit's."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    unit_id: UUID
    stage: WeeklyStage
    day: Day
    of_unit: bool = False


class WeeklySheetRef(BaseModel):
    """The sheet as it is now."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    revision: int
    state: WeeklyState
    edition: int


def open_sheet(uow: UnitOfWork, cmd: OpenSheet) -> WeeklySheetRef:
    """Begin the sheet, or return the one that is there.

    Raises:
        NotFound, Denied: the person has no office in the unit, or does not gather for it.
        Invalid: the week of a report has not begun, that of a plan is too far; the unit is closed.
    """
    person_id = None if cmd.of_unit else actor_id(uow)
    access.holder(uow.actor, Held(cmd.unit_id, person_id), WeeklyPermission.WRITE)
    monday = week_of(cmd.day).first
    found = find_sheet(uow.session, cmd.unit_id, person_id, cmd.stage, monday)
    if found is not None:
        return ref(found)
    _check_week(uow, cmd, monday)
    row = WeeklySheet(
        id=new_id(), unit_id=cmd.unit_id, person_id=person_id, stage=cmd.stage, monday=monday,
        state=WeeklyState.DRAFT, note="", edition=0, to_id=None, remark="", correction="",
        lines=kept_lines(_begin(uow.session, cmd, person_id, monday)),
        changed_by_id=actor_id(uow), changed_at=uow.now,
    )  # fmt: skip
    uow.session.add(row)
    uow.session.flush()  # Its revision is part of the answer.
    audit(uow, "begun", row)
    return ref(row)


def _check_week(uow: UnitOfWork, cmd: OpenSheet, monday: date) -> None:
    this = week_of(office_day(uow.now)).first
    if cmd.stage is WeeklyStage.REPORT and monday > this:
        raise Invalid("weekly_sheet.not_begun", field="day")
    if monday > this + AHEAD:
        raise Invalid("weekly_sheet.too_far", field="day")
    if not open_units(uow.session, [cmd.unit_id], office_day(uow.now), lock=True):
        raise Invalid("weekly_sheet.unit_closed", field="unit_id")


def _begin(
    session: Session, cmd: OpenSheet, person_id: UUID | None, monday: date
) -> tuple[Line, ...]:
    plan = cmd.stage is WeeklyStage.PLAN
    from_stage, from_monday = (
        (WeeklyStage.REPORT, monday - WEEK) if plan else (WeeklyStage.PLAN, monday)
    )
    before = find_sheet(session, cmd.unit_id, person_id, from_stage, from_monday)
    lines = lines_of(before.lines) if before else ()
    return left_of(lines, new_id) if plan else report_on(lines)


def find_sheet(
    session: Session, unit_id: UUID, person_id: UUID | None, stage: WeeklyStage, monday: date
) -> WeeklySheet | None:
    """Return the sheet of a holder for a week, if it was begun; one query."""
    whose = (
        WeeklySheet.person_id.is_(None) if person_id is None
        else WeeklySheet.person_id == person_id
    )  # fmt: skip
    return session.scalar(
        select(WeeklySheet).where(
            WeeklySheet.unit_id == unit_id,
            whose,
            WeeklySheet.stage == stage,
            WeeklySheet.monday == monday,
        )
    )


def ref(row: WeeklySheet) -> WeeklySheetRef:
    """Return the sheet as commands answer with it."""
    return WeeklySheetRef(id=row.id, revision=row.revision, state=row.state, edition=row.edition)


def audit(uow: UnitOfWork, deed: str, row: WeeklySheet, **detail: object) -> None:
    """Write what was done to the audit log: of which week, never what it says."""
    uow.audit(f"weekly_sheet.{deed}", access.KIND, row.id, stage=row.stage.value,
              monday=row.monday.isoformat(), **detail)  # fmt: skip
