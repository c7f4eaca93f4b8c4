"""What is seen of reports: one on the shelf, a run in a list, one as of now, one as frozen."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from documents.issuing.states import OfficialState
from followup.reporting.counting import Window
from followup.reporting.enums import RunState
from followup.reporting.keeping import Shown
from followup.reporting.shapes import Figures, GroupFigures, ReportData, ReportRow, ReportSpec


@dataclass(frozen=True)
class ReportView:
    """A report as it is laid down. `latest` is its newest run."""

    id: UUID
    name: str
    unit_id: UUID
    unit: str
    spec: ReportSpec
    signer_id: UUID | None
    scheduled_from: date | None
    keeper: str
    changed_at: datetime
    retired_at: datetime | None
    revision: int
    may_change: bool
    may_freeze: bool
    may_discard: bool
    latest: "RunView | None" = None

    @property
    def scheduled(self) -> bool:
        """Whether it makes itself."""
        return self.scheduled_from is not None


@dataclass(frozen=True)
class RunView:
    """A run in a list; `symbol` is that of the official document, when it was issued."""

    id: UUID
    report_id: UUID
    number: int
    first: date
    last: date
    as_of: date
    scheduled: bool
    state: RunState
    made_by: str
    asked_at: datetime
    frozen_at: datetime | None
    total: int
    overdue: int
    digest: str
    document_id: UUID | None = None
    symbol: str = ""
    document_state: OfficialState | None = None


@dataclass(frozen=True)
class Live:
    """A report as it would be frozen now: its figures, and the first of its rows."""

    over: Window
    total: Figures
    groups: tuple[GroupFigures, ...]
    rows: tuple[ReportRow, ...]
    scope: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FrozenRun:
    """A run with its data and a part of its rows; None while it is being made.

    `part` of `parts`: from 0 on. `intact`: data and part have their digests still. `listed`: the
    list is a paper of its own.
    """

    run: RunView
    report: ReportView
    remarks: str
    data: ReportData | None
    shown: Shown
    part: int
    parts: int
    intact: bool
    listed: bool
