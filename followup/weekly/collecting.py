"""Who gathers takes lines of those below into the unit's sheet, and reminds who has not sent."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from ecabinet.accounts.queries.desks import at_desks
from ecabinet.core.actors import Role
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Conflict, Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup.queries.filters import Day
from followup.weekly import access
from followup.weekly.lines import gathered
from followup.weekly.models import WeeklySheet
from followup.weekly.opening import WeeklySheetRef
from followup.weekly.policies import Held, WeeklyPermission
from followup.weekly.shapes import Line, Source, kept_lines, lines_of, thawed
from followup.weekly.spans import week_of
from followup.weekly.standing import missing, standing
from followup.weekly.states import WeeklyStage
from followup.weekly.telling import tell_missing
from followup.weekly.writing import MOST, SaveSheet, save_sheet, sheet_to_write, written_now

SHEETS = 300
"""Sheets of which lines are taken at once."""


class WeeklyChosen(BaseModel):
    """Lines of a sheet that was sent: of its newest edition."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet_id: UUID
    line_ids: tuple[UUID, ...] = Field(min_length=1, max_length=MOST)


class GatherLines(BaseModel):
    """What is taken into the unit's sheet; `revision` is that of what the person saw."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    sheet_id: UUID
    revision: int
    chosen: tuple[WeeklyChosen, ...] = Field(min_length=1, max_length=SHEETS)


class RemindWriters(BaseModel):
    """Of whom a unit waits for the sheet of a week."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    unit_id: UUID
    stage: WeeklyStage
    day: Day


class WeeklyReminded(BaseModel):
    """How many people and units were reminded."""

    model_config = ConfigDict(frozen=True)
    count: int


def gather_lines(uow: UnitOfWork, cmd: GatherLines) -> WeeklySheetRef:
    """Take lines of those below into the unit's sheet; nothing of theirs is changed.

    Raises:
        NotFound, Denied; Stale: somebody else wrote since. Conflict: the unit's was sent.
        Invalid: a sheet is not of those below for this week, or has no such line; too many lines.
    """
    row = sheet_to_write(uow, cmd.sheet_id, cmd.revision)
    if row.person_id is not None:
        raise Invalid("weekly_sheet.gathers_nothing", field="sheet_id")
    taken = [pair for each in cmd.chosen for pair in _lines(uow, row, each)]
    lines = gathered(lines_of(row.lines), taken, new_id)
    if len(lines) > MOST:
        raise Invalid("weekly_sheet.too_many", field="chosen", most=MOST)
    row.lines = kept_lines(lines)
    return written_now(uow, row, "gathered", sheets=len(cmd.chosen))


class SaveAndGather(SaveSheet):
    """What was typed into the unit's sheet, and what is taken besides."""

    chosen: tuple[WeeklyChosen, ...] = Field(min_length=1, max_length=SHEETS)


def save_and_gather(uow: UnitOfWork, cmd: SaveAndGather) -> WeeklySheetRef:
    """Write the sheet and take lines into it, both or nothing. Raises as the two commands."""
    saved = save_sheet(uow, cmd)
    wish = GatherLines(sheet_id=cmd.sheet_id, revision=saved.revision, chosen=cmd.chosen)
    return gather_lines(uow, wish)


def _lines(
    uow: UnitOfWork, row: WeeklySheet, chosen: WeeklyChosen
) -> Iterable[tuple[Source, Line]]:
    lower = access.sheet(uow.session, uow.actor, chosen.sheet_id)
    if not is_below(row, lower):
        raise Invalid("weekly_sheet.not_below", field="chosen")
    data = thawed(access.edition(uow.session, uow.actor, lower.id, lower.edition).data)
    known = {line.id: line for line in data.lines}
    if any(line_id not in known for line_id in chosen.line_ids):
        raise Invalid("weekly_sheet.line_gone", field="chosen")
    who = data.holder or data.unit
    for line_id in chosen.line_ids:
        yield Source(lower.id, lower.edition, line_id, who), known[line_id]


def is_below(row: WeeklySheet, lower: WeeklySheet) -> bool:
    """Whether `lower` was sent to the unit whose sheet `row` is, for the same week and stage."""
    to = lower.unit_id if lower.person_id else lower.to_id
    same = (lower.stage, lower.monday) == (row.stage, row.monday)
    return same and to == row.unit_id and lower.edition > 0


def remind_writers(uow: UnitOfWork, cmd: RemindWriters) -> WeeklyReminded:
    """Remind people of the unit, and the leaders of units below, whose sheet is missing.

    Raises:
        NotFound, Denied: the person does not gather for the unit. Conflict: nobody is missing.
    """
    access.holder(uow.actor, Held(cmd.unit_id), WeeklyPermission.REMIND)
    monday, today = week_of(cmd.day).first, office_day(uow.now)
    below = standing(uow.session, [cmd.unit_id], monday, today).get(cmd.unit_id, [])
    wanted = missing(below, cmd.stage)
    if not wanted:
        raise Conflict("weekly_sheet.nobody_missing")
    people = [each.id for each in wanted if not each.is_unit]
    units = [each.id for each in wanted if each.is_unit]
    leaders = at_desks(uow.session, units, (Role.LEADER,), today) if units else []
    tell_missing(uow, [*people, *(person for _unit, person in leaders)], cmd.stage, monday)
    uow.audit("weekly_sheet.reminded", "unit", cmd.unit_id, stage=cmd.stage.value,
              monday=monday.isoformat(), count=len(wanted))  # fmt: skip
    return WeeklyReminded(count=len(wanted))
