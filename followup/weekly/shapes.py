"""What a weekly sheet says: its lines, and all that an edition keeps for good."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from pydantic import TypeAdapter

from followup.reporting.shapes import Figures, digest_of
from followup.weekly.states import WeeklyOutcome, WeeklyStage


@dataclass(frozen=True)
class Source:
    """Where a gathered line comes from: the line of which edition of which sheet, and whose."""

    sheet_id: UUID
    edition: int
    line_id: UUID
    who: str


@dataclass(frozen=True)
class Line:
    """One piece of work. `first` and `last` lie in the week; None: the whole of it.

    `task_code` is that of the task, which the text does not need. `carried`: left from the week
    before. `unplanned`: it stands in the report alone. The line of a report keeps the id that it
    has in the plan.
    """

    id: UUID
    text: str
    first: date | None = None
    last: date | None = None
    task_id: UUID | None = None
    task_code: str = ""
    expected: str = ""
    carried: bool = False
    unplanned: bool = False
    outcome: WeeklyOutcome | None = None
    result: str = ""
    reason: str = ""
    source: Source | None = None


@dataclass(frozen=True)
class Tally:
    """Lines of a report by what became of them; `open`: nothing is said yet."""

    total: int
    done: int
    partly: int
    not_done: int
    unplanned: int

    @property
    def open(self) -> int:
        """Those of which nothing is said."""
        return self.total - self.done - self.partly - self.not_done


@dataclass(frozen=True)
class LowerUnit:
    """What a unit below has reported: its planned lines by what became of them, and those besides
    the plan. `sheet_id` None: it has sent nothing; else `edition` is the one that was counted."""

    name: str
    sheet_id: UUID | None = None
    edition: int = 0
    planned: int = 0
    done: int = 0
    partly: int = 0
    not_done: int = 0
    unplanned: int = 0


def together(units: Iterable[LowerUnit]) -> LowerUnit:
    """Return the sums of the figures of all units."""
    found = list(units)
    names = ("planned", "done", "partly", "not_done", "unplanned")
    return LowerUnit("", **{name: sum(getattr(each, name) for each in found) for name in names})


@dataclass(frozen=True)
class EditionData:
    """All that an edition says. `holder` "" for the sheet of a unit, else whose it is.

    `lower` are the figures of the units below, in the report of a unit. `because` is why it takes
    the place of the edition before; `figures` are those of the unit's tasks as `as_of` saw them.
    `rule_set` is that of the body; `signer` are name, position and lines of authority.
    """

    stage: WeeklyStage
    monday: date
    number: int
    because: str
    unit: str
    holder: str
    to: str
    lines: tuple[Line, ...]
    note: str
    figures: Figures | None
    as_of: date
    rule_set: str
    superior: str
    body_code: str
    place: str
    signer: str
    position: str
    authority: tuple[str, ...]
    lower: tuple[LowerUnit, ...] = ()


__all__ = [
    "EditionData",
    "Line",
    "LowerUnit",
    "Source",
    "Tally",
    "digest_of",
    "kept",
    "kept_lines",
    "lines_of",
    "tally",
    "thawed",
    "together",
]

_LINES: TypeAdapter[tuple[Line, ...]] = TypeAdapter(tuple[Line, ...])
_DATA: TypeAdapter[EditionData] = TypeAdapter(EditionData)


def kept_lines(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Return lines as they are stored."""
    return cast(list[dict[str, Any]], _LINES.dump_python(tuple(lines), mode="json"))


def lines_of(stored: list[dict[str, Any]]) -> tuple[Line, ...]:
    """Return the lines that are stored."""
    return _LINES.validate_python(stored)


def kept(data: EditionData) -> dict[str, Any]:
    """Return an edition as it is stored."""
    return cast(dict[str, Any], _DATA.dump_python(data, mode="json"))


def thawed(stored: dict[str, Any]) -> EditionData:
    """Return an edition as it was sent."""
    return _DATA.validate_python(stored)


def tally(lines: Iterable[Line]) -> Tally:
    """Count the lines of a report."""
    found = list(lines)
    by = {each: sum(line.outcome is each for line in found) for each in WeeklyOutcome}
    return Tally(
        len(found), by[WeeklyOutcome.DONE], by[WeeklyOutcome.PARTLY], by[WeeklyOutcome.NOT_DONE],
        sum(line.unplanned for line in found),
    )  # fmt: skip
