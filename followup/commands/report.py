"""The responsible official reports progress, with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.commands.periods import chosen_period, settle_period
from followup.commands.roll_up import check_pieces, has_children, roll_up
from followup.evidence import CONTAINER
from followup.history import actor_id, note
from followup.models import DeadlineKind, EntryKind, ProgressReport, Task, TaskPeriod
from followup.policies import TaskPermission
from followup.states import TaskAction
from followup.telling import tell
from followup.words import Words

FULL = 100
MOST_FILES = 20


class ReportProgress(BaseModel):
    """How far the work is. Completion (`done`) is 100 percent, whatever `percent` says.

    The percentage may be lower than before: an honest correction is better than a false figure,
    and the history keeps both. Evidence files are stored already; here they become papers.
    Of a periodic task a report is on one period (`period_on`, its first day; else the oldest that
    waits) and says no percentage; `done` ends the whole task.
    """

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    text: Words = Field(min_length=1, max_length=10_000)
    percent: int | None = Field(None, ge=0, le=FULL)
    done: bool = False
    period_on: date | None = None
    evidence: list[StoredFile] = Field(default_factory=list, max_length=MOST_FILES)
    revision: int | None = None


class FiledReport(BaseModel):
    """The new report."""

    model_config = ConfigDict(frozen=True)
    id: UUID
    number: int
    percent: int


def report_progress(uow: UnitOfWork, cmd: ReportProgress) -> FiledReport:
    """File a report; with `done` the supervising leader is asked to accept.

    The percentage of a task that was broken down is that of its children, whatever is said here.

    Raises:
        Conflict: the unit has not received the task, completion is reported already, or (`done`)
            a part or a child is not done, or the period has its report already.
        Invalid: neither a percentage nor completion is given, and no children say how far it is.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.REPORT, cmd.revision)
    task.state = states.after(task.state, TaskAction.REPORT_DONE if cmd.done else TaskAction.REPORT)
    split = has_children(uow.session, task.id)
    period = _period(uow, task, cmd)
    if cmd.percent is None and not (cmd.done or split or period):
        raise Invalid("report.percent_missing", field="percent")
    if cmd.done:
        check_pieces(uow.session, task)
    if cmd.done or not (split or period):
        task.own_percent = FULL if cmd.done else cmd.percent or 0
    task.done_on = office_day(uow.now) if cmd.done else None
    roll_up(uow, task)
    percent = FULL if period else task.percent if split else task.own_percent
    said = Said(
        cmd.text, percent, cmd.done, cmd.evidence, period_on=period.first_on if period else None
    )
    report = file_report(uow, task, said)
    if period is not None:
        settle_period(uow, task, period, report)
    kind = EntryKind.REPORTED_DONE if cmd.done else EntryKind.REPORTED
    note(
        uow, task, kind,
        report_id=report.id, number=report.number, percent=report.percent, files=len(cmd.evidence),
        **({"period_on": period.first_on, "period": task.period} if period else {}),
    )  # fmt: skip
    tell(
        uow, task, "completion_reported" if cmd.done else "reported", [task.supervisor_id],
        percent=report.percent,
    )  # fmt: skip
    return FiledReport(id=report.id, number=report.number, percent=report.percent)


def _period(uow: UnitOfWork, task: Task, cmd: ReportProgress) -> TaskPeriod | None:
    """Return the period the report is on; completion of a periodic task needs none."""
    if task.deadline_kind is not DeadlineKind.PERIODIC:
        if cmd.period_on is not None:
            raise Invalid("report.not_periodic", field="period_on")
        return None
    if cmd.done and cmd.period_on is None:
        return None
    return chosen_period(uow, task, cmd.period_on)


@dataclass(frozen=True)
class Said:
    """What a report says, of the whole or (`unit_id`) of a coordinating unit's part."""

    text: str
    percent: int
    done: bool
    evidence: Sequence[StoredFile]
    unit_id: UUID | None = None
    period_on: date | None = None


def file_report(uow: UnitOfWork, task: Task, said: Said) -> ProgressReport:
    """Keep the report with its evidence under the next number; the task is locked by the caller."""
    # The task is locked, so nobody takes the same number.
    last = uow.session.scalar(
        select(func.max(ProgressReport.number)).where(ProgressReport.task_id == task.id)
    )
    report = ProgressReport(
        id=new_id(),
        task_id=task.id,
        number=(last or 0) + 1,
        unit_id=said.unit_id,
        period_on=said.period_on,
        percent=said.percent,
        text=said.text,
        done=said.done,
        author_id=actor_id(uow),
        at=uow.now,
    )
    uow.session.add(report)
    uow.session.flush()  # The evidence refers to the row.
    for file in said.evidence:
        upload_paper(uow, UploadPaper(container_kind=CONTAINER, container_id=report.id, file=file))
    return report
