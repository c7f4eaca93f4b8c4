"""The responsible official reports progress, with evidence."""

from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, select

from documents.commands.upload import StoredFile, UploadPaper, upload_paper
from ecabinet.core.clock import office_day
from ecabinet.core.errors import Invalid
from ecabinet.core.ids import new_id
from ecabinet.core.unit_of_work import UnitOfWork
from followup import access, states
from followup.evidence import CONTAINER
from followup.history import actor_id, note
from followup.models import EntryKind, ProgressReport, Task
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
    """

    model_config = ConfigDict(frozen=True)
    task_id: UUID
    text: Words = Field(min_length=1, max_length=10_000)
    percent: int | None = Field(None, ge=0, le=FULL)
    done: bool = False
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

    Raises:
        Conflict: the unit has not received the task, or completion is reported already.
        Invalid: neither a percentage nor completion is given.
    """
    task = access.task_to_change(uow, cmd.task_id, TaskPermission.REPORT, cmd.revision)
    task.state = states.after(task.state, TaskAction.REPORT_DONE if cmd.done else TaskAction.REPORT)
    if cmd.percent is None and not cmd.done:
        raise Invalid("report.percent_missing", field="percent")
    task.percent = FULL if cmd.done else cmd.percent or 0
    task.done_on = office_day(uow.now) if cmd.done else None
    report = _file(uow, task, cmd)
    _attach(uow, report, cmd.evidence)
    kind = EntryKind.REPORTED_DONE if cmd.done else EntryKind.REPORTED
    note(
        uow, task, kind,
        report_id=report.id, number=report.number, percent=report.percent, files=len(cmd.evidence),
    )  # fmt: skip
    tell(
        uow, task, "completion_reported" if cmd.done else "reported", [task.supervisor_id],
        percent=task.percent,
    )  # fmt: skip
    return FiledReport(id=report.id, number=report.number, percent=report.percent)


def _file(uow: UnitOfWork, task: Task, cmd: ReportProgress) -> ProgressReport:
    # The task is locked, so nobody takes the same number.
    last = uow.session.scalar(
        select(func.max(ProgressReport.number)).where(ProgressReport.task_id == task.id)
    )
    report = ProgressReport(
        id=new_id(),
        task_id=task.id,
        number=(last or 0) + 1,
        percent=task.percent,
        text=cmd.text,
        done=cmd.done,
        author_id=actor_id(uow),
        at=uow.now,
    )
    uow.session.add(report)
    uow.session.flush()  # The evidence refers to the row.
    return report


def _attach(uow: UnitOfWork, report: ProgressReport, files: list[StoredFile]) -> None:
    for file in files:
        upload_paper(uow, UploadPaper(container_kind=CONTAINER, container_id=report.id, file=file))
