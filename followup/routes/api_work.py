"""receiveTask, assignTask, reportProgress and their kin: what is done to a task."""

from typing import Any
from uuid import UUID

from flask import Response, request
from pydantic import BaseModel, ConfigDict, Field

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from followup.commands.assign import AssignTask, assign_task
from followup.commands.receive import (
    AcknowledgeTask,
    ReceiveTask,
    RefuseTask,
    acknowledge_task,
    receive_task,
    refuse_task,
)
from followup.commands.report import FULL, ReportProgress, report_progress
from followup.routes.doors import TaskPath, api, keep_evidence, task_answer
from followup.routes.schemas import TaskOut
from followup.words import Words


class Seen(BaseModel):
    """`revision` is the one the caller saw; when the task has changed since, nothing is done."""

    revision: int | None = None


class AssignmentBody(Seen):
    """Who shall do it."""

    assignee_id: UUID


class ReasonBody(Seen):
    """Why."""

    reason: Words = Field(min_length=1, max_length=2_000)


class ReportBody(Seen):
    """How far the work is: a percentage, or completion."""

    model_config = ConfigDict(extra="ignore")
    text: Words = Field(min_length=1, max_length=10_000)
    percent: int | None = Field(None, ge=0, le=FULL)
    done: bool = False


@api.post(
    "/tasks/<uuid:task_id>/receipt",
    operation_id="receiveTask",
    summary="Đơn vị chủ trì tiếp nhận",
    responses={200: TaskOut},
)
def receive(path: TaskPath, body: Seen, header: WriteHeaders) -> Response:
    """Receive the task for the lead unit."""
    execute(receive_task, ReceiveTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/refusal",
    operation_id="refuseTask",
    summary="Đơn vị chủ trì từ chối nhận",
    responses={200: TaskOut},
)
def refuse(path: TaskPath, body: ReasonBody, header: WriteHeaders) -> Response:
    """Give the task back to its issuer, with a reason."""
    execute(refuse_task, RefuseTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/acknowledgement",
    operation_id="acknowledgeTask",
    summary="Đơn vị phối hợp, nhận để biết xác nhận đã nhận",
    responses={200: TaskOut},
)
def acknowledge(path: TaskPath, header: WriteHeaders) -> Response:
    """Note that the coordinating or informed unit has seen the task."""
    execute(acknowledge_task, AcknowledgeTask(task_id=path.task_id))
    return task_answer(path.task_id)


@api.post(
    "/tasks/<uuid:task_id>/assignment",
    operation_id="assignTask",
    summary="Giao cho một cán bộ",
    responses={200: TaskOut},
)
def assign(path: TaskPath, body: AssignmentBody, header: WriteHeaders) -> Response:
    """Name the official of the lead unit who carries the task out."""
    execute(assign_task, AssignTask(task_id=path.task_id, **body.model_dump()))
    return task_answer(path.task_id)


def _report_content() -> dict[str, Any]:
    schema = ReportBody.model_json_schema()
    files = {"type": "array", "items": {"type": "string", "format": "binary"}}
    with_files = schema | {"properties": schema["properties"] | {"files": files}}
    return {
        "required": True,
        "content": {
            "application/json": {"schema": schema},
            "multipart/form-data": {"schema": with_files},
        },
    }


@api.post(
    "/tasks/<uuid:task_id>/reports",
    operation_id="reportProgress",
    summary="Báo cáo tiến độ hoặc hoàn thành",
    responses={201: TaskOut},
    openapi_extensions={"requestBody": _report_content()},
)
def report(path: TaskPath, header: WriteHeaders) -> Response:
    """File a report, as JSON or, with evidence, as a form whose `files` are kept as papers."""
    if request.is_json:
        body, files = ReportBody.model_validate(request.get_json()), []
    else:
        typed = {name: value for name, value in request.form.items() if value != ""}
        body, files = ReportBody.model_validate(typed), request.files.getlist("files")
    evidence = keep_evidence(path.task_id, files)
    cmd = ReportProgress(task_id=path.task_id, evidence=evidence, **body.model_dump())
    execute(report_progress, cmd)
    return task_answer(path.task_id, 201)
