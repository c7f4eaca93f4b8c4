"""acceptTask, returnTask, reassignTask, insistOnTask, and putting a task aside."""

from datetime import date
from uuid import UUID

from flask import Response
from pydantic import Field

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from followup.commands.decide import (
    AcceptTask,
    ReturnPeriodReport,
    ReturnTask,
    accept_task,
    return_period_report,
    return_task,
)
from followup.commands.reassign import (
    InsistOnTask,
    ReassignTask,
    insist_on_task,
    reassign_task,
)
from followup.commands.set_aside import SetAside, cancel_task, resume_task, suspend_task
from followup.models import Evaluation
from followup.routes.api_work import ReasonBody, Seen
from followup.routes.doors import TaskPath, api, task_answer
from followup.routes.schemas import TaskOut
from followup.words import Words


class AcceptanceBody(Seen):
    """How well it was done."""

    evaluation: Evaluation
    remark: Words = Field("", max_length=2_000)


class PeriodReturnBody(ReasonBody):
    """The first day of the period, and why."""

    period_on: date


class ReassignmentBody(ReasonBody):
    """Which unit leads from now on, and why; a date when it needs another one."""

    lead_unit_id: UUID
    due_on: date | None = None


@api.post(
    "/tasks/<uuid:task_id>/acceptance",
    operation_id="acceptTask",
    summary="Chấp nhận và đánh giá",
    responses={200: TaskOut},
)
def accept(path: TaskPath, body: AcceptanceBody, header: WriteHeaders) -> Response:
    """Accept the work that was reported as done, and evaluate it."""
    execute(accept_task, AcceptTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/return",
    operation_id="returnTask",
    summary="Trả lại để làm tiếp",
    responses={200: TaskOut},
)
def give_back(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Return the work that was reported as done, with a reason."""
    execute(return_task, ReturnTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/period-return",
    operation_id="returnPeriodReport",
    summary="Trả lại báo cáo của một kỳ",
    responses={200: TaskOut},
)
def give_period_back(path: TaskPath, body: PeriodReturnBody, header: WriteHeaders) -> Response:
    """Give the report on one period of a periodic task back, with a reason."""
    execute(return_period_report, ReturnPeriodReport(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/suspension",
    operation_id="suspendTask",
    summary="Tạm dừng",
    responses={200: TaskOut},
)
def suspend(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Let the work rest."""
    execute(suspend_task, SetAside(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/resumption",
    operation_id="resumeTask",
    summary="Làm tiếp sau khi tạm dừng",
    responses={200: TaskOut},
)
def resume(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Let the unit take the work up again."""
    execute(resume_task, SetAside(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/cancellation",
    operation_id="cancelTask",
    summary="Hủy nhiệm vụ",
    responses={200: TaskOut},
)
def cancel(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """End the task without result."""
    execute(cancel_task, SetAside(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/reassignment",
    operation_id="reassignTask",
    summary="Giao đơn vị khác chủ trì",
    responses={200: TaskOut},
)
def reassign(path: TaskPath, body: ReassignmentBody, header: WriteHeaders) -> Response:
    """Let another unit lead: nobody has begun, or the unit refused."""
    execute(reassign_task, ReassignTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/insistence",
    operation_id="insistOnTask",
    summary="Giao lại đơn vị đã từ chối",
    responses={200: TaskOut},
)
def insist(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Put a refused task back into the inbox of the unit, with a reason."""
    execute(insist_on_task, InsistOnTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)
