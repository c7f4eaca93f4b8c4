"""Reports as the API shows them."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from documents.issuing.states import OfficialState
from followup.labels import TaskLabel
from followup.queries.filters import Day
from followup.reporting.commands import ReportFields
from followup.reporting.enums import RunState
from followup.reporting.shapes import ReportSpec
from followup.reporting.views import FrozenRun
from followup.routes.out import Out


class ReportPath(BaseModel):
    """Which report."""

    report_id: UUID


class RunPath(BaseModel):
    """Which run: a report on one period."""

    run_id: UUID


class ChangeReportIn(ReportFields):
    """All of a report, as it shall be; `revision` is that of what the person saw."""

    revision: int | None = None


class RetireReportIn(BaseModel):
    """`revision` is that of what the person saw."""

    model_config = ConfigDict(extra="forbid")
    revision: int | None = None


class PeriodQuery(BaseModel):
    """The period that `on` lies in; of a report from day to day, `first` and `last`."""

    model_config = ConfigDict(extra="forbid")
    on: Day | None = None
    first: Day | None = None
    last: Day | None = None


class FreezeReportIn(PeriodQuery):
    """A period, and what the officer says about it."""

    remarks: str = Field("", max_length=5_000)


class ReportRunOut(Out):
    """A run; `symbol` is that of its official document, `digest` the SHA-256 of its data."""

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
    document_id: UUID | None
    symbol: str
    document_state: OfficialState | None


class TaskReportOut(Out):
    """A report as it is laid down."""

    id: UUID
    name: str
    unit_id: UUID
    unit: str
    spec: ReportSpec
    signer_id: UUID | None
    scheduled: bool
    keeper: str
    changed_at: datetime
    retired_at: datetime | None
    revision: int
    may_change: bool
    may_freeze: bool
    may_discard: bool
    latest: ReportRunOut | None = None


class TaskReportsOut(Out):
    """All reports that the caller may see."""

    reports: list[TaskReportOut]


class TaskReportDetailOut(Out):
    """A report with its runs, the newest first."""

    report: TaskReportOut
    runs: list[ReportRunOut]


class ReportFiguresOut(Out):
    """Tasks by how they stand; `total` is the sum of the others."""

    total: int
    done_on_time: int
    done_late: int
    running: int
    overdue: int
    standing: int


class ReportGroupOut(Out):
    """One unit, leader, directive, field, label, official or period; `key` "": of none."""

    key: str
    name: str
    figures: ReportFiguresOut


class ReportRowOut(Out):
    """A task of the report; `group` is the key of its group."""

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


class LiveReportOut(Out):
    """A report as it would be frozen now; `rows` are the first of `total.total`."""

    first: date
    last: date
    as_of: date
    total: ReportFiguresOut
    groups: list[ReportGroupOut]
    rows: list[ReportRowOut]

    @model_validator(mode="before")
    @classmethod
    def _flat(cls, live: object) -> object:
        over = getattr(live, "over", None)
        if over is None:
            return live
        names = ("total", "groups", "rows")
        days = {"first": over.span.first, "last": over.span.last, "as_of": over.as_of}
        return days | {name: getattr(live, name) for name in names}


class FrozenReportOut(Out):
    """What a frozen run says; `seen_by` is whose sight decided which tasks are in it. `rows` are
    those of the part asked for."""

    name: str
    issuer: str
    period: str
    seen_by: str
    spec: ReportSpec
    total: ReportFiguresOut
    groups: list[ReportGroupOut]
    rows: list[ReportRowOut]


class ReportRunDetailOut(Out):
    """A run; `data` is null while it is made. `part` of `parts`, from 0 on: which rows. `intact`:
    what is shown has its digest still. `listed`: the list is a file of its own
    (`downloadTaskReportList`)."""

    run: ReportRunOut
    remarks: str
    part: int
    parts: int
    intact: bool
    listed: bool
    data: FrozenReportOut | None


class PartQuery(BaseModel):
    """Which part of the rows, from 0 on; 200 rows each."""

    model_config = ConfigDict(extra="forbid")
    part: int = Field(0, ge=0, le=100_000)


def run_out(found: FrozenRun) -> ReportRunDetailOut:
    """Return a run for the API."""
    data = replace(found.data, rows=found.shown.rows) if found.data else None
    return ReportRunDetailOut.model_validate(replace(found, data=data))
