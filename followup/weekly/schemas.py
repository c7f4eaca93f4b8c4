"""What operations on weekly sheets take."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from followup.queries.filters import Day
from followup.weekly.collecting import SHEETS, WeeklyChosen
from followup.weekly.queries import PAGE_SIZE
from followup.weekly.sending import Reason
from followup.weekly.states import WeeklyStage
from followup.weekly.writing import MOST, WeeklyLineIn
from followup.words import Words


class WeeklySheetPath(BaseModel):
    """Which sheet."""

    sheet_id: UUID


class WeeklyEditionPath(WeeklySheetPath):
    """Which edition of it."""

    number: int = Field(ge=1, le=100_000)


class WeeklyUnitPath(BaseModel):
    """The unit that gathers."""

    unit_id: UUID


class WeeklySheetsQuery(BaseModel):
    """Where the list goes on."""

    model_config = ConfigDict(extra="forbid")
    after: str | None = Field(None, max_length=60)
    limit: int = Field(PAGE_SIZE, ge=1, le=100)


class WeekQuery(BaseModel):
    """The week in which `day` lies; without it the present one."""

    model_config = ConfigDict(extra="forbid")
    day: Day | None = None


class SaveWeeklySheetIn(BaseModel):
    """All lines in their order; `revision` is that of what the person saw."""

    model_config = ConfigDict(extra="forbid")
    revision: int
    lines: tuple[WeeklyLineIn, ...] = Field((), max_length=MOST)
    note: Words = Field("", max_length=3_000)


class WeeklyRevisionIn(BaseModel):
    """`revision` is that of what the person saw."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None


class WeeklyReasonIn(WeeklyRevisionIn):
    """Why the sheet is returned, or taken up again."""

    reason: Reason = Field(examples=["Đề nghị ghi rõ kết quả dự kiến."])


class GatherIn(BaseModel):
    """Which lines of which sheets below; `revision` is that of the unit's own."""

    model_config = ConfigDict(extra="forbid")
    revision: int
    chosen: tuple[WeeklyChosen, ...] = Field(min_length=1, max_length=SHEETS)


class RemindIn(BaseModel):
    """For which sheet of which week."""

    model_config = ConfigDict(extra="forbid")
    stage: WeeklyStage
    day: Day
