"""receiveTask, assignTask, reportProgress and their kin: what is done to a task."""

from datetime import date
from typing import Any
from uuid import UUID

from flask import Request, Response, request
from pydantic import BaseModel, ConfigDict, Field
from werkzeug.datastructures import FileStorage

from ecabinet.web.api import WriteHeaders
from ecabinet.web.requests import execute
from ecabinet.web.strict import OF_EVERY_FORM
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

NOT_OF_THE_REPORT = (*OF_EVERY_FORM, "files")


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
    """How far the work is: a percentage, or completion; `period_on` of a periodic task."""

    model_config = ConfigDict(extra="forbid")
    text: Words = Field(min_length=1, max_length=10_000)
    percent: int | None = Field(None, ge=0, le=FULL)
    done: bool = False
    period_on: date | None = None


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


def report_content() -> dict[str, Any]:
    """Return how a report is sent: as JSON, or as a form with files."""
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


def sent_report(sent: Request) -> tuple[ReportBody, list[FileStorage]]:
    """Return the report and its files. Raises ValidationError."""
    if sent.is_json:
        return ReportBody.model_validate(sent.get_json()), []
    typed = {n: v for n, v in sent.form.items() if v != "" and n not in NOT_OF_THE_REPORT}
    return ReportBody.model_validate(typed), sent.files.getlist("files")


@api.post(
    "/tasks/<uuid:task_id>/reports",
    operation_id="reportProgress",
    summary="Báo cáo tiến độ hoặc hoàn thành",
    responses={201: TaskOut},
    openapi_extensions={"requestBody": report_content()},
)
def report(path: TaskPath, header: WriteHeaders) -> Response:
    """File a report, as JSON or, with evidence, as a form whose `files` are kept as papers."""
    body, files = sent_report(request)
    evidence = keep_evidence(path.task_id, files)
    cmd = ReportProgress(task_id=path.task_id, evidence=evidence, **body.model_dump())
    execute(report_progress, cmd)
    return task_answer(path.task_id, 201)
