"""What is asked of a report, and what it says: the same shapes live, frozen and on paper."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from typing import Annotated, Any, cast
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from documents.symbols import SymbolStyle
from followup.labels import DONE, RUNNING, TaskLabel
from followup.models import Priority
from followup.queries.filters import LabelGroup
from followup.queries.wholes import Pieces
from followup.reporting.enums import MOST_ACROSS, USUAL, ReportColumn, ReportGroup, ReportPeriod
from followup.words import Words

Line = Annotated[Words, Field(min_length=1, max_length=200)]


class ReportScope(BaseModel):
    """Of which tasks. All narrowings hold at once, as in the task list; `below`: also those that
    units below `unit_id` lead. `pieces`: whether what units broke tasks down into counts too."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    unit_id: UUID | None = None
    below: bool = False
    directive_id: UUID | None = None
    supervisor_id: UUID | None = None
    field: str | None = Field(None, max_length=30)
    priority: Priority | None = None
    label: TaskLabel | LabelGroup | None = None
    pieces: Pieces = Pieces.WITHOUT


class ReportSpec(BaseModel):
    """How a report is made. `recipients` are the lines of "Nơi nhận" before the last."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    wanted: ReportScope = ReportScope()
    period: ReportPeriod = ReportPeriod.MONTH
    by: ReportGroup = ReportGroup.UNIT
    detailed: bool = True
    columns: tuple[ReportColumn, ...] = Field(USUAL, max_length=MOST_ACROSS)
    across: bool = True
    rule_set: SymbolStyle = SymbolStyle.PARTY
    recipients: tuple[Line, ...] = Field((), max_length=10)


@dataclass(frozen=True)
class Figures:
    """Tasks by how they stand; `total` is the sum of the others."""

    total: int = 0
    done_on_time: int = 0
    done_late: int = 0
    running: int = 0
    overdue: int = 0
    standing: int = 0

    @property
    def done(self) -> int:
        """Done on time or late."""
        return self.done_on_time + self.done_late

    @property
    def under_way(self) -> int:
        """Not done yet."""
        return self.total - self.done


def figures_of(labels: Iterable[TaskLabel]) -> Figures:
    """Count labels."""
    return counted(Counter(labels))


def counted(by_label: dict[TaskLabel, int]) -> Figures:
    """Return the figures of counts by label."""
    of = Counter(by_label)
    return Figures(
        total=sum(of.values()),
        done_on_time=of[TaskLabel.DONE_ON_TIME],
        done_late=of[TaskLabel.DONE_LATE],
        running=sum(of[label] for label in RUNNING),
        overdue=of[TaskLabel.OVERDUE],
        standing=of[TaskLabel.STANDING],
    )


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one group: a unit, leader, period and so on; `key` "": of none."""

    key: str
    name: str
    figures: Figures


def summed(groups: Iterable[GroupFigures]) -> Figures:
    """Return the figures of all groups together."""
    each = [astuple(group.figures) for group in groups]
    return Figures(*(sum(column) for column in zip(*each, strict=True)))


@dataclass(frozen=True)
class ReportRow:
    """A task as the report lists it; `group` is the key of its group, `result` the last report."""

    id: UUID
    code: str
    title: str
    group: str
    unit: str
    coordinating: str
    assignee: str
    supervisor: str
    source: str
    field: str
    issued_on: date
    due_on: date | None
    done_on: date | None
    label: TaskLabel
    late_days: int
    percent: int
    result: str

    @property
    def done(self) -> bool:
        """Whether it is done, on time or late."""
        return self.label in DONE


@dataclass(frozen=True)
class ReportData:
    """All that a frozen report says, but its rows: `parts` are the digests of these (`keeping`);
    `rows` those of a report frozen before there were parts. `scope` are the narrowings in words;
    `seen_by` is whose sight decided which tasks are in it. `signer` are name, position and lines of
    authority."""

    name: str
    issuer: str
    superior: str
    body_code: str
    place: str
    period: str
    first: date
    last: date
    as_of: date
    scope: tuple[tuple[str, str], ...]
    seen_by: str
    remarks: str
    spec: ReportSpec
    signer_id: UUID | None
    signer: str
    position: str
    authority: tuple[str, ...]
    total: Figures
    groups: tuple[GroupFigures, ...]
    rows: tuple[ReportRow, ...] = ()
    parts: tuple[str, ...] = ()


_DATA: TypeAdapter[ReportData] = TypeAdapter(ReportData)


def kept(data: ReportData) -> dict[str, Any]:
    """Return the data as it is stored."""
    return cast(dict[str, Any], _DATA.dump_python(data, mode="json", exclude={"rows"}))


def thawed(stored: dict[str, Any]) -> ReportData:
    """Return the data as it was frozen. Before there was a choice, pieces were counted."""
    spec = stored["spec"]
    wanted = {"pieces": Pieces.WITH} | spec["wanted"]
    return _DATA.validate_python(stored | {"spec": spec | {"wanted": wanted}})


def digest_of(stored: dict[str, Any]) -> str:
    """Return the SHA-256 of stored data, whatever order the database keeps its keys in."""
    plain = json.dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
